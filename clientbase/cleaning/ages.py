"""Ages in full years, as a form or a manager wrote them."""

import re

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_OLDEST = 120
_UNIT = r"\s*(?:полных\s*)?(?:лет|л\.?|год(?:а|ик\w*)?|г\.?|years?(?: old)?|y\.?o\.?|yrs?\.?)?"
_AGE = re.compile(rf"(?:мне|~|около|примерно)?\s*(?P<years>-?[0-9]{{1,9}})(?:[.,][0-9]{{1,9}})?{_UNIT}", re.IGNORECASE)
_BAND = re.compile(
    rf"(?:от|from)?\s*[0-9]{{1,3}}\s*(?:[-\u2010-\u2015\u2212]|до|to)\s*[0-9]{{1,3}}{_UNIT}"
    rf"|(?:до|от|старше|младше|за|under|over|[<>])\s*[0-9]{{1,3}}{_UNIT}|[0-9]{{1,3}}\s*\+{_UNIT}",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\s*(?:г\.?\s?р?\.?|года?(?: рождения)?))?", re.IGNORECASE)

_NO_ANSWERS = frozenset({"не скажу", "не помню", "не знаю", "секрет", "скрыто"})
_FIRST_NUMBERS = (
    "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
)  # fmt: skip
_TENS = ("двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
_NUMBERS = dict(zip((*_FIRST_NUMBERS, *_TENS), (*range(20), *range(20, 100, 10)), strict=True))
_WORDS = re.compile(rf"(?P<tens>{'|'.join(_TENS)})(?:\s(?P<ones>{'|'.join(_FIRST_NUMBERS[1:10])}))?{_UNIT}")
_ONE_WORD = re.compile(rf"(?P<ones>{'|'.join(sorted(_FIRST_NUMBERS, key=len, reverse=True))}){_UNIT}")


def clean_age(text: str) -> Cleaned:
    """Return full years, "0" to "120", of "40", "40 лет", "40.0", "40 y.o.", "тридцать пять"; parts of a year are cut.

    Problems, none of which keeps a value: `age.birth_year` ("1985"), `age.band` ("25-30"), `age.out_of_range`,
    `age.not_an_age`.
    """
    plain = _digits(trimmed(text).removeprefix("'"))
    if is_blank(text) or plain.casefold() in _NO_ANSWERS:
        return Cleaned(text)
    if _BIRTH_YEAR.fullmatch(plain):
        return problem("age.birth_year", text)
    if _BAND.fullmatch(plain):
        return problem("age.band", text)
    match = _AGE.fullmatch(plain)
    if not match:
        return problem("age.not_an_age", text)
    years = int(match["years"])
    return fine(text, str(years)) if 0 <= years <= _OLDEST else problem("age.out_of_range", text)


def _digits(plain: str) -> str:
    """Return an age in words as digits, other texts as they are."""
    lower = plain.lower()
    match = _WORDS.fullmatch(lower) or _ONE_WORD.fullmatch(lower)
    return str(sum(_NUMBERS[word] for word in match.groups() if word)) if match else plain
