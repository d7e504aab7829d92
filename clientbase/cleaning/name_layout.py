"""Names typed while the keyboard was switched to the other alphabet: bdfyjd is Иванов, ыьшер is Smith."""

import re
from functools import lru_cache

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.keyboards import TO_CYRILLIC_KEYS, TO_LATIN_KEYS
from clientbase.cleaning.name_keys import is_initial
from clientbase.cleaning.name_order import is_known_surname, is_surely_surname, is_surname_like

_TYPED_IN_LATIN = re.compile(r"[A-Za-z`~\[\]{};:',.\"<>-]*[A-Za-z]{2}[A-Za-z`~\[\]{};:',.\"<>-]*")
_TYPED_IN_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]{3,}")
_UNSPEAKABLE = re.compile(r"^[ьъы]|[аеёиоуыэюя][ьъ]|[ьъ]{2}|[бвгджзклмнпрстфхцчшщ]{5}", re.IGNORECASE)
_FATHER = re.compile(r"(?:[ое]вич|[иь]ич|[ое]вна|инична)$")
_VOWELS = re.compile(r"[aeiou]", re.IGNORECASE)


def in_meant_layout(text: str) -> str:
    """Return a name as it was meant: words that are names on the other layout alone, and what is short beside them."""
    words = text.split()
    meant = {word: _in_latin(word) if has_cyrillic(word) else _in_cyrillic(word) for word in words}
    if not any(_is_sure(word, found) for word, found in meant.items()):
        return text
    return " ".join(meant[word] or word for word in words)


@lru_cache(maxsize=100_000)
def _in_cyrillic(word: str) -> str:
    """Return a word on the Russian layout when that makes a name or an initial of it, else ""."""
    if is_initial(word):
        return word[0].translate(TO_CYRILLIC_KEYS) + "." if word[0].isascii() else ""
    if not _TYPED_IN_LATIN.fullmatch(word) or not _is_nothing_in_latin(word):
        return ""
    for typed in (word, word.rstrip(",.;:")):
        meant = typed.translate(TO_CYRILLIC_KEYS)
        if is_first_name(meant) or _FATHER.search(meant) or is_surely_surname(meant):
            return meant
    return ""


@lru_cache(maxsize=100_000)
def _in_latin(word: str) -> str:
    """Return a Cyrillic word on the Latin layout when that makes a name of it, else ""."""
    if not _TYPED_IN_CYRILLIC.fullmatch(word) or is_first_name(word) or is_surname_like(word):
        return ""
    meant = word.translate(TO_LATIN_KEYS)
    return meant if is_first_name(meant) or is_known_surname(meant) else ""


def _is_sure(word: str, meant: str) -> bool:
    if len(meant) < 4:
        return False
    if has_cyrillic(word):
        return bool(_UNSPEAKABLE.search(word))
    # Barnaby and Shelby would be surnames in -ин.
    return is_first_name(meant) or bool(_FATHER.search(meant)) or not _VOWELS.search(word)


def _is_nothing_in_latin(word: str) -> bool:
    vowels = len(_VOWELS.findall(word))
    return not is_first_name(word) and not is_surname_like(word) and vowels <= len(word) / 3
