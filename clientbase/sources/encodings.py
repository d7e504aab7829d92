"""Bytes → text: the encoding is found over the whole file, never on its beginning only.

Order: byte order mark → UTF-16 by its NULs → strict UTF-8 → the likeliest single-byte code page.
A code page is judged by how Russian its words look: frequent pairs of letters, case, no foreign signs inside a word.
"""

import codecs
import re
from itertools import islice

from clientbase.errors import SourceUnreadable, UsageProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Windows is by far the commonest: it is worth one pair of letters, and the first of equals wins.
_HEAD_START = {"cp1251": 1}
_CODE_PAGES = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "cp1252")
#: Control bytes without those that text files do hold: TAB, LF, VT, FF, CR, the old end-of-file mark.
_CONTROL = bytes({*range(0x20), 0x7F} - {*range(0x09, 0x0E), 0x1A})
_MOST_CONTROL = 0.005
#: What files without a byte order mark are made of: Latin and Cyrillic letters, signs of punctuation and money.
_PLAIN = re.compile(r"[\t\n\r\x20-\x7e\xa0-\u04ff\u2000-\u22ff]+")
_MOST_UNUSUAL = 0.05
#: Three Cyrillic letters of UTF-8 in a row: no single-byte Russian text holds that. Two patterns, for speed.
_UTF8_WORDS = [re.compile(first + rb"[\x80-\xbf](?:[\xd0\xd1][\x80-\xbf]){2}") for first in (b"\xd0", b"\xd1")]
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_JUDGED_WORDS = 20_000
#: Letter → the letters that often follow it in Russian words and names.
_NEXT_LETTERS = {
    "а": "вдйклмнрстя",
    "б": "еоу",
    "в": "аеиносы",
    "г": "аео",
    "д": "аемор",
    "е": "вгдйклмнрст",
    "ж": "е",
    "з": "ао",
    "и": "авейклмнрстчя",
    "к": "аиорс",
    "л": "аеиоуьюя",
    "м": "аеиоу",
    "н": "аеинотуы",
    "о": "бвгдейклмнорстч",
    "п": "аелор",
    "р": "аеиотуы",
    "с": "веклотя",
    "т": "аеиоруь",
    "у": "лс",
    "х": "о",
    "ц": "ае",
    "ч": "ен",
    "ш": "аеи",
    "ы": "ейн",
    "ь": "е",
    "э": "л",
    "ю": "р",
    "я": "внт",
}


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding; the byte order mark is taken off.

    Args:
        data: the whole file.
        encoding: the one to use, when a person named it; decoding is strict all the same.

    Raises (without the file's name, which the caller adds):
        SourceUnreadable: source.binary (no text at all), source.bad_encoding (not in the encoding it claims),
            source.mixed_encoding (UTF-8 and a code page in one file).
        UsageProblem: source.unknown_encoding.
    """
    if encoding is not None:
        return _strict(data, _known(encoding))
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return _checked(*_strict(data, marked))
    if b"\x00" in data:
        return _checked(*_strict(data, _utf16_by_nulls(data)), plain=True)
    if len(data) - len(data.translate(None, _CONTROL)) > len(data) * _MOST_CONTROL:
        raise SourceUnreadable("source.binary")
    try:
        return data.decode("utf-8").rstrip("\x1a"), "utf-8"
    except UnicodeDecodeError as error:
        if any(word.search(data) for word in _UTF8_WORDS):
            raise SourceUnreadable("source.mixed_encoding", line=_line(data, error.start)) from error
    return _by_code_page(data)


def _known(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
    except LookupError as error:
        raise UsageProblem("source.unknown_encoding", encoding=encoding) from error
    if not info._is_text_encoding:
        raise UsageProblem("source.unknown_encoding", encoding=encoding)
    return info.name


def _strict(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff").rstrip("\x1a"), encoding
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise SourceUnreadable("source.bad_encoding", encoding=encoding, line=line) from error
    except UnicodeError as error:
        raise SourceUnreadable("source.bad_encoding", encoding=encoding, line=1) from error


def _checked(text: str, encoding: str, *, plain: bool = False) -> tuple[str, str]:
    """Refuse text that carries NULs, or is not `plain` where it must be: bytes that only looked like wide letters."""
    if "\x00" in text or (plain and len(_PLAIN.sub("", text)) > len(text) * _MOST_UNUSUAL):
        raise SourceUnreadable("source.binary")
    return text, encoding


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _utf16_by_nulls(data: bytes) -> str:
    """Return the byte order of UTF-16 without a mark: digits, separators and line ends have one NUL each."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    few, many = sorted((even, odd))
    if len(data) % 2 or many * 40 < len(data) or few * 20 > many:
        raise SourceUnreadable("source.binary")
    return "utf-16-le" if odd > even else "utf-16-be"


def _by_code_page(data: bytes) -> tuple[str, str]:
    longer = (match.group() for match in _WORD.finditer(data) if match.end() - match.start() > 1)
    words = list(dict.fromkeys(islice(longer, _JUDGED_WORDS)))
    best = max(_CODE_PAGES, key=lambda name: _likeness(words, name))
    text = _decoded(data, best)
    if text is None:
        raise SourceUnreadable("source.binary")
    return text.rstrip("\x1a"), best


def _likeness(words: list[bytes], encoding: str) -> float:
    """Return how much the words look like words in this encoding: the mean of their pairs of letters, up to 1."""
    texts = [_decoded(word, encoding) for word in words]
    if None in texts:
        return float("-inf")
    judge = _western_pair if encoding == "cp1252" else _russian_pair
    scores = [judge(text[i], text[i + 1]) for text in texts if text for i in range(len(text) - 1)]
    return (sum(scores) + _HEAD_START.get(encoding, 0)) / max(len(scores), 1)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _russian_pair(left: str, right: str) -> float:
    """Judge two neighbours in a word as Russian, from 1 for a frequent pair down to -2.

    Other pairs of Russian letters are 0, a sign or another alphabet costs, a capital after a small letter costs most:
    that is how one Russian code page looks in another.
    """
    if _is_russian(left) and _is_russian(right):
        if left.islower() and right.isupper():
            return -2
        pair = (left + right).lower().replace("ё", "е")
        return 1 if pair[1] in _NEXT_LETTERS.get(pair[0], "") else 0
    return -1 if left.isalpha() and right.isalpha() else -0.5


def _western_pair(left: str, right: str) -> float:
    """Judge two neighbours of a Western word: an accent beside a plain letter is usual, two accents are not."""
    if left.isascii() and right.isascii():
        return 0
    if left.isalpha() and right.isalpha() and left.isascii() != right.isascii():
        return -1 if left.islower() and right.isupper() else 1
    return -1


def _is_russian(letter: str) -> bool:
    return "а" <= letter.lower() <= "я" or letter in "ёЁ"
