"""What a phone number itself tells: its type, and where the plan is that exact, its region and time zone."""

import re
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, PhoneMetadata, PhoneNumber, PhoneNumberType

from clientbase.cleaning.phone_plans import phone_kinds

_TYPES = {
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "fixed_line",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixed_line_or_mobile",
    PhoneNumberType.TOLL_FREE: "toll_free",
    PhoneNumberType.PREMIUM_RATE: "premium_rate",
    PhoneNumberType.SHARED_COST: "shared_cost",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.PERSONAL_NUMBER: "personal",
    PhoneNumberType.PAGER: "pager",
    PhoneNumberType.UAN: "company",
    PhoneNumberType.VOICEMAIL: "voicemail",
}
_NO_ZONE = "Etc/Unknown"


@dataclass(frozen=True, slots=True)
class PhoneFacts:
    """What is known of a number; "" where nothing is.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        type: "mobile", "fixed_line", "toll_free"…
        region: town or region in the language asked for.
        time_zone: IANA name.
    """

    country: str = ""
    type: str = ""
    region: str = ""
    time_zone: str = ""


def phone_type(e164: str) -> str:
    """Return the type of a number in E.164, "" for what is none."""
    if _is_plainly_mobile(e164):
        return "mobile"
    number = _number(e164)
    return _TYPES.get(phonenumbers.number_type(number), "") if number else ""


def phone_facts(e164: str, language: str = "en") -> PhoneFacts:
    """Return what a number in E.164 (an extension may follow) tells.

    A number that moves with its owner tells no place: of a mobile number of a country with several zones the library
    names them all, and here the zone is unknown.

    Source:
        libphonenumber's geocoding and time zone data through `phonenumbers`.
    """
    number = _number(e164)
    if number is None:
        return PhoneFacts()
    # Both load a table of every prefix of the world: only for those who ask.
    from phonenumbers import geocoder, timezone  # noqa: PLC0415

    zones = timezone.time_zones_for_number(number)
    region = geocoder.description_for_number(number, language)
    is_country = region == geocoder.country_name_for_number(number, language)
    return PhoneFacts(
        phonenumbers.region_code_for_number(number) or "",
        _TYPES.get(phonenumbers.number_type(number), ""),
        "" if is_country else region,
        zones[0] if len(zones) == 1 and zones[0] != _NO_ZONE else "",
    )


def _is_plainly_mobile(e164: str) -> bool:
    """Tell the numbers that most lists are made of, without asking the library about each."""
    digits = e164.removeprefix("+").partition(";")[0]
    code = next((size for size in (1, 2, 3) if digits[:size].isdigit() and _is_code(int(digits[:size]))), 0)
    if not code or not digits.isascii():
        return False
    mobile, others = _mobile_patterns(int(digits[:code]))
    return bool(mobile.fullmatch(digits, code)) and not others.fullmatch(digits, code)


def _is_code(number: int) -> bool:
    return number in COUNTRY_CODE_TO_REGION_CODE


@cache
def _mobile_patterns(code: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what mobile numbers of a code's main country look like, and what any other type does."""
    plan = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[code][0], None)
    kinds = phone_kinds(plan) if plan else {}
    if plan is None or "mobile" not in kinds:
        return re.compile("(?!)"), re.compile("")
    leading = f"(?={plan.leading_digits})" if plan.leading_digits else ""
    others = "|".join(f"(?:{pattern})" for name, pattern in kinds.items() if name != "mobile")
    return re.compile(f"{leading}(?:{kinds['mobile']})", re.ASCII), re.compile(others or "(?!)", re.ASCII)


def _number(e164: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
