"""Ages, bands and marital status: what forms ask of a person or a firm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.ages import clean_age
from clientbase.cleaning.bands import clean_band
from clientbase.cleaning.marital import clean_marital_status


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("40", "40", ""),
        ("40 лет", "40", ""),
        ("40.0", "40", ""),
        ("0", "0", ""),
        ("120", "120", ""),
        ("121", "", "age.out_of_range"),
        ("-3", "", "age.out_of_range"),
        ("1985", "", "age.birth_year"),
        ("1985 г.р.", "", "age.birth_year"),
        ("25-30", "", "age.band"),
        ("25–30 лет", "", "age.band"),
        ("до 30", "", "age.band"),
        ("45+", "", "age.band"),
        ("сорок", "40", ""),
        ("тридцать пять лет", "35", ""),
        ("35,5", "35", ""),
        ("не скажу", "", ""),
        ("много", "", "age.not_an_age"),
        ("нет", "", ""),
    ],
)
def test_an_age_is_full_years(text: str, value: str, code: str) -> None:
    """A person of 1985 years would enter the averages."""
    cleaned = clean_age(text)
    assert (cleaned.value, cleaned.code) == (value, code)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50-100 тыс.", "50000-100000"),
        ("50 - 100 тыс. руб.", "50000-100000"),
        ("от 50 000 до 100 000", "50000-100000"),
        ("30–50k", "30000-50000"),
        ("1,5-2 млн", "1500000-2000000"),
        ("500 тыс - 1 млн", "500000-1000000"),
        ("100 000 руб. - 200 000 руб.", "100000-200000"),
        ("<30к", "0-30000"),
        ("до 10 чел.", "0-10"),
        ("более 150 тыс. руб.", "150000+"),
        ("150 тыс. и более", "150000+"),
        ("10 001+", "10001+"),
        ("свыше 1000 чел.", "1000+"),
        ("11-50", "11-50"),
        ("60 т.р.", "60000"),
        ("50 000 ₽ в месяц", "50000"),
        ("25 человек", "25"),
        ("средний", "medium"),
        ("Выше среднего", "high"),
        ("low", "low"),
    ],
)
def test_a_band_has_one_form(text: str, value: str) -> None:
    """The same income would be five groups of a report."""
    cleaned = clean_band(text, "RUB")
    assert (cleaned.value, cleaned.code) == (value, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("хватает на жизнь", "band.not_understood"),
        ("100-50", "band.not_understood"),
        ("500-1 млн", "band.not_understood"),
        ("$50,000 - $74,999", "band.other_currency"),
    ],
)
def test_a_doubtful_band_stays_as_written(text: str, code: str) -> None:
    """An answer would be lost, or dollars shown as roubles."""
    cleaned = clean_band(text, "RUB")
    assert (cleaned.value, cleaned.code) == (text, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("женат", "married", ""),
        ("Замужем", "married", ""),
        ("в браке", "married", ""),
        ("не замужем", "single", ""),
        ("холост", "single", ""),
        ("не состою в браке", "single", ""),
        ("разведён", "divorced", ""),
        ("в разводе", "divorced", ""),
        ("вдова", "widowed", ""),
        ("гражданский брак", "partnered", ""),
        ("Unmarried", "single", ""),
        ("married", "married", ""),
        ("всё сложно", "всё сложно", "marital_status.not_understood"),
        ("-", "", ""),
    ],
)
def test_marital_status_is_one_of_a_few(text: str, value: str, code: str) -> None:
    """A woman who is "не замужем" would be counted among the married."""
    cleaned = clean_marital_status(text)
    assert (cleaned.value, cleaned.code) == (value, code)


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("0123456789 -–+.,<>кk₽$тысмлнлетотдо"), st.sampled_from(["single", "widowed"])))
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str) -> None:
    """One odd cell would stop an import, or a band would widen each time it passes."""
    for cleaner in (clean_age, clean_marital_status, clean_band, lambda cell: clean_band(cell, "RUB")):
        cleaned = cleaner(text)
        assert cleaned.original == text
        assert cleaner(cleaned.value).value == cleaned.value
