"""What a file is, by its content, and the right reader for it; the name's ending is only a hint for people."""

import io
import tempfile
import zipfile
from pathlib import Path

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.delimited import read_delimited
from clientbase.sources.failures import read_bytes
from clientbase.sources.tables import SourceFile
from clientbase.sources.xlsx import is_encrypted_office, xlsx_source

#: Files of a folder that may hold a table we read.
_TABLE_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
_LOCK_PREFIX = "~$"
_CONTENTS = "[Content_Types].xml"
_ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_BEGINNINGS = (
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
)
#: The first letters of text formats, in lower case and without spaces before them.
_TEXT_BEGINNINGS = (
    ("begin:vcard", "vCard"),
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<table", "HTML"),
    ("<meta", "HTML"),
    ("<head", "HTML"),
    ("<?xml", "XML"),
    ('{"', "JSON"),
    ("[{", "JSON"),
)


def read_source(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> SourceFile:
    """Return the tables of one file, whatever its name says it is.

    Args:
        path: the file.
        sheet: the only sheet wanted.
        encoding: of a text file, when it must not be found by itself.
        delimiter: of a text file, likewise.

    Raises:
        SourceUnreadable: source.empty, source.excel_lock, source.format_unsupported, and those of the two readers.
        UsageProblem: source.not_found, source.no_sheet, source.has_no_sheets, source.unknown_encoding.
        DiskProblem: source.no_permission, disk.unreadable.
    """
    if path.name.startswith(_LOCK_PREFIX):
        raise SourceUnreadable("source.excel_lock", file=path.name, workbook=path.name.removeprefix(_LOCK_PREFIX))
    return _source(read_bytes(path), path, sheet, encoding, delimiter)


def read_source_bytes(
    data: bytes,
    name: str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> SourceFile:
    """Return the tables of a file that came as bytes, through standard input; `name` is what to call it."""
    with tempfile.TemporaryDirectory(prefix="clientbase-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        return _source(data, path, sheet, encoding, delimiter)


def source_files(path: Path) -> list[Path]:
    """Return the files that a path means: itself, or a folder's table-like files by name.

    Raises:
        UsageProblem: source.not_found, source.empty_folder.
    """
    if not path.is_dir():
        if not path.exists():
            raise UsageProblem("source.not_found", file=str(path))
        return [path]
    files = sorted(file for file in path.iterdir() if file.is_file() and _is_table_like(file))
    if not files:
        raise UsageProblem("source.empty_folder", folder=str(path))
    return files


def unsupported_format(data: bytes) -> str:
    """Return the name of a format that is known and not read, "" for text and XLSX."""
    if data.startswith(bytes.fromhex("D0CF11E0A1B11AE1")):
        return _office_format(data)
    if data.startswith(_ZIP_BEGINNINGS):
        return _zipped_format(data)
    by_bytes = next((name for beginning, name in _BEGINNINGS if data.startswith(beginning)), "")
    return by_bytes or _text_format(data)


def _source(data: bytes, path: Path, sheet: str | None, encoding: str | None, delimiter: str | None) -> SourceFile:
    if not data:
        raise SourceUnreadable("source.empty", file=path.name)
    if is_encrypted_office(data):
        raise SourceUnreadable("source.password", file=path.name)
    unsupported = unsupported_format(data)
    if unsupported:
        raise SourceUnreadable("source.format_unsupported", file=path.name, format=unsupported)
    if data.startswith(_ZIP_BEGINNINGS):
        return xlsx_source(data, path, sheet)
    if sheet:
        raise UsageProblem("source.has_no_sheets", file=path.name, sheet=sheet)
    return read_delimited(path, encoding, delimiter)


def _is_table_like(file: Path) -> bool:
    return file.suffix.lower() in _TABLE_ENDINGS and not file.name.startswith((".", _LOCK_PREFIX))


def _office_format(data: bytes) -> str:
    is_workbook = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
    return "XLS (Excel 97–2003)" if is_workbook else "Office 97–2003"


def _zipped_format(data: bytes) -> str:
    """Return the format of a zip that is no XLSX; a damaged zip is left to the XLSX reader, which says so."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # Some writers part folders with a backslash, some leave out the folder xl.
            names = [name.replace("\\", "/") for name in archive.namelist()]
            kind = archive.read("mimetype") if "mimetype" in names else b""
            contents = archive.read(_CONTENTS) if _CONTENTS in names else b""
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return ""
    if b"opendocument.spreadsheet" in kind:
        return "ODS (OpenDocument)"
    if "xl/workbook.bin" in names:
        return "XLSB (Excel binary)"
    is_workbook = any(name.startswith("xl/") for name in names) or b"spreadsheetml.sheet.main" in contents
    return "" if is_workbook else "ZIP"


def _text_format(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    start = data[:2000].decode(encoding, "ignore").lstrip("\ufeff \t\r\n").lower()
    name = next((name for beginning, name in _TEXT_BEGINNINGS if start.startswith(beginning)), "")
    if name == "XML" and "office:spreadsheet" in start:
        return "XML Spreadsheet 2003"
    return "HTML" if name == "XML" and "<html" in start else name
