"""How records of one kind are compared: comparisons with their levels, classes of pairs, blocks to learn from.

Pure description, without numbers of any list: `training` learns from a list, `scoring` applies what was learnt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The level of a part that one side lacks: never evidence for or against, in any class.
MISSING = "missing"
#: The class of two records of one person or firm, and that of two which have nothing to do with each other.
MATCH = "match"
STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One part by which two records compare.

    Attributes:
        name: its column in the table of compared pairs.
        expected: level → its expected share among pairs of one (a prior of m); 'missing' is not among them.
        chance: level → its expected share among pairs of strangers (a prior of u).
        implied_by: comparison → levels that say already what this one would: then it does not count.
            The same address tells of the same city too, and the same first name of the same sex.
        is_key: strangers share it so seldom that a list of duplicates cannot teach how seldom: `chance` stays.
        certainty: how many times as much as usual the expected shares weigh against what a list seems to tell.
    """

    name: str
    expected: Mapping[str, float]
    chance: Mapping[str, float]
    implied_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_key: bool = False
    certainty: float = 1.0

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels by code, 'missing' being 0."""
        return (MISSING, *self.expected)


@dataclass(frozen=True, slots=True)
class PairClass:
    """Pairs that are alike without being one, or are one.

    Attributes:
        name: "match", "relative", "colleague"…
        pairs_per_record: how many such pairs a list is expected to hold, for each of its records.
        expected: comparison → level → expected share in this class. What is not named here compares as it does
            between strangers; in the class "match" it is the comparison's own `expected`.
    """

    name: str
    pairs_per_record: float
    expected: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrainingBlock:
    """Pairs among which those of one are frequent enough to learn from.

    Attributes:
        name: for people who read the code.
        where: comparison → levels that a pair of the block has; all of them hold.
        held_out: comparisons that the block says nothing about, because it was chosen by them or by what they imply.
    """

    name: str
    where: Mapping[str, tuple[str, ...]]
    held_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """Everything that is known of a kind of record before a list is seen.

    Attributes:
        kind: "person" or "firm", as match_weights tells it.
        classes: "match" first; strangers are not among them.
    """

    kind: str
    comparisons: tuple[Comparison, ...]
    classes: tuple[PairClass, ...]
    blocks: tuple[TrainingBlock, ...]
