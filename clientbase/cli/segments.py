"""Segment files: segment."""

from typing import Annotated

import typer

from clientbase.cli.opened import opened_base, opened_view
from clientbase.cli.session import SessionCommand, moment, session


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command("segment", cls=SessionCommand)(segment)


def segment(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Segments to write; all without a name.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list the segments.")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Only show who would be in.")] = False,
) -> None:
    """Write segment files for a mailing: only people who consented, with a manifest that says why."""
    from clientbase.cli import story
    from clientbase.workflows.membership import definitions
    from clientbase.workflows.segment import preview_segment, write_segments

    base = opened_base()
    if list_:
        story.tell_definitions(definitions(base, names))
    elif preview:
        with opened_view() as view:
            story.tell_preview([preview_segment(view, definition) for definition in definitions(base, names)])
    else:
        story.tell_segments(write_segments(base, names or [], session().day, moment(base.settings), session().patience))
