"""What was taken back, told to the person who asked for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clientbase.cli.decision_story import show_moves
from clientbase.cli.diagnostics import say
from clientbase.cli.intake_story import IMPORTS_SEEN
from clientbase.cli.output import show, wants_data
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.tables import Table

if TYPE_CHECKING:
    from clientbase.workflows.undo import UndoOutcome


def tell_runs(runs: Table) -> None:
    """Show what can be taken back, the last first."""
    if wants_data():
        show(runs)
        return
    rows = tuple((run, sentence("run", how).text, at, _told(how, details)) for run, how, at, details in runs.rows)
    show(Table(runs.title, ("run", "run_kind", "made_at", "details"), rows), most=100)


def _told(how: str, details: str) -> str:
    """Return what a run was about: a file, how many corrections, which clients."""
    if how == "import":
        return details
    if how == "corrections":
        return trn("{count} correction", "{count} corrections", int(details))
    clients = json.loads(details).get("clients", [])
    return tr("clients {clients}", clients=", ".join(map(str, clients))) if clients else ""


def tell_undo(outcome: UndoOutcome, *, is_dry: bool) -> None:
    """Say what was taken back, and show it."""
    if is_dry:
        say(tr("A dry run: nothing is written."))
    if outcome.corrections:
        _tell_corrections_taken_back(outcome, is_dry=is_dry)
        return
    if outcome.run:
        _tell_run_taken_back(outcome, is_dry=is_dry)
        return
    for number in outcome.also:
        say(tr("Import {number} holds mended rows of it, and goes with it.", number=number))
    for segment in outcome.uncountable:
        say(tr("Segment {segment} asks for a column that went with it: nobody is in it now.", segment=segment))
    show(outcome.imports, most=1000, people_see=IMPORTS_SEEN)
    if is_dry:
        return
    count = len(outcome.imports.rows)
    say(trn("{count} import was taken back.", "{count} imports were taken back.", count))
    if outcome.is_rebuilt:
        say(tr("Clients and figures were counted anew."))


def _tell_corrections_taken_back(outcome: UndoOutcome, *, is_dry: bool) -> None:
    count = outcome.corrections
    if is_dry:
        say(trn("{count} correction would be taken back.", "{count} corrections would be taken back.", count))
        return
    say(trn("{count} correction was taken back.", "{count} corrections were taken back.", count))
    if outcome.is_rebuilt:
        say(tr("Clients and figures were counted anew."))


def _tell_run_taken_back(outcome: UndoOutcome, *, is_dry: bool) -> None:
    if outcome.moves:
        show_moves(outcome.moves)
    if is_dry:
        say(tr("{run} would be taken back.", run=outcome.run))
        return
    say(tr("{run} was taken back: every client is as it was before.", run=outcome.run))
    if not outcome.is_rebuilt:
        say(tr("The next command that shows clients finds out anew who is who; `split` and `apart` keep people apart."))
