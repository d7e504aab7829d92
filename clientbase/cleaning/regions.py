"""Regions: federal subjects of Russia, regions of its neighbours, states and provinces, however they are written."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic, in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.city_typos import is_one_edit
from clientbase.cleaning.places import cities, city_region, folded, known_cities
from clientbase.cleaning.problems import Cleaned, fine, problem
from clientbase.cleaning.skeletons import skeleton

#: Countries whose regions people write as two or three letters: a column tells which country it is.
_OF_LETTERS = ("US", "CA", "AU")
_MOST = 0.9
#: Fewer letters in common say nothing of a word that is transliterated.
_SKELETON_LETTERS = 5
#: Fewer letters of a region are another word after one slip.
_STEM_LETTERS = 6
_SHORT = re.compile(r"[A-Za-z]{2,3}")

_KINDS = re.compile(
    r"\b(?:область|области|областя|обл|об|край|края|кр|республика|республики|респ|автономная|автономный|автономного"
    r"|округ|округа|ао|велаят|г|город|oblast|obl|region|krai|kray|territory|republic|respublika|okrug|autonomous"
    r"|avtonomnyy|of|province|state)\b\.?",
    re.IGNORECASE,
)
_TOWN_KINDS = re.compile(r"\b(?:г|город)\b\.?", re.IGNORECASE)
_ENDING = re.compile(r"(?<=[сц]к)(?:ая|ой|ую|ий|ого|ому|ом)$|(?<=sk)(?:aya|aia|aja|iy|ii|ij|y|i|oy|oi)$")


class Region(NamedTuple):
    """A region's ISO country code and the name that is shown."""

    country: str
    name: str


def clean_region(text: str, country: str) -> Cleaned:
    """Return a region's name: Russian for Russia and its neighbours, English for the rest; an unknown one as written.

    Args:
        text: "Московская обл.", "МО", "Респ Татарстан", "77", "Leningrad region", "TX".
        country: ISO code that decides what letters and numbers mean: `column_country`'s, else the base's.

    Returns:
        The name, which is its key too. Problems, with what is written kept: `region.typo`, one slip in exactly one
        region of the country, and `region.unknown`, a note: what the list does not have may be a region all the same.
    """
    plain = trimmed(in_one_alphabet(text)).strip(" ,;")
    if is_blank(plain):
        return Cleaned(text)
    if region := _region(plain, country):
        return fine(text, region)
    meant = _region_meant(plain, country)
    code = "region.typo" if meant else "region.unknown"
    return problem(code, text, value=plain, key=plain.casefold(), suggestion=meant)


def column_country(texts: Iterable[str]) -> str:
    """Return the country whose states or provinces a column lists in letters ("NSW", "TX"), "" when there is none."""
    words = [text.strip().upper() for text in texts if _SHORT.fullmatch(text.strip())]
    shares = {country: sum(word in _letters(country) for word in words) for country in _OF_LETTERS}
    best = max(shares, key=lambda country: shares[country])
    return best if words and shares[best] >= _MOST * len(words) else ""


def regions_named(text: str) -> frozenset[Region]:
    """Return the regions that a text may mean, in any country."""
    if exact := _by_spelling().get(folded(text)):
        return exact
    key = _stem(text)
    found = _by_stem().get(key, frozenset())
    if not found and len(key) >= _SKELETON_LETTERS and not has_cyrillic(text):
        found = _by_skeleton().get(skeleton(key), frozenset())
    # "Минская обл." is not Минск, which is a region too
    same = frozenset(region for region in found if _has_kind(region.name) == _has_kind(text))
    return same or found


def _has_kind(text: str) -> bool:
    return bool(_KINDS.search(_TOWN_KINDS.sub(" ", text)))


def _region(plain: str, country: str) -> str:
    found = regions_named(plain)
    home = sorted(region.name for region in found if region.country == country)
    if home:
        return home[0]
    is_code = bool(_SHORT.fullmatch(plain)) or plain.isdigit()
    if len(found) == 1 and not is_code:
        return next(iter(found)).name
    return "" if found or is_code else _region_of_town(plain, country)


def _region_meant(plain: str, country: str) -> str:
    """Return the only region of a country that is one slip away: "Масковская область"; the first letter is right."""
    stem = _stem(plain)
    if len(stem) < _STEM_LETTERS or not has_cyrillic(stem):
        return ""
    close = (found for known, found in _by_stem().items() if known[:1] == stem[:1] and is_one_edit(stem, known))
    names = {region.name for found in close for region in found if region.country == country}
    return names.pop() if len(names) == 1 else ""


def _region_of_town(plain: str, country: str) -> str:
    """Return the region that is named after its town, or whose town stands in its place: "Samara region"."""
    for town in known_cities(_KINDS.sub(" ", plain), country)[:1]:
        place = city_region(town.name, country=country)
        return place.region if town.place.country == country else ""
    return ""


def _stem(text: str) -> str:
    """Return a region's letters without its kind and the ending of an adjective."""
    bare = folded(_KINDS.sub(" ", text.casefold())) or folded(text)
    return _ENDING.sub("", bare)


@cache
def _by_spelling() -> Mapping[str, frozenset[Region]]:
    found: dict[str, set[Region]] = {}
    for region, spellings in _listed():
        for spelling in (region.name, *spellings):
            # cells that were numbers have lost their zero
            for key in {folded(spelling), folded(spelling).lstrip("0")}:
                found.setdefault(key, set()).add(region)
    return {key: frozenset(regions) for key, regions in found.items()}


@cache
def _by_stem() -> Mapping[str, frozenset[Region]]:
    found: dict[str, set[Region]] = {}
    for region, spellings in _listed():
        for spelling in (region.name, *spellings):
            found.setdefault(_stem(spelling), set()).add(region)
    return {key: frozenset(regions) for key, regions in found.items()}


@cache
def _by_skeleton() -> Mapping[str, frozenset[Region]]:
    found: dict[str, set[Region]] = {}
    for key, regions in _by_stem().items():
        if has_cyrillic(key) and len(key) >= _SKELETON_LETTERS:
            found.setdefault(skeleton(key), set()).update(regions)
    return {key: frozenset(regions) for key, regions in found.items()}


@cache
def _letters(country: str) -> frozenset[str]:
    return frozenset(
        spelling for region, spellings in _listed() if region.country == country for spelling in spellings[:1]
    )


@cache
def _listed() -> tuple[tuple[Region, tuple[str, ...]], ...]:
    return (*_written(), *((region, ()) for region in _of_towns()))


def _written() -> Iterator[tuple[Region, tuple[str, ...]]]:
    raw = tomllib.loads((Path(__file__).parent / "regions.toml").read_text(encoding="utf-8"))
    for country, regions in raw.items():
        for name, spellings in regions.items():
            yield Region(country, name), tuple(spelling.strip() for spelling in spellings.split(","))


def _of_towns() -> list[Region]:
    """Return the regions that only the lists of towns name."""
    written = {region for region, _ in _written()}
    named = (Region(city.place.country, city.place.region) for city in cities() if city.place.region)
    return [region for region in dict.fromkeys(named) if region not in written]
