"""Postcodes: kept as text, without what spreadsheets add."""

import re
from collections.abc import Iterable

from clientbase.cleaning.blanks import trimmed
from clientbase.cleaning.plain_text import clean_key
from clientbase.cleaning.problems import Cleaned, fine, problem

#: Countries whose postcodes have six digits.
_SIX_DIGITS = frozenset({"RU", "BY", "KZ", "UZ", "KG", "TJ", "TM"})
_MOST = 0.8

_SPACED = re.compile(r"(\d{3})[\s-](\d{3})")
_SIX = re.compile(r"\d{6}")


def column_postcodes(texts: Iterable[str]) -> str:
    """Return "6" when nearly all postcodes of a column have six digits, else ""."""
    values = [value for text in texts if (value := _bare(text))]
    six = sum(bool(_SIX.fullmatch(value)) for value in values)
    return "6" if values and six >= _MOST * len(values) else ""


def clean_postcode(text: str, column: str, country: str) -> Cleaned:
    """Return a postcode as text: "101000.0", "101 000" and "'101000" are 101000, others stay as written.

    Args:
        text: the cell as written.
        column: what `column_postcodes` said about its column.
        country: ISO code of the base.

    Returns:
        The postcode. Problem: `postcode.not_of_country`, another number of digits where the base's country and the
        rest of the column have six; the value stays.
    """
    value = _bare(text)
    if not value:
        return Cleaned(text)
    if column == "6" and country in _SIX_DIGITS and not _SIX.fullmatch(value):
        return problem("postcode.not_of_country", text, value=value)
    return fine(text, value)


def _bare(text: str) -> str:
    value = clean_key(trimmed(text).lstrip("' ")).value
    match = _SPACED.fullmatch(value)
    return match[1] + match[2] if match else value
