"""Client ids: kept through merges, splits and re-runs; never given twice."""

from hypothesis import given
from hypothesis import strategies as st

from clientbase.matching.identity import keep_identities

CLUSTERINGS = st.dictionaries(st.integers(1, 15), st.integers(1, 5))


def test_a_merge_keeps_the_older_id_and_leaves_an_alias() -> None:
    """Segment files of last month name the retired id; the alias leads to the client."""
    found = keep_identities({1: 1, 2: 1}, {1: 10, 2: 11}, last_id=11)
    assert found.client_of == {1: 10, 2: 10}
    assert found.aliases == {11: 10}


def test_a_split_gives_the_smaller_part_a_new_id() -> None:
    """The part with most contacts stays who it was, also when the founder leaves it."""
    found = keep_identities({1: 1, 2: 2, 3: 2}, {1: 1, 2: 1, 3: 1}, last_id=3)
    assert found.client_of == {1: 4, 2: 1, 3: 1}
    assert found.last_id == 4


def test_who_was_merged_and_comes_apart_is_called_as_before() -> None:
    """The row that joined two clients was taken back: both ids mean again whom they meant."""
    assert keep_identities({1: 1, 2: 2}, {1: 1}, last_id=3).client_of == {1: 1, 2: 2}


def test_the_ids_do_not_depend_on_what_came_in_between() -> None:
    """A client is called by its first contact, so that two bases of the same files agree on everybody's id."""
    step = keep_identities({1: 1, 2: 2}, {}, last_id=2)
    assert keep_identities({1: 1, 2: 2, 3: 2, 4: 4}, step.client_of, last_id=4).client_of == {1: 1, 2: 2, 3: 2, 4: 4}
    assert keep_identities({1: 1, 2: 2, 3: 2, 4: 4}, {}, last_id=4).client_of == {1: 1, 2: 2, 3: 2, 4: 4}


def test_a_retired_number_is_never_given_again() -> None:
    """Where clients were once numbered by themselves, a new one gets a number that nobody ever had."""
    assert keep_identities({5: 5}, {1: 7}, last_id=9, founders_after=8).client_of == {5: 10}


@given(CLUSTERINGS)
def test_the_same_clusters_keep_all_ids(cluster_of: dict[int, int]) -> None:
    """A re-run on unchanged data changes nothing."""
    first = keep_identities(cluster_of, {}, 15)
    again = keep_identities(cluster_of, first.client_of, first.last_id)
    assert again.client_of == first.client_of
    assert again.aliases == {}
    assert again.last_id == first.last_id


@given(CLUSTERINGS, CLUSTERINGS)
def test_one_cluster_is_one_client_and_clients_are_never_shared(before: dict[int, int], after: dict[int, int]) -> None:
    """Whatever changed, contacts of one cluster have one id and different clusters have different ids."""
    first = keep_identities(before, {}, 15)
    second = keep_identities(after, first.client_of, first.last_id)
    pairs = {(after[contact], client) for contact, client in second.client_of.items()}
    assert len(pairs) == len(set(after.values()))
    assert len({client for _, client in pairs}) == len(pairs)
    assert not set(second.aliases) & set(second.client_of.values())
