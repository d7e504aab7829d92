"""What a person's corrections did, told to that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import complain, say
from clientbase.cli.output import field_label, show
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from clientbase.workflows.fixing import FixOutcome
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


def tell_fixes(path: Path, outcome: FixOutcome, *, is_dry: bool) -> None:
    """Say how many problems were written to the workbook, or what became of the values that a person filled in."""
    if is_dry:
        say(tr("A dry run: nothing is written."))
    if outcome.written is not None:
        _tell_written(path, outcome.written, outcome.left)
        return
    for line, _, field, value, code, suggestion in outcome.refused.rows:
        said = sentence("problem", code, value=value, suggestion=suggestion)
        named = f" · {field_label(field)}" if field else ""
        complain(f'{path.name}:{line}{named} · "{value}" · {said.text} · {said.remedy}')
    say(tr(
        "{taken} new values taken, {unchanged} taken before, {refused} refused.",
        taken=outcome.taken, unchanged=outcome.unchanged, refused=len(outcome.refused.rows),
    ))  # fmt: skip
    counts = (outcome.taken, outcome.unchanged, len(outcome.refused.rows))
    show(Table("Corrections", ("taken", "unchanged", "refused"), (counts,)))


def tell_nothing_filled(path: Path) -> None:
    """Say that a workbook of fixes has no new values yet, and is left as it is."""
    say(tr("{file}: no new values are filled in; nothing to do. --yes writes it anew.", file=path.name))


def _tell_written(path: Path, count: int, left: int) -> None:
    if not count:
        say(tr("No cell of a contact has a problem: there is nothing to fix."))
        return
    say(
        trn("{count} cell with a problem is in {file}.", "{count} cells with problems are in {file}.", count, file=path)
    )
    if left:
        say(
            trn(
                "{count} more cell waits for the next workbook.", "{count} more cells wait for the next workbook.", left
            )
        )
    say(tr("Fill in the new values, and give the same command again."))
    show(Table("Written", ("file",), ((str(path),),)))
