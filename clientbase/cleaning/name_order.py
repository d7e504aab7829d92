"""Which word of a full name is the surname, the first name, the patronymic."""

import re
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.name_keys import is_initial
from clientbase.cleaning.sex import sex_of_patronymic
from clientbase.cleaning.skeletons import skeleton

CLAN_WORDS = frozenset(
    {"оглы", "оглу", "угли", "улы", "уулу", "кызы", "гызы", "қызы", "кизи", "ogly", "oglu", "ugli", "kyzy", "kizi"}
    | {"заде", "zade"}
)
PARTICLES = frozenset(
    {
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "bin",
        "ibn",
        "al",
        "el",
        "ter",
    }
    | {"ван", "фон", "дер", "ден", "де", "дель", "ди", "да", "ла", "ле", "ибн", "бин", "аль", "эль", "тер", "дю"}
)
_SURNAME = re.compile(r"\w(?:[oe]va?|ina?|(?:sk|ck)(?:i|oi|aia)|enko|chuk|iuk|uk|ko|dze|shvili|ian|[iy]h|ovich|evich)$")
# In Latin letters Martin, Duke and Christina are no Russian surnames.
_SURNAME_IN_LATIN = re.compile(r"\w\w(?:[oe]va?|(?:sk|ck)(?:i|aia)|enko|chuk|shvili)$")
_WEAK_SURNAME_IN_LATIN = re.compile(r"\w\wina?$")


class NameParts(NamedTuple):
    """The words of a name by their role; "" where there is none."""

    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""


def name_parts(words: list[str]) -> NameParts:
    """Return the parts of a full name written in either order; `words` is not empty.

    Without endings or known first names to go by, Cyrillic words are read as surname, name, patronymic,
    as lists in Russian have it, and others as name, middle name, surname.
    """
    words = _with_clan_words(words)
    if len(words) == 1:
        return _single(words[0])
    if any(map(is_initial, words)):
        return _with_initials(words)
    patronymic = _patronymic_index(words)
    if patronymic:
        return _around_patronymic(words, patronymic)
    if len(words) == 2:
        return _pair(*words)
    return _without_patronymic(words)


def are_swapped(last_name: str, first_name: str) -> bool:
    """Tell whether somebody put the name into the surname's column and the surname into the name's."""
    return is_first_name(last_name) and not is_first_name(first_name) and is_surname_like(first_name)


def is_surname_like(word: str) -> bool:
    """Tell whether a word ends like a Russian, Ukrainian, Armenian or Georgian surname."""
    pattern = _SURNAME if has_cyrillic(word) else _SURNAME_IN_LATIN
    return bool(pattern.search(skeleton(word)))


def _with_clan_words(words: list[str]) -> list[str]:
    """Join оглы and кызы to the father's name before them."""
    joined: list[str] = []
    for word in words:
        if joined and word.casefold() in CLAN_WORDS:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _single(word: str) -> NameParts:
    if not is_first_name(word) and is_surname_like(word):
        return NameParts(last_name=word)
    return NameParts(first_name=word)


def _with_initials(words: list[str]) -> NameParts:
    """Read "Иванов И.И.", "И. И. Иванов", "John F. Kennedy", "Иван И."."""
    full = [word for word in words if not is_initial(word)]
    initials = [word for word in words if is_initial(word)]
    if not full:
        return NameParts("", words[0], " ".join(words[1:]))
    if len(full) == 1 and len(initials) == 1 and is_first_name(full[0]) and words[0] == full[0]:
        return NameParts(last_name=initials[0], first_name=full[0])
    if len(full) == 1:
        return NameParts(full[0], initials[0], " ".join(initials[1:]))
    parts = name_parts(full)
    return NameParts(parts.last_name, parts.first_name, " ".join(filter(None, [parts.patronymic, *initials])))


def _patronymic_index(words: list[str]) -> int:
    """Return where the patronymic stands, 0 when there is none; a name must stand before it."""
    found = [index for index, word in enumerate(words) if index and sex_of_patronymic(word)]
    if not found:
        return 0
    is_first_before = is_first_name(words[found[0] - 1])
    return found[0] if is_first_before or len(found) == 1 else found[-1]


def _around_patronymic(words: list[str], index: int) -> NameParts:
    if index < len(words) - 1:
        return NameParts(" ".join(words[index + 1 :]), " ".join(words[:index]), words[index])
    if index == 1 and not is_first_name(words[0]) and is_surname_like(words[0]):
        return NameParts(words[0], "", words[1])
    return NameParts(" ".join(words[: index - 1]), words[index - 1], words[index])


def _pair(first: str, second: str) -> NameParts:
    return NameParts(first, second) if _surname_comes_first(first, second) else NameParts(second, first)


def _surname_comes_first(first: str, second: str) -> bool:
    is_known = is_first_name(first), is_first_name(second)
    if not has_cyrillic(first + second):
        is_weak = bool(_WEAK_SURNAME_IN_LATIN.search(skeleton(first)))
        if is_known == (False, True):
            return is_surname_like(first) or is_weak
        return not is_known[0] and not is_surname_like(second) and is_surname_like(first)
    if is_known[0] != is_known[1]:
        return is_known[1]
    if is_surname_like(first) != is_surname_like(second):
        return is_surname_like(first)
    return True


def _without_patronymic(words: list[str]) -> NameParts:
    particle = next((index for index, word in enumerate(words) if index and word.casefold() in PARTICLES), 0)
    if particle:
        return NameParts(" ".join(words[particle:]), words[0], " ".join(words[1:particle]))
    if not has_cyrillic(words[0]):
        return NameParts(words[-1], words[0], " ".join(words[1:-1]))
    if is_first_name(words[0]) and not is_first_name(words[-1]):
        return NameParts(words[-1], " ".join(words[:-1]))
    return NameParts(words[0], words[1], " ".join(words[2:]))
