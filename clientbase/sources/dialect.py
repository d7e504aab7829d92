"""How a text file parts its cells: the delimiter, judged over the whole file, and the records it gives."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from clientbase.errors import SourceUnreadable
from clientbase.sources.header_rows import known_names

DELIMITERS = (";", ",", "\t", "|")
#: A file of one column still needs a delimiter to parse with: one that no text file holds.
NO_DELIMITER = "\x1f"
_LONGEST_CELL = 2**31 - 1
_HEAD_RECORDS = 30
_SEP_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
#: Commas that are all decimal points are no delimiters.
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")


class Record(NamedTuple):
    """One record of a text file.

    Attributes:
        number: 1-based, blank lines counted.
        line: physical line where it starts, 1-based.
        cells: as written; of a broken record one cell, the raw line.
        is_broken: whether text follows a closing quote, so that nobody knows where its cells end;
            a quote that swallowed several lines makes a broken record of each.
    """

    number: int
    line: int
    cells: list[str]
    is_broken: bool = False


def sep_line(text: str) -> tuple[str, int]:
    """Return the delimiter that a first line `sep=;` names and that line's length; ("", 0) when there is none."""
    match = _SEP_LINE.match(text)
    return (match.group(1), match.end()) if match else ("", 0)


def find_delimiter(text: str) -> str:
    """Return the delimiter of a text, or NO_DELIMITER for a file of one column.

    Wins by the header names it brings out first, then by the share of records of one width, then by that width.
    """
    found = {delimiter: _score(text, delimiter) for delimiter in DELIMITERS if delimiter in text}
    found[NO_DELIMITER] = _score(text, NO_DELIMITER)
    return max(found, key=lambda delimiter: found[delimiter])


def records(text: str, delimiter: str, first_line: int = 1) -> Iterator[Record]:
    """Yield the records of a text; lines may end in LF, CRLF or CR.

    Args:
        text: the whole text, without its `sep=` line.
        delimiter: one character.
        first_line: physical line number of the text's first line.

    Raises:
        SourceUnreadable: source.open_quote, a quote is still open at the end; names the line where it opened.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, lines = 0, 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw = _physical_lines(text, lines, reader.line_num)
            if "unexpected end of data" in str(error):
                line = first_line + lines + _opening_line(raw, delimiter)
                raise SourceUnreadable("source.open_quote", line=line) from error
            for offset, line_text in enumerate(re.split(r"\r\n|\r|\n", raw)):
                yield Record(number + offset, first_line + lines + offset, [line_text], is_broken=True)
            number += offset
        else:
            yield Record(number, first_line + lines, cells)
        lines = reader.line_num


def _score(text: str, delimiter: str) -> tuple[float, float]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
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


def _is_decimal(text: str) -> bool:
    """Tell whether nearly every comma of a text stands inside a number."""
    return len(_DECIMAL_COMMA.findall(text)) > 0.8 * text.count(",")


def _physical_lines(text: str, start: int, end: int) -> str:
    """Return the lines `start` to `end` (0-based, end excluded) with their line ends between them."""
    lines = io.StringIO(text, newline="")
    return "".join(line for i, line in enumerate(lines) if start <= i < end).rstrip("\r\n")


def _opening_line(raw: str, delimiter: str) -> int:
    """Return how many lines into the record `raw` the quote opens that never closes."""
    end = re.escape(delimiter)
    pattern = re.compile(rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"{end}][^{end}]*+)?{end}')
    opening = 0
    while match := pattern.match(raw, opening):
        opening = match.end()
    before = raw[:opening]
    return len(re.findall(r"\r\n|\r|\n", before))
