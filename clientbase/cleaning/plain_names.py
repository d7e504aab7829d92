"""Plain names, word by word: what decides the verdict on a name is judged once a word and once a shape."""

import re
from collections.abc import Mapping, Set
from functools import cache
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.blanks import blank_phrases
from clientbase.cleaning.companies import company_words
from clientbase.cleaning.first_names import NO_NAMES, is_first_name
from clientbase.cleaning.name_keys import given_name_key, is_initial, patronymic_key, surname_key
from clientbase.cleaning.name_layout import in_meant_layout
from clientbase.cleaning.name_order import (
    is_any_first_name,
    is_lone_patronymic,
    is_patronymic,
    is_surname_like,
    is_weak_surname,
)
from clientbase.cleaning.name_remarks import is_small_name_word
from clientbase.cleaning.name_words import name_words
from clientbase.cleaning.names import clean_name, shown_word
from clientbase.cleaning.sex import sex_evidence
from clientbase.cleaning.skeletons import skeleton

_PLAIN = re.compile(
    r"[А-ЯЁ]\.|[A-Z]\."
    r"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]{2,})?|[А-ЯЁ]{2,}(?:-[А-ЯЁ]{3,})?|[а-яё]{2,}(?:-[а-яё]{3,})?"
    r"|[A-Z][a-z]+|[A-Z]{2,}|[a-z]{2,}"
)
_ONE_LETTER_AGAIN = re.compile(r"(\w)\1{2,}", re.IGNORECASE)


class PlainWord(NamedTuple):
    """What a word brings into any plain name that it stands in.

    Attributes:
        word: as written.
        shape: all that decides where it goes and which sex it tells; equal shapes, equal verdicts.
        display: how it is shown.
        skeleton: two words of one name must differ in it.
        last_key, patronymic_key: its keys in these parts.
        first_key, male_key, female_key: its key as the first name of somebody of unknown sex, of a man, of a woman.
    """

    word: str
    shape: str
    display: str
    skeleton: str
    last_key: str
    patronymic_key: str
    first_key: str
    male_key: str
    female_key: str


class PlainShape(NamedTuple):
    """Which word of a name of one shape is what: places from 1, 0 where there is none; and the sex it tells."""

    last_place: int
    first_place: int
    patronymic_place: int
    sex: str


def plain_word(
    word: str, not_names: Set[str] = frozenset(), own_names: Mapping[str, str] = NO_NAMES
) -> PlainWord | None:
    """Return what a word is, None when a name with it needs a closer look: remarks, titles, words of companies."""
    if not _PLAIN.fullmatch(word) or in_meant_layout(word) != word or _ONE_LETTER_AGAIN.fullmatch(word):
        return None
    folded = word.casefold()
    if not _closer_look().isdisjoint((folded, *folded.split("-"))) or any(folded in said.split() for said in not_names):
        return None
    display = shown_word(word)
    return PlainWord(
        word,
        _shape(word, display, own_names),
        display,
        skeleton(word),
        surname_key(display),
        patronymic_key(display),
        *(given_name_key(display, sex) for sex in ("", "male", "female")),
    )


def plain_shape(
    cells: tuple[str, str, str, str], words: list[PlainWord], order: str, own_names: Mapping[str, str] = NO_NAMES
) -> PlainShape | None:
    """Return the shape that a name made of plain words shows, None when it is not plain after all.

    Args:
        cells: surname, name, patronymic, full name, as written.
        words: the words of the cells, in their order.
        order: what the column says, see `name_order.column_name_order`.
        own_names: the owner's first names and their sex, see `sex.sex_evidence`.
    """
    name = clean_name(*cells, order=order, own_names=own_names)
    place = {word.display: index for index, word in enumerate(words, 1)} | {"": 0}
    parts = name.last_name, name.first_name, name.patronymic
    is_whole = all(part in place for part in parts) and sum(map(bool, parts)) == len(words) == len(place) - 1
    if not is_whole or name.code or name.note or name.company:
        return None
    last, first, patronymic = (place[part] for part in parts)
    return PlainShape(last, first, patronymic, name.sex)


def _shape(word: str, display: str, own_names: Mapping[str, str]) -> str:
    told = (
        has_cyrillic(word),
        is_initial(word),
        word.islower() and (is_small_name_word(word) or "other"),
        word.isupper() and min(len(word), 3),
        is_first_name(word),
        is_any_first_name(word),
        is_surname_like(word),
        is_weak_surname(word),
        is_patronymic(word),
        is_lone_patronymic(word),
        *(sex_evidence(*parts, own_names) for parts in ((display, "", ""), ("", display, ""), ("", "", display))),
    )
    return "|".join(map(str, told))


@cache
def _closer_look() -> Set[str]:
    """Return the words that may make something else of the name that they stand in."""
    kinds = (
        "particles",
        "clan_words",
        "leading_surnames",
        "titles",
        "suffixes",
        "relations",
        "remarks",
        "placeholders",
    )
    said = [name_words(kind) for kind in (*kinds, "remark_adjectives", "placeholder_phrases", "events")]
    phrases = frozenset().union(*said, blank_phrases(), company_words())
    return frozenset(word for phrase in phrases for word in re.findall(r"[^\W\d_]+", phrase)) | {
        "ип",
        "фоп",
        "самозанятый",
        "самозанятая",
    }
