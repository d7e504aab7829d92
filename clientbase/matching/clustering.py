"""Pairs → clusters: best edge first, and no join against what was compared or decided."""

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[int, int]


def cluster(edges: Iterable[tuple[int, int, float]], apart: Iterable[Pair]) -> dict[int, int]:
    """Join contacts along edges, the most probable first.

    Args:
        edges: (contact, contact, match_probability) of pairs to merge; a person's word "same" has probability 1.
        apart: pairs that must not meet in one cluster, compared or decided.

    Returns:
        contact → the smallest contact of its cluster, for the contacts that have an edge.
        The result depends on the set of edges, never on their order.
    """
    root: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    enemies: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        enemies[a].add(b)
        enemies[b].add(a)

    def cluster_of(contact: int) -> int:
        if contact not in root:
            root[contact] = contact
            members[contact] = {contact}
        return root[contact]

    for a, b, _ in sorted(edges, key=lambda edge: (-edge[2], min(edge[:2]), max(edge[:2]))):
        kept, joined = sorted((cluster_of(a), cluster_of(b)))
        if kept == joined or not _may_meet(members[kept], members[joined], enemies):
            continue
        for contact in members[joined]:
            root[contact] = kept
        members[kept] |= members.pop(joined)
    return root


def _may_meet(one: set[int], other: set[int], enemies: dict[int, set[int]]) -> bool:
    smaller, larger = sorted((one, other), key=len)
    return all(enemies[contact].isdisjoint(larger) for contact in smaller if contact in enemies)
