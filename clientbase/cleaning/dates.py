"""Dates: one cell in, one ISO day or one named problem out; the time of day is dropped as written."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
_BLANK_WORDS = frozenset(
    {
        "не закрыта", "не закрыт", "не закрыто", "не назначена", "не назначен", "бессрочно", "never",
        "не скажу", "не помню", "не знаю", "секрет", "скрыто", "скрыт", "скрыта",
    }
)  # fmt: skip

#: Russian, English, Ukrainian, German, Spanish.
_MONTHS = (
    r"янв(?:ар[яьюе]|ар[её]м)?|jan(?:uary?)?|січ(?:ень|ня)?|jänner|ene(?:ro)?",
    r"фев(?:р|рал[яьюе]|рал[её]м)?|feb(?:r(?:uary?|ero)?)?|лют(?:ий|ого)?",
    r"мар(?:т\w{0,2})?|mar(?:ch|zo)?|берез(?:ень|ня)?|märz?|maerz",
    r"апр(?:ел[яьюе]|елем)?|apr(?:il)?|квіт(?:ень|ня)?|abr(?:il)?",
    r"ма[яйюе]|маем|may|трав(?:ень|ня)?|mai|mayo",
    r"июн[яьюе]?|июнем|june?|черв(?:ень|ня)?|juni|junio",
    r"июл[яьюе]?|июлем|july?|лип(?:ень|ня)?|juli|julio",
    r"авг(?:уст\w{0,2})?|aug(?:ust)?|серп(?:ень|ня)?|ago(?:sto)?",
    r"сент?(?:ябр[яьюе]|ябр[её]м)?|sept?(?:ember)?|верес(?:ень|ня)?|sep?tiembre",
    r"окт(?:ябр[яьюе]|ябр[её]м)?|oct(?:ober)?|жовт(?:ень|ня)?|okt(?:ober)?|octubre",
    r"ноя(?:б|бр[яьюе]|бр[её]м)?|nov(?:ember)?|листопада?|noviembre",
    r"дек(?:абр[яьюе]|абр[её]м)?|dec(?:ember)?|груд(?:ень|ня)?|dez(?:ember)?|dic(?:iembre)?",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH = "(?P<name>" + "|".join(_MONTHS) + r")\.?"
_TIME = (
    r"(?:[,\sT]+(?:в\s|at\s)?\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|gmt|msk|мск)?\s*(?:[+-][0-9]{2}:?[0-9]{2})?)?"
)
_TAIL = r"(?:\s*р(?:\.(?:\s?н\.)?|оку)|\s*г(?:\.?\s?р\.?|\.|ода?(?:\s+рождения)?)?)?" + _TIME + r"\s*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс)\w*\.?,?\s+)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"


def _pattern(day: str) -> re.Pattern[str]:
    return re.compile(_WEEKDAY + day + _TAIL, re.IGNORECASE)


_ISO = _pattern(r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})")
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_COMPACT_DAY_FIRST = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>(?:19|20)[0-9]{2})")
_NUMERIC = _pattern(r"(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})(?P=sign)" + _YEAR)
#: "05 03 2024", "05,03,2024", "05. 03. 2024": no American writes so.
_LOOSE = _pattern(r"(?P<day>[0-9]{1,2})(?:\s?[.,]\s?|\s)(?P<month>[0-9]{1,2})(?:\s?[.,]\s?|\s)(?P<year>[0-9]{4})")
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?ого|-?е|-?ое)?"
_DAY_MONTH = _pattern(
    rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:\s+(?:of|de)\b)?[\s./-]*{_MONTH},?(?:\s+del?\b)?[\s./-]*'?{_YEAR}"
)
_MONTH_DAY = _pattern(rf"{_MONTH}[\s-]*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|,|-)'?{_YEAR}")
_YEAR_FIRST = _pattern(
    rf"(?P<year>[0-9]{{4}})\s*(?:г\.?|года?)?,?[\s./-]*(?P<day>[0-9]{{1,2}}){_ORDINAL}[\s./-]*{_MONTH}"
)
_YEAR_MONTH_DAY = _pattern(rf"(?P<year>[0-9]{{4}})[\s,./-]*{_MONTH}[\s,./-]*(?P<day>[0-9]{{1,2}}){_ORDINAL}")
_WORDY = (_DAY_MONTH, _MONTH_DAY, _YEAR_FIRST, _YEAR_MONTH_DAY)
_ROMAN_MONTH = _pattern(rf"(?P<day>[0-9]{{1,2}})[\s./-]+(?P<roman>[ivxх]{{1,4}})[\s./-]+{_YEAR}")
_QUOTES = re.compile(r"[«»“”„\"]")
_NO_YEAR = re.compile(
    rf"[0-9]{{1,2}}[./-][0-9]{{1,2}}\.?|[0-9]{{1,2}}{_ORDINAL}[\s.-]*(?:{'|'.join(_MONTHS)})\.?"
    rf"|(?:{'|'.join(_MONTHS)})\.?\s*[0-9]{{1,2}}{_ORDINAL}|--?[0-9]{{2}}-?[0-9]{{2}}",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    rf"(?:(?:[0-9]{{1,2}}[./-]|(?:{'|'.join(_MONTHS)})\.?,?\s+))?(?:19|20)[0-9]{{2}}(?:[-./][0-9]{{1,2}})?"
    r"\s*(?:г\.?\s?р?\.?|года?(?:\s+рождения)?)?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"(?P<serial>[0-9]{5})(?:[.,][0-9]+)?")
#: A letter O typed for a zero.
_WITH_LETTERS = re.compile(r"(?=.*[0-9])[0-9oо]{1,4}([./-])[0-9oо]{1,2}\1[0-9oо]{2,4}", re.IGNORECASE)
_ZEROS_OF_LETTERS = str.maketrans("oOоО", "0000")
#: "12.05.1985 (40 лет)", "12.05.1985, 40 лет".
_AGE_BEHIND = re.compile(
    r"(?:\s*\(\s*[0-9]{1,3}\s*(?:лет|л\.?|год\w*|г\.?|years?(?: old)?|y\.?o\.?)?\s*\)"
    r"|[,;]?\s+[0-9]{1,3}\s*(?:лет|годик\w*|years?(?: old)?))\s*$",
    re.IGNORECASE,
)
_DAY_LIKE = re.compile(
    r"(?P<year>[12][0-9]{3})([-/.]?)(?P<month>[0-9]{2})\2(?P<day>[0-9]{2})"
    r"|(?P<first>[0-9]{1,2})([-/.])(?P<second>[0-9]{1,2})\6(?P<last>[0-9]{4})"
)
_ZEROS = re.compile(r"0{1,4}[-./]0{1,2}[-./]0{1,4}.*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A day read from text, and what is not certain about it."""

    day: date
    is_ambiguous: bool = False
    has_short_year: bool = False


def column_day_order(texts: Iterable[str]) -> str:
    """Return how a column writes dates with slashes or dashes: "dmy", "mdy", or "" when nothing or both is proved.

    Where a column has both signs each proves only its own order: "/mdy", "-dmy", "/mdy-dmy".
    """
    orders: dict[str, set[str]] = {}
    for text in texts:
        if match := _order_match(text):
            orders.setdefault(match["sign"], set()).add(_proved_order(match))
    proved = {sign: "".join(found) if len(found := orders[sign] - {""}) == 1 else "" for sign in sorted(orders)[::-1]}
    if len(proved) == 1:
        return "".join(proved.values())
    return "".join(sign + order for sign, order in proved.items() if order)


def clean_date(text: str, order: str) -> Cleaned:
    """Return one day as "YYYY-MM-DD".

    Args:
        text: "02.01.2026 15:04:05", "2026-05-01T10:00:00Z" (the day as written), "1/31/2026 2:30 PM", "5 мая 2024 г.",
            "May 5, 2024", "5-го мая 2024", "2024 г. 5 мая", "5 травня 2024", "12. Mai 2024", "5.V.2024", "05 03 2024",
            "05032024", an Excel serial number such as "45292.5".
        order: the column's order from `column_day_order`. Dots always mean day.month.year; a slashed date that could
            be both and an unknown order give `date.ambiguous`, read as day/month/year.

    Returns:
        The day; two-digit years up to 30 are 20xx, the others 19xx. Problems: `date.not_a_date` (also years outside
        1900 to 2100), `date.placeholder`, `date.ambiguous`.
    """
    if quick := _quick(text):
        return fine(text, quick)
    return _clean(text, _read(trimmed(text), order))


def birth_column(counts: Mapping[str, int]) -> str:
    """Return what a column of birth dates tells: its order of day and month, and ";" and its default day if it has one.

    A default stands for "not known": 1 January of any year in at least 5 rows, 1 % of the column and 5 times as many
    as the next day; any other day in at least 20 rows, 5 % and 10 times as many.

    Args:
        counts: text → in how many rows it stands.
    """
    order = column_day_order(counts)
    rows: Counter[str] = Counter()
    for text, count in counts.items():
        if day := clean_date(text, order).value:
            rows[day] += count
    (day, most), (_, second) = [*rows.most_common(2), ("", 0), ("", 0)][:2]
    fewest, share, times = (5, 0.01, 5) if day.endswith("-01-01") else (20, 0.05, 10)
    is_default = most >= fewest and most >= share * rows.total() and most >= times * second
    return f"{order};{day}" if is_default else order


def clean_birth_date(text: str, column: str, today: date) -> Cleaned:
    """Return a day of birth as `clean_date` does; a two-digit year that would be in the future is 19xx.

    Args:
        text: as `clean_date` takes it, and with an age behind it: "12.05.1985 (40 лет)".
        column: what `birth_column` said: "dmy", "mdy;1980-01-01", "/mdy"…
        today: nobody is born later.

    Returns:
        Beside the problems of `clean_date`, and without a value: `date.future`, `date.too_old` (more than 110 years
        before `today`), `birth_date.column_default`, `birth_date.no_year` ("5 мая"), `birth_date.no_day` ("1985").
        What is no day of birth can still be compared: its key is the day as written ("1850-03-15", "1955-11-92") or
        what is known of it ("--05-05", "1985-05", "1985"); a placeholder and a default have none.
    """
    order, _, default = column.partition(";")
    plain = trimmed(text)
    reading = _read(plain, order) or _read(_AGE_BEHIND.sub("", plain), order)
    if reading and reading.has_short_year and reading.day > today:
        reading = _in_last_century(reading)
    if not reading or _is_placeholder(reading.day):
        return _incomplete(text) or _keyed(_clean(text, reading), order)
    if reading.day > today:
        return problem("date.future", text, key=reading.day.isoformat())
    if (today.year - reading.day.year, today.timetuple()[1:3]) > (_OLDEST_CLIENT_YEARS, reading.day.timetuple()[1:3]):
        return problem("date.too_old", text, key=reading.day.isoformat())
    if reading.day.isoformat() == default:
        return problem("birth_date.column_default", text)
    return _clean(text, reading)


def _incomplete(text: str) -> Cleaned | None:
    plain = trimmed(text)
    if _NO_YEAR.fullmatch(plain):
        day = _first_read(f"{plain} 2000", f"{plain.rstrip('.')}.2000", f"2000-{plain.lstrip('-')}")
        return problem("birth_date.no_year", text, key=f"-{day[4:]}" if day else "")
    if not _NO_DAY.fullmatch(plain):
        return None
    day = _first_read(f"1.{plain}", f"1 {plain}", f"{plain}-01")
    return problem("birth_date.no_day", text, key=day[:7] or plain[:4])


def _first_read(*texts: str) -> str:
    """Return the first of these that is a day, "" when none is."""
    return next((reading.day.isoformat() for text in texts if (reading := _read(text, ""))), "")


def _keyed(cleaned: Cleaned, order: str) -> Cleaned:
    """Give a text of numbers that is no day its digits as a key: the same slip stands in a person's other rows."""
    match = cleaned.code == "date.not_a_date" and _DAY_LIKE.fullmatch(trimmed(cleaned.original))
    if not match:
        return cleaned
    parts = {name: int(number) for name, number in match.groupdict().items() if number}
    year, month, day = (parts.get(name, 0) for name in ("year", "month", "day"))
    if "first" in parts:
        year = parts["last"]
        month, day = (parts["first"], parts["second"]) if order == "mdy" else (parts["second"], parts["first"])
    return replace(cleaned, key=f"{year:04}-{month:02}-{day:02}")


def _quick(text: str) -> str:
    """Return the day of 2024-12-31 or 31.12.2024, "" for anything that needs a second look."""
    if len(text) != 10:
        return ""
    if text[2] == "." == text[5]:
        text = f"{text[6:]}-{text[3:5]}-{text[:2]}"
    if text[4] != "-" or text[7] != "-" or not "1900" <= text < "2101" or text in _PLACEHOLDERS:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


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
    plain = _QUOTES.sub("", plain).strip()
    if _WITH_LETTERS.fullmatch(plain):
        plain = plain.translate(_ZEROS_OF_LETTERS)
    if quick := _quick(plain):
        return _Reading(date.fromisoformat(quick))
    if match := _ISO.fullmatch(plain):
        return _certain(_plain_day(match))
    if match := _NUMERIC.fullmatch(plain):
        return _numeric(match, order)
    if match := _SERIAL.fullmatch(plain):
        days = int(match["serial"])
        return _certain(_EXCEL_EPOCH + timedelta(days=days)) if days in _EXCEL_SERIALS else None
    for pattern in (_COMPACT, _COMPACT_DAY_FIRST, _LOOSE):
        if (match := pattern.fullmatch(plain)) and (day := _plain_day(match)):
            return _certain(day)
    return _wordy(plain)


def _plain_day(match: re.Match[str]) -> date | None:
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def _wordy(plain: str) -> _Reading | None:
    """Read a day whose month is a word or a Roman number."""
    if match := next((match for pattern in _WORDY if (match := pattern.fullmatch(plain))), None):
        month = _month_number(match["name"])
    elif match := _ROMAN_MONTH.fullmatch(plain):
        roman = match["roman"].upper().replace("Х", "X")
        month = _ROMAN.index(roman) + 1 if roman in _ROMAN else 0
    else:
        return None
    return _certain(_day(_full_year(match["year"]), month, int(match["day"])), has_short_year=len(match["year"]) == 2)


def _numeric(match: re.Match[str], order: str) -> _Reading | None:
    """Read 02/01/2026: by the dots, by a number over 12, by the column's order, else as day/month/year."""
    year, first, second = _full_year(match["year"]), int(match["first"]), int(match["second"])
    order = _order_of_sign(order, match["sign"])
    as_dmy = _day(year, second, first)
    as_mdy = _day(year, first, second) if match["sign"] != "." else None
    day = as_mdy if as_mdy and (order == "mdy" or not as_dmy) else as_dmy
    is_ambiguous = bool(not order and as_mdy and as_dmy and as_mdy != as_dmy)
    return _Reading(day, is_ambiguous, len(match["year"]) == 2) if day else None


def _order_match(text: str) -> re.Match[str] | None:
    """Return the parts of a date with slashes or dashes that is numbers only and exists, None of anything else."""
    match = _NUMERIC.fullmatch(trimmed(text))
    return match if match and match["sign"] != "." and _numeric(match, "") else None


def _proved_order(match: re.Match[str]) -> str:
    reading = _numeric(match, "")
    if not reading or reading.is_ambiguous or match["first"] == match["second"]:
        return ""
    return "dmy" if int(match["first"]) == reading.day.day else "mdy"


def _order_of_sign(order: str, sign: str) -> str:
    """Return what a column's order says of dates with a sign: all of "mdy", only slashes of "/mdy"."""
    if len(order) <= 3:
        return order
    return order[place + 1 : place + 4] if (place := order.find(sign)) >= 0 else ""


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
