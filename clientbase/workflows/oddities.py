"""What is odd in a table before anybody takes it: columns without values, strangers among dates, rows left out."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from clientbase.sources.tables import SourceTable
from clientbase.sources.values import is_date, is_email, is_number, is_phone
from clientbase.workflows.rows_read import columns_read

#: What a column's values may look like; a date is no number, and a phone no sum.
_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": is_email,
    "date": is_date,
    "phone": is_phone,
    "number": is_number,
}
#: So many values tell what a column holds, and so large a part of them must agree.
_JUDGED, _LIKE_ENOUGH = 500, 0.8
_SAMPLES = 3
#: Fewer equal values are no habit.
_SAME_FROM = 5


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that a person should look at.

    Attributes:
        code: key of the table `oddity` in texts.toml, of `problem` when it is one that an import would tell too.
        position, header: the column; 0 and "" when it is about the whole table.
        count: how many cells or rows.
        line_number: where the first stands; 0 when there is no place.
        value: what stands there.
    """

    code: str
    position: int = 0
    header: str = ""
    count: int = 0
    line_number: int = 0
    value: str = ""
    is_problem: bool = False


@dataclass(slots=True)
class ColumnProfile:
    """What the values of one column look like.

    Attributes:
        filled: cells that hold anything.
        samples: the first three different values.
        look: "email", "date", "phone" or "number" when nearly all values are; "" for any other text.
        strangers, stranger: how many values look otherwise; line and text of the first.
        quoted, quoted_at: numbers that a leading apostrophe makes text; line of the first.
    """

    filled: int = 0
    samples: list[str] = field(default_factory=list)
    look: str | None = None
    strangers: int = 0
    stranger: tuple[int, str] = (0, "")
    quoted: int = 0
    quoted_at: tuple[int, str] = (0, "")
    _early: list[tuple[int, str]] = field(default_factory=list)

    def add(self, lines: list[int], cells: list[str | None]) -> None:
        """Look at the next cells of the column and at the lines where they stand."""
        filled = [(line, cell) for line, cell in zip(lines, cells, strict=True) if cell and not cell.isspace()]
        self.filled += len(filled)
        for line, cell in filled:
            if len(self.samples) < _SAMPLES + 1 and (shown := " ".join(cell.split())) not in self.samples:
                self.samples.append(shown)
            if cell.startswith("'") and is_number(cell[1:]):
                self.quoted += 1
                self.quoted_at = self.quoted_at if self.quoted > 1 else (line, cell)
        if self.look is None:
            self._early += filled
            if len(self._early) >= _JUDGED:
                self.finish()
        else:
            self._count_strangers(filled)

    def finish(self) -> None:
        """Say what the column looks like: there is enough to judge by, or nothing more to come."""
        if self.look is None:
            judged = [cell for _, cell in self._early[:_JUDGED]]
            self.look = _look_of(judged)
            self._count_strangers(self._early)
            self._early = []

    def _count_strangers(self, filled: list[tuple[int, str]]) -> None:
        if not self.look:
            return
        like = _LOOKS[self.look]
        strange = {cell for cell in {cell for _, cell in filled} if not like(cell.removeprefix("'"))}
        found = [(line, cell) for line, cell in filled if cell in strange] if strange else []
        if found and not self.strangers:
            self.stranger = found[0]
        self.strangers += len(found)


def profiles(table: SourceTable) -> list[ColumnProfile]:
    """Return what each column's values look like; every row is looked at."""
    found = [ColumnProfile() for _ in table.headers]
    for lines, columns in columns_read(table):
        for profile, cells in zip(found, columns, strict=True):
            profile.add(lines, cells)
    for profile in found:
        profile.finish()
    return found


def oddities(table: SourceTable, columns: list[ColumnProfile]) -> list[Oddity]:
    """Return what a person should look at in a table: of the whole table first, then by columns."""
    return [*_of_table(table), *_of_columns(table, columns)]


def _of_table(table: SourceTable) -> Iterator[Oddity]:
    if not table.header_row:
        yield Oddity("table.no_header")
    if not table.rows.num_rows:
        yield Oddity("table.no_rows")
    rows = [(note.code, note.line_number, note.text) for note in table.skipped]
    rows += [(misfit.code, misfit.line_number, " · ".join(misfit.cells)[:60]) for misfit in table.misfits]
    counts = Counter(code for code, _, _ in rows)
    for code, count in counts.items():
        line, text = next((line, text) for each, line, text in rows if each == code)
        yield Oddity(code, count=count, line_number=line, value=text, is_problem=True)


def _of_columns(table: SourceTable, columns: list[ColumnProfile]) -> Iterator[Oddity]:
    lost = Counter(cell.position for cell in table.lost_cells)
    for position, header, profile in zip(table.positions, table.headers, columns, strict=True):
        where = (position, header)
        if lost[position]:
            first = next(cell for cell in table.lost_cells if cell.position == position)
            yield Oddity("table.error_cell", *where, lost[position], first.row_number, first.text, is_problem=True)
        if not profile.filled and table.rows.num_rows:
            yield Oddity("column.empty", *where)
        elif len(profile.samples) == 1 and profile.filled >= max(_SAME_FROM, table.rows.num_rows):
            yield Oddity("column.all_same", *where, profile.filled, 0, profile.samples[0])
        if profile.strangers:
            yield Oddity(f"column.not_{profile.look}", *where, profile.strangers, *profile.stranger)
        if profile.quoted:
            yield Oddity("column.apostrophe", *where, profile.quoted, *profile.quoted_at)
    yield from _of_headers(table)


def _of_headers(table: SourceTable) -> Iterator[Oddity]:
    names = set(table.headers)
    for position, header in zip(table.positions, table.headers, strict=True):
        base, _, number = header.rpartition(" (")
        if base in names and number.removesuffix(")").isdigit():
            yield Oddity("column.repeated_header", position, header, value=base)
        if table.header_row and header == f"column_{position}":
            yield Oddity("column.no_header", position, header)


def _look_of(values: list[str]) -> str:
    needed = len(values) * _LIKE_ENOUGH
    if not values:
        return ""
    for look, like in _LOOKS.items():
        if sum(like(value.removeprefix("'")) for value in islice(values, _JUDGED)) >= needed:
            return look
    return ""
