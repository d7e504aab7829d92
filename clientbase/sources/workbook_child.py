"""A process of its own that reads one workbook: a hostile file can only end this process, not the command.

python -P -m clientbase.sources.workbook_child WORKBOOK FOLDER MEMORY SECONDS SHEET

Reads XLSX, XLS, XLSB and ODS. Writes into FOLDER: `N.arrow` for each sheet and `workbook.json` about them. MEMORY is a
limit in bytes, SECONDS one of computing time, SHEET one sheet to read or "" for all. Ends with WRONG_FILE when the
workbook is broken, NO_MEMORY when it is too large. Ends with its parent, too.
"""

import ctypes
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

DONE, WRONG_FILE, NO_MEMORY = 0, 3, 4
INDEX_FILE = "workbook.json"
_DIE_WITH_PARENT = 1
_FORMULA_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}


def end_with_parent() -> None:
    """Let the system end this process when the command that started it is killed; Linux alone can."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(DONE)


def limit_resources(memory: int, seconds: int) -> None:
    """Let this process have so many bytes and seconds and leave no core file; nothing where the system cannot."""
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, highest = resource.getrlimit(kind)
        ceiling = wanted if highest == resource.RLIM_INFINITY else min(wanted, highest)
        resource.setrlimit(kind, (ceiling, ceiling))


def read_workbook(workbook: Path, folder: Path, wanted: str) -> None:
    """Write the sheets of `workbook` into `folder`: all of them, or the `wanted` one when it exists."""
    import fastexcel  # noqa: PLC0415  # after the memory limit

    reader = fastexcel.read_excel(workbook)
    names = list(reader.sheet_names)
    chosen = [i for i, name in enumerate(names) if wanted in ("", name)]
    sheets = [{"name": names[i], **_write_sheet(reader, i, folder / f"{i}.arrow")} for i in chosen]
    index = {"names": names, "sheets": [sheet for sheet in sheets if "file" in sheet]}
    (folder / INDEX_FILE).write_text(json.dumps(index), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Read the workbook that the command line names; return the exit code."""
    workbook, folder, memory, seconds, wanted = arguments
    end_with_parent()
    limit_resources(int(memory), int(seconds))
    try:
        read_workbook(Path(workbook), Path(folder), wanted)
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # noqa: BLE001  # whatever is wrong with the file, the parent tells it
        sys.stderr.write(str(error))
        return WRONG_FILE
    return DONE


def _write_sheet(reader: Any, place: int, path: Path) -> dict[str, object]:  # noqa: ANN401  # untyped library
    """Write one sheet's cells as strings; return what the index says of it, nothing for an empty sheet."""
    import pyarrow as pa  # noqa: PLC0415  # after the memory limit

    # skip_rows=0 keeps the leading blank rows, so that a row's place is its number in the sheet.
    sheet = reader.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width:
        return {}
    cells, errors = sheet.to_arrow_with_errors()
    table = pa.table(cells.columns, names=[f"c{i}" for i in range(len(cells.columns))])
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    return {
        "file": path.name,
        "is_hidden": sheet.visible != "visible",
        "first_column": sheet.available_columns()[0].absolute_index + 1,
        "errors": [[*error.position, _formula_error(error.detail)] for error in (errors.errors if errors else [])],
    }


def _formula_error(detail: str) -> str:
    """Return Excel's own sign for an error: "#DIV/0!" for "… got 'Error(Div0)'"."""
    return next((sign for name, sign in _FORMULA_ERRORS.items() if f"Error({name})" in detail), "#ERROR!")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
