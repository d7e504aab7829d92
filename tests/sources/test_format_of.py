"""A format is known by its content; one that is not read is named, with the way out."""

import io
import zipfile
from pathlib import Path

import pytest

from clientbase.errors import SourceUnreadable
from clientbase.sources.formats import Format, format_of

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def zipped(parts: dict[str, str]) -> bytes:
    """Return a zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE + "Workbook".encode("utf-16-le"), Format.XLS),
        (OLE + "WORKBOOK".encode("utf-16-le"), Format.XLS),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Format.ODS),
        (zipped({"xl/workbook.bin": ""}), Format.XLSB),
        (zipped({"xl/workbook.xml": ""}), Format.XLSX),
        (zipped({"xl\\workbook.xml": ""}), Format.XLSX),
        (zipped({"clients.csv": ""}), Format.ZIP),
        (b"\x1f\x8b\x08", Format.GZIP),
        (b"\x28\xb5\x2f\xfd\x04", Format.ZSTD),
        (b"BZh91AY", Format.BZIP2),
        (b"\xfd7zXZ\x00", Format.XZ),
        (b"BEGIN:VCARD\r\nVERSION:3.0", Format.VCARD),
        ("BEGIN:VCARD".encode("utf-16"), Format.VCARD),
        (b"\xef\xbb\xbf\r\n<HTML><table><tr><td>", Format.HTML),
        ("<html>".encode("utf-16"), Format.HTML),
        ("<table>".encode("utf-16-le"), Format.HTML),
        (b"<table border=1>", Format.HTML),
        (b"<style>td {}</style><table>", Format.HTML),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', Format.XML),
        (b'[{"a": 1}]', Format.JSON),
        (b'{"a": 1}\n{"a": 2}', Format.JSON),
        (b"[]", Format.JSON),
        (b"name;phone", Format.CSV),
        (b"<anna@mail.ru>;1", Format.CSV),
        (b"[1] note;2", Format.CSV),
    ],
)
def test_a_format_is_known_by_its_content(tmp_path: Path, data: bytes, kind: Format) -> None:
    """Endings lie; so do the ones of mail programs."""
    path = tmp_path / "clients.csv"
    path.write_bytes(data)
    assert format_of(path) is kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (OLE, "Office 97–2003"),
        (zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "Office"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"Index/Document.iwa": ""}), "Apple Numbers"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PAR1", "Parquet"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"a.csv".ljust(257, b"\0") + b"ustar", "TAR"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "MHTML"),
        (b'<?xml version="1.0"?><x/>', "XML"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, name: str) -> None:
    """A table of binary letters helps nobody; "it is a PDF, save it as XLSX" does."""
    path = tmp_path / "clients.csv"
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable) as caught:
        format_of(path)
    assert caught.value.code == "source.format_unsupported"
    assert caught.value.parameters == {"file": "clients.csv", "format": name}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "source.empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "source.password"),
        (b"PK\x03\x04", "source.bad_zip"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    """A failed export has no bytes; a locked workbook looks like an old one; a download may be cut."""
    path = tmp_path / "clients.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable) as caught:
        format_of(path)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "clients.xlsx")
