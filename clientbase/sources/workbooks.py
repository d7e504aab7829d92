"""XLSX, XLS, XLSB and ODS → their tables. The workbook is parsed in a child process under limits of memory and time.

A workbook of 1.4 KB can make the parser ask for 549 GB and abort: here that ends the child, and the file is refused.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

import clientbase
from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.failures import naming, reachable, sha256_of
from clientbase.sources.formats import Format
from clientbase.sources.moments import plain_moments
from clientbase.sources.private import passing_folder
from clientbase.sources.table_finder import find_tables
from clientbase.sources.tables import Grid, LeftMember, LostCell, SourceFile, SourceTable
from clientbase.sources.workbook_child import DONE, FAILURE_FILE, INDEX_FILE, NO_MEMORY, WRONG_FILE
from clientbase.sources.workbook_zip import refuse_swollen, uncomputed_cells

#: How the parser, the loader and Python say that there is no memory left.
_OUT_OF_MEMORY = re.compile(
    r"memory allocation|out of memory|cannot allocate memory|failed to map segment|capacity overflow"
    r"|cell limit exceeded",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r" \(\d+\)$")
_LOCKED = re.compile(r"password|encrypted", re.IGNORECASE)
_PANIC = re.compile(r"panicked at|PanicException")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook may cost: bytes when unpacked, bytes of memory while parsed, seconds."""

    unpacked: int = 2**30
    memory: int = 4 * 2**30
    seconds: float = 120


def read_workbook(
    path: Path, kind: Format = Format.XLSX, sheet: str | None = None, limits: Limits = Limits()
) -> SourceFile:
    """Return the tables of a workbook, one a sheet that holds anything; those of hidden sheets last.

    Dates come as "YYYY-MM-DD", with the time behind when it is not midnight; yes and no as "true" and "false";
    numbers without exponent or needless ".0".

    Args:
        path: the file.
        kind: XLSX, XLS, XLSB or ODS.
        sheet: name of the only sheet wanted.
        limits: what the workbook may cost.

    Raises:
        SourceUnreadable: source.empty, source.bad_zip, source.zip_bomb, source.password, source.bad_workbook,
            source.damaged, source.not_computed, source.too_large, source.killed, source.time_limit.
        UsageProblem: source.not_found, source.no_sheet.
        DiskProblem: the file cannot be read.
    """
    with naming(path.name), passing_folder() as folder:
        # The parser goes by the name's ending, so it gets a name of ours; what was checked is what is parsed.
        workbook = folder / f"workbook.{kind}"
        with reachable(path):
            shutil.copyfile(path, workbook)
        # The second table of a sheet has the sheet's name and a number.
        is_numbered = bool(sheet and _NUMBERED.search(sheet))
        lost = _parsed(workbook, folder, kind, "" if is_numbered else sheet or "", limits)
        index = json.loads((folder / INDEX_FILE).read_text(encoding="utf-8"))
        if sheet and not is_numbered and sheet not in index["names"]:
            raise UsageProblem("source.no_sheet", sheet=sheet, known=", ".join(index["names"]))
        tables = _tables(folder, index, lost)
        if sheet and is_numbered:
            tables = _named(tables, sheet, index["names"])
        left = tuple(_left(path, entry) for entry in index["sheets"] if "error" in entry)
        return SourceFile(path, sha256_of(workbook), str(kind), "", "", tables, left)


def _named(tables: Sequence[SourceTable], sheet: str, names: Sequence[str]) -> tuple[SourceTable, ...]:
    """Return the table of one name."""
    wanted = tuple(table for table in tables if table.sheet == sheet)
    if not wanted and sheet in names:
        raise SourceUnreadable("source.empty")
    if not wanted:
        known = dict.fromkeys([*names, *(table.sheet for table in tables)])
        raise UsageProblem("source.no_sheet", sheet=sheet, known=", ".join(known))
    return wanted


def _tables(folder: Path, index: dict[str, Any], lost: dict[str, list[LostCell]]) -> tuple[SourceTable, ...]:
    """Return the tables of the sheets that the child wrote, hidden ones last.

    Raises:
        SourceUnreadable: source.empty, source.not_computed when there are only formulas without a result.
    """
    filled = [entry for entry in index["sheets"] if "file" in entry]
    grids = [_grid(folder, entry, lost.pop(entry["name"], ())) for entry in filled]
    found = [
        table
        for entry, grid in zip(filled, grids, strict=True)
        for table in find_tables(iter([grid]), entry["name"], index["names"], is_hidden=entry["is_hidden"])
    ]
    tables = sorted(found, key=lambda table: table.is_hidden)
    if not tables:
        count = sum(len(grid.lost_cells) for grid in grids) + sum(map(len, lost.values()))
        raise SourceUnreadable("source.not_computed", count=count) if count else SourceUnreadable("source.empty")
    return tuple(tables)


def _left(path: Path, entry: dict[str, Any]) -> LeftMember:
    reason = _reason(entry["error"]) or "?"
    error = SourceUnreadable("source.bad_sheet", file=path.name, sheet=entry["name"], reason=reason)
    return LeftMember(entry["name"], error)


def _parsed(workbook: Path, folder: Path, kind: Format, sheet: str, limits: Limits) -> dict[str, list[LostCell]]:
    """Let the child write the sheets into `folder`; meanwhile check the zip and find formulas without a result."""
    if kind is Format.XLS:
        with _child(workbook, folder, sheet, limits):
            return {}
    refuse_swollen(workbook, limits.unpacked)
    with _child(workbook, folder, sheet, limits):
        return uncomputed_cells(workbook)


@contextmanager
def _child(workbook: Path, folder: Path, sheet: str, limits: Limits) -> Iterator[None]:
    """Run the child beside the block; it must have ended well when the block is left, and is ended if the block fails.

    Raises:
        SourceUnreadable: whatever ended it.
    """
    # -P keeps the current folder off the child's path: a json.py beside the data must not run.
    command = [sys.executable, "-P", "-m", "clientbase.sources.workbook_child"]
    arguments = [str(workbook), str(folder), str(limits.memory), str(int(limits.seconds) + 1), sheet]
    said = folder / "said.txt"
    with said.open("wb") as words:
        child = subprocess.Popen(  # noqa: S603  # our own module; the arguments are no shell text
            [*command, *arguments],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
        )
        try:
            yield
            child.wait(limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise SourceUnreadable("source.time_limit", seconds=f"{limits.seconds:g}") from error
        finally:
            child.kill()
            child.wait()
    if child.returncode != DONE:
        failure = folder / FAILURE_FILE
        words_of_it = failure if failure.exists() else said
        raise _failure(child.returncode, words_of_it.read_text(encoding="utf-8", errors="replace").strip(), limits)


def _failure(code: int, said: str, limits: Limits) -> SourceUnreadable:
    """Return what the child's exit code and words mean for the file."""
    first_line = _reason(said)
    if code == NO_MEMORY or _OUT_OF_MEMORY.search(said):
        return SourceUnreadable("source.too_large", megabytes=limits.memory // 2**20)
    if _LOCKED.search(said) and code == WRONG_FILE:
        return SourceUnreadable("source.password")
    if _PANIC.search(said) or (code == WRONG_FILE and not first_line):
        return SourceUnreadable("source.damaged")
    if code == WRONG_FILE:
        return SourceUnreadable("source.bad_workbook", reason=first_line)
    return SourceUnreadable("source.killed", reason=first_line or code)


def _reason(said: str) -> str:
    return said.partition("\n")[0].removeprefix("calamine error: ")[:200]


def _environment() -> dict[str, str]:
    """Return the environment in which the child finds this very package, wherever the parent found it."""
    package = str(Path(clientbase.__file__).parent.parent)
    others = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([package, *others]), "PYTHONIOENCODING": "utf-8"}


def _grid(folder: Path, entry: dict[str, Any], uncomputed: Sequence[LostCell]) -> Grid:
    cells = pa.ipc.open_file(pa.BufferReader((folder / entry["file"]).read_bytes())).read_all()
    numbers = pa.chunked_array([pa.array(range(1, cells.num_rows + 1), pa.int64())])
    lengths = pa.chunked_array([pa.array([cells.num_columns] * cells.num_rows, pa.int64())])
    first = entry["first_column"]
    errors = [LostCell(row + 1, first + column, text) for row, column, text in entry["errors"]]
    lost = tuple(sorted([*errors, *uncomputed], key=lambda cell: (cell.row_number, cell.position)))
    columns = tuple(map(plain_moments, cells.columns))
    return Grid(columns, numbers, numbers, lengths, first_column=first, lost_cells=lost)
