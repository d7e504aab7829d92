"""The numbering plan of one country as patterns: what its plainly written numbers look like."""

from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

#: Countries of the plan +7: 8 is their trunk prefix, and people write it with and without a plus.
TRUNK_8 = frozenset({"RU", "KZ"})

_TYPES = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
    "voicemail",
)  # fmt: skip


@cache
def plain_phone_plan(country: str) -> dict[str, object]:
    """Return what tells the plain numbers of a country.

    Args:
        country: ISO 3166-1 alpha-2 code; of an unknown one no number is plain.

    Returns:
        calling_code: "7"; "" for an unknown country. possible, valid: patterns of whole national numbers that both
        must match. leading: pattern of the first digits by which countries that share a calling code are told
        apart, "" where any do. others: pattern of whole national numbers that a country before it claims, "" where
        none does. prefix: pattern of first digits that may be no part of the number. trunk: the digits dialled
        before a national number, "" where there are none or they are no plain digits. has_trunk_8: whether 8 and 7
        before ten digits are one.

    Source:
        libphonenumber's metadata through `phonenumbers`.
    """
    plan = PhoneMetadata.metadata_for_region(country, None)
    if plan is None or plan.general_desc is None or plan.country_code is None:
        return dict.fromkeys(("calling_code", "possible", "valid", "leading", "others", "prefix", "trunk"), "") | {
            "has_trunk_8": False
        }
    regions = COUNTRY_CODE_TO_REGION_CODE[plan.country_code]
    before = regions[: regions.index(country)]
    is_plain_trunk = plan.national_prefix is not None and plan.national_prefix_transform_rule is None
    return {
        "calling_code": str(plan.country_code),
        "possible": plan.general_desc.national_number_pattern,
        "valid": _any_type(plan),
        "leading": plan.leading_digits or "",
        "others": "|".join(f"(?:{_claimed(region)})" for region in before),
        "prefix": plan.national_prefix_for_parsing or "",
        "trunk": plan.national_prefix if is_plain_trunk else "",
        "has_trunk_8": country in TRUNK_8,
    }


def _claimed(region: str) -> str:
    """Return the pattern of the numbers that are a region's whatever the later regions of its code say."""
    plan = PhoneMetadata.metadata_for_region(region, None)
    assert plan is not None  # noqa: S101 -- the table of codes names only regions that have a plan
    return f"(?:{plan.leading_digits}).*" if plan.leading_digits else _any_type(plan)


def _any_type(plan: PhoneMetadata) -> str:
    kinds = (getattr(plan, name) for name in _TYPES)
    patterns = {kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern}
    return "|".join(f"(?:{pattern})" for pattern in sorted(patterns))
