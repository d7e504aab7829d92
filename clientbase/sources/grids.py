"""Rows as a reader meets them → a grid, in string arrays, so that Python lists of cells stay few."""

from collections.abc import Iterable, Sequence
from itertools import count

import pyarrow as pa

from clientbase.errors import SourceUnreadable
from clientbase.sources.rows import PLACES, Rows, Spool
from clientbase.sources.tables import Grid, LostCell, Misfit, SourceTable

MOST_COLUMNS = 16_384
_MOST_CELLS = 300_000_000
_CHUNK = 20_000

Cells = Sequence[str | None]


class GridBuilder:
    """Gathers rows of any width; blank ends of rows, and rows that are never added, take no place."""

    def __init__(self) -> None:
        self._rows: list[Cells] = []
        self._places: list[tuple[int, int]] = []
        self._chunks: list[list[pa.Array]] = []
        self._sizes: list[int] = []
        self._all_places: list[tuple[pa.Array, pa.Array]] = []
        self._width = 0

    def add(self, number: int, cells: Cells, line: int | None = None) -> None:
        """Take one row: its number, its cells, and the physical line when that is another number.

        Raises:
            SourceUnreadable: source.too_wide, source.too_many_cells.
        """
        width = len(cells)
        while width and not cells[width - 1]:
            width -= 1
        if not width:
            return
        self._rows.append(cells[:width])
        self._places.append((number, number if line is None else line))
        self._width = max(self._width, width)
        if self._width > MOST_COLUMNS:
            raise SourceUnreadable("source.too_wide", limit=MOST_COLUMNS)
        if len(self._rows) == _CHUNK:
            self._close_chunk()

    def grid(self, lost_cells: Sequence[LostCell] = (), broken: Sequence[Misfit] = ()) -> Grid:
        """Return all that was added, every row as wide as the widest."""
        self._close_chunk()
        columns = tuple(self._column(i) for i in range(self._width))
        numbers = pa.chunked_array([pair[0] for pair in self._all_places], pa.int64())
        lines = pa.chunked_array([pair[1] for pair in self._all_places], pa.int64())
        lengths = pa.chunked_array([pa.array([self._width] * size, pa.int64()) for size in self._sizes], pa.int64())
        return Grid(columns, numbers, lines, lengths, lost_cells=tuple(lost_cells), broken=tuple(broken))

    def _column(self, index: int) -> pa.ChunkedArray:
        sized = zip(self._chunks, self._sizes, strict=True)
        arrays = [chunk[index] if index < len(chunk) else pa.nulls(size, pa.string()) for chunk, size in sized]
        return pa.chunked_array(arrays, pa.string())

    def _close_chunk(self) -> None:
        if not self._rows:
            return
        if (sum(self._sizes) + len(self._rows)) * self._width > _MOST_CELLS:
            raise SourceUnreadable("source.too_many_cells", limit=_MOST_CELLS // 10**6)
        width = max(map(len, self._rows))
        padded = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in self._rows]
        self._chunks.append([_strings(column) for column in zip(*padded, strict=True)])
        numbers, lines = zip(*self._places, strict=True)
        self._all_places.append((pa.array(numbers, pa.int64()), pa.array(lines, pa.int64())))
        self._sizes.append(len(self._rows))
        self._rows, self._places = [], []


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names with a number behind every one that stands there already: "Телефон", "Телефон (2)"."""
    found: dict[str, None] = {}
    for name in names:
        numbered = (f"{name} ({n})" for n in count(2))
        found[name if name not in found else next(other for other in numbered if other not in found)] = None
    return tuple(found)


def headed_table(sheet: str, headers: Sequence[str], grid: Grid) -> SourceTable | None:
    """Return the table of a grid whose headers are known from the format itself, or None when it has no row.

    They count as row 1, as if they stood in a sheet.
    """
    if not len(grid.row_numbers) and not grid.broken:
        return None
    blank = pa.chunked_array([pa.nulls(len(grid.row_numbers), pa.string())])
    columns = [*grid.columns, *[blank] * (len(headers) - len(grid.columns))]
    names = [f"c{place}" for place in range(1, len(headers) + 1)]
    spool = Spool()
    spool.add(pa.table([grid.row_numbers, grid.line_numbers, *columns], names=[*PLACES, *names]))
    spool.finish()
    return SourceTable(
        sheet=sheet,
        headers=distinct([" ".join(h.split()) or f"column_{place}" for place, h in enumerate(headers, start=1)]),
        positions=tuple(range(1, len(headers) + 1)),
        rows=Rows(spool, names, (), spool.num_rows),
        header_row=1,
        misfits=grid.broken,
    )


def _strings(values: Sequence[str | None]) -> pa.Array:
    try:
        return pa.array([value or None for value in values], pa.string())
    except UnicodeEncodeError:
        return pa.array([_without_halves(value) if value else None for value in values], pa.string())


def _without_halves(value: str) -> str:
    """Return the text with each half of a letter, which no file can hold, as the sign for an unknown letter."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
