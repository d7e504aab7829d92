"""The figures of a matching are counted right."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.matching.exact_keys import Joined
from tests.bench.matching.scores import pairwise
from tests.bench.matching.truths import read_assignments, read_truth, scores_of


def test_pairs_are_counted_over_whole_groups() -> None:
    """One wrong row in a group of three costs the pairs that it stands in, no more and no less."""
    scores = pairwise(["x", "x", "x", "y"], ["a", "a", "b", "b"])
    assert (scores.found, scores.true, scores.right) == (3, 2, 1)
    assert scores.precision == pytest.approx(1 / 3)
    assert scores.recall == 0.5
    assert scores.f1 == pytest.approx(0.4)


def test_nothing_joined_is_nothing_wrong() -> None:
    """Who joins nobody is never wrong and finds nothing: no division by zero, and an F1 of 0."""
    scores = pairwise([1, 2, 3], ["a", "a", "b"])
    assert (scores.precision, scores.recall, scores.f1) == (1.0, 0.0, 0.0)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=20))
def test_pairs_are_those_that_a_list_of_them_would_hold(rows: list[tuple[int, int]]) -> None:
    """Counting by groups says what going through every pair says."""
    scores = pairwise([label for label, _ in rows], [entity for _, entity in rows])
    pairs = [(one, other) for at, one in enumerate(rows) for other in rows[at + 1 :]]
    found = [pair for pair in pairs if pair[0][0] == pair[1][0]]
    true = [pair for pair in pairs if pair[0][1] == pair[1][1]]
    both = [pair for pair in found if pair[0][1] == pair[1][1]]
    assert (scores.found, scores.true, scores.right) == (len(found), len(true), len(both))


def test_a_row_without_a_label_stands_alone(tmp_path: Path) -> None:
    """A rejected row counts as not found, or a matcher would gain by losing rows."""
    (tmp_path / "truth.csv").write_text("file,record,entity\na.csv,2,p1\na.csv,3,p1\na.csv,4,p1\nb.csv,2,p1\n")
    (tmp_path / "ours.csv").write_text("source_file,sheet,source_row,client_id\nin/a.csv,,2,7\nin/a.csv,,3,7\n")
    labels = read_assignments(tmp_path / "ours.csv", "suggested_client_id")
    scores = scores_of(labels, read_truth(tmp_path / "truth.csv"))
    assert (scores.found, scores.true, scores.right) == (1, 3, 1)


def test_exact_keys_join_in_turn() -> None:
    """The floor's groups are what its pairs make together, in whatever order they come."""
    joined = Joined()
    for one, other in ((5, 4), (2, 1), (4, 2), (9, 8)):
        joined.join(one, other)
    assert [joined.head(row) for row in (1, 2, 3, 4, 5, 8, 9)] == [1, 1, 3, 1, 1, 8, 8]
