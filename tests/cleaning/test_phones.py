"""Phones: what a cell holds, in every way that spreadsheets spoil it."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.phones import clean_phones

MOBILE = "+79161234567"
OFFICE = "+74957654321"


def values(text: str, country: str = "RU") -> list[str]:
    """Return the E.164 forms of one cell."""
    return [cleaned.value for cleaned in clean_phones(text, country)]


@pytest.mark.parametrize(
    "text",
    [
        "+7 916 123-45-67",
        "8 (916) 123-45-67",
        "8916 1234567",
        "79161234567",
        "9161234567",
        "+89161234567",
        "+8 (916) 123-45-67",
        "0079161234567",
        "79161234567.0",
        "7.9161234567E10",
        "7,9161234567E+10",
        "'+79161234567",
        "тел. 8-916-123-45-67",
        "моб: 8 916 123 45 67 (жена)",
        "8,916,123-45-67",
        "8 916 123-45-67 **",
        "89161234567??",
        "\u202a+7 916 123\u201145\u201167\u202c",
        "８９１６１２３４５６７",
    ],
)
def test_every_russian_spelling_is_one_number(text: str) -> None:
    """A number typed, exported or broken by Excel would not meet its other spellings."""
    assert values(text) == [MOBILE]


@pytest.mark.parametrize(
    "text",
    [
        "8 916 123-45-67, 8(495)765-43-21",
        "8 916 123-45-67; +7 495 765 43 21",
        "8 916 123-45-67/8 495 765-43-21",
        "89161234567\n84957654321",
        "8 916 123-45-67 или 8 495 765-43-21",
        "8 916 123-45-67 и 8 495 765-43-21",
        "89161234567 84957654321",
        "+79161234567 +74957654321",
        "моб 89161234567, раб 84957654321, 8 (916) 123-45-67",
    ],
)
def test_several_numbers_in_a_cell_are_several(text: str) -> None:
    """The second number of a cell would be lost, or both would be one that nobody has; a repeated one stays single."""
    assert values(text) == [MOBILE, OFFICE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8 (495) 765-43-21 доб. 123", f"{OFFICE};ext=123"),
        ("8 (495) 765-43-21, доб.12", f"{OFFICE};ext=12"),
        ("+7 495 765-43-21 ext 5", f"{OFFICE};ext=5"),
        (f"{OFFICE};ext=123", f"{OFFICE};ext=123"),
    ],
)
def test_an_extension_stays_with_the_value_and_out_of_the_key(text: str, value: str) -> None:
    """Two colleagues of one office number would not be seen as sharing it, or could not be reached."""
    (cleaned,) = clean_phones(text, "RU")
    assert (cleaned.value, cleaned.key) == (value, OFFICE)


@pytest.mark.parametrize("text", ["79999999999", "+70000000000", "1234567890", "0000000", "8 999 999 99 99", "11111"])
def test_made_up_digits_are_no_phone(text: str) -> None:
    """Everybody who typed nines would become one client."""
    (cleaned,) = clean_phones(text, "RU")
    assert (cleaned.code, cleaned.value, cleaned.key) == ("phone.placeholder", "", "")


@pytest.mark.parametrize(
    ("text", "country", "code", "key"),
    [
        ("3865286", "US", "phone.local_only", "US:3865286"),
        ("765-43-20", "RU", "phone.local_only", "RU:7654320"),
        ("2-34-56", "RU", "phone.local_only", "RU:23456"),
        ("12-34-56", "RU", "phone.local_only", "RU:123456"),
        ("123-45-67", "RU", "phone.local_only", "RU:1234567"),
        ("45-12-34", "RU", "phone.local_only", "RU:451234"),
        ("5-12-34 (дом)", "KZ", "phone.local_only", "KZ:51234"),
        ("2-34-56", "BY", "phone.local_only", "BY:23456"),
        ("451234", "RU", "phone.not_in_plan", ""),
        ("1234567", "RU", "phone.placeholder", ""),
        ("+7 123 456-78-90", "RU", "phone.placeholder", ""),
        ("+7 916 123-45-6", "RU", "phone.not_in_plan", ""),
        ("7,91612E+10", "RU", "phone.not_in_plan", ""),
        ("спросить у Ольги", "RU", "phone.no_digits", ""),
        ("+7 (___) ___-__-__", "RU", "phone.masked", ""),
        ("+7 (___) ___", "RU", "phone.masked", ""),
        ("+7 926 *** ** 12", "RU", "phone.masked", ""),
        ("8 926 ХХХ ХХ ХХ", "RU", "phone.masked", ""),
        ("8926xxx1234", "RU", "phone.masked", ""),
        ("415 *** 2671", "US", "phone.masked", ""),
        ("89161234567", "XX", "phone.not_in_plan", ""),
    ],
)
def test_what_cannot_be_dialled_has_a_name(text: str, country: str, code: str, key: str) -> None:
    """A person could not tell what to correct; a local number would lose even its use for comparing."""
    (cleaned,) = clean_phones(text, country)
    assert (cleaned.code, cleaned.value, cleaned.key, cleaned.original) == (code, "", key, text)


@pytest.mark.parametrize(
    ("text", "country", "value", "quality"),
    [
        ("+7 916 123-45-67", "RU", MOBILE, "sure"),
        ("8 916 123-45-67", "RU", MOBILE, "sure"),
        ("916 123-45-67", "RU", MOBILE, "assumed"),
        ("+7 916 123-45-67", "US", MOBILE, "foreign"),
        ("+7 701 234 56 78", "RU", "+77012345678", "foreign"),
        ("8 701 234 56 78", "KZ", "+77012345678", "sure"),
        ("380501234567", "RU", "+380501234567", "foreign"),
        ("(415) 555-2671", "US", "+14155552671", "assumed"),
        ("+44 (0)20 7946 0958", "GB", "+442079460958", "sure"),
        ("030/123456", "DE", "+4930123456", "assumed"),
    ],
)
def test_quality_says_where_the_country_came_from(text: str, country: str, value: str, quality: str) -> None:
    """A guessed country would look as sure as a written one."""
    (cleaned,) = clean_phones(text, country)
    assert (cleaned.value, cleaned.quality, cleaned.code) == (value, quality, "")


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "нет", "n/a", "не указан"])
def test_an_empty_cell_is_no_problem(text: str) -> None:
    """Thousands of empty cells would drown the real problems."""
    (cleaned,) = clean_phones(text, "RU")
    assert (cleaned.original, cleaned.value, cleaned.code) == (text, "", "")


def test_one_bad_number_does_not_spoil_the_good_one() -> None:
    """A shorthand "…67/68" would take the whole number down with it."""
    assert [(c.value, c.code) for c in clean_phones("8-916-123-45-67/68", "RU")] == [
        (MOBILE, ""),
        ("", "phone.not_in_plan"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "89161234567 звонить после 18",
        "8(916)123-45-67 после 18:00",
        "+7-916-123-45-67 с 10:00",
        "8 (916) 123-45-67 с 9 до 18",
        "89161234567 кв. 5",
        "89161234567, кв. 5",
        "кв. 5 89161234567",
        "+7 916 123 45 67 (2-й номер)",
        "89161234567 WhatsApp 2",
        "89161234567 д.р. 12.05.1985",
        "8 916 123-45-67, после 18:00",
    ],
)
def test_a_remark_beside_the_number_does_not_lose_it(text: str) -> None:
    """A client who may be called after six could not be called at all."""
    (cleaned,) = clean_phones(text, "RU")
    assert (cleaned.value, cleaned.quality, cleaned.code, cleaned.original) == (MOBILE, "sure", "phone.remark", text)


@pytest.mark.parametrize(
    "text", ["89161234567 (муж) 84957654321 жена", "89161234567 Ольга жена 84957654321", "муж 89161234567 84957654321"]
)
def test_numbers_among_words_are_all_found(text: str) -> None:
    """Both numbers of a couple would be lost for the word between them."""
    assert values(text) == [MOBILE, OFFICE]


@pytest.mark.parametrize("text", ["ИНН 7707083893 КПП 770701001", "договор 12 от 12.05.1985", "кв. 5, 12.05.1985"])
def test_other_numbers_among_words_are_no_phone(text: str) -> None:
    """A tax number would be dialled."""
    assert not any(values(text))


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("8916 1234567, 80", "RU", MOBILE),
        ("89161234567/79", "RU", MOBILE),
        ("8029 1234567, 80", "BY", "+375291234567"),
        ("050 123 45 67; 12", "UA", "+380501234567"),
    ],
)
def test_digits_after_a_comma_are_the_end_of_a_second_number(text: str, country: str, value: str) -> None:
    """The neighbour's number would be an extension that no exchange connects."""
    first, second = clean_phones(text, country)
    assert (first.value, first.code, second.code) == (value, "", "phone.not_in_plan")


def test_digits_after_a_comma_are_an_extension_where_they_are_written_so() -> None:
    """An American extension would be told as a wrong number."""
    assert values("650-253-0000, 80", "US") == values("+1 650-253-0000, 80", "RU") == ["+16502530000;ext=80"]


def test_digits_are_not_joined_across_a_second_plus() -> None:
    """An Egyptian number after a forgotten "+8" would be somebody's in Korea."""
    assert values("+8 +20238805058", "BY") == ["", "+20238805058"]
    assert values("+7 916 +1234567", "BY") == [""]


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.text("+0123456789()-,;/ xдобeE.\n")), st.sampled_from(["RU", "US", "KZ", "DE", "", "XX"])
)
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str, country: str) -> None:
    """One odd cell would stop an import, or a value would change each time it passes."""
    verdicts = clean_phones(text, country)
    assert len(verdicts) > 1 or verdicts[0].original == text
    for cleaned in verdicts:
        if cleaned.value:
            assert values(cleaned.value, country) == [cleaned.value]
            assert phonenumbers.is_valid_number(phonenumbers.parse(cleaned.value))
