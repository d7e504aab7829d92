"""Care of the base: status."""

import typer

from clientbase.cli.opened import opened_base
from clientbase.cli.session import SessionCommand, moment


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command("status", cls=SessionCommand)(status)


def status() -> None:
    """Show where the base stands: sizes, the last import, whether the figures are fresh, who is writing."""
    from clientbase.cli.output import show, show_object, wants_data
    from clientbase.cli.session import Format, session
    from clientbase.workflows.status import status as run

    base = opened_base()
    table = run(base, moment(base.settings))
    if wants_data() and session().format is Format.JSON:
        show_object(dict(table.rows))
    else:
        show(table)
