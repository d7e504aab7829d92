"""JSON lines, and JSON that holds arrays of objects → one row an object; objects inside are flattened as `a.b`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.encodings import decode
from clientbase.sources.failures import naming, read_bytes, sha256_of
from clientbase.sources.grids import MOST_COLUMNS, GridBuilder, headed_table
from clientbase.sources.sizes import refuse_too_big
from clientbase.sources.tables import Misfit, SourceFile, SourceTable

#: Some write a comma behind each line, some the sign "record separator" before it.
_BETWEEN = re.compile(r"[ \t\r\n,\x1e]*")
_WHITE = re.compile(r"[ \t\r\n]*")
_EXPONENT = re.compile(r"-?\d+(?:\.\d+)?[eE][-+]?\d{1,3}")
#: How deep arrays of objects are looked for: {"data": {"items": [...]}}.
_DEEPEST = 3
#: Lines that are no JSON are rows to mend as long as they are few.
_MOST_BROKEN = 0.5


def read_json(path: Path, sheet: str | None = None, encoding: str | None = None) -> SourceFile:
    """Return the tables of a JSON file: its objects as rows, each array of objects under a key as a table of its name.

    Numbers stay as written but for exponents, null is blank, a list of plain values is joined with "; ".
    The first object is row 2, as below a header; its line number is that of the line on which it begins.

    Raises:
        SourceUnreadable: source.empty (no object), source.bad_json with line and column, source.too_deep,
            source.too_big, source.too_wide.
        UsageProblem: source.no_sheet, source.has_no_sheets.
    """
    with naming(path.name):
        refuse_too_big(path, "JSON")
        text, found_encoding = decode(read_bytes(path), encoding)
        try:
            tables = _tables(text)
        except RecursionError as error:
            raise SourceUnreadable("source.too_deep") from error
        known = [table.sheet for table in tables]
        if sheet and sheet not in known:
            if known == [""]:
                raise UsageProblem("source.has_no_sheets", sheet=sheet)
            raise UsageProblem("source.no_sheet", sheet=sheet, known=", ".join(known))
        found = tuple(table for table in tables if sheet in (None, "", table.sheet))
        if not found:
            raise SourceUnreadable("source.empty")
        return SourceFile(path, sha256_of(path), "json", found_encoding, "", found)


@dataclass
class _Objects:
    """The objects of one array or of the whole file, as rows."""

    name: str
    headers: dict[str, int] = field(default_factory=dict)
    builder: GridBuilder = field(default_factory=GridBuilder)
    broken: list[Misfit] = field(default_factory=list)
    count: int = 0
    _places: list[int] = field(default_factory=list)

    def add(self, value: Any, line: int) -> None:  # noqa: ANN401  # any JSON
        """Take one object, or one plain value or list as a row of its own."""
        self.count += 1
        cells: list[str | None] = [None] * len(self.headers)
        for key, text in _flat(value, ""):
            place = self.headers.setdefault(key, len(self.headers))
            if place == len(cells):
                cells.append(None)
            cells[place] = f"{cells[place]}; {text}" if cells[place] else text
        if len(self.headers) > MOST_COLUMNS:
            raise SourceUnreadable("source.too_wide", limit=MOST_COLUMNS)
        self.builder.add(self.count + 1, cells, line)

    def take(self, found: "_Found", line: int) -> None:
        """Take a value of a stream; a line that is no JSON becomes a row to be mended."""
        if not found.broken:
            self.add(found.value, line)
            return
        self.count += 1
        self.broken.append(Misfit(self.count + 1, line, (found.broken,), "row.bad_json"))
        self._places.append(found.place)

    def refuse_if_mostly_broken(self, text: str) -> None:
        """Refuse what only begins like JSON lines."""
        if len(self.broken) > self.count * _MOST_BROKEN:
            _decode(text, self._places[0])
            raise _bad(text, self._places[0], "")

    def table(self) -> SourceTable | None:
        """Return the rows as a table, None when there are none."""
        return headed_table(self.name, list(self.headers), self.builder.grid(broken=self.broken))


@dataclass(frozen=True)
class _Found:
    """One value of a stream of values, or a line (`broken`) that is none."""

    place: int
    value: Any = None
    broken: str = ""


def _tables(text: str) -> list[SourceTable]:
    begin = _after(_WHITE, text, 0)
    lines = _Lines(text)
    objects = _Objects("")
    found = [objects]
    if text.startswith("[", begin):
        for item in _array(text, begin):
            objects.add(item.value, lines.number(item.place))
    else:
        stream = _stream(text, begin)
        head = list(islice(stream, 2))
        inner = list(_arrays(head[0].value, "", _DEEPEST)) if len(head) == 1 else []
        if inner:
            found = [_filled(name, values) for name, values in inner]
        else:
            for item in chain(head, stream):
                objects.take(item, lines.number(item.place))
            objects.refuse_if_mostly_broken(text)
    return [table for rows in found if (table := rows.table())]


def _array(text: str, begin: int) -> Iterator[_Found]:
    """Yield the values of the array that begins at `begin` and is all that the text holds."""
    place = _after(_WHITE, text, begin + 1)
    is_first = True
    while not text.startswith("]", place):
        if not is_first:
            place = _after(_WHITE, text, _expect(",", text, place))
        value, end = _decode(text, place)
        yield _Found(place, value)
        is_first, place = False, _after(_WHITE, text, end)
    end = _after(_WHITE, text, place + 1)
    if end != len(text):
        raise _bad(text, end, "Extra data")


def _stream(text: str, begin: int) -> Iterator[_Found]:
    """Yield the values that stand one behind the other, usually one a line."""
    place = begin
    while place < len(text):
        try:
            value, end = _DECODER.raw_decode(text, place)
            yield _Found(place, value)
        except json.JSONDecodeError:
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            yield _Found(place, broken=text[place:end].strip())
        place = _after(_BETWEEN, text, end)


def _arrays(value: Any, name: str, depth: int) -> Iterator[tuple[str, list[Any]]]:  # noqa: ANN401  # any JSON
    """Yield the arrays of objects under the keys of an object, each with its path: "data.items"."""
    if not isinstance(value, dict) or not depth:
        return
    for key, inner in value.items():
        path = f"{name}.{key}" if name else key
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            yield path, inner
        else:
            yield from _arrays(inner, path, depth - 1)


def _filled(name: str, values: list[Any]) -> _Objects:
    rows = _Objects(name)
    for number, value in enumerate(values, start=1):
        rows.add(value, number)
    return rows


def _flat(value: Any, name: str, repeat: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  # any JSON
    """Yield header and text of every plain value; of a list of objects the second's are "phones.value 2"."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else key, repeat)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for number, item in enumerate(value, start=1):
            yield from _flat(item, name, repeat if number == 1 else f" {number}")
    elif isinstance(value, list):
        texts = [_text(item) for item in value]
        yield name + repeat, "; ".join(filter(None, texts))
    else:
        yield name + repeat, _text(value)


def _text(value: str | bool | None) -> str:  # noqa: FBT001  # a JSON value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value or ""


def _number(text: str) -> str:
    return f"{Decimal(text):f}" if _EXPONENT.fullmatch(text) else text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a key that is there twice keeps both its values."""
    known = dict(pairs)
    if len(known) < len(pairs):
        for key in known:
            values = [value for name, value in pairs if name == key]
            known[key] = values if len(values) > 1 else values[0]
    return known


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=str, parse_constant=lambda _: None
)


def _decode(text: str, place: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise _bad(text, error.pos, error.msg) from error


def _expect(sign: str, text: str, place: int) -> int:
    if not text.startswith(sign, place):
        raise _bad(text, place, f"Expecting '{sign}'")
    return place + 1


def _bad(text: str, place: int, reason: str) -> SourceUnreadable:
    if place >= len(text.rstrip()):
        return SourceUnreadable("source.cut_off")
    error = json.JSONDecodeError(reason, text, place)
    return SourceUnreadable("source.bad_json", line=error.lineno, column=error.colno)


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


class _Lines:
    """Tells the line of places that only go forward."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._line = 1

    def number(self, place: int) -> int:
        """Return the line on which `place` is."""
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line
