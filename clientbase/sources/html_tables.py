"""A web page saved as .xls → its tables, as CRM systems export them.

The scanner below knows only what tables need and never goes back in the text: time grows with the size alone,
whatever the page holds. A cell ends where the next begins, as browsers have it: closing tags are often left out.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.encodings import decode
from clientbase.sources.failures import naming, read_bytes, sha256_of
from clientbase.sources.grids import MOST_COLUMNS, GridBuilder, distinct
from clientbase.sources.sizes import refuse_too_big
from clientbase.sources.table_finder import find_table
from clientbase.sources.tables import SourceFile, SourceTable

#: A tag, a comment, or a declaration. Quantifiers are possessive and an unclosed quote runs to the end: always linear.
_TAG = re.compile(
    r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?P<attributes>(?:[^=>]++|=\s*+\"[^\"]*+(?P<open>\Z)?\"?|=\s*+'[^']*+(?P<open_2>\Z)?'?|=)*+)(?:>|(?P<cut>\Z))"
    r"|!--(?P<comment>)|[!?][^>]*+(?:>|\Z))"
)
_ATTRIBUTE = re.compile(r"([^\s=/]++)\s*+(?:=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s\"'][^\s]*+)))?")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NEW_LINE = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"script", "style", "title", "template"})
_SHORT_NUMBER = re.compile(r"[-+]?\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_MOST_ROWS_SPANNED = 2**20


def read_html(path: Path, sheet: str | None = None, encoding: str | None = None) -> SourceFile:
    """Return the tables of a web page; of several each is a sheet with its caption's name, else "table_1".

    Cells that span columns or rows keep their place: the value stands in the first, the others are blank.

    Raises:
        SourceUnreadable: source.empty (no table with anything in it), source.cut_off, source.too_big and those of
            decoding.
        UsageProblem: source.no_sheet.
    """
    with naming(path.name):
        refuse_too_big(path, "HTML")
        text, found_encoding = _decoded(read_bytes(path), encoding)
        pages = [page for page in _Reader(text).tables() if page.is_data]
        several = len(pages) > 1
        known = distinct(page.name or f"table_{n}" for n, page in enumerate(pages, start=1)) if several else ("",)
        if sheet and sheet not in known:
            if not several:
                raise UsageProblem("source.has_no_sheets", sheet=sheet)
            raise UsageProblem("source.no_sheet", sheet=sheet, known=", ".join(known))
        tables = [page.table(name) for name, page in zip(known, pages, strict=False) if sheet in (None, "", name)]
        found = tuple(table for table in tables if table)
        if not found:
            raise SourceUnreadable("source.empty")
        return SourceFile(path, sha256_of(path), "html", found_encoding, "", found)


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Decode by what was named, else by the byte order mark, else by what the page says of itself, else as found."""
    said = _CHARSET.search(data, 0, 4096)
    if encoding is None and said and not data.startswith(_MARKS):
        try:
            name = codecs.lookup(said[1].decode("ascii")).name
            return data.decode(name), name
        except (LookupError, UnicodeError):
            pass  # pages converted by a mail program still tell their old encoding
    return decode(data, encoding)


@dataclass
class _Page:
    """One table of the page while it is read."""

    name: str = ""
    rows: list[list[str | None]] = field(default_factory=list)
    #: column → rows still covered by a cell from above.
    covered: dict[int, int] = field(default_factory=dict)
    holds_table: bool = False
    is_row_open: bool = False

    @property
    def is_data(self) -> bool:
        """Whether this is no frame that only holds other tables in place."""
        if not any(cell for row in self.rows for cell in row):
            return False
        wide = sum(sum(bool(cell) for cell in row) > 1 for row in self.rows)
        return not self.holds_table or wide > 1

    def open_row(self) -> None:
        """Begin a row; what cells from above cover in it stays blank."""
        self.close_row()
        self.rows.append([])
        self.is_row_open = True

    def place_cell(self, text: str, columns: int, rows: int) -> None:
        """Put a cell into the first free place of the row."""
        row = self.rows[-1]
        while self.covered.get(len(row), 0) > 0:
            self._pass_covered(row)
        for i in range(max(columns, 1)):
            if rows > 1:
                self.covered[len(row)] = rows - 1
            row.append(text if i == 0 else None)
        if len(row) > MOST_COLUMNS:
            raise SourceUnreadable("source.too_wide", limit=MOST_COLUMNS)

    def close_row(self) -> None:
        """End a row: cells from above cover one row less."""
        if not self.is_row_open:
            return
        self.is_row_open = False
        row = self.rows[-1]
        for place in [place for place in self.covered if place >= len(row)]:
            if self.covered[place] > 0:
                self.covered[place] -= 1

    def _pass_covered(self, row: list[str | None]) -> None:
        self.covered[len(row)] -= 1
        row.append(None)

    def table(self, name: str) -> SourceTable | None:
        builder = GridBuilder()
        for number, row in enumerate(self.rows, start=1):
            builder.add(number, row)
        return find_table(builder.grid(), name)


class _Reader:
    """Walks over the tags of a page once and fills its tables."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._done: list[_Page] = []
        self._open: list[_Page] = []
        self._cells: list[_Cell | None] = []
        self._caption: list[str] | None = None

    def tables(self) -> list[_Page]:
        """Return the tables in the order in which they begin."""
        for name, is_close, attributes, before in _tokens(self._text):
            self._take_text(before)
            self._take_tag(name, attributes, is_close=is_close)
        if self._open:
            raise SourceUnreadable("source.cut_off")
        return self._done

    def _take_text(self, text: str) -> None:
        if self._caption is not None:
            self._caption.append(text)
        elif self._cells and self._cells[-1]:
            self._cells[-1].parts.append(text)

    def _take_tag(self, name: str, attributes: str, *, is_close: bool) -> None:
        if name == "table":
            self._end_table() if is_close else self._begin_table()
        elif not self._open:
            return
        elif name == "caption":
            self._take_caption(is_close=is_close)
        elif name in {"tr", "thead", "tbody", "tfoot"}:
            self._end_cell()
            self._open[-1].close_row()
            if name == "tr" and not is_close:
                self._open[-1].open_row()
        elif name in {"td", "th"}:
            self._end_cell()
            if not is_close:
                self._begin_cell(attributes)
        elif name in _NEW_LINE and self._cells[-1]:
            self._cells[-1].parts.append("\v")

    def _begin_table(self) -> None:
        if self._open:
            self._open[-1].holds_table = True
        page = _Page()
        self._done.append(page)
        self._open.append(page)
        self._cells.append(None)
        if len(self._open) > 100:
            raise SourceUnreadable("source.too_deep")

    def _end_table(self) -> None:
        if self._open:
            self._end_cell()
            self._open.pop().close_row()
            self._cells.pop()

    def _begin_cell(self, attributes: str) -> None:
        page = self._open[-1]
        if not page.is_row_open:
            page.open_row()
        said = {found[0].lower(): next(filter(None, found[1:]), "") for found in _ATTRIBUTE.findall(attributes)}
        columns, rows = _number(said.get("colspan"), 1), _number(said.get("rowspan"), 1)
        self._cells[-1] = _Cell(min(columns, MOST_COLUMNS), rows or _MOST_ROWS_SPANNED, said.get("x:num", ""))

    def _end_cell(self) -> None:
        cell = self._cells[-1]
        if cell:
            self._open[-1].place_cell(cell.text(), cell.columns, cell.rows)
        self._cells[-1] = None

    def _take_caption(self, *, is_close: bool) -> None:
        if is_close and self._caption is not None:
            self._open[-1].name = _seen("".join(self._caption))[:100]
        self._caption = None if is_close else []


@dataclass
class _Cell:
    """A cell while it is read: how far it reaches, the number behind it, its text so far."""

    columns: int
    rows: int
    number: str
    parts: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return what a browser shows; a number that is only shown short (7.9E+10) is given whole."""
        text = _seen("".join(self.parts))
        return self.number if self.number and _SHORT_NUMBER.fullmatch(text) else text


def _tokens(text: str) -> Iterator[tuple[str, bool, str, str]]:
    """Yield name, whether it closes, attributes, and the text before it, of each tag."""
    place = kept = 0
    while tag := _TAG.search(text, place):
        before = text[kept : tag.start()]
        place = kept = tag.end()
        if tag["cut"] is not None or tag["open"] is not None or tag["open_2"] is not None:
            raise SourceUnreadable("source.cut_off")
        if tag["comment"] is not None:
            end = text.find("-->", place - 2)
            if end < 0:
                raise SourceUnreadable("source.cut_off")
            place = kept = end + 3
        name = (tag["name"] or "").lower()
        yield name, bool(tag["close"]), tag["attributes"] or "", before
        if name in _UNSEEN and not tag["close"]:
            end_tag = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, place)
            if end_tag is None:
                raise SourceUnreadable("source.cut_off")
            place = kept = end_tag.start()


def _seen(text: str) -> str:
    """Return text as a browser lays it out: white space is one space, only <br> and blocks break the line."""
    lines = (unescape(_SPACE.sub(" ", line)).strip() for line in text.split("\v"))
    return "\n".join(line for line in lines if line)


def _number(text: str | None, otherwise: int) -> int:
    return int(text[:7]) if text and text.isascii() and text.isdigit() else otherwise
