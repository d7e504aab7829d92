"""Amounts and quantities: one cell in, one plain decimal or one named problem out."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

#: More digits before the point are an account or a barcode, not an amount.
_WHOLE_DIGITS = 14
_SMALLEST = Decimal("0.0001")


def _currencies() -> dict[str, set[str]]:
    """Return signs and words, in lower case → the ISO 4217 codes that they may stand for."""
    raw = tomllib.loads((Path(__file__).parent / "currencies.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for code, words in raw.items():
        for word in (code.lower(), *words):
            found.setdefault(word, set()).add(code)
    return found


_CURRENCIES = _currencies()
_CURRENCY = "|".join(re.escape(word) for word in sorted(_CURRENCIES, key=len, reverse=True))
_CURRENCY_BEFORE = re.compile(rf"^([-+(]?)\s?({_CURRENCY})\.?\s?(?=[-+(]?\s?[.,]?[0-9])", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(rf"(?<=[0-9.,=-])\s?({_CURRENCY})\.?(\)?-?)$", re.IGNORECASE)
_KOPECKS = re.compile(r"(?<=[0-9])\s?(?:₽|р|руб\w{0,4})\.?,?\s?([0-9]{2})\s?коп\w{0,4}\.?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=[0-9])\s?(?:тыс(?:яч\w*|\.)?|т\.\s?(?=р)|т(?=р)|[кk](?=$|\s))", re.IGNORECASE)
_MILLIONS = re.compile(r"(?<=[0-9])\s?(?:млн\.?|миллион\w*|mln\.?|millions?|m(?=$|\s))", re.IGNORECASE)
_ROUGH = re.compile(
    r"^(?:[~≈]|(?:от|до|около|примерно|from|about|approx\.?|up to|ca\.?)\s)\s?(?=[^a-zа-я]*[0-9])", re.IGNORECASE
)
_FREE = frozenset(
    {"бесплатно", "бесплатный", "бесплатная", "даром", "в подарок", "подарок", "free", "free of charge", "gratis"}
)
_PERCENT = re.compile(r"[-+]?\s?[0-9]+(?:[.,][0-9]+)?\s?(?:%|процент\w*|percent)", re.IGNORECASE)
#: What binary fractions add to an amount; more than that is the source's own precision.
_NOISE = Decimal("0.000001")
_UNIT = re.compile(r"\s?(?:%|шт|штук[аи]?|ед|лет|года?|pcs|pieces|units?)\.?$", re.IGNORECASE)
_MINUS = re.compile(r"[\u2010-\u2015\u2212]")
_NO_CENTS = re.compile(r"[.,][-=]$|=$")

#: Written as most programs write it: nothing to take off, and a sign that can only divide decimals.
_BARE = re.compile(r"(0|[1-9][0-9]{0,12})(?:([.,])([0-9]{2}))?")
_SCIENTIFIC = re.compile(r"([0-9]{1,20}(?:[.,][0-9]{1,20})?)e([+-]?[0-9]{1,2})", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_WHOLE = r"(?P<whole>[0-9]*|[0-9]{1,3}(?:(?P<mark>[%s' ])[0-9]{3})(?:(?P=mark)[0-9]{3})*)"
_WITH_POINT = re.compile(_WHOLE % "," + r"(?:\.(?P<fraction>[0-9]*))?")
_WITH_COMMA = re.compile(_WHOLE % "." + r"(?:,(?P<fraction>[0-9]*))?")


def column_decimal_sign(texts: Iterable[str]) -> str:
    """Return what divides decimals in a column, "," or ".", or "" when nothing or both is proved."""
    signs = {_written_sign(text) for text in texts} - {""}
    return signs.pop() if len(signs) == 1 else ""


def clean_money(text: str, decimal_sign: str, currency: str) -> Cleaned:
    """Return one amount as a plain decimal: "1500", "-1234.50", "0.1255".

    Args:
        text: "1 500,50 ₽", "$1,234.56", "(300)", "1'500.00", "12 руб. 50 коп.", "1500.0000000001", "1,5 млн руб.",
            "50к", "бесплатно" (0).
        decimal_sign: the column's sign from `column_decimal_sign`; "1,234" is read by it.
        currency: ISO 4217 code of the base.

    Returns:
        Whole amounts without decimals, others with two to four (rounded half up); 1.234 is written "1.2340", which no
        column reads as thousands. Problems without a value: `money.not_a_number`, `money.other_currency`,
        `money.percent` ("10%": of what is not told). With one: `money.ambiguous`, where the sign is taken for the
        decimal one, `money.approximate` ("от 1000", "~500"), `money.rounded` (more than four decimals were written).
    """
    if match := _BARE.fullmatch(text):
        return fine(text, _bare(match))
    if is_blank(text):
        return Cleaned(text)
    plain = _plain(text)
    if plain.casefold().rstrip(".!") in _FREE:
        return fine(text, "0")
    if _PERCENT.fullmatch(plain):
        return problem("money.percent", text)
    return _amount(text, plain, decimal_sign, currency)


def _amount(text: str, plain: str, decimal_sign: str, currency: str) -> Cleaned:
    exact = _ROUGH.sub("", plain)
    number, symbols = _without_currency(_scaled(exact))
    verdict = _clean(text, number, decimal_sign, "money")
    if verdict.value and any(currency not in _CURRENCIES[symbol] for symbol in symbols):
        return problem("money.other_currency", text)
    if verdict.value and exact != plain:
        return problem("money.approximate", text, value=verdict.value, suggestion=verdict.value)
    return verdict


def clean_currency(text: str, currency: str) -> Cleaned:
    """Return the base's currency where a cell names it in any of its usual words.

    Problems: `money.other_currency`, also for a word that is no currency we know: nobody could add such amounts.
    """
    if is_blank(text):
        return Cleaned(text)
    word = trimmed(text).lower().rstrip(".")
    codes = _CURRENCIES.get(word) or _CURRENCIES.get(f"{word}.") or {word.upper()}
    return fine(text, currency) if currency in codes else problem("money.other_currency", text)


def clean_number(text: str, decimal_sign: str) -> Cleaned:
    """Return one quantity as a plain decimal; a percent sign or a unit such as "шт" is dropped.

    Returns:
        The number as `clean_money` writes it. Problems: `number.not_a_number`, `number.ambiguous`.
    """
    if match := _BARE.fullmatch(text):
        return fine(text, _bare(match))
    if is_blank(text):
        return Cleaned(text)
    return _clean(text, _UNIT.sub("", _plain(text)), decimal_sign, "number")


def _bare(match: re.Match[str]) -> str:
    """Return a bare number as `_written` writes it."""
    return match[1] if match[3] in (None, "00") else f"{match[1]}.{match[3]}"


def _written_sign(text: str) -> str:
    """Return the decimal sign that one cell proves, "" when it proves none."""
    if match := _BARE.fullmatch(text):
        return match[2] or ""
    return _proved_sign(_core(_without_currency(_plain(text))[0])[1])


def _clean(text: str, number: str, decimal_sign: str, kind: str) -> Cleaned:
    is_negative, core = _core(number)
    decimal = _decimal(core, decimal_sign)
    if decimal is None:
        return problem(f"{kind}.not_a_number", text)
    value = _written(-decimal if is_negative else decimal)
    is_rounded = abs(decimal - decimal.quantize(_SMALLEST, ROUND_HALF_UP)) > _NOISE
    if not decimal_sign and _AMBIGUOUS.fullmatch(core):
        return problem(f"{kind}.ambiguous", text, value=value, suggestion=value)
    return problem("money.rounded", text, value=value) if is_rounded and kind == "money" else fine(text, value)


def _plain(text: str) -> str:
    """Return the text with one kind of space, minus and apostrophe."""
    composed = trimmed(unicodedata.normalize("NFKC", text)).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _MINUS.sub("-", composed).removeprefix("'")


def _scaled(plain: str) -> str:
    """Return "1,5 млн руб." as "1500000 руб.": what a word multiplies is no group of thousands."""
    for pattern, exponent in ((_THOUSANDS, 3), (_MILLIONS, 6)):
        if match := pattern.search(plain):
            before = plain[: match.start()]
            digits = re.search(r"[0-9][0-9 ]*(?:[.,][0-9]+)?$", before)
            if digits:
                amount = digits[0].replace(" ", "").replace(",", ".")
                shifted = _written(Decimal(amount[:20]).scaleb(exponent))
                return f"{before[: digits.start()]}{shifted}{plain[match.end() :]}"
    return plain


def _without_currency(plain: str) -> tuple[str, set[str]]:
    """Return the text without its currency, and the currency words found, in lower case."""
    number = _KOPECKS.sub(r".\1 ₽", plain)
    words = set()
    if match := _CURRENCY_BEFORE.search(number):
        words.add(match[2].lower())
        number = match[1] + number[match.end() :]
    if match := _CURRENCY_AFTER.search(number):
        words.add(match[1].lower())
        number = number[: match.start()] + match[2]
    return number, words


def _core(number: str) -> tuple[bool, str]:
    """Return whether a number is negative, and the number without its sign: brackets, a minus before or after."""
    core = _NO_CENTS.sub("", number)
    if core.startswith("(") and core.endswith(")"):
        return True, core[1:-1].strip()
    unsigned = core.removeprefix("-") if core.startswith("-") else core.removesuffix("-")
    return unsigned != core, unsigned.removeprefix("+").strip()


def _decimal(core: str, decimal_sign: str) -> Decimal | None:
    if match := _SCIENTIFIC.fullmatch(core):
        return _sensible(Decimal(match[1].replace(",", ".")).scaleb(int(match[2])))
    sign = _proved_sign(core) or decimal_sign or ("," if "," in core else ".")
    match = (_WITH_COMMA if sign == "," else _WITH_POINT).fullmatch(core)
    if not match or not (match["whole"] or match["fraction"]):
        return None
    whole = "".join(digit for digit in match["whole"] if digit.isdigit()).lstrip("0")
    if len(whole) > _WHOLE_DIGITS:
        return None
    return _sensible(Decimal(f"{whole or 0}.{(match['fraction'] or '0')[:30]}"))


def _sensible(number: Decimal) -> Decimal | None:
    return number if number < 10**_WHOLE_DIGITS else None


def _proved_sign(core: str) -> str:
    """Return what must be the decimal sign of a number, "" when it has none or it could divide thousands."""
    marks = [letter for letter in core if letter in ",."]
    if not marks or _AMBIGUOUS.fullmatch(core):
        return ""
    if len(set(marks)) == 2 or len(marks) == 1:
        return marks[-1]
    return "." if marks[0] == "," else ","


def _written(number: Decimal) -> str:
    """Write a decimal without exponent: no decimals when whole, else two to four."""
    whole, _, fraction = f"{number.quantize(_SMALLEST, ROUND_HALF_UP):f}".partition(".")
    decimals = fraction.rstrip("0")
    if not decimals:
        return "0" if whole == "-0" else whole
    written = f"{whole}.{decimals.ljust(2, '0')}"
    return f"{written}0" if _AMBIGUOUS.fullmatch(written.removeprefix("-")) else written
