"""Clusters: the best pair first, never against what was compared, decided or declared, whatever the order."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.matching.clustering import BIT, Evidence, Numbers, cluster, kept_together, united

SIZE = 12
CONTACTS = st.integers(0, SIZE - 1)
PAIRS = st.tuples(CONTACTS, CONTACTS).filter(lambda pair: pair[0] < pair[1])
#: Each compared pair once: what it says, in bits. From 6 on it may join.
COMPARED = st.dictionaries(PAIRS, st.sampled_from([-15, -6, -1, 2, 6, 7, 12, 20]), max_size=30)
APART = st.lists(PAIRS, max_size=4, unique=True)
IDS = st.dictionaries(CONTACTS, st.integers(1, 3), max_size=6)

Compared = dict[tuple[int, int], int]
Groups = set[frozenset[int]]


def evidence_of(
    compared: Compared, apart: Sequence[tuple[int, int]] = (), ids: dict[int, int] | None = None, size: int = SIZE
) -> Evidence:
    """Return what `size` contacts of different content prove, pairs weighing bits."""
    pairs = np.array(list(compared), np.int64).reshape(-1, 2)
    bits = np.array(list(compared.values()), np.int64)
    return Evidence(
        size=size,
        one=pairs[:, 0],
        other=pairs[:, 1],
        weight=bits * BIT,
        is_edge=bits >= 6,
        rank=np.arange(size),
        content=np.arange(size),
        start=np.arange(size),
        apart=np.array(apart, np.int64).reshape(-1, 2),
        person=np.array([(contact, 0, number) for contact, number in (ids or {}).items()], np.int64).reshape(-1, 3),
    )


def groups(label: Numbers) -> Groups:
    """Return the clusters of more than one contact as sets."""
    found = {frozenset(np.flatnonzero(label == one).tolist()) for one in set(label.tolist())}
    return {group for group in found if len(group) > 1}


def moved(evidence: Evidence, place: Numbers) -> Evidence:
    """Return the same evidence with contact i at place[i]: the file's rows in another order."""
    back = np.argsort(place)
    return replace(
        evidence,
        one=place[evidence.one],
        other=place[evidence.other],
        apart=place[evidence.apart],
        person=np.column_stack([place[evidence.person[:, 0]], evidence.person[:, 1:]]),
        rank=evidence.rank[back],
        content=evidence.content[back],
    )


def test_a_chain_becomes_one_cluster() -> None:
    """A is B and B is C: all three are one."""
    assert groups(cluster(evidence_of({(0, 1): 7, (1, 2): 7}))) == {frozenset({0, 1, 2})}


def test_a_join_against_a_compared_pair_is_refused() -> None:
    """A contact between spouses joins the likelier one; the spouses never meet through it."""
    assert groups(cluster(evidence_of({(0, 1): 12, (1, 2): 6, (0, 2): -15}))) == {frozenset({0, 1})}


def test_one_slip_does_not_outvote_the_others() -> None:
    """Three rows of one person and a fourth that disagrees with one of them, in a birthday: all four are one."""
    compared = {(0, 1): 12, (0, 2): 12, (1, 2): 12, (0, 3): 7, (1, 3): 7, (2, 3): -6}
    assert groups(cluster(evidence_of(compared))) == {frozenset({0, 1, 2, 3})}


def test_a_large_cluster_grows_only_by_what_is_very_sure() -> None:
    """Eleven different contacts on a chain of middling pairs are a question to a person; on sure pairs they are one."""
    middling = evidence_of({(i, i + 1): 7 for i in range(11)})
    sure = evidence_of({(i, i + 1): 12 for i in range(11)})
    assert max(map(len, groups(cluster(middling)))) <= 10
    assert groups(cluster(sure)) == {frozenset(range(12))}


def test_equal_rows_do_not_make_a_cluster_large() -> None:
    """A shop's own test client of thousands of equal rows stays one client, joined by pairs of any strength."""
    size = 3000
    chain = evidence_of({(i, i + 1): 7 for i in range(size - 1)}, size=size)
    assert len(groups(cluster(replace(chain, content=np.zeros(size, np.int64))))) == 1


def test_two_ids_of_people_never_meet() -> None:
    """Where a source's ids are people, two of them are two people, also through a third row that has no id."""
    compared = {(0, 1): 12, (1, 2): 12}
    assert groups(cluster(evidence_of(compared))) == {frozenset({0, 1, 2})}
    assert max(map(len, groups(cluster(evidence_of(compared, ids={0: 1, 2: 2}))))) == 2


@settings(max_examples=50)
@given(COMPARED, APART, IDS, st.randoms())
def test_the_order_of_rows_and_pairs_does_not_matter(
    compared: Compared, apart: list[tuple[int, int]], ids: dict[int, int], random: Random
) -> None:
    """Shuffled rows give the same clients."""
    listed = list(compared.items())
    random.shuffle(listed)
    place = np.array(random.sample(range(SIZE), SIZE), np.int64)
    again = cluster(moved(evidence_of(dict(listed), apart, ids), place))
    assert groups(again[place]) == groups(cluster(evidence_of(compared, apart, ids)))


@settings(max_examples=50)
@given(COMPARED, APART, IDS)
def test_what_is_forbidden_never_shares_a_cluster(
    compared: Compared, apart: list[tuple[int, int]], ids: dict[int, int]
) -> None:
    """A person's word "different" and an id of a person hold, whatever chains of pairs say."""
    label = cluster(evidence_of(compared, apart, ids))
    assert all(label[a] != label[b] for a, b in apart)
    assert all(label[a] != label[b] for a in ids for b in ids if ids[a] != ids[b])


@settings(max_examples=50)
@given(COMPARED, APART, IDS)
def test_a_second_run_changes_nothing(compared: Compared, apart: list[tuple[int, int]], ids: dict[int, int]) -> None:
    """Who was joined once is joined still when the same is asked again."""
    evidence = evidence_of(compared, apart, ids)
    label = cluster(evidence)
    kept = kept_together(evidence, label)
    assert groups(kept) == groups(label)
    assert groups(cluster(replace(evidence, start=kept))) == groups(label)


@settings(max_examples=50)
@given(COMPARED, COMPARED, APART)
def test_a_client_of_before_stays_together(before: Compared, now: Compared, apart: list[tuple[int, int]]) -> None:
    """Whatever new rows say, old clients are whole: only a person's word parts them, and then it does."""
    old = cluster(evidence_of(before))
    evidence = evidence_of(now)
    label = cluster(replace(evidence, start=kept_together(evidence, old)))
    assert all(any(group <= larger for larger in groups(label)) for group in groups(old))
    told = evidence_of(now, apart)
    parted = cluster(replace(told, start=kept_together(told, old)))
    assert all(parted[a] != parted[b] for a, b in apart)


def test_the_rest_of_a_parted_client_stays_together() -> None:
    """One contact taken out of a client leaves the others where they were, whether a pair still holds them or not."""
    evidence = evidence_of({(0, 1): 7}, apart=[(0, 3)])
    kept = kept_together(evidence, np.array([5, 5, 5, 5] + [-1] * 8))
    assert groups(kept) == {frozenset({0, 1, 2})}


def test_groups_are_called_by_their_smallest() -> None:
    """Labels say the same whatever the order of joins was."""
    assert united(np.arange(5), [(4, 3), (3, 1)]).tolist() == [0, 1, 2, 1, 1]
