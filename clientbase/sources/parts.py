"""One sheet, several tables below each other: where the next one begins."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from clientbase.sources.header_rows import SEARCHED_ROWS, known_names
from clientbase.sources.tables import Grid
from clientbase.sources.values import is_blank, is_value

#: A header of a table of its own has so many known names, and they are most of its cells.
_FEWEST_NAMES = 2


class Parts:
    """Grids below each other, cut where another table begins: a header of known names under a blank row."""

    def __init__(self, grids: Iterator[Grid]) -> None:
        self._grids = iter(grids)
        self._held: Grid | None = None
        self.are_over = False

    def part(self) -> Iterator[Grid]:
        """Yield the grids of the next table."""
        headers: list[tuple[str, ...]] = []
        while not self.are_over:
            grid = self._held or next(self._grids, None)
            self._held = None
            if grid is None:
                self.are_over = True
                return
            place = _next_header(grid, headers)
            if place:
                self._held = _cut(grid, place, len(grid.row_numbers))
                yield _cut(grid, 0, place)
                return
            yield grid


def names_of_tables(sheet: str, taken: Collection[str] = ()) -> Iterator[str]:
    """Yield the names of a sheet's tables: the sheet's own, then with a number: "Orders", "Orders (2)"."""
    yield sheet
    numbered = (f"{sheet} ({number})" if sheet else f"table {number}" for number in count(2))
    yield from (name for name in numbered if name not in taken)


def _next_header(grid: Grid, headers: list[tuple[str, ...]]) -> int:
    """Return the index of the row where another table begins, 0 for none; the first header is kept in `headers`."""
    filled = pc.indices_nonzero(_is_any_filled(grid))
    if not len(filled):
        return 0
    numbers = grid.row_numbers.combine_chunks().take(filled)
    gaps = pc.indices_nonzero(pc.greater(pc.pairwise_diff(numbers).fill_null(0), 1))
    below_blanks: list[int] = filled.take(gaps).to_pylist()
    if not headers:
        beginning = [*filled.slice(0, SEARCHED_ROWS).to_pylist(), *below_blanks]
        first = next((cells for place in beginning if _is_header(cells := _cells(grid, place))), None)
        headers += [first] if first else []
    for place in below_blanks if headers else ():
        cells = _cells(grid, place)
        if _is_header(cells) and len(cells) <= len(grid.columns) and set(cells) != set(headers[0]):
            return place
    return 0


def _cells(grid: Grid, place: int) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in grid.cells(place))


def _is_any_filled(grid: Grid) -> pa.Array:
    filled = pa.repeat(pa.scalar(value=False), len(grid.row_numbers))
    for column in grid.columns:
        trimmed = pc.utf8_trim_whitespace(pc.fill_null(column.combine_chunks(), ""))
        filled = pc.or_(filled, pc.greater(pc.binary_length(trimmed), 0))
        if pc.all(filled).as_py():
            break
    return filled


def _is_header(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    known = known_names(cells)
    return known >= _FEWEST_NAMES and known * 2 > len(filled) and not any(map(is_value, filled))


def _cut(grid: Grid, start: int, end: int) -> Grid:
    """Return the rows of a grid from `start` up to `end`, with what is told of them."""
    first = 0 if start == 0 else grid.row_numbers[start].as_py()
    last = grid.row_numbers[end].as_py() if end < len(grid.row_numbers) else None

    def is_inside(row_number: int) -> bool:
        return row_number >= first and (last is None or row_number < last)

    return replace(
        grid,
        columns=tuple(column.slice(start, end - start) for column in grid.columns),
        row_numbers=grid.row_numbers.slice(start, end - start),
        line_numbers=grid.line_numbers.slice(start, end - start),
        lengths=grid.lengths.slice(start, end - start),
        overlong={i - start: cells for i, cells in grid.overlong.items() if start <= i < end},
        broken=tuple(misfit for misfit in grid.broken if is_inside(misfit.row_number)),
        lost_cells=tuple(cell for cell in grid.lost_cells if is_inside(cell.row_number)),
    )
