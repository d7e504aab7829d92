"""Two people in one name cell: "Иванов Иван, Петрова Мария", "Иван и Мария Ивановы", "Bob & Mary Jones"."""

import re

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_names import is_first_name, sexes_of_first_name
from clientbase.cleaning.name_order import is_patronymic, is_surname_like
from clientbase.cleaning.name_words import name_words

_BETWEEN = re.compile(r"\s*[,;]\s*|\s+/\s+|\s+(?=(?:и|та|and|und|[&+])\s)", re.IGNORECASE)
_AND = re.compile(r"(?:и|та|and|und|[&+])\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_INITIALS = re.compile(r"[^\W\d_]\.?|[А-ЯЁ]{2}")
_OF_TWO = re.compile(r"(?:(?P<short>ов|ев|ёв|ин|ын)ы|(?P<long>ск|цк)ие)$", re.IGNORECASE)


def without_second_person(text: str) -> tuple[str, str]:
    """Return the first person of a cell and what stands behind, "" when there is one person only.

    A surname that both share goes to the first one, in the singular: Иванова, Мария; behind stays "и Иван Ивановы".
    """
    for gap in _BETWEEN.finditer(text):
        head, behind = text[: gap.start()], text[gap.end() :]
        tail = _AND.sub("", _BETWEEN.split(behind, maxsplit=1)[0] if not _AND.match(behind) else behind, count=1)
        first, second = _WORD.findall(head), _WORD.findall(tail)
        if _is_person(first) and _is_person(second):
            return head, behind
        if _AND.match(behind) and (shared := _first_of_a_pair(first, second)):
            return shared, behind
    return text, ""


def is_surname_of_two(word: str) -> bool:
    """Tell whether a word is a surname in the plural: Ивановы, Достоевские."""
    return has_cyrillic(word) and bool(_OF_TWO.search(word)) and not is_first_name(word)


def _is_person(words: list[str]) -> bool:
    """Tell whether words are somebody's surname and name, or name and patronymic."""
    if not 2 <= len(words) <= 5 or any(map(_is_no_part_of_a_name, words)):
        return False
    if not all(word[0].isupper() for word in words) and not any(map(is_surname_like, words)):
        return False
    short = [word for word in words if _INITIALS.fullmatch(word) or is_first_name(word)]
    return 0 < len(short) < len(words)


def _first_of_a_pair(first: list[str], second: list[str]) -> str:
    """Return the first of two people who share a surname: Иван и Мария Ивановы, Ивановы Иван и Мария; else ""."""
    if len(first) == 1 and len(second) == 2 and is_first_name(first[0]) and is_first_name(second[0]):
        name, surname = first[0], second[1]
    elif len(first) == 2 and len(second) == 1 and is_surname_of_two(first[0]) and is_first_name(second[0]):
        surname, name = first
    else:
        return ""
    is_surname = surname[0].isupper() or is_surname_like(surname)
    if not is_first_name(name) or not is_surname or is_patronymic(surname) or _is_no_part_of_a_name(surname):
        return ""
    return f"{_of_one(surname, name)} {name}"


def _of_one(surname: str, name: str) -> str:
    """Return a surname in the singular: Ивановы as Иванова when the name is a woman's."""
    ending = _OF_TWO.search(surname)
    if not ending or not has_cyrillic(surname):
        return surname
    is_female = sexes_of_first_name(name) == {"female"}
    if ending["short"]:
        return surname[:-1] + ("а" if is_female else "")
    return surname[:-2] + ("ая" if is_female else "ий")


def _is_no_part_of_a_name(word: str) -> bool:
    return word.casefold().rstrip(".") in name_words("remarks") | name_words("relations")
