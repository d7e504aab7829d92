"""A person's word on who is one client and who is not: merge, split, apart."""

from typing import Annotated

import typer

from clientbase import messages
from clientbase.cli.opened import opened_base
from clientbase.cli.session import SessionCommand, is_terminal, moment, session
from clientbase.errors import ConfirmationNeeded

_CLIENT = "Number of a client (client:12 where a source has that id too), or a phone, an e-mail, the source's own id."

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    for command in (merge, split, apart):
        app.command(command.__name__, cls=SessionCommand)(command)


def merge(
    clients: Annotated[list[str], typer.Argument(metavar="CLIENT", help=_CLIENT)],
    dry_run: DryRunOption = False,
    yes: Annotated[bool, typer.Option("--yes", help="Merge a person with a company, too.")] = False,
) -> None:
    """Say that clients are one: they are merged, and stay so. The oldest number stays, the others lead to it."""
    from clientbase.cli.decision_story import tell_merge
    from clientbase.workflows.merging import merge_clients

    base = opened_base()
    now, patience = moment(base.settings), session().patience
    try:
        outcome = merge_clients(base, clients, now, patience, is_confirmed=yes, is_dry=dry_run)
    except ConfirmationNeeded as error:
        if not is_terminal():
            raise
        typer.confirm(messages.sentence("error", error.code, **error.parameters).text, abort=True, err=True)
        outcome = merge_clients(base, clients, now, patience, is_confirmed=True, is_dry=dry_run)
    tell_merge(outcome, is_dry=dry_run)


def split(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help=_CLIENT)],
    contacts: Annotated[
        list[str],
        typer.Argument(metavar="CONTACT", help="Contacts to take out; `clientbase why CLIENT` shows their numbers."),
    ],
    dry_run: DryRunOption = False,
) -> None:
    """Take contacts out of a client: together they become another one, and are never merged with it again."""
    from clientbase.cli.decision_story import tell_split
    from clientbase.workflows.merging import split_client

    base = opened_base()
    outcome = split_client(base, client, contacts, moment(base.settings), session().patience, is_dry=dry_run)
    tell_split(outcome, is_dry=dry_run)


def apart(
    clients: Annotated[list[str], typer.Argument(metavar="CLIENT", help=_CLIENT)],
    related: Annotated[
        bool, typer.Option("--related", help="They belong together (a family, colleagues) and are not one.")
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Say that clients are not one: they are never merged, whatever later files say."""
    from clientbase.cli.decision_story import tell_apart
    from clientbase.workflows.merging import keep_apart

    base = opened_base()
    outcome = keep_apart(base, clients, moment(base.settings), session().patience, is_related=related, is_dry=dry_run)
    tell_apart(outcome, is_related=related, is_dry=dry_run)
