"""Text → records, one at a time and by the letter of CSV: for what cannot be parsed in blocks."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from clientbase.errors import SourceUnreadable
from clientbase.sources.dialect import LONGEST_CELL, Dialect

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_SURROGATE = re.compile(r"[\udc80-\udcff]")
#: No record of a list is longer; a quote that is still open then was never closed.
_LONGEST_RECORD = 64 * 2**20


class Record(NamedTuple):
    """One record of a text file.

    Attributes:
        number: 1-based, blank lines counted.
        line: physical line where it starts, 1-based.
        cells: as written; of a broken record one cell, the raw line.
        broken: "" for a sound record, else why it cannot be read. "row.bad_quote": text follows a closing quote, so
            that nobody knows where its cells end; a quote that swallowed several lines makes a broken record of each.
            "row.bad_encoding", "row.nul": a byte that is no letter of this file.
    """

    number: int
    line: int
    cells: list[str]
    broken: str = ""


class Lines:
    """Physical lines of text blocks, one after another.

    Attributes:
        taken: the lines of the record being read, `size` their letters.
        count: how many lines were taken in all.
    """

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self._lines: Iterator[str] = iter(())
        self._ahead: str | None = None
        self.taken: list[str] = []
        self.size = 0
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead if self._ahead is not None else self._next_line()
        self._ahead = None
        self.taken.append(line)
        self.size += len(line)
        self.count += 1
        if self.size > _LONGEST_RECORD:
            raise csv.Error("unexpected end of data")
        return line

    def are_at_a_block_end(self) -> bool:
        """Tell whether the next line would come from another block."""
        if self._ahead is None:
            self._ahead = next(self._lines, None)
        return self._ahead is None

    def forget(self) -> None:
        """Begin a new record."""
        self.taken.clear()
        self.size = 0

    def _next_line(self) -> str:
        for line in self._lines:
            return line
        self._lines = (found.group() for found in _LINE.finditer(next(self._blocks)))
        return next(self._lines)


def records(lines: Lines, dialect: Dialect, first_line: int = 1, first_number: int = 1) -> Iterator[Record]:
    """Yield the records of a text; lines may end in LF, CRLF or CR.

    Raises:
        SourceUnreadable: source.open_quote, a quote is still open at the end; names the line where it opened.
    """
    csv.field_size_limit(LONGEST_CELL)
    escape = "\\" if dialect.has_escapes else None
    reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, escapechar=escape, strict=True)
    number, line = first_number, first_line
    while True:
        lines.forget()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw = [text.rstrip("\r\n") for text in lines.taken]
            if "unexpected end of data" in str(error):
                raise SourceUnreadable("source.open_quote", line=line + _opening_line(raw, dialect)) from error
            yield from (Record(number + i, line + i, [_legible(text)], "row.bad_quote") for i, text in enumerate(raw))
            number += len(raw)
        else:
            yield _judged(Record(number, line, cells))
            number += 1
        line += len(lines.taken)


def _judged(record: Record) -> Record:
    text = "".join(record.cells)
    if "\x00" in text:
        return record._replace(cells=[cell.replace("\x00", "\ufffd") for cell in record.cells], broken="row.nul")
    if not text.isascii() and _SURROGATE.search(text):
        return record._replace(cells=[_legible(cell) for cell in record.cells], broken="row.bad_encoding")
    return record


def _legible(text: str) -> str:
    """Return a text with the bytes that are none of its letters marked."""
    return _SURROGATE.sub("\ufffd", text).replace("\x00", "\ufffd")


def _opening_line(lines: list[str], dialect: Dialect) -> int:
    """Return how many lines into a record the quote opens that never closes."""
    raw = "\n".join(chain(lines))
    end, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    cell = rf"(?:{quote}[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*+{quote}|[^{quote}{end}][^{end}]*+)?{end}"
    pattern = re.compile(cell)
    opening = 0
    while match := pattern.match(raw, opening):
        opening = match.end()
    return raw.count("\n", 0, opening)
