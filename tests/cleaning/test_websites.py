"""Addresses of sites: one form for the many spellings of a domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.websites import clean_website


@pytest.mark.parametrize(
    ("text", "value", "key"),
    [
        ("https://www.Romashka.RU/", "romashka.ru", "romashka.ru"),
        ("http://http://romashka.ru", "romashka.ru", "romashka.ru"),
        ("Сайт: romashka.ru", "romashka.ru", "romashka.ru"),
        ("romashka.ru/Shop?utm_source=ya&id=5#top", "romashka.ru/Shop?id=5", "romashka.ru/Shop?id=5"),
        ("https://xn--e1afmkfd.xn--p1ai/a", "пример.рф/a", "xn--e1afmkfd.xn--p1ai/a"),
        ("пример.рф", "пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("a.ru, b.com/", "a.ru, b.com", "a.ru, b.com"),
        ("www.ru", "www.ru", "www.ru"),
    ],
)
def test_a_site_has_one_form(text: str, value: str, key: str) -> None:
    """Two spellings of one site would be two firms."""
    cleaned = clean_website(text)
    assert (cleaned.value, cleaned.key, cleaned.code) == (value, key, "")


@pytest.mark.parametrize("text", ["есть сайт", "romashka,ru", "иванов.петров", "http://"])
def test_what_is_no_address_stays_as_written(text: str) -> None:
    """A remark would be lost."""
    cleaned = clean_website(text)
    assert (cleaned.value, cleaned.key, cleaned.code) == (text, "", "website.not_an_address")


def test_an_e_mail_address_is_no_site() -> None:
    """An address to write to would be shown as a site and never be found by those who write."""
    assert (clean_website("info@romashka.ru").value, clean_website("info@romashka.ru").code) == ("", "website.email")


def test_an_account_is_no_e_mail_address() -> None:
    """Somebody would look for a mailbox in "@ivan", and the account would be gone."""
    cleaned = clean_website("@ivan")
    assert (cleaned.value, cleaned.key, cleaned.code) == ("@ivan", "", "website.account")


@pytest.mark.parametrize("text", ["No", "нет сайта", "-"])
def test_no_site_is_no_problem(text: str) -> None:
    """A list in which firms without a site say "No" would be full of remarks."""
    assert (clean_website(text).value, clean_website(text).code) == ("", "")


@given(st.text() | st.text("htp:/.w?=&#@aрф1, ", max_size=30))
def test_sites_never_raise_and_stay_as_they_are_once_clean(text: str) -> None:
    """An import would stop at a strange cell, or its second run would give other sites."""
    cleaned = clean_website(text)
    assert cleaned.original == text
    if cleaned.value:
        again = clean_website(cleaned.value)
        assert (again.value, again.key) == (cleaned.value, cleaned.key)
