"""Periods: a month or a span of days in one cell → its first and its last day."""

import re
from calendar import monthrange

from clientbase.cleaning.blanks import trimmed
from clientbase.cleaning.dates import clean_date
from clientbase.cleaning.problems import Cleaned, fine

_MONTH_NUMBERS = (
    re.compile(r"(?P<year>20\d\d)[-./](?P<month>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})[-./](?P<year>20\d\d)"),
)
_MONTH_WORDS = re.compile(r"(?P<word>[^\W\d_]+)\.?,?\s+(?P<year>20\d\d)(?:\s*г(?:\.|ода?)?)?")
_SPAN = re.compile(r"(?:с|from)?\s*(?P<first>.+?)\s*(?:\s[-–—]\s|[–—]|\sпо\s|\sto\s)\s*(?P<last>.+)", re.IGNORECASE)


def clean_period(text: str, order: str) -> tuple[Cleaned, ...]:
    """Return the first day of a period, and its last day where the cell tells it.

    Args:
        text: a day as `clean_date` takes it, a month ("март 2026", "2026-03", "03.2026"), or a span of days
            ("01.03.2026 - 31.03.2026", "с 1 по 9 марта" is none: each day has its year).
        order: the column's order of day and month.

    Returns:
        One verdict on a day, with the problems of `clean_date`; two on a month or a span.
    """
    day = clean_date(text, order)
    plain = trimmed(text)
    if day.value or not plain:
        return (day,)
    if first := _month_start(plain):
        return fine(text, first), fine(text, f"{first[:8]}{monthrange(int(first[:4]), int(first[5:7]))[1]}")
    span = _SPAN.fullmatch(plain)
    days = [clean_date(part, order).value for part in span.groups()] if span else []
    return tuple(fine(text, value) for value in days) if days and all(days) and days == sorted(days) else (day,)


def _month_start(plain: str) -> str:
    """Return the first day of the month that a text names, "" when it names none."""
    for pattern in _MONTH_NUMBERS:
        if (match := pattern.fullmatch(plain)) and 1 <= int(match["month"]) <= 12:
            return f"{match['year']}-{int(match['month']):02}-01"
    match = _MONTH_WORDS.fullmatch(plain)
    return clean_date(f"1 {match['word']} {match['year']}", "").value if match else ""
