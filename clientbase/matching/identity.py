"""Clusters → stable client ids: an id once given is kept, and nobody else ever gets it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identities:
    """Who belongs to which client after a run.

    Attributes:
        client_of: contact_id → client_id.
        aliases: retired client_id → the client that took its contacts.
        last_id: the last number given to a contact or a client.
    """

    client_of: dict[int, int]
    aliases: dict[int, int]
    last_id: int


def keep_identities(
    cluster_of: Mapping[int, int], previous: Mapping[int, int], last_id: int, founders_after: int = 0
) -> Identities:
    """Give every cluster a client id.

    An old id goes to the cluster that holds most of its contacts (a tie: the one with its smallest contact). A cluster
    that inherits several keeps the smallest, the others become aliases. A cluster that inherits none is called by its
    smallest contact, its founder: so the same contacts get the same ids, whatever came and went in between. Where
    another cluster has that number, it gets the next one that neither a contact nor a client has.

    Args:
        cluster_of: contact_id → any label of its cluster, for all contacts.
        previous: contact_id → client_id before; contacts that are gone may still be in it.
        last_id: the last number ever given to a contact or a client.
        founders_after: clients up to this number were not called by a founder, so no cluster may be.
    """
    clusters: dict[int, list[int]] = {}
    for contact in sorted(cluster_of):
        clusters.setdefault(cluster_of[contact], []).append(contact)
    claims = _claims(cluster_of, previous)
    in_use = set(previous.values())
    client_of: dict[int, int] = {}
    aliases: dict[int, int] = {}
    for label, contacts in sorted(clusters.items(), key=lambda item: item[1][0]):
        inherited = sorted(claims.get(label, []))
        kept = inherited[0] if inherited else contacts[0]
        if not inherited and (kept in in_use or kept <= founders_after):
            last_id += 1
            kept = last_id
        aliases.update(dict.fromkeys(inherited[1:], kept))
        client_of.update(dict.fromkeys(contacts, kept))
    return Identities(client_of, aliases, last_id)


def _claims(cluster_of: Mapping[int, int], previous: Mapping[int, int]) -> dict[int, list[int]]:
    """Return cluster label → the old client ids that it inherits."""
    votes: dict[int, Counter[int]] = {}
    for contact in sorted(previous):
        if contact in cluster_of:
            votes.setdefault(previous[contact], Counter())[cluster_of[contact]] += 1
    claims: dict[int, list[int]] = {}
    for client, counted in votes.items():
        # Counter keeps the order of first sight, so of equal votes the smallest contact's cluster wins.
        label = max(counted, key=lambda cluster: counted[cluster])
        claims.setdefault(label, []).append(client)
    return claims
