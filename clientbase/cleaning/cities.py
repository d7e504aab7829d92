"""Cities: spellings and abbreviations → one name, with region, country and hours from UTC."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.alphabets import in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem
from clientbase.cleaning.skeletons import skeleton

_TYPO_LETTERS = 6
_SURE_SKELETON_LETTERS = 4

_BRACKETS = re.compile(r"\([^)]*\)?")
_KIND_BEFORE = re.compile(r"^(?:г\.\s?|г\s|гор\.?\s|город\s|city of\s)", re.IGNORECASE)
_KIND_AFTER = re.compile(r"\s(?:г\.?|город|city)$", re.IGNORECASE)


class CityPlace(NamedTuple):
    """Where a city is: region in Russian ("" far from Russia), ISO country, hours from UTC in winter."""

    region: str
    country: str
    utc_offset: float | None


class _City(NamedTuple):
    name: str
    place: CityPlace
    spellings: tuple[str, ...]


def clean_city(text: str, country: str) -> Cleaned:
    """Return a city's name: Russian for Russia and its neighbours, English for the rest of the world.

    Args:
        text: "г. Москва", "СПб", "Kazan", "Казань, Татарстан", "Нижний новгород г".
        country: ISO code that decides between cities of one name.

    Returns:
        The name, which is its key too. Problems: `city.typo`, one edit from exactly one known city, and
        `city.unknown`; both keep what is written.
    """
    plain = trimmed(in_one_alphabet(text)).strip(" ,.;")
    if is_blank(plain):
        return Cleaned(text)
    parts = [_bare(part) for part in [plain, *plain.split(",")]]
    for part in parts:
        if known := _known(part, country):
            return fine(text, known)
    key = parts[0].casefold() or plain.casefold()
    meant = _one_edit_away(parts[0])
    if meant:
        return problem("city.typo", text, value=plain, key=key, suggestion=meant)
    return problem("city.unknown", text, value=plain, key=key)


def city_region(city: str) -> CityPlace:
    """Return where a cleaned city is; empty words and no offset for one that is not in the list."""
    return _places().get(city, CityPlace("", "", None))


def _bare(text: str) -> str:
    """Return a city without "г.", brackets and the kind of place."""
    without_brackets = " ".join(_BRACKETS.sub(" ", text).split()).strip(" ,.;")
    return _KIND_AFTER.sub("", _KIND_BEFORE.sub("", without_brackets)).strip(" ,.;")


def _known(text: str, country: str) -> str:
    found = _by_spelling().get(_folded(text))
    if not found and len(skeleton(text)) >= _SURE_SKELETON_LETTERS:
        found = _by_skeleton().get(skeleton(text))
    if not found:
        return ""
    return next((city.name for city in found if city.place.country == country), found[0].name)


def _folded(text: str) -> str:
    """Return letters only, lower case, ё as е: "Ростов-на-Дону" and "ростов на дону" agree."""
    return "".join(letter for letter in text.casefold().replace("ё", "е") if letter.isalnum())


def _one_edit_away(text: str) -> str:
    """Return the only city of six letters or more that one edit turns a text into, "" for none or several."""
    folded = _folded(text)
    if len(folded) < _TYPO_LETTERS:
        return ""
    names = {
        city.name
        for spelling, cities in _by_spelling().items()
        if len(spelling) >= _TYPO_LETTERS and _differ_by_one_edit(folded, spelling)
        for city in cities
    }
    return names.pop() if len(names) == 1 else ""


def _differ_by_one_edit(left: str, right: str) -> bool:
    """Tell whether one letter inserted, dropped, changed or swapped with the next makes two words equal."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return len(left) != len(right)
    one, other = left[start:], right[start:]
    is_swap = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or is_swap


def _cities() -> Iterator[_City]:
    raw = tomllib.loads((Path(__file__).parent / "cities.toml").read_text(encoding="utf-8"))
    for region in raw["regions"]:
        place = CityPlace(region.get("region", ""), region["country"], float(region["utc"]))
        for name, *spellings in region["cities"]:
            yield _City(name, place, (name, *spellings))


@cache
def _places() -> Mapping[str, CityPlace]:
    return {city.name: city.place for city in reversed(list(_cities()))}


@cache
def _by_spelling() -> Mapping[str, list[_City]]:
    found: dict[str, list[_City]] = {}
    for city in _cities():
        for spelling in city.spellings:
            found.setdefault(_folded(spelling), []).append(city)
    return found


@cache
def _by_skeleton() -> Mapping[str, list[_City]]:
    found: dict[str, list[_City]] = {}
    for city in _cities():
        for spelling in city.spellings:
            key = skeleton(spelling)
            # an abbreviation such as "Н. Новгород" must be written as it stands
            if len(key) >= _SURE_SKELETON_LETTERS and "." not in spelling:
                found.setdefault(key, []).append(city)
    return found
