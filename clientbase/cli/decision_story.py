"""What a person's word on clients did, told to that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import say
from clientbase.cli.output import show, wants_data
from clientbase.messages import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clientbase.workflows.merging import DecidedOutcome, Named
    from clientbase.workflows.tables import Table

_MOST_ROWS = 100


def tell_merge(outcome: DecidedOutcome, *, is_dry: bool) -> None:
    """Say which client the named ones are now, and show its contacts."""
    _tell_dry(is_dry=is_dry)
    if not outcome.decided.run:
        say(tr("You said so before; nothing to do."))
    else:
        kept, *retired = outcome.clients
        say(tr(
            "{clients} are one client now: {client_id}. The other numbers lead to it.",
            clients=_named([kept, *retired]), client_id=kept.client_id,
        ))  # fmt: skip
    _tell_end(outcome, is_dry=is_dry)


def tell_split(outcome: DecidedOutcome, *, is_dry: bool) -> None:
    """Say which client the contacts are now that were taken out, and show both."""
    _tell_dry(is_dry=is_dry)
    client = outcome.clients[0]
    taken = sum(row[3] == outcome.new_client for row in outcome.decided.moves.rows)
    say(trn(
        "{count} contact of client {client_id} ({name}) is client {new_client} now.",
        "{count} contacts of client {client_id} ({name}) are client {new_client} now.",
        taken, client_id=client.client_id, name=client.name, new_client=outcome.new_client,
    ))  # fmt: skip
    _tell_end(outcome, is_dry=is_dry)


def tell_apart(outcome: DecidedOutcome, *, is_related: bool, is_dry: bool) -> None:
    """Say who is never merged from now on."""
    _tell_dry(is_dry=is_dry)
    named = _named(outcome.clients)
    if not outcome.decided.run:
        say(tr("You said so before; nothing to do."))
    elif is_related:
        say(tr("{clients} belong together and are never merged.", clients=named))
    else:
        say(tr("{clients} are never merged.", clients=named))
    _tell_end(outcome, is_dry=is_dry)


def show_moves(moves: Table) -> None:
    """Show contacts with the client that each had and has; to a person nothing where nobody moved."""
    if moves.rows or wants_data():
        show(moves, most=_MOST_ROWS)


def _tell_dry(*, is_dry: bool) -> None:
    if is_dry:
        say(tr("A dry run: nothing is written."))


def _tell_end(outcome: DecidedOutcome, *, is_dry: bool) -> None:
    if count := len(outcome.decided.overruled):
        say(trn(
            "{count} earlier word of yours counts no more.", "{count} earlier words of yours count no more.", count
        ))  # fmt: skip
    show_moves(outcome.decided.moves)
    if outcome.decided.run and not is_dry:
        say(tr("`clientbase undo` takes it back."))


def _named(clients: Sequence[Named]) -> str:
    return ", ".join(f"{client.client_id} {client.name}".strip() for client in clients)
