"""Plain cells → a table: its header, its rows, and by name all that is neither.

One finder for text files and sheets. A row is never dropped without a note, blank rows apart.
"""

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from clientbase.sources.header_rows import HeaderRows, find_header
from clientbase.sources.headers import is_known
from clientbase.sources.parts import Parts, names_of_tables
from clientbase.sources.rows import PLACES, Rows, Spool
from clientbase.sources.tables import Grid, LostCell, Misfit, RowNote, SourceTable, stacked
from clientbase.sources.values import is_blank, is_date, is_number, is_phone

#: Rows that are looked at to find the header, blank ones apart.
_HEAD_ROWS = 60
#: Totals stand among the last rows.
_TAIL_ROWS = 20
#: Short rows are a habit of the exporter, not a fault, from this share and number on.
_HABIT_SHARE, _HABIT_ROWS = 0.05, 3
_TOTAL = re.compile(
    r"(?:общий )?итого?\b.*|всего\b.*|(?:grand |sub)?total(?:\s*:.*|\s+\d+)?|сумма:?|sum:?", re.IGNORECASE
)
#: "----", "====", ":---:"; one dash alone is how some write an empty cell.
_RULING = re.compile(r":?[-=_+]{2,}:?")
_RULED_ROWS = 2
_DASHES = frozenset("-–—")
#: "RUB" in a column of currencies may stand in the row of totals too.
_CURRENCY = re.compile(r"[A-Z]{3}|₽|\$|€|(?i:руб\.?|р\.?)")


def find_table(grid: Grid, sheet: str = "", *, is_hidden: bool = False) -> SourceTable | None:
    """Return the table that stands in a grid, or None when the grid is blank."""
    return find_table_in(iter([grid]), sheet, is_hidden=is_hidden)


def find_tables(
    grids: Iterator[Grid], sheet: str = "", taken: Collection[str] = (), *, is_hidden: bool = False
) -> list[SourceTable]:
    """Return the tables that stand below each other in grids; further ones have a numbered name that is not `taken`."""
    parts, names = Parts(grids), names_of_tables(sheet, taken)
    found: list[SourceTable] = []
    name = next(names)
    while not parts.are_over:
        table = find_table_in(parts.part(), name, is_hidden=is_hidden)
        if table is not None:
            found.append(table)
            name = next(names)
    return found


def find_table_in(grids: Iterator[Grid], sheet: str = "", *, is_hidden: bool = False) -> SourceTable | None:
    """Return the table that stands in grids below each other, or None when they are blank."""
    first = _beginning(grids)
    filled = _filled_rows(first)
    if not filled:
        return None
    head = filled[:_HEAD_ROWS]
    found = find_header([first.cells(i) for i in head])
    gathered = _Gathered(_Frame(first, found, head))
    gathered.add_notes(first, head[: found.first], "table.preamble")
    gathered.add(first, filled[found.first :] if found.is_missing else filled[found.last + 1 :])
    for grid in grids:
        gathered.add(grid, _filled_rows(grid))
    header_row = 0 if found.is_missing else first.place(head[found.last])[0]
    return gathered.table(sheet, header_row, is_hidden=is_hidden)


def _beginning(grids: Iterator[Grid]) -> Grid:
    """Return the first grids as one, so many that the header is among them."""
    first: list[Grid] = []
    filled = 0
    for grid in grids:
        first.append(grid)
        filled += len(_filled_rows(grid)[:_HEAD_ROWS])
        if filled >= _HEAD_ROWS:
            break
    return stacked(first)


class _Gathered:
    """What is known of a table while its rows come by."""

    def __init__(self, frame: "_Frame") -> None:
        self._frame = frame
        self._spool = Spool()
        self._filled = [frame.is_named(i) for i in range(frame.columns)]
        self._notes: list[RowNote] = []
        self._misfits: list[Misfit] = []
        self._short: list[Misfit] = []
        self._lost_cells: list[LostCell] = []
        self._tail: deque[tuple[RowNote, tuple[str, ...]]] = deque(maxlen=_TAIL_ROWS)
        self._first_column = frame.first_column
        self._enough = 0

    def add(self, grid: Grid, body: Sequence[int]) -> None:
        """Take the rows `body` of a grid that stand below the header."""
        frame = self._frame
        self._misfits += grid.broken
        self._lost_cells += grid.lost_cells
        again = _repeated_headers(grid, frame.raw_headers, body)
        self.add_notes(grid, sorted(again), "table.header_again")
        if frame.needed > 1:
            for code, found in (("table.comment", _comments(grid)), ("table.ruling", _rulings(grid, body))):
                self.add_notes(grid, sorted(found.intersection(body)), code)
                again |= found
        wide = _wide_rows(grid, frame.width).intersection(body)
        self._misfits += [_misfit(grid, i, "row.too_many_cells") for i in sorted(wide)]
        data = [i for i in body if i not in again and i not in wide] if again or wide else body
        short = _short_rows(grid, frame.needed).intersection(data)
        self._short += [_misfit(grid, i, "row.too_few_cells") for i in sorted(short)]
        self._enough += len(data) - len(short)
        for i in data[-_TAIL_ROWS:]:
            cells = grid.cells(i)
            self._tail.append((RowNote(*grid.place(i), "table.total", _first_cells(cells)), cells))
        rows = _rows(grid, data)
        for i, known in enumerate(self._filled):
            self._filled[i] = known or bool(pc.any(_is_filled(rows.column(f"g{i}"))).as_py())
        self._spool.add(rows)

    def add_notes(self, grid: Grid, rows: Sequence[int], code: str) -> None:
        """Keep rows that are no data."""
        self._notes += [RowNote(*grid.place(i), code, _first_cells(grid.cells(i))) for i in rows]

    def table(self, sheet: str, header_row: int, *, is_hidden: bool) -> SourceTable:
        """Return the table, now that all of its rows have come by."""
        self._spool.finish()
        frame = self._frame
        totals = self._totals()
        short = [misfit for misfit in self._short if misfit.row_number not in totals]
        is_habit = len(short) >= max(_HABIT_ROWS, (self._enough + len(short)) * _HABIT_SHARE)
        is_habit = is_habit and not _are_torn(short, frame.needed)
        misfits = self._misfits if is_habit else [*self._misfits, *short]
        columns = [i for i in range(min(frame.width, frame.columns)) if self._filled[i]]
        left_out = totals if is_habit else {*totals, *(misfit.row_number for misfit in short)}
        return SourceTable(
            sheet=sheet,
            headers=_unique([frame.label(i) for i in columns]),
            positions=tuple(self._first_column + i for i in columns),
            rows=Rows(self._spool, [f"g{i}" for i in columns], left_out, self._spool.num_rows - len(left_out)),
            header_row=header_row,
            skipped=tuple(sorted([*self._notes, *totals.values()], key=lambda note: note.row_number)),
            misfits=tuple(sorted(misfits, key=lambda misfit: misfit.row_number)),
            groups=tuple(frame.group(i) for i in columns),
            lost_cells=tuple(self._lost_cells),
            is_hidden=is_hidden,
            filled_up=len(short) if is_habit else 0,
        )

    def _totals(self) -> dict[int, RowNote]:
        """Return the rows at the very end that are totals: a word for it, else only numbers, dashes and blanks."""
        totals: dict[int, RowNote] = {}
        for note, row in reversed(self._tail):
            cells = [cell.strip() for cell in row if not is_blank(cell)]
            if not _TOTAL.fullmatch(cells[0]) or not all(_may_be_total(cell) for cell in cells[1:]):
                break
            totals[note.row_number] = note
        return totals


class _Frame:
    """The header laid over the grid's columns: labels, groups, and how many cells a row should have."""

    def __init__(self, grid: Grid, found: HeaderRows, head: Sequence[int]) -> None:
        self.first_column = grid.first_column
        self.columns = len(grid.columns)
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
        return named or f"column_{self.first_column + index}"

    def group(self, index: int) -> str:
        return self._found.groups[index] if index < len(self._found.groups) else ""

    def is_named(self, index: int) -> bool:
        """Tell whether the header has a text for a column."""
        return index < len(self._found.labels) and bool(self._found.labels[index])


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
        if pc.all(filled).as_py():
            break
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


def _comments(grid: Grid) -> set[int]:
    """Return the rows of one cell that starts with "#": lines that a program is told to skip."""
    if not grid.columns:
        return set()
    lone = pc.equal(grid.lengths, 1)
    if not pc.any(lone).as_py():
        return set()
    marked = pc.starts_with(pc.fill_null(grid.columns[0], ""), "#")
    return set(pc.indices_nonzero(pc.and_(lone, marked)).to_pylist())


def _rulings(grid: Grid, body: Sequence[int]) -> set[int]:
    """Return the rows at the top that only draw a line below the header: two dashes or more in every cell."""
    top = ([cell.strip() for cell in grid.cells(i) if not is_blank(cell)] for i in body[:_RULED_ROWS])
    return {i for i, cells in zip(body, top, strict=False) if all(map(_RULING.fullmatch, cells))}


def _may_be_total(cell: str) -> bool:
    if _DASHES.issuperset(cell) or _CURRENCY.fullmatch(cell):
        return True
    return is_number(cell) and not is_date(cell) and not is_phone(cell)


def _wide_rows(grid: Grid, width: int) -> set[int]:
    """Return the rows with a filled cell beyond the header."""
    wide = {i for i, cells in grid.overlong.items() if any(map(str.strip, cells[width:]))}
    for column in grid.columns[width:]:
        wide.update(pc.indices_nonzero(_is_filled(column)).to_pylist())
    return wide


def _short_rows(grid: Grid, needed: int) -> set[int]:
    """Return the rows written with fewer cells than the header needs."""
    return set(pc.indices_nonzero(pc.less(grid.lengths, needed)).to_pylist())


def _are_torn(short: Sequence[Misfit], needed: int) -> bool:
    """Tell whether most short rows are two halves of one: a line end stood in a cell without quotes.

    Rows that only lack their last cells may look so by chance; then they are told, which is the safe mistake.
    """
    lengths = {misfit.row_number: len(misfit.cells) for misfit in short}
    halves, taken = 0, -1
    for number, length in sorted(lengths.items()):
        if number > taken and length + lengths.get(number + 1, 0) == needed + 1:
            halves, taken = halves + 2, number + 1
    return halves * 2 > len(short) and not (len(set(lengths.values())) == 1 and len(short) % 2)


def _rows(grid: Grid, kept: Sequence[int]) -> pa.Table:
    """Return the kept rows: their places, then every column of the grid."""
    whole = pa.table(
        [grid.row_numbers, grid.line_numbers, *(_null_if_empty(column) for column in grid.columns)],
        names=[*PLACES, *(f"g{i}" for i in range(len(grid.columns)))],
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


def _first_cells(cells: Sequence[str]) -> str:
    return " · ".join([" ".join(cell.split()) for cell in cells if not is_blank(cell)][:4])[:200]


def _misfit(grid: Grid, index: int, code: str) -> Misfit:
    return Misfit(*grid.place(index), grid.cells(index), code)
