"""What a person's corrections did, told to that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import complain, say
from clientbase.cli.output import field_label, show
from clientbase.messages import sentence, tr

if TYPE_CHECKING:
    from clientbase.workflows.setting import SetOutcome


def tell_set(outcome: SetOutcome, *, is_dry: bool) -> None:
    """Say whose fields were set, show them before and after, and warn of what looks odd."""
    if is_dry:
        say(tr("A dry run: nothing is written."))
    say(tr("Client {client_id}: {name}", client_id=outcome.client_id, name=outcome.name))
    show(outcome.fields, most=1000, people_see=("field", "before", "value"))
    place = {name: number for number, name in enumerate(outcome.fields.columns)}
    for row in outcome.fields.rows:
        if code := row[place["code"]]:
            said = sentence("problem", code, value=row[place["value"]], suggestion="").text
            complain(f"{tr('Warning')}: {field_label(row[place['field']])} · {said}")
    if not outcome.is_changed:
        say(tr("It was set so before; nothing to do."))
