"""Legal numbers: their lengths and check digits, and what spreadsheets do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.ibans import clean_iban
from clientbase.cleaning.legal_ids import clean_bic, clean_inn, clean_inn_and_kpp, clean_kpp, clean_ogrn, clean_snils

_CLEANERS = (clean_inn, clean_kpp, clean_ogrn, clean_bic, clean_snils, clean_iban)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7707083893", "7707083893"),
        ("7707083893.0", "7707083893"),
        ("'7707083893", "7707083893"),
        ("ИНН: 7707083893", "7707083893"),
        ("ИНН № 7707083893", "7707083893"),
        ("ИНН7707083893", "7707083893"),
        ("7 707 083 893", "7707083893"),
        ("7.707083893E+09", "7707083893"),
        ("500100732259", "500100732259"),
        ("0274062111", "0274062111"),
    ],
)
def test_an_inn_is_its_digits(text: str, value: str) -> None:
    """Sberbank's published number would be refused, or two spellings of it would be two firms."""
    cleaned = clean_inn(text)
    assert (cleaned.value, cleaned.key, cleaned.code) == (value, value, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7707083894", "inn.checksum"),
        ("500100732250", "inn.checksum"),
        ("77070838", "inn.length"),
        ("7.70708E+09", "inn.length"),
        ("сбербанк", "inn.length"),
        ("0000000000", "inn.placeholder"),
        ("1234567890", "inn.placeholder"),
    ],
)
def test_a_wrong_inn_joins_nobody(text: str, code: str) -> None:
    """Two firms with one mistyped number would become one client."""
    cleaned = clean_inn(text)
    assert (cleaned.value, cleaned.key, cleaned.code, cleaned.original) == ("", "", code, text)


def test_the_zero_that_excel_took_from_an_inn_comes_back() -> None:
    """Every firm of the regions 01 to 09 that went through a spreadsheet would be an error."""
    cleaned = clean_inn("274062111.0")
    assert (cleaned.value, cleaned.code) == ("0274062111", "inn.leading_zero")


def test_a_kpp_in_the_column_of_inns_is_no_inn_without_its_zero() -> None:
    """One code in eleven has, with a zero before it, the check digit of an ИНН by chance."""
    codes = [f"{office:04}01001" for office in range(7701, 7751)]
    assert {clean_inn(code).value for code in codes} == {""}


@pytest.mark.parametrize("text", ["DE136695976", "de 136 695 976", "GB 123 4567 89"])
def test_a_foreign_tax_number_is_no_mistake(text: str) -> None:
    """A German firm in a Russian list would have an error that a person would laugh at."""
    assert (clean_inn(text).quality, clean_inn(text).code) == ("foreign", "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("БИН 990140000385", "990140000385"),
        ("ИИН: 850101300123", "850101300123"),
        ("УНП 190123456", "190123456"),
        ("ЄДРПОУ 14360570", "14360570"),
        ("BIN № 990140000385", "990140000385"),
    ],
)
def test_a_number_with_another_country_s_label_is_kept(text: str, value: str) -> None:
    """A Kazakh firm would have a mistyped INN, and a Belarusian one a zero that it never had."""
    cleaned = clean_inn(text)
    assert (cleaned.value, cleaned.quality, cleaned.code) == (value, "foreign", "")


def test_nine_bare_digits_get_no_zero_by_themselves() -> None:
    """A number of Belarus would silently become a Russian one; what it may be is only suggested."""
    cleaned = clean_inn("274062111")
    assert (cleaned.value, cleaned.code, cleaned.suggestion) == ("274062111", "inn.nine_digits", "0274062111")


def test_another_country_has_other_tax_numbers() -> None:
    """An American list would be all errors."""
    assert (clean_inn("52-1693387", "US").value, clean_inn("52-1693387", "US").code) == ("521693387", "")


@pytest.mark.parametrize(
    "text",
    [
        "7707083893/773601001",
        "7707083893 / 773601001",
        "ИНН 7707083893 КПП 773601001",
        "ИНН/КПП: 7707083893, 773601001",
    ],
)
def test_one_cell_for_inn_and_kpp_is_two_numbers(text: str) -> None:
    """The number of a firm whose cell holds its КПП too would be lost."""
    assert [cleaned.value for cleaned in clean_inn_and_kpp(text)] == ["7707083893", "773601001"]


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("773601001", "773601001", ""),
        ("7736AB001", "7736AB001", ""),
        ("27401001", "027401001", "kpp.leading_zero"),
        ("77360100", "", "kpp.format"),
        ("000000000", "", "kpp.format"),
    ],
)
def test_a_kpp_has_nine_characters(text: str, value: str, code: str) -> None:
    """A broken code would be printed on a firm's papers."""
    assert (clean_kpp(text).value, clean_kpp(text).code) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("1027700132195", "1027700132195", ""),
        ("ОГРН 1027700132195", "1027700132195", ""),
        ("304500116000157", "304500116000157", ""),
        ("1027700132196", "", "ogrn.checksum"),
        ("102770013219", "", "ogrn.length"),
        ("1111111111111", "", "ogrn.placeholder"),
    ],
)
def test_an_ogrn_has_its_check_digit(text: str, value: str, code: str) -> None:
    """A firm would carry a number that no register has."""
    assert (clean_ogrn(text).value, clean_ogrn(text).code) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("044525225", "044525225", ""),
        ("44525225", "044525225", "bic.leading_zero"),
        ("SABRRUMM", "SABRRUMM", ""),
        ("144525225", "", "bic.format"),
    ],
)
def test_a_bic_is_of_a_russian_bank_or_of_swift(text: str, value: str, code: str) -> None:
    """Money would be sent to a bank that is none."""
    assert (clean_bic(text).value, clean_bic(text).code) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("112-233-445 95", "112-233-445 95", ""),
        ("11223344595", "112-233-445 95", ""),
        ("001-001-998 00", "001-001-998 00", ""),
        ("112-233-445 96", "", "snils.checksum"),
        ("112-233-445", "", "snils.length"),
        ("000-000-000 00", "", "snils.placeholder"),
    ],
)
def test_a_snils_has_its_check_digits(text: str, value: str, code: str) -> None:
    """Any eleven digits would pass for somebody's pension number."""
    assert (clean_snils(text).value, clean_snils(text).code) == (value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", ""),
        ("IBAN: de89370400440532013000", "DE89370400440532013000", ""),
        ("BY13NBRB3600900000002Z00AB00", "BY13NBRB3600900000002Z00AB00", ""),
        ("GB83WEST12345698765432", "", "iban.checksum"),
        ("GB82WEST1234569876543", "", "iban.format"),
        ("ZZ82WEST12345698765432", "", "iban.country"),
        ("40702810500000000001", "", "iban.format"),
    ],
)
def test_an_iban_has_its_countrys_form_and_checksum(text: str, value: str, code: str) -> None:
    """A payment would go to an account that cannot be."""
    assert (clean_iban(text).value, clean_iban(text).code) == (value, code)


@given(st.text() | st.text("0123456789 -./,EИНabc'", max_size=20))
def test_numbers_never_raise_and_stay_as_they_are_once_clean(text: str) -> None:
    """An import would stop at a strange cell, or its second run would give other numbers."""
    for cleaner in _CLEANERS:
        cleaned = cleaner(text)
        assert cleaned.original == text
        if cleaned.value:
            again = cleaner(cleaned.value)
            assert (again.value, again.key, again.code) == (cleaned.value, cleaned.key, "")


@given(st.from_regex(r"[0-9]{9,15}", fullmatch=True))
def test_a_long_number_with_a_value_is_accepted_by_itself(text: str) -> None:
    """A number that its own check refuses would be in the base."""
    for cleaner in _CLEANERS:
        value = cleaner(text).value
        assert cleaner(value).value == value
