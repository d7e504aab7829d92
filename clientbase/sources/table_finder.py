"""Plain cells → a table: its header, its rows, and by name all that is neither.

One finder for text files and sheets. A row is never dropped without a note, blank rows apart.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from clientbase.sources.header_rows import HeaderRows, find_header
from clientbase.sources.headers import is_known
from clientbase.sources.tables import Grid, Misfit, RowNote, SourceTable
from clientbase.sources.values import is_blank, is_date, is_number, is_phone

#: Rows that are looked at to find the header, blank ones apart.
_HEAD_ROWS = 60
#: Short rows are a habit of the exporter, not a fault, from this share and number on.
_HABIT_SHARE, _HABIT_ROWS = 0.05, 3
_TOTAL = re.compile(
    r"(?:общий )?итого?\b.*|всего\b.*|(?:grand |sub)?total(?:\s*:.*|\s+\d+)?|сумма:?|sum:?", re.IGNORECASE
)
_DASHES = frozenset("-–—")


def find_table(grid: Grid, sheet: str = "", *, is_hidden: bool = False) -> SourceTable | None:
    """Return the table that stands in a grid, or None when the grid is blank."""
    filled = _filled_rows(grid)
    if not filled:
        return None
    head = filled[:_HEAD_ROWS]
    found = find_header([grid.cells(i) for i in head])
    body = filled[found.first :] if found.is_missing else filled[found.last + 1 :]
    frame = _Frame(grid, found, head)
    again = _repeated_headers(grid, frame.raw_headers, body)
    totals = _total_rows(grid, [i for i in body[-20:] if i not in again])
    data = [i for i in body if i not in again and i not in totals] if again or totals else body
    misfits = _misfits(grid, frame, data)
    kept = [i for i in data if i not in misfits] if misfits else data
    columns = frame.kept_columns(kept)
    return SourceTable(
        sheet=sheet,
        headers=_unique([frame.label(i) for i in columns]),
        positions=tuple(grid.first_column + i for i in columns),
        rows=_rows(grid, columns, kept),
        header_row=0 if found.is_missing else grid.place(head[found.last])[0],
        skipped=(
            *_notes(grid, head[: found.first], "table.preamble"),
            *_notes(grid, sorted(again), "table.header_again"),
            *_notes(grid, sorted(totals), "table.total"),
        ),
        misfits=_in_order([*(_misfit(grid, i, code) for i, code in misfits.items()), *grid.broken]),
        groups=tuple(frame.group(i) for i in columns),
        lost_cells=grid.lost_cells,
        is_hidden=is_hidden,
    )


class _Frame:
    """The header laid over the grid's columns: labels, groups, and how many cells a row should have."""

    def __init__(self, grid: Grid, found: HeaderRows, head: Sequence[int]) -> None:
        self._grid = grid
        self._found = found
        self.raw_headers = [grid.cells(i) for i in head[found.first : found.last + 1]]
        if found.is_missing:
            lengths = Counter(len(grid.cells(i)) for i in head[found.first :])
            self.width = lengths.most_common(1)[0][0]
            self.needed = 1
        else:
            self.width = max(len(cells) for cells in self.raw_headers)
            self.needed = max(i for i, label in enumerate(found.labels) if label) + 1

    def label(self, index: int) -> str:
        named = self._found.labels[index] if index < len(self._found.labels) else ""
        return named or f"column_{self._grid.first_column + index}"

    def group(self, index: int) -> str:
        return self._found.groups[index] if index < len(self._found.groups) else ""

    def kept_columns(self, rows: Sequence[int]) -> list[int]:
        """Return the columns with a header or, in these rows, with any value."""
        labels = self._found.labels
        return [i for i in range(self.width) if (i < len(labels) and labels[i]) or self._holds_value(i, rows)]

    def _holds_value(self, index: int, rows: Sequence[int]) -> bool:
        filled = _is_filled(self._grid.columns[index])
        return bool(pc.any(filled.take(pa.array(rows, pa.int64()))).as_py())


def _is_filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return for each cell whether it holds anything but white space."""
    trimmed = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
    return pc.greater(pc.binary_length(trimmed), 0)


def _filled_rows(grid: Grid) -> list[int]:
    """Return the indexes of the rows that are not blank."""
    if not grid.columns:
        return []
    filled = _is_filled(grid.columns[0])
    for column in grid.columns[1:]:
        filled = pc.or_(filled, _is_filled(column))
    rows: list[int] = pc.indices_nonzero(filled).to_pylist()
    late = [i for i, cells in grid.overlong.items() if not any(map(str.strip, cells[: len(grid.columns)]))]
    filled_late = [i for i in late if any(map(str.strip, grid.overlong[i]))]
    return sorted({*rows, *filled_late}) if filled_late else rows


def _repeated_headers(grid: Grid, headers: Sequence[Sequence[str]], body: Sequence[int]) -> set[int]:
    """Return the rows that repeat a header row cell by cell, as page breaks of reports do."""
    again: set[int] = set()
    for cells in headers:
        named = [cell for cell in cells if not is_blank(cell)]
        if len(named) < 2 and not is_known(named[0]):
            continue  # a lone unknown word may well be a value too
        same: pa.ChunkedArray | None = None
        for column, cell in zip(grid.columns, cells, strict=False):
            equal = pc.equal(pc.fill_null(column, ""), cell)
            same = equal if same is None else pc.and_(same, equal)
            if not pc.any(same).as_py():
                break
        if same is not None:
            again.update(pc.indices_nonzero(same).to_pylist())
    return again.intersection(body) if again else again


def _total_rows(grid: Grid, last: Sequence[int]) -> set[int]:
    """Return the rows at the very end that are totals: a word for it, else only numbers, dashes and blanks."""
    totals: set[int] = set()
    for index in reversed(last):
        cells = [cell.strip() for cell in grid.cells(index) if not is_blank(cell)]
        if not _TOTAL.fullmatch(cells[0]) or not all(_may_be_total(cell) for cell in cells[1:]):
            break
        totals.add(index)
    return totals


def _may_be_total(cell: str) -> bool:
    if _DASHES.issuperset(cell):
        return True
    return is_number(cell) and not is_date(cell) and not is_phone(cell)


def _misfits(grid: Grid, frame: _Frame, data: Sequence[int]) -> dict[int, str]:
    """Return index → code of the rows with a filled cell beyond the header, or with too few cells."""
    wide: set[int] = {i for i, cells in grid.overlong.items() if any(map(str.strip, cells[frame.width :]))}
    for column in grid.columns[frame.width :]:
        wide.update(pc.indices_nonzero(_is_filled(column)).to_pylist())
    short = set(pc.indices_nonzero(pc.less(grid.lengths, frame.needed)).to_pylist())
    if wide or short:
        wide, short = wide.intersection(data), short.intersection(data)
    if len(short) >= max(_HABIT_ROWS, len(data) * _HABIT_SHARE):
        short = set()
    return {**dict.fromkeys(wide, "row.too_many_cells"), **dict.fromkeys(short, "row.too_few_cells")}


def _rows(grid: Grid, columns: Sequence[int], kept: Sequence[int]) -> pa.Table:
    """Return the kept rows: their places, then one string column a header."""
    cells = [grid.columns[i] for i in columns]
    whole = pa.table(
        [grid.row_numbers, grid.line_numbers, *(_null_if_empty(column) for column in cells)],
        names=["row_number", "line_number", *(f"c{i}" for i in range(1, len(cells) + 1))],
    )
    return whole if len(kept) == whole.num_rows else whole.take(pa.array(kept, pa.int64()))


def _null_if_empty(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _unique(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the labels with a number behind every one that stands there already."""
    taken: set[str] = set()
    names = []
    for label in labels:
        numbered = (f"{label} ({n})" for n in count(2))
        name = label if label not in taken else next(name for name in numbered if name not in {*taken, *labels})
        taken.add(name)
        names.append(name)
    return tuple(names)


def _notes(grid: Grid, indexes: Sequence[int], code: str) -> list[RowNote]:
    return [RowNote(*grid.place(i), code, _first_cells(grid.cells(i))) for i in indexes]


def _first_cells(cells: Sequence[str]) -> str:
    return " · ".join([" ".join(cell.split()) for cell in cells if not is_blank(cell)][:4])[:200]


def _misfit(grid: Grid, index: int, code: str) -> Misfit:
    return Misfit(*grid.place(index), grid.cells(index), code)


def _in_order(misfits: Sequence[Misfit]) -> tuple[Misfit, ...]:
    return tuple(sorted(misfits, key=lambda misfit: misfit.row_number))
