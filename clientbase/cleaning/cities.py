"""Cities: spellings, abbreviations and addresses → one name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from clientbase.cleaning.alphabets import has_cyrillic, in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.city_cells import Part, split_cell
from clientbase.cleaning.city_typos import city_in_other_layout, city_meant
from clientbase.cleaning.places import City, folded, known_cities, places
from clientbase.cleaning.problems import Cleaned, fine, problem
from clientbase.cleaning.regions import Region

#: Where settlements of Russian kinds ("с.", "пос.") are.
_NEAR = frozenset({"RU", "BY", "KZ", "UA", "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD"})
_NO_RULES: Mapping[str, str] = MappingProxyType({})


def clean_city(text: str, country: str, rules: Mapping[str, str] = _NO_RULES) -> Cleaned:
    """Return a city's name: Russian for Russia and its neighbours, English for the rest of the world.

    Args:
        text: "г. Москва", "СПб", "Kazan", "Казань, Татарстан", "Нижний новгород г", "Austin, TX", a whole address.
        country: ISO code that decides between cities of one name.
        rules: the owner's spelling → name, over the lists; a name that no list has is a city from then on.

    Returns:
        The name, which is its key too. Problems: `city.remark`, what else the cell says is left out;
        `city.not_in_region`, the cell names a region of the country where the city is not; and, with what is written
        kept, `city.typo`, a slip in exactly one known city, and `city.unknown`.
    """
    plain = trimmed(in_one_alphabet(text)).strip(" ,.;")
    if is_blank(plain):
        return Cleaned(text)
    own = _own_names(tuple(rules.items())) if rules else _NO_RULES
    if name := own.get(folded(plain), "") or _name(plain, country):
        return fine(text, name)
    parts = split_cell(plain, lambda name: folded(name) in own or bool(known_cities(name, country)))
    for part in parts:
        if part.may_be_city and (name := own.get(folded(part.name), "")):
            return _read(text, name, [other for other in parts if other is not part])
    return _listed(text, parts, country) or _unlisted(text, plain, parts, country)


def _name(text: str, country: str) -> str:
    found = known_cities(text, country)
    return found[0].name if found else ""


def _listed(text: str, parts: Sequence[Part], country: str) -> Cleaned | None:
    """Return the verdict on a cell with a known city; None when it has none, or names another place of its name."""
    towns = [(part, found) for part in parts if part.may_be_city and (found := _cities(part, country))]
    # "Москва, Зеленоград": what is a region as well is the city only when nothing else is
    towns.sort(key=lambda town: (bool(town[0].named), town[0].kind != "town"))
    for part, found in towns:
        others = [other for other in parts if other is not part]
        for city in found:
            if all(_is_there(city, other.named) for other in others if other.named):
                return _read(text, city.name, others) if _name(city.name, country) == city.name else None
    return _doubtful(text, parts, towns, country)


def _doubtful(
    text: str, parts: Sequence[Part], towns: Sequence[tuple[Part, Sequence[City]]], country: str
) -> Cleaned | None:
    """Return the verdict on a cell whose parts do not agree: several cities, or one in another region of a country."""
    if not towns:
        return None
    part, (city, *_) = towns[0]
    if _name(city.name, country) != city.name:
        return None
    if len(towns) > 1:
        return _read(text, city.name, parts)
    if has_cyrillic(part.name) and folded(part.name) != folded(city.name):
        return None  # another Ростов than that on the Don
    is_near = all(_is_in_country(city, other.named) for other in parts if other is not part and other.named)
    return problem("city.not_in_region", text, value=city.name) if city.is_large and is_near else None


def _unlisted(text: str, plain: str, parts: Sequence[Part], country: str) -> Cleaned:
    """Return the verdict on a cell without a known city: it stays as written."""
    names = [part for part in parts if part.may_be_city]
    key = names[0].name.casefold() if names else plain.casefold()
    meant = city_in_other_layout(plain)
    # a village that resembles a city is a village
    if not meant and names and names[0].kind in {"", "town"} and not _cities(names[0], country):
        meant = city_meant(names[0].name, country)
    if meant:
        return problem("city.typo", text, value=plain, key=key, suggestion=meant)
    return problem("city.unknown", text, value=plain, key=key)


def _cities(part: Part, country: str) -> list[City]:
    """Return the cities that a part of a cell names: villages have the names of cities and are other places."""
    if part.kind == "rural":
        return []
    found = known_cities(part.name, country)
    if part.kind == "settlement":
        return [city for city in found if not city.is_large and city.place.country in _NEAR]
    return list(found)


def _read(text: str, name: str, others: Sequence[Part]) -> Cleaned:
    """Return a name read from a cell; a remark when the cell says more than where the city is."""
    where = places().get(name, ())
    told = {Region(place.country, region) for place in where for region in (place.region, "")}
    is_one = len(set(where)) == 1
    if all(other.named & told and (is_one or not _names_region(other.named)) for other in others):
        return fine(text, name)
    return problem("city.remark", text, value=name, suggestion=name)


def _names_region(named: Iterable[Region]) -> bool:
    return any(region.name for region in named)


def _is_there(city: City, named: Iterable[Region]) -> bool:
    return any(
        region.country == city.place.country and (not city.place.region or region.name in ("", city.place.region))
        for region in named
    )


def _is_in_country(city: City, named: Iterable[Region]) -> bool:
    return any(region.country == city.place.country for region in named)


@lru_cache(maxsize=16)
def _own_names(rules: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return the letters of the owner's spellings and names → the names; a name may be a spelling of another one."""
    direct = {folded(spelling): name for spelling, name in rules}
    found = {}
    for start in (*direct, *map(folded, direct.values())):
        key, seen = start, {start}
        while key in direct and folded(direct[key]) not in seen:
            key = folded(direct[key])
            seen.add(key)
        found[start] = next(name for name in direct.values() if folded(name) == key) if key != start else ""
    names = {folded(name): name for name in direct.values()}
    return {key: name or names[key] for key, name in found.items() if name or key in names}
