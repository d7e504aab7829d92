"""Misspelt cities: the one that was meant, found by letters left out, so that the cost does not grow with the list."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.city_endings import city_in_a_case
from clientbase.cleaning.keyboards import TO_CYRILLIC_KEYS, TO_LATIN_KEYS
from clientbase.cleaning.places import City, by_spelling, cities, folded

#: Shorter words have too many neighbours that are words themselves.
_NEAR_LETTERS, _ABROAD_LETTERS, _LATIN_LETTERS = 6, 7, 8
_LONG_LETTERS = 9
_LAYOUT_LETTERS = _MILLION_LETTERS = 4
_CYRILLIC_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_MILLIONS = frozenset(
    {"Москва", "Санкт-Петербург", "Новосибирск", "Екатеринбург", "Казань", "Красноярск", "Челябинск", "Самара", "Уфа"}
    | {"Ростов-на-Дону", "Краснодар", "Омск", "Воронеж", "Пермь", "Волгоград", "Минск", "Алматы", "Астана", "Ташкент"}
    | {"Киев"}
)

#: Villages are named after towns with other endings: Полтавка is not Полтава.
_VILLAGE_ENDING = re.compile(r"(?:ка|ки|ое|ие|ий|ая|ый|ово|ево|ино|цы|ны)$")
_SAME_SOUND = str.maketrans({"о": "а", "и": "е", "ы": "е", "э": "е", "ь": None, "ъ": None})


def city_meant(text: str, country: str) -> str:
    """Return the only city that a misspelt name can mean, "" for none or several.

    One edit is a letter inserted, dropped, changed or swapped with the next one.

    - A large city may have one, or two in a name of nine letters, but neither in the first letter (unless the name is
      that long) nor in the ending that makes a village's name.
    - A small town is meant only by what sounds alike or has two letters swapped: villages resemble towns.
    - One of a million people, whose short names are in everybody's mouth, is meant by any letter left out or swapped.
    - A large city is meant by its name in another case: "в Уфе".
    - What is written in Latin letters means only cities of `country`, by a letter dropped, doubled or swapped: the
      world has too many towns to know, and Darlington is not Arlington.
    """
    word = folded(text)
    if meant := city_in_a_case(text) or _one(_dropped_or_swapped(word)):
        return meant
    if not has_cyrillic(word):
        return _one(_near(word, 1, lambda city, s: city.place.country == country and _is_latin_slip(word, s)))
    near = _near(word, 1, lambda city, s: _is_large_slip(word, s) if city.is_large else _is_small_slip(word, s))
    if not near and len(word) >= _LONG_LETTERS:
        near = _near(word, 2, lambda _, s: word[0] == s[0] and _is_large_slip(word, s))
    return _one(near)


def is_one_edit(left: str, right: str) -> bool:
    """Tell whether one letter put in, left out, changed or swapped with the next makes one word of another."""
    return left != right and _distance(left, right, 1) == 1


def city_in_other_layout(text: str) -> str:
    """Return the city typed with the keyboard in the other language: "vjcrdf" is Москва; "" when it is none."""
    typed = text.casefold().translate(TO_LATIN_KEYS if has_cyrillic(text) else TO_CYRILLIC_KEYS)
    word = folded(typed)
    return _one(by_spelling().get(word, ())) if len(word) >= _LAYOUT_LETTERS else ""


def _dropped_or_swapped(word: str) -> list[City]:
    """Return the cities of a million people whose name has the letters of a word and one more, or two swapped."""
    if len(word) < _MILLION_LETTERS:
        return []
    longer = [word[:place] + letter + word[place:] for place in range(1, len(word) + 1) for letter in _CYRILLIC_LETTERS]
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)]
    spelt = [city for other in (*longer, *swapped) if other in _millions() for city in by_spelling()[other]]
    return [city for city in spelt if city.name in _MILLIONS]


@cache
def _millions() -> frozenset[str]:
    return frozenset({*map(folded, _MILLIONS), "ростов"})


def _one(found: Iterable[City]) -> str:
    names = {city.name for city in found}
    return names.pop() if len(names) == 1 else ""


def _is_large_slip(word: str, spelling: str) -> bool:
    if _VILLAGE_ENDING.search(word) and word[-2:] != spelling[-2:]:
        return False
    return word[0] == spelling[0] or _is_swap(word, spelling) or len(spelling) >= _LONG_LETTERS


def _is_small_slip(word: str, spelling: str) -> bool:
    return _sound(word) == _sound(spelling) or _is_swap(word, spelling)


def _is_latin_slip(word: str, spelling: str) -> bool:
    is_doubled = _without_doubles(word) == _without_doubles(spelling)
    return (len(word) < len(spelling) and word[0] == spelling[0]) or _is_swap(word, spelling) or is_doubled


def _is_swap(word: str, spelling: str) -> bool:
    return sorted(word) == sorted(spelling)


def _sound(word: str) -> str:
    return _without_doubles(word.translate(_SAME_SOUND))


def _without_doubles(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _near(word: str, edits: int, is_slip: Callable[[City, str], bool]) -> list[City]:
    """Return the cities with a spelling within so many edits that `is_slip` takes for the same name."""
    if len(word) + edits < _NEAR_LETTERS:
        return []
    candidates = {spelling for key in _shortened(word, edits) for spelling in _spellings(edits).get(key, ())}
    within = [spelling for spelling in candidates if _distance(word, spelling, edits) <= edits]
    return [city for spelling in within for city in by_spelling()[spelling] if is_slip(city, spelling)]


@cache
def _spellings(edits: int) -> Mapping[str, tuple[str, ...]]:
    """Return what is left of spellings without `edits` letters or fewer → the spellings."""
    found: dict[str, list[str]] = {}
    for spelling in dict.fromkeys(spelling for city in cities() for spelling in _misspelt(city, edits)):
        for key in _shortened(spelling, edits):
            found.setdefault(key, []).append(spelling)
    return {key: tuple(spellings) for key, spellings in found.items()}


def _misspelt(city: City, edits: int) -> Iterator[str]:
    """Yield the spellings in which a slip is likely: former names of towns near us are the names of villages."""
    is_near = has_cyrillic(city.name)
    if edits > 1:
        yield from (word for word in [folded(city.name)] if is_near and city.is_large and len(word) >= _LONG_LETTERS)
        return
    for spelling in city.spellings:
        word = folded(spelling)
        if not has_cyrillic(spelling):
            least = _LATIN_LETTERS
        elif is_near:
            least = _NEAR_LETTERS if spelling == city.name else len(word) + 1
        else:
            least = _ABROAD_LETTERS
        if len(word) >= least:
            yield word


def _shortened(word: str, letters: int) -> set[str]:
    """Return a word and what is left of it without so many of its letters or fewer."""
    found = last = {word}
    for _ in range(letters):
        last = {longer[:place] + longer[place + 1 :] for longer in last for place in range(len(longer))}
        found = found | last
    return found


def _distance(left: str, right: str, most: int) -> int:
    """Return the edits between two words, a swap of neighbours being one; `most` + 1 for anything above `most`.

    Source: the optimal string alignment distance.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
