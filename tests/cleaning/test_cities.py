"""Cities: spellings, abbreviations, addresses, slips; where a city is."""

import csv
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.cities import clean_city
from clientbase.cleaning.places import cities, city_region, known_regions
from clientbase.cleaning.regions import regions_named

WORDS = ("г. д. пос Москва Химки Казань Brest France LA Georgia", "Мирный МО Якутия обл ул. 5 ( ) , / н/Д")
DIRTY = Path(__file__).parent / "dirty_cities.csv"
FOREIGN = Path(__file__).parents[3] / "shared" / "data" / "er"


def test_dirty_cells_are_read_as_people_read_them() -> None:
    """One city would be five in a report, a small town would be moved to a big one, an address would be a city."""
    with DIRTY.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file, delimiter=";"))
    wrong = []
    for case in cases:
        cleaned = clean_city(case["text"], "RU")
        if (cleaned.value, cleaned.code, cleaned.suggestion) != (case["value"], case["code"], case["suggestion"]):
            wrong.append((case, cleaned))
    assert len(cases) >= 150
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "key"),
    [("Хмыринск", "хмыринск"), ("г. Хмыринск", "хмыринск"), ("д. Малые Гари", "малые гари"), ("Новгород", "новгород")],
)
def test_an_unknown_city_stays_as_written(text: str, key: str) -> None:
    """Places that are not in the list would be lost."""
    cleaned = clean_city(text, "RU")
    assert (cleaned.value, cleaned.key, cleaned.code) == (text, key, "city.unknown")


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("Brest", "BY", "Брест"),
        ("Brest", "FR", "Brest"),
        ("St. Petersburg", "US", "Saint Petersburg"),
        ("Brest, France", "RU", "Brest"),
    ],
)
def test_the_country_decides_between_cities_of_one_name(text: str, country: str, value: str) -> None:
    """Clients from Florida would get letters to the Neva."""
    assert clean_city(text, country).value == value


def test_the_owner_names_cities() -> None:
    """A district that everybody calls by its own name would stay a note in every import."""
    rules = {"Нск": "Невинномысск", "Академ": "Академгородок", "Академгородок НСК": "Академ"}
    assert [clean_city(text, "RU", rules).value for text in ("Нск", "г. Академ", "академгородок", "Москва")] == [
        "Невинномысск",
        "Академгородок",
        "Академгородок",
        "Москва",
    ]
    assert clean_city("Академгородок", "RU", rules).code == ""
    assert clean_city("Академгородок НСК", "RU", rules).value == "Академгородок"


def test_a_city_tells_its_region_and_time_zone() -> None:
    """A mailing would wake Vladivostok at Moscow's noon."""
    assert city_region("Владивосток") == ("Приморский край", "RU", "Asia/Vladivostok")
    assert city_region("Riga") == ("", "LV", "Europe/Riga")
    assert city_region("Austin") == ("Texas", "US", "America/Chicago")
    assert city_region("Хмыринск") == ("", "", "")


def test_cities_of_one_name_tell_only_what_they_have_in_common() -> None:
    """A client from Железногорск near Kursk would be called at Siberian hours."""
    assert city_region("Железногорск") == ("", "RU", "")
    assert city_region("Железногорск", "Курская область").time_zone == "Europe/Moscow"
    assert city_region("Советск", country="RU").region == ""
    assert city_region("Сосновка") == ("", "", "")


def test_a_region_tells_its_time_zone() -> None:
    """Of a village only the region is known."""
    zones = {name: zone for name, _, zone in known_regions()}
    assert zones["Самарская область"] == "Europe/Samara"
    assert zones["Саха (Якутия)"] == ""


def test_the_list_of_cities_is_whole() -> None:
    """A slip in a list would make a city without a region, a time zone or a name of its own."""
    for city in cities():
        assert all(spelling.strip() == spelling != "" for spelling in city.spellings), city
        assert not city.place.time_zone or ZoneInfo(city.place.time_zone), city
        if city.place.country == "RU":
            region = {region.name for region in regions_named(city.place.region) if region.country == "RU"}
            assert region == {city.place.region}, city
        for country in (city.place.country, "RU", "US"):
            values = [clean_city(spelling, country) for spelling in city.spellings]
            assert all(value.code == "" and clean_city(value.value, country).value == value.value for value in values)
    assert len({city.name for city in cities() if city.place.country == "RU"}) > 1100


def test_towns_abroad_are_no_slips_of_ours() -> None:
    """A base of Australian clients would be told that its suburbs are misspelt."""
    if not FOREIGN.exists():
        pytest.skip("no shared data")
    with (FOREIGN / "febrl3" / "febrl3.csv").open(encoding="utf-8", newline="") as file:
        suburbs = {row["suburb"] for row in csv.DictReader(file)}
    with (FOREIGN / "fake_1000" / "fake_1000.csv").open(encoding="utf-8", newline="") as file:
        towns = {row["city"] for row in csv.DictReader(file)}
    assert not [town for town in suburbs | towns if clean_city(town, "RU").suggestion]


@settings(deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text("МоскваКзньг. ,()-/n0"),
        st.lists(st.sampled_from([word for words in WORDS for word in words.split()])).map(" ".join),
    ),
    st.sampled_from(("RU", "US", "BY", "")),
)
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str, country: str) -> None:
    """One odd cell would stop an import, or a city would change each time it passes."""
    cleaned = clean_city(text, country)
    assert cleaned.original == text
    again = clean_city(cleaned.value, country)
    assert again.value == cleaned.value
    if cleaned.code in {"", "city.remark", "city.not_in_region"}:
        assert again.code == ""
