"""XML Spreadsheet 2003 (often saved as .xls) → its tables.

The parser streams and takes no document type: entities that grow without end cannot be declared.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.failures import naming, reachable, sha256_of
from clientbase.sources.grids import MOST_COLUMNS, GridBuilder, distinct
from clientbase.sources.sizes import refuse_too_big
from clientbase.sources.table_finder import find_table
from clientbase.sources.tables import LostCell, SourceFile, SourceTable

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_CHUNK = 2**20
_MOST_ROWS = 2**20
_EXPONENT = re.compile(r"[-+]?\d+(?:\.\d+)?[Ee][-+]?\d{1,3}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?")
#: Excel keeps a time of day as a moment of its day zero.
_DAY_ZERO = ("1899-12-30", "1899-12-31", "1904-01-01")


def read_spreadsheet_xml(path: Path, sheet: str | None = None) -> SourceFile:
    """Return the tables of an XML Spreadsheet 2003, one a worksheet that holds anything; hidden ones last.

    Raises:
        SourceUnreadable: source.empty, source.bad_workbook, source.xml_entities, source.too_big.
        UsageProblem: source.no_sheet.
    """
    with naming(path.name):
        refuse_too_big(path, "XML")
        reader = _Reader()
        reader.read(path)
        if sheet and sheet not in reader.names:
            raise UsageProblem("source.no_sheet", sheet=sheet, known=", ".join(reader.names))
        tables = [table for table in reader.tables if sheet in (None, "", table.sheet)]
        if not tables:
            raise SourceUnreadable("source.empty")
        tables.sort(key=lambda table: table.is_hidden)
        return SourceFile(path, sha256_of(path), "xml", "", "", tuple(tables))


class _Reader:
    """Takes the parser's events: worksheets, rows, cells, and the data in them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.tables: list[SourceTable] = []
        self._builder = GridBuilder()
        self._lost: list[LostCell] = []
        self._row: list[str | None] = []
        self._row_number = 0
        self._column = 0
        self._merged = 0
        self._type = ""
        self._parts: list[str] | None = None
        self._is_hidden = False
        self._seen: list[str] | None = None
        self._below: dict[int, int] = {}
        self._begin: dict[str, Callable[[dict[str, str]], None]] = {
            "Worksheet": self._begin_sheet,
            "Row": self._begin_row,
            "Cell": self._begin_cell,
            "Data": self._begin_data,
        }
        self._end: dict[str, Callable[[], None]] = {
            "Worksheet": self._end_sheet,
            "Row": self._end_row,
            "Data": self._end_data,
        }

    def read(self, path: Path) -> None:
        """Read the whole file, a part at a time."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._on_begin
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.buffer_text = True
        try:
            with reachable(path), path.open("rb") as stream:
                while part := stream.read(_CHUNK):
                    parser.Parse(part, False)  # expat takes no names
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise SourceUnreadable("source.bad_workbook", reason=str(error)) from error
        except (LookupError, ValueError) as error:
            raise SourceUnreadable("source.bad_workbook", reason=str(error)) from error

    def _on_begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        own = {key.removeprefix(f"{_NAMESPACE} "): value for key, value in attributes.items()}
        if local == "Visible":
            self._seen = []
        elif name.startswith(_NAMESPACE) and local in self._begin:
            self._begin[local](own)

    def _on_end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "Visible" and self._seen is not None:
            self._is_hidden = "".join(self._seen).strip() in {"SheetHidden", "SheetVeryHidden"}
            self._seen = None
        elif name.startswith(_NAMESPACE) and local in self._end:
            self._end[local]()

    def _on_text(self, text: str) -> None:
        if self._seen is not None:
            self._seen.append(text)
        elif self._parts is not None:
            self._parts.append(text)

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        name = attributes.get("Name", f"table_{len(self.names) + 1}")
        self.names = list(distinct([*self.names, name]))
        self._builder, self._lost, self._row_number, self._is_hidden = GridBuilder(), [], 0, False
        self._below = {}

    def _end_sheet(self) -> None:
        table = find_table(self._builder.grid(self._lost), self.names[-1], is_hidden=self._is_hidden)
        if table:
            self.tables.append(table)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row, self._column = [], 0
        self._row_number = _place(attributes.get("Index"), self._row_number, _MOST_ROWS)

    def _end_row(self) -> None:
        if any(self._row):
            self._builder.add(self._row_number, self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        before = self._column
        while "Index" not in attributes and self._below.get(before + 1, 0) >= self._row_number:
            before += 1
        self._column = _place(attributes.get("Index"), before, MOST_COLUMNS)
        across = _span(attributes.get("MergeAcross"), MOST_COLUMNS - self._column)
        down = _span(attributes.get("MergeDown"), _MOST_ROWS)
        self._row += [None] * (self._column - 1 - len(self._row))
        self._row.append(None)
        if down:
            self._below.update(dict.fromkeys(range(self._column, self._column + across + 1), self._row_number + down))
        self._row += [None] * across
        self._merged, self._column = self._column, self._column + across

    def _begin_data(self, attributes: dict[str, str]) -> None:
        self._type, self._parts = attributes.get("Type", "String"), []

    def _end_data(self) -> None:
        text, self._parts = "".join(self._parts or ()), None
        if not self._row:
            return
        if self._type == "Error":
            self._lost.append(LostCell(self._row_number, self._merged, text))
        else:
            self._row[self._merged - 1] = _value(text, self._type)


def _refuse_doctype(*_: object) -> NoReturn:
    raise SourceUnreadable("source.xml_entities")


def _value(text: str, kind: str) -> str:
    """Return a value as a person sees it: days without midnight, times without day zero, numbers without exponent."""
    if kind == "Number" and _EXPONENT.fullmatch(text.strip()):
        return f"{Decimal(text.strip()):f}"
    if kind == "Boolean":
        return {"1": "true", "0": "false"}.get(text.strip(), text)
    moment = _MOMENT.fullmatch(text.strip()) if kind == "DateTime" else None
    if moment is None:
        return text
    day, time = moment.groups()
    if day in _DAY_ZERO:
        return time
    return day if time == "00:00:00" else f"{day} {time}"


def _place(stated: str | None, before: int, limit: int) -> int:
    """Return where a row or cell stands: where it says, else behind the one before."""
    place = int(stated[:9]) if stated and stated.isascii() and stated.isdigit() else before + 1
    if not before < place <= limit:
        raise SourceUnreadable("source.bad_workbook", reason=f"Index {stated or place}")
    return place


def _span(stated: str | None, limit: int) -> int:
    return min(int(stated[:9]), limit) if stated and stated.isascii() and stated.isdigit() else 0
