"""A person's corrections: judged by their fields' cleaners, kept in the table `corrections`, the last one counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from clientbase.base.store import Connection, Writing
from clientbase.cleaning.first_name_endings import plain
from clientbase.cleaning.names import PersonName, clean_name
from clientbase.cleaning.problems import Cleaned, Severity, severity
from clientbase.cleaning.registry import CleaningContext, clean_value, column_context
from clientbase.corrections import CONTEXT, keep_names
from clientbase.fields import NAME_PARTS, kinds
from clientbase.workflows.values import verdict_table

#: Words of the two fields that have no cleaner and few values.
_CHOICES = {"client_type": ("person", "company"), "role": ("client", "partner", "supplier", "staff")}
#: Their column tells the country, which the clean value does not.
_OF_A_COUNTRY = frozenset({"region", "postcode"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the cleaners say of a text that a person gave.

    Attributes:
        value: how it is kept, "" for an emptied field.
        code, suggestion: its problem, "" for none.
        is_refused: whether nothing usable was given.
        verdicts: of the value, as many as it holds phones or addresses; of plain texts none.
        type: the field's type.
        name: how a whole name is read, where one was given.
    """

    value: str = ""
    code: str = ""
    suggestion: str = ""
    is_refused: bool = False
    verdicts: tuple[Cleaned, ...] = ()
    type: str = ""
    name: PersonName | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One word of a person: of a cell as `written`, or, where that is None, of the field of the contact's client."""

    contact_id: int
    field: str
    written: str | None
    text: str
    judgement: Judgement


def judged(field: str, text: str, context: CleaningContext, column: str = "") -> Judgement:
    """Return what the cleaner of a contact's field says of `text`; "" empties the field.

    `column` is what the column of the corrected cell tells: the order of day and month, or of the words of a name.
    A name is kept as it is read: a part of one in its display form, a whole one as it was given.
    """
    if not text.strip():
        return Judgement()
    if field == "full_name":
        name = _read_name(("", "", "", text.strip()), context, column)
        is_lost = not (name.last_name or name.first_name or name.company)
        return Judgement(text.strip(), name.code, name.suggestion, is_lost, name=name)
    if field in NAME_PARTS:
        return _judged_part(field, text, context)
    if field in _CHOICES:
        word = text.strip().lower()
        if word in _CHOICES[field]:
            return Judgement(word)
        return Judgement(code="value.not_in_list", suggestion=", ".join(_CHOICES[field]), is_refused=True)
    return _judged_value(kinds()["contacts"][field].type, text, context, column)


def name_parts(name: PersonName) -> dict[str, str]:
    """Return the parts that a whole name has, in their display form."""
    return {part: getattr(name, part) for part in NAME_PARTS if getattr(name, part)}


def record(copy: Writing, corrections: Sequence[Correction], how: str) -> None:
    """Add corrections as one run, with the verdicts on their values."""
    if not corrections:
        return
    connection = copy.connection
    ((after_import,),) = connection.execute("select last_id from counters where name = 'import'").fetchall()
    numbers = copy.next_ids("correction", len(corrections))
    size = len(numbers)
    table = pa.table(
        {
            "correction_id": pa.array(numbers, pa.int64()),
            "run_id": pa.array([numbers[0]] * size, pa.int64()),
            "after_import": pa.array([after_import] * size, pa.int32()),
            "contact_id": pa.array([one.contact_id for one in corrections], pa.int64()),
            "field": [one.field for one in corrections],
            "written": pa.array([one.written for one in corrections], pa.string()),
            "text": [one.text for one in corrections],
            "value": [one.judgement.value for one in corrections],
            "corrected_at": pa.array([copy.moment] * size, pa.timestamp("us")),
            "how": [how] * size,
        }
    )
    connection.register("given", table)
    connection.execute("insert into corrections by name from given")
    connection.unregister("given")
    judgements = [one.judgement for one in corrections]
    _keep_verdicts(connection, judgements)
    names = {one.value: one.name for one in judgements if one.name}
    connection.execute(
        "delete from cleaned_names where context = ? and full_text in (select unnest(?::varchar[]))",
        [CONTEXT, list(names)],
    )
    keep_names(connection, [(CONTEXT, ("", "", "", text), name) for text, name in names.items()])


def _read_name(cells: tuple[str, str, str, str], context: CleaningContext, order: str = "") -> PersonName:
    """Return a name as the owner's rules have it read."""
    not_names = frozenset(word.casefold() for word in context.rules.not_names)
    own_names = {plain(name): sex for name, sex in context.rules.first_names.items()}
    return clean_name(*cells, order=order, not_names=not_names, own_names=own_names)


def _judged_part(field: str, text: str, context: CleaningContext) -> Judgement:
    last_name, first_name, patronymic = (text if part == field else "" for part in NAME_PARTS)
    name = _read_name((last_name, first_name, patronymic, ""), context)
    read = " ".join(filter(None, (name.last_name, name.first_name, name.patronymic)))
    return Judgement(read, name.code, name.suggestion, not read)


def _judged_value(field_type: str, text: str, context: CleaningContext, column: str) -> Judgement:
    # What follows ";" is the day that a column has for unknown ones: a person who gives it knows it.
    hint = column.partition(";")[0] or column_context(field_type, {text: 1})
    verdicts = clean_value(field_type, text, hint, context)
    codes = [verdict.code for verdict in verdicts if verdict.code]
    is_lost = any(severity(code) is Severity.ERROR for code in codes) or not any(v.value or v.key for v in verdicts)
    code = next((code for code in codes if severity(code) is Severity.ERROR), codes[0] if codes else "")
    suggestion = next((verdict.suggestion for verdict in verdicts if verdict.code == code), "")
    if is_lost:
        return Judgement(code=code, suggestion=suggestion, is_refused=True)
    value = ", ".join(verdict.value or verdict.original for verdict in verdicts)
    # A clean date or number is read in one way, whatever its column tells; a region keeps its country.
    own = hint if field_type in _OF_A_COUNTRY else column_context(field_type, {value: 1})
    kept = clean_value(field_type, value, own, context)
    return Judgement(value, code, suggestion, verdicts=kept, type=field_type)


def _keep_verdicts(connection: Connection, judgements: Sequence[Judgement]) -> None:
    """Store the verdicts on what was given, where the models look for them."""
    distinct = {(one.type, one.value): one.verdicts for one in judgements if one.verdicts}
    rows = [
        (field_type, CONTEXT, value, ordinal, verdict)
        for (field_type, value), verdicts in distinct.items()
        for ordinal, verdict in enumerate(verdicts, 1)
    ]
    if not rows:
        return
    connection.register("verdicts", verdict_table(rows))
    connection.execute(
        "delete from cleaned_values where context = ? and (type, text) in (select type, text from verdicts)", [CONTEXT]
    )
    connection.execute("insert into cleaned_values by name from verdicts")
    connection.unregister("verdicts")
