"""Cities and countries: spellings, abbreviations, slips."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.cities import city_region, clean_city
from clientbase.cleaning.countries import clean_country


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            (text, "Москва")
            for text in ("Москва", "МОСКВА", "г. Москва", "г.Москва", "Moscow", "МСК", "Москва, Россия")
        ),
        *(
            (text, "Санкт-Петербург")
            for text in ("Спб", "СПб", "Питер", "С-Петербург", "санкт петербург", "St. Petersburg")
        ),
        *((text, "Екатеринбург") for text in ("Екб", "Yekaterinburg", "Ekaterinburg", "екатеринбург")),
        *((text, "Нижний Новгород") for text in ("Нн", "Н. Новгород", "Нижний новгород", "Nizhny Novgorod")),
        *((text, "Казань") for text in ("Казань г", "г.Казань", "Kazan", "Казань, Татарстан", "Татарстан, Казань")),
        ("Нск", "Новосибирск"),
        ("Ростов", "Ростов-на-Дону"),
        ("ростов на дону", "Ростов-на-Дону"),
        ("Королев", "Королёв"),
        ("Москвa", "Москва"),
        ("Тюмень (центр)", "Тюмень"),
        ("Алма-Ата", "Алматы"),
        ("Київ", "Киев"),
        ("Лондон", "London"),
        ("LONDON", "London"),
        ("München", "Munich"),
    ],
)
def test_a_city_has_one_name(text: str, value: str) -> None:
    """One city would be five in a report, and a letter to Питер would miss Санкт-Петербург."""
    cleaned = clean_city(text, "RU")
    assert (cleaned.value, cleaned.key, cleaned.code) == (value, value, "")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Масква", "Москва"),
        ("Екатеренбург", "Екатеринбург"),
        ("Санкт-Питербург", "Санкт-Петербург"),
        ("Воронж", "Воронеж"),
    ],
)
def test_a_slip_is_told_and_never_changed(text: str, suggestion: str) -> None:
    """A small town that looks like a big one would be moved there."""
    cleaned = clean_city(text, "RU")
    assert (cleaned.value, cleaned.code, cleaned.suggestion) == (text, "city.typo", suggestion)


@pytest.mark.parametrize(
    ("text", "key"), [("Урюпинск", "урюпинск"), ("г. Урюпинск", "урюпинск"), ("Новгород", "новгород")]
)
def test_an_unknown_city_stays_as_written(text: str, key: str) -> None:
    """Places that are not in the list would be lost."""
    cleaned = clean_city(text, "RU")
    assert (cleaned.value, cleaned.key, cleaned.code) == (text, key, "city.unknown")


def test_a_city_tells_its_region_and_time() -> None:
    """A mailing would wake Vladivostok at Moscow's noon."""
    assert city_region("Владивосток") == ("Приморский край", "RU", 10)
    assert city_region("London") == ("", "GB", 0)
    assert city_region("Урюпинск") == ("", "", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("Россия", "RU"), ("РФ", "RU"), ("ru", "RU"), ("United Kingdom", "GB"), ("Казахстан", "KZ"), ("Утопия", "Утопия")],
)
def test_a_country_is_its_code(text: str, value: str) -> None:
    """Россия, РФ and RU would be three countries; an unknown one would be lost."""
    cleaned = clean_country(text)
    assert (cleaned.value, cleaned.code) == (value, "")


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("МоскваКзньг. ,()-n")))
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str) -> None:
    """One odd cell would stop an import, or a city would change each time it passes."""
    cleaned = clean_city(text, "RU")
    assert clean_city(cleaned.value, "RU").value == cleaned.value
    country = clean_country(text)
    assert clean_country(country.value).value == country.value
