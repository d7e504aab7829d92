"""International bank account numbers: a country's form, and a checksum over all of it."""

import re
import unicodedata
from functools import cache

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_LABEL = re.compile(r"^IBAN\s*[:№#=.-]*\s*")
_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}")

#: What follows the country and the check digits: n digits, a letters, c either, each with its count.
_FORMS = """
AD 8n12c AE 19n AL 8n16c AT 16n AZ 4a20c BA 16n BE 12n BG 4a6n8c BH 4a14c BI 23n BR 23n1a1c BY 4c4n16c CH 5n12c CR 18n
CY 8n16c CZ 20n DE 18n DJ 23n DK 14n DO 4c20n EE 16n EG 25n ES 20n FI 14n FK 2a12n FO 14n FR 10n11c2n GB 4a14n GE 2a16n
GI 4a15c GL 14n GR 7n16c GT 24c HN 4a20n HR 17n HU 24n IE 4a14n IL 19n IQ 4a15n IS 22n IT 1a10n12c JO 4a4n18c KW 4a22c
KZ 3n13c LB 4n20c LC 4a24c LI 5n12c LT 16n LU 3n13c LV 4a13c LY 21n MC 10n11c2n MD 20c ME 18n MK 3n10c2n MN 16n MR 23n
MT 4a5n18c MU 4a19n3a NI 4a20n NL 4a10n NO 11n OM 3n16c PK 4a16c PL 24n PS 4a21c PT 21n QA 4a21c RO 4a16c RS 18n
RU 14n15c SA 2n18c SC 4a20n3a SD 14n SE 20n SI 15n SK 20n SM 1a10n12c SO 19n ST 21n SV 4a20n TL 19n TN 20n TR 6n16c
UA 6n19c VA 18n VG 4a16n XK 16n YE 4a4n18c
"""
_CLASSES = {"n": "[0-9]", "a": "[A-Z]", "c": "[0-9A-Z]"}


def clean_iban(text: str) -> Cleaned:
    """Return an account number without spaces: "GB82WEST12345698765432".

    Problems, none with a value: `iban.format` (not of its country's form), `iban.country` (no such country has one),
    `iban.checksum`.

    Source:
        ISO 13616: the number with its first four characters last, letters as 10…35, leaves 1 modulo 97; the countries'
        forms are those of the SWIFT registry.
    """
    if is_blank(text):
        return Cleaned(text)
    plain = _LABEL.sub("", trimmed(unicodedata.normalize("NFKC", text)).upper().strip(" '\"`;,"))
    number = re.sub(r"[\s.-]", "", plain)
    if not _SHAPE.fullmatch(number):
        return problem("iban.format", text)
    if number[:2] not in _forms():
        return problem("iban.country", text)
    if not _forms()[number[:2]].fullmatch(number[4:]):
        return problem("iban.format", text)
    if int("".join(str(int(letter, 36)) for letter in number[4:] + number[:4])) % 97 != 1:
        return problem("iban.checksum", text)
    return fine(text, number)


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    words = _FORMS.split()
    return {
        country: re.compile(re.sub(r"([0-9]+)([nac])", lambda part: f"{_CLASSES[part[2]]}{{{part[1]}}}", form))
        for country, form in zip(words[::2], words[1::2], strict=True)
    }
