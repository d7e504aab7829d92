"""Pairwise precision, recall and F1 of one labelling against another."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs that a labelling joins, pairs that belong together, and those of both kinds."""

    found: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Of the joined pairs, the share that belongs together; 1 where nothing was joined."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that belong together, the share that was joined; 1 where there are none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(labels: Sequence[Hashable], truth: Sequence[Hashable]) -> Scores:
    """Return the scores of labels against the truth, row by row; pairs are counted, never listed."""
    cells = Counter(zip(labels, truth, strict=True))
    return Scores(_pairs(Counter(labels)), _pairs(Counter(truth)), _pairs(cells))


def _pairs(counts: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
