"""dedupe: who is who, how many were merged, and who stays in doubt."""

import json
from dataclasses import dataclass
from datetime import datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.workflows.identity_runs import match_only
from clientbase.workflows.reasons import sentences, tell_contacts
from clientbase.workflows.self_check import ListDoubt, self_check
from clientbase.workflows.tables import Table, result_table

#: So many pairs in doubt are told with their sentence.
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class DedupeSummary:
    """Figures of one matching run.

    Attributes:
        contacts, clients: rows that speak today, and the people and firms behind them.
        outcomes: one row per outcome with the number of pairs of contacts and of the clients that it concerns.
        doubtful: one row per pair of clients in doubt, the most useful to decide on first; of the first ones `why`
            is the pair's sentence, of the others None.
        to_confirm: one row per client that a person should look at: large, or no longer held together; `why` is the
            sentence of its weakest pair.
        capped: one row per phone, e-mail, INN or id that so many contacts share that not all of them were compared.
        doubts: why the result should not be trusted; empty where it can be.
    """

    contacts: int
    clients: int
    outcomes: Table
    doubtful: Table
    to_confirm: Table
    capped: Table
    doubts: tuple[ListDoubt, ...]


def dedupe(
    base: ClientBase, moment: datetime, wait: float = 0.0, *, is_dry: bool = False, is_anew: bool = False
) -> DedupeSummary:
    """Find out who is who; ids, decisions and aliases are kept, and who was one client stays one.

    Contacts that came since the last time join by what was learnt then; `is_anew` learns from all of them once more.
    """
    with base.write(moment, wait) as copy:
        match_only(base, copy, "dedupe", is_anew=is_anew)
        copy.connection.execute("""
            create or replace temp table client_sizes as
            select client_id, count(*) as size from client_contacts group by client_id
        """)
        summary = summarise_matching(copy.connection)
        copy.journal("dedupe", json.dumps({"contacts": summary.contacts, "clients": summary.clients}))
        copy.unchanged = is_dry
    return summary


def summarise_matching(connection: Connection) -> DedupeSummary:
    """Return the figures of the stored matching."""
    contacts, clients = connection.execute(
        "select count(*), count(distinct client_id) from client_contacts"
    ).fetchall()[0]
    doubtful = result_table("Doubtful pairs", pipeline.select(connection, "3_clients/doubtful_pairs"))
    to_confirm = result_table("Clients to look at", pipeline.select(connection, "3_clients/clients_to_look_at"))
    return DedupeSummary(
        contacts,
        clients,
        result_table("Pairs compared", pipeline.select(connection, "3_clients/matching_counts")),
        _with_sentences(connection, doubtful),
        _with_sentences(connection, to_confirm),
        result_table("Shared by too many", pipeline.select(connection, "3_clients/capped_points")),
        self_check(connection),
    )


def _with_sentences(connection: Connection, found: Table) -> Table:
    """Return rows with contact_a and contact_b with a column `why`: the sentence of the first pairs, else None."""
    ends = [_ordered(*row) for row in found.only(("contact_a", "contact_b")).rows[:_MOST_TOLD] if None not in row]
    told = sentences(connection, ends)
    return found.with_column("why", lambda row: told.get(_ordered(row["contact_a"], row["contact_b"])))


def _ordered(a: int | None, b: int | None) -> tuple[int, int]:
    return min(a or 0, b or 0), max(a or 0, b or 0)


def contact_assignments(connection: Connection) -> Table:
    """Return one row per source row of a contact: where it stands in its file, its client, and why."""
    tell_contacts(connection)
    return result_table("Contacts", pipeline.select(connection, "3_clients/contact_assignments"))
