"""Care of the base: status, undo."""

from typing import Annotated

import typer

from clientbase import messages
from clientbase.cli.opened import opened_base
from clientbase.cli.session import SessionCommand, is_terminal, moment, session
from clientbase.errors import ConfirmationNeeded


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("status", cls=SessionCommand)(status)
    app.command("undo", cls=SessionCommand)(undo)


def status() -> None:
    """Show where the base stands: sizes, the last import, whether the figures are fresh, who is writing."""
    from clientbase.cli.output import show, show_object, wants_data
    from clientbase.cli.session import Format
    from clientbase.workflows.status import status as run

    base = opened_base()
    table = run(base, moment(base.settings))
    if wants_data() and session().format is Format.JSON:
        show_object(dict(table.rows))
    else:
        show(table)


def undo(
    run: Annotated[
        str | None,
        typer.Argument(
            metavar="RUN",
            help="What to take back: an import's number or file, or a name of --list; else the last.",
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list what can be taken back, the last first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Take back what was done last (an import, corrections, dedupe, merge, split): the base is as if it never was."""
    from clientbase.cli.undo_story import tell_runs, tell_undo
    from clientbase.workflows.runs import run_listing
    from clientbase.workflows.undo import undo as take_back

    base = opened_base()
    if list_:
        tell_runs(run_listing(base))
        return
    now, patience = moment(base.settings), session().patience
    try:
        outcome = take_back(base, run, now, patience, is_confirmed=yes, is_dry=dry_run)
    except ConfirmationNeeded as error:
        if not is_terminal():
            raise
        typer.confirm(messages.sentence("error", error.code, **error.parameters).text, abort=True, err=True)
        outcome = take_back(base, run, now, patience, is_confirmed=True)
    tell_undo(outcome, is_dry=dry_run)
