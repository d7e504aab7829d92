"""What a list teaches, without labels; a short list stays with what is known, and the order of pairs is nothing."""

import duckdb
import numpy as np
import pytest

from clientbase.base.store import scratch
from clientbase.matching import scoring
from clientbase.matching.design import MATCH, STRANGER, Comparison, Design, PairClass, TrainingBlock
from clientbase.matching.persons import PERSONS
from clientbase.matching.training import Patterns, Weights, log_likelihoods, train

NAME = Comparison("name", {"same": 0.8, "other": 0.2}, {"same": 0.01, "other": 0.99})
CITY = Comparison("city", {"same": 0.9, "other": 0.1}, {"same": 0.1, "other": 0.9}, implied_by={"street": ("same",)})
STREET = Comparison("street", {"same": 0.5, "other": 0.5}, {"same": 0.001, "other": 0.999})
PHONE = Comparison("phone", {"same": 0.6, "other": 0.4}, {"same": 1e-7, "other": 1.0}, is_key=True)
DESIGN = Design(
    "thing",
    (NAME, CITY, STREET, PHONE),
    (PairClass(MATCH, 0.3), PairClass("relative", 0.1, {"phone": {"same": 0.5, "other": 0.5}})),
    (TrainingBlock("one phone", {"phone": ("same",)}, ()), TrainingBlock("one name", {"name": ("same",)}, ())),
)
NOTHING = Patterns(np.zeros((0, 4), dtype=np.uint8), np.zeros(0))


def patterns(*rows: tuple[int, int, int, int, int]) -> Patterns:
    """Return patterns of codes (name, city, street, phone: 0 missing, 1 same, 2 other), each with its count."""
    return Patterns(np.array([row[:4] for row in rows], dtype=np.uint8), np.array([row[4] for row in rows], float))


def probability(weights: Weights, *codes: int) -> float:
    """Return the posterior of a match for one pattern."""
    logs = log_likelihoods(DESIGN, weights, np.array([codes], dtype=np.uint8))
    odds = {name: float(np.exp(values[0] - logs[MATCH][0])) for name, values in logs.items()}
    return 1 / sum(odds.values())


#: A list in which people move: of those with one phone and one name hardly any still has the same city.
MOVERS = patterns((1, 2, 0, 1, 900), (1, 1, 0, 1, 100), (2, 2, 0, 1, 50), (2, 2, 0, 2, 5000))
AT_RANDOM = patterns((2, 2, 0, 2, 90_000), (2, 1, 0, 2, 9_000), (1, 2, 0, 2, 900))


def test_an_empty_list_keeps_what_is_known_of_lists() -> None:
    """Without a single pair the expected shares are the answer, and nothing divides by zero."""
    weights = train(DESIGN, NOTHING, NOTHING, 0)
    assert weights.shares[MATCH][0][1:] == pytest.approx([0.8, 0.2])
    assert weights.shares[STRANGER][0][1:] == pytest.approx([0.01, 0.99])


def test_a_short_list_hardly_moves_what_is_known() -> None:
    """Two pairs teach nobody that all people move."""
    weights = train(DESIGN, patterns((1, 2, 0, 1, 2)), NOTHING, 10)
    assert weights.shares[MATCH][1][1] > 0.8


def test_a_long_list_teaches_what_it_shows() -> None:
    """Where nine of ten people of one phone and name have another city, another city is no evidence any more."""
    weights = train(DESIGN, MOVERS, AT_RANDOM, 2_000)
    assert weights.shares[MATCH][1][1] == pytest.approx(0.1, abs=0.05)
    assert probability(weights, 1, 2, 0, 1) > 0.99


def test_a_missing_part_says_nothing() -> None:
    """The likelihoods of a pattern do not depend on how often a part is missing, in any class."""
    few = train(DESIGN, MOVERS, AT_RANDOM, 2_000)
    for levels in few.shares.values():
        assert [share[0] for share in levels] == [1.0] * 4


def test_what_another_part_implies_does_not_count_twice() -> None:
    """One street is in one city: with an equal street the city changes nothing."""
    weights = train(DESIGN, MOVERS, AT_RANDOM, 2_000)
    assert probability(weights, 1, 1, 1, 0) == probability(weights, 1, 2, 1, 0)


def test_duplicates_do_not_make_a_phone_look_common() -> None:
    """A list full of doubles is no proof that strangers share phones."""
    doubles = patterns((1, 1, 1, 1, 500), (2, 2, 2, 2, 500))
    assert train(DESIGN, doubles, doubles, 50).shares[STRANGER][3][1] == pytest.approx(1e-7, rel=0.01)


def test_agreement_never_speaks_against_nor_a_difference_for() -> None:
    """Whatever a list seems to show, an equal part is no evidence of two people, nor a different one of one."""
    odd = patterns((1, 2, 2, 1, 1000), (1, 2, 2, 2, 1000))
    at_random = patterns((2, 1, 1, 2, 100_000))
    weights = train(DESIGN, odd, at_random, 2_000)
    for of_one, by_chance in zip(weights.shares[MATCH], weights.shares[STRANGER], strict=True):
        assert of_one[1] >= by_chance[1]
        assert of_one[2] <= by_chance[2]


def test_the_order_of_patterns_is_nothing() -> None:
    """Two orders of one list teach the same."""
    turned = Patterns(MOVERS.codes[::-1], MOVERS.counts[::-1])
    one, other = (train(DESIGN, given, AT_RANDOM, 2_000) for given in (MOVERS, turned))
    for name, levels in one.shares.items():
        for a, b in zip(levels, other.shares[name], strict=True):
            assert a == pytest.approx(b, rel=1e-9)


def test_what_was_learnt_is_read_back() -> None:
    """New rows are scored by the stored weights: they are those that the list taught; another design finds none."""
    with scratch() as connection:
        weights = train(DESIGN, MOVERS, AT_RANDOM, 2_000)
        assert scoring.stored(connection, DESIGN) is None
        scoring.store(connection, DESIGN, weights)
        again = scoring.stored(connection, DESIGN)
        assert again is not None
        assert again.pairs == weights.pairs
        assert [list(share) for share in again.shares[MATCH]] == [list(share) for share in weights.shares[MATCH]]
        assert scoring.stored(connection, PERSONS) is None
        told = connection.execute("select match_weight from match_weights where comparison = 'phone' order by level")
        assert told.fetchall()[2][0] > 20


@pytest.mark.parametrize("comparison", PERSONS.comparisons, ids=lambda comparison: comparison.name)
def test_the_levels_of_people_are_levels_of_the_base(comparison: Comparison) -> None:
    """A level that the base's ENUM does not know could never be told by a SELECT."""
    with scratch() as connection:
        for level in comparison.levels:
            connection.execute("select ?::comparison_level", [level])
        with pytest.raises(duckdb.ConversionException):
            connection.execute("select 'nonsense'::comparison_level").fetchall()
    assert sum(comparison.expected.values()) == pytest.approx(1.0, abs=0.01)
