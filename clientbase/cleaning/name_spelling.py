"""How a word of a name is displayed: letters of one alphabet, capitals where they belong."""

import re

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.name_order import is_clan_word, is_particle

_PART = re.compile(r"[^\s\-]+")
_LOWER_PREFIX = re.compile(r"(?:d|D|l|L)['’](?=\w)")
_CAPITAL_PREFIX = re.compile(r"(?:[oд]['’]|mc)(?=\w{3})", re.IGNORECASE)
_TWO_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{2}")
# иВАНОВ, ИВанов, but neither МакКартни nor DeShawn
_STUCK_KEY = re.compile(r"[^\W\d_A-ZА-ЯЁ][A-ZА-ЯЁ]{2,}|[А-ЯЁ]{2,3}[а-яё]{2,}|(?![ODL])[A-Z]{2}[a-z]{3,}")


def displayed(name: str) -> str:
    """Return a name with the capitals of a name: "ИВАНОВ-ПЕТРОВ" as "Иванов-Петров", "o'brien" as "O'Brien".

    A word that has both cases was written with care and stays, but for a key that stuck (иВАНОВ, ИВанов, АнНа); so do
    particles (van, де) and оглы in lower case.
    """
    return _PART.sub(lambda match: _displayed_word(match[0]), name)


def _displayed_word(word: str) -> str:
    lower = word.lower()
    if is_clan_word(lower) or (word == lower and (is_particle(lower) or lower == "und")):
        return lower
    if not (word.isupper() or word.islower()):
        return _capitalised(word) if _is_typed_carelessly(word) else word
    if _TWO_CONSONANTS.fullmatch(word):
        return word
    if prefix := _LOWER_PREFIX.match(word):
        return prefix[0].lower() + _capitalised(word[prefix.end() :])
    if prefix := _CAPITAL_PREFIX.match(word):
        return _capitalised(prefix[0]) + _capitalised(word[prefix.end() :])
    return _capitalised(word)


def _is_typed_carelessly(word: str) -> bool:
    has_capitals_within = word[1:] != word[1:].lower()
    return bool(_STUCK_KEY.fullmatch(word)) or (has_capitals_within and has_cyrillic(word) and is_first_name(word))


def _capitalised(word: str) -> str:
    """Return the word with one capital; one whose letters change under case rules (ß) stays.

    Letters that names have in one size only (Georgian keeps its capitals for headlines) become those.
    """
    first = word[:1].lower()
    if first.title() == first:
        return word.lower()
    capitalised = word[:1].title() + word[1:].lower()
    return capitalised if capitalised.lower() == word.lower() and len(capitalised) == len(word) else word
