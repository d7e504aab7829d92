"""Client ids: kept through merges, splits and re-runs; never given twice."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.matching.identity import Identities, keep_identities

CLUSTERINGS = st.dictionaries(st.integers(1, 15), st.integers(1, 5))


def kept(cluster_of: dict[int, int], previous: dict[int, int], last_id: int, founders_after: int = 0) -> Identities:
    """Return the ids of contacts with any label of their cluster, `previous` telling whose they were."""
    contacts = sorted(cluster_of)
    first: dict[int, int] = {}
    label = [first.setdefault(cluster_of[contact], place) for place, contact in enumerate(contacts)]
    return keep_identities(
        np.array(contacts, np.int64),
        np.array(label, np.int64),
        np.array([previous.get(contact, 0) for contact in contacts], np.int64),
        np.array(sorted(set(previous.values())), np.int64),
        last_id,
        founders_after,
    )


def clients(cluster_of: dict[int, int], found: Identities) -> dict[int, int]:
    """Return contact → client."""
    return dict(zip(sorted(cluster_of), found.client.tolist(), strict=True))


def test_a_merge_keeps_the_older_id_and_leaves_an_alias() -> None:
    """Segment files of last month name the retired id; the alias leads to the client."""
    found = kept({1: 1, 2: 1}, {1: 10, 2: 11}, last_id=11)
    assert found.client.tolist() == [10, 10]
    assert (found.retired.tolist(), found.heir.tolist()) == ([11], [10])


def test_a_split_gives_the_smaller_part_a_new_id() -> None:
    """The part with most contacts stays who it was, also when the founder leaves it."""
    found = kept({1: 1, 2: 2, 3: 2}, {1: 1, 2: 1, 3: 1}, last_id=3)
    assert found.client.tolist() == [4, 1, 1]
    assert found.last_id == 4


def test_of_equal_parts_the_one_with_the_first_contact_keeps_the_id() -> None:
    """A tie falls the same way each time."""
    assert kept({1: 1, 2: 2}, {1: 1, 2: 1}, last_id=2).client.tolist() == [1, 2]
    assert kept({2: 1, 3: 2}, {2: 1, 3: 1}, last_id=3).client.tolist() == [1, 3]


def test_who_was_merged_and_comes_apart_is_called_as_before() -> None:
    """The row that joined two clients was taken back: both ids mean again whom they meant."""
    assert kept({1: 1, 2: 2}, {1: 1}, last_id=3).client.tolist() == [1, 2]


def test_the_ids_do_not_depend_on_what_came_in_between() -> None:
    """A client is called by its first contact, so that two bases of the same files agree on everybody's id."""
    step = clients({1: 1, 2: 2}, kept({1: 1, 2: 2}, {}, last_id=2))
    assert kept({1: 1, 2: 2, 3: 2, 4: 4}, step, last_id=4).client.tolist() == [1, 2, 2, 4]
    assert kept({1: 1, 2: 2, 3: 2, 4: 4}, {}, last_id=4).client.tolist() == [1, 2, 2, 4]


def test_a_retired_number_is_never_given_again() -> None:
    """Where clients were once numbered by themselves, a new one gets a number that nobody ever had."""
    assert kept({5: 5}, {1: 7}, last_id=9, founders_after=8).client.tolist() == [10]


@settings(max_examples=50)
@given(CLUSTERINGS)
def test_the_same_clusters_keep_all_ids(cluster_of: dict[int, int]) -> None:
    """A re-run on unchanged data changes nothing."""
    first = kept(cluster_of, {}, 15)
    again = kept(cluster_of, clients(cluster_of, first), first.last_id)
    assert again.client.tolist() == first.client.tolist()
    assert again.retired.tolist() == []
    assert again.last_id == first.last_id


@settings(max_examples=50)
@given(CLUSTERINGS, CLUSTERINGS)
def test_one_cluster_is_one_client_and_clients_are_never_shared(before: dict[int, int], after: dict[int, int]) -> None:
    """Whatever changed, contacts of one cluster have one id and different clusters have different ids."""
    first = kept(before, {}, 15)
    second = kept(after, clients(before, first), first.last_id)
    pairs = {(after[contact], client) for contact, client in clients(after, second).items()}
    assert len(pairs) == len(set(after.values()))
    assert len({client for _, client in pairs}) == len(pairs)
    assert not set(second.retired.tolist()) & set(second.client.tolist())
