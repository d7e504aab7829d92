"""What one column may mean, by its header and by its values, each with a confidence.

1.00  given: a person, the settings or an earlier answer said so
0.95  header: the vocabulary spells it so; 0.93 but for a number, a unit or a prefix; 0.85 a general word ("Name", "ID")
+0.04 the values agree with the header        -0.02 the column is empty
0.90  header: a form's question asks for it
0.85  similar: the same words in another order, shortened or inflected; 0.75 with a typing error, 0.55 in one short word
0.90  content: phones, e-mails or tax numbers whatever the header; 0.50 to 0.85 names, cities, links, dates
0.70  content: the values contradict the header, and can only be phones or e-mails
0.30  header: the values contradict it
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clientbase.fields import fields_of, normal_header
from clientbase.sources.contents import Contents, agrees, are_codes, contradicts, fields_told, has_no_letters
from clientbase.sources.headers import Named, field_of_question, is_known, is_of_others, named
from clientbase.sources.likeness import field_like

#: Headers that mean a field only while no other column names it: Outlook's "Title" is "Mr." beside a "Job Title".
_WEAK_HEADERS = frozenset(
    {"id", "record id", "код", "name", "title", "location", "сделка", "наименование", "название", "номер", "value"}
    | {"description", "group", "группа", "группы"}
)
_NAMES = frozenset({"full_name", "last_name", "first_name"})
#: An order of Shopify is called "Name".
_NAMES_AN_ORDER = "lineitem name"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a column may be; how and confidence as in `ColumnMapping`; rank: how usual a name its header is."""

    field: str = ""
    how: str = ""
    confidence: float = 0.0
    rank: int = 0

    @property
    def order(self) -> tuple[float, int]:
        """The surest first; of equally sure ones the more usual name."""
        return -self.confidence, self.rank


def meanings(column: Contents, kind: str, group: str, headers: Sequence[str]) -> Iterator[Meaning]:
    """Yield what a column of a file of `kind` may mean.

    Args:
        column: its header and values.
        kind: of the file, as it may be.
        group: the upper text of a two-row header over it, "" elsewhere.
        headers: of all columns; a "Name" beside a "Last name" is a first name.
    """
    fields = fields_of(kind)
    told = _by_header(column, kind, group, headers)
    if told.field and contradicts(column, told.field, fields[told.field].type):
        yield Meaning(told.field, "header", 0.3, told.rank)
        if column.address in fields and not is_of_others(column.header):
            yield Meaning(column.address, "content", 0.7)
    elif told.field:
        yield told
    if not told.field and not is_of_others(column.header) and (column.is_silent or not _is_of_another_kind(column)):
        for field, confidence in fields_told(column):
            if field in fields:
                yield Meaning(field, "content", confidence)


def _by_header(column: Contents, kind: str, group: str, headers: Sequence[str]) -> Meaning:
    """Return what the header says, weighed by whether the values agree."""
    if column.is_headless:
        return Meaning()
    told = _named(column, kind, group, headers)
    if not told.field:
        return Meaning()
    field_type = fields_of(kind)[told.field].type
    confidence = told.confidence + (0.04 if agrees(column, told.field, field_type) else 0)
    return Meaning(told.field, told.how, round(confidence - (0 if column.values else 0.02), 2), told.rank)


def _named(column: Contents, kind: str, group: str, headers: Sequence[str]) -> Meaning:
    header = column.header
    found = named(header, kind)
    if not found.field and group and not is_of_others(group):
        found = named(header.removeprefix(group), kind)
    found = _plain_name(found, column, kind, headers)
    if found.field not in fields_of(kind):
        found = Named()
    if found.field in _NAMES and has_no_letters(column):
        return Meaning()
    if found.field:
        weak = 0.85 if normal_header(header) in _WEAK_HEADERS else 0.95 if found.is_exact else 0.93
        return Meaning(found.field, "header", weak, found.rank)
    if question := field_of_question(header, kind):
        return Meaning(question, "header", 0.9)
    like = field_like(header, kind) if not is_known(header) else None
    if like and like.field:
        return Meaning(like.field, "similar", 0.85 if not like.typos else 0.55 if like.is_short else 0.75)
    return Meaning()


def _plain_name(found: Named, column: Contents, kind: str, headers: Sequence[str]) -> Named:
    """Return what a plain "Name" or "Имя" means: an order's number, a first name beside a surname, or the full name."""
    plain = normal_header(column.header)
    if plain not in ("name", "имя"):
        return found
    all_headers = {normal_header(header) for header in headers}
    is_order = _NAMES_AN_ORDER in all_headers and are_codes(column)
    if plain == "name" and kind == "deals" and ((has_no_letters(column) and column.values) or is_order):
        return Named("deal_key")
    fields = {named(header, kind).field for header in headers}
    if plain == "имя":
        return Named("full_name") if "last_name" not in fields and column.are_full_names else found
    is_first_name = "last_name" in fields and not any(named(h, kind).field == "first_name" for h in headers)
    return Named("first_name" if is_first_name else "full_name")


def _is_of_another_kind(column: Contents) -> bool:
    """Tell whether the header is a usual one that just means nothing here: its values are not looked at."""
    return is_known(column.header) and not column.address
