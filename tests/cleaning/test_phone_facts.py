"""What a number tells, and how sure a cell of numbers is."""

import phonenumbers
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from clientbase.cleaning.phone_facts import PhoneFacts, phone_facts, phone_type
from clientbase.cleaning.phone_quality import DADATA_CODES, phone_quality
from clientbase.cleaning.phones import clean_phones


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        ("+79161234567", PhoneFacts("RU", "mobile")),
        ("+78005553535", PhoneFacts("RU", "toll_free")),
        ("+74951234567;ext=12", PhoneFacts("RU", "fixed_line", "Московская обл.", "Europe/Moscow")),
        ("+73832123456", PhoneFacts("RU", "fixed_line", "Новосибирская обл.", "Asia/Novosibirsk")),
        ("+375291234567", PhoneFacts("BY", "mobile", "", "Europe/Moscow")),
        ("12", PhoneFacts()),
    ],
)
def test_a_number_tells_its_type_and_place_only_where_it_has_one(number: str, facts: PhoneFacts) -> None:
    """A mobile number of Russia would be called at night: nobody knows where its owner is."""
    assert phone_facts(number, "ru") == facts
    assert phone_type(number) == facts.type


@pytest.mark.parametrize(
    ("text", "quality", "code"),
    [
        ("+7 916 123-45-67", "sure", 0), ("916 123-45-67", "assumed", 1), ("+375 29 123-45-67", "foreign", 7),
        ("8 916 123-45-67, 8 495 123-45-67", "several", 3), ("224-45-67", "local", 1),
        ("8 (982) 691-211", "unknown", 1),
        ("89999999999", "garbage", 2), ("нет телефона", "garbage", 2), ("", "empty", 2), ("-", "empty", 2),
    ],
)  # fmt: skip
def test_the_quality_of_a_cell_is_that_of_the_paid_service(text: str, quality: str, code: int) -> None:
    """Whoever comes from DaData finds the same distinctions."""
    found = phone_quality(clean_phones(text, "RU"))
    assert (found, DADATA_CODES[found]) == (quality, code)


@settings(deadline=None)  # the first look loads a plan
@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)), st.integers(0, 10**9), st.integers(0, 6))
def test_the_type_is_the_library_s(region: str, tail: int, kept: int) -> None:
    """The quick look at mobile numbers would call a landline mobile."""
    example = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
    assume(example is not None)
    assert example is not None
    digits = phonenumbers.national_significant_number(example)
    digits = digits[:kept] + str(tail).zfill(9)[: max(len(digits) - kept, 0)]
    e164 = f"+{example.country_code}{digits}"
    number = phonenumbers.parse(e164)
    assume(phonenumbers.format_number(number, PhoneNumberFormat.E164) == e164)
    known = PhoneNumberType.to_string(phonenumbers.number_type(number)).lower()
    assert (phone_type(e164) == "mobile") == (known == "mobile" and phonenumbers.is_valid_number(number))


@given(st.text(max_size=30))
def test_every_cell_has_a_quality(text: str) -> None:
    """A word without a code would leave its column empty."""
    assert phone_quality(clean_phones(text, "RU")) in DADATA_CODES
