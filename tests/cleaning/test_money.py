"""Amounts and quantities in the spellings of people, banks and spreadsheets."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.money import clean_money, clean_number, column_decimal_sign


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1500", "1500"),
        ("1 500,50 ₽", "1500.50"),
        ("1\u00a0500,5 руб.", "1500.50"),
        ("1\u202f500 р.", "1500"),
        ("1'500.00", "1500"),
        ("RUB 1500", "1500"),
        ("12 руб. 50 коп.", "12.50"),
        ("1,234.56", "1234.56"),
        ("1,5 млн руб.", "1500000"),
        ("50к", "50000"),
        ("1.234 тыс. ₽", "1234"),
        ("12 т.р.", "12000"),
        ("-2,5 тыс", "-2500"),
        ("бесплатно", "0"),
        ("1.234,56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234,567", "1234.567"),
        ("0,125", "0.125"),
        ("(300)", "-300"),
        ("300-", "-300"),
        ("−300", "-300"),
        ("+300", "300"),
        ("1500,-", "1500"),
        ("1500=", "1500"),
        ("1500.0000000001", "1500"),
        ("0.30000000000000004", "0.30"),
        ("1.5E+3", "1500"),
        (".5", "0.50"),
        ("-0", "0"),
        ("'1500", "1500"),
    ],
)
def test_an_amount_is_a_plain_decimal(text: str, value: str) -> None:
    """A sale would be a thousand times too big, negative as positive, or missing."""
    cleaned = clean_money(text, "", "RUB")
    assert (cleaned.value, cleaned.code) == (value, "")


@pytest.mark.parametrize("text", ["сто рублей", "руб.", "10 20", "1,,5", "1.5.5", "1e99", "9" * 40, "12-14"])
def test_what_is_no_amount_is_told(text: str) -> None:
    """A wrong amount would be summed as if it were right."""
    cleaned = clean_money(text, "", "RUB")
    assert (cleaned.value, cleaned.code) == ("", "money.not_a_number")


@pytest.mark.parametrize(
    ("text", "sign", "value", "code"),
    [
        ("1,234", "", "1.2340", "money.ambiguous"),
        ("1.234", "", "1.2340", "money.ambiguous"),
        ("1,234", ",", "1.2340", ""),
        ("1,234", ".", "1234", ""),
        ("1.234", ",", "1234", ""),
    ],
)
def test_the_column_decides_what_the_value_does_not_tell(text: str, sign: str, value: str, code: str) -> None:
    """1,234 would be one and a quarter in one row and a thousand in the next without a word."""
    cleaned = clean_money(text, sign, "RUB")
    assert (cleaned.value, cleaned.code) == (value, code)
    assert cleaned.suggestion == (value if code else "")


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1,5", "1,234"], ","),
        (["1,234.50", "7"], "."),
        (["1,234,567"], "."),
        (["1 500,50 ₽"], ","),
        (["1,234"], ""),
        (["1,5", "1.5"], ""),
        ([], ""),
    ],
)
def test_a_column_proves_its_sign_or_says_nothing(texts: list[str], sign: str) -> None:
    """A column that mixes both signs would be read by one of them."""
    assert column_decimal_sign(texts) == sign


@pytest.mark.parametrize(
    ("text", "currency", "value", "code"),
    [
        ("$5.00", "USD", "5", ""),
        ("-$5.50", "USD", "-5.50", ""),
        ("5 руб", "BYN", "5", ""),
        ("$5.00", "RUB", "", "money.other_currency"),
        ("5,00 €", "RUB", "", "money.other_currency"),
        ("100 USD", "RUB", "", "money.other_currency"),
    ],
)
def test_another_currency_is_never_summed(text: str, currency: str, value: str, code: str) -> None:
    """Dollars would be added to roubles."""
    cleaned = clean_money(text, "", currency)
    assert (cleaned.value, cleaned.code) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("3", "3", ""),
        ("2 шт.", "2", ""),
        ("30 лет", "30", ""),
        ("15 %", "15", ""),
        ("0,5", "0.50", ""),
        ("1,234", "1.2340", "number.ambiguous"),
        ("много", "", "number.not_a_number"),
        ("5 руб", "", "number.not_a_number"),
    ],
)
def test_a_quantity_is_a_plain_decimal(text: str, value: str, code: str) -> None:
    """A quantity with a unit would be lost."""
    cleaned = clean_number(text, "")
    assert (cleaned.value, cleaned.code) == (value, code)


@pytest.mark.parametrize("text", ["", "-", "нет", "n/a"])
def test_an_empty_cell_is_no_problem(text: str) -> None:
    """Empty amounts would be reported as mistakes."""
    assert clean_money(text, "", "RUB").code == clean_number(text, "").code == ""


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.text("0123456789,. -'()₽$eE%руб")),
    st.sampled_from(["", ",", "."]),
    st.sampled_from(["", ",", "."]),
)
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str, sign: str, column: str) -> None:
    """One odd cell would stop an import, or an amount would change each time it passes."""
    for cleaned, again in (
        (money := clean_money(text, sign, "RUB"), clean_money(money.value, column, "RUB")),
        (number := clean_number(text, sign), clean_number(number.value, column)),
    ):
        assert (again.value, again.code) == (cleaned.value, "")
        assert cleaned.original == text


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_written_amount_is_read_back(amount: Decimal) -> None:
    """Cents would be lost between writing and reading."""
    russian = f"{amount:,.2f}".replace(",", " ").replace(".", ",")
    assert Decimal(clean_money(russian, "", "RUB").value) == amount
    assert Decimal(clean_money(f"{amount:,.2f}", "", "RUB").value) == amount


@given(st.from_regex(r"(0|[1-9][0-9]{0,12})([.,][0-9]{2})?", fullmatch=True), st.sampled_from(["", ",", "."]))
def test_a_bare_number_is_read_as_any_other(text: str, sign: str) -> None:
    """The short way of the commonest spelling must not become a rule of its own."""
    long_way = f"{text} "
    assert clean_money(text, sign, "RUB").value == clean_money(long_way, sign, "RUB").value
    assert clean_number(text, sign).value == clean_number(long_way, sign).value
    assert column_decimal_sign([text]) == column_decimal_sign([long_way])


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("от 1000", "1000", "money.approximate"),
        ("~500 ₽", "500", "money.approximate"),
        ("около 2 тыс. руб.", "2000", "money.approximate"),
        ("10%", "", "money.percent"),
        ("12,5 %", "", "money.percent"),
        ("0.1255123", "0.1255", "money.rounded"),
        ("5", "5", ""),
    ],
)
def test_an_amount_that_is_not_exact_says_so(text: str, value: str, code: str) -> None:
    """A price "from 1000", a tenth of a price or a cut fraction would be summed as an exact amount."""
    cleaned = clean_money(text, "", "RUB")
    assert (cleaned.value, cleaned.code) == (value, code)
