"""Which word of a full name is the surname, the first name, the patronymic."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.name_keys import is_initial
from clientbase.cleaning.name_words import name_words
from clientbase.cleaning.sex import sex_of_patronymic
from clientbase.cleaning.skeletons import skeleton

#: What a column says of the order in its full names.
SURNAME_FIRST, NAME_FIRST = "surname_first", "name_first"

_SURNAME = re.compile(
    r"\w(?:[oe]va?|ina?|(?:sk|ck)(?:i|oi|aia)|enko|enka|chuk|iuk|uk|ko|dze|shvili|ianc?|[iy]h|ovich|evich|zade|ulin|ulina)$"
)
# In Latin letters Martin, Duke and Christina are no Russian surnames.
_SURNAME_IN_LATIN = re.compile(r"\w\w(?:[oe]va?|(?:sk|ck)(?:i|aia)|enko|chuk|shvili|dze|zade)$")
_WEAK_SURNAME_IN_LATIN = re.compile(r"\w\wina?$")
_ARABIC_SURNAME = re.compile(r"(?:аль|эль|al|el)-\w{3}", re.IGNORECASE)
# O'Brien, McDonald; Ивановы, Достоевские, but not Марины.
_SURNAME_ABROAD = re.compile(r"(?:o['’`]|mc)[^\W\d_]{3}", re.IGNORECASE)
_PLURAL_SURNAME = re.compile(r"\w(?:[оеё]вы|[иы]ны|[сц]кие)$", re.IGNORECASE)
_SURE_SURNAME = re.compile(r"\w{2}(?:[oe]va?|ina?|(?:sk|ck)(?:i|oi|aia)|enko|chuk|dze|shvili|ian)$")
# A father's name that has grown together with its clan word, and daughters abroad: Серікұлы, Юріївна, Сяргееўна.
_GROWN_PATRONYMIC = re.compile(r"\w{3}(?:ogli|oglu|ugli|uli|uulu|kizi|gizi)$")
_DAUGHTER_ABROAD = re.compile(r"(?:[іїи]вна|ўна)$", re.IGNORECASE)
# Fathers in -евич end in a vowel, a soft sign, р or л: Сергеевич, Васильевич, Игоревич, Яковлевич; others are surnames.
_SURNAME_LIKE_A_PATRONYMIC = re.compile(r"[бвгджзкмнпстфхцчшщ]евич$", re.IGNORECASE)

#: So many sure names of a column tell its order, and so large a part of them must agree.
_SURE_ENOUGH, _AGREEING = 3, 0.8


class NameParts(NamedTuple):
    """The words of a name by their role; "" where there is none."""

    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""


def name_parts(words: list[str], order: str = "") -> NameParts:
    """Return the parts of a full name written in either order; `words` is not empty.

    Args:
        words: the words of one name.
        order: what its column says, see `column_name_order`; it decides where the words themselves do not tell.

    Without endings, known first names or a column to go by, Cyrillic words are read as surname, name, patronymic,
    as lists in Russian have it, and others as name, middle name, surname.
    """
    words = _with_clan_words(words)
    if len(words) == 1:
        return _single(words[0])
    if _does_patronymic_lead(words):
        return _pair(words[1], words[2], order)._replace(patronymic=words[0])
    if is_leading_surname(words[0]):
        return NameParts(words[0], " ".join(words[1:]))
    if any(map(is_initial, words)):
        return _with_initials(words, order)
    return _of_whole_words(words, order)


def column_name_order(texts: Iterable[str]) -> str:
    """Return "surname_first" or "name_first" when the sure names of a column agree on it, else ""."""
    told = [order for order in map(_told_order, texts) if order]
    for order in (SURNAME_FIRST, NAME_FIRST):
        if len(told) >= _SURE_ENOUGH and told.count(order) >= _AGREEING * len(told):
            return order
    return ""


def are_swapped(last_name: str, first_name: str) -> bool:
    """Tell whether somebody put the name into the surname's column and the surname into the name's."""
    return (
        is_first_name(last_name)
        and not is_leading_surname(last_name)
        and not is_first_name(first_name)
        and is_surname_like(first_name)
    )


@lru_cache(maxsize=100_000)
def is_surname_like(word: str) -> bool:
    """Tell whether a word ends like a Russian, Ukrainian, Armenian or Georgian surname, or is a known one abroad."""
    if _is_plural_surname(word) or _SURNAME_ABROAD.match(word):
        return True
    pattern = _SURNAME if has_cyrillic(word) else _SURNAME_IN_LATIN
    return bool(pattern.search(skeleton(word)) or _ARABIC_SURNAME.match(word)) or is_known_surname(word)


def _is_plural_surname(word: str) -> bool:
    return bool(_PLURAL_SURNAME.search(word)) and not is_first_name(word[:-1] + "а")


def is_weak_surname(word: str) -> bool:
    """Tell whether a Latin word may be a surname (Pushkin, Grishina) as well as a name (Martin, Christina)."""
    return not has_cyrillic(word) and bool(_WEAK_SURNAME_IN_LATIN.search(skeleton(word)))


def is_known_surname(word: str) -> bool:
    """Tell whether a word is a frequent surname abroad: Smith, Müller, Nguyễn."""
    return word.casefold() in name_words("surnames")


def is_leading_surname(word: str) -> bool:
    """Tell whether a surname stands first in its language, before the whole name: Nguyễn."""
    return word.casefold() in name_words("leading_surnames")


def is_surely_surname(word: str) -> bool:
    """Tell whether a Cyrillic word can hardly be anything but a surname: Иванов, Петренко, not Павлик."""
    return len(word) > 4 and has_cyrillic(word) and bool(_SURE_SURNAME.search(skeleton(word)))


@lru_cache(maxsize=100_000)
def is_patronymic(word: str) -> bool:
    """Tell whether a word is a patronymic by its ending: Иванович, Юріївна, Али оглы, Серікұлы."""
    if _SURNAME_LIKE_A_PATRONYMIC.search(word) and not is_first_name(word[:-4] + "ь"):
        return False
    if sex_of_patronymic(word):
        return not is_known_surname(word)
    return has_cyrillic(word) and bool(_DAUGHTER_ABROAD.search(word) or _GROWN_PATRONYMIC.search(skeleton(word)))


def is_lone_patronymic(word: str) -> bool:
    """Tell whether a word that stands alone is a patronymic: Ильинична, Петрович, but not Войнович."""
    if not has_cyrillic(word) or is_first_name(word) or not is_patronymic(word):
        return False
    father = word[:-4]
    return not word.casefold().endswith("вич") or any(is_first_name(father + ending) for ending in ("", "й", "ь"))


def is_particle(word: str) -> bool:
    """Tell whether a word goes with the surname behind it: van, де, аль."""
    return word.casefold() in name_words("particles")


def is_clan_word(word: str) -> bool:
    """Tell whether a word goes with the father's name before it: оглы, кызы."""
    return word.casefold() in name_words("clan_words")


def is_any_first_name(word: str) -> bool:
    """Tell whether a word is a known first name, or two of them with a hyphen: Жан-Поль."""
    return is_first_name(word) or ("-" in word and all(map(is_first_name, word.split("-"))))


def _told_order(text: str) -> str:
    """Return the order of a full name whose words tell it."""
    first, *others = text.split() or [""]
    if not others or len(others) > 2 or not all(word.isalpha() for word in (first, *others)):
        return ""
    if len(others) == 2 and is_patronymic(others[1]):
        return SURNAME_FIRST
    if len(others) == 2 and not is_patronymic(others[0]):
        return ""
    known = is_first_name(first), is_first_name(others[-1] if len(others) == 1 else others[1])
    if known == (True, False):
        return NAME_FIRST
    is_told = known == (False, True) and (is_surname_like(first) or len(others) == 1)
    return SURNAME_FIRST if is_told else ""


def _with_clan_words(words: list[str]) -> list[str]:
    """Join оглы and кызы to the father's name before them."""
    joined: list[str] = []
    for word in words:
        if joined and is_clan_word(word):
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def _single(word: str) -> NameParts:
    if is_lone_patronymic(word):
        return NameParts(patronymic=word)
    if not is_first_name(word) and is_surname_like(word):
        return NameParts(last_name=word)
    return NameParts(first_name=word)


def _of_whole_words(words: list[str], order: str) -> NameParts:
    patronymic = _patronymic_index(words)
    if patronymic:
        return _around_patronymic(words, patronymic)
    if len(words) > 2 and is_particle(words[0]) and (words[0].islower() or is_any_first_name(words[-1])):
        return NameParts(" ".join(words[:2]), " ".join(words[2:]))
    if len(words) == 2:
        return _pair(words[0], words[1], order)
    return _without_patronymic(words, order)


def _does_patronymic_lead(words: list[str]) -> bool:
    """Tell whether the patronymic stands before surname and first name: Сергеевич Иванов Петр."""
    if len(words) != 3 or not is_lone_patronymic(words[0]) or any(map(is_patronymic, words[1:])):
        return False
    return is_first_name(words[1]) != is_first_name(words[2])


def _with_initials(words: list[str], order: str) -> NameParts:
    """Read "Иванов И.И.", "И. И. Иванов", "John F. Kennedy", "Иван И."."""
    full = [word for word in words if not is_initial(word)]
    initials = [word for word in words if is_initial(word)]
    if not full:
        return NameParts("", words[0], " ".join(words[1:]))
    if len(full) == 1 and len(initials) == 1 and is_first_name(full[0]) and words[0] == full[0]:
        return NameParts(last_name=initials[0], first_name=full[0])
    if len(full) == 1:
        return NameParts(full[0], initials[0], " ".join(initials[1:]))
    parts = name_parts(full, order)
    return NameParts(parts.last_name, parts.first_name, " ".join(filter(None, [parts.patronymic, *initials])))


def _patronymic_index(words: list[str]) -> int:
    """Return where the patronymic stands, 0 when there is none; a name must stand before it."""
    found = [index for index, word in enumerate(words) if index and is_patronymic(word)]
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


def _pair(first: str, second: str, order: str) -> NameParts:
    return NameParts(first, second) if _surname_comes_first(first, second, order) else NameParts(second, first)


def _surname_comes_first(first: str, second: str, order: str) -> bool:
    is_known = is_any_first_name(first), is_any_first_name(second)
    if not has_cyrillic(first + second):
        return _surname_comes_first_in_latin(first, second, is_known, order)
    if is_known[0] != is_known[1]:
        return is_known[1]
    if is_surname_like(first) != is_surname_like(second):
        return is_surname_like(first)
    return order != NAME_FIRST


def _surname_comes_first_in_latin(first: str, second: str, is_known: tuple[bool, bool], order: str) -> bool:
    if is_known[0] != is_known[1]:
        is_told = is_surname_like(first) or is_weak_surname(first)
        return is_known[1] and (is_told or order == SURNAME_FIRST)
    if is_surname_like(first) != is_surname_like(second):
        return is_surname_like(first) and not is_known[0]
    return order == SURNAME_FIRST


def _with_two_surnames(words: list[str]) -> NameParts | None:
    """Read "Салтыков Щедрин Михаил", "José Luis García López"; None when there is one surname."""
    is_surname = [is_surname_like(word) and not is_any_first_name(word) for word in words]
    if all(is_surname[-2:]) and is_first_name(words[0]):
        return NameParts(" ".join(words[-2:]), words[0], " ".join(words[1:-2]))
    if len(words) == 3 and all(is_surname[:2]) and is_first_name(words[2]):
        return NameParts(" ".join(words[:2]), words[2])
    return None


def _without_patronymic(words: list[str], order: str) -> NameParts:
    if parts := _with_two_surnames(words):
        return parts
    particle = next((index for index, word in enumerate(words) if index and is_particle(word)), 0)
    if particle and not is_particle(words[-1]):
        return NameParts(" ".join(words[particle:]), words[0], " ".join(words[1:particle]))
    if particle > 1:
        return NameParts(" ".join((*words[particle:], words[0])), words[1], " ".join(words[2:particle]))
    if not has_cyrillic(words[0]) and order != SURNAME_FIRST:
        return NameParts(words[-1], words[0], " ".join(words[1:-1]))
    if has_cyrillic(words[0]) and is_first_name(words[0]) and not is_first_name(words[-1]):
        return NameParts(words[-1], " ".join(words[:-1]))
    return NameParts(words[0], words[1], " ".join(words[2:]))
