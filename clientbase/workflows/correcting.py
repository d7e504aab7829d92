"""A person's corrections: judged by their fields' cleaners, kept in the table `corrections`, the last one counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from clientbase.base.store import Connection, Writing
from clientbase.cleaning.names import clean_name
from clientbase.cleaning.problems import Cleaned, Severity, severity
from clientbase.cleaning.registry import CleaningContext, clean_value, column_context
from clientbase.corrections import CONTEXT
from clientbase.fields import kinds
from clientbase.workflows.values import verdict_table

NAME_PARTS = ("last_name", "first_name", "patronymic")
#: Words of the two fields that have no cleaner and few values.
_CHOICES = {"client_type": ("person", "company"), "role": ("client", "partner", "supplier", "staff")}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the cleaners say of a text that a person gave.

    Attributes:
        value: how it is kept, "" for an emptied field.
        code, suggestion: its problem, "" for none.
        is_refused: whether nothing usable was given.
        verdicts: of the value, as many as it holds phones or addresses; of plain texts none.
        type: the field's type.
    """

    value: str = ""
    code: str = ""
    suggestion: str = ""
    is_refused: bool = False
    verdicts: tuple[Cleaned, ...] = ()
    type: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One word of a person: of a cell as `written`, or, where that is None, of the field of the contact's client."""

    contact_id: int
    field: str
    written: str | None
    text: str
    judgement: Judgement


def judged(field: str, text: str, context: CleaningContext) -> Judgement:
    """Return what the cleaner of a contact's field says of `text`; "" empties the field.

    A name is kept as it is read: a part of one in its display form, a whole one as it was given.
    """
    if not text.strip():
        return Judgement()
    if field == "full_name":
        name = clean_name("", "", "", text)
        is_lost = not (name.last_name or name.first_name or name.company)
        return Judgement(text.strip(), name.code, name.suggestion, is_lost)
    if field in NAME_PARTS:
        return _judged_part(field, text)
    if field in _CHOICES:
        word = text.strip().lower()
        if word in _CHOICES[field]:
            return Judgement(word)
        return Judgement(code="value.not_in_list", suggestion=", ".join(_CHOICES[field]), is_refused=True)
    return _judged_value(kinds()["contacts"][field].type, text, context)


def name_parts(text: str) -> dict[str, str]:
    """Return the parts that a whole name has, in their display form."""
    name = clean_name("", "", "", text)
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
    _keep_verdicts(connection, [one.judgement for one in corrections])


def _judged_part(field: str, text: str) -> Judgement:
    last_name, first_name, patronymic = (text if part == field else "" for part in NAME_PARTS)
    name = clean_name(last_name, first_name, patronymic, "")
    read = " ".join(filter(None, (name.last_name, name.first_name, name.patronymic)))
    return Judgement(read, name.code, name.suggestion, not read)


def _judged_value(field_type: str, text: str, context: CleaningContext) -> Judgement:
    hint = column_context(field_type, {text: 1})
    verdicts = clean_value(field_type, text, hint, context)
    codes = [verdict.code for verdict in verdicts if verdict.code]
    is_lost = any(severity(code) is Severity.ERROR for code in codes) or not any(v.value or v.key for v in verdicts)
    code = next((code for code in codes if severity(code) is Severity.ERROR), codes[0] if codes else "")
    suggestion = next((verdict.suggestion for verdict in verdicts if verdict.code == code), "")
    if is_lost:
        return Judgement(code=code, suggestion=suggestion, is_refused=True)
    value = ", ".join(verdict.value or verdict.original for verdict in verdicts)
    kept = clean_value(field_type, value, column_context(field_type, {value: 1}), context)
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
