"""Regions, countries and postcodes: how exports and people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.countries import clean_country
from clientbase.cleaning.postcodes import clean_postcode, column_postcodes
from clientbase.cleaning.regions import clean_region, column_country


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (
            "МО|Московская обл.|Моск. обл.|обл. Московская|Московской области|Подмосковье|50",
            "Московская область",
        ),
        ("Moscow Oblast|Moskovskaya oblast|Moscow region", "Московская область"),
        ("Москва|г. Москва|Москва г|77|Moscow", "Москва"),
        ("Татарстан|Респ. Татарстан|Татарстан Респ|Республика Татарстан|РТ|16|Respublika Tatarstan", "Татарстан"),
        ("ХМАО|Югра|ХМАО-Югра|Ханты-Мансийский Автономный округ - Югра АО", "Ханты-Мансийский автономный округ"),
        ("Leningrad region|Ленобласть|ЛО|Ленинградская", "Ленинградская область"),
        ("Краснодарский кр.|край Краснодарский|Кубань|Krasnodar Krai|Краснодар", "Краснодарский край"),
        ("Саха /Якутия/ Респ|Якутия|Республика Саха (Якутия)", "Саха (Якутия)"),
        ("Алтай Респ|Республика Алтай|4|04", "Алтай"),
        ("Алтайский|Алтайский край", "Алтайский край"),
        ("Кемеровская область - Кузбасс|Кузбасс", "Кемеровская область"),
        ("Samara Oblast|Самарская обл", "Самарская область"),
        ("Минская обл|Минская область", "Минская область"),
        ("Алматинская обл.", "Алматинская область"),
        ("California|Калифорния", "California"),
        ("Бавария", "Бавария"),
    ],
)
def test_a_region_has_one_name(texts: str, value: str) -> None:
    """One region would be five in a report, and letters to МО would miss Московская область."""
    assert {text: clean_region(text, "RU").value for text in texts.split("|")} == dict.fromkeys(texts.split("|"), value)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("Масковская область", "region.typo", "Московская область"),
        ("Сверловская область", "region.typo", "Свердловская область"),
        ("Кр. край", "region.unknown", ""),
        ("ЮФО", "region.unknown", ""),
        ("Краснодар", "", ""),
        ("77", "", ""),
    ],
)
def test_a_region_that_no_list_has_is_told(text: str, code: str, suggestion: str) -> None:
    """A misspelt region would be a region of its own in every report, without a word."""
    cleaned = clean_region(text, "RU")
    assert (cleaned.code, cleaned.suggestion, cleaned.value == text) == (code, suggestion, bool(code))


@pytest.mark.parametrize(
    ("text", "suggestion"), [("Росия", "Россия"), ("Россиия", "Россия"), ("Козахстан", "Казахстан")]
)
def test_a_misspelt_country_is_suggested(text: str, suggestion: str) -> None:
    """Росия would be a country of its own."""
    cleaned = clean_country(text)
    assert (cleaned.code, cleaned.suggestion, cleaned.value) == ("country.typo", suggestion, text)


def test_letters_mean_the_states_of_the_column() -> None:
    """Western Australia would become Washington, and СА a state."""
    assert column_country(["CA", "TX", "NY", ""]) == "US"
    assert column_country(["sa", "nsw", "wa", "vic"]) == "AU"
    assert column_country(["МО", "СПб", "Казань"]) == ""
    assert [clean_region("WA", country).value for country in ("US", "AU", "RU")] == [
        "Washington",
        "Western Australia",
        "WA",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "RU") for text in ("Россия", "РФ", "ru", "RUS", "Российская Федерация", "Russia", "Россия ")),
        *((text, "GB") for text in ("United Kingdom", "UK", "Англия", "Великобритания", "GBR")),
        *((text, "US") for text in ("США", "USA", "the USA", "U.S.A.", "United States", "Соединенные Штаты")),
        ("Казахстан", "KZ"),
        ("Кот-д'Ивуар", "CI"),
        ("Deutschland", "DE"),
    ],
)
def test_a_country_is_its_code(text: str, value: str) -> None:
    """Россия, РФ and RU would be three countries."""
    cleaned = clean_country(text)
    assert (cleaned.value, cleaned.code) == (value, "")


def test_an_unknown_country_stays_with_a_note() -> None:
    """A city in the country's column would pass for a country without a word."""
    cleaned = clean_country("Утопия")
    assert (cleaned.value, cleaned.code) == ("Утопия", "country.unknown")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, "101000") for text in ("101000", "101000.0", "101 000", "'101000")),
        ("SW1A 1AA", "SW1A 1AA"),
        ("02139", "02139"),
        ("-", ""),
    ],
)
def test_a_postcode_is_text(text: str, value: str) -> None:
    """Boston's codes would lose their zero, Moscow's would get a fraction."""
    assert clean_postcode(text, "", "RU").value == value


def test_an_odd_postcode_is_told_where_the_others_have_six_digits() -> None:
    """A letter to 10100 would come back; a foreign list would be a list of errors."""
    ours, foreign = ["101000.0", "620014", *["191025"] * 18, "6200", ""], ["02139", "90210"]
    assert (column_postcodes(ours), column_postcodes(foreign)) == ("6", "")
    odd = clean_postcode("6200", "6", "RU")
    assert (odd.value, odd.code) == ("6200", "postcode.not_of_country")
    assert clean_postcode("02139", "", "RU").code == clean_postcode("02139", "6", "US").code == ""


_CELLS = st.one_of(st.text(), st.text("0123456789 .-'"), st.text("МоскваОбл. ,()-респkrai"))


@settings(deadline=None)
@given(_CELLS, st.sampled_from(("RU", "US", "AU", "KZ")))
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str, country: str) -> None:
    """One odd cell would stop an import, or a value would change each time it passes."""
    for verdict, again in (
        (region := clean_region(text, country), clean_region(region.value, country)),
        (nation := clean_country(text), clean_country(nation.value)),
        (code := clean_postcode(text, "6", country), clean_postcode(code.value, "6", country)),
    ):
        assert verdict.original == text
        assert again.value == verdict.value
