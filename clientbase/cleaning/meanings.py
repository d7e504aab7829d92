"""Words that people and systems use for one of a few things: the first pattern found in a text decides."""

import re
from collections.abc import Sequence

from clientbase.cleaning.blanks import trimmed

Meanings = Sequence[tuple[str, re.Pattern[str]]]

_PUNCTUATION = re.compile(r"[\W_]+")


def meanings(*pairs: tuple[str, str]) -> Meanings:
    """Return (code, compiled pattern) of each pair, in the order in which they are asked."""
    return tuple((code, re.compile(pattern)) for code, pattern in pairs)


def meaning_of(text: str, known: Meanings) -> str:
    """Return the code of the first pattern found in a text in lower case, ё as е, words apart by one space; else ""."""
    plain = _PUNCTUATION.sub(" ", trimmed(text).casefold().replace("ё", "е")).strip()
    return next((code for code, pattern in known if pattern.search(plain)), "")
