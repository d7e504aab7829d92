"""Fellegi-Sunter without labels: u from random pairs, m by expectation-maximisation inside blocks.

Source: Fellegi and Sunter (1969); Winkler (1988) for EM; the block-wise estimate of m is that of Splink's
`estimate_parameters_using_expectation_maximisation`. Here with latent classes for relatives and colleagues, and with
Dirichlet priors, so that a short list keeps what is known of lists in general.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clientbase.matching.design import MATCH, STRANGER, Comparison, Design, PairClass, TrainingBlock

Shares = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]

#: How many pairs of one it takes in a list to weigh as much as what is known of lists in general.
PRIOR_PAIRS = 40.0
#: How many random pairs it takes to weigh as much as what chance is expected to do.
PRIOR_RANDOM_PAIRS = 500.0
#: How many of a class's expected pairs count as seen before the list is.
PRIOR_CLASS_PAIRS = 3.0
#: A list of few records tells little of how rare a coincidence is: it is taken for one with this many more.
UNSEEN_RECORDS = 50
_ROUNDS = 40
_SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compared pairs, counted by how they compare.

    Attributes:
        codes: one row per pattern, one column per comparison of the design: the level's place in its `levels`.
        counts: how many pairs show the pattern.
    """

    codes: Codes
    counts: Shares


@dataclass(frozen=True, slots=True)
class Weights:
    """What a list taught.

    Attributes:
        shares: class, "stranger" among them → for each comparison the share of its levels by code; 'missing' is 1.
        pairs: class → its share among all pairs of the list.
    """

    shares: Mapping[str, tuple[Shares, ...]]
    pairs: Mapping[str, float]


def train(design: Design, compared: Patterns, at_random: Patterns, records: int) -> Weights:
    """Learn from a list's pairs what each level says.

    Args:
        design: what is known before the list is seen.
        compared: the candidate pairs; a pair that no blocking key found is taken for one of strangers.
        at_random: pairs drawn at random from all.
        records: how many records the list has.
    """
    compared, at_random = _counting(design, compared), _counting(design, at_random)
    pairs = _expected_pairs(design, records)
    shares = _prior_shares(design, tuple(_shares(c, c.chance) for c in design.comparisons))
    for _ in range(2):
        chance = _chance(design, _of_strangers(at_random, shares, pairs))
        shares = _learnt_in_blocks(design, _prior_shares(design, chance), compared, pairs)
        pairs = _class_shares(design, shares, compared, records)
    shares[MATCH] = _kept_sensible(design, shares[MATCH], shares[STRANGER])
    return Weights(shares, pairs)


def log_likelihoods(design: Design, weights: Weights, codes: Codes) -> dict[str, Shares]:
    """Return class → the natural logarithm of its share of all pairs times each pattern's probability in it."""
    counting = _counting(design, Patterns(codes, np.ones(len(codes)))).codes
    return {
        name: np.log(weights.pairs[name]) + _log_pattern(shares, counting) for name, shares in weights.shares.items()
    }


def _all_pairs(records: int) -> float:
    return (records + UNSEEN_RECORDS) * (records + UNSEEN_RECORDS - 1) / 2


def _counting(design: Design, patterns: Patterns) -> Patterns:
    """Return patterns without what other comparisons imply, so that nothing counts twice."""
    place = {comparison.name: number for number, comparison in enumerate(design.comparisons)}
    codes = patterns.codes.copy()
    for number, comparison in enumerate(design.comparisons):
        for name, levels in comparison.implied_by.items():
            codes[_has_level(design, patterns.codes, place[name], levels), number] = 0
    return Patterns(codes, patterns.counts)


def _has_level(design: Design, codes: Codes, place: int, levels: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    known = design.comparisons[place].levels
    return np.isin(codes[:, place], [known.index(level) for level in levels])


def _sampled(patterns: Patterns, most: int = 20_000) -> Patterns:
    """Return at most so many patterns that stand for all, drawn evenly in the order of their codes."""
    if len(patterns.counts) <= most:
        return patterns
    order = np.lexsort(patterns.codes.T)
    ends = np.cumsum(patterns.counts[order])
    drawn = np.searchsorted(ends, (np.arange(most) + 0.5) * ends[-1] / most, side="right")
    places, times = np.unique(drawn, return_counts=True)
    return Patterns(patterns.codes[order][places], times * ends[-1] / most)


def _shares(comparison: Comparison, given: Mapping[str, float]) -> Shares:
    """Return shares by code that sum up to 1 over the levels that are evidence; 'missing' stands apart, as 1."""
    values = np.array([given.get(level, _SMALLEST) for level in comparison.levels], dtype=np.float64)
    values[1:] = np.maximum(values[1:], _SMALLEST)
    values[1:] /= values[1:].sum()
    values[0] = 1.0
    return values


def _counted(codes: Codes, weights: Shares, levels: int) -> Shares:
    counts: Shares = np.bincount(codes, weights=weights, minlength=levels).astype(np.float64)
    counts[0] = 0.0
    return counts


def _mixed(counts: Shares, prior: Shares, strength: float) -> Shares:
    values = counts + strength * prior
    values[0] = 0.0
    mixed: Shares = np.maximum(values / values.sum(), _SMALLEST)
    mixed[0] = 1.0
    return mixed


def _of_strangers(
    at_random: Patterns, shares: Mapping[str, tuple[Shares, ...]], pairs: Mapping[str, float]
) -> Patterns:
    """Return random pairs without those that are of one: a short list has so many that chance would look likely.

    No more are taken out than ten times what is expected: where all rows agree on something, agreeing says nothing.
    """
    if not len(at_random.counts):
        return at_random
    logs = {name: np.log(pairs[name]) + _log_pattern(levels, at_random.codes) for name, levels in shares.items()}
    acquainted = (1.0 - _responsibilities(logs)[STRANGER]) * at_random.counts
    most = 10 * (1.0 - pairs[STRANGER]) * at_random.counts.sum()
    return Patterns(at_random.codes, at_random.counts - acquainted * min(1.0, most / max(acquainted.sum(), _SMALLEST)))


def _chance(design: Design, at_random: Patterns) -> tuple[Shares, ...]:
    return tuple(
        _shares(comparison, comparison.chance)
        if comparison.is_key
        else _mixed(
            _counted(at_random.codes[:, place], at_random.counts, len(comparison.levels)),
            _shares(comparison, comparison.chance),
            PRIOR_RANDOM_PAIRS,
        )
        for place, comparison in enumerate(design.comparisons)
    )


def _prior_shares(design: Design, chance: tuple[Shares, ...]) -> dict[str, tuple[Shares, ...]]:
    prior = {pair_class.name: _class_prior(design, pair_class, chance) for pair_class in design.classes}
    return {**prior, STRANGER: chance}


def _class_prior(design: Design, pair_class: PairClass, chance: tuple[Shares, ...]) -> tuple[Shares, ...]:
    return tuple(
        _shares(comparison, expected) if (expected := _expected(pair_class, comparison)) else by_chance
        for comparison, by_chance in zip(design.comparisons, chance, strict=True)
    )


def _expected(pair_class: PairClass, comparison: Comparison) -> Mapping[str, float]:
    if pair_class.name == MATCH:
        return comparison.expected
    return pair_class.expected.get(comparison.name, {})


def _log_pattern(shares: tuple[Shares, ...], codes: Codes, left_out: frozenset[int] = frozenset()) -> Shares:
    total = np.zeros(len(codes))
    for place, levels in enumerate(shares):
        if place not in left_out:
            total += np.log(levels)[codes[:, place]]
    return total


def _is_inside(design: Design, block: TrainingBlock, codes: Codes) -> npt.NDArray[np.bool_]:
    place = {comparison.name: number for number, comparison in enumerate(design.comparisons)}
    inside = np.ones(len(codes), dtype=np.bool_)
    for name, levels in block.where.items():
        inside &= _has_level(design, codes, place[name], levels)
    return inside


def _share_inside(design: Design, block: TrainingBlock, shares: tuple[Shares, ...]) -> float:
    """Return how many of a class's pairs meet a block's conditions, were they independent."""
    share = 1.0
    for place, comparison in enumerate(design.comparisons):
        levels = block.where.get(comparison.name, ())
        share *= sum(float(shares[place][comparison.levels.index(level)]) for level in levels) if levels else 1.0
    return share


def _class_shares(
    design: Design, shares: Mapping[str, tuple[Shares, ...]], compared: Patterns, records: int
) -> dict[str, float]:
    """Return class → its share among all pairs, by expectation-maximisation with the levels' shares fixed."""
    all_pairs = _all_pairs(records)
    patterns = _sampled(compared)
    logs = {name: _log_pattern(levels, patterns.codes) for name, levels in shares.items()}
    pairs = _expected_pairs(design, records)
    for _ in range(_ROUNDS):
        belongs = _responsibilities({name: np.log(pairs[name]) + logs[name] for name in logs})
        pairs = {
            c.name: (float(belongs[c.name] @ patterns.counts) + PRIOR_CLASS_PAIRS * c.pairs_per_record) / all_pairs
            for c in design.classes
        }
        pairs[STRANGER] = max(1.0 - sum(pairs.values()), 0.5)
    return pairs


def _expected_pairs(design: Design, records: int) -> dict[str, float]:
    """Return class → its share among all pairs of a list that nobody has looked at."""
    pairs = {c.name: c.pairs_per_record * max(records, 1) / _all_pairs(records) for c in design.classes}
    return {**pairs, STRANGER: max(1.0 - sum(pairs.values()), 0.5)}


def _responsibilities(logs: Mapping[str, Shares]) -> dict[str, Shares]:
    """Return class → the probability that a pattern belongs to it."""
    stacked = np.array(list(logs.values()))
    odds = np.exp(stacked - stacked.max(axis=0))
    return dict(zip(logs, odds / odds.sum(axis=0), strict=True))


@dataclass(frozen=True, slots=True)
class _Block:
    """The pairs of one training block: their patterns, what they say nothing of, and the classes' shares at first."""

    patterns: Patterns
    held_out: frozenset[int]
    expected: Mapping[str, float]


def _block(
    design: Design,
    described: TrainingBlock,
    compared: Patterns,
    shares: Mapping[str, tuple[Shares, ...]],
    pairs: Mapping[str, float],
) -> _Block:
    place = {comparison.name: number for number, comparison in enumerate(design.comparisons)}
    inside = _is_inside(design, described, compared.codes)
    expected = {kind: share * _share_inside(design, described, shares[kind]) for kind, share in pairs.items()}
    total = sum(expected.values())
    held_out = frozenset(place[name] for name in (*described.where, *described.held_out))
    patterns = _sampled(Patterns(compared.codes[inside], compared.counts[inside]))
    return _Block(patterns, held_out, {kind: share / total for kind, share in expected.items()})


def _learnt_in_blocks(
    design: Design,
    prior: Mapping[str, tuple[Shares, ...]],
    compared: Patterns,
    pairs: Mapping[str, float],
) -> dict[str, tuple[Shares, ...]]:
    """Return class → shares of levels: one estimate over all blocks, each silent on what it was chosen by."""
    blocks = [_block(design, described, compared, prior, pairs) for described in design.blocks]
    shares = dict(prior)
    if not any(len(block.patterns.counts) for block in blocks):
        return shares
    mixes = [dict(block.expected) for block in blocks]
    for _ in range(_ROUNDS):
        counts = {c.name: [np.zeros(len(x.levels)) for x in design.comparisons] for c in design.classes}
        for number, block in enumerate(blocks):
            logs = {
                kind: np.log(max(mixes[number][kind], 1e-12))
                + _log_pattern(levels, block.patterns.codes, block.held_out)
                for kind, levels in shares.items()
            }
            if not len(block.patterns.counts):
                continue
            belongs = _responsibilities(logs)
            weighed = {kind: share * block.patterns.counts for kind, share in belongs.items()}
            mixes[number] = _mix(weighed, block.expected)
            _count_levels(design, counts, weighed, block)
        shares = {c.name: _updated(design, c, counts[c.name], prior) for c in design.classes} | {
            STRANGER: shares[STRANGER]
        }
    return shares


def _mix(weighed: Mapping[str, Shares], expected: Mapping[str, float]) -> dict[str, float]:
    seen = {kind: float(weights.sum()) + PRIOR_CLASS_PAIRS * expected[kind] for kind, weights in weighed.items()}
    total = sum(seen.values())
    return {kind: value / total for kind, value in seen.items()}


def _count_levels(
    design: Design, counts: Mapping[str, list[Shares]], weighed: Mapping[str, Shares], block: _Block
) -> None:
    for kind, sums in counts.items():
        for place, comparison in enumerate(design.comparisons):
            if place not in block.held_out:
                sums[place] += _counted(block.patterns.codes[:, place], weighed[kind], len(comparison.levels))


def _updated(
    design: Design, pair_class: PairClass, counts: list[Shares], prior: Mapping[str, tuple[Shares, ...]]
) -> tuple[Shares, ...]:
    return tuple(
        _mixed(counts[place], prior[pair_class.name][place], PRIOR_PAIRS * comparison.certainty)
        if _expected(pair_class, comparison)
        else prior[STRANGER][place]
        for place, comparison in enumerate(design.comparisons)
    )


def _kept_sensible(design: Design, match: tuple[Shares, ...], chance: tuple[Shares, ...]) -> tuple[Shares, ...]:
    """Return m such that agreement never speaks against a pair, nor a difference for it."""
    sensible = []
    for comparison, of_one, by_chance in zip(design.comparisons, match, chance, strict=True):
        values = of_one.copy()
        for code, level in enumerate(comparison.levels):
            if level == "same":
                values[code] = max(values[code], by_chance[code])
            if level == "other":
                values[code] = min(values[code], by_chance[code])
        sensible.append(values)
    return tuple(sensible)
