"""A process of its own that reads one workbook: a hostile file can only end this process, not the command.

python -P -m clientbase.sources.xlsx_child WORKBOOK FOLDER MEMORY SHEET

Writes into FOLDER: `N.arrow` for each sheet and `workbook.json` about them. MEMORY is a limit in bytes,
SHEET one sheet to read or "" for all. Ends with WRONG_FILE when the workbook is broken, NO_MEMORY when it is too large.
"""

import json
import sys
from pathlib import Path
from typing import Any

DONE, WRONG_FILE, NO_MEMORY = 0, 3, 4
INDEX_FILE = "workbook.json"
#: Excel keeps a day as midnight, and a time of day as a moment of its day zero.
_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_TIME_OF_DAY = r"^1899-12-3[01] (\d{2}:\d{2}:\d{2}.*)$"
_FORMULA_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


def limit_memory(size: int) -> None:
    """Let this process have at most `size` bytes and leave no core file; does nothing where the system cannot."""
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return
    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = size if highest == resource.RLIM_INFINITY else min(size, highest)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_workbook(workbook: Path, folder: Path, wanted: str) -> None:
    """Write the sheets of `workbook` into `folder`: all of them, or the `wanted` one when it exists."""
    import fastexcel  # noqa: PLC0415  # after the memory limit

    reader = fastexcel.read_excel(workbook)
    names = [name for name in reader.sheet_names if wanted in ("", name)]
    sheets = [_write_sheet(reader, name, folder / f"{i}.arrow") for i, name in enumerate(names)]
    index = {"names": list(reader.sheet_names), "sheets": [sheet for sheet in sheets if sheet]}
    (folder / INDEX_FILE).write_text(json.dumps(index), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Read the workbook that the command line names; return the exit code."""
    workbook, folder, memory, wanted = arguments
    limit_memory(int(memory))
    try:
        read_workbook(Path(workbook), Path(folder), wanted)
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # noqa: BLE001  # whatever is wrong with the file, the parent tells it
        sys.stderr.write(str(error))
        return WRONG_FILE
    return DONE


def _write_sheet(reader: Any, name: str, path: Path) -> dict[str, object] | None:  # noqa: ANN401  # untyped library
    """Write one sheet's cells as strings; return what the index says of it, or None for an empty sheet."""
    import pyarrow as pa  # noqa: PLC0415  # after the memory limit

    # skip_rows=0 keeps the leading blank rows, so that a row's place is its number in the sheet.
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width:
        return None
    cells, errors = sheet.to_arrow_with_errors()
    columns = [_iso_dates(column) for column in cells.columns]
    table = pa.table(columns, names=[f"c{i}" for i in range(len(columns))])
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return {
        "name": name,
        "file": path.name,
        "is_hidden": sheet.visible != "visible",
        "first_column": sheet.available_columns()[0].absolute_index + 1,
        "errors": [[*error.position, _formula_error(error.detail)] for error in (errors.errors if errors else [])],
    }


def _iso_dates(column: Any) -> Any:  # noqa: ANN401  # untyped library
    import pyarrow.compute as pc  # noqa: PLC0415  # after the memory limit

    days = pc.replace_substring_regex(column, _MIDNIGHT, r"\1")
    return pc.replace_substring_regex(days, _TIME_OF_DAY, r"\1")


def _formula_error(detail: str) -> str:
    """Return Excel's own sign for an error: "#DIV/0!" for "… got 'Error(Div0)'"."""
    return next((sign for name, sign in _FORMULA_ERRORS.items() if f"Error({name})" in detail), "#ERROR!")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
