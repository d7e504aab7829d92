"""Pairs → clusters: the best pair first, and no join against what was compared, decided or declared.

Contacts are numbered 0…n-1 here. What a pair says is whole thousandths of a bit, so that sums do not depend on their
order; ties fall by `rank`, which comes of what the contacts say and not of their numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: A bit of evidence in the whole numbers that are summed.
BIT = 1000
#: No pair of two groups speaks louder than 12 bits (4,096 to 1): one mistyped phone must not outvote five others.
CAP = 12 * BIT
#: What the pairs compared between two groups say together must be more than 3 bits (8 to 1), or they are not joined.
MARGIN = 3 * BIT
#: A cluster of more different contacts than this grows only by pairs that are very sure, 10 bits (1,024 to 1).
LARGE = 10
VERY_SURE = 10 * BIT
#: Outweighs everything that pairs may say.
_FORBIDDEN = -(10**12)


@dataclass(frozen=True)
class Evidence:
    """What is known of `size` contacts.

    Attributes:
        one, other, weight: compared pairs, and what each says, in thousandths of a bit; below 0 it speaks against.
        is_edge: which of the pairs may join their contacts.
        rank: of each contact, a number of its own that comes of its content.
        content: of each contact, a number that only contacts of equal content share.
        start: of each contact, the smallest contact of the group that it is in from the start.
        apart: rows of two contacts that must not meet.
        person: rows of (contact, source, id) of the sources whose ids are people.
        is_bounded: whether LARGE holds.
        margin: what all pairs compared between two groups must say more than together.
    """

    size: int
    one: Numbers
    other: Numbers
    weight: Numbers
    is_edge: Flags
    rank: Numbers
    content: Numbers
    start: Numbers
    apart: Numbers
    person: Numbers
    is_bounded: bool = True
    margin: int = MARGIN


def cluster(evidence: Evidence) -> Numbers:
    """Return for each contact the smallest contact of its cluster.

    Clusters are joined along the pairs that may, the best first. A join is refused when the pairs compared between the
    two groups, each capped at CAP, say no more than the margin together, when two of their contacts are told apart,
    when they hold two ids of a source whose ids are people, or when the whole would be LARGE and the pair is not
    VERY_SURE.
    """
    one, other = evidence.start[evidence.one], evidence.start[evidence.other]
    edges = np.flatnonzero(evidence.is_edge & (one != other))
    whole = components(evidence.size, one[edges], other[edges])[evidence.start]
    is_contested = _contested(evidence, whole)
    groups = _Groups(evidence, is_contested[whole])
    asked = edges[is_contested[whole[evidence.one[edges]]]]
    asked = asked[best_first(evidence, asked)]
    joins = groups.join(zip(one[asked].tolist(), other[asked].tolist(), evidence.weight[asked].tolist(), strict=True))
    label = np.where(is_contested[whole], evidence.start, whole)
    return united(label, joins)


def kept_together(evidence: Evidence, group: Numbers) -> Numbers:
    """Return for each contact the smallest of those that it stays with, of the group that it was in before.

    Args:
        evidence: the pairs compared, and what forbids.
        group: of each contact, a label of the group that it was in; -1 for contacts that were in none.

    A group stays whole where nothing forbids it. Where something does, its contacts gather along their pairs, the best
    first, and what is left over stays with the largest part that it may be with.
    """
    contacts = np.flatnonzero(group >= 0)
    first = _first_of(group[contacts], contacts)
    whole = components(evidence.size, evidence.start[contacts], evidence.start[first])[evidence.start]
    is_torn = _forbidden(evidence, whole)
    if not is_torn.any():
        return whole
    inside = evidence.is_edge & (group[evidence.one] == group[evidence.other]) & (group[evidence.one] >= 0)
    label = np.where(is_torn[whole], evidence.start, whole)
    torn = is_torn[whole]
    gathered = cluster(replace(evidence, is_edge=inside & torn[evidence.one], start=label, is_bounded=False))
    loose = contacts[torn[contacts]]
    groups = _Groups(replace(evidence, start=gathered, is_bounded=False, margin=_FORBIDDEN // 2), torn)
    return united(gathered, groups.join(_to_the_largest(group[loose], gathered[loose], evidence.rank)))


def components(size: int, one: Numbers, other: Numbers) -> Numbers:
    """Return for each of 0…size-1 the smallest number that pairs lead to from it."""
    root = np.arange(size)
    while len(one):
        a, b = root[one], root[other]
        is_open = a != b
        one, other, a, b = one[is_open], other[is_open], a[is_open], b[is_open]
        np.minimum.at(root, np.maximum(a, b), np.minimum(a, b))
        while not np.array_equal(root, further := root[root]):
            root = further
    return root


def united(label: Numbers, joins: Sequence[tuple[int, int]]) -> Numbers:
    """Return labels after joining groups: each contact's is the smallest contact of its group."""
    if not joins:
        return label
    pairs = np.array(joins, np.int64)
    return components(
        len(label), np.concatenate([np.arange(len(label)), pairs[:, 0]]), np.concatenate([label, pairs[:, 1]])
    )


def sizes(label: Numbers, content: Numbers) -> Numbers:
    """Return for each label how many different contents its contacts have; up to LARGE, how many contacts it has."""
    size = np.bincount(label, minlength=len(label))
    of_large = np.flatnonzero(size[label] > LARGE)
    seen = np.unique(label[of_large] * len(label) + content[of_large]) // max(len(label), 1)
    large = np.unique(label[of_large])
    size[large] = np.bincount(seen, minlength=len(label))[large]
    return size


def one_id_of_a_person(person: Numbers, start: Numbers) -> Numbers:
    """Return `person` with one number for all ids that stand in one group from the start: a decision made them one."""
    if not len(person):
        return person
    number = person[:, 1] * (person[:, 2].max() + 1) + person[:, 2]
    group, source = start[person[:, 0]], person[:, 1]
    order = np.lexsort((number, source, group))
    before, after = order[:-1], order[1:]
    is_one = (group[before] == group[after]) & (source[before] == source[after])
    one = components(int(number.max()) + 1, number[before[is_one]], number[after[is_one]])
    return np.column_stack([person[:, 0], source, one[number]])


def _contested(evidence: Evidence, whole: Numbers) -> Flags:
    """Tell of each label whether anything speaks against its contacts being one; elsewhere every join is right."""
    is_contested = _forbidden(evidence, whole)
    inside = whole[evidence.one] == whole[evidence.other]
    is_new = evidence.start[evidence.one] != evidence.start[evidence.other]
    is_contested[whole[evidence.one[inside & is_new & (evidence.weight < 0)]]] = True
    if evidence.is_bounded:
        grown = whole[evidence.start != whole]
        is_contested[grown[sizes(whole, evidence.content)[grown] > LARGE]] = True
    return is_contested


def _forbidden(evidence: Evidence, whole: Numbers) -> Flags:
    """Tell of each label whether two of its contacts must not meet."""
    is_forbidden = np.zeros(evidence.size, np.bool_)
    a, b = evidence.apart[:, 0], evidence.apart[:, 1]
    is_forbidden[whole[a[whole[a] == whole[b]]]] = True
    contact, source, number = evidence.person.T
    group = whole[contact]
    order = np.lexsort((number, source, group))
    before, after = order[:-1], order[1:]
    is_other = (group[before] == group[after]) & (source[before] == source[after]) & (number[before] != number[after])
    is_forbidden[group[before[is_other]]] = True
    return is_forbidden


def best_first(evidence: Evidence, pairs: Numbers) -> Numbers:
    """Return the order of pairs in which they are asked: the strongest first, ties by what the contacts say."""
    one, other = evidence.rank[evidence.one[pairs]], evidence.rank[evidence.other[pairs]]
    return np.lexsort((np.maximum(one, other), np.minimum(one, other), -evidence.weight[pairs]))


def _first_of(group: Numbers, contacts: Numbers) -> Numbers:
    """Return for each contact the first contact of its group."""
    if not len(contacts):
        return contacts
    first = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, group, contacts)
    return first[group]


def _to_the_largest(group: Numbers, part: Numbers, rank: Numbers) -> Iterable[tuple[int, int, int]]:
    """Yield joins of each group's parts with each other, larger ones first; equal ones fall by rank."""
    parts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for label, own in zip(group.tolist(), part.tolist(), strict=True):
        parts[label][own] += 1
    for _, counted in sorted(parts.items()):
        ordered = sorted(counted, key=lambda own: (-counted[own], int(rank[own])))
        for place, own in enumerate(ordered):
            for larger in ordered[:place]:
                yield own, larger, 0


class _Groups:
    """Groups of contacts in contested places while they are joined: what each holds, and what is said between two."""

    def __init__(self, evidence: Evidence, is_in: Flags) -> None:
        self._is_bounded = evidence.is_bounded
        self._margin = evidence.margin
        self._root: dict[int, int] = {}
        self._said: dict[int, dict[int, int]] = defaultdict(dict)
        self._contents: dict[int, set[int]] = defaultdict(set)
        self._ids: dict[int, dict[int, int]] = defaultdict(dict)
        contacts = np.flatnonzero(is_in)
        for label, content in zip(evidence.start[contacts].tolist(), evidence.content[contacts].tolist(), strict=True):
            self._contents[label].add(content)
        between = is_in[evidence.one] & is_in[evidence.other]
        said = np.clip(evidence.weight[between], -CAP, CAP)
        self._tell(evidence.start[evidence.one[between]], evidence.start[evidence.other[between]], said)
        apart = evidence.start[evidence.apart]
        self._tell(apart[:, 0], apart[:, 1], np.full(len(apart), _FORBIDDEN))
        person = evidence.person[is_in[evidence.person[:, 0]]]
        for label, (_, source, number) in zip(evidence.start[person[:, 0]].tolist(), person.tolist(), strict=True):
            self._ids[label][source] = number

    def join(self, pairs: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
        """Join the groups of each pair (group, group, weight) in turn where they may be; return the joins made.

        What was refused is asked again as long as anything was joined: a second run finds nothing more to do.
        """
        joins: list[tuple[int, int]] = []
        asked = list(pairs)
        before = -1
        while before < len(joins):
            before = len(joins)
            refused = []
            for one, other, weight in asked:
                a, b = self._of(one), self._of(other)
                if a != b and self._may_meet(a, b, weight):
                    self._merge(a, b)
                    joins.append((one, other))
                elif a != b:
                    refused.append((one, other, weight))
            asked = refused
        return joins

    def _tell(self, one: Numbers, other: Numbers, said: Numbers) -> None:
        for a, b, weight in zip(one.tolist(), other.tolist(), said.tolist(), strict=True):
            if a != b:
                self._said[a][b] = self._said[b][a] = self._said[a].get(b, 0) + weight

    def _of(self, group: int) -> int:
        while (above := self._root.get(group, group)) != group:
            self._root[group] = self._root.get(above, above)
            group = above
        return group

    def _may_meet(self, a: int, b: int, weight: int) -> bool:
        said = self._said[a].get(b, 0)
        if said <= self._margin:
            return False
        few, many = sorted((self._ids[a], self._ids[b]), key=len)
        if any(many.get(source, number) != number for source, number in few.items()):
            return False
        if not self._is_bounded or weight >= VERY_SURE:
            return True
        fewer, more = sorted((self._contents[a], self._contents[b]), key=len)
        return fewer <= more or (len(more) < LARGE and len(fewer | more) <= LARGE)

    def _merge(self, a: int, b: int) -> None:
        """Join two groups; the one that fewer groups are compared with goes into the other."""
        kept, gone = (a, b) if len(self._said[a]) >= len(self._said[b]) else (b, a)
        self._root[gone] = kept
        self._contents[kept] |= self._contents.pop(gone, set())
        self._ids[kept] |= self._ids.pop(gone, {})
        for group, weight in self._said.pop(gone).items():
            del self._said[group][gone]
            if group != kept:
                self._said[kept][group] = self._said[group][kept] = self._said[kept].get(group, 0) + weight
