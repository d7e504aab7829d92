"""What a file is goes by its content; what cannot be read is named, with the way out."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from clientbase import messages
from clientbase.errors import ClientbaseError, DiskProblem, SourceUnreadable, UsageProblem
from clientbase.sources import detect
from clientbase.sources.detect import read_source, read_source_bytes, source_files

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def zipped(**parts: str) -> bytes:
    """Return a zip of these parts; "__" in a name is a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "XLS (Excel 97–2003)"),
        (OLE, "Office 97–2003"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ODS (OpenDocument)"),
        (zipped(xl__workbook_dot_bin=""), "XLSB (Excel binary)"),
        (zipped(word__document_dot_xml=""), "ZIP"),
        (gzip.compress(b"a;b"), "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "vCard"),
        (b"\xef\xbb\xbf\r\n<HTML><table><tr><td>", "HTML"),
        ("<html>".encode("utf-16"), "HTML"),
        (b"<table border=1>", "HTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XML Spreadsheet 2003",
        ),
        (b'<?xml version="1.0"?><x/>', "XML"),
        (b'[{"a": 1}]', "JSON"),
    ],
)
def test_other_formats_are_named(data: bytes, name: str) -> None:
    """A table of binary letters helps nobody; "it is an XLS, save it as XLSX" does."""
    with pytest.raises(SourceUnreadable) as caught:
        read_source_bytes(data, "clients.csv")
    assert caught.value.code == "source.format_unsupported"
    assert caught.value.parameters == {"file": "clients.csv", "format": name}


def test_a_workbook_called_csv_is_a_workbook(tmp_path: Path) -> None:
    """Endings lie; so do the ones of mail programs."""
    book = openpyxl.Workbook()
    book.active.append(["Имя", "Телефон"])
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "clients.csv"
    path.write_bytes(stream.getvalue())
    assert read_source(path).format == "xlsx"
    assert read_source_bytes(stream.getvalue(), "-").tables[0].headers == ("Имя", "Телефон")


def test_a_workbook_with_backslashes_is_a_workbook() -> None:
    """Some programs on Windows part the folders of the zip their own way."""
    assert detect.unsupported_format(zipped(**{"xl\\workbook_dot_xml": ""})) == ""


def test_text_is_read_whatever_its_name(tmp_path: Path) -> None:
    """A CSV called .xls is common."""
    path = tmp_path / "clients.xls"
    path.write_bytes("Имя;Телефон\nАнна;1\n".encode("cp1251"))
    found = read_source(path)
    assert (found.format, found.encoding, found.delimiter, found.path) == ("csv", "cp1251", ";", path)


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\xef\xbb\xbf"])
def test_nothing_is_empty(data: bytes) -> None:
    """An export that failed leaves a file of no bytes."""
    with pytest.raises(SourceUnreadable) as caught:
        read_source_bytes(data, "x.csv")
    assert (caught.value.code, caught.value.parameters["file"]) == ("source.empty", "x.csv")


def test_a_locked_workbook_says_password() -> None:
    """It looks like an old XLS, but saving it anew would not help."""
    with pytest.raises(SourceUnreadable, match=r"source\.password"):
        read_source_bytes(OLE + "EncryptedPackage".encode("utf-16-le"), "x.xlsx")


def test_excels_lock_file_names_the_workbook(tmp_path: Path) -> None:
    """`*` in a shell picks it up while Excel is open."""
    with pytest.raises(SourceUnreadable) as caught:
        read_source(tmp_path / "~$клиенты.xlsx")
    assert (caught.value.code, caught.value.parameters["workbook"]) == ("source.excel_lock", "клиенты.xlsx")


def test_a_missing_file_is_a_usage_problem(tmp_path: Path) -> None:
    """Exit code 2 and the name, no traceback."""
    with pytest.raises(UsageProblem, match=r"source\.not_found"):
        read_source(tmp_path / "нет.csv")


def test_a_forbidden_file_is_a_disk_problem(tmp_path: Path) -> None:
    """Without permission, or open in Excel on Windows: nothing is wrong with the file."""
    path = tmp_path / "x.csv"
    path.touch(mode=0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DiskProblem, match=r"source\.no_permission"):
        read_source(path)


def test_a_text_file_has_no_sheets() -> None:
    """A wanted sheet that cannot exist must not be passed over."""
    with pytest.raises(UsageProblem, match=r"source\.has_no_sheets"):
        read_source_bytes(b"a;b\n1;2\n", "x.csv", sheet="Лист1")


def test_a_folder_gives_its_tables_by_name(tmp_path: Path) -> None:
    """Lock files, hidden files and pictures stay where they are."""
    for name in ("b.XLSX", "a.csv", "c.tsv", "d.txt", "e.xlsm", "~$b.xlsx", ".x.csv", "f.png"):
        (tmp_path / name).touch()
    (tmp_path / "g.csv").mkdir()
    assert [path.name for path in source_files(tmp_path)] == ["a.csv", "b.XLSX", "c.tsv", "d.txt", "e.xlsm"]
    assert source_files(tmp_path / "f.png") == [tmp_path / "f.png"]


def test_a_folder_without_tables_and_a_missing_path(tmp_path: Path) -> None:
    """An import of nothing must not look like a success."""
    with pytest.raises(UsageProblem, match=r"source\.empty_folder"):
        source_files(tmp_path)
    with pytest.raises(UsageProblem, match=r"source\.not_found"):
        source_files(tmp_path / "нет")


def test_every_code_of_this_package_has_its_sentence() -> None:
    """A bare code on the screen teaches nobody what to do."""
    folder = Path(detect.__file__).parent
    words = {word for path in folder.glob("*.py") for word in path.read_text(encoding="utf-8").split('"')}
    raised = {word for word in words if word.startswith(("source.", "map.")) and " " not in word}
    assert len(raised) > 25
    assert raised <= messages.texts()["error"].keys()
    noted = {word for word in words if word.startswith(("row.", "table."))}
    assert noted <= messages.texts()["problem"].keys()


def test_a_sentence_is_filled() -> None:
    """A parameter that the sentence names and nobody gives would show its braces."""
    cases: list[bytes] = [b"", b"%PDF", b'a;b\n"x;1\n', b"PK\x03\x04", b"a;b\x00\x01\x02"]
    for data in cases:
        with pytest.raises(ClientbaseError) as caught:
            read_source_bytes(data, "x.csv")
        said = messages.sentence("error", caught.value.code, **caught.value.parameters)
        assert "{" not in said.text + said.remedy
