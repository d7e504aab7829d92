"""One spelling for a word however it was transliterated: Щербаков, Shcherbakov and Scherbakov agree."""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = (
    dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstufie", strict=True))
    | {"ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
    # Ukrainian, Belarusian, Kazakh
    | {"і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u"}
    | {"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h"}
)
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "t"}
_LETTERS = str.maketrans(_CYRILLIC | _LATIN)

# In this order: what stands for one Russian sound in the passport schemes and in everyday spelling.
_LATIN_SPELLINGS = (
    # Yolkin is Ёлкин
    (re.compile(r"^yo"), "e"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"q"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[yj]"), "i"),
    # the passport's ъ: Podieiapolskii
    (re.compile(r"(?<=[bdfklmnprstvz])ie(?=i[aou])"), ""),
    (re.compile(r"cz|tz(?!h)"), "ts"),
    # Kuznecov and Cvetkov write ц; Victor and Marc write к
    (re.compile(r"c(?=[eiv]|ova?$)"), "ts"),
    (re.compile(r"c(?!h)"), "k"),
)
_COMMON_SPELLINGS = (
    (re.compile(r"tch"), "ch"),
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ts"), "c"),
    (re.compile(r"(\w)\1+"), r"\1"),
    # е and ye, ё and yo
    (re.compile(r"ie|(?<=\w)io"), "e"),
    (re.compile(r"(\w)\1+"), r"\1"),
)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Return what the spellings of one word have in common: lower-case letters and digits only.

    Cyrillic is transliterated; shch/sch/sh, kh/h, ts/tz/c, y/i/j, ya/ia/ja, yu/iu, e/ye/yo, x/ks, doubled letters,
    accents, soft signs and apostrophes make no difference. Letters of other alphabets stay as they are.
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if letter.isalnum())
    spelled = plain.translate(_LETTERS)
    if plain == spelled:
        spelled = _respelled(spelled, _LATIN_SPELLINGS)
    return _respelled(spelled, _COMMON_SPELLINGS)


def _respelled(word: str, spellings: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in spellings:
        word = pattern.sub(replacement, word)
    return word
