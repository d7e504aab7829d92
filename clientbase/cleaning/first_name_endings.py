"""What the ending of an unknown first name tells of the sex."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_ALPHABETS = str.maketrans("ёіїєґўәғқңөұүһӣӯҳҷӷ", "еииегуагкноуухиухдг")
_PLAIN_LETTERS = re.compile(r"[а-яa-z \-]*")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_APOSTROPHES = re.compile(r"['`´ʼ’‘]")
_NAME = re.compile(r"[а-яӏ]{3,}")
_VOWELS = re.compile(r"[аеиоуыэюя]")


def plain(word: str) -> str:
    """Return a word in small letters without accents and apostrophes: е for ё, и for Ukrainian і, к for Kazakh қ.

    й stays a letter of its own; spaces and hyphens stay.
    """
    spelled = word.casefold().translate(_ALPHABETS)
    if spelled.isascii() or _PLAIN_LETTERS.fullmatch(spelled):
        return _APOSTROPHES.sub("", spelled)
    letters = unicodedata.normalize("NFKD", spelled.replace("й", "\0"))
    return _APOSTROPHES.sub("", _ACCENTS.sub("", letters)).replace("\0", "й")


def sex_of_ending(word: str) -> str:
    """Return "male" or "female" for a first name of Cyrillic letters by its beginning or ending, "" for others.

    An ending that both sexes have, or that forms of endearment have, tells nothing; nor does an abbreviation without a
    vowel, a word of one or two letters, or of up to four with a vowel at its end, clipped as a rule. The parts of a
    name with a hyphen or a space must agree.
    """
    told = set(map(_sex_of_part, re.split(r"[\s-]+", plain(word))))
    return told.pop() if len(told) == 1 else ""


def _sex_of_part(name: str) -> str:
    if not _NAME.fullmatch(name) or not _VOWELS.search(name):
        return ""
    if len(name) < 5 and name[-2:] != "ия" and name[-1] in "аоуыэияюе":
        return ""
    beginnings, endings = _affixes("beginnings"), _affixes("endings")
    by_beginning = next((beginnings[name[:size]] for size in range(6, 2, -1) if name[:size] in beginnings), "")
    by_ending = next((endings[name[-size:]] for size in range(8, 0, -1) if name[-size:] in endings), "")
    return by_beginning or by_ending.replace("unknown", "")


@cache
def _affixes(where: str) -> Mapping[str, str]:
    text = (Path(__file__).parent / "first_name_endings.toml").read_text(encoding="utf-8")
    return {affix: sex for sex, affixes in tomllib.loads(text)[where].items() for affix in affixes}
