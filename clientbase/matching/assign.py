"""match_pairs and decisions → client_contacts: the one place where contacts become clients."""

import pyarrow as pa
from duckdb import DuckDBPyConnection

from clientbase.matching.clustering import cluster
from clientbase.matching.identity import Identities, keep_identities

_DECIDED = "select contact_a, contact_b, decision from decided_pairs order by decision_id desc"


def assign_clients(connection: DuckDBPyConnection) -> None:
    """Rebuild client_contacts from match_pairs and decisions, keeping ids and leaving aliases for retired ones."""
    decided = connection.execute(_DECIDED).fetchall()
    settled = {(a, b) for a, b, _ in decided}
    compared = connection.execute(
        "select contact_a, contact_b, match_probability, outcome, reason_code from match_pairs"
    ).fetchall()
    edges = [(a, b, 1.0, "decided") for a, b, decision in decided if decision == "same"]
    edges += [
        (a, b, p, reason) for a, b, p, outcome, reason in compared if outcome == "merge" and (a, b) not in settled
    ]
    apart = [(a, b) for a, b, decision in decided if decision != "same"]
    apart += [(a, b) for a, b, _, outcome, _ in compared if outcome != "merge" and (a, b) not in settled]

    joined = cluster([edge[:3] for edge in edges], apart)
    contacts = connection.execute("select contact_id from contact_tokens").fetchall()
    previous = dict(connection.execute("select contact_id, client_id from client_contacts").fetchall())
    counters = dict(connection.execute("select name, last_id from counters").fetchall())
    clusters = {c: joined.get(c, c) for (c,) in contacts}
    identities = keep_identities(clusters, previous, counters["contact"], founders_after=counters["client"])
    _store(connection, identities, _best_edges(edges, joined))


def _best_edges(edges: list[tuple[int, int, float, str]], joined: dict[int, int]) -> dict[int, tuple[float, str]]:
    """Return contact → the probability and reason of the strongest edge that holds it in its cluster."""
    best: dict[int, tuple[float, str]] = {}
    for a, b, probability, reason in sorted(edges, key=lambda edge: (edge[2], edge[3])):
        if joined[a] == joined[b]:
            best[a] = best[b] = (probability, reason)
    return best


def _store(connection: DuckDBPyConnection, identities: Identities, best: dict[int, tuple[float, str]]) -> None:
    contacts = sorted(identities.client_of)
    rows = pa.table(
        {
            "contact_id": pa.array(contacts, pa.int64()),
            "client_id": pa.array([identities.client_of[c] for c in contacts], pa.int64()),
            "match_probability": pa.array([best.get(c, (1.0, "alone"))[0] for c in contacts], pa.float64()),
            "reason_code": pa.array([best.get(c, (1.0, "alone"))[1] for c in contacts], pa.string()),
        }
    )
    connection.register("assigned", rows)
    connection.execute("delete from client_contacts")
    connection.execute("insert into client_contacts by name select * from assigned")
    connection.unregister("assigned")
    for retired, client in sorted(identities.aliases.items()):
        connection.execute("insert or replace into client_aliases values (?, ?)", [retired, client])
        connection.execute("update client_aliases set client_id = ? where client_id = ?", [client, retired])
    connection.execute("delete from client_aliases where retired_id in (select client_id from client_contacts)")
    connection.execute("update counters set last_id = ? where name = 'contact'", [identities.last_id])
