"""Numbering plans as patterns: what the SELECT of plain phone numbers must be told, of the installed version.

The SELECT judges only what `phones.clean_phones` would judge in the same way; what it leaves goes there. Patterns match
the digits of a national number; where a plan cannot be said in a pattern, the pattern matches nothing.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, SUPPORTED_REGIONS, PhoneMetadata

#: Countries of the plan +7: 8 is their trunk prefix, and people write it with and without a plus.
TRUNK_8 = frozenset({"RU", "KZ"})

#: A pattern that no digits match.
_NOTHING = "-"
_ANY = "[0-9]"
_OWN = (
    "code",
    "trunk",
    "general",
    "types",
    "leads",
    "elsewhere",
    "neighbour_general",
    "neighbour_types",
    "neighbour_leads",
    "prefix",
    "abroad_prefix",
)
_TYPES = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "personal_number",
    "voip",
    "pager",
    "uan",
    "voicemail",
)


@cache
def plain_phone_plan(country: str) -> Mapping[str, object]:
    """Return the parameters of `2_clean/plain_phones` for a country (ISO 3166-1 alpha-2; an unknown one has no plan).

    Returns:
        code, trunk: the country's calling code and its national prefix, "" when it has none that is plain digits.
        has_trunk_8: whether eleven digits from 7 or 8 are a number of the plan +7.
        general, types: an own number matches both. elsewhere: it belongs to an earlier country of the same code.
        neighbour_general, neighbour_types: what is not own and matches both belongs to the other country of the code.
        prefix: a beginning that the plan may strip. abroad_prefix: digits that begin like an international call.
        leads, neighbour_leads: how a number of the country begins, where that tells it from others of its code.
        foreign_general, foreign_types, foreign_leads, foreign_prefix: the same of all other codes, the code included.
    """
    foreign = {
        "foreign_general": _any_of(f"{c}(?:{_general(p)})" for c, p in _foreign(country)),
        "foreign_types": _any_of(f"{c}(?:{_types(p)})" for c, p in _foreign(country)),
        "foreign_prefix": _beginning(f"{c}(?:{_stripped(p)})" for c, p in _foreign(country)),
        "foreign_leads": _beginning(f"{c}(?:{p.leading_digits or _ANY})" for c, p in _foreign(country)),
        "has_trunk_8": country in TRUNK_8,
    }
    own = _plan(country) if country in SUPPORTED_REGIONS else None
    if own is None or own.country_code is None:
        return dict.fromkeys(_OWN, _NOTHING) | foreign
    regions = COUNTRY_CODE_TO_REGION_CODE[own.country_code]
    plans = {region: _plan(region) for region in regions}
    earlier = [plans[region] for region in regions[: regions.index(country)]]
    others = [plans[region] for region in regions if region != country] if len(regions) == 2 else []
    return foreign | {
        "code": str(own.country_code),
        "trunk": _plain_trunk(own, plans[regions[0]]),
        "general": _general(own),
        "types": _types(own),
        "leads": _beginning([own.leading_digits or _ANY]),
        "elsewhere": _any_of(_asked_first(plan) for plan in earlier),
        "neighbour_general": _any_of(_general(plan) for plan in others),
        "neighbour_types": _any_of(_types(plan) for plan in others),
        "neighbour_leads": _beginning(plan.leading_digits or _ANY for plan in others),
        "prefix": _beginning(_stripped(plan) for plan in (own, plans[regions[0]])),
        "abroad_prefix": _beginning([own.international_prefix or _NOTHING]),
    }


def phone_kinds(plan: PhoneMetadata) -> dict[str, str]:
    """Return type of number ("mobile", "fixed_line"…) → what whole national numbers of it look like in a plan."""
    described = ((name, getattr(plan, name)) for name in _TYPES)
    return {name: d.national_number_pattern for name, d in described if d is not None and d.national_number_pattern}


def _foreign(country: str) -> Iterable[tuple[int, PhoneMetadata]]:
    """Yield the calling codes of other plans with their main country's, which decides before all others of the code."""
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        if regions[0] in SUPPORTED_REGIONS - {country}:
            yield code, _plan(regions[0])


def _plan(region: str) -> PhoneMetadata:
    plan = PhoneMetadata.metadata_for_region(region, None)
    assert plan is not None  # noqa: S101 -- each supported region has one
    return plan


def _general(plan: PhoneMetadata) -> str:
    return (plan.general_desc and plan.general_desc.national_number_pattern) or _NOTHING


def _plain_trunk(own: PhoneMetadata, main: PhoneMetadata) -> str:
    """Return the national prefix where stripping it is all that a plan does with it."""
    prefix, code = (own.national_prefix_for_parsing or "").split("|")[0], str(own.country_code)
    is_literal = bool(re.fullmatch("[0-9]+", prefix)) and not own.national_prefix_transform_rule
    is_clear = prefix == code or not (code.startswith(prefix) or prefix.startswith(code))
    is_shared = own.national_prefix_for_parsing == main.national_prefix_for_parsing
    return prefix if is_literal and is_clear and is_shared else ""


def _stripped(plan: PhoneMetadata) -> str:
    return plan.national_prefix_for_parsing or _NOTHING


def _asked_first(plan: PhoneMetadata) -> str:
    return f"(?:{plan.leading_digits})[0-9]*" if plan.leading_digits else _types(plan)


def _types(plan: PhoneMetadata) -> str:
    return _any_of(sorted(set(phone_kinds(plan).values())))


def _beginning(patterns: Iterable[str]) -> str:
    return f"^(?:{_any_of(patterns)})"


def _any_of(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns) or _NOTHING
