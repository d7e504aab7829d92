"""Cities as they stand in a sentence: "в Уфе", "из Казани" → the name in the nominative."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.places import cities, folded

_PREPOSITION = re.compile(r"^(?:в|во|из)\s+(?:г\.\s?|г\s|гор\.\s?|городе?\s|города\s)?", re.IGNORECASE)
_ON_RIVER = re.compile(r"(?=[-\s]на[-\s])", re.IGNORECASE)
#: Shorter spellings are abbreviations.
_SPELLING_LETTERS = 5
#: All others are consonants.
_OPEN = frozenset("аеёиоуыэюяьй")
#: Ending of a noun → those of its cases. "Кирова" may be a street: it tells of Киров only after a preposition.
_CASES = {"а": ("е", "ы", "и"), "я": ("е", "и"), "ь": ("и", "е", "я"), "ы": ("ах",), "и": ("ах",), "о": ("е",)}
_OF_ADJECTIVES = {"кий": ("ком", "кого"), "ий": ("ем", "его"), "ый": ("ом", "ого")}


def city_in_a_case(text: str) -> str:
    """Return the large city near us that a text names in the genitive or locative: "в Уфе" is Уфа; "" for none."""
    name = _PREPOSITION.sub("", text)
    names = _inflected(is_sure=name != text).get(folded(name), frozenset())
    return next(iter(names)) if len(names) == 1 else ""


@cache
def _inflected(*, is_sure: bool) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for city in cities():
        if not (city.is_large and has_cyrillic(city.name)):
            continue
        names = [word for word in city.spellings if word == city.name or len(folded(word)) >= _SPELLING_LETTERS]
        for name in filter(has_cyrillic, names):
            for form in (*[name][:is_sure], *_forms(name, is_sure=is_sure)):
                found.setdefault(folded(form), set()).add(city.name)
    return {form: frozenset(names) for form, names in found.items()}


def _forms(name: str, *, is_sure: bool) -> Iterator[str]:
    """Yield a name in other cases: of "Нижний Новгород" both words change, of "Ростов-на-Дону" the first one."""
    head, *river = _ON_RIVER.split(name, maxsplit=1)
    adjective, gap, noun = head.rpartition(" ")
    fronts = [adjective, *_changed(adjective, _OF_ADJECTIVES)]
    for changed in _cases(noun, is_sure=is_sure):
        for front in fronts:
            yield f"{front}{gap}{changed}{''.join(river)}"


def _cases(noun: str, *, is_sure: bool) -> list[str]:
    is_open = noun[-1:].casefold() in _OPEN
    found = _changed(noun, _CASES) if is_open else [f"{noun}е"]
    if is_sure and (not is_open or noun.endswith("о")):
        found.append(noun.removesuffix("о") + "а")
    return found


def _changed(word: str, endings: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return a word with each of the endings that stand for its own one, none when it has another one."""
    ending = next((ending for ending in endings if word.endswith(ending)), "")
    return [word.removesuffix(ending) + other for other in endings.get(ending, ())]
