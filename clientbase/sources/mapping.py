"""Each column of a table → the field it means, as said, by its header, by its values; else it stays its own."""

import difflib
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Given
from dataclasses import dataclass
from types import MappingProxyType

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.fields import fields_of, kinds, normal_header
from clientbase.sources.contents import Contents, sample_of
from clientbase.sources.kinds import kind_of
from clientbase.sources.meanings import Meaning, meanings
from clientbase.sources.tables import SourceTable
from clientbase.sources.wide_orders import with_lines

#: What a rejects file adds to the columns of its source: the reason, the cells beyond the header, the import's number.
#: They are about the rows, not of them, so that a mended rejects file maps as its source did.
REJECT_COLUMNS = ("clientbase_reason", "clientbase_cells", "clientbase_import")

#: A column is taken for a field when this much speaks for it; below, it stays an own column and a person is asked.
SURE_ENOUGH = 0.6

_SAMPLE = 500
#: Any export numbers its rows: an id alone makes no file one of deals.
_NO_EVIDENCE = frozenset({"id", "record id", "код", "номер"})
#: Headers that only one upload has, where its columns are too few to tell the kind: Metrica's "simple orders".
_SIGNATURES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"create_date_time", "id", "client_ids"}), "deals"),
    (frozenset({"create_date_time", "id", "emails"}), "deals"),
    (frozenset({"create_date_time", "id", "phones"}), "deals"),
)
_KEEP = ("", "-")
_NOTHING: Given[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class ColumnMapping:
    """What one column means.

    Attributes:
        position: 1-based column number in the file.
        header: as in `SourceTable.headers`.
        column: its name in `SourceTable.rows`: "c1".
        field: canonical field name; "" when the column is kept as an own column under its header.
        how: what told it: "given", "header", "similar", "content"; "" when nothing did.
        confidence: 0 to 1, how sure that is, see `meanings`; 0 for an own column that resembles no field.
        guess: the field that an own column may be, but not surely enough to take it for that unasked.
        line: which product of the order it tells of, where a row holds a whole order; 1 elsewhere.
    """

    position: int
    header: str
    column: str
    field: str
    how: str
    confidence: float = 0.0
    guess: str = ""
    line: int = 1


@dataclass(frozen=True)
class Mapping:
    """What a table's columns mean, and so of which kind it is."""

    kind: str
    columns: tuple[ColumnMapping, ...]

    @property
    def doubtful(self) -> tuple[ColumnMapping, ...]:
        """Own columns that may be a field: what a person can tell at a glance."""
        return tuple(column for column in self.columns if column.guess)


def recognise(
    table: SourceTable, kind: str | None = None, given: Given[str, str] = _NOTHING, file: str = ""
) -> Mapping:
    """Return what each column of a table means.

    A field that takes one value is taken once, by the column that means it most surely; further ones stay own columns.

    Args:
        table: as a reader gave it.
        kind: the kind of file when a person named it; recognised when None.
        given: header → field, over what is recognised; a field of "" or "-" keeps the column as an own one.
        file: names the file in errors.

    Raises:
        SourceUnreadable: source.no_known_column, nothing tells what the file is.
        UsageProblem: map.unknown_field, map.unknown_header, map.field_twice, map.unknown_kind.
    """
    if kind is not None and kind not in kinds():
        raise UsageProblem("map.unknown_kind", kind=kind, known=", ".join(kinds()))
    said = _said(table, given, kind)
    contents = [_contents(table, i) for i in range(len(table.headers))]
    chosen = kind or _signed(table) or kind_of(lambda name: _evidence(_columns(table, contents, name, said)))
    if not chosen:
        raise SourceUnreadable("source.no_known_column", file=file, headers=", ".join(table.headers[:12]))
    _refuse_wrong_fields(said, chosen)
    return Mapping(chosen, _columns(table, contents, chosen, said))


def _said(table: SourceTable, given: Given[str, str], kind: str | None) -> dict[str, str]:
    """Return header of the table → field for what was given; each header and each field must exist."""
    known = {field for name in ([kind] if kind else kinds()) for field in fields_of(name)}
    by_normal = {normal_header(header): header for header in reversed(table.headers)}
    by_normal.update({f"column_{position}": header for position, header in _places(table) if header not in given})
    said = {}
    for header, field in given.items():
        found = header if header in table.headers else by_normal.get(normal_header(header))
        if found is None:
            raise UsageProblem("map.unknown_header", header=header, known=", ".join(table.headers))
        if field not in known and field not in _KEEP:
            raise _unknown_field(field, known)
        said[found] = "" if field in _KEEP else field
    return said


def _refuse_wrong_fields(said: Given[str, str], kind: str) -> None:
    """Refuse given fields that the kind does not have, and one-value fields given to two columns."""
    fields = fields_of(kind)
    used: dict[str, str] = {}
    for header, field in said.items():
        if field and field not in fields:
            raise _unknown_field(field, fields)
        if field in used and not fields[field].many:
            raise UsageProblem("map.field_twice", field=field, first=used[field], second=header)
        if field:
            used[field] = header


def _unknown_field(field: str, known: Sequence[str] | set[str] | Given[str, object]) -> UsageProblem:
    nearest = difflib.get_close_matches(field, sorted(known), n=1, cutoff=0.0)
    return UsageProblem("map.unknown_field", field=field, nearest=nearest[0] if nearest else "")


def _columns(
    table: SourceTable, contents: Sequence[Contents], kind: str, said: Given[str, str]
) -> tuple[ColumnMapping, ...]:
    """Return the columns as they read if the table were of `kind`: what is surest is settled first."""
    fields = fields_of(kind)
    found = {i: Meaning(said[h], "given", 1.0) for i, h in enumerate(table.headers) if h in said}
    taken = {meaning.field for meaning in found.values()}
    for meaning, i in sorted(_candidates(table, contents, kind), key=lambda each: (each[0].order, each[1])):
        if i not in found and (meaning.field not in taken or fields[meaning.field].many):
            found[i] = meaning
            taken |= {meaning.field} if meaning.confidence >= SURE_ENOUGH else set()
    columns = tuple(
        _column(position, header, i, found.get(i, Meaning()))
        for i, (position, header) in enumerate(_places(table))
        if header not in REJECT_COLUMNS
    )
    return with_lines(columns) if kind == "deals" else columns


def _candidates(table: SourceTable, contents: Sequence[Contents], kind: str) -> Iterator[tuple[Meaning, int]]:
    """Yield what each column may mean."""
    for i, column in enumerate(contents):
        group = table.groups[i] if i < len(table.groups) else ""
        for meaning in meanings(column, kind, group, table.headers):
            yield meaning, i


def _column(position: int, header: str, index: int, meaning: Meaning) -> ColumnMapping:
    column = f"c{index + 1}"
    if meaning.how == "given":
        return ColumnMapping(position, header, column, meaning.field, "given" if meaning.field else "", 1.0)
    if meaning.confidence < SURE_ENOUGH:
        return ColumnMapping(position, header, column, "", "", meaning.confidence, meaning.field)
    return ColumnMapping(position, header, column, meaning.field, meaning.how, meaning.confidence)


def _contents(table: SourceTable, index: int) -> Contents:
    return Contents(table.headers[index], sample_of(_sample(table, index)), is_headless=not table.header_row)


def _sample(table: SourceTable, index: int) -> list[str]:
    """Return up to 500 filled values of a column, spread evenly over it."""
    return table.rows.sample(f"c{index + 1}", _SAMPLE)


def _signed(table: SourceTable) -> str:
    """Return the kind of an upload that is known by its headers alone, or ""."""
    headers = {normal_header(header) for header in table.headers}
    return next((kind for signature, kind in _SIGNATURES if signature <= headers), "")


def _evidence(columns: Sequence[ColumnMapping]) -> set[str]:
    """Return the fields that tell a kind: those of headers which any file may have do not."""
    return {c.field for c in columns if c.field and (c.how == "given" or normal_header(c.header) not in _NO_EVIDENCE)}


def _places(table: SourceTable) -> Iterator[tuple[int, str]]:
    return zip(table.positions, table.headers, strict=True)
