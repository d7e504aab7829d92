"""Words that tell one organisation or address from another no better than silence does, for SQL to join."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.companies import company_words
from clientbase.cleaning.email_domains import free_domains
from clientbase.cleaning.skeletons import skeleton


class NeutralWord(NamedTuple):
    """One word, in lower case, and what it is.

    Attributes:
        kind: "company" (a kind of organisation, by its skeleton), "street", "house", "part", "heading", "free_domain".
        word: "школа" as "shkola", "street", "дом", "офис", "north", "mail.ru".
    """

    kind: str
    word: str


@cache
def neutral_words() -> tuple[NeutralWord, ...]:
    """Return all of them, in order."""
    raw = tomllib.loads((Path(__file__).parent / "street_words.toml").read_text(encoding="utf-8"))
    of_kinds = {
        "company": filter(None, map(skeleton, company_words())),
        "free_domain": free_domains(),
        "heading": raw["headings"],
        "house": raw["houses"],
        "part": raw["parts"],
        "street": raw["kinds"],
    }
    return tuple(sorted({NeutralWord(kind, word) for kind, words in of_kinds.items() for word in words}))
