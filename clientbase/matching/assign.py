"""match_pairs and decisions → client_contacts: the one place where contacts become clients."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from clientbase.matching.clustering import Evidence, Numbers, cluster, kept_together
from clientbase.matching.holding import NONE, kept_clusters, large_clusters, strongest_pairs
from clientbase.matching.identity import Identities, keep_identities
from clientbase.matching.to_group import Contacts, Pairs, read_to_group


def assign_clients(connection: DuckDBPyConnection) -> None:
    """Give the contacts of contacts_to_group their clients; the others keep theirs, but for those of gone_contacts.

    Ids are kept, and aliases left for retired ones. A client of before stays together unless a decision parts it; one
    that no longer holds together by itself, or is large, is written to clients_to_confirm.
    """
    contacts, pairs, evidence = read_to_group(connection)
    before = np.where(contacts.client > 0, contacts.client, NONE)
    label = cluster(replace(evidence, start=kept_together(evidence, before)))
    leaning = replace(
        evidence,
        start=label,
        is_edge=pairs.is_edge | pairs.leans,
        weight=np.where(pairs.leans, np.maximum(pairs.weight, 1), pairs.weight),
        is_bounded=False,
        margin=0,
    )
    identities = _identities(connection, contacts, label)
    client = np.zeros(evidence.size, np.int64)
    client[contacts.is_here] = identities.client
    rows = _assigned(contacts, pairs, evidence, label, client, _wished(cluster(leaning), client))
    _store(connection, rows, _doubts(contacts, pairs, evidence, label, client))
    _leave_aliases(connection, identities)


def _identities(connection: DuckDBPyConnection, contacts: Contacts, label: Numbers) -> Identities:
    counters = dict(connection.execute("select name, last_id from counters").fetchall())
    taken = connection.sql("select distinct client_id from client_contacts").fetchnumpy()["client_id"]
    here = label[contacts.is_here]
    first = np.full(len(label), len(label))
    np.minimum.at(first, here, np.arange(len(here)))
    return keep_identities(
        contacts.contact_id[contacts.is_here],
        first[here],
        contacts.client[contacts.is_here],
        np.asarray(taken, np.int64),
        counters["contact"],
        founders_after=counters["client"],
    )


def _wished(suggested: Numbers, client: Numbers) -> Numbers:
    """Return for each contact the client it would be of: the smallest id in its suggested cluster."""
    smallest = np.full(len(client), np.iinfo(np.int64).max)
    here = client > 0
    np.minimum.at(smallest, suggested[here], client[here])
    return smallest[suggested]


def _assigned(  # noqa: PLR0913 -- everything that a contact's row tells
    contacts: Contacts, pairs: Pairs, evidence: Evidence, label: Numbers, client: Numbers, wished: Numbers
) -> pa.Table:
    """Return the rows of client_contacts; a contact that no pair holds any more keeps how sure it was before."""
    held = strongest_pairs(pairs, label, evidence.rank)
    count = len(pairs.one)
    place = np.where(held == NONE, count, held)
    opposite = np.append(pairs.one, 0)[place] + np.append(pairs.other, 0)[place] - np.arange(evidence.size)
    is_joined = np.append(pairs.is_edge, np.False_)[place]
    has_company = np.bincount(label[contacts.is_here], minlength=evidence.size)[label] > 1
    reason = np.where(is_joined, place, np.where(has_company, count + 1, count))
    without_pair = np.where(has_company, contacts.probability, 1.0)
    here = contacts.is_here
    matched = np.where(held == NONE, 0, opposite)
    return pa.table(
        {
            "contact_id": contacts.contact_id[here],
            "client_id": client[here],
            "suggested_client_id": wished[here],
            "match_probability": np.where(held == NONE, without_pair, np.append(pairs.probability, 1.0)[place])[here],
            "reason_code": pa.chunked_array([*pairs.reason.chunks, pa.array(["alone", "kept"])]).take(
                pa.array(reason[here])
            ),
            "matched_contact_id": pa.array(contacts.contact_id[matched][here], mask=(held == NONE)[here]),
        }
    )


def _doubts(contacts: Contacts, pairs: Pairs, evidence: Evidence, label: Numbers, client: Numbers) -> pa.Table:
    """Return the rows of clients_to_confirm."""
    size = np.bincount(label[contacts.is_here], minlength=evidence.size)
    client_of = np.zeros(evidence.size, np.int64)
    client_of[label[contacts.is_here]] = client[contacts.is_here]
    names = ("client_id", "doubt", "contacts", "contact_a", "contact_b", "match_probability", "reason_code")
    types = (pa.int64(), pa.string(), pa.int64(), pa.int64(), pa.int64(), pa.float64(), pa.string())
    rows: list[tuple[object, ...]] = []
    for group, place in large_clusters(evidence, pairs, label).items():
        weakest: tuple[object, ...] = (None, None, None, "kept")
        if place != NONE:
            ends = sorted(contacts.contact_id[[pairs.one[place], pairs.other[place]]].tolist())
            weakest = (*ends, float(pairs.probability[place]), pairs.reason[place].as_py())
        rows.append((int(client_of[group]), "large", int(size[group]), *weakest))
    for group, parts in kept_clusters(pairs, label).items():
        if size[group] > 1:
            ends = contacts.contact_id[list(parts)].tolist()
            rows.append((int(client_of[group]), "kept", int(size[group]), *ends, None, "kept"))
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, types, strict=True)], names=list(names))


def _store(connection: DuckDBPyConnection, rows: pa.Table, doubts: pa.Table) -> None:
    connection.execute("""
        delete from clients_to_confirm
        where client_id in (select client_id from client_contacts semi join contacts_to_group using (contact_id))
            or client_id in (select client_id from client_contacts semi join gone_contacts using (contact_id))
            or client_id not in (select client_id from client_contacts)
    """)
    for name in ("contacts_to_group", "gone_contacts"):
        connection.execute(f"delete from client_contacts where contact_id in (select contact_id from {name})")
    for table, found in (("client_contacts", rows), ("clients_to_confirm", doubts)):
        connection.register("found_rows", found)
        connection.execute(f"insert into {table} by name from found_rows")
        connection.unregister("found_rows")


def _leave_aliases(connection: DuckDBPyConnection, identities: Identities) -> None:
    connection.register("retired", pa.table({"retired_id": identities.retired, "heir_id": identities.heir}))
    connection.execute("""
        update client_aliases set client_id = heir_id from retired where client_aliases.client_id = retired.retired_id
    """)
    connection.execute("delete from client_aliases where retired_id in (select retired_id from retired)")
    connection.execute("insert into client_aliases select retired_id, heir_id from retired order by retired_id")
    connection.unregister("retired")
    connection.execute("delete from client_aliases where retired_id in (select client_id from client_contacts)")
    connection.execute("update counters set last_id = ? where name = 'contact'", [identities.last_id])
