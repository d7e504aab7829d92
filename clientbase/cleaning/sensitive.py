"""What the law protects more than the rest, wherever people write it: documents, passwords, health, belief."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.legal_ids import is_snils

#: The problems' codes are "sensitive." and one of these.
KINDS = (
    "passport", "card", "snils", "password", "health", "belief", "origin", "intimate", "crime", "biometric",
)  # fmt: skip
#: Those that words tell of; a firm's or a product's name may hold the same words and tell of nobody.
KINDS_OF_WORDS = frozenset({"health", "belief", "origin", "intimate", "crime", "biometric"})
_OF_NUMBERS = frozenset({"passport", "card", "snils"})
_NO_ANSWERS = frozenset({"no", "false", "0", "нету", "отсутствуют", "не было"})
_MOST_SHOWN = 40
_ENDING = r"\w*"

_CARD = re.compile(
    r"(?<![\d+.,-])(?:\d{4}[ -]?){3}\d{4}(?:[ -]?\d{1,3})?(?![\d.,-]*\d)"
    r"|(?<![\d+.,-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?!\d)"
)
_CARD_PREFIX = re.compile(r"220[0-4]|4|5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[47]|62|35(?:2[89]|[3-8])|6[37]")
_OTHER_NUMBER = re.compile(
    r"(?:заказ\w*|order|трек\w*|track\w*|накладн\w*|сч[её]т\w*|р/с|артикул|штрих-?код|ean|imei|чек\w*|договор\w*)\W{0,12}$",
    re.IGNORECASE,
)
#: Papers of a person whose numbers are four digits and six, or two and seven.
_PAPERS = (
    r"(?:загран\w*\s?)?паспорт\w*|пасп\.|загран\w*|passport|сери[яию]|в/у|водительск\w+(?:\sудостоверени\w+)?|права"
)
_PASSPORT = re.compile(
    rf"(?<!\w)(?:{_PAPERS})\D{{0,30}}?"
    r"(?P<number>[A-Z]{0,2}(?<!\d)\d{2}\s?\d{2}(?:\s*[,;]?\s*(?:№|номер|ном\.|n|no)?\s*:?\s*)\d{6}(?!\d)"
    r"|(?<!\d)\d{2}\s?(?:№\s?)?\d{7}(?!\d))"
    r"|(?<!\d)(?P<before>\d{2}\s?\d{2}\s?(?:№\s?)?\d{6})(?!\d)\s*[,(]?\s*(?:паспорт|выдан)"
    r"|(?<!\w)passport\s*(?:no|number|№|#)?[.:\s]*(?P<foreign>[A-Z]{0,2}\d{6,9})(?!\w)",
    re.IGNORECASE,
)
_SNILS = re.compile(
    r"(?<![\d-])\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)|(?<=снилс)\W{0,5}\d{3}[ -]?\d{3}[ -]?\d{3}[ -]?\d{2}(?!\d)",
    re.IGNORECASE,
)
#: The American sister of the СНИЛС.
_SSN = re.compile(r"(?<!\w)ssn\W{0,5}(?P<number>\d{3}-?\d{2}-?\d{4})(?!\d)", re.IGNORECASE)
_PASSWORD = re.compile(
    r"(?<!\w)(?:парол[ьяюе]м?|password|passwd|pwd|pass|пин-?код|pin ?code)"
    r"(?:\s+(?:от|для|к|на|for|to)\s+[\w.-]+(?:\s[\w.-]+)?)?"
    r"\s*(?:[:=—–]|\s-\s)\s*(?P<secret>\S{3,})"
    r"|(?<!\w)(?:логин|login)\s*/\s*(?:пароль|password)\s*[:=-]?\s*(?P<pair>\S+)"
    r"|(?<!\w)(?:логин|login)\s*[:=-]?\s*\S+[\s,;]+(?:и\s|and\s)?(?:пароль|password|pass)\s*[:=-]?\s*(?P<second>\S+)"
    r"|(?<!\w)(?:пароль|password)\s+(?!\d{1,2}[./]\d)(?P<bare>(?=\S*\d)\S{4,})"
    r"|(?<!\w)(?:cvv2?|cvc2?)\W{0,3}(?P<cvv>\d{3,4})(?!\d)"
    r"|(?<!\w)(?:пин|pin)\W{0,3}(?P<pin>\d{4})(?!\d)",
    re.IGNORECASE,
)
#: Words beside a telling one that make it tell of no person: "православный календарь", "Cancer (zodiac)", "у собаки".
_OF_NOBODY_AFTER = re.compile(
    r"[\s(,:-]*(?:календар|книг|храм|церк|магазин|ярмарк|выставк|журнал|икон|праздник|литератур|гимнази|zodiac|horoscope"
    r"|зодиак|гороскоп|у\s(?:собак|кошк|кота|пса|щенк|котенк|питомц))"
)
_OF_NOBODY_BEFORE = re.compile(r"(?:(?:собак|кошк|щен)\w*\s+|zodiac\W{1,3}(?:sign\W{1,3})?)$")
#: What texts must have for any of the above, in the syntax of the engine; words are matched in lower case, ё as е.
_QUICK_NUMBERS = (
    r"\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}", r"3[47]\d{2}[ -]?\d{6}[ -]?\d{5}", r"\d{3}-\d{3}-\d{3}[ -]\d{2}", "снилс",
    "ssn", "пасп", "загран", "passport", r"сери[яию]", "в/у", "водительск", r"права", "выдан",
    "парол", "pass", "pwd", r"пин-?код", r"pin ?code", "логин", "login", "cvv", "cvc",
    r"(?:пин|pin)[^a-zа-я]{0,3}[0-9]",
)  # fmt: skip


class Finding(NamedTuple):
    """One sensitive thing in a text: its kind, and what may be shown of it."""

    kind: str
    shown: str


def sensitive_kinds(text: str, header_kind: str = "") -> tuple[str, ...]:
    """Return the kinds of sensitive data in a text, each once; `header_kind` is what its column's header promises."""
    return tuple(finding.kind for finding in sensitive_findings(text, header_kind))


def sensitive_findings(text: str, header_kind: str = "") -> tuple[Finding, ...]:
    """Return the sensitive things in a text, one a kind, with their secret part masked.

    Numbers are shown by their ends ("4276 **** **** 1234"), a password not at all, of words only the telling one.
    """
    if is_blank(text):
        return ()
    found = {finding.kind: finding for finding in _findings(trimmed(text))}
    if header_kind and header_kind not in found and _fills(header_kind, trimmed(text)):
        found[header_kind] = Finding(header_kind, _masked(text) if header_kind in _OF_NUMBERS else "***")
    return tuple(found[kind] for kind in KINDS if kind in found)


def without_secrets(text: str) -> str:
    """Return a text whose card, passport and pension numbers are masked and whose passwords are gone."""
    plain = _PASSWORD.sub(lambda found: found[0].replace(_caught(found), "***"), text)
    plain = _PASSPORT.sub(_with_masked, plain)
    plain = _SSN.sub(_with_masked, plain)
    plain = _SNILS.sub(lambda found: _masked(found[0]), plain)
    return _CARD.sub(lambda found: _masked(found[0]) if is_card(found[0]) else found[0], plain)


def sensitive_header(header: str) -> str:
    """Return the kind of sensitive data that a column's header promises, "" for none."""
    match = _headers().fullmatch(header.casefold().replace("ё", "е").strip(" .:*?"))
    return str(match.lastgroup) if match else ""


def are_cards(numbers: Sequence[str]) -> bool:
    """Tell whether a column of bare numbers holds bank cards: of other numbers one in ten has the check digit."""
    cards = sum(map(is_card, numbers))
    return cards * 5 >= len(numbers) * 3


def is_card(number: str) -> bool:
    """Tell whether a text is one bank card number: length, a payment system's first digits, check digit (Luhn)."""
    digits = re.sub(r"[ -]", "", number)
    if not re.fullmatch(r"[0-9]{15,19}", digits) or len(set(digits)) < 2 or not _CARD_PREFIX.match(digits):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


@cache
def quick_pattern() -> str:
    """Return what every text with a finding has, as a pattern of the engine (RE2) over lower case with ё as е.

    Endings are left out and letters are no class of Unicode: with either the engine is two hundred times slower.
    """
    words = chain.from_iterable(_lists()["words"].values())
    return "|".join([*_QUICK_NUMBERS, *(_pattern(word.rstrip("*"), "[^ ]*") for word in words)])


@cache
def quick_numbers() -> str:
    """Return what every text with a number or a password in it has, as `quick_pattern` does of all kinds."""
    return "|".join(_QUICK_NUMBERS)


def _findings(text: str) -> Iterator[Finding]:
    for match in _CARD.finditer(text):
        if is_card(match[0]) and not _OTHER_NUMBER.search(text[: match.start()]):
            yield Finding("card", _masked(match[0]))
    for match in _SNILS.finditer(text):
        digits = re.sub(r"[^0-9]", "", match[0])
        if is_snils(digits):
            yield Finding("snils", _masked(match[0].strip(" :№")))
    for match in _SSN.finditer(text):
        yield Finding("snils", _masked(match["number"]))
    if match_of_passport := _PASSPORT.search(text):
        yield Finding("passport", _masked(_caught(match_of_passport)))
    for match in _PASSWORD.finditer(text):
        if not is_blank(_caught(match)):
            yield Finding("password", "***")
    yield from _told(text.lower().replace("ё", "е"))


def _told(plain: str) -> Iterator[Finding]:
    """Yield what the words of a text in lower case tell."""
    for match in _words().finditer(plain):
        if _OF_NOBODY_AFTER.match(plain, match.end()) or _OF_NOBODY_BEFORE.search(plain[: match.start()]):
            continue
        yield Finding(str(match.lastgroup), _shortened(match[0]))


def _fills(kind: str, text: str) -> bool:
    """Tell whether a cell of a column whose header promises a kind holds it; "no" and "received" do not."""
    if text.casefold() in _NO_ANSWERS:
        return False
    return sum(map(str.isdigit, text)) >= 4 if kind in _OF_NUMBERS else True


def _masked(number: str) -> str:
    """Return a number with its digits hidden but the first and last four, or two of a short one."""
    digits = sum(map(str.isdigit, number))
    kept = 4 if digits >= 15 else 2
    seen = 0
    masked = []
    for letter in number:
        seen += letter.isdigit()
        is_hidden = letter.isalnum() and kept < (seen or 1) <= digits - kept
        masked.append("*" if is_hidden else letter)
    return _shortened("".join(masked))


def _with_masked(found: re.Match[str]) -> str:
    return found[0].replace(_caught(found), _masked(_caught(found)))


def _caught(found: re.Match[str]) -> str:
    """Return what the one filled group of a match holds."""
    return str(next(filter(None, found.groups())))


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _pattern(word: str, ending: str) -> str:
    parts = [
        part.rstrip("*").replace("(", r"\(").replace(")", r"\)") + ending * part.endswith("*") for part in word.split()
    ]
    return r"[\s\x{00a0},./:-]+".join(parts)


def _alternatives(lists: dict[str, list[str]], ending: str) -> str:
    kinds = (f"(?P<{kind}>{'|'.join(_pattern(word, ending) for word in words)})" for kind, words in lists.items())
    return "|".join(kinds).replace(r"\x{00a0}", r"\xa0")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(_lists()['words'], _ENDING)})(?!\w)")


@cache
def _headers() -> re.Pattern[str]:
    return re.compile(_alternatives(_lists()["headers"], ".*"))


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sensitive_words.toml").read_text(encoding="utf-8"))
