"""The phone library's own cases: what it reads as a valid number, we read as the same number."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import phonenumbers
import pytest

from clientbase.cleaning.phones import clean_phones

VECTORS = Path(__file__).parents[3] / "shared/data/values/libphonenumber"

#: Digits alone, without a plus, in a list of no country: we try them as an international number.
WITHOUT_PLUS = {"390123456789", "34851234567"}
#: No number to the library, for what follows the number is too long an extension: we keep the number and tell the rest.
LONG_EXTENSIONS = {
    "tel:+6433316005;ext=012345678901234567890",
    "+12679000000,,1234567890123456#",
    "03 3316005 extension 123456789012345678901",
}

pytestmark = pytest.mark.skipif(not VECTORS.exists(), reason="the cases are not part of the project")


def cases() -> Iterator[tuple[str, str]]:
    """Yield a text and the country that it is read in."""
    with (VECTORS / "example_numbers.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            region = row["region"] if row["region"] != "001" else "ZZ"
            yield f"+{row['country_code']}{row['national_number']}", region
            yield row["national_number"], region
            yield (row["national_prefix"] or "") + row["national_number"], region
    for line in (VECTORS / "util_test_inputs.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["input"], case["region"] or "ZZ"


def as_the_library_reads(text: str, country: str) -> str:
    """Return the valid number in E.164 with its extension, "" when there is none."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164};ext={number.extension}" if number.extension else e164


def test_every_case_is_read_as_the_library_reads_it() -> None:
    """A number that can be dialled would be refused, or another one dialled."""
    judged = 0
    for text, country in cases():
        verdicts = clean_phones(text, country)
        if verdicts[0].code == "phone.placeholder" or text in WITHOUT_PLUS | LONG_EXTENSIONS:
            continue
        judged += 1
        assert [verdict.value for verdict in verdicts] == [as_the_library_reads(text, country)], (text, country)
    assert judged > 3_500
