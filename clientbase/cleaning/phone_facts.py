"""What a phone number itself tells: its type, and where the plan is that exact, its region and time zone."""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

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


def _number(e164: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
