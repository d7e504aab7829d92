"""People's answers on pairs → those that cannot all be true: A is B, B is C, but A is not C."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]

SAME = "same"


class Known:
    """What answers say of clients, and what follows from them: one person's rows are joined, others kept apart."""

    def __init__(self, answers: Mapping[Pair, str]) -> None:
        self._root: dict[int, int] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for (a, b), decision in sorted(answers.items()):
            if decision == SAME:
                self._join(self._find(a), self._find(b))
        for (a, b), decision in answers.items():
            if decision != SAME:
                self._apart[self._find(a)].add(self._find(b))
                self._apart[self._find(b)].add(self._find(a))

    def are_one(self, a: int, b: int) -> bool:
        """Return whether a chain of "same" leads from one to the other."""
        return self._find(a) == self._find(b)

    def settles(self, a: int, b: int) -> bool:
        """Return whether the answer on two follows from the others."""
        return self.are_one(a, b) or self._find(b) in self._apart.get(self._find(a), ())

    def _find(self, one: int) -> int:
        path = []
        while (above := self._root.get(one, one)) != one:
            path.append(one)
            one = above
        self._root.update(dict.fromkeys(path, one))
        return one

    def _join(self, a: int, b: int) -> None:
        self._root[max(a, b)] = min(a, b)


def contradictions(stored: Mapping[Pair, str], given: Mapping[Pair, str]) -> dict[Pair, frozenset[Pair]]:
    """Return the given answers that contradict others, each with the answers it cannot stand beside.

    An answer on a pair goes before the stored one on that pair. Of a contradiction no given answer is taken; what was
    stored before stays. The smallest contacts come first, so the result does not depend on the order of the answers.

    Args:
        stored: (smaller contact, larger contact) → same, different or related, as decided before.
        given: likewise, as answered now.
    """
    refused: dict[Pair, frozenset[Pair]] = {}
    standing = {**stored, **given}
    while ring := _ring(standing, set(given) - set(refused)):
        for pair in ring & set(given) - set(refused):
            refused[pair] = frozenset(ring - {pair})
            if pair in stored:
                standing[pair] = stored[pair]
            else:
                del standing[pair]
    return refused


def _ring(standing: Mapping[Pair, str], given: set[Pair]) -> set[Pair]:
    """Return a contradiction with a given answer in it: a "not the same", and the chain that joins its ends."""
    known = Known({pair: decision for pair, decision in standing.items() if decision == SAME})
    neighbours: dict[int, list[int]] = defaultdict(list)
    for pair, decision in sorted(standing.items()):
        if decision == SAME:
            for one, other in (pair, pair[::-1]):
                neighbours[one].append(other)
    for pair, decision in sorted(standing.items()):
        if decision != SAME and known.are_one(*pair):
            ring = {pair, *_chain(neighbours, *pair)}
            if not given.isdisjoint(ring):
                return ring
    return set()


def _chain(neighbours: Mapping[int, Iterable[int]], start: int, end: int) -> list[Pair]:
    """Return the pairs of a shortest chain from one contact to another."""
    came_from = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        contact = waiting.popleft()
        for other in neighbours.get(contact, ()):
            if other not in came_from:
                came_from[other] = contact
                waiting.append(other)
    chain = []
    while end != start:
        chain.append((min(end, came_from[end]), max(end, came_from[end])))
        end = came_from[end]
    return chain
