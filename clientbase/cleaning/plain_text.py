"""Free text and ids: changed as little as possible."""

import re

from clientbase.cleaning.blanks import is_void, trimmed
from clientbase.cleaning.problems import Cleaned, fine

_EXCEL_FLOAT = re.compile(r"([0-9]+)\.0+")


def clean_text(text: str) -> Cleaned:
    """Return the text with single spaces and none at the ends; a dash and NULL say nothing, "нет" is an answer."""
    if is_void(text):
        return Cleaned(text)
    plain = trimmed(text)
    return fine(text, plain, key=plain.casefold())


def clean_key(text: str) -> Cleaned:
    """Return an id of the source as text: leading zeros stay; the apostrophe and the ".0" of spreadsheets go."""
    if is_void(text):
        return Cleaned(text)
    plain = text.strip().removeprefix("'").strip()
    match = _EXCEL_FLOAT.fullmatch(plain)
    value = match[1] if match else plain
    return Cleaned(text) if is_void(value) else fine(text, value)
