"""A person's decisions → groups that are one, and pairs that never meet: the newest word first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Decided:
    """What a person's words come to when they are taken together.

    Attributes:
        same: pairs that are one.
        apart: pairs that never meet.
        overruled: pairs whose word newer ones leave no room for ("A is B" and "B is C", but lately "A is not C").
    """

    same: list[tuple[int, int]]
    apart: list[tuple[int, int]]
    overruled: list[tuple[int, int]]


def taken_together(decisions: Iterable[tuple[int, int, str]]) -> Decided:
    """Return what decisions (contact, contact, "same" or another word) come to; the newest are given first."""
    root: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    foes: dict[int, set[int]] = defaultdict(set)
    decided = Decided([], [], [])
    for one, other, word in decisions:
        a, b = root.setdefault(one, one), root.setdefault(other, other)
        members.setdefault(a, [a])
        members.setdefault(b, [b])
        is_same = word == "same"
        if (b in foes[a]) if is_same else (a == b):
            decided.overruled.append((one, other))
            continue
        (decided.same if is_same else decided.apart).append((one, other))
        if not is_same:
            foes[a].add(b)
            foes[b].add(a)
        elif a != b:
            _join(root, members, foes, a, b)
    return decided


def _join(root: dict[int, int], members: dict[int, list[int]], foes: dict[int, set[int]], a: int, b: int) -> None:
    kept, gone = (a, b) if len(members[a]) >= len(members[b]) else (b, a)
    for contact in members[gone]:
        root[contact] = kept
    members[kept] += members.pop(gone)
    for foe in foes.pop(gone, set()):
        foes[foe].discard(gone)
        foes[foe].add(kept)
        foes[kept].add(foe)
