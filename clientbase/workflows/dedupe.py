"""dedupe: who is who, how many were merged, and who stays in doubt."""

import json
from dataclasses import dataclass
from datetime import datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.workflows.identity_runs import identity_run
from clientbase.workflows.tables import Table, result_table


@dataclass(frozen=True, slots=True)
class DedupeSummary:
    """Figures of one matching run.

    Attributes:
        contacts, clients: rows that speak today, and the people and firms behind them.
        outcomes: one row per outcome and reason with the number of pairs.
        crowded: phones and e-mails on so many contacts that only equal names on them were compared.
    """

    contacts: int
    clients: int
    outcomes: Table
    doubtful: Table
    crowded: int


def dedupe(base: ClientBase, moment: datetime, wait: float = 0.0, *, is_dry: bool = False) -> DedupeSummary:
    """Match all contacts anew; ids, decisions and aliases are kept."""
    with base.write(moment, wait) as copy:
        with identity_run(copy, "dedupe"):
            pipeline.build_all(copy.connection, base.settings.as_of or moment.date())
        summary = summarise_matching(copy.connection)
        copy.journal("dedupe", json.dumps({"contacts": summary.contacts, "clients": summary.clients}))
        copy.unchanged = is_dry
    return summary


def summarise_matching(connection: Connection) -> DedupeSummary:
    """Return the figures of the stored matching."""
    contacts, clients = connection.execute(
        "select count(*), count(distinct client_id) from client_contacts"
    ).fetchall()[0]
    crowded = connection.execute("""
        select count(*) from (
            select channel, key from contact_points group by channel, key having count(*) > 50
        )
    """).fetchall()[0][0]
    return DedupeSummary(
        contacts,
        clients,
        result_table("Pairs compared", pipeline.select(connection, "3_clients/match_outcomes")),
        result_table("Doubtful pairs", pipeline.select(connection, "3_clients/doubtful_pairs")),
        crowded,
    )


def contact_assignments(connection: Connection) -> Table:
    """Return one row per contact: where it stands in its file and which client it belongs to."""
    return result_table("Contacts", pipeline.select(connection, "3_clients/contact_assignments"))
