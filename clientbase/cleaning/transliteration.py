"""Names from one alphabet into the other: as passports write them, as people do, and back by the best guess.

What a list shows is never transliterated silently; these are for letters, badges and tickets that need it.

Source of the passport's scheme: ICAO Doc 9303, part 3, as Russian passports have followed it since 2013.
"""

import re

from clientbase.cleaning.first_names import written_in_cyrillic
from clientbase.cleaning.skeletons import skeleton

_ALIKE = dict(zip("абвгдеёзиклмнопрстуфыэ", "abvgdeeziklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "",
}  # fmt: skip
_PASSPORT = _ALIKE | {"й": "i", "ъ": "ie", "ю": "iu", "я": "ia"}
_EVERYDAY = _ALIKE | {"й": "y", "ъ": "", "ю": "yu", "я": "ya", "ё": "yo"}
_EVERYDAY_ENDING = re.compile(r"(?:ий|ый)\b")

# Longer spellings first.
_ENDINGS = (
    (re.compile(r"(?<=[sc]k)(?:iy|ii|ij|i|y|yi)$"), "ий"),
    (re.compile(r"(?<=[sc]k)a[iyj]a$"), "ая"),
    (re.compile(r"(?<=[^aeiouy])[yi]?[yi]$"), "ий"),
    (re.compile(r"(?:iia|iya|ija)$"), "ия"),
    (re.compile(r"(?<=tr|rg)[iy]ev(?=a?$)"), "иев"),
    (re.compile(r"(?<=[bvdzklmnprstf])[iyj]ev(?=a?$)"), "ьев"),
    (re.compile(r"(?<=[bvdzklmnprstf])[iyj]ov(?=a?$)"), "ьёв"),
)
_LETTERS = tuple(
    (re.compile(latin), cyrillic)
    for latin, cyrillic in (
        ("shch|sch(?=[aeiouy])|shh", "щ"), ("sch|sh", "ш"), ("tch|ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ph", "ф"),
        ("th", "т"), ("ts|tz|cz", "ц"), ("ck", "к"), ("yu|iu|ju", "ю"), ("ya|ia|ja", "я"), ("yo|jo", "ё"),
        ("ye|je|ie", "е"),
        ("^e", "э"), ("(?<=[aeiouаеёиоуыэюя])[yij](?![aeiou])", "й"), ("x", "кс"), ("q", "к"), ("w", "в"),
        ("c(?=[eiy])", "ц"), ("c", "к"), ("(?<=[бвгджзклмнпрстфхцчшщbcdfghklmnprstvz])y", "ы"), ("[yij]", "и"),
        ("['’`]", "ь"), *zip("abdefghklmnoprstuvz", "абдефгхклмнопрстувз", strict=True),
    )
)  # fmt: skip


def in_passport_latin(text: str) -> str:
    """Return a text in Latin letters as Russian passports write it: Юлия Щербакова as Iuliia Shcherbakova."""
    return _in_latin(text, _PASSPORT)


def in_everyday_latin(text: str) -> str:
    """Return a text in Latin letters as people write it: Дмитрий Юрьев as Dmitry Yurev."""
    return _in_latin(_EVERYDAY_ENDING.sub("ы", text), _EVERYDAY)


def in_cyrillic(name: str) -> str:
    """Return a name in Cyrillic letters, as well as can be guessed: Iuliia Shcherbakova as Юлия Щербакова.

    Known first names take their dictionary's spelling, other words go by rules; soft signs inside a word are lost.
    """
    return re.sub(r"[A-Za-z'’`]+", lambda match: _cased(_word_in_cyrillic(match[0]), match[0]), name)


def _in_latin(text: str, scheme: dict[str, str]) -> str:
    return re.sub(r"[А-Яа-яЁё]+", lambda match: _cased(_spelled(match[0].lower(), scheme), match[0]), text)


def _spelled(word: str, scheme: dict[str, str]) -> str:
    return "".join(scheme[letter] for letter in word)


def _word_in_cyrillic(word: str) -> str:
    known = written_in_cyrillic().get(skeleton(word))
    if known:
        return known.lower()
    spelled = word.lower()
    for pattern, ending in _ENDINGS:
        spelled = pattern.sub(ending, spelled)
    for pattern, letter in _LETTERS:
        spelled = pattern.sub(letter, spelled)
    return spelled


def _cased(word: str, as_in: str) -> str:
    if as_in.isupper() and len(as_in) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if as_in[:1].isupper() else word
