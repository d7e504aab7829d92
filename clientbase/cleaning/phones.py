"""Phone numbers: one cell in, each number in E.164 or a named problem out."""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.phone_plans import TRUNK_8
from clientbase.cleaning.problems import Cleaned, fine, problem

#: Verdicts hold for this version of the numbering plans: ranges come and go between versions.
PLAN_VERSION = phonenumbers.__version__

_E164_DIGITS = 15
_FEWEST_DIGITS = 2
_SUBSCRIBER_DIGITS = 7
_FEWEST_OF_FULL = 10

_WRITTEN_EXTENSION = re.compile(
    r"[,;\s(]{0,4}(?:(?<![^\W\d_])(?:доб\w{0,8}|внутр\w{0,6}|вн|ext\w{0,6}|x)|#)[.:=\s№]{0,4}([0-9]{1,7})\b\)?",
    re.IGNORECASE,
)
#: Digits after a comma are an extension to the library; these countries write the next number so.
_AFTER_COMMA = re.compile(r"[0-9)]\s*[,;]+\s*[0-9]+$")
_TWO_BY_COMMA = frozenset({"RU", "KZ", "BY", "UA", "UZ", "KG", "TJ", "AM", "AZ", "GE", "MD", "TM"})
_CODE_OF_COMMAS = 1
_EXTENSION = re.compile(r"x([0-9]{1,7})$")
_EXCEL_FLOAT = re.compile(r"([0-9]{5,})[.,]0+")
_SCIENTIFIC = re.compile(r"([0-9](?:[.,][0-9]+)?)[eе]\+?([0-9]{1,2})", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"[;,/|\\]|\s?:::\s?|\s(?:или|и|or|and)\s|(?<=[0-9])\s*(?=\+[0-9])|(?<=[0-9]{10})\s+(?=[0-9]{10})", re.IGNORECASE
)
_INTERNATIONAL = re.compile(r"[^0-9+]*(?:\+|00(?=[1-9]))")
_SECOND_PLUS = re.compile(r"\+[^+]*[0-9][^+]*\+")
_PLUS_EIGHT = re.compile(r"[^0-9+]*\+8[\s(-]")
_WORD = re.compile(r"[^\W\d_]")
#: What stands beside a number and is none: a date, a time, "2-й", "18ч".
_ASIDE = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}|[0-9]{1,2}:[0-9]{2})(?![0-9])"
    r"|(?<![0-9)-])\b[0-9]{1,3}-?(?!x[0-9])[^\W\d_]+"
)
_FULL_NUMBER = re.compile(r"[+(]*[0-9][0-9() .\-‐–—]{4,24}[0-9](?: x[0-9]{1,7}\b)?")
_LONGEST_ASIDE = 4
#: Signs that stand for digits: "+7 926 *** ** 12", "8 926 ХХХ-ХХ-ХХ", an empty input mask.
_MASK = re.compile(r"[*_•●×?]{2,}|(?<![^\W\d])[xх]{2,}(?!\w)|(?<![^\W\d])[xх]{3,}(?=[0-9])", re.IGNORECASE)
#: A number within a town, as it is written where areas have their own lengths: 2-34-56, 45-12-34, 123-45-67.
_TOWN_NUMBER = re.compile(r"(?<![0-9+])(?:[0-9]{1,3}([ -])[0-9]{2}\1[0-9]{2}|[0-9]{3}[ -][0-9]{3})(?![0-9])")
_RUNS = "01234567890123456789", "98765432109876543210"


def clean_phones(text: str, country: str) -> tuple[Cleaned, ...]:
    """Return the phone numbers of one cell, each once, in the order written.

    Args:
        text: one cell as written: "8 (916) 123-45-67, доб. 12", "79161234567.0", "8 916 1234567; 8 495 7654321".
        country: ISO 3166-1 alpha-2 code assumed where a number has no country code.

    Returns:
        For each number its E.164 form (";ext=12" at the end) and its key without the extension. Quality is "sure"
        (written with the country code), "assumed" (country taken from `country`) or "foreign" (another country).
        Problems: `phone.no_digits`, `phone.masked`, `phone.not_in_plan`, `phone.placeholder`, and `phone.local_only`,
        which has no value but a key "US:3865286"; a note `phone.remark` where more than the number was written.

    Source:
        libphonenumber's metadata through `phonenumbers`, see `PLAN_VERSION`.
    """
    if is_blank(text):
        return (Cleaned(text),)
    lines = [trimmed(line) for line in unicodedata.normalize("NFKC", text).splitlines()]
    written = _without_excel("\n".join(lines).strip(" '`\n"))
    plain = _WRITTEN_EXTENSION.sub(r" x\1", written)
    pieces = [piece.strip() for line in plain.splitlines() for piece in _SEPARATOR.split(line) if _digits(piece)]
    whole = _judged(text, written, plain, country)
    if len(pieces) < 2:
        return (whole,) if whole.value else _found_within(text, plain, country) or (whole,)
    verdicts = [_judged(piece, piece, piece, country) for piece in pieces]
    if not _are_several(pieces, verdicts, whole):
        return (whole,)
    return _without_asides(text, verdicts, country)


def _judged(original: str, written: str, plain: str, country: str) -> Cleaned:
    """Return the verdict on what is one number; `plain` is `written` with its extension as " x12"."""
    if _hides_digits(written):
        return problem("phone.masked", original)
    if _SECOND_PLUS.search(_without_excel(written)):
        return problem("phone.not_in_plan", original)
    return _as_written(original, written, country) or _clean_phone(original, plain, country)


def _hides_digits(written: str) -> bool:
    """Tell a masked number; signs after all the digits of a number hide none."""
    masks = list(_MASK.finditer(written))
    if not masks or not _digits(written):
        return False
    before = len(_digits(written[: masks[0].start()]))
    after = len(_digits(written[masks[-1].end() :]))
    return max(before, after) < _FEWEST_OF_FULL


def _without_asides(text: str, verdicts: list[Cleaned], country: str) -> tuple[Cleaned, ...]:
    """Return the verdicts on the pieces of a cell, without those that are a remark beside a number."""
    found: list[Cleaned] = []
    asides = 0
    for verdict in verdicts:
        piece = verdict.original
        within = () if verdict.value else _found_within(piece, piece, country)
        is_aside = not verdict.value and not within and bool(_WORD.search(piece)) and _is_short(_ASIDE.sub("", piece))
        asides += is_aside
        found += within or (() if is_aside else (verdict,))
    has_number = any(verdict.value for verdict in found)
    kept = _each_once(found if has_number else verdicts)
    if asides and has_number:
        kept = _remarked(kept)
    return (replace(kept[0], original=text),) if len(kept) == 1 else kept


def _is_short(piece: str) -> bool:
    return len(_digits(piece)) <= _LONGEST_ASIDE


def _found_within(text: str, written: str, country: str) -> tuple[Cleaned, ...]:
    """Return the full numbers that stand among words, times, dates and flats, each once."""
    told = _ASIDE.sub("|", written)
    if told == written and not _WORD.search(written):
        return ()
    runs = [match[0].strip(" -.(") for match in _FULL_NUMBER.finditer(told)]
    kept = _each_once([verdict for run in runs for verdict in _full_numbers(run, country)])
    if not kept:
        return ()
    return _remarked((replace(kept[0], original=text),) if len(kept) == 1 else kept)


def _full_numbers(run: str, country: str) -> list[Cleaned]:
    """Return the number that a run of digits is, else those that stand in it without a space: "5 89161234567"."""
    parts = [[run], [part for part in run.split() if len(_digits(part)) >= _FEWEST_OF_FULL]]
    for numbers in parts:
        verdicts = [_clean_phone(number, number, country) for number in numbers]
        if found := [c for c in verdicts if c.value and (c.quality != "foreign" or c.original.startswith("+"))]:
            return found
    return []


def _remarked(verdicts: tuple[Cleaned, ...]) -> tuple[Cleaned, ...]:
    """Return the verdicts with the note on the first that is a number."""
    first = next(i for i, verdict in enumerate(verdicts) if verdict.value)
    return (*verdicts[:first], replace(verdicts[first], code="phone.remark"), *verdicts[first + 1 :])


def _are_several(pieces: list[str], verdicts: list[Cleaned], whole: Cleaned) -> bool:
    """Tell several numbers from one that is written with commas, slashes or an extension."""
    numbers = sum(bool(verdict.value) for verdict in verdicts)
    if numbers > 1 and all(len(_digits(piece)) >= _SUBSCRIBER_DIGITS for piece in pieces):
        return True
    return not whole.value and (numbers > 0 or all(len(_digits(piece)) >= _SUBSCRIBER_DIGITS for piece in pieces))


def _each_once(verdicts: list[Cleaned]) -> tuple[Cleaned, ...]:
    found: dict[str, Cleaned] = {}
    for verdict in verdicts:
        found.setdefault(verdict.value or verdict.original, verdict)
    return tuple(found.values())


def _as_written(original: str, written: str, country: str) -> Cleaned | None:
    """Return the verdict on what the library itself reads as one number, extension, letters and all; else None."""
    if _PLUS_EIGHT.match(written) and country in TRUNK_8:
        return None
    parsed = _parse(written, country)
    if not parsed or not phonenumbers.is_valid_number(parsed):
        return None
    is_second = country in _TWO_BY_COMMA and parsed.country_code != _CODE_OF_COMMAS
    if parsed.extension and is_second and _AFTER_COMMA.search(written.strip()):
        return None
    digits = _digits(written).removesuffix(parsed.extension or "")
    if _is_made_up(digits):
        return problem("phone.placeholder", original)
    has_code = bool(_INTERNATIONAL.match(written)) or _has_trunk_8(digits, country)
    key = _e164(parsed)
    value = f"{key};ext={parsed.extension}" if parsed.extension else key
    return fine(original, value, key=key, quality=_quality(parsed, country, has_code=has_code))


def _quality(number: PhoneNumber, country: str, *, has_code: bool) -> str:
    """Return how sure a valid number is: written with its code, taken for one of the country's, or of another."""
    if phonenumbers.region_code_for_number(number) not in ({country, "001"} if has_code else {country}):
        return "foreign"
    return "sure" if has_code else "assumed"


def _has_trunk_8(digits: str, country: str) -> bool:
    return country in TRUNK_8 and len(digits) == 11 and digits[0] in "78"


def _clean_phone(original: str, written: str, country: str) -> Cleaned:
    extension = _EXTENSION.search(written)
    number = _without_excel((written[: extension.start()] if extension else written).strip())
    digits = _digits(number)
    if len(digits) < _FEWEST_DIGITS:
        return problem("phone.no_digits", original)
    if "#" in number:
        return problem("phone.not_in_plan", original)
    is_of_town = bool(_TOWN_NUMBER.search(number)) and len(digits) <= _SUBSCRIBER_DIGITS
    if _is_made_up(digits, is_of_town=is_of_town):
        return problem("phone.placeholder", original)
    parsed, quality = _parsed(number, digits, country)
    if quality == "local" or (parsed is None and is_of_town and country in TRUNK_8):
        return problem("phone.local_only", original, key=f"{country}:{parsed.national_number if parsed else digits}")
    if parsed is None:
        return problem("phone.not_in_plan", original)
    key = _e164(parsed)
    return fine(original, f"{key};ext={extension[1]}" if extension else key, key=key, quality=quality)


def _parsed(number: str, digits: str, country: str) -> tuple[PhoneNumber | None, str]:
    """Return the number and how sure it is; "local" when only the area code is missing; None when there is none."""
    international, assumed = _readings(number, digits, country)
    for reading in international:
        parsed = _parse("+" + reading, country)
        if parsed and phonenumbers.is_valid_number(parsed):
            return parsed, _quality(parsed, country, has_code=True)
    local = _parse(assumed, country) if assumed else None
    if local and phonenumbers.is_valid_number(local):
        return local, _quality(local, country, has_code=False)
    if local and phonenumbers.is_possible_number_with_reason(local) == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return local, "local"
    abroad = _parse("+" + digits, country) if assumed and 11 <= len(digits) <= _E164_DIGITS else None
    # Without a plus nothing may be left out to make a number: 1 1 219… would be one of the USA.
    if abroad and phonenumbers.is_valid_number(abroad) and _e164(abroad) == "+" + digits:
        return abroad, "foreign"
    return None, ""


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _readings(number: str, digits: str, country: str) -> tuple[list[str], str]:
    """Return the digits as international numbers to try, and as a number within the country ("" when it cannot be)."""
    has_trunk_8 = country in TRUNK_8 and len(digits) == 11
    if _INTERNATIONAL.match(number):
        as_written = digits.removeprefix("00") if "+" not in number else digits
        if has_trunk_8 and digits[0] == "8":
            of_plan_7 = "7" + digits[1:]
            return [of_plan_7, as_written] if _PLUS_EIGHT.match(number) else [as_written, of_plan_7], ""
        return [as_written], ""
    if has_trunk_8 and digits[0] in "78":
        return ["7" + digits[1:]], ""
    return [], digits


def _parse(digits: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, country)
    except NumberParseException:
        return None


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter in "0123456789")


def _is_made_up(digits: str, *, is_of_town: bool = False) -> bool:
    """Tell 79999999999, 1234567890 and the like; a run inside a longer number or in 2-34-56 proves nothing."""
    national = digits[1:] if len(digits) == 11 else digits
    if not national.strip("0") or national.endswith("0" * _SUBSCRIBER_DIGITS):
        return True
    is_run = not is_of_town and any(digits in run or national in run for run in _RUNS)
    return len(national) >= 5 and (len(set(national)) == 1 or is_run)


def _without_excel(text: str) -> str:
    """Return the digits that a spreadsheet turned into a float; a rounded one (7.9E+10) is no number any more."""
    if match := _EXCEL_FLOAT.fullmatch(text):
        return match[1]
    match = _SCIENTIFIC.fullmatch(text)
    if not match or len(_digits(match[1])) < int(match[2]) - 1:
        return text
    return str(int(Decimal(match[1].replace(",", ".")).scaleb(int(match[2]))))
