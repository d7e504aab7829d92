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

#: So many pairs in doubt are told.
MOST_TOLD = 10
#: So many of a table's first pairs have their sentence.
_MOST_WITH_SENTENCE = 20


@dataclass(frozen=True, slots=True)
class DedupeSummary:
    """Figures of one matching run.

    Attributes:
        contacts, clients: rows that speak today, and the people and firms behind them.
        outcomes: one row per outcome with the number of pairs of contacts and of the clients that it concerns.
        doubtful: one row per pair of clients in doubt, the most useful to decide on first; of the first ones
            `why` is the pair's sentence, of the others None.
        in_doubt: how many such pairs there are, more than `doubtful` holds.
        to_confirm: one row per client that a person should look at: large, or no longer held together; `why` is the
            sentence of its weakest pair.
        capped: one row per phone, e-mail, INN or id that so many contacts share that not all of them were compared.
        doubts: why the result should not be trusted; empty where it can be.
    """

    contacts: int
    clients: int
    outcomes: Table
    doubtful: Table
    in_doubt: int
    to_confirm: Table
    capped: Table
    doubts: tuple[ListDoubt, ...]


def dedupe(  # noqa: PLR0913 -- what a person may say of the run
    base: ClientBase,
    moment: datetime,
    wait: float = 0.0,
    *,
    is_dry: bool = False,
    is_anew: bool = False,
    most: int | None = MOST_TOLD,
) -> DedupeSummary:
    """Find out who is who; ids, decisions and aliases are kept, and who was one client stays one.

    Contacts that came since the last time join by what was learnt then; `is_anew` learns from all of them once more.
    The summary holds the `most` most useful pairs in doubt; all with None.
    """
    with base.write(moment, wait) as copy:
        match_only(base, copy, "dedupe", is_anew=is_anew)
        copy.connection.execute("""
            create or replace temp table client_sizes as
            select client_id, count(*) as size from client_contacts group by client_id
        """)
        summary = summarise_matching(copy.connection, most)
        copy.journal("dedupe", json.dumps({"contacts": summary.contacts, "clients": summary.clients}))
        copy.unchanged = is_dry
    return summary


def summarise_matching(connection: Connection, most: int | None = MOST_TOLD) -> DedupeSummary:
    """Return the figures of the stored matching, and the `most` most useful pairs in doubt; all with None."""
    contacts, clients = connection.execute(
        "select count(*), count(distinct client_id) from client_contacts"
    ).fetchall()[0]
    doubtful, in_doubt = _most_doubtful(connection, most)
    to_confirm = result_table("Clients to look at", pipeline.select(connection, "3_clients/clients_to_look_at"))
    return DedupeSummary(
        contacts,
        clients,
        result_table("Pairs compared", pipeline.select(connection, "3_clients/matching_counts")),
        _with_sentences(connection, doubtful),
        in_doubt,
        _with_sentences(connection, to_confirm),
        result_table("Shared by too many", pipeline.select(connection, "3_clients/capped_points")),
        self_check(connection),
    )


def _most_doubtful(connection: Connection, most: int | None) -> tuple[Table, int]:
    """Return the pairs in doubt that are told, and how many there are: it may be a hundred thousand."""
    found = pipeline.select(connection, "3_clients/doubtful_pairs", {"most": most})
    table = result_table("Doubtful pairs", found)
    in_all = table.only(("pairs_in_doubt",)).rows
    return table.only(table.columns[:-1]), in_all[0][0] if in_all else 0


def _with_sentences(connection: Connection, found: Table) -> Table:
    """Return rows with contact_a and contact_b with a column `why`: the sentence of the first pairs, else None."""
    ends = [
        _ordered(*row) for row in found.only(("contact_a", "contact_b")).rows[:_MOST_WITH_SENTENCE] if None not in row
    ]
    told = sentences(connection, ends)
    return found.with_column("why", lambda row: told.get(_ordered(row["contact_a"], row["contact_b"])))


def _ordered(a: int | None, b: int | None) -> tuple[int, int]:
    return min(a or 0, b or 0), max(a or 0, b or 0)


def contact_assignments(connection: Connection) -> Table:
    """Return one row per source row of a contact: where it stands in its file, its client, and why."""
    tell_contacts(connection)
    return result_table("Contacts", pipeline.select(connection, "3_clients/contact_assignments"))
