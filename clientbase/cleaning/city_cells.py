"""What stands in a city cell beside the city: its kind, the region and country, a street, a postcode."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.countries import country_code
from clientbase.cleaning.regions import Region, regions_named

_BRACKETS = re.compile(r"\(([^)]*)\)?")
_DIVIDERS = re.compile(r"[,;/|\n]|\s[-\u2013\u2014]\s")
#: "Ростов н/Д": a stroke that divides nothing.
_ON_RIVER = re.compile(r"\b[нn]\s?[/.]\s?(?P<river>[дdаa])\b\.?", re.IGNORECASE)

_TOWN = r"городской округ|городе|города|город|гор|г\.\s?о|го|г|city of|town of|city|town"
_SETTLEMENT = r"посёлок|поселок|пос|пгт|п\.\s?г\.\s?т|рп|р\.\s?п|кп|дп|гп|п|мкр|микрорайон|ст-ца|станица|ст"
_RURAL = r"село|с|деревня|дер|д|х|хут|хутор|аул|слобода|сл|снт|village"
_KIND_BEFORE = re.compile(
    rf"^(?:(?P<town>{_TOWN})|(?P<settlement>{_SETTLEMENT})|(?P<rural>{_RURAL}))(?:\.\s?|\s)(?=\S)", re.IGNORECASE
)
_KIND_AFTER = re.compile(r"\s(?:г\.?|г\.?\s?о\.?|город|city|пгт\.?|рп\.?|пос\.?)$", re.IGNORECASE)

_STREET_WORD = (
    r"ул|улица|пр-к?т|просп|проспект|пер|переулок|проезд|шоссе|б-р|бульвар|мкрн?|мкр-н|микрорайон|кв-л|квартал"
    r"|street|avenue|road"
)
_BEFORE_STREET = re.compile(rf"\s+(?=(?:{_STREET_WORD})(?:\.|\s))", re.IGNORECASE)
_NO_CITY = re.compile(rf"\d|^(?:{_STREET_WORD}|наб|пл|ш|дом|кв|офис|корп|стр)(?:\.|\s)|\bр-н\b|район", re.IGNORECASE)

#: "New York NY"
_STATE_CODE = re.compile(r"^(.*[^\W\d])\s+([A-Z]{2,3})$")
_POSTCODE = re.compile(r"(?<![\w-])(\d{4,6})(?![\w-])")
_CODE = re.compile(r"[A-Z]{2,3}")
_MOST_WORDS = 6


class Part(NamedTuple):
    """One part of a cell.

    Attributes:
        name: without the kind of place.
        kind: "town", "settlement", "rural", or "" when it is not written.
        named: the regions that the part may mean, and countries as regions without a name.
        may_be_city: false for streets, districts, postcodes and codes of states.
    """

    name: str
    kind: str
    named: frozenset[Region]
    may_be_city: bool


def split_cell(text: str, is_city: Callable[[str], bool]) -> list[Part]:
    """Return the parts of a city cell in their order: "Московская обл., г. Химки" has two.

    Args:
        text: the cell on one line.
        is_city: tells whether a name without its kind is a known city; parts without commas are found by it.
    """
    parts = list(_pieces(text, is_city))
    return [_part(piece, place, is_city) for place, piece in enumerate(parts)]


@lru_cache(maxsize=10_000)
def named_places(text: str) -> frozenset[Region]:
    """Return the regions and countries that a text may mean; numbers are houses and postcodes here."""
    if text[:1].isdigit():
        return frozenset()
    code = "" if len(text) <= 3 and not text.isupper() else country_code(text)
    return regions_named(text) | ({Region(code, "")} if code else frozenset())


def _pieces(text: str, is_city: Callable[[str], bool]) -> Iterator[str]:
    plain = _ON_RIVER.sub(_river, _POSTCODE.sub(r", \1, ", _BRACKETS.sub(r", \1, ", text)))
    for piece in _DIVIDERS.split(plain):
        for shorter in _BEFORE_STREET.split(piece):
            if bare := shorter.strip(" ,.;!?\"'«»"):
                yield from _words_apart(bare, is_city)


def _river(match: re.Match[str]) -> str:
    return " на Дону" if match["river"].casefold() in "дd" else " на Амуре"


def _words_apart(piece: str, is_city: Callable[[str], bool]) -> tuple[str, ...]:
    """Divide "Химки Московская область" and "Chicago IL", which have no comma."""
    if is_city(_bare(piece)[0]):
        return (piece,)
    if (match := _STATE_CODE.fullmatch(piece)) and named_places(match[2]):
        return match[1], match[2]
    words = piece.split()
    if not 2 <= len(words) <= _MOST_WORDS or named_places(piece):
        return (piece,)
    halves = ((" ".join(words[:middle]), " ".join(words[middle:])) for middle in range(1, len(words)))
    return next((pair for pair in halves if _is_city_and_more(*pair, is_city)), (piece,))


def _is_city_and_more(head: str, tail: str, is_city: Callable[[str], bool]) -> bool:
    if is_city(_bare(head)[0]):
        return tail.isdigit() or bool(named_places(tail))
    return is_city(_bare(tail)[0]) and bool(named_places(head))


def _part(piece: str, place: int, is_city: Callable[[str], bool]) -> Part:
    name, kind = _bare(piece)
    named = frozenset() if kind in {"settlement", "rural"} else named_places(piece)
    is_code = place > 0 and bool(_CODE.fullmatch(piece)) and bool(named)
    if is_code or (named and not is_city(name)):
        return Part(name, kind, named, may_be_city=False)
    return Part(name, kind, named, may_be_city=is_city(name) or not _NO_CITY.search(piece))


def _bare(piece: str) -> tuple[str, str]:
    """Return a place without its kind, and which kind it was: "г. Химки" → "Химки", "town"."""
    match = _KIND_BEFORE.match(piece)
    kind = (match.lastgroup or "") if match else ""
    name = piece[match.end() :] if match else piece
    without = _KIND_AFTER.sub("", name)
    if without != name and has_cyrillic(name):
        kind = kind or ("settlement" if name[len(without) :].strip().casefold()[0] in "пр" else "town")
    return without.strip(" ,.;") or piece, kind
