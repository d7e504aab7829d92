"""Phones as an import judges them against the phone library, value by value, in one run.

python tests/bench/bench_phones.py [--values 1000000]

The values are numbers of every country and type with random last digits, in the spellings of people and programs, and
whatever else stands in such columns. Where the two differ, one of the reasons below must explain it; any other
difference ends the run with code 1.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from clientbase import pipeline
from clientbase.base.store import scratch
from clientbase.cleaning.phone_plans import TRUNK_8
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.registry import CleaningContext, clean_value, plain_value_parameters
from clientbase.workflows.values import PLAIN_VALUES

#: Whose numbers stand there without a code; more often Russia's, as in most lists.
COUNTRIES = ("RU", "RU", "RU", "RU", "KZ", "BY", "US", "GB", "DE", "IL")
FORMATS = (
    PhoneNumberFormat.E164,
    PhoneNumberFormat.INTERNATIONAL,
    PhoneNumberFormat.NATIONAL,
    PhoneNumberFormat.RFC3966,
)
DIRT = ("{}.0", "тел. {}", "{} доб. 12", "{} ext 7", "'{}", " {} ", "{} Анна", "{};8 495 123-45-67", "{}/{}", "+8 {}")

PLACEHOLDER = "made up: 79999999999, 1234567890"
SEVERAL = "several numbers in one cell"
WORDS = "read further: words around the number, доб. of an extension"
FLOAT = "a spreadsheet's .0, which the library takes for one more digit"
PLUS_EIGHT = "read further: 8 after a plus is the trunk prefix"
BARE_CODE = "read further: a foreign code without a plus, 7 and 00 of the plan +7"


def main() -> None:
    """Judge the values both ways, print how often they agree and why they do not, and what both cost."""
    parser = argparse.ArgumentParser(description="Phones against the phone library.")
    parser.add_argument("--values", type=int, default=1_000_000)
    options = parser.parse_args()
    written: dict[str, set[str]] = {}
    for country, text in made_up_values(options.values):
        written.setdefault(country, set()).add(text)
    seen: Counter[str] = Counter()
    seconds = [0.0, 0.0]
    for country, texts in written.items():
        ours, took = judged(sorted(texts), country)
        started = time.perf_counter()
        theirs = {text: by_library(text, country) for text in texts}
        seconds = [seconds[0] + took, seconds[1] + time.perf_counter() - started]
        for text, verdicts in ours.items():
            reason = difference(text, verdicts, theirs[text], country)
            seen[reason] += 1
            if reason.startswith("unexplained") and seen[reason] < 20:
                print(country, repr(text), theirs[text], [(v.value, v.code) for v in verdicts])
    for reason, count in seen.most_common():
        print(f"{count:9,} {reason}")
    print(f"{seconds[0]:.1f} s, the library one by one {seconds[1]:.1f} s: {seconds[1] / seconds[0]:.1f} ×")
    sys.exit(any(reason.startswith("unexplained") for reason in seen))


def made_up_values(count: int) -> Iterator[tuple[str, str]]:
    """Yield a base's country and a cell, the same in every run."""
    chance = random.Random(3)
    types = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    for _ in range(count):
        country = chance.choice(COUNTRIES)
        region = chance.choice((country, country, chance.choice(regions)))
        example = phonenumbers.example_number_for_type(region, chance.choice((*types, PhoneNumberType.MOBILE)))
        number = example or phonenumbers.example_number(region)
        if number is None:
            continue
        digits = phonenumbers.national_significant_number(number)
        changed = digits[: chance.randint(1, 4)]
        changed += "".join(chance.choice("0123456789") for _ in range(len(digits) - len(changed)))
        yield country, spelling(chance, f"+{number.country_code}{changed[: len(digits)]}")


def spelling(chance: random.Random, e164: str) -> str:
    """Return a number in one of the ways of people and programs."""
    parsed = phonenumbers.parse(e164)
    text = phonenumbers.format_number(parsed, chance.choice(FORMATS))
    roll = chance.random()
    if roll < 0.1:
        return chance.choice(DIRT).format(text, text)
    if roll < 0.2:
        return "".join(letter for letter in text if letter.isdigit())
    return text.replace(" ", chance.choice(("", "-", " "))) if roll < 0.4 else text


def judged(texts: list[str], country: str) -> tuple[dict[str, tuple[Cleaned, ...]], float]:
    """Return the verdicts as an import reaches them, and the seconds."""
    context = CleaningContext(country, "RUB", date(2026, 1, 1))
    started = time.perf_counter()
    with scratch() as connection:
        connection.execute("create temp table unjudged as select unnest(?::varchar[]) as text", [texts])
        parameters = plain_value_parameters("phone", context)
        plain = pipeline.select(connection, PLAIN_VALUES["phone"], parameters).fetchall()
    found: dict[str, tuple[Cleaned, ...]] = {
        text: (Cleaned(text, value, key, quality),) for text, value, key, quality in plain
    }
    found |= {text: clean_value("phone", text, "", context) for text in texts if text not in found}
    return found, time.perf_counter() - started


def by_library(text: str, country: str) -> str:
    """Return E.164 with the extension as the library alone reads a cell, "" when it holds no valid number."""
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    extension = f";ext={parsed.extension}" if parsed.extension else ""
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) + extension


def difference(text: str, verdicts: tuple[Cleaned, ...], theirs: str, country: str) -> str:
    """Return why the two may differ, "equal" when they do not; of several numbers each piece is asked for itself."""
    first, _, again = text.partition("/")
    if again == first and first:
        return difference(first, (replace(verdicts[0], original=first),), by_library(first, country), country)
    if all(verdict.original == text for verdict in verdicts):
        return why_different(verdicts[0], theirs, country)
    reasons = [why_different(verdict, by_library(verdict.original, country), country) for verdict in verdicts]
    return next((reason for reason in reasons if reason.startswith("unexplained")), SEVERAL)


def why_different(verdict: Cleaned, theirs: str, country: str) -> str:
    """Return why we read one number otherwise than the library; ours must be valid to it as it stands."""
    if verdict.value == theirs:
        return "equal"
    if verdict.code == "phone.placeholder":
        return PLACEHOLDER
    if verdict.original.endswith(".0"):
        return FLOAT
    if not verdict.value:
        return "unexplained: no number for us"
    if by_library(verdict.value, "ZZ") != verdict.value:
        return "unexplained: ours is no valid number"
    digits = "".join(letter for letter in verdict.original if letter.isdigit()).removeprefix("00")
    ways = {
        PLUS_EIGHT: country in TRUNK_8 and verdict.original.lstrip(" '").startswith("+8"),
        WORDS: not theirs and bool(re.search(r"[^\W\d_]", verdict.original)),
        BARE_CODE: not theirs and verdict.key in (f"+{digits}", f"+7{digits[1:]}"),
    }
    return next((way for way, is_taken in ways.items() if is_taken), "unexplained: the library reads another number")


if __name__ == "__main__":
    main()
