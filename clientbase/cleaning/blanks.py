"""What people and exports write where they have nothing to write."""

import re
import unicodedata

#: Left by databases and spreadsheets; never an answer of a person.
_MACHINE_WORDS = frozenset({"null", "n/a", "#n/a", "#н/д", "н/д", "<na>", "(null)", "(blank)", "(пусто)"})

_HUMAN_WORDS = _MACHINE_WORDS | frozenset(
    {
        "нет",
        "нету",
        "none",
        "nil",
        "no data",
        "not set",
        "not specified",
        "нет данных",
        "нет информации",
        "данных нет",
        "не указан",
        "не указана",
        "не указано",
        "не указаны",
        "не задан",
        "не задана",
        "не задано",
        "не заполнено",
        "не определено",
        "не известно",
        "неизвестно",
        "отсутствует",
        "пусто",
    }
)
_ONLY_DASHES = re.compile(r"[-\u2010-\u2015\u2212_.?\s]*")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")
_SPACES = re.compile(r"\s+")


def trimmed(text: str) -> str:
    """Return the text on one line: composed (NFC), without invisible characters, single spaces, none at the ends."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: empty, a dash, or words such as "нет данных" and "n/a"."""
    plain = trimmed(text)
    return is_void(plain) or plain.casefold() in _HUMAN_WORDS


def blank_phrases() -> frozenset[str]:
    """Return the words and phrases, in lower case, that say that there is nothing."""
    return _HUMAN_WORDS


def is_void(text: str) -> bool:
    """Tell whether a cell is empty, a dash or a machine's NULL; "нет" and "none" count as answers here."""
    plain = trimmed(text)
    return bool(_ONLY_DASHES.fullmatch(plain)) or plain in {"nan", "NaN"} or plain.casefold() in _MACHINE_WORDS
