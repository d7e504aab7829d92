"""Sensitive data in free texts: found where it is, not where it is not, and never shown whole."""

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.sensitive import (
    KINDS,
    are_cards,
    quick_pattern,
    sensitive_findings,
    sensitive_header,
    sensitive_kinds,
    without_secrets,
)

TELLING = [
    ("карта 4111 1111 1111 1111", "card", "4111 **** **** 1111"),
    ("оплата: 2200-1234-5678-9019", "card", "2200-****-****-9019"),
    ("AmEx 378282246310005", "card", "3782*******0005"),
    ("паспорт 45 10 123456 выдан ОВД", "passport", "45 ** ****56"),
    ("серия 4510 номер 123456", "passport", "45** ***** ****56"),
    ("passport no. AB1234567", "passport", "AB12***67"),
    ("СНИЛС 11223344595", "snils", "11*******95"),
    ("112-233-445 95", "snils", "11*-***-*** 95"),
    ("пароль: qwerty123", "password", "***"),
    ("Пароль от кабинета - s3cret", "password", "***"),
    ("логин/пароль: ivan/123", "password", "***"),
    ("password=abc", "password", "***"),
    ("пароль qwerty123", "password", "***"),
    ("логин ivan пароль ivan", "password", "***"),
    ("Pass: 12345", "password", "***"),
    ("CVV 123", "password", "***"),
    ("пин 1234", "password", "***"),
    ("загранпаспорт 71 1234567", "passport", "71 *****67"),
    ("пасп. 4510 123456", "passport", "45** ****56"),
    ("4510 123456 выдан УВД", "passport", "45** ****56"),
    ("в/у 99 12 123456", "passport", "99 ** ****56"),
    ("SSN 123-45-6789", "snils", "12*-**-**89"),
    ("состоит в профсоюзе", "belief", "профсоюзе"),
    ("грыжа", "health", "грыжа"),
    ("мигрень", "health", "мигрень"),
    ("беременеет после ЭКО", "health", "после эко"),
    ("у неё диабет", "health", "диабет"),
    ("Беременна, 7 месяцев", "health", "беременна"),
    ("ВИЧ", "health", "вич"),
    ("анализы крови готовы", "health", "анализы крови"),
    ("Allergic to nuts", "health", "allergic"),
    ("мусульманин, не звонить в пятницу", "belief", "мусульманин"),
    ("член партии", "belief", "член партии"),
    ("по национальности узбек", "origin", "узбек"),
    ("ранее судим", "crime", "судим"),
    ("отпечатки пальцев сняты", "biometric", "отпечатки пальцев"),
    ("he is gay", "intimate", "gay"),
]
HARMLESS = [
    "любит чай", "партия товара", "Иванович", "рак по гороскопу", "узбекская кухня", "анализ рынка", "забыла пароль",
    "пароль: нет", "паспорт сделки 123", "алкоголь", "безалкогольное",
    "православный календарь", "Cancer (zodiac)", "собака аллергия",
    "эко-сумка", "пароль 12.05.2024 выслан", "PIN 560001", "Спина 1234", "права покупателя", "заказ выдан",
    "passed 12",
    "invalid", "тел +7 912 345-67-89",
    "89161234567", "7707083893", "EAN 4607001234567", "40702810500000000001", "заказ 4111111111111111",
    "4111 1111 1111 1112", "4510 123456", "112-233-445 96", "", "нет",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "shown"), TELLING)
def test_what_tells_too_much_is_found_and_masked(text: str, kind: str, shown: str) -> None:
    """A card or a diagnosis would go out with a mailing file, or be copied into the list of problems."""
    assert [tuple(finding) for finding in sensitive_findings(text)] == [(kind, shown)]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    """Notes about tea, orders and phones would be missing from files."""
    assert sensitive_kinds(text) == ()


@pytest.mark.parametrize("text", [text for text, _, _ in TELLING])
def test_the_quick_look_of_the_engine_misses_nothing(text: str) -> None:
    """A text that the quick look passes over would never be judged."""
    sql = "select regexp_matches(replace(lower($text), 'ё', 'е'), $pattern)"
    assert duckdb.execute(sql, {"text": text, "pattern": quick_pattern()}).fetchall() == [(True,)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Паспорт", "passport"),
        ("Пароль", "password"),
        ("Аллергия", "health"),
        ("Национальность", "origin"),
        ("СНИЛС", "snils"),
        ("Номер карты", ""),
        ("Паспорт изделия", ""),
        ("Nationality", ""),
        ("Примечание", ""),
    ],
)
def test_a_header_may_promise_it(header: str, kind: str) -> None:
    """A column of passports would be a column of harmless numbers, or one of loyalty cards a column of bank cards."""
    assert sensitive_header(header) == kind


def test_a_cell_below_such_a_header_is_such_a_thing() -> None:
    """4510 123456 alone may be anything; in the column "Паспорт" it is a passport, and "да" is none."""
    assert [tuple(found) for found in sensitive_findings("4510 123456", "passport")] == [("passport", "45** ****56")]
    assert sensitive_kinds("орехи", "health") == ("health",)
    assert sensitive_kinds("да", "passport") == sensitive_kinds("нет", "health") == ()


def test_a_column_of_other_numbers_is_no_column_of_cards() -> None:
    """One in ten of any sixteen-digit numbers has the check digit of a card."""
    assert are_cards(["4111111111111111", "4242424242424242"])
    assert not are_cards([str(4000000000000000 + step) for step in range(50)])


@given(st.text() | st.text("4276 1-:парольСНИЛСдиабет", max_size=40), st.sampled_from(["", *KINDS]))
def test_any_text_has_known_kinds_and_shows_no_long_number(text: str, header_kind: str) -> None:
    """An import would stop at a strange cell, or a number would be in the list of problems whole."""
    for finding in sensitive_findings(text, header_kind):
        assert finding.kind in KINDS
        assert not re.search(r"\d{9}", finding.shown)


def test_a_row_that_is_told_of_as_a_whole_keeps_its_secrets() -> None:
    """A row with a cell too many would be shown in the problems with the card number in its note."""
    row = "8 | 89160000001 | пароль: qwerty | карта 4111 1111 1111 1111 | паспорт 4510 123456 | заказ 5"
    assert without_secrets(row) == (
        "8 | 89160000001 | пароль: *** | карта 4111 **** **** 1111 | паспорт 45** ****56 | заказ 5"
    )


@given(st.text() | st.text("4276 1-:парольпаспорт", max_size=40))
def test_a_text_without_secrets_holds_no_card(text: str) -> None:
    """What is masked once would be found again, or an import would stop at a strange row."""
    assert not {"card"} & set(sensitive_kinds(without_secrets(text)))
