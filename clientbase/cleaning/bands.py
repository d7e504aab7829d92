"""Bands: incomes, turnovers and staffs as people give them, "50-100 тыс.", "до 10 чел.", in one form that sorts."""

import re
import unicodedata

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_SCALES = {"т": 1_000, "к": 1_000, "k": 1_000, "млн": 1_000_000, "mln": 1_000_000, "m": 1_000_000, "ми": 1_000_000}
_SCALES |= {"mi": 1_000_000, "th": 1_000, "млрд": 1_000_000_000, "bn": 1_000_000_000, "b": 1_000_000_000}
_SCALE = (
    r"(?P<{0}scale>тыс(?:яч\w*|\.)?|т\.?(?=\s?р)|[кk]\b|thousand\w*|млн\.?|миллион\w*|mln\b|million\w*|m\b"
    r"|млрд\.?|bn\b|b\b)?"
)
_NUMBER = r"(?P<{0}>[0-9]{{1,3}}(?:[ '.,][0-9]{{3}})+(?![0-9])|[0-9]{{1,12}}(?:[.,][0-9]{{1,2}})?)\s?" + _SCALE
_MONEY = r"\s?(?:₽|\$|€|р(?:уб\w*)?\.?|rub|usd|eur)?"
_STAFF = r"(?:\s?(?:чел(?:овек\w*|\.)?|сотрудник\w*|работник\w*|people|persons?|employees|staff))?"
_PERIOD = r"(?:\s?(?:/|в|за|per|a)\s?(?:мес(?:яц|\.)?|год|month|year))?"
_TAIL = _MONEY + _STAFF + _PERIOD + r"\.?"
_LOW = _NUMBER.format("low") + _MONEY
_HIGH = _NUMBER.format("high") + _TAIL
_FROM = r"(?:от|с|from|between)"
_UNDER = r"(?:до|менее|меньше|не более|ниже|under|below|up to|less than|<=?|≤)"
_OVER = r"(?:от|более|больше|свыше|выше|не менее|over|above|more than|from|at least|>=?|≥)"
_SPAN = re.compile(rf"(?:{_FROM}\s?)?\$?{_LOW}{_STAFF}\s?(?:-|\.\.+|до|по|to|and)\s?\$?{_HIGH}")
_TO = re.compile(rf"{_UNDER}\s?\$?{_HIGH}|0\s?-\s?(?!0)$")
_OPEN_END = r"\s?(?:\+|и (?:более|выше|больше)|and (?:more|above|over)|or more)"
_UP = re.compile(
    rf"{_OVER}\s?\$?{_HIGH}|\$?{_NUMBER.format('more')}\s?\+{_TAIL}|\$?{_NUMBER.format('also')}{_TAIL}{_OPEN_END}"
)
_ONE = re.compile(rf"(?:~|≈|около|примерно|about)?\s?\$?{_HIGH}")
_WORDS = (
    ("low", re.compile(r"(?:очень )?(?:низк\w+|маленьк\w+|небольш\w+|ниже среднего|low|small)")),
    ("medium", re.compile(r"(?:средн\w+|medium|middle|average)")),
    ("high", re.compile(r"(?:очень )?(?:высок\w+|больш\w+|выше среднего|high|large)")),
)
_CURRENCY_SIGNS = (("RUB", r"₽|\bр(?:уб\w*)?\b|\brub\b"), ("USD", r"\$|\busd\b"), ("EUR", r"€|\beur\b"))
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*")


def clean_band(text: str, currency: str = "") -> Cleaned:
    """Return a band as "50000-100000", "0-30000", "150000+", one number as itself, or "low", "medium", "high".

    Args:
        text: "50-100 тыс.", "от 50 000 до 100 000", "<30к", "более 150 тыс. руб.", "11-50", "свыше 1000 чел.", "60000",
            "средний". A scale said once at the end stands for both ends; of a first
            end that would be the greater one nothing is understood.
        currency: ISO 4217 code of the base; "" for what is counted in people.

    Returns:
        Whole numbers. What is not understood, or is in another currency, stays as written with the problem
        `band.not_understood` or `band.other_currency`.
    """
    if is_blank(text):
        return Cleaned(text)
    plain = _plain(text)
    value = _value(plain)
    if not value:
        return problem("band.not_understood", text, value=trimmed(text))
    named = {code for code, signs in _CURRENCY_SIGNS if re.search(signs, plain)}
    if currency and named - {currency}:
        return problem("band.other_currency", text, value=trimmed(text))
    return fine(text, value)


def _plain(text: str) -> str:
    plain = trimmed(unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")
    return _DASHES.sub("-", plain)


def _value(plain: str) -> str:
    for word, pattern in _WORDS:
        if pattern.fullmatch(plain.removesuffix(" доход").removesuffix(" уровень")):
            return word
    if match := _SPAN.fullmatch(plain):
        return _span(match)
    if match := _TO.fullmatch(plain):
        return _number(match, "high", "0-{}")
    if match := _UP.fullmatch(plain):
        return next(_number(match, name, "{}+") for name in ("high", "more", "also") if match[name])
    match = _ONE.fullmatch(plain)
    return _number(match, "high", "{}") if match else ""


def _span(match: re.Match[str]) -> str:
    scale = match["lowscale"] or match["highscale"]
    high = _amount(match["high"], match["highscale"])
    low = _amount(match["low"], scale)
    return f"{low}-{high}" if low <= high else ""


def _number(match: re.Match[str], name: str, form: str) -> str:
    return form.format(_amount(match[name], match[f"{name}scale"])) if match[name] else ""


def _amount(digits: str, scale: str | None) -> int:
    factor = next(
        (_SCALES[key] for key in sorted(_SCALES, key=len, reverse=True) if scale and scale.startswith(key)), 1
    )
    if re.fullmatch(r"[0-9]{1,3}(?:[ '.,][0-9]{3})+", digits):
        return int(re.sub(r"[^0-9]", "", digits)) * factor
    return round(float(digits.replace(",", ".")) * factor)
