"""How a word of a name is displayed: letters of one alphabet, capitals where they belong."""

import re

from clientbase.cleaning.name_order import CLAN_WORDS, PARTICLES

_PART = re.compile(r"[^\s\-]+")
_LOWER_PREFIX = re.compile(r"(?:d|D|l|L)['’](?=\w)")
_CAPITAL_PREFIX = re.compile(r"(?:o['’]|mc)(?=\w{3})", re.IGNORECASE)


def displayed(name: str) -> str:
    """Return a name with the capitals of a name: "ИВАНОВ-ПЕТРОВ" as "Иванов-Петров", "o'brien" as "O'Brien".

    A word that has both cases was written with care and stays; so do particles (van, де) and оглы in lower case.
    """
    return _PART.sub(lambda match: _displayed_word(match[0]), name)


def _displayed_word(word: str) -> str:
    lower = word.lower()
    if lower in CLAN_WORDS or (word == lower and lower in PARTICLES):
        return lower
    if not (word.isupper() or word.islower()):
        return word
    if prefix := _LOWER_PREFIX.match(word):
        return prefix[0].lower() + _capitalised(word[prefix.end() :])
    if prefix := _CAPITAL_PREFIX.match(word):
        return _capitalised(prefix[0]) + _capitalised(word[prefix.end() :])
    return _capitalised(word)


def _capitalised(word: str) -> str:
    """Return the word with one capital; one whose letters change under case rules (ß) stays."""
    capitalised = word[:1].upper() + word[1:].lower()
    return capitalised if capitalised.lower() == word.lower() and len(capitalised) == len(word) else word
