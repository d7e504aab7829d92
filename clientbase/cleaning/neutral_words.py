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
        meaning: of a heading its letter, of any other the word itself.
    """

    kind: str
    word: str
    meaning: str


@cache
def neutral_words() -> tuple[NeutralWord, ...]:
    """Return all of them, in order."""
    raw = tomllib.loads((Path(__file__).parent / "street_words.toml").read_text(encoding="utf-8"))
    headings = [NeutralWord("heading", word, letter) for letter, words in raw["headings"].items() for word in words]
    of_kinds = {
        "company": filter(None, map(skeleton, company_words())),
        "street": raw["kinds"],
        "house": raw["houses"],
        "part": raw["parts"],
        "free_domain": free_domains(),
    }
    return tuple(
        sorted({NeutralWord(kind, word, word) for kind, words in of_kinds.items() for word in words}.union(headings))
    )
