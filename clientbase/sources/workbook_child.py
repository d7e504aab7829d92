"""A process of its own that reads one workbook: a hostile file can only end this process, not the command.

python -P -m clientbase.sources.workbook_child WORKBOOK FOLDER MEMORY SECONDS SHEET

Reads XLSX, XLS, XLSB and ODS. Writes into FOLDER: `N.arrow` for each sheet and `workbook.json` about them. MEMORY is a
limit in bytes, SECONDS one of computing time, SHEET one sheet to read or "" for all. Ends with WRONG_FILE when the
workbook is broken, NO_MEMORY when it is too large. Ends with its parent, too.
"""

import ctypes
import json
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any, Protocol

DONE, WRONG_FILE, NO_MEMORY = 0, 3, 4
INDEX_FILE, FAILURE_FILE = "workbook.json", "failure.txt"
_DURATION = re.compile(r'DurationIso\("PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?"\)')
_DIE_WITH_PARENT = 1
#: What rounding to nine decimals may leave of a longer number.
_LONG_DECIMAL = r"^-?\d+\.\d{7,9}$"
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
        (Path(folder) / FAILURE_FILE).write_text(_words_of(error), encoding="utf-8")
        return WRONG_FILE
    return DONE


def read_workbook(workbook: Path, folder: Path, wanted: str) -> None:
    """Write the sheets of `workbook` into `folder`: all of them, or the `wanted` one when it exists.

    A sheet that cannot be read is told in the index as long as another one can.
    """
    reader = _opened(workbook)
    chosen = [i for i, name in enumerate(reader.names) if wanted in ("", name)]
    sheets: list[dict[str, object]] = []
    failures: list[Exception] = []
    for i in chosen:
        try:
            found = reader.write_sheet(i, folder / f"{i}.arrow")
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # as in main
            failures.append(error)
            found = {"error": _words_of(error)}
        sheets.append({"name": reader.names[i], **found})
    if failures and len(failures) == len(chosen):
        raise failures[0]
    (folder / INDEX_FILE).write_text(json.dumps({"names": reader.names, "sheets": sheets}), encoding="utf-8")


def _words_of(error: Exception) -> str:
    """Return what the parser says of the file; an error that is not its own tells of damage and of nothing else."""
    own = type(error).__module__.lstrip("_").startswith(("fastexcel", "xlrd"))
    return str(error) if own else ""


class Reader(Protocol):
    """A workbook that gives its sheets by their place."""

    names: list[str]

    def write_sheet(self, place: int, path: Path) -> dict[str, object]:
        """Write one sheet's cells as strings; return what the index says of it, nothing for an empty sheet."""
        ...


def _opened(workbook: Path) -> Reader:
    if workbook.suffix == ".xls":
        from clientbase.sources.old_workbook import OldWorkbook  # noqa: PLC0415  # after the memory limit

        return OldWorkbook(workbook)
    return NewWorkbook(workbook)


class NewWorkbook:
    """An XLSX, XLSB or ODS."""

    def __init__(self, workbook: Path) -> None:
        import fastexcel  # noqa: PLC0415  # after the memory limit

        self._reader = fastexcel.read_excel(workbook)
        self.names: list[str] = list(self._reader.sheet_names)

    def write_sheet(self, place: int, path: Path) -> dict[str, object]:
        """Write one sheet's cells as strings; return what the index says of it, nothing for an empty sheet."""
        # skip_rows=0 keeps the leading blank rows, so that a row's place is its number in the sheet.
        sheet = self._reader.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
        if not sheet.width:
            return {}
        cells, told = sheet.to_arrow_with_errors()
        errors = told.errors if told else []
        durations = {error.position: text for error in errors if (text := _duration(error.detail))}
        columns = self._unrounded(place, list(cells.columns), sheet.available_columns()[0].absolute_index)
        write_cells(_with(columns, durations), path)
        return {
            "file": path.name,
            "is_hidden": sheet.visible != "visible",
            "first_column": sheet.available_columns()[0].absolute_index + 1,
            "errors": [[*e.position, _formula_error(e.detail)] for e in errors if e.position not in durations],
        }

    def _unrounded(self, place: int, columns: list[Any], first: int) -> list[Any]:
        """Return the columns with long decimals whole: the parser rounds them to nine where it makes texts of them."""
        import pyarrow as pa  # noqa: PLC0415  # after the memory limit
        import pyarrow.compute as pc  # noqa: PLC0415

        rounded = [
            i for i, cells in enumerate(columns) if pc.any(pc.match_substring_regex(cells, _LONG_DECIMAL)).as_py()
        ]
        if not rounded:
            return columns
        wanted = [first + i for i in rounded]
        numbers = self._reader.load_sheet(
            place, header_row=None, skip_rows=0, use_columns=wanted, dtypes="float", dtype_coercion="coerce"
        )
        for i, exact in zip(rounded, numbers.to_arrow().columns, strict=True):
            texts = zip(columns[i].to_pylist(), exact.to_pylist(), strict=True)
            columns[i] = pa.array([_exact(text, number) for text, number in texts], pa.string())
        return columns


def write_cells(columns: list[Any], path: Path) -> None:
    """Write columns of strings."""
    import pyarrow as pa  # noqa: PLC0415  # after the memory limit

    table = pa.table(columns, names=[f"c{i}" for i in range(len(columns))])
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _with(columns: list[Any], values: dict[tuple[int, int], str]) -> list[Any]:
    """Return the columns with values put at (row, column)."""
    import pyarrow as pa  # noqa: PLC0415  # after the memory limit

    for place in {column for _, column in values}:
        cells = columns[place].to_pylist()
        for (row, column), text in values.items():
            if column == place:
                cells[row] = text
        columns[place] = pa.array(cells, pa.string())
    return columns


def _exact(text: str | None, number: float | None) -> str | None:
    """Return a number in all its digits where the text is the same number, rounded."""
    if text is None or number is None or f"{number:.9f}".rstrip("0").rstrip(".") != text:
        return text
    whole = f"{number:.15g}"
    return text if "e" in whole else whole


def _duration(detail: str) -> str:
    """Return a length of time, which the parser does not write as text, as "10:05:00"; "" for anything else."""
    found = _DURATION.search(detail)
    if found is None:
        return ""
    hours, minutes, seconds = (int(float(part or 0)) for part in found.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _formula_error(detail: str) -> str:
    """Return Excel's own sign for an error: "#DIV/0!" for "… got 'Error(Div0)'"."""
    return next((sign for name, sign in _FORMULA_ERRORS.items() if f"Error({name})" in detail), "#ERROR!")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
