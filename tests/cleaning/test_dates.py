"""Dates in the spellings of exports, forms and people."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.dates import birth_column, clean_birth_date, clean_date, column_day_order

TODAY = date(2025, 11, 24)
MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-05-01", "2026-05-01"),
        ("2026-05-01 10:00:00 +0200", "2026-05-01"),
        ("2026-05-01T23:59:59Z", "2026-05-01"),
        ("2026-05-01T10:00:00.000+03:00", "2026-05-01"),
        ("2026/5/1", "2026-05-01"),
        ("20260501", "2026-05-01"),
        ("02.01.2026 15:04:05", "2026-01-02"),
        ("2.1.26", "2026-01-02"),
        ("2.1.31", "1931-01-02"),
        ("31/01/2026", "2026-01-31"),
        ("1/31/2026 2:30 PM", "2026-01-31"),
        ("5/5/2026", "2026-05-05"),
        ("15-03-2024", "2024-03-15"),
        ("5 мая 2024", "2024-05-05"),
        ("5 мая 2024 г.", "2024-05-05"),
        ("1 января 2024 года, 10:00", "2024-01-01"),
        ("14 ноя 2023", "2023-11-14"),
        ("May 5, 2024", "2024-05-05"),
        ("Jan 5th 2024", "2024-01-05"),
        ("05-May-24", "2024-05-05"),
        ("Mon, 06 May 2024 10:00:00 +0000", "2024-05-06"),
        ("5-го мая 2024", "2024-05-05"),
        ("5 мае 2024", "2024-05-05"),
        ("«5» мая 2024 г.", "2024-05-05"),
        ("5th of May 2024", "2024-05-05"),
        ("May 5 '24", "2024-05-05"),
        ("2024 г. 5 мая", "2024-05-05"),
        ("2024, May 5", "2024-05-05"),
        ("5.V.2024", "2024-05-05"),
        ("5 / XII / 99", "1999-12-05"),
        ("05 03 2024", "2024-03-05"),
        ("05,03,2024", "2024-03-05"),
        ("05032024", "2024-03-05"),
        ("5.05.1985 г.р.", "1985-05-05"),
        ("45292", "2024-01-01"),
        ("45292.5", "2024-01-01"),
    ],
)
def test_a_date_is_an_iso_day(text: str, value: str) -> None:
    """A sale would fall on another day, or on none."""
    cleaned = clean_date(text, "")
    assert (cleaned.value, cleaned.code) == (value, "")


@pytest.mark.parametrize(
    "text", ["31.02.2024", "2024-13-01", "05.2024", "15.03", "вчера", "12345", "1.1.1850", "10:00", "сент 2024"]
)
def test_what_is_no_date_is_told(text: str) -> None:
    """A day that does not exist would become the nearest one."""
    cleaned = clean_date(text, "")
    assert (cleaned.value, cleaned.code) == ("", "date.not_a_date")


@pytest.mark.parametrize(
    ("text", "order", "value", "code"),
    [
        ("01/02/2026", "", "2026-02-01", "date.ambiguous"),
        ("01-02-2026", "", "2026-02-01", "date.ambiguous"),
        ("01/02/2026", "dmy", "2026-02-01", ""),
        ("01/02/2026", "mdy", "2026-01-02", ""),
        ("31/01/2026", "mdy", "2026-01-31", ""),
        ("01.02.2026", "", "2026-02-01", ""),
        ("01.02.2026", "mdy", "2026-02-01", ""),
    ],
)
def test_the_column_decides_between_day_and_month(text: str, order: str, value: str, code: str) -> None:
    """An American export would put January's sales into other months; dots are never American."""
    cleaned = clean_date(text, order)
    assert (cleaned.value, cleaned.code) == (value, code)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/02/2024", "1/31/2024"], "mdy"),
        (["01/02/2024", "31/1/2024"], "dmy"),
        (["31/1/2024", "1/31/2024"], ""),
        (["1/31/2024", "04-07-1985"], "/mdy"),
        (["1/31/2024", "31-07-1985"], "/mdy-dmy"),
        (["31-07-1985", "07-31-1985", "04/07/1985"], ""),
        (["31.1.2024", "5/5/2024", "2024-12-31", "x"], ""),
        ([], ""),
    ],
)
def test_a_column_proves_its_order_or_says_nothing(texts: list[str], order: str) -> None:
    """A column that mixes both orders would be read by one of them."""
    assert column_day_order(texts) == order


def test_slashes_say_nothing_of_dashes() -> None:
    """One American cell would turn every dashed birthday of a Russian column."""
    column = birth_column({"17.03.1985": 31, "5/31/1985": 1, "04-07-1985": 1})
    assert [clean_birth_date("04-07-1985", column, TODAY).code, clean_date("5/4/1985", "/mdy").value] == [
        "date.ambiguous",
        "1985-05-04",
    ]
    assert birth_column({"17.03.1985": 31, "5/31/1985": 1, "04-07-1985": 1}) == "/mdy;1985-03-17"


@pytest.mark.parametrize("text", ["01.01.1970", "01.01.1900", "0001-01-01T00:00:00", "0000-00-00", "1899-12-30"])
def test_a_database_s_null_date_is_no_date(text: str) -> None:
    """Half of the base would have its birthday on the first of January 1970."""
    assert clean_date(text, "").code == clean_birth_date(text, "", TODAY).code == "date.placeholder"
    assert clean_birth_date(text, "", TODAY).value == ""


@pytest.mark.parametrize("text", ["", "-", "не закрыта", "не указана", "нет данных"])
def test_an_empty_cell_is_no_problem(text: str) -> None:
    """Every open deal of a CRM would be reported as a mistake."""
    cleaned = clean_date(text, "")
    assert (cleaned.value, cleaned.code) == ("", "")


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("15.03.1985", "1985-03-15", ""),
        ("15.03.28", "1928-03-15", ""),
        ("15.03.24", "2024-03-15", ""),
        ("24.11.1915", "1915-11-24", ""),
        ("23.11.1915", "", "date.too_old"),
        ("15.03.1850", "", "date.too_old"),
        ("25.11.2025", "", "date.future"),
        ("03/04/1985", "1985-04-03", "date.ambiguous"),
        ("12.05.1985 (40 лет)", "1985-05-12", ""),
        ("12.05.1985, 40 лет", "1985-05-12", ""),
        ("12.О5.1985", "1985-05-12", ""),
        ("12 травня 1985", "1985-05-12", ""),
        ("1 листопада 1985 р.", "1985-11-01", ""),
        ("12. Mai 1985", "1985-05-12", ""),
        ("3. Januar 1985", "1985-01-03", ""),
        ("12 de mayo de 1985", "1985-05-12", ""),
        ("5 März 1985", "1985-03-05", ""),
        ("не скажу", "", ""),
        ("10.10", "", "birth_date.no_year"),
        ("5 мая", "", "birth_date.no_year"),
        ("1985", "", "birth_date.no_day"),
        ("май 1985", "", "birth_date.no_day"),
    ],
)
def test_a_birth_date_is_a_living_person_s(text: str, value: str, code: str) -> None:
    """Ages of −3 and 175 years would enter the averages."""
    cleaned = clean_birth_date(text, "", TODAY)
    assert (cleaned.value, cleaned.code) == (value, code)


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.text("0123456789./-: майянварTZ")),
    st.sampled_from(["", "dmy", "mdy", "/mdy", "/mdy-dmy"]),
    st.dates(date(1950, 1, 1)),
)
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str, order: str, today: date) -> None:
    """One odd cell would stop an import, or a date would move each time it passes."""
    cleaned, birth = clean_date(text, order), clean_birth_date(text, order, today)
    assert clean_date(cleaned.value, order).value == cleaned.value
    assert clean_birth_date(birth.value, order, today).value == birth.value
    assert cleaned.original == birth.original == text
    assert clean_date(cleaned.value, "mdy").value == cleaned.value


@given(st.dates(date(1902, 1, 1), date(2099, 12, 31)).filter(lambda day: day != date(1970, 1, 1)))
def test_every_day_is_read_back_from_every_spelling(day: date) -> None:
    """A month's name or an Excel number would be read as another day."""
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    spellings = [
        day.isoformat(),
        f"{day:%d%m%Y}",
        f"{day:%d %m %Y}",
        f"{day:%d-%b-%Y}",
        f"{day.year} г. {day.day} {MONTHS[day.month - 1]}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y%m%d}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year} г.",
    ]
    for text in spellings + ([str(serial)] if 20_000 <= serial <= 60_000 else []):
        assert clean_date(text, "").value == day.isoformat()


@pytest.mark.parametrize(
    ("counts", "column"),
    [
        ({"01.01.1980": 5, "05.03.1985": 1}, ";1980-01-01"),
        ({"01.01.1980": 3, "1/1/1980": 2, "1/31/1990": 1}, "mdy;1980-01-01"),
        ({"01.01.1980": 4, "05.03.1985": 1}, ""),
        ({"01.01.1980": 5, "05.03.1985": 2}, ""),
        ({"05.03.1985": 19}, ""),
        ({"05.03.1985": 20, "06.03.1985": 2}, ";1985-03-05"),
        ({}, ""),
    ],
)
def test_a_day_too_frequent_is_the_column_s_default(counts: dict[str, int], column: str) -> None:
    """Hundreds of clients would be congratulated on one day, and matched by it."""
    assert birth_column(counts) == column


def test_the_column_s_default_is_nobody_s_birthday() -> None:
    """A program's default would be kept as a birthday, or a real one lost with it."""
    default, real = (clean_birth_date(text, ";1980-01-01", TODAY) for text in ("1.1.1980", "2.1.1980"))
    assert (default.value, default.code) == ("", "birth_date.column_default")
    assert (real.value, real.code) == ("1980-01-02", "")


@pytest.mark.parametrize(
    ("text", "order", "key"),
    [
        ("17.03.1985", "", "1985-03-17"),
        ("15.03.1850", "", "1850-03-15"),
        ("25.11.2045", "", "2045-11-25"),
        ("19551192", "", "1955-11-92"),
        ("1743-02-30", "", "1743-02-30"),
        ("5/31/1743", "mdy", "1743-05-31"),
        ("31.02.1985", "", "1985-02-31"),
        ("10.11", "", "--11-10"),
        ("5 мая", "", "--05-05"),
        ("--05-17", "", "--05-17"),
        ("1985", "", "1985"),
        ("май 1985", "", "1985-05"),
        ("05.1985", "", "1985-05"),
        ("1985-05", "", "1985-05"),
        ("01.01.1970", "", ""),
        ("не помню", "", ""),
    ],
)
def test_what_is_no_birth_date_can_still_be_compared(text: str, order: str, key: str) -> None:
    """People of old registers, and those with the same slip in two lists, could not be recognised by their birthday."""
    assert clean_birth_date(text, order, TODAY).key == key
