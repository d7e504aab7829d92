"""Which encoding a text is in: found over the whole of it, never on its beginning only.

Order: byte order mark → UTF-32 and UTF-16 by their NULs → strict UTF-8 → the likeliest single-byte code page.
A code page is judged by how Russian its words look: frequent pairs of letters, case, no foreign signs inside a word.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.letters import is_russian_enough, is_western, russian_pair, western_pair

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Windows is by far the commonest: it is worth one pair of letters, and the first of equals wins.
_HEAD_START = {"cp1251": 1}
#: A function that gives all blocks of a text from its beginning.
Blocks = Callable[[], Iterator[bytes]]
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
_JUDGED_LINES = 2_000
_EURO = b"\x80"
_JUDGED_BYTES = 2**20
#: A text may hold a stray NUL in so many bytes; their rows are told.
_NULS_OF_TEXT, _STRAY_NULS = 1000, 3
#: One line of so many may be in another encoding than the others.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a text.

    Attributes:
        name: as Python knows it; "utf-8-sig", "utf-16" and "utf-32" where a byte order mark says so.
        mark: length of that mark in bytes.
    """

    name: str
    mark: int = 0

    @property
    def codec(self) -> str:
        """The codec for what stands behind the mark."""
        return {"utf-8-sig": "utf-8"}.get(self.name, self.name)

    @property
    def forgives(self) -> bool:
        """Whether bytes that do not belong to it cost their own line only."""
        return not self.name.startswith(("utf-16", "utf-32"))


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of some bytes and the name of its encoding; the byte order mark is taken off.

    Args:
        data: the whole text.
        encoding: the one to use, when a person named it; decoding is strict all the same.

    Raises (without the file's name, which the caller adds):
        SourceUnreadable: source.binary (no text at all), source.bad_encoding (not in the encoding it claims),
            source.mixed_encoding (UTF-8 and a code page in one file).
        UsageProblem: source.unknown_encoding.
    """
    found = find_encoding(lambda: iter([data]), encoding)
    try:
        text = data[found.mark :].decode(found.name) if found.mark == 0 else data.decode(found.name)
    except UnicodeError as error:
        line = _line(data, error.start) if isinstance(error, UnicodeDecodeError) else 1
        raise SourceUnreadable("source.bad_encoding", encoding=found.name, line=line) from error
    return text.removeprefix("\ufeff").rstrip("\x1a"), found.name


def find_encoding(blocks: Blocks, encoding: str | None = None) -> Encoding:
    """Return the encoding of a text that comes in blocks of bytes.

    Args:
        blocks: gives the whole text anew at each call.
        encoding: the one that a person named.

    Raises: as `decode`, but that bytes which do not belong to a named or marked encoding are found when they are read.
    """
    start = next(blocks(), b"")
    marked = next(((mark, name) for mark, name in _MARKS if start.startswith(mark)), None)
    if encoding is not None:
        return _named(blocks, known_encoding(encoding), marked)
    if marked is not None:
        return _marked(blocks, *marked)
    facts = _facts(blocks())
    if facts.nuls * _NULS_OF_TEXT > facts.size and not (facts.nuls <= _STRAY_NULS and facts.size >= _NULS_OF_TEXT / 10):
        return _wide(blocks, facts)
    if facts.controls > facts.judged * _MOST_CONTROL:
        raise SourceUnreadable("source.binary")
    if facts.is_utf8 or facts.has_utf8_words or _has_utf8_lines(blocks()):
        return _mostly_utf8(blocks, "utf-8", facts=facts)
    return Encoding(_code_page(blocks()))


def _named(blocks: Blocks, name: str, marked: tuple[bytes, str] | None) -> Encoding:
    """Return the encoding that a person named; a mark of just this encoding is taken off."""
    if marked is not None and name.replace("_", "-") in (marked[1], marked[1].removesuffix("-sig")):
        return _marked(blocks, *marked)
    return _mostly_utf8(blocks, name) if name == "utf-8" else Encoding(name)


def known_encoding(encoding: str) -> str:
    """Return the name of an encoding as Python spells it.

    Raises:
        UsageProblem: source.unknown_encoding.
    """
    try:
        info = codecs.lookup(encoding)
    except LookupError as error:
        raise UsageProblem("source.unknown_encoding", encoding=encoding) from error
    if not info._is_text_encoding:
        raise UsageProblem("source.unknown_encoding", encoding=encoding)
    return info.name


@dataclass(slots=True)
class _Facts:
    """What the bytes of a whole text tell: NULs by their place in a group of four, controls, whether it is UTF-8."""

    size: int = 0
    judged: int = 0
    controls: int = 0
    is_utf8: bool = True
    has_utf8_words: bool = False
    places: tuple[int, ...] = (0, 0, 0, 0)

    @property
    def nuls(self) -> int:
        return sum(self.places)


def _facts(blocks: Iterator[bytes]) -> _Facts:
    facts = _Facts()
    utf8 = codecs.getincrementaldecoder("utf-8")()
    for block in blocks:
        if b"\x00" in block:
            shift = facts.size % 4
            found = [block[(place - shift) % 4 :: 4].count(0) for place in range(4)]
            facts.places = tuple(a + b for a, b in zip(facts.places, found, strict=True))
        # A million bytes of every block tell binary data; counting in all of them would cost more than reading.
        sample = block[:_JUDGED_BYTES]
        facts.judged += len(sample)
        facts.controls += len(sample) - len(sample.translate(None, _CONTROL))
        facts.size += len(block)
        if not block.isascii():
            facts.is_utf8 = facts.is_utf8 and _goes_on(utf8, block)
            facts.has_utf8_words = facts.has_utf8_words or any(word.search(block) for word in _UTF8_WORDS)
    facts.is_utf8 = facts.is_utf8 and _goes_on(utf8, b"", final=True)
    return facts


def _goes_on(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _marked(blocks: Blocks, mark: bytes, name: str) -> Encoding:
    """Return the encoding that a mark claims, unless NULs say that there is no text behind it."""
    if name == "utf-8-sig":
        return _mostly_utf8(blocks, name, mark=len(mark))
    decoder = codecs.getincrementaldecoder(name)()
    try:
        if any("\x00" in decoder.decode(block) for block in blocks()):
            raise SourceUnreadable("source.binary")
        decoder.decode(b"", True)
    except UnicodeError as error:
        line = sum(block.count(b"\n") for block in blocks()) + 1
        raise SourceUnreadable("source.bad_encoding", encoding=name, line=line) from error
    return Encoding(name, len(mark))


def _wide(blocks: Blocks, facts: _Facts) -> Encoding:
    """Return UTF-32 or UTF-16 without a mark: digits, separators and line ends have their NULs at fixed places."""
    name = _wide_name(facts)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        texts = [decoder.decode(block[:_JUDGED_BYTES]) for block in islice(blocks(), 1)]
    except UnicodeError as error:
        raise SourceUnreadable("source.binary") from error
    text = "".join(texts)
    if "\x00" in text or len(_PLAIN.sub("", text)) > len(text) * _MOST_UNUSUAL:
        raise SourceUnreadable("source.binary")
    return Encoding(name)


def _wide_name(facts: _Facts) -> str:
    group = facts.size // 4
    if facts.size % 4 == 0 and group:
        if min(facts.places[2:]) == group and facts.places[0] * 20 < group:
            return "utf-32-le"
        if min(facts.places[:2]) == group and facts.places[3] * 20 < group:
            return "utf-32-be"
    even, odd = facts.places[0] + facts.places[2], facts.places[1] + facts.places[3]
    few, many = sorted((even, odd))
    if facts.size % 2 or many * 40 < facts.size or few * 20 > many:
        raise SourceUnreadable("source.binary")
    return "utf-16-le" if odd > even else "utf-16-be"


def _mostly_utf8(blocks: Blocks, name: str, mark: int = 0, facts: _Facts | None = None) -> Encoding:
    """Return UTF-8 where few lines or none are in another encoding, each to be told; refuse a half and half file.

    Without `facts` somebody said that it is UTF-8.
    """
    if (facts or _facts(blocks())).is_utf8:
        return Encoding(name, mark)
    wide, alien = 0, []
    for number, line in enumerate(_lines(blocks()), 1):
        if not line.isascii():
            wide += 1
            if not _goes_on(codecs.getincrementaldecoder("utf-8")(), line, final=True):
                alien.append(number)
    if len(alien) * _FEW > wide:
        if facts is None:
            raise SourceUnreadable("source.bad_encoding", encoding=name, line=alien[0])
        raise SourceUnreadable("source.mixed_encoding", line=alien[0])
    return Encoding(name, mark)


def _has_utf8_lines(blocks: Iterator[bytes]) -> bool:
    """Tell whether half of the first lines with other letters than Latin ones are UTF-8: by chance hardly one is."""
    wide = list(islice((line for line in _lines(blocks) if not line.isascii()), _JUDGED_LINES))
    valid = sum(_goes_on(codecs.getincrementaldecoder("utf-8")(), line, final=True) for line in wide)
    return valid * 2 >= len(wide)


def _lines(blocks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in chain(blocks, [b"\n"]):
        *lines, rest = (rest + block).split(b"\n")
        yield from lines


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _code_page(blocks: Iterable[bytes]) -> str:
    """Return the likeliest single-byte encoding.

    Raises:
        SourceUnreadable: source.unknown_letters, in none of them do the words look like words.
    """
    found = (match.group() for block in blocks if not block.isascii() for match in _WORD.finditer(block))
    words = list(dict.fromkeys(islice(found, _JUDGED_WORDS)))
    longer = [word for word in words if len(word) > 1]
    best = max(_CODE_PAGES, key=lambda name: _likeness(longer, name)) if longer else _lone(words)
    texts = [text for word in longer if (text := _decoded(word, best)) is not None]
    if len(texts) < len(longer) or not (is_western(texts) if best == "cp1252" else is_russian_enough(texts)):
        raise SourceUnreadable("source.unknown_letters")
    return best


def _lone(words: Sequence[bytes]) -> str:
    """Return the encoding of a text whose only special signs stand alone: "5 °C", "100 €", "№ 7".

    Raises:
        SourceUnreadable: source.unknown_letters, one may be a letter: French "à" is the byte of a Russian one.
    """
    signs = {word.decode("cp1251", "replace") for word in words}
    if signs == {_EURO.decode("cp1251")}:
        return "cp1252"
    if any(map(str.isalpha, signs)):
        raise SourceUnreadable("source.unknown_letters")
    return "cp1251"


def _likeness(words: list[bytes], encoding: str) -> float:
    """Return how much the words look like words in this encoding: the mean of their pairs of letters, up to 1."""
    texts = [_decoded(word, encoding) for word in words]
    if None in texts:
        return float("-inf")
    judge = western_pair if encoding == "cp1252" else russian_pair
    scores = [judge(text[i], text[i + 1]) for text in texts if text for i in range(len(text) - 1)]
    return (sum(scores) + _HEAD_START.get(encoding, 0)) / max(len(scores), 1)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
