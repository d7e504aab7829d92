"""A survey's question: the code of one that the vocabulary knows, or its own words in one spelling."""

from collections.abc import Mapping
from functools import cache

from clientbase.cleaning.blanks import is_void, trimmed
from clientbase.cleaning.problems import Cleaned, fine
from clientbase.fields import QUESTIONS, kinds, normal_header


def clean_question(text: str) -> Cleaned:
    """Return "problem", "nps"… for a question that is known; any other one in lower case, without its "?"."""
    if is_void(text):
        return Cleaned(text)
    plain = normal_header(trimmed(text))
    return fine(text, _known().get(plain, plain))


@cache
def _known() -> Mapping[str, str]:
    fields = [kinds()["answers"][name] for name in QUESTIONS]
    return {normal_header(header): field.name for field in fields for header in (*field.headers, field.name)}
