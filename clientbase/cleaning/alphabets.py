"""Cyrillic and Latin letters that look alike, and the words that mix them."""

import re

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")

_LATIN_LETTERS = "ABCEHKMOPTXYaceokmtpxy"
_CYRILLIC_LETTERS = "АВСЕНКМОРТХУасеокмтрху"
_TO_CYRILLIC = str.maketrans(_LATIN_LETTERS, _CYRILLIC_LETTERS)
_TO_LATIN = str.maketrans(_CYRILLIC_LETTERS, _LATIN_LETTERS)


def has_cyrillic(text: str) -> bool:
    """Tell whether at least one letter is Cyrillic."""
    return bool(_CYRILLIC.search(text))


def in_one_alphabet(text: str) -> str:
    """Return the text with each mixed word in one alphabet: "Cветлана" typed with a Latin C becomes Cyrillic.

    A word where both ways are open becomes Cyrillic; one where neither is stays as written.
    """
    return _WORD.sub(lambda match: _word_in_one_alphabet(match[0]), text)


def mixes_alphabets(text: str) -> bool:
    """Tell whether at least one word has letters of both."""
    return any(_CYRILLIC.search(word) and _LATIN.search(word) for word in _WORD.findall(text))


def latin_lookalikes(text: str) -> str:
    """Return the text with every Cyrillic letter that looks Latin turned into the Latin one."""
    return text.translate(_TO_LATIN)


def _word_in_one_alphabet(word: str) -> str:
    if not (_CYRILLIC.search(word) and _LATIN.search(word)):
        return word
    cyrillic = word.translate(_TO_CYRILLIC)
    if not _LATIN.search(cyrillic):
        return cyrillic
    latin = word.translate(_TO_LATIN)
    return word if _CYRILLIC.search(latin) else latin
