"""merge, apart and split: a person's word on who is one client and who is not; it goes before all that rows say."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.base.store import Writing
from clientbase.cleaning.registry import CleaningContext
from clientbase.errors import ConfirmationNeeded, UsageProblem
from clientbase.workflows.deciding import Decided, Decision, decide, decided_groups
from clientbase.workflows.finding import client_name, found_client
from clientbase.workflows.identity_runs import build_anew

#: Words on more pairs at once are no person's any more.
MOST_PAIRS = 1_000_000
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A client that a person named: its id, how it is called, whether it is a company, and its contacts in order."""

    client_id: int
    name: str
    is_company: bool
    contacts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DecidedOutcome:
    """The clients that were named, as they were, and what became of them.

    Attributes:
        clients: those named.
        decided: the run and whose client changed.
        new_client: the client of the contacts that were taken out by `split`; 0 elsewhere.
    """

    clients: tuple[Named, ...]
    decided: Decided
    new_client: int = 0


def merge_clients(  # noqa: PLR0913 -- whom, when, and how
    base: ClientBase,
    queries: Sequence[str],
    moment: datetime,
    wait: float = 0.0,
    *,
    is_confirmed: bool = False,
    is_dry: bool = False,
) -> DecidedOutcome:
    """Let the clients that `queries` mean be one, now and after every later import; the oldest id stays.

    Raises:
        UsageProblem: client.not_found, client.several, decide.one_client, decide.same_client.
        ConfirmationNeeded: merge.person_and_company.
    """
    with base.write(moment, wait) as copy:
        today = _built(base, copy)
        clients = _named_clients(base, copy.connection, queries, today)
        if len({client.is_company for client in clients}) > 1 and not is_confirmed:
            raise ConfirmationNeeded("merge.person_and_company", clients=_told(clients))
        contacts = sorted(contact for client in clients for contact in client.contacts)
        words = [Decision(contacts[0], contact, "same") for contact in contacts[1:]]
        words += _contradicted(copy.connection, contacts)
        decided = _decided(copy, "merge", clients, words, today)
        copy.unchanged = is_dry or not decided.run
    return DecidedOutcome(tuple(clients), decided)


def keep_apart(  # noqa: PLR0913 -- whom, when, and how
    base: ClientBase,
    queries: Sequence[str],
    moment: datetime,
    wait: float = 0.0,
    *,
    is_related: bool = False,
    is_dry: bool = False,
) -> DecidedOutcome:
    """Let the clients that `queries` mean never be one; `is_related` says that they belong together nevertheless.

    Raises:
        UsageProblem: client.not_found, client.several, decide.one_client, decide.same_client, decide.too_many.
    """
    with base.write(moment, wait) as copy:
        today = _built(base, copy)
        clients = _named_clients(base, copy.connection, queries, today)
        word = "related" if is_related else "different"
        pairs = [(one, other) for place, one in enumerate(clients) for other in clients[place + 1 :]]
        _refuse_too_many(sum(len(one.contacts) * len(other.contacts) for one, other in pairs))
        words = [Decision(a, b, word) for one, other in pairs for a in one.contacts for b in other.contacts]
        decided = _decided(copy, "apart", clients, words, today)
        copy.unchanged = is_dry or not decided.run
    return DecidedOutcome(tuple(clients), decided)


def split_client(  # noqa: PLR0913 -- whom, when, and how
    base: ClientBase,
    query: str,
    contacts: Sequence[str],
    moment: datetime,
    wait: float = 0.0,
    *,
    is_dry: bool = False,
) -> DecidedOutcome:
    """Take contacts out of a client: together they are another one, with an id of its own, and never come back.

    Raises:
        UsageProblem: client.not_found, client.several, split.one_contact, split.no_contact, split.all_contacts,
            decide.too_many.
    """
    with base.write(moment, wait) as copy:
        today = _built(base, copy)
        client = _named(copy.connection, found_client(copy.connection, query, _context(base, today)))
        taken = _contacts_of(client, contacts)
        rest = [contact for contact in client.contacts if contact not in taken]
        _refuse_too_many(len(taken) * len(rest))
        words = [Decision(taken[0], contact, "same") for contact in taken[1:]]
        words += _parted(copy.connection, taken, rest)
        decided = _decided(copy, "split", [client], words, today, freed=taken)
        copy.unchanged = is_dry or not decided.run
        ((new_client,),) = copy.connection.execute(
            "select client_id from client_contacts where contact_id = ?", [taken[0]]
        ).fetchall()
    return DecidedOutcome((client,), decided, int(new_client))


def _built(base: ClientBase, copy: Writing) -> date:
    """Bring who is who to what is in the base, where it is not; return the day that figures look from."""
    today = base.settings.as_of or copy.moment.date()
    if not pipeline.knows_clients(copy.connection):
        build_anew(base, copy, today)
    return today


def _context(base: ClientBase, today: date) -> CleaningContext:
    return CleaningContext(base.settings.country, base.settings.currency, today, base.settings.rules)


def _named_clients(base: ClientBase, connection: Connection, queries: Sequence[str], today: date) -> list[Named]:
    if len(queries) < 2:
        raise UsageProblem("decide.one_client")
    found: dict[int, str] = {}
    for query in queries:
        client_id = found_client(connection, query, _context(base, today))
        if client_id in found:
            raise UsageProblem(
                "decide.same_client", one=found[client_id], other=query, client_id=client_id,
                name=client_name(connection, client_id),
            )  # fmt: skip
        found[client_id] = query
    return [_named(connection, client_id) for client_id in sorted(found)]


def _named(connection: Connection, client_id: int) -> Named:
    contacts = connection.execute(
        "select contact_id from client_contacts where client_id = ? order by contact_id", [client_id]
    ).fetchall()
    ((kind,),) = connection.execute("select client_type from clients where client_id = ?", [client_id]).fetchall()
    ids = tuple(contact for (contact,) in contacts)
    return Named(client_id, client_name(connection, client_id), kind == "company", ids)


def _contacts_of(client: Named, contacts: Sequence[str]) -> list[int]:
    """Return the numbers of contacts that a person named, in order; all are the client's."""
    known = {str(contact): contact for contact in client.contacts}
    told = {"client_id": client.client_id, "name": client.name, "contacts": _listed(client.contacts)}
    if len(known) == 1:
        raise UsageProblem("split.one_contact", **told)
    taken = set()
    for given in contacts:
        if given.strip().removeprefix("#") not in known:
            raise UsageProblem("split.no_contact", given=given, **told)
        taken.add(known[given.strip().removeprefix("#")])
    if len(taken) == len(known):
        raise UsageProblem("split.all_contacts", **told)
    return sorted(taken)


def _contradicted(connection: Connection, contacts: Sequence[int]) -> list[Decision]:
    """Return "same" for the pairs of contacts, and of those called the same as they, that were told apart before."""
    group = decided_groups(connection, contacts)
    words = pipeline.select(connection, "3_clients/decided_pairs").fetchall()
    return [Decision(a, b, "same") for a, b, word, *_ in sorted(words) if word != "same" and {a, b} <= group]


def _parted(connection: Connection, taken: Sequence[int], rest: Sequence[int]) -> list[Decision]:
    """Return "different" for each contact taken out with each that stays.

    Contacts that are gone from the files, and were called the same as one that stays, stay with it.
    """
    gone_too = decided_groups(connection, rest, without=taken) - {*rest, *taken}
    return [Decision(one, other, "different") for one in taken for other in [*rest, *sorted(gone_too)]]


def _refuse_too_many(pairs: int) -> None:
    if pairs > MOST_PAIRS:
        raise UsageProblem("decide.too_many", pairs=pairs)


def _decided(  # noqa: PLR0913 -- as `decide`
    copy: Writing,
    how: str,
    clients: Sequence[Named],
    words: Sequence[Decision],
    today: date,
    *,
    freed: Sequence[int] = (),
) -> Decided:
    details: dict[str, object] = {"clients": [client.client_id for client in clients]}
    if freed:
        details["contacts"] = list(freed)
    decided = decide(copy, words, how, today, freed=freed, details=details)
    copy.journal(how, json.dumps(details))
    return decided


def _told(clients: Sequence[Named]) -> str:
    return ", ".join(f"{client.client_id} {client.name}".strip() for client in clients)


def _listed(contacts: Sequence[int]) -> str:
    return ", ".join(map(str, contacts[:_MOST_NAMED])) + (", …" if len(contacts) > _MOST_NAMED else "")
