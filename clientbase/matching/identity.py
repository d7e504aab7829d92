"""Clusters → stable client ids: an id once given is kept, and nobody else ever gets it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Identities:
    """Who belongs to which client after a run.

    Attributes:
        client: of each contact, its client_id.
        retired, heir: client ids that are no more, and the client that took the contacts of each.
        last_id: the last number given to a contact or a client.
    """

    client: Numbers
    retired: Numbers
    heir: Numbers
    last_id: int


def keep_identities(  # noqa: PLR0913 -- who is with whom now and before, and which numbers are taken
    contact: Numbers,
    label: Numbers,
    previous: Numbers,
    taken: Numbers,
    last_id: int,
    founders_after: int = 0,
) -> Identities:
    """Give every cluster a client id.

    An old id goes to the cluster that holds most of its contacts (a tie: the one with its smallest contact). A cluster
    that inherits several keeps the smallest, the others become aliases. A cluster that inherits none is called by its
    smallest contact, its founder: so the same contacts get the same ids, whatever came and went in between. Where
    another cluster has that number, it gets the next one that neither a contact nor a client has.

    Args:
        contact: contact ids, ascending.
        label: of each contact, the place of the first contact of its cluster.
        previous: of each contact, the client it was of before; 0 for none.
        taken: client ids that a founder may not be called by: those of contacts that are gone, too.
        last_id: the last number ever given to a contact or a client.
        founders_after: clients up to this number were not called by a founder, so no cluster may be.
    """
    heirs, inherited = _claims(label, previous)
    first = np.flatnonzero(label == np.arange(len(label)))
    founder = contact[first]
    client_of = np.zeros(len(contact), np.int64)
    client_of[first] = founder
    kept = np.full(len(contact), np.iinfo(np.int64).max)
    np.minimum.at(kept, heirs, inherited)
    has_old = kept < np.iinfo(np.int64).max
    client_of[has_old] = kept[has_old]
    is_taken = np.zeros(max(last_id, int(contact.max(initial=0)), int(taken.max(initial=0))) + 1, np.bool_)
    is_taken[taken] = True
    is_taken[previous] = True
    barred = is_taken[founder] | (founder <= founders_after)
    unnamed = first[~has_old[first] & barred]
    client_of[unnamed] = last_id + 1 + np.arange(len(unnamed))
    gone = inherited != client_of[heirs]
    return Identities(client_of[label], inherited[gone], client_of[heirs[gone]], last_id + len(unnamed))


def _claims(label: Numbers, previous: Numbers) -> tuple[Numbers, Numbers]:
    """Return cluster and old client id of each inheritance, ascending by old id."""
    known = np.flatnonzero(previous > 0)
    old, now = previous[known], label[known]
    size = int(old.max(initial=0)) + 1
    least, most = np.full(size, np.iinfo(np.int64).max), np.full(size, -1)
    np.minimum.at(least, old, now)
    np.maximum.at(most, old, now)
    undivided = np.flatnonzero(least == most)
    divided = np.flatnonzero(least[old] != most[old])
    clusters, clients = _most_voted(old[divided], now[divided])
    heirs = np.concatenate([least[undivided], clusters])
    inherited = np.concatenate([undivided, clients])
    order = np.argsort(inherited)
    return heirs[order], inherited[order]


def _most_voted(old: Numbers, now: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each old client the cluster that most of its contacts are in, of equal ones that of the first."""
    pairs, first, votes = np.unique(np.stack([old, now]), axis=1, return_index=True, return_counts=True)
    order = np.lexsort((first, -votes, pairs[0]))
    pairs = pairs[:, order]
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = pairs[0, 1:] != pairs[0, :-1]
    return pairs[1, is_first], pairs[0, is_first]
