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
        last_id: the counter's new value.
    """

    client_of: dict[int, int]
    aliases: dict[int, int]
    last_id: int


def keep_identities(cluster_of: Mapping[int, int], previous: Mapping[int, int], last_id: int) -> Identities:
    """Give every cluster a client id.

    An old id goes to the cluster that holds most of its contacts (a tie: the one with its smallest contact). A cluster
    that inherits several keeps the smallest, the others become aliases. A cluster that inherits none gets a new id.

    Args:
        cluster_of: contact_id → any label of its cluster, for all contacts.
        previous: contact_id → client_id before; contacts that are gone may still be in it.
        last_id: the last client_id ever given.
    """
    clusters: dict[int, list[int]] = {}
    for contact in sorted(cluster_of):
        clusters.setdefault(cluster_of[contact], []).append(contact)
    claims = _claims(cluster_of, previous)
    client_of: dict[int, int] = {}
    aliases: dict[int, int] = {}
    for label, contacts in sorted(clusters.items(), key=lambda item: item[1][0]):
        inherited = sorted(claims.get(label, []))
        if not inherited:
            last_id += 1
        kept = inherited[0] if inherited else last_id
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
