"""E-mail addresses: what is one, what was meant, what is a word instead of one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.emails import clean_emails


@pytest.mark.parametrize(
    ("text", "value", "key"),
    [
        ("Ivan@Mail.RU", "Ivan@mail.ru", "ivan@mail.ru"),
        ("  ivan@mail.ru. ", "ivan@mail.ru", "ivan@mail.ru"),
        ("mailto:ivan@mail.ru?subject=Привет", "ivan@mail.ru", "ivan@mail.ru"),
        ("Иван Петров <ivan@mail.ru>", "ivan@mail.ru", "ivan@mail.ru"),
        ("ivan @ mail.ru", "ivan@mail.ru", "ivan@mail.ru"),
        ("i.v.a.n+shop@gmail.com", "i.v.a.n+shop@gmail.com", "i.v.a.n+shop@gmail.com"),
        ("olga@почта.рф", "olga@почта.рф", "olga@xn--80a1acny.xn--p1ai"),
        ("olga@xn--80a1acny.xn--p1ai", "olga@почта.рф", "olga@xn--80a1acny.xn--p1ai"),
        ("ann@example.com", "ann@example.com", "ann@example.com"),
        ("ann@shop.example", "ann@shop.example", "ann@shop.example"),
        ("romashka@romashka.ru", "romashka@romashka.ru", "romashka@romashka.ru"),
        ("ivan@gmail.ru", "ivan@gmail.ru", "ivan@gmail.ru"),
        ("ivan@mai.ru", "ivan@mai.ru", "ivan@mai.ru"),
    ],
)
def test_an_address_has_one_form(text: str, value: str, key: str) -> None:
    """Two spellings of one address would be two clients; a real domain would be called a mistake."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.value, cleaned.key, cleaned.code, cleaned.suggestion) == (value, key, "", "")


@pytest.mark.parametrize(
    "text",
    [
        "ivan@mail.ru, petr@ya.ru",
        "ivan@mail.ru,petr@ya.ru",
        "ivan@mail.ru; petr@ya.ru",
        "ivan@mail.ru petr@ya.ru",
        "Иван <ivan@mail.ru>, Пётр <petr@ya.ru>",
        "ivan@mail.ru\nIVAN@mail.ru\npetr@ya.ru",
    ],
)
def test_several_addresses_in_a_cell_are_several(text: str) -> None:
    """The second address would be lost, and a repeated one would come twice."""
    assert [cleaned.value for cleaned in clean_emails(text)] == ["ivan@mail.ru", "petr@ya.ru"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ivan", ""),
        ("ivan.firma.ru", ""),
        ("ivanmail.ru", "ivan@mail.ru"),
        ("ivangmail.com", "ivan@gmail.com"),
        ("ivan@", ""),
        ("@mail.ru", ""),
        ("a@b@c.ru", ""),
        ("test@org", ""),
        ("ivan@iana.123", ""),
        ("ivan@255.255.255.255", ""),
        ("iv" * 33 + "@mail.ru", ""),
        (".ivan@mail.ru", ""),
        ("ivan@mail,ru", "ivan@mail.ru"),
        ("ivan@mailru", "ivan@mail.ru"),
        ("ivаn@mail.ru", "ivan@mail.ru"),
        ("ivan@mаil.ru", "ivan@mail.ru"),
    ],
)
def test_what_no_server_takes_is_no_address(text: str, suggestion: str) -> None:
    """A mailing would bounce on it; an obvious slip would not be offered for correction."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.code, cleaned.value, cleaned.suggestion) == ("email.not_an_address", "", suggestion)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Ivan@gmial.com", "Ivan@gmail.com"),
        ("ivan@gmail.con", "ivan@gmail.com"),
        ("ivan@gmial.con", "ivan@gmail.com"),
        ("ivan@yandx.ru", "ivan@yandex.ru"),
        ("ivan@yandex.ry", "ivan@yandex.ru"),
        ("ivan@bk.tu", "ivan@bk.ru"),
        ("ivan@maill.ru", "ivan@mail.ru"),
        ("ivan@firma.ry", "ivan@firma.ru"),
    ],
)
def test_a_misspelt_domain_is_told_and_never_changed(text: str, suggestion: str) -> None:
    """A guess would be written into the base as if the client had said it."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.code, cleaned.value, cleaned.suggestion) == ("email.typo_domain", text, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "no@mail.ru",
        "net@net.ru",
        "нет@mail.ru",
        "test@test.ru",
        "123@123.ru",
        "a@a.ru",
        "none@firma.ru",
        "noemail@gmail.com",
        "email@email.com",
    ],
)
def test_a_made_up_address_is_none(text: str) -> None:
    """All who typed no@mail.ru would become one client."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.code, cleaned.value, cleaned.key) == ("email.placeholder", "", "")


@pytest.mark.parametrize("text", ["", " ", "-", "нет", "N/A"])
def test_an_empty_cell_is_no_problem(text: str) -> None:
    """Empty cells would be reported as mistakes."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.original, cleaned.value, cleaned.code) == (text, "", "")


@settings(deadline=None)
@given(st.one_of(st.text(), st.emails(), st.text("abви@.,;<> -ru'\"")))
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str) -> None:
    """One odd cell would stop an import, or an address would change each time it passes."""
    for cleaned in clean_emails(text):
        if cleaned.value:
            assert [again.value for again in clean_emails(cleaned.value)] == [cleaned.value]
