"""CSV-like text → one table: encoding, delimiter, records, cells; each found by what the whole file holds."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import pyarrow as pa

from clientbase.errors import SourceUnreadable
from clientbase.sources.dialect import NO_DELIMITER, Record, find_delimiter, records, sep_line
from clientbase.sources.encodings import decode
from clientbase.sources.failures import naming, read_bytes
from clientbase.sources.table_finder import find_table
from clientbase.sources.tables import Grid, Misfit, SourceFile

#: Records that decide how many columns the grid has; the header is among them.
_HEAD_RECORDS = 200
_MOST_COLUMNS = 16_384
_CHUNK = 20_000


def read_delimited(path: Path, encoding: str | None = None, delimiter: str | None = None) -> SourceFile:
    """Return the table of a CSV, TSV or similar text file.

    Args:
        path: the file.
        encoding: a name that Python knows; found by itself when None.
        delimiter: one character; found by itself when None.

    Raises:
        SourceUnreadable: source.empty, source.binary, source.bad_encoding, source.mixed_encoding, source.open_quote,
            source.bad_quotes, source.too_many_columns.
        UsageProblem: source.not_found, source.unknown_encoding.
        DiskProblem: the file cannot be read.
    """
    return delimited_source(read_bytes(path), path, encoding, delimiter)


def delimited_source(data: bytes, path: Path, encoding: str | None, delimiter: str | None) -> SourceFile:
    """Return the table that the bytes of a text file hold; `path` only names them. Raises as `read_delimited`."""
    with naming(path.name):
        text, found_encoding = decode(data, encoding)
        if not text.strip():
            raise SourceUnreadable("source.empty")
        announced, skipped = sep_line(text)
        body = text[skipped:]
        chosen = delimiter or announced or find_delimiter(body)
        grid = _grid(records(body, chosen, first_line=2 if skipped else 1))
        table = find_table(grid)
        if table is None:
            if grid.broken:
                raise SourceUnreadable("source.bad_quotes", line=grid.broken[0].line_number)
            raise SourceUnreadable("source.empty")
    shown = "" if chosen == NO_DELIMITER else chosen
    return SourceFile(path, hashlib.sha256(data).hexdigest(), "csv", found_encoding, shown, (table,))


class _GridBuilder:
    """Gathers records into string arrays, a chunk at a time, so that Python lists of cells stay few."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._cells: list[list[pa.Array]] = [[] for _ in range(width)]
        self._places: list[list[pa.Array]] = [[], [], []]
        self._overlong: dict[int, tuple[str, ...]] = {}
        self._broken: list[Misfit] = []
        self._count = 0

    def add(self, chunk: list[Record]) -> None:
        """Take the next records; broken ones become misfits."""
        whole = []
        for record in chunk:
            if record.is_broken:
                self._broken.append(Misfit(record.number, record.line, tuple(record.cells), "row.bad_quote"))
            else:
                whole.append(record)
        lengths = [len(record.cells) for record in whole]
        self._append(self._places, [[r.number for r in whole], [r.line for r in whole], lengths], pa.int64())
        rows = [self._fitted(record.cells, self._count + i) for i, record in enumerate(whole)]
        self._append(self._cells, zip(*rows, strict=True), pa.string())
        self._count += len(whole)

    def grid(self) -> Grid:
        """Return all that was added."""
        numbers, lines, lengths = (pa.chunked_array(arrays, pa.int64()) for arrays in self._places)
        columns = tuple(pa.chunked_array(arrays, pa.string()) for arrays in self._cells)
        return Grid(columns, numbers, lines, lengths, overlong=self._overlong, broken=tuple(self._broken))

    def _fitted(self, cells: list[str], index: int) -> list[str]:
        missing = self._width - len(cells)
        if missing == 0:
            return cells
        if missing > 0:
            return cells + [""] * missing
        self._overlong[index] = tuple(cells)
        return cells[: self._width]

    @staticmethod
    def _append(columns: list[list[pa.Array]], values: Iterable[Iterable[object]], kind: pa.DataType) -> None:
        for arrays, column in zip(columns, values, strict=False):
            arrays.append(pa.array(column, kind))


def _grid(found: Iterator[Record]) -> Grid:
    head: list[Record] = []
    filled = 0
    while filled < _HEAD_RECORDS and (record := next(found, None)):
        head.append(record)
        filled += any(map(str.strip, record.cells))
    width = max((len(record.cells) for record in head if not record.is_broken), default=0)
    if width > _MOST_COLUMNS:
        raise SourceUnreadable("source.too_many_columns", count=width, limit=_MOST_COLUMNS)
    builder = _GridBuilder(width)
    remaining = chain(head, found)
    while chunk := list(islice(remaining, _CHUNK)):
        builder.add(chunk)
    return builder.grid()
