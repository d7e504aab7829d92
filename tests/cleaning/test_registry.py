"""The registry: every type of the vocabulary has its cleaner, every code its sentence."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase import messages
from clientbase.cleaning.registry import CLEANED_TYPES, CleaningContext, clean_value, column_context
from clientbase.fields import kinds

CONTEXT = CleaningContext(country="RU", currency="RUB", today=date(2025, 11, 24))
NAME_TYPES = {"full_name", "last_name", "first_name", "patronymic"}


def test_every_field_type_is_cleaned() -> None:
    """A column of a new type would stop the import."""
    types = {field.type for fields in kinds().values() for field in fields.values()}
    assert types - NAME_TYPES <= CLEANED_TYPES
    assert not CLEANED_TYPES & NAME_TYPES


@pytest.mark.parametrize(
    ("field_type", "texts", "context"),
    [
        ("date", ["1/31/2026"], "mdy"),
        ("birth_date", ["31/1/1980"], "dmy"),
        ("money", ["1,5"], ","),
        ("number", ["1.5"], "."),
        ("phone", ["1.5"], ""),
        ("text", ["1/31/2026"], ""),
    ],
)
def test_a_column_tells_how_to_read_it(field_type: str, texts: list[str], context: str) -> None:
    """Each cell would be guessed at alone."""
    assert column_context(field_type, dict.fromkeys(texts, 1)) == context


@pytest.mark.parametrize(
    ("field_type", "text", "column", "values"),
    [
        ("phone", "8 916 123-45-67, 8 495 765-43-21", "", ["+79161234567", "+74957654321"]),
        ("email", "a1@mail.ru b1@mail.ru", "", ["a1@mail.ru", "b1@mail.ru"]),
        ("date", "01/02/2026", "mdy", ["2026-01-02"]),
        ("birth_date", "25.11.2025", "", [""]),
        ("money", "1,234", ".", ["1234"]),
        ("number", "2 шт", "", ["2"]),
        ("yes_no", "нет", "", ["no"]),
        ("status", "оплачен", "", ["won"]),
        ("sex", "ж", "", ["female"]),
        ("city", "спб", "", ["Санкт-Петербург"]),
        ("country", "Россия", "", ["RU"]),
        ("company", 'ООО "А"', "", ["ООО «А»"]),
        ("text", " a  b ", "", ["a b"]),
        ("key", "'007", "", ["007"]),
    ],
)
def test_a_value_goes_to_the_cleaner_of_its_type(field_type: str, text: str, column: str, values: list[str]) -> None:
    """A phone would be cleaned as text, or without the column's hint."""
    assert [cleaned.value for cleaned in clean_value(field_type, text, column, CONTEXT)] == values


@settings(deadline=None)
@given(st.sampled_from(sorted(CLEANED_TYPES)), st.text())
def test_every_problem_has_a_sentence_and_keeps_the_original(field_type: str, text: str) -> None:
    """A person would read a bare code, or could not find the cell it is about."""
    for cleaned in clean_value(field_type, text, column_context(field_type, {text: 1}), CONTEXT):
        assert not cleaned.code or cleaned.code in messages.texts()["problem"]
        assert cleaned.original in text or cleaned.original.strip() in " ".join(text.split())
