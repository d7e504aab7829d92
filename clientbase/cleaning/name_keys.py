"""Keys by which two spellings of a name agree: gender-neutral surnames, roots of patronymics, initials."""

import re

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.first_names import first_name_key
from clientbase.cleaning.name_words import name_words
from clientbase.cleaning.skeletons import skeleton

# Мак and Сен are parts of a surname and none by themselves.
_SHORT = 3
_INITIAL = re.compile(r"[^\W\d_]\.?")
_CLAN_WORD = re.compile(r"\s+(?:оглы|оглу|угли|улы|уулу|кызы|гызы|қызы|кизи|ogly|oglu|ugli|kyzy|kizi)$", re.IGNORECASE)
_PATRONYMIC_ENDING = re.compile(r"(?<=\w)(?:[oe]vich|ich|[oe]vna|(?:in)?ichna)$")


def is_initial(word: str) -> bool:
    """Tell whether a word is one letter, with a dot or without."""
    return bool(_INITIAL.fullmatch(word))


def given_name_key(name: str, sex: str) -> str:
    """Return the key of a first name: skeletons of its full form; a letter and a dot for an initial."""
    if is_initial(name):
        return _initial_key(name)
    return " ".join(filter(None, (first_name_key(word, sex) for word in name.split())))


def surname_key(name: str) -> str:
    """Return a surname's skeleton for either sex: Иванова as Иванов, Достоевская as Достоевский, Толстая as Толстой.

    Two surnames have one key in either order.
    """
    if is_initial(name):
        return _initial_key(name)
    words = re.split(r"[\s-]+", name)
    parts = [_without_gender(word) for word in words]
    # The particle of van der Berg stays before it, and Мак-Дональд is Макдональд.
    are_two_surnames = all(len(word) > _SHORT and word.casefold() not in name_words("particles") for word in words)
    return "".join(sorted(parts) if are_two_surnames else parts)


def patronymic_key(name: str) -> str:
    """Return the root of a patronymic for either sex: Ивановна as Иванович; other middle names by their skeleton."""
    if is_initial(name):
        return _initial_key(name)
    word = "".join(map(skeleton, _CLAN_WORD.sub("", name).split()))
    return _PATRONYMIC_ENDING.sub("", word)


def _initial_key(name: str) -> str:
    letters = skeleton(name)
    return letters[0] + "." if letters else ""


def _without_gender(surname: str) -> str:
    word = skeleton(surname)
    if re.search(r"\w(?:ov|ev|in)a$", word) and len(word) > 4:
        return word[:-1]
    if has_cyrillic(surname) and re.search(r"(?:[ыи]й|ой|[ая]я)$", surname.casefold()):
        return re.sub(r"(?:aia|iaia|oi|i)$", "", word)
    return re.sub(r"(?<=\w)(?:(?<=sk)i|(?<=ck)i|aia|oi)$", "", word)
