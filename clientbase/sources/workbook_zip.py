"""The zip around an XLSX, XLSB or ODS: refused when unsafe or damaged; formulas that nobody computed are found in it.

A program that writes a workbook without computing it leaves formulas without a result: their cells look empty to
every reader and are not.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path, PurePosixPath

from clientbase.errors import SourceUnreadable
from clientbase.sources.tables import LostCell

#: Honest sheets of repeated values stay under 100 : 1; small parts may exceed it.
_HIGHEST_RATIO, _RATIO_MATTERS_FROM = 150, 50 * 2**20
_CHUNK = 2**20
_LOCKED = 1
_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?P<attributes>[^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(?P<formula>[^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
#: The result is an empty text, and known.
_EMPTY_TEXT = b't="str"'
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_MOST_TOLD = 10_000
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


def refuse_swollen(workbook: Path, most: int) -> None:
    """Refuse a zip that is broken, locked, or says itself that it unpacks to far too much.

    Raises:
        SourceUnreadable: source.bad_zip, source.password, source.zip_bomb.
    """
    with _opened(workbook) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & _LOCKED for part in parts):
            raise SourceUnreadable("source.password")
        unpacked = sum(part.file_size for part in parts)
        swollen = unpacked > _RATIO_MATTERS_FROM and unpacked > workbook.stat().st_size * _HIGHEST_RATIO
        if unpacked > most or swollen:
            raise SourceUnreadable("source.zip_bomb", megabytes=unpacked // 2**20)


def uncomputed_cells(workbook: Path) -> dict[str, list[LostCell]]:
    """Read every part of the zip through, so that damage is found; return sheet → its formulas without a result.

    The formula stands for the lost value: "=SUM(A1:A3)". At most 10,000 a sheet are told.

    Raises:
        SourceUnreadable: source.bad_zip.
    """
    by_part: dict[str, list[LostCell]] = {}
    with _opened(workbook) as archive:
        for part in archive.infolist():
            cells = _read_through(archive, part)
            if cells:
                by_part[_normal(part.filename)] = cells
        names = _sheet_names(archive) if by_part else {}
    return {names[part]: cells for part, cells in by_part.items() if part in names}


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[LostCell]:
    """Read a part to its end, which checks its sum; of a sheet return the cells whose formula has no result."""
    is_sheet = "worksheets/" in _normal(part.filename) and part.filename.endswith(".xml")
    cells: list[LostCell] = []
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not is_sheet or len(cells) >= _MOST_TOLD:
                continue
            text = rest + chunk
            cut = text.rfind(b"c>") + 2
            if b"<f" in text or b":f" in text:
                cells += _without_result(text[:cut])
            rest = text[cut:] if len(text) - cut < _CHUNK else b""
    return cells[:_MOST_TOLD]


def _without_result(text: bytes) -> Iterator[LostCell]:
    for cell in _CELL.finditer(text):
        place = _PLACE.search(cell["attributes"])
        if place and _EMPTY_TEXT not in cell["attributes"]:
            formula = unescape((cell["formula"] or b"").decode("utf-8", "replace"))
            yield LostCell(int(place[2]), _column_number(place[1]), f"={formula}"[:200])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return part → the name of its sheet."""
    book = next((part for part in archive.infolist() if _normal(part.filename).endswith("workbook.xml")), None)
    relations = next((part for part in archive.infolist() if part.filename.endswith("workbook.xml.rels")), None)
    if book is None or relations is None:
        return {}
    folder = PurePosixPath(_normal(book.filename)).parent
    targets = {}
    for tag in _RELATION.findall(archive.read(relations).decode("utf-8", "replace")):
        target = PurePosixPath(_attribute(tag, "Target"))
        targets[_attribute(tag, "Id")] = str(target).lstrip("/") if target.is_absolute() else str(folder / target)
    tags = _SHEET.findall(archive.read(book).decode("utf-8", "replace"))
    return {targets.get(_attribute(tag, r"\w+:id"), ""): _attribute(tag, "name") for tag in tags}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return unescape(found[1] or found[2] or "") if found else ""


def _normal(name: str) -> str:
    return name.replace("\\", "/")


@contextmanager
def _opened(workbook: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(workbook) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise SourceUnreadable("source.bad_zip", reason=str(error)) from error
