"""First names: full forms, diminutives and the sex that they tell."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.skeletons import skeleton


class FirstName(NamedTuple):
    """A full name that a word may stand for: its skeleton, and "male" or "female"."""

    skeleton: str
    sex: str


def full_names(word: str) -> frozenset[FirstName]:
    """Return the full names that a word is or shortens: Саша is two, Иван one, an unknown word none."""
    key = skeleton(word)
    return _full_forms().get(key) or _short_forms().get(key, frozenset())


def is_first_name(word: str) -> bool:
    """Tell whether a word is a known first name or its diminutive."""
    return bool(full_names(word))


def sex_of_first_name(word: str) -> str:
    """Return "male" or "female", "" for an unknown name or one that both have (Саша, Женя, Валя)."""
    sexes = {name.sex for name in full_names(word)}
    return sexes.pop() if len(sexes) == 1 else ""


def first_name_key(word: str, sex: str) -> str:
    """Return the skeleton of the full name that a word stands for.

    Args:
        word: a full name or a diminutive, in either alphabet.
        sex: of the person, "" when unknown; Саша is александр for a man, александра for a woman. A diminutive that
            still stands for several names (Слава, or Саша of unknown sex) keeps its own skeleton.
    """
    known = full_names(word)
    of_sex = {name for name in known if name.sex == sex}
    names = {name.skeleton for name in of_sex or known}
    return names.pop() if len(names) == 1 else skeleton(word)


@cache
def written_in_cyrillic() -> Mapping[str, str]:
    """Return skeleton → the Cyrillic spelling of known names; a full name's comes before a diminutive's."""
    named = [(name, forms) for names in _raw().values() for name, forms in names.items()]
    words = [form for _, forms in named for form in forms] + [name for name, _ in named]
    return {skeleton(word): word for word in words if has_cyrillic(word)}


def known_keys() -> frozenset[str]:
    """Return the matching keys of all known full names: two of them are never a typing error of each other."""
    return frozenset(_full_forms())


@cache
def _full_forms() -> Mapping[str, frozenset[FirstName]]:
    return _by_skeleton((name, FirstName(skeleton(name), sex)) for sex, names in _raw().items() for name in names)


@cache
def _short_forms() -> Mapping[str, frozenset[FirstName]]:
    return _by_skeleton(
        (form, FirstName(skeleton(name), sex))
        for sex, names in _raw().items()
        for name, forms in names.items()
        for form in forms
    )


def _by_skeleton(pairs: Iterable[tuple[str, FirstName]]) -> Mapping[str, frozenset[FirstName]]:
    found: dict[str, set[FirstName]] = {}
    for word, name in pairs:
        found.setdefault(skeleton(word), set()).add(name)
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _raw() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "first_names.toml").read_text(encoding="utf-8"))
