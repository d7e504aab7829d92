"""Numbers that the law gives to firms, people, banks and accounts: each has a length, and most have a check digit."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_AROUND = " '\"`;,.:#-"
#: "№" is "NO" by then.
_LABEL = re.compile(
    r"(?:(?:ИНН|INN|КПП|KPP|ОГРНИП|ОГРН|OGRNIP|OGRN|БИК|BIC|BIK|SWIFT|СНИЛС|SNILS|IBAN|TAX ?ID|VAT|TIN)(?![A-ZА-Я])"
    r"(?:\s*/\s*КПП)?(?:NO(?![A-Z])|[:#=.\s-])*)+"
)
#: A label of another country's number: of Kazakhstan, Belarus, Ukraine, Uzbekistan.
_FOREIGN_LABEL = re.compile(
    r"(?:BIN|БИН|IIN|ИИН|УНП|UNP|ЄДРПОУ|ЕДРПОУ|EDRPOU|РНОКПП)(?![A-ZА-ЯЄІЇ])(?:NO(?![A-Z])|[:#=.\s-])*"
)
_FOREIGN_DIGITS = re.compile(r"[0-9]{8,14}")
_EXCEL_FLOAT = re.compile(r"([0-9]{5,})[.,]0+")
_SCIENTIFIC = re.compile(r"([0-9](?:[.,][0-9]+)?)E\+?([0-9]{1,2})")
_TWO_NUMBERS = re.compile(
    r"([0-9]{10}|[0-9]{12})(?:\s*[/\\;,|]\s*|\s+|\s*КПП[:#\s]*)(?:КПП(?:NO|[:#\s])*)?([0-9A-Z]{8,9})"
)
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
#: Why a firm is registered where it is: its own address, a branch, a property, a foreign office.
_COMMON_KPP = re.compile(r"[0-9]{4}(?:01|02|43|44|45|50|51|77|99)00[0-9]")
_BIC = re.compile(r"04[0-9]{7}|0[0-2][0-9]{7}")
_SWIFT = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_FOREIGN_TAX_ID = re.compile(r"[A-Z]{2}[A-Z0-9]*[0-9][A-Z0-9]*")
_OF_ANOTHER_COUNTRY = re.compile(r"[A-Z/&]*[0-9][0-9A-Z/&]*")
_COUNTING_RUNS = ("12345678901234567890", "01234567890123456789", "98765432109876543210")

_INN_FIRM = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_PERSON_FIRST = (7, *_INN_FIRM)
_INN_PERSON_SECOND = (3, *_INN_PERSON_FIRST)
#: СНИЛС up to this one were given without check digits.
_LAST_UNCHECKED_SNILS = 1001998


def clean_inn(text: str, country: str = "RU") -> Cleaned:
    """Return a taxpayer's number (ИНН): 10 digits of a firm, 12 of a person.

    Args:
        text: one cell as written: "7707083893", "7707083893.0", "ИНН 7707083893".
        country: ISO 3166-1 alpha-2 code of the base; outside Russia numbers are kept as their owners have them.

    Returns:
        The digits; a number with a country's letters ("DE 136695976") without spaces, quality "foreign".
        A number labelled as another country's ("БИН 990140000385", "УНП 190123456") is foreign too.
        Problems: `inn.length`, `inn.checksum`, `inn.placeholder`, none with a value; `inn.leading_zero`, which has it;
        `inn.nine_digits` keeps them as written: they may have lost a zero, or be a number of Belarus.

    Source:
        The Federal Tax Service's algorithm: weighted sums of the digits modulo 11, the last digit of the rest.
    """
    if is_blank(text):
        return Cleaned(text)
    if foreign := _labelled_foreign(text):
        return fine(text, foreign, quality="foreign")
    number = _plain(text)
    if _is_made_up(number):
        return problem("inn.placeholder", text)
    if _is_inn(number):
        return fine(text, number)
    return _no_inn(text, number, country)


def _no_inn(text: str, number: str, country: str) -> Cleaned:
    """Return the verdict on a number that is no ИНН as it stands."""
    if _FOREIGN_TAX_ID.fullmatch(number) or (country != "RU" and _OF_ANOTHER_COUNTRY.fullmatch(number)):
        return fine(text, number, quality="foreign")
    restored = "0" + number
    if len(number) in (9, 11) and not _COMMON_KPP.fullmatch(number) and _is_inn(restored):
        if len(number) == 11 or _EXCEL_FLOAT.fullmatch(_unlabelled(text)):
            return problem("inn.leading_zero", text, value=restored, suggestion=restored)
        return problem("inn.nine_digits", text, value=number, suggestion=restored)
    return problem("inn.checksum" if re.fullmatch(r"[0-9]{10}|[0-9]{12}", number) else "inn.length", text)


def _labelled_foreign(text: str) -> str:
    """Return the digits below a label such as БИН or УНП, "" where there is none."""
    plain = trimmed(unicodedata.normalize("NFKC", text)).upper().strip(_AROUND)
    label = _FOREIGN_LABEL.match(plain)
    number = re.sub(r"[\s.-]", "", plain[label.end() :]) if label else ""
    return number if _FOREIGN_DIGITS.fullmatch(number) and not _is_made_up(number) else ""


def clean_inn_and_kpp(text: str, country: str = "RU") -> tuple[Cleaned, ...]:
    """Return the ИНН of a cell, and the КПП after it where the cell holds both: "7707083893/773601001"."""
    match = _TWO_NUMBERS.fullmatch(_unlabelled(text))
    if not match or is_blank(text):
        return (clean_inn(text, country),)
    return clean_inn(match[1], country), clean_kpp(match[2])


def clean_kpp(text: str) -> Cleaned:
    """Return a registration code (КПП) of nine characters; it has no check digit.

    Problems: `kpp.format`, no value; `kpp.leading_zero`, which has it.
    """
    if is_blank(text):
        return Cleaned(text)
    code = _plain(text)
    if _KPP.fullmatch(code) and not _is_made_up(code):
        return fine(text, code)
    restored = "0" + code
    if _COMMON_KPP.fullmatch(restored):
        return problem("kpp.leading_zero", text, value=restored, suggestion=restored)
    return problem("kpp.format", text)


def clean_ogrn(text: str) -> Cleaned:
    """Return a number in the state register: 13 digits of a firm (ОГРН), 15 of a sole trader (ОГРНИП).

    Problems: `ogrn.length`, `ogrn.checksum`, `ogrn.placeholder`, none with a value.

    Source:
        The rules of the state registers: the last digit of the rest of the digits before it modulo 11, or 13.
    """
    if is_blank(text):
        return Cleaned(text)
    number = _plain(text)
    if _is_made_up(number):
        return problem("ogrn.placeholder", text)
    if not re.fullmatch(r"[1-9][0-9]{12}|[34][0-9]{14}", number):
        return problem("ogrn.length", text)
    if int(number[:-1]) % (len(number) - 2) % 10 != int(number[-1]):
        return problem("ogrn.checksum", text)
    return fine(text, number)


def clean_bic(text: str) -> Cleaned:
    """Return a bank's code: nine digits of a Russian one (БИК), or the letters of SWIFT, quality "foreign".

    Problems: `bic.format`, no value; `bic.leading_zero`, which has it.
    """
    if is_blank(text):
        return Cleaned(text)
    code = _plain(text)
    if _SWIFT.fullmatch(code):
        return fine(text, code, quality="foreign")
    if _BIC.fullmatch(code):
        return fine(text, code)
    if re.fullmatch(r"4[0-9]{7}", code):
        return problem("bic.leading_zero", text, value="0" + code, suggestion="0" + code)
    return problem("bic.format", text)


def clean_snils(text: str) -> Cleaned:
    """Return a person's pension number (СНИЛС) as it is printed: "112-233-445 95"; the key is its digits.

    Problems: `snils.length`, `snils.checksum`, `snils.placeholder`, none with a value; `snils.leading_zero` has it.

    Source:
        The Pension Fund's algorithm: weights 9…1, the rest modulo 101; no check digits up to 001-001-998.
    """
    if is_blank(text):
        return Cleaned(text)
    number = _plain(text)
    if _is_made_up(number):
        return problem("snils.placeholder", text)
    if is_snils(number):
        return fine(text, _printed_snils(number), key=number)
    restored = number.zfill(11)
    if len(number) in (9, 10) and is_snils(restored) and int(restored[:9]) > _LAST_UNCHECKED_SNILS:
        printed = _printed_snils(restored)
        return problem("snils.leading_zero", text, value=printed, key=restored, suggestion=printed)
    return problem("snils.checksum" if re.fullmatch(r"[0-9]{11}", number) else "snils.length", text)


def is_snils(digits: str) -> bool:
    """Tell whether eleven digits are a СНИЛС; old ones without check digits are taken as they are."""
    if not re.fullmatch(r"[0-9]{11}", digits) or not digits.strip("0"):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(range(9, 0, -1), digits, strict=False)) % 101 % 100
    return int(digits[:9]) <= _LAST_UNCHECKED_SNILS or rest == int(digits[9:])


def _printed_snils(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


def _is_inn(number: str) -> bool:
    if re.fullmatch(r"[0-9]{10}", number):
        return _check_digit(_INN_FIRM, number) == number[9]
    if re.fullmatch(r"[0-9]{12}", number):
        return _check_digit(_INN_PERSON_FIRST, number) + _check_digit(_INN_PERSON_SECOND, number) == number[10:]
    return False


def _check_digit(weights: Sequence[int], number: str) -> str:
    return str(sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False)) % 11 % 10)


def _is_made_up(number: str) -> bool:
    """Tell 0000000000, 1111111111 and 1234567890: what is typed where a number must be."""
    if not re.fullmatch(r"[0-9]+", number):
        return False
    return len(set(number)) == 1 or (len(number) >= 8 and any(number in run for run in _COUNTING_RUNS))


def _plain(text: str) -> str:
    """Return a number without its label, spaces, dashes and what spreadsheets make of it."""
    if text.isascii() and text.isdigit():
        return text
    plain = _unlabelled(text)
    if match := _EXCEL_FLOAT.fullmatch(plain):
        return match[1]
    match = _SCIENTIFIC.fullmatch(plain)
    if match and sum(map(str.isdigit, match[1])) >= int(match[2]) - 1:
        return str(int(Decimal(match[1].replace(",", ".")).scaleb(int(match[2]))))
    return _without_label(re.sub(r"[\s.-]", "", plain))


def _unlabelled(text: str) -> str:
    return _without_label(trimmed(unicodedata.normalize("NFKC", text)).upper())


def _without_label(text: str) -> str:
    plain = text.strip(_AROUND)
    while match := _LABEL.match(plain):
        plain = plain[match.end() :].strip(_AROUND)
    return plain
