"""Plain addresses: one SELECT says of them what the cleaner says, and nothing of any other."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.store import scratch
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.registry import CleaningContext, clean_value, plain_parts, plain_value_parameters
from clientbase.rules import Rules
from clientbase.workflows.values import PLAIN_PARTS, PLAIN_VALUES

CONTEXT = CleaningContext("RU", "RUB", date(2026, 11, 1), Rules(email_domains={"frima.ru": "firma.ru"}))

LOCALS = (
    "anna", "Anna.Kotova", "a_b-c+d", "info", "Noreply", "WWW", "Usenet", "test", "test7", "testimony", "111", "a",
    "no", "net", "none", "firma", "gmail", "123456", "абв", "a..b", ".a", "-", "o'neill", "x" * 64, "x" * 65,
    "anna,petr", "anna@petr",
)  # fmt: skip
DOMAINS = (
    "mail.ru", "Mail.RU", "gmail.com", "gmial.com", "frima.ru", "firma.ru", "firma.con", "mailinator.com", "111.ru",
    "a.b.mailinator.com", "почта.рф", "xn--80a1acny.xn--p1ai", "ab--cd.ru", "-a.ru", "a-.ru", "a..ru", "ru", "io",
    "iana.123", "1.2.3.4", "x.local", "shop.example", "mail.ru.", f"{'x' * 63}.ru", f"{'x' * 64}.ru", "mail_1.ru",
    ".".join(["x" * 60] * 3) + ".ru", ".".join(["x" * 60] * 4) + ".ru",
)  # fmt: skip
MADE = st.builds("{}@{}".format, st.sampled_from(LOCALS), st.sampled_from(DOMAINS))


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """A base in memory."""
    with scratch() as opened:
        yield opened


def plain(connection: Connection, texts: list[str]) -> dict[str, Cleaned]:
    """Return text → verdict of those texts that the SELECT understands."""
    connection.execute("create or replace temp table unjudged as select unnest(?::varchar[]) as text", [texts])
    parts = [part for (part,) in pipeline.select(connection, PLAIN_PARTS["email"]).fetchall()]
    parameters = dict(plain_value_parameters("email", CONTEXT)) | {"plain_parts": plain_parts("email", parts, CONTEXT)}
    found = pipeline.select(connection, PLAIN_VALUES["email"], parameters).fetchall()
    return {text: Cleaned(text, value, key, quality) for text, value, key, quality in found}


def test_the_select_says_what_the_cleaner_says(connection: Connection) -> None:
    """An address would be judged by another rule when it comes with a million others."""
    texts = [f"{local}@{domain}" for local in LOCALS for domain in DOMAINS]
    found = plain(connection, texts)
    assert {text: (verdict,) for text, verdict in found.items()} == {
        text: clean_value("email", text, "", CONTEXT) for text in found
    }
    assert {"anna@mail.ru", "Anna.Kotova@Mail.RU", "a_b-c+d@111.ru", "firma@mail.ru"} <= found.keys()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(MADE, st.emails(), st.text(max_size=20)), min_size=1, max_size=30, unique=True))
def test_whatever_is_written_the_two_agree(connection: Connection, texts: list[str]) -> None:
    """A spelling that nobody thought of would slip through the pattern."""
    found = plain(connection, [text for text in texts if "\0" not in text])
    assert {text: (verdict,) for text, verdict in found.items()} == {
        text: clean_value("email", text, "", CONTEXT) for text in found
    }
