"""Currencies of deals: the base's own in any of its words, or a problem; sums are never of two kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.money import clean_currency


@pytest.mark.parametrize("text", ["RUB", "rub", "руб.", "₽", " руб ", "RUR"])
def test_the_bases_currency_in_its_words(text: str) -> None:
    """A column of roubles in a base of roubles needs no word."""
    verdict = clean_currency(text, "RUB")
    assert (verdict.value, verdict.code) == ("RUB", "")


@pytest.mark.parametrize("text", ["EUR", "$", "USD", "у.е.", "XYZ"])
def test_another_currency_is_told(text: str) -> None:
    """A hundred euros added to a hundred roubles are two hundred of nothing."""
    verdict = clean_currency(text, "RUB")
    assert (verdict.value, verdict.code) == ("", "money.other_currency")


@given(st.text())
def test_any_text_gets_a_verdict(text: str) -> None:
    """No cell ends as a bug, and the original is kept."""
    assert clean_currency(text, "EUR").original == text
