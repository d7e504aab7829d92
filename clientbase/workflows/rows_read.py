"""The rows of a file exactly as they were read, so that anybody can compare; and those that were not taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clientbase.sources.detect import read_source
from clientbase.sources.tables import SourceFile, SourceTable

Cells = tuple[str | None, ...]

#: So many rows are Python objects at a time.
_BATCH = 5_000
_LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The first table of a file, and what else the file holds."""

    file: SourceFile
    table: SourceTable
    others: tuple[SourceTable, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not among the rows: its physical line, the code of the reason, its cells in short."""

    line_number: int
    code: str
    text: str


def rows_read(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> RowsRead:
    """Return a file's first table, or the one of the sheet that was asked for; visible sheets go first.

    Raises:
        SourceUnreadable, UsageProblem, DiskProblem: as reading the file.
    """
    file = read_source(path, sheet=sheet, encoding=encoding, delimiter=delimiter)
    first, *others = file.tables
    return RowsRead(file, first, tuple(others))


def row_batches(table: SourceTable, most: int | None = None) -> Iterator[list[Cells]]:
    """Yield the rows in the file's order, some thousands at a time; a cell is as written, None where it is empty.

    Args:
        table: as a reader gave it.
        most: so many rows at most; all when None.
    """
    left = table.rows.num_rows if most is None else most
    for lines, columns in columns_read(table):
        if left <= 0:
            return
        yield list(zip(*(cells[:left] for cells in columns), strict=True))
        left -= len(lines)


def columns_read(table: SourceTable) -> Iterator[tuple[list[int], list[list[str | None]]]]:
    """Yield some thousands of rows at a time, column by column, with the physical line of each row."""
    for large in table.rows.batches():
        for start in range(0, large.num_rows, _BATCH):
            batch = large.slice(start, _BATCH)
            cells = [batch.column(f"c{place}").to_pylist() for place in range(1, len(table.headers) + 1)]
            yield batch.column("line_number").to_pylist(), cells


def left_out(table: SourceTable) -> list[LeftOut]:
    """Return every row that is not data or does not fit the header, in the file's order."""
    notes = [LeftOut(note.line_number, note.code, note.text) for note in table.skipped]
    misfits = [LeftOut(misfit.line_number, misfit.code, _in_short(misfit.cells)) for misfit in table.misfits]
    return sorted([*notes, *misfits], key=lambda left: left.line_number)


def _in_short(cells: tuple[str, ...]) -> str:
    text = " · ".join(" ".join(cell.split()) for cell in cells)
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
