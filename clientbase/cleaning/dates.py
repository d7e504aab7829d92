"""Dates: one cell in, one ISO day or one named problem out; the time of day is dropped as written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

#: Two-digit years up to this one belong to the 2000s.
_LAST_SHORT_YEAR = 30
_OLDEST_CLIENT_YEARS = 110
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(20_000, 60_001)
_YEARS = range(1900, 2101)

#: What databases and forms write for "not known": the null dates of 1C, Excel, Unix and SQL, and "for ever".
_PLACEHOLDERS = frozenset(
    {"0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1901-01-01", "1970-01-01", "9999-12-31"}
)
_BLANK_WORDS = frozenset({"не закрыта", "не закрыт", "не закрыто", "не назначена", "не назначен", "бессрочно", "never"})

_MONTHS = (
    r"янв(?:ар[яь])?|jan(?:uary)?",
    r"фев(?:р|рал[яь])?|feb(?:ruary)?",
    r"мар(?:та?)?|mar(?:ch)?",
    r"апр(?:ел[яь])?|apr(?:il)?",
    r"ма[яй]|may",
    r"июн[яь]?|june?",
    r"июл[яь]?|july?",
    r"авг(?:уста?)?|aug(?:ust)?",
    r"сент?(?:ябр[яь])?|sept?(?:ember)?",
    r"окт(?:ябр[яь])?|oct(?:ober)?",
    r"ноя(?:б|бр[яь])?|nov(?:ember)?",
    r"дек(?:абр[яь])?|dec(?:ember)?",
)
_MONTH = "(?P<name>" + "|".join(_MONTHS) + r")\.?"
_TIME = (
    r"(?:[,\sT]+(?:в\s|at\s)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|msk|мск)?\s*(?:[+-][0-9]{2}:?[0-9]{2})?)?"
)
_TAIL = r"(?:\s*г(?:\.|ода?)?)?" + _TIME + r"\s*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)\w*\.?,?\s+)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"


def _pattern(day: str) -> re.Pattern[str]:
    return re.compile(_WEEKDAY + day + _TAIL, re.IGNORECASE)


_ISO = _pattern(r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})")
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_NUMERIC = _pattern(r"(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})(?P=sign)" + _YEAR)
_DAY_MONTH = _pattern(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|-?го|-?е)?[\s.-]*{_MONTH},?[\s.-]*{_YEAR}")
_MONTH_DAY = _pattern(rf"{_MONTH}\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})")
_SERIAL = re.compile(r"(?P<serial>[0-9]{5})(?:[.,][0-9]+)?")
_ZEROS = re.compile(r"0{1,4}[-./]0{1,2}[-./]0{1,4}.*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A day read from text, and what is not certain about it."""

    day: date
    is_ambiguous: bool = False
    has_short_year: bool = False


def column_day_order(texts: Iterable[str]) -> str:
    """Return how a column writes dates with slashes or dashes: "dmy", "mdy", or "" when nothing or both is proved."""
    orders = {_proved_order(text) for text in texts} - {""}
    return orders.pop() if len(orders) == 1 else ""


def clean_date(text: str, order: str) -> Cleaned:
    """Return one day as "YYYY-MM-DD".

    Args:
        text: "02.01.2026 15:04:05", "2026-05-01T10:00:00Z" (the day as written), "1/31/2026 2:30 PM", "5 мая 2024 г.",
            "May 5, 2024", an Excel serial number such as "45292.5".
        order: the column's order from `column_day_order`. Dots always mean day.month.year; a slashed date that could
            be both and an unknown order give `date.ambiguous`, read as day/month/year.

    Returns:
        The day; two-digit years up to 30 are 20xx, the others 19xx. Problems: `date.not_a_date` (also years outside
        1900 to 2100), `date.placeholder`, `date.ambiguous`.
    """
    return _clean(text, _read(trimmed(text), order))


def clean_birth_date(text: str, order: str, today: date) -> Cleaned:
    """Return a day of birth as `clean_date` does; a two-digit year that would be in the future is 19xx.

    Returns:
        Beside the problems of `clean_date`: `date.future`, `date.too_old` (more than 110 years before `today`).
    """
    reading = _read(trimmed(text), order)
    if reading and reading.has_short_year and reading.day > today:
        reading = _in_last_century(reading)
    if not reading or _is_placeholder(reading.day):
        return _clean(text, reading)
    if reading.day > today:
        return problem("date.future", text)
    if (today.year - reading.day.year, today.timetuple()[1:3]) > (_OLDEST_CLIENT_YEARS, reading.day.timetuple()[1:3]):
        return problem("date.too_old", text)
    return _clean(text, reading)


def _clean(text: str, reading: _Reading | None) -> Cleaned:
    plain = trimmed(text)
    if is_blank(plain) or plain.casefold() in _BLANK_WORDS:
        return Cleaned(text)
    if _ZEROS.fullmatch(plain) or (reading and _is_placeholder(reading.day)):
        return problem("date.placeholder", text)
    if not reading or reading.day.year not in _YEARS:
        return problem("date.not_a_date", text)
    value = reading.day.isoformat()
    return problem("date.ambiguous", text, value=value, suggestion=value) if reading.is_ambiguous else fine(text, value)


def _is_placeholder(day: date) -> bool:
    return day.isoformat() in _PLACEHOLDERS


def _in_last_century(reading: _Reading) -> _Reading | None:
    day = _day(reading.day.year - 100, reading.day.month, reading.day.day)
    return _Reading(day, reading.is_ambiguous) if day else None


def _read(plain: str, order: str) -> _Reading | None:
    if match := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _certain(_day(int(match["year"]), int(match["month"]), int(match["day"])))
    if match := _NUMERIC.fullmatch(plain):
        return _numeric(match, order)
    if match := _DAY_MONTH.fullmatch(plain) or _MONTH_DAY.fullmatch(plain):
        day = _day(_full_year(match["year"]), _month_number(match["name"]), int(match["day"]))
        return _certain(day, has_short_year=len(match["year"]) == 2)
    if (match := _SERIAL.fullmatch(plain)) and int(match["serial"]) in _EXCEL_SERIALS:
        return _certain(_EXCEL_EPOCH + timedelta(days=int(match["serial"])))
    return None


def _numeric(match: re.Match[str], order: str) -> _Reading | None:
    """Read 02/01/2026: by the dots, by a number over 12, by the column's order, else as day/month/year."""
    year, first, second = _full_year(match["year"]), int(match["first"]), int(match["second"])
    as_dmy = _day(year, second, first)
    as_mdy = _day(year, first, second) if match["sign"] != "." else None
    day = as_mdy if as_mdy and (order == "mdy" or not as_dmy) else as_dmy
    is_ambiguous = bool(not order and as_mdy and as_dmy and as_mdy != as_dmy)
    return _Reading(day, is_ambiguous, len(match["year"]) == 2) if day else None


def _proved_order(text: str) -> str:
    match = _NUMERIC.fullmatch(trimmed(text))
    if not match or match["sign"] == "." or not (reading := _numeric(match, "")):
        return ""
    if reading.is_ambiguous or match["first"] == match["second"]:
        return ""
    return "dmy" if int(match["first"]) == reading.day.day else "mdy"


def _certain(day: date | None, *, has_short_year: bool = False) -> _Reading | None:
    return _Reading(day, has_short_year=has_short_year) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def _month_number(name: str) -> int:
    return next(
        number for number, pattern in enumerate(_MONTHS, start=1) if re.fullmatch(pattern, name, flags=re.IGNORECASE)
    )
