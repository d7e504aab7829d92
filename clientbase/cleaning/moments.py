"""Moments: a day with its time, as the source's own clock showed it."""

import re

from clientbase.cleaning.blanks import trimmed
from clientbase.cleaning.dates import clean_date
from clientbase.cleaning.problems import Cleaned, problem

_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap])?", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}[.,](\d+)")
_SECONDS_A_DAY = 86_400


def clean_moment(text: str, order: str) -> Cleaned:
    """Return a day and time as "YYYY-MM-DD HH:MM:SS"; without a time of day it is midnight.

    Args:
        text: whatever `clean_date` takes: "02.01.2026 15:04:05", "1/31/2026 2:30 PM", an Excel serial "45292.5".
            An offset from UTC does not move the time: it is the one that the source showed.
        order: the column's order of day and month.

    Returns:
        The moment with the problems of `clean_date`; an impossible time is `date.not_a_date`.
    """
    day = clean_date(text, order)
    if not day.value:
        return day
    clock = _clock(trimmed(text))
    if not clock:
        return problem("date.not_a_date", text)
    value = f"{day.value} {clock}"
    return Cleaned(text, value, value, day.quality, day.code, day.suggestion)


def _clock(plain: str) -> str:
    """Return the time of day in a text, "00:00:00" when it has none, "" when there is no such time."""
    if serial := _SERIAL.fullmatch(plain):
        seconds = min(round(float(f"0.{serial[1]}") * _SECONDS_A_DAY), _SECONDS_A_DAY - 1)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    match = _CLOCK.search(plain)
    if not match:
        return "00:00:00"
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}:{second:02}" if hour < 24 and minute < 60 and second < 60 else ""
