"""First names: full forms, diminutives and the sex that they tell."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_name_endings import plain
from clientbase.cleaning.skeletons import skeleton

#: No first names of the owner's own.
NO_NAMES: Mapping[str, str] = MappingProxyType({})
_BOTH = frozenset({"male", "female"})
_GAP = re.compile(r"[\s-]+")
# A skeleton would make Mario one with Marie; -yo may be Russian ё.
_IN_IO = re.compile(r"i[oó]$|ио$", re.IGNORECASE)


class FirstName(NamedTuple):
    """A full name that a word may stand for: its skeleton, and "male" or "female"."""

    skeleton: str
    sex: str


def full_names(word: str) -> frozenset[FirstName]:
    """Return the full names that a word is or shortens: Саша is two, Иван one, an unknown word none.

    A word that stands in the dictionary letter by letter is nothing else: Marie is Мария, Mario is not.
    """
    spelled = _as_spelled().get(plain(word))
    if spelled or _IN_IO.search(word):
        return spelled or frozenset()
    key = skeleton(word)
    return _full_forms().get(key) or _short_forms().get(key, frozenset())


def is_first_name(word: str) -> bool:
    """Tell whether a word is a known first name or its diminutive."""
    return bool(full_names(word))


def sexes_of_first_name(word: str, own: Mapping[str, str] = NO_NAMES) -> frozenset[str]:
    """Return the sexes of the people who are called so: both for Саша and Robin, none for an unknown name.

    Names are looked up letter by letter, in the other alphabet by what spellings have in common: Дания is no other
    spelling of Даня, nor Mario of Marie. The first part that is known
    speaks for Анна Мария and Жан-Мари; in Latin letters only the first part may, for José María is a man.

    Args:
        word: a first name or its diminutive, in either alphabet; it may have several parts.
        own: names as `plain` spells them → "male", "female" or "both"; they win over what is known.
    """
    parts = _GAP.split(word) if has_cyrillic(word) else _GAP.split(word)[:1]
    told = (_sexes(part, own) for part in (word, *parts))
    return next(filter(None, told), frozenset())


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
    return {skeleton(word): word for word in words if has_cyrillic(word) and not _IN_IO.search(word)}


def known_keys() -> frozenset[str]:
    """Return the matching keys of all known full names: two of them are never a typing error of each other."""
    return frozenset(_full_forms())


def short_names() -> list[tuple[str, list[str]]]:
    """Return keys that do not tell one full name, with the keys of all that they may stand for: Саша, Алёна (Елена)."""
    found = []
    for key, names in _short_forms().items():
        keys = {name.skeleton for name in names} | ({key} if key in _full_forms() else set())
        if keys != {key}:
            found.append((key, sorted(keys)))
    return sorted(found)


def short_words() -> list[str]:
    """Return the words, as `plain` spells them, that shorten a name and are none themselves: Ваня, not Иван."""
    forms = list(_forms())
    return sorted({plain(form) for form, _, _ in forms} - {plain(name) for _, name, _ in forms})


def _sexes(word: str, own: Mapping[str, str]) -> frozenset[str]:
    name = plain(word)
    if name in own:
        return _BOTH if own[name] == "both" else frozenset({own[name]})
    spelled = _sexes_as_spelled().get(name, frozenset())
    if has_cyrillic(word):
        return spelled or _sexes_of_others(is_cyrillic=False).get(skeleton(word), frozenset())
    if _IN_IO.search(word):
        return spelled
    return spelled or _sexes_of_others(is_cyrillic=True).get(skeleton(word), frozenset())


@cache
def _sexes_as_spelled() -> Mapping[str, frozenset[str]]:
    """Return names, letter by letter, with their sexes; a full form is asked before a diminutive."""
    short = _sexes_by_key(plain, ((form, sex) for form, _, sex in _forms()))
    return {**short, **_sexes_by_key(plain, ((name, sex) for _, name, sex in _forms()))}


@cache
def _sexes_of_others(*, is_cyrillic: bool) -> Mapping[str, frozenset[str]]:
    """Return the skeletons of the names written in one alphabet, by which words of the other find them."""
    forms = ((form, sex) for form, _, sex in _forms() if has_cyrillic(form) == is_cyrillic)
    return _sexes_by_key(skeleton, ((form, sex) for form, sex in forms if not _IN_IO.search(form)))


def _sexes_by_key(key: Callable[[str], str], words: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, sex in words:
        found.setdefault(key(word), set()).add(sex)
    return {word: frozenset(sexes) for word, sexes in found.items()}


def _forms() -> Iterator[tuple[str, str, str]]:
    """Yield every form with its full name, itself among them, and the sex."""
    for sex, names in _raw().items():
        for name, forms in names.items():
            yield from ((form, name, sex) for form in (name, *forms))


@cache
def _as_spelled() -> Mapping[str, frozenset[FirstName]]:
    """Return words, letter by letter, with their full names; a full form is asked before a diminutive."""
    full: dict[str, frozenset[FirstName]] = {}
    short: dict[str, frozenset[FirstName]] = {}
    for form, name, sex in _forms():
        forms = full if form == name else short
        forms[plain(form)] = forms.get(plain(form), frozenset()) | {FirstName(skeleton(name), sex)}
    return {**short, **full}


@cache
def _full_forms() -> Mapping[str, frozenset[FirstName]]:
    return _by_skeleton((name, FirstName(skeleton(name), sex)) for sex, names in _raw().items() for name in names)


@cache
def _short_forms() -> Mapping[str, frozenset[FirstName]]:
    return _by_skeleton((form, FirstName(skeleton(name), sex)) for form, name, sex in _forms() if form != name)


def _by_skeleton(pairs: Iterable[tuple[str, FirstName]]) -> Mapping[str, frozenset[FirstName]]:
    found: dict[str, set[FirstName]] = {}
    for word, name in pairs:
        found.setdefault(skeleton(word), set()).add(name)
    return {key: frozenset(names) for key, names in found.items()}


@cache
def _raw() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "first_names.toml").read_text(encoding="utf-8"))
