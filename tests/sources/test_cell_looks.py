"""What a cell looks like: the small judgements on which header and content detection stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.sources.values import is_date, is_email, is_number, is_phone, is_value


@pytest.mark.parametrize(
    "cell",
    ["+7 (916) 123-45-67", "8 916 123 45 67", "79161234567", "79161234567.0", "9161234567", "'+31612345678",
     "+375 29 123-45-67", "8-495-123-45-67, 8-916-123-45-67", "+7.916.123.45.67"],
)  # fmt: skip
def test_phones(cell: str) -> None:
    """Every usual spelling counts, also the first of several."""
    assert is_phone(cell)
    assert is_value(cell)


@pytest.mark.parametrize(
    "cell", ["", "7707083893", "4601234567890", "12.05.1990", "1500,50", "доб. 12", "+", "2024-01-05"]
)
def test_no_phones(cell: str) -> None:
    """Ids, sums and dates are not to be called."""
    assert not is_phone(cell)


@pytest.mark.parametrize("cell", ["1", "-5", "1 500,50", "1,500.00", "1500.5", "15 %", "1\u00a0500 ₽", "300 руб."])
def test_numbers(cell: str) -> None:
    """Sums come with spaces, signs and units."""
    assert is_number(cell)


@pytest.mark.parametrize("cell", ["Телефон", "Адрес 2", "№ заказа", "2-й телефон", "ООО 12 месяцев", "e-mail"])
def test_labels_are_no_values(cell: str) -> None:
    """A header with a digit in it is still a header."""
    assert not is_value(cell)


def test_dates_and_emails() -> None:
    """Both mark a row as data."""
    assert is_date("01.02.2024 10:00") and is_date("2024-02-01") and is_date("9:30")
    assert is_email("a.b@c-d.ru; x@y.ru") and not is_email("a@b") and not is_email("@telegram")


@given(st.text())
def test_any_cell_is_judged(cell: str) -> None:
    """No cell may break the search for a header."""
    assert is_value(cell) in (True, False)
