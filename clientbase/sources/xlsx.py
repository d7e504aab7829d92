"""XLSX → its tables. The workbook is parsed in a child process under limits of memory and time.

A workbook of 1.4 KB can make the parser ask for 549 GB and abort: here that ends the child, and the file is refused.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

import clientbase
from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.failures import naming, read_bytes
from clientbase.sources.table_finder import find_table
from clientbase.sources.tables import Grid, LostCell, SourceFile, SourceTable
from clientbase.sources.xlsx_child import DONE, INDEX_FILE, NO_MEMORY, WRONG_FILE

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: Honest sheets of repeated values stay under 100 : 1; small parts may exceed it.
_HIGHEST_RATIO, _RATIO_MATTERS_FROM = 150, 50 * 2**20

#: How the parser, the loader and Python say that there is no memory left.
_OUT_OF_MEMORY = re.compile(
    r"memory allocation|out of memory|cannot allocate memory|failed to map segment", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook may cost: bytes when unpacked, bytes of memory while parsed, seconds."""

    unpacked: int = 2**30
    memory: int = 4 * 2**30
    seconds: float = 120


def read_xlsx(path: Path, sheet: str | None = None, limits: Limits = Limits()) -> SourceFile:
    """Return the tables of a workbook, one a sheet that holds anything; those of hidden sheets last.

    Dates come as "YYYY-MM-DD", with the time behind when it is not midnight; yes and no as "true" and "false";
    numbers without exponent or needless ".0".

    Args:
        path: the file.
        sheet: name of the only sheet wanted.
        limits: what the workbook may cost.

    Raises:
        SourceUnreadable: source.empty, source.bad_zip, source.zip_bomb, source.password, source.bad_xlsx,
            source.too_large, source.killed, source.time_limit.
        UsageProblem: source.not_found, source.no_sheet.
        DiskProblem: the file cannot be read.
    """
    return xlsx_source(read_bytes(path), path, sheet, limits)


def xlsx_source(data: bytes, path: Path, sheet: str | None, limits: Limits = Limits()) -> SourceFile:
    """Return the tables that the bytes of a workbook hold; `path` only names them. Raises as `read_xlsx`."""
    with naming(path.name), tempfile.TemporaryDirectory(prefix="clientbase-") as name:
        folder = Path(name)
        workbook = folder / "workbook.xlsx"
        workbook.write_bytes(data)
        _refuse_unsafe_zip(workbook, data, limits)
        _run_child(workbook, folder, sheet or "", limits)
        index = json.loads((folder / INDEX_FILE).read_text(encoding="utf-8"))
        if sheet and sheet not in index["names"]:
            raise UsageProblem("source.no_sheet", sheet=sheet, known=", ".join(index["names"]))
        tables = [table for entry in index["sheets"] if (table := _table(folder, entry))]
        if not tables:
            raise SourceUnreadable("source.empty")
    tables.sort(key=lambda table: table.is_hidden)
    return SourceFile(path, hashlib.sha256(data).hexdigest(), "xlsx", "", "", tuple(tables))


def is_encrypted_office(data: bytes) -> bool:
    """Tell whether the bytes are an Office file locked with a password."""
    return data.startswith(_OLE) and _ENCRYPTED in data


def _refuse_unsafe_zip(workbook: Path, data: bytes, limits: Limits) -> None:
    """Refuse what is no sound zip, is locked, or unpacks to far more than it should."""
    if is_encrypted_office(data):
        raise SourceUnreadable("source.password")
    try:
        with zipfile.ZipFile(workbook) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise SourceUnreadable("source.password")
            unpacked = sum(part.file_size for part in parts)
            swollen = unpacked > _RATIO_MATTERS_FROM and unpacked > len(data) * _HIGHEST_RATIO
            if unpacked > limits.unpacked or swollen:
                raise SourceUnreadable("source.zip_bomb", megabytes=unpacked // 2**20)
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise SourceUnreadable("source.bad_zip", reason=str(error)) from error
    if damaged:
        raise SourceUnreadable("source.bad_zip", reason=damaged)


def _run_child(workbook: Path, folder: Path, sheet: str, limits: Limits) -> None:
    # -P keeps the current folder off the child's path: a json.py beside the data must not run.
    command = [sys.executable, "-P", "-m", "clientbase.sources.xlsx_child"]
    arguments = [str(workbook), str(folder), str(limits.memory), sheet]
    try:
        child = subprocess.run(  # noqa: S603  # our own module; the arguments are no shell text
            [*command, *arguments], env=_environment(), capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SourceUnreadable("source.time_limit", seconds=f"{limits.seconds:g}") from error
    said = child.stderr.decode("utf-8", "replace").strip()
    first_line = said.partition("\n")[0][:200]
    if child.returncode == NO_MEMORY or (child.returncode != DONE and _OUT_OF_MEMORY.search(said)):
        raise SourceUnreadable("source.too_large", megabytes=limits.memory // 2**20)
    if child.returncode == WRONG_FILE:
        raise SourceUnreadable("source.bad_xlsx", reason=first_line)
    if child.returncode != DONE:
        raise SourceUnreadable("source.killed", reason=first_line or child.returncode)


def _environment() -> dict[str, str]:
    """Return the environment in which the child finds this very package, wherever the parent found it."""
    package = str(Path(clientbase.__file__).parent.parent)
    others = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([package, *others]), "PYTHONIOENCODING": "utf-8"}


def _table(folder: Path, entry: dict[str, Any]) -> SourceTable | None:
    cells = pa.ipc.open_file(pa.BufferReader((folder / entry["file"]).read_bytes())).read_all()
    numbers = pa.chunked_array([pa.array(range(1, cells.num_rows + 1), pa.int64())])
    lengths = pa.chunked_array([pa.array([cells.num_columns] * cells.num_rows, pa.int64())])
    first = entry["first_column"]
    lost = tuple(LostCell(row + 1, first + column, text) for row, column, text in entry["errors"])
    grid = Grid(tuple(cells.columns), numbers, numbers, lengths, first_column=first, lost_cells=lost)
    return find_table(grid, entry["name"], is_hidden=entry["is_hidden"])
