"""The cities we know: their names and spellings, and where each of them is."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.skeletons import skeleton

_FILES = ("cities_ru", "cities_cis", "cities_world")
#: Fewer letters in common say nothing of a word that is transliterated.
_LARGE_LETTERS, _SMALL_LETTERS = 4, 5


class CityPlace(NamedTuple):
    """Where a city is; "" is unknown.

    Attributes:
        region: as `regions.clean_region` writes it; known in Russia, its neighbours and the USA.
        country: ISO 3166-1 alpha-2 code.
        time_zone: IANA name: hours from UTC change with the season in many places.
    """

    region: str
    country: str
    time_zone: str


class City(NamedTuple):
    """One city of the lists.

    Attributes:
        name: as it is shown.
        place: where it is.
        spellings: the name and the others.
        is_large: a village of its name is another place.
        is_common: so many villages have its name that the name alone does not tell where it is.
    """

    name: str
    place: CityPlace
    spellings: tuple[str, ...]
    is_large: bool
    is_common: bool


NOWHERE = CityPlace("", "", "")


@lru_cache(maxsize=10_000)
def known_cities(text: str, country: str) -> Sequence[City]:
    """Return the cities that a text spells, the likeliest first; none when no list has it.

    Of cities of one spelling those of `country` come first, then those that are written so, then transliterations.
    """
    written = by_spelling().get(folded(text), ())
    if len(written) == 1 and (written[0].place.country == country or has_cyrillic(text)):
        return written
    alike = _transliterated(text, country)
    home = [city for city in written if city.place.country == country]
    large = [city for city in alike if city.place.country == country and city.is_large]
    return tuple(dict.fromkeys([*home, *large, *written, *alike]))


def _transliterated(text: str, country: str) -> list[City]:
    """Return the cities near us that a text may transliterate: small ones of `country` alone."""
    key = "" if has_cyrillic(text) else skeleton(text)
    if len(key) < _LARGE_LETTERS:
        return []
    found = by_skeleton().get(key, ())
    return [city for city in found if city.is_large or (city.place.country == country and len(key) >= _SMALL_LETTERS)]


def city_region(city: str, region: str = "", country: str = "") -> CityPlace:
    """Return where a cleaned city is: what all cities of this name have in common.

    Args:
        city: a name as `cities.clean_city` returns it.
        region: as `regions.clean_region` returns it; "" when nothing is said.
        country: ISO code; "" when nothing is said.
    """
    found = [
        place
        for place in places().get(city, ())
        if place is NOWHERE or (country in ("", place.country) and (not place.region or region in ("", place.region)))
    ]
    if not found:
        return NOWHERE
    common = (parts[0] if len(set(parts)) == 1 else "" for parts in zip(*found, strict=True))
    return CityPlace(*common)


def known_places() -> list[tuple[str, str, str, str, bool, bool]]:
    """Return every city's name, region, country and time zone, whether it is near us and whether it is large.

    "" is unknown; near are Russia and its neighbours, all of whose large cities the lists have.
    """
    return [
        (name, *place, has_cyrillic(name), is_large)
        for name, found in places().items()
        for is_large in [any(city.is_large for city in by_spelling()[folded(name)] if city.name == name)]
        for place in found
    ]


@cache
def known_regions() -> tuple[tuple[str, str, str], ...]:
    """Return name, country and time zone of every region; "" where its towns have several or it is not known."""
    zones: dict[tuple[str, str], set[str]] = {}
    for city in cities():
        if city.place.region:
            zones.setdefault((city.place.region, city.place.country), set()).add(city.place.time_zone)
    return tuple((*region, found.pop() if len(found) == 1 else "") for region, found in zones.items())


def folded(text: str) -> str:
    """Return letters only, lower case, ё as е, Latin ones without accents: "Ростов-на-Дону" is "ростов на дону"."""
    plain = text.casefold().replace("ё", "е")
    if not plain.isascii() and not has_cyrillic(plain):
        plain = unicodedata.normalize("NFKD", plain)
    return "".join(filter(str.isalnum, plain))


@cache
def cities() -> tuple[City, ...]:
    """Return every city of the lists in their order: Russia, its neighbours, the world."""
    return tuple(city for file in _FILES for city in _cities_of(file))


@cache
def places() -> Mapping[str, Sequence[CityPlace]]:
    """Return the name of a city → the places of all cities of this name; a common name may be anywhere."""
    found: dict[str, list[CityPlace]] = {}
    for city in cities():
        found.setdefault(city.name, []).extend([city.place, NOWHERE] if city.is_common else [city.place])
    return found


@cache
def by_spelling() -> Mapping[str, Sequence[City]]:
    """Return the letters of a spelling → the cities that are spelt so."""
    found: dict[str, list[City]] = {}
    for city in cities():
        for key in dict.fromkeys(map(folded, city.spellings)):
            found.setdefault(key, []).append(city)
    return found


@cache
def by_skeleton() -> Mapping[str, Sequence[City]]:
    """Return the skeleton of a spelling → the cities of Russia and its neighbours whose spellings have it."""
    found: dict[str, list[City]] = {}
    for city in cities():
        # an abbreviation such as "Н. Новгород" must be written as it stands
        written = (spelling for spelling in city.spellings if "." not in spelling) if has_cyrillic(city.name) else ()
        for key in dict.fromkeys(map(skeleton, written)):
            found.setdefault(key, []).append(city)
    return found


def _cities_of(file: str) -> Iterator[City]:
    """Read one list: "Name = spelling = spelling @zone", divided by commas, under country and region."""
    raw = tomllib.loads((Path(__file__).parent / f"{file}.toml").read_text(encoding="utf-8"))
    large, common = _names(raw.pop("large", "")), _names(raw.pop("common", ""))
    for country, regions in raw.items():
        for region, about in regions.items():
            for entry in about["cities"].split(","):
                names, _, own_zone = entry.partition("@")
                spellings = tuple(name.strip() for name in names.split("="))
                place = CityPlace(region, country, own_zone.strip() or about["zone"])
                name = spellings[0]
                yield City(name, place, spellings, not large or name in large, name in common)


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(",") if name.strip())
