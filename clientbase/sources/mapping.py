"""Each column of a table → the field it means, as said, by its header, by its values; else it stays its own."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Given
from dataclasses import dataclass
from types import MappingProxyType

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.fields import fields_of, kinds, normal_header
from clientbase.sources.headers import field_of, field_of_question, is_of_others
from clientbase.sources.kinds import kind_of
from clientbase.sources.tables import SourceTable
from clientbase.sources.values import is_email, is_phone

#: What a rejects file adds to the columns of its source: the reason, the cells beyond the header, the import's number.
#: They are about the rows, not of them, so that a mended rejects file maps as its source did.
REJECT_COLUMNS = ("clientbase_reason", "clientbase_cells", "clientbase_import")

_SAMPLE = 500
_LIKE_ENOUGH = 0.8
#: Headers that mean a field only while no other column names it: Outlook's "Title" is "Mr." beside a "Job Title".
_WEAK_HEADERS = frozenset({"id", "record id", "код", "name", "title", "location", "сделка", "наименование", "название"})
#: Any export numbers its rows: an id alone makes no file one of deals.
_NO_EVIDENCE = frozenset({"id", "record id", "код"})
_NAMES = frozenset({"full_name", "last_name", "first_name"})
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
        how: what told it: "header", "content", "given"; "" when nothing did.
    """

    position: int
    header: str
    column: str
    field: str
    how: str


@dataclass(frozen=True)
class Mapping:
    """What a table's columns mean, and so of which kind it is."""

    kind: str
    columns: tuple[ColumnMapping, ...]


def recognise(
    table: SourceTable, kind: str | None = None, given: Given[str, str] = _NOTHING, file: str = ""
) -> Mapping:
    """Return what each column of a table means.

    A field that takes one value is taken once, by the first column that names it; further ones stay own columns.

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
    chosen = kind or kind_of(lambda name: _evidence(_columns(table, name, said)))
    if not chosen:
        raise SourceUnreadable("source.no_known_column", file=file, headers=", ".join(table.headers[:12]))
    _refuse_wrong_fields(said, chosen)
    return Mapping(chosen, _columns(table, chosen, said))


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


def _columns(table: SourceTable, kind: str, said: Given[str, str]) -> tuple[ColumnMapping, ...]:
    """Return the columns as they read if the table were of `kind`: the surest ways of telling go first."""
    fields = fields_of(kind)
    found: dict[str, tuple[str, str]] = {header: (field, "given" if field else "") for header, field in said.items()}
    for how, guess in _ways(table, kind):
        for i, header in enumerate(table.headers):
            field = "" if header in found else guess(i)
            taken = {name for name, _ in found.values()}
            if field in fields and (fields[field].many or field not in taken):
                found[header] = (field, how)
    return tuple(
        ColumnMapping(position, header, f"c{i}", *found.get(header, ("", "")))
        for i, (position, header) in enumerate(_places(table), start=1)
        if header not in REJECT_COLUMNS
    )


def _ways(table: SourceTable, kind: str) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield the ways to tell a column's field, the surest first: how it is called, and index → field or ""."""
    by_header = [_by_header(table, i, kind) for i in range(len(table.headers))]
    weak = [normal_header(header) in _WEAK_HEADERS for header in table.headers]
    yield "header", lambda i: "" if weak[i] else by_header[i]
    yield "header", lambda i: by_header[i]
    yield "header", lambda i: field_of_question(table.headers[i], kind)
    yield "content", lambda i: _by_content(table, i) if not by_header[i] else ""


def _by_header(table: SourceTable, index: int, kind: str) -> str:
    """Return the field that a header names; of a two-row header "Контакты Телефон" also by its lower part."""
    header = table.headers[index]
    field = field_of(header, kind)
    group = table.groups[index] if index < len(table.groups) else ""
    if not field and group and not is_of_others(group):
        field = field_of(header.removeprefix(group), kind)
    if normal_header(header) == "name":
        return _plain_name(table, index, kind)
    return "" if field in _NAMES and _has_no_letters(table, index) else field


def _plain_name(table: SourceTable, index: int, kind: str) -> str:
    """Return what a column "Name" means: an order's number, a first name beside a surname, or the full name."""
    if _has_no_letters(table, index):
        return "deal_key" if kind == "deals" else ""
    fields = {field_of(header, kind) for header in table.headers}
    is_first_name = "last_name" in fields and "first_name" not in fields
    return field_of("first name" if is_first_name else "full name", kind)


def _by_content(table: SourceTable, index: int) -> str:
    """Return "phone" or "email" when nearly all values of a column look so."""
    values = _sample(table, index)
    if not values or is_of_others(table.headers[index]):
        return ""
    looks = {"phone": is_phone, "email": is_email}
    return next((field for field, like in looks.items() if _share(values, like) >= _LIKE_ENOUGH), "")


def _has_no_letters(table: SourceTable, index: int) -> bool:
    """Tell whether nearly all values are codes such as "#1001": never a name."""
    values = _sample(table, index)
    return bool(values) and _share(values, lambda value: not any(map(str.isalpha, value))) >= _LIKE_ENOUGH


def _share(values: Sequence[str], like: Callable[[str], bool]) -> float:
    return sum(map(like, values)) / len(values)


def _sample(table: SourceTable, index: int) -> list[str]:
    """Return up to 500 filled values of a column, spread evenly over it."""
    return table.rows.sample(f"c{index + 1}", _SAMPLE)


def _evidence(columns: Sequence[ColumnMapping]) -> set[str]:
    """Return the fields that tell a kind: those of headers which any file may have do not."""
    return {c.field for c in columns if c.field and (c.how == "given" or normal_header(c.header) not in _NO_EVIDENCE)}


def _places(table: SourceTable) -> Iterator[tuple[int, str]]:
    return zip(table.positions, table.headers, strict=True)
