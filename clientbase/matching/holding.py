"""Which pair holds each contact in its client, which clients a person should look at."""

import numpy as np

from clientbase.matching.clustering import LARGE, Evidence, Numbers, best_first, components, sizes
from clientbase.matching.to_group import Pairs

#: Of a contact that no pair holds.
NONE = -1


def strongest_pairs(pairs: Pairs, label: Numbers, rank: Numbers) -> Numbers:
    """Return for each contact the strongest pair within its cluster, one that may join before all others; else NONE.

    Of pairs that say the same the one with the contact of the lowest rank is taken.
    """
    inside = np.flatnonzero(label[pairs.one] == label[pairs.other])
    contact = np.concatenate([pairs.one[inside], pairs.other[inside]])
    opposite = np.concatenate([pairs.other[inside], pairs.one[inside]])
    place = np.concatenate([inside, inside])
    # One number that orders as (is an edge, weight, rank of the opposite) does, for one pass instead of a sort.
    said = (pairs.weight[place] + (1 << 22)) | (pairs.is_edge[place].astype(np.int64) << 23)
    strength = (said << 32) | ((1 << 32) - 1 - rank[opposite])
    best = np.full(len(label), NONE, np.int64)
    np.maximum.at(best, contact, strength)
    held = np.full(len(label), NONE, np.int64)
    is_best = best[contact] == strength
    held[contact[is_best]] = place[is_best]
    return held


def large_clusters(evidence: Evidence, pairs: Pairs, label: Numbers) -> dict[int, int]:
    """Return cluster → the weakest of the pairs that hold it, of those with more than LARGE different contacts.

    The pairs taken are the best that join all its contacts; NONE where no pair does. A cluster in which a person called
    two contacts the same has been looked at, and is left out.
    """
    is_large = sizes(label, evidence.content) > LARGE
    is_large[label[pairs.one[pairs.is_decided]]] = False
    inside = np.flatnonzero(pairs.is_edge & (label[pairs.one] == label[pairs.other]) & is_large[label[pairs.one]])
    ordered = inside[best_first(evidence, inside)]
    weakest = dict.fromkeys(np.flatnonzero(is_large).tolist(), NONE)
    root: dict[int, int] = {}

    def of(contact: int) -> int:
        while (above := root.get(contact, contact)) != contact:
            root[contact] = root.get(above, above)
            contact = above
        return contact

    ends = zip(pairs.one[ordered].tolist(), pairs.other[ordered].tolist(), strict=True)
    for place, (one, other) in zip(ordered.tolist(), ends, strict=True):
        a, b = of(one), of(other)
        if a != b:
            root[a] = b
            weakest[int(label[one])] = place
    return weakest


def kept_clusters(pairs: Pairs, label: Numbers) -> dict[int, tuple[int, int]]:
    """Return cluster → a contact of each of two parts, where no pairs that may join lead from one part to the other."""
    inside = pairs.is_edge & (label[pairs.one] == label[pairs.other])
    part = components(len(label), pairs.one[inside], pairs.other[inside])
    loose = np.flatnonzero(part != label)
    cluster, first = np.unique(label[loose], return_index=True)
    return {group: (group, other) for group, other in zip(cluster.tolist(), part[loose[first]].tolist(), strict=True)}
