"""Which format a file has, by its first bytes and, for a zip, by its parts; the name's ending is never asked."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.failures import first_bytes, read_bytes

_HEAD = 64 * 2**10
_ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK = re.compile(rb"(?:W\0o\0r\0k\0)?B\0o\0o\0k\0", re.IGNORECASE)
_TAR_MARK = slice(257, 262)
_CONTENTS = "[Content_Types].xml"


class Format(StrEnum):
    """A format that is read; text of any delimiter is CSV."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    HTML = "html"
    XML = "xml"
    VCARD = "vcard"
    JSON = "json"
    ZIP = "zip"
    GZIP = "gzip"
    ZSTD = "zstd"
    BZIP2 = "bzip2"
    XZ = "xz"


#: What the workbook reader takes.
WORKBOOKS = frozenset({Format.XLSX, Format.XLS, Format.XLSB, Format.ODS})
#: One file, packed.
STREAMS = frozenset({Format.GZIP, Format.ZSTD, Format.BZIP2, Format.XZ})

_PACKED = (
    (b"\x1f\x8b", Format.GZIP),
    (b"\x28\xb5\x2f\xfd", Format.ZSTD),
    (b"BZh", Format.BZIP2),
    (b"\xfd7zXZ\x00", Format.XZ),
)
_NOT_READ = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"\x00\x01\x00\x00Standard ", "Access"),
    (b"\x09\x00\x04\x00", "XLS (Excel 2)"),
    (b"\x09\x02\x06\x00", "XLS (Excel 3)"),
    (b"\x09\x04\x06\x00", "XLS (Excel 4)"),
)
_JSON = re.compile(r"(?:\[\s*)*\{\s*(?:\"|\}|\Z)|\[\s*\]\s*\Z")
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|meta|body|table)\b")
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"


def format_of(path: Path) -> Format:
    """Return the format of a file.

    Raises:
        SourceUnreadable: source.empty, source.password, source.bad_zip, source.format_unsupported with the name of a
            format that is known and not read.
        UsageProblem: source.not_found.
        DiskProblem: source.no_permission, disk.unreadable.
    """
    head = first_bytes(path, _HEAD)
    if not head:
        raise SourceUnreadable("source.empty", file=path.name)
    if head.startswith(_OLE):
        return _office_format(path)
    if head.startswith(_ZIP_BEGINNINGS):
        return _zipped_format(path)
    packed = next((kind for beginning, kind in _PACKED if head.startswith(beginning)), None)
    if packed:
        return packed
    other = next((name for beginning, name in _NOT_READ if head.startswith(beginning)), "")
    if not other and head[_TAR_MARK] == b"ustar":
        other = "TAR"
    if other:
        raise _unsupported(path, other)
    return _text_format(path, head)


def _unsupported(path: Path, name: str) -> SourceUnreadable:
    return SourceUnreadable("source.format_unsupported", file=path.name, format=name)


def _office_format(path: Path) -> Format:
    """Return XLS for an old workbook; other programs of the Office keep their documents in the same container."""
    data = read_bytes(path)
    if _LOCKED_OFFICE in data:
        raise SourceUnreadable("source.password", file=path.name)
    if not _OLD_WORKBOOK.search(data):
        raise _unsupported(path, "Office 97–2003")
    return Format.XLS


def _zipped_format(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            # Some writers part folders with a backslash, some leave out the folder xl.
            names = {name.replace("\\", "/") for name in archive.namelist()}
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
            contents = archive.read(_CONTENTS) if _CONTENTS in names else b""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise SourceUnreadable("source.bad_zip", file=path.name, reason=str(error)) from error
    if b"opendocument.spreadsheet" in kind:
        return Format.ODS
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if any(name.startswith("xl/") for name in names) or b"spreadsheetml.sheet.main" in contents:
        return Format.XLSX
    if kind or _CONTENTS in names:
        raise _unsupported(path, "OpenDocument" if b"opendocument" in kind else "Office")
    if "Index/Document.iwa" in names:
        raise _unsupported(path, "Apple Numbers")
    return Format.ZIP


def _text_format(path: Path, head: bytes) -> Format:
    start = _beginning(head).lstrip("\ufeff \t\r\n").lower()
    if start.startswith("begin:vcard"):
        return Format.VCARD
    if _JSON.match(start):
        return Format.JSON
    if start.startswith("mime-version:"):
        raise _unsupported(path, "MHTML")
    if start.startswith(("<?xml", "<workbook")):
        if _SPREADSHEET_XML in start:
            return Format.XML
        if "<html" not in start:
            raise _unsupported(path, "XML")
        return Format.HTML
    is_page = _WEB_PAGE.match(start) or (start.startswith("<") and "<table" in start)
    return Format.HTML if is_page else Format.CSV


def _beginning(head: bytes) -> str:
    """Return the first letters, good enough to know a format by: what tells one is ASCII in any encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return head.replace(b"\0", b"").decode("latin-1")
    return head.decode("utf-8", "ignore")
