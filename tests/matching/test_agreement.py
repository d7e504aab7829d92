"""Answers that cannot all be true."""

from hypothesis import given
from hypothesis import strategies as st

from clientbase.matching.agreement import Known, contradictions

PAIRS = st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda pair: pair[0] < pair[1])
ANSWERS = st.dictionaries(PAIRS, st.sampled_from(["same", "different", "related"]), max_size=9)


def is_sound(answers: dict[tuple[int, int], str]) -> bool:
    """Return whether no two contacts are one by a chain of answers and apart by another."""
    known = Known({pair: word for pair, word in answers.items() if word == "same"})
    return not any(known.are_one(*pair) for pair, word in answers.items() if word != "same")


@given(ANSWERS, ANSWERS)
def test_what_is_left_can_be_true(stored: dict[tuple[int, int], str], said: dict[tuple[int, int], str]) -> None:
    """Answers that are stored never contradict each other, so matching can obey every one of them."""
    while not is_sound(stored):
        stored.popitem()
    refused = contradictions(stored, said)
    assert set(refused) <= set(said)
    assert is_sound({**stored, **{pair: word for pair, word in said.items() if pair not in refused}})


@given(ANSWERS)
def test_answers_that_agree_are_all_taken(said: dict[tuple[int, int], str]) -> None:
    """Nobody's sound answers are lost to a check that is too strict."""
    while not is_sound(said):
        said.popitem()
    assert contradictions({}, said) == {}


def test_a_triangle_is_refused_whole_and_nothing_else() -> None:
    """All three answers of a contradiction are named, each with the others; a fourth about other people is taken."""
    said = {(1, 2): "same", (2, 3): "same", (1, 3): "different", (3, 4): "same"}
    refused = contradictions({}, said)
    assert set(refused) == {(1, 2), (2, 3), (1, 3)}
    assert refused[1, 3] == {(1, 2), (2, 3)}


def test_what_was_decided_before_stays() -> None:
    """An old file that contradicts newer decisions does not take them back by the way."""
    assert set(contradictions({(1, 2): "same", (2, 3): "same"}, {(1, 3): "related"})) == {(1, 3)}
    assert contradictions({(1, 3): "same"}, {(1, 3): "different"}) == {}


def test_what_follows_is_known() -> None:
    """After A = B, B = C and C ≠ D, nobody asks of A and C, nor of A and D."""
    known = Known({(1, 2): "same", (2, 3): "same", (3, 4): "different"})
    assert known.settles(1, 3)
    assert known.settles(4, 1)
    assert not known.settles(4, 5)
