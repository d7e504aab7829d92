"""set: a person's word on a client's fields; it goes before every file, now and after every later import."""

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.cleaning.registry import CleaningContext
from clientbase.errors import UsageProblem
from clientbase.fields import NAME_PARTS, kinds, normal_header
from clientbase.workflows.correcting import Correction, Judgement, judged, name_parts, record
from clientbase.workflows.finding import client_name, found_client
from clientbase.workflows.identity_runs import build_anew
from clientbase.workflows.problems import spoken
from clientbase.workflows.tables import Table

#: What is no field of a client: the source's id is the source's, and consent is a statement with a day and a proof.
_NOT_SET = frozenset(
    {"client_key", "consent_email", "consent_sms", "consent_phone", "consent_processing", "consent_on", "unsubscribed"}
)


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """What was set of one client: a row per field with its value before and now, and what the cleaner says of it."""

    client_id: int
    name: str
    fields: Table
    is_changed: bool


def set_fields(  # noqa: PLR0913 -- whose fields, when, and how
    base: ClientBase,
    query: str,
    assignments: Sequence[str],
    moment: datetime,
    wait: float = 0.0,
    *,
    is_dry: bool = False,
) -> SetOutcome:
    """Set fields ("city=Казань", "city=" empties) of the client that `query` means.

    Raises:
        UsageProblem: client.not_found, client.several, set.no_value, set.unknown_field, set.no_such_field,
            set.not_settable, set.refused.
    """
    settings = base.settings
    today = settings.as_of or moment.date()
    context = CleaningContext(settings.country, settings.currency, today, settings.rules)
    asked = [_parsed(assignment) for assignment in assignments]
    judgements = _judgements(asked, context)
    with base.write(moment, wait) as copy:
        connection = copy.connection
        if not pipeline.knows_clients(connection):
            build_anew(base, copy, today)
        client_id = found_client(connection, query, context)
        contact_id, before = _state(connection, client_id)
        texts = dict(asked)
        corrections = [
            Correction(contact_id, field, None, texts.get(field, judgement.value), judgement)
            for field, judgement in judgements.items()
            if before.get(field) != (judgement.value, True)
        ]
        record(copy, corrections, "set")
        changed = [one.field for one in corrections]
        copy.journal("set", json.dumps({"client_id": client_id, "fields": changed}))
        copy.unchanged = is_dry or not corrections
        name = client_name(connection, client_id)
    rows = tuple(
        (client_id, field, before.get(field, ("", False))[0], one.value, one.code) for field, one in judgements.items()
    )
    return SetOutcome(
        client_id, name, Table("Set", ("client_id", "field", "before", "value", "code"), rows), bool(changed)
    )


def _parsed(assignment: str) -> tuple[str, str]:
    """Return field and text of "field=text"; a field may be called as the headers of files call it."""
    name, sign, text = assignment.partition("=")
    known = kinds()["contacts"]
    if not sign:
        raise UsageProblem("set.no_value", given=assignment)
    called = normal_header(name)
    field = called if called in known else next((f.name for f in known.values() if called in f.headers), "")
    if not field:
        if nearest := difflib.get_close_matches(called, sorted(known), n=1, cutoff=0.6):
            raise UsageProblem("set.unknown_field", field=name.strip(), nearest=nearest[0])
        raise UsageProblem("set.no_such_field", field=name.strip())
    if field in _NOT_SET:
        raise UsageProblem("set.not_settable", field=field)
    return field, text


def _judgements(asked: Iterable[tuple[str, str]], context: CleaningContext) -> dict[str, Judgement]:
    """Return field → judgement; a whole name sets the parts that it has, an age is stated on the day it is set."""
    judgements: dict[str, Judgement] = {}
    for field, text in asked:
        judgement = judged(field, text, context)
        if judgement.is_refused:
            reason = spoken(judgement.code, 0, "", text, judgement.suggestion)
            raise UsageProblem("set.refused", field=field, value=text, reason=reason)
        if field == "full_name":
            parts = name_parts(judgement.name) if judgement.name else dict.fromkeys(NAME_PARTS, "")
            judgements |= {part: Judgement(value, judgement.code) for part, value in parts.items()}
            if judgement.name and judgement.name.company:
                judgements["company"] = judged("company", judgement.name.company, context)
        else:
            judgements[field] = judgement
        if field == "age":
            today = context.today.isoformat() if judgement.value else ""
            judgements.setdefault("age_stated_on", judged("age_stated_on", today, context))
    return judgements


def _state(connection: Connection, client_id: int) -> tuple[int, dict[str, tuple[str, bool]]]:
    """Return the contact that a client is known by, and field → its value and whether a person set it."""
    ((contact_id,),) = connection.execute(
        "select min(contact_id) from client_contacts where client_id = ?", [client_id]
    ).fetchall()
    values: list[tuple[str, str]] = connection.execute(
        """
        select field, value from client_values where client_id = $client
        union all
        unpivot (select last_name, first_name, patronymic from client_names where client_id = $client)
        on last_name, first_name, patronymic
        union all
        select channel, string_agg(coalesce(value, text), ', ' order by is_primary desc, key)
        from client_points where client_id = $client group by channel
        """,
        {"client": client_id},
    ).fetchall()
    said: list[tuple[str, str]] = connection.execute(
        """
        select field, arg_max(value, correction_id)
        from corrections join client_contacts using (contact_id)
        where client_id = ? and written is null
        group by field
        """,
        [client_id],
    ).fetchall()
    state = {field: (value, False) for field, value in values} | {field: (value, True) for field, value in said}
    return int(contact_id), state
