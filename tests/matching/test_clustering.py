"""Clusters: the best edge first, never against what was compared or decided, whatever the order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from clientbase.matching.clustering import Pair, cluster

Edges = list[tuple[Pair, float]]

CONTACTS = st.integers(1, 12)
PAIRS = st.tuples(CONTACTS, CONTACTS).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: (min(pair), max(pair)))
EDGES = st.lists(st.tuples(PAIRS, st.sampled_from([0.91, 0.98, 1.0])), unique_by=lambda edge: edge[0])


def groups(joined: dict[int, int]) -> set[frozenset[int]]:
    """Return the clusters as sets."""
    return {frozenset(c for c in joined if joined[c] == label) for label in joined.values()}


def test_a_chain_becomes_one_cluster() -> None:
    """A is B and B is C: all three are one."""
    assert groups(cluster([(1, 2, 0.9), (2, 3, 0.9)], [])) == {frozenset({1, 2, 3})}


def test_a_join_against_a_compared_pair_is_refused() -> None:
    """A contact between spouses joins the likelier one; the spouses never meet through it."""
    assert groups(cluster([(1, 2, 0.99), (2, 3, 0.98)], [(1, 3)])) == {frozenset({1, 2}), frozenset({3})}


@given(EDGES, st.lists(PAIRS), st.randoms())
def test_the_order_of_edges_does_not_matter(edges: Edges, apart: list[Pair], random: Random) -> None:
    """Shuffled rows give the same clients."""
    listed = [(a, b, p) for (a, b), p in edges]
    shuffled = listed[:]
    random.shuffle(shuffled)
    swapped = [(b, a, p) for a, b, p in shuffled]
    assert groups(cluster(listed, apart)) == groups(cluster(swapped, apart))


@given(EDGES, st.lists(PAIRS))
def test_forbidden_pairs_never_share_a_cluster(edges: Edges, apart: list[Pair]) -> None:
    """A person's word "different" holds whatever chains of edges say."""
    joined = cluster([(a, b, p) for (a, b), p in edges], apart)
    assert all(joined.get(a, a) != joined.get(b, b) for a, b in apart)
