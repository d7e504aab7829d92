"""How a text file parts its cells: delimiter, quotes and escapes, judged by what the whole file looks like."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from clientbase.errors import SourceUnreadable
from clientbase.sources.header_rows import known_names
from clientbase.sources.values import is_value

DELIMITERS = (";", ",", "\t", "|")
#: These stand in cells of any text: they must part every record alike.
_RARE_DELIMITERS = ("^", "~", ":", " ")
#: A file of one column still needs a delimiter to parse with: one that no text file holds.
NO_DELIMITER = "\x1f"
LONGEST_CELL = 2**31 - 1
_HEAD_RECORDS = 30
_SEP_LINE = re.compile(rb'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
#: Commas that are all decimal points are no delimiters.
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_GAP = re.compile(r" {2,}|\t+")
_ESCAPED_QUOTE = re.compile(r'\\["\\]')


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted and quoted.

    Attributes:
        delimiter: one character; NO_DELIMITER for a file of one column.
        quote: the character around cells that hold delimiters or line ends; doubled inside a cell.
        has_escapes: whether a quote inside a cell stands behind a backslash instead.
        has_spaces: whether spaces stand between a delimiter and an opening quote.
    """

    delimiter: str
    quote: str = '"'
    has_escapes: bool = False
    has_spaces: bool = False

    def plain(self, text: bytes) -> bytes:
        """Return whole lines in UTF-8 in a plainer dialect: no space before quotes, no backslash that is no escape."""
        if self.has_escapes and b"\\" in text:
            text = re.sub(rb'\\(["\\]?)', lambda found: found[0] if found[1] else rb"\\", text)
        if self.has_spaces:
            sign, quote = re.escape(self.delimiter.encode()), self.quote.encode()
            text = re.sub(rb"(^|" + sign + rb") +(?=" + quote + rb")", rb"\1", text, flags=re.MULTILINE)
        return text


def sep_line(text: bytes) -> tuple[str, int]:
    """Return the delimiter that a first line `sep=;` names and that line's length; ("", 0) when there is none."""
    match = _SEP_LINE.match(text)
    return (match.group(1).decode("ascii", "replace"), match.end()) if match else ("", 0)


def find_dialect(text: str, delimiter: str = "") -> Dialect:
    """Return the dialect of a text: the whole of a file, or lines from all over it.

    Args:
        text: whole lines.
        delimiter: the one to take, when it is known.
    """
    escapes = _has_escapes(text)
    if escapes:
        text = _ESCAPED_QUOTE.sub(lambda found: '""' if found[0] == '\\"' else "\\", text)
    quote = _quote(text)
    chosen = delimiter or find_delimiter(text, quote)
    return Dialect(chosen, quote, escapes, _has_spaces(text, chosen, quote))


def find_delimiter(text: str, quote: str = '"') -> str:
    """Return the delimiter of a text, or NO_DELIMITER for a file of one column.

    Wins by the header names it brings out first, then by the share of records of one width, then by that width.

    Raises:
        SourceUnreadable: source.aligned, only runs of spaces part the cells.
    """
    found = {delimiter: _score(text, delimiter, quote) for delimiter in DELIMITERS if delimiter in text}
    found[NO_DELIMITER] = _score(text, NO_DELIMITER, quote)
    best = max(found, key=lambda delimiter: found[delimiter])
    if best != NO_DELIMITER:
        return best
    if _is_aligned(text):
        raise SourceUnreadable("source.aligned")
    return next((delimiter for delimiter in _RARE_DELIMITERS if _parts_all(text, delimiter, quote)), NO_DELIMITER)


def _is_aligned(text: str) -> bool:
    """Tell whether runs of spaces part every line into as many texts: columns for the eye, without a delimiter."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parts = {len(_GAP.split(line)) for line in lines}
    return len(lines) > 2 and len(parts) == 1 and parts != {1}


def _parts_all(text: str, delimiter: str, quote: str) -> bool:
    """Tell whether a rare delimiter parts every record into as many cells as the labels in the first.

    Words are parted by spaces in any text, so there the labels must be known ones, and three at least.
    """
    if delimiter not in text.partition("\n")[0]:
        return False
    found = [cells for cells in _reader(text, delimiter, quote) if cells]
    labels = [cell.strip() for cell in found[0] if cell.strip()]
    if len(found) < 2 or len(labels) < 2 or any(len(cells) != len(found[0]) for cells in found):
        return False
    if delimiter == " ":
        return len(labels) > 2 and known_names(labels) >= 2
    return not any(map(is_value, labels))


def _score(text: str, delimiter: str, quote: str) -> tuple[float, float]:
    reader = _reader(text, delimiter, quote)
    head = list(islice(reader, _HEAD_RECORDS))
    widths = Counter(map(len, chain(head, reader)))
    widths.pop(0, None)
    if not widths:
        return (0, 0)
    width, times = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    share = times / widths.total() * (1 - 1 / width)
    if delimiter == "," and _is_decimal(text):
        share *= 0.1
    named = max((known_names(cells) for cells in head if len(cells) >= width), default=0)
    return (min(named, 4) / 2 + share, width)


def _reader(text: str, delimiter: str, quote: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote))


def _is_decimal(text: str) -> bool:
    """Tell whether nearly every comma of a text stands inside a number."""
    return len(_DECIMAL_COMMA.findall(text)) > 0.8 * text.count(",")


def _has_escapes(text: str) -> bool:
    """Tell whether quotes stand behind backslashes: inside quoted cells, and nowhere doubled."""
    if '\\"' not in text:
        return False
    edge = r"[;,\t|\r\n]"
    inside = re.compile(rf'(?<!\\)\\"(?!{edge}|$)|(?<!\\)\\"(?:"{edge}|"$)|(?:{edge}|^)\\"', re.MULTILINE)
    doubled = re.compile(rf'(?<={edge[:-1]}]")""|[^;,\t|\r\n"\\]""[^;,\t|\r\n"]')
    return len(inside.findall(text)) > len(doubled.findall(text))


def _quote(text: str) -> str:
    """Return the apostrophe where it stands around every cell of the first line, and parts records alike."""
    first = re.split(r"\r\n|\r|\n", text.lstrip("\r\n"), maxsplit=1)[0]
    for delimiter in DELIMITERS:
        cells = first.split(delimiter)
        if len(cells) > 1 and all(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells):
            return "'" if _is_even(text, delimiter, len(cells)) else '"'
    return '"'


def _is_even(text: str, delimiter: str, width: int) -> bool:
    """Tell whether nearly all records have this width when apostrophes quote their cells."""
    widths = [len(cells) for cells in _reader(text, delimiter, "'") if cells]
    return widths.count(width) >= 0.9 * len(widths)


def _has_spaces(text: str, delimiter: str, quote: str) -> bool:
    """Tell whether quotes open behind a delimiter and spaces, every time that one opens behind a delimiter."""
    sign, mark = re.escape(delimiter), re.escape(quote)
    spaced = len(re.findall(rf"{sign} +{mark}[^{mark}{sign}\r\n]*{sign}?[^{mark}]*{mark} *(?={sign}|\r|\n|$)", text))
    return spaced > 0 and not re.search(rf"{sign}{mark}", text)
