"""Plain phone numbers: one SELECT says of them what the cleaner says, and nothing of any other."""

import random
from collections.abc import Iterator
from datetime import date

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.store import scratch
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.registry import CleaningContext, clean_value, plain_value_parameters
from clientbase.workflows.values import PLAIN_VALUES

COUNTRIES = ("RU", "KZ", "BY", "UA", "US", "CA", "GB", "DE", "IT", "FR", "AR", "BR", "MX", "CN", "UZ", "AM", "GG", "ZZ")
SHAPES = ("{}", "+{}", "8 {}", "8({}", "+7{}", "+7 {}", "7{}", "0{}", "1-{}", "+1 {}", "00{}", "({}", "{}.0", "+44 {}")


def context(country: str) -> CleaningContext:
    """Return what is known of a base in a country."""
    return CleaningContext(country, "RUB", date(2026, 11, 1))


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """An empty base."""
    with scratch() as made:
        yield made


def plain(connection: Connection, texts: list[str], country: str) -> dict[str, Cleaned]:
    """Return text → verdict of those texts that the SELECT understands."""
    connection.execute("create or replace temp table unjudged as select unnest(?::varchar[]) as text", [texts])
    parameters = plain_value_parameters("phone", context(country))
    found = pipeline.select(connection, PLAIN_VALUES["phone"], parameters).fetchall()
    return {text: Cleaned(text, value, key, quality) for text, value, key, quality in found}


def cleaned(texts: dict[str, Cleaned], country: str) -> dict[str, tuple[Cleaned, ...]]:
    """Return text → what the cleaner says of it."""
    return {text: clean_value("phone", text, "", context(country)) for text in texts}


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_select_says_what_the_cleaner_says(connection: Connection, country: str) -> None:
    """A number would be judged by another rule when it comes with a million others."""
    chance = random.Random(5)
    example = phonenumbers.example_number(country)
    digits = phonenumbers.national_significant_number(example) if example else "9123456789"
    texts = {
        shape.format(digits[:keep] + "".join(chance.choice("0123456789") for _ in range(length - keep)))
        for shape in SHAPES
        for keep in (0, 1, 3, 5)
        for length in (7, 8, 9, 10, 10, 11, 12)
        for _ in range(6)
    }
    found = plain(connection, sorted(texts), country)
    assert {text: (verdict,) for text, verdict in found.items()} == cleaned(found, country)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("+7 912 345-67-89", "RU"), ("8 (912) 345-67-89", "RU"), ("89123456789", "RU"), ("9123456789", "RU"),
        ("79123456789", "RU"), ("8 701 234 56 78", "KZ"), ("(312) 527-9000", "US"), ("1-312-527-9000", "US"),
        ("020 7946 0018", "GB"), ("+44 20 7946 0018", "GB"), ("+44 20 7946 0018", "RU"), ("+8 912 345-67-89", "RU"),
        ("+7 701 234 56 78", "RU"), ("+7 912 345-67-89", "KZ"), ("+7 912 345-67-89", "US"), ("89123456789.0", "RU"),
    ],
)  # fmt: skip
def test_usual_spellings_need_no_second_look(connection: Connection, text: str, country: str) -> None:
    """The numbers that nearly every list is made of would be judged one by one."""
    assert plain(connection, [text], country)[text].value == clean_value("phone", text, "", context(country))[0].value


@pytest.mark.parametrize("text", ["+7 999 999-99-99", "89999999999", "8 000 000 00 00", "1234567890", "89160000000"])
def test_a_made_up_number_is_not_plain(connection: Connection, text: str) -> None:
    """A placeholder would come into the base as somebody's number."""
    assert plain(connection, [text], "RU") == {}


@pytest.mark.parametrize("country", COUNTRIES)
def test_numbers_of_all_plans_are_what_the_cleaner_says(connection: Connection, country: str) -> None:
    """A pattern of a hundred plans would take a number for another country's, or one that nobody has."""
    chance = random.Random(7)
    texts = set()
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        example = phonenumbers.example_number(region)
        digits = phonenumbers.national_significant_number(example) if example else "9123456789"
        code = phonenumbers.country_code_for_region(region)
        for keep in (1, 3, len(digits) - 2):
            number = digits[:keep] + "".join(chance.choice("0123456789") for _ in digits[keep:])
            texts |= {f"+{code} {number}", f"+{code}0{number}", f"{code}{number}"}
    found = plain(connection, sorted(texts), country)
    assert {text: (verdict,) for text, verdict in found.items()} == cleaned(found, country)
    assert len(found) > 100


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.text(alphabet="0123456789+-() .78", min_size=5, max_size=18), min_size=1, unique=True),
    st.sampled_from(COUNTRIES),
)
def test_whatever_is_written_the_two_agree(connection: Connection, texts: list[str], country: str) -> None:
    """A spelling that nobody thought of would slip through the pattern."""
    found = plain(connection, texts, country)
    assert {text: (verdict,) for text, verdict in found.items()} == cleaned(found, country)
