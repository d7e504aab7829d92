"""Each file goes to its reader by content, through a pipe too, and keeps the name that the person gave."""

import hashlib
import io
import os
import sys
import threading
from pathlib import Path

import openpyxl
import pytest

from clientbase import messages
from clientbase.errors import ClientbaseError, DiskProblem, SourceUnreadable, UsageProblem
from clientbase.sources import detect
from clientbase.sources.detect import read_source, source_files


def written(folder: Path, data: bytes, name: str = "x.csv") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


class Stdin:
    """Standard input that holds some bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_a_workbook_called_csv_is_a_workbook(tmp_path: Path) -> None:
    """Endings lie; so do the ones of mail programs."""
    book = openpyxl.Workbook()
    book.active.append(["Имя", "Телефон"])
    path = tmp_path / "clients.csv"
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    found = read_source(path)
    assert (found.format, found.path, found.tables[0].headers) == ("xlsx", path, ("Имя", "Телефон"))
    assert found.sha256 == hashlib.sha256(stream.getvalue()).hexdigest()


def test_text_is_read_whatever_its_name(tmp_path: Path) -> None:
    """A CSV called .xls is common."""
    path = written(tmp_path, "Имя;Телефон\nАнна;1\n".encode("cp1251"), "clients.xls")
    found = read_source(path)
    assert (found.format, found.encoding, found.delimiter, found.path) == ("csv", "cp1251", ";", path)


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\xef\xbb\xbf"])
def test_nothing_is_empty(tmp_path: Path, data: bytes) -> None:
    """An export that failed leaves a file of no bytes."""
    with pytest.raises(SourceUnreadable) as caught:
        read_source(written(tmp_path, data))
    assert (caught.value.code, caught.value.parameters["file"]) == ("source.empty", "x.csv")


@pytest.mark.parametrize("data", [b"name;phone\nAnna;1\n", b'{"name": "Anna"}', b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n"])
def test_standard_input_is_read_by_content_too(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """`cat clients.csv | clientbase import -` is how scripts talk."""
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    found = read_source(Path("-"))
    assert (found.path, found.tables[0].count) == (Path("stdin"), 1)
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_what_is_wrong_with_standard_input_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The private copy's name says nothing to a person."""
    monkeypatch.setattr(sys, "stdin", Stdin(b"%PDF"))
    with pytest.raises(SourceUnreadable) as caught:
        read_source(Path("-"))
    assert caught.value.parameters["file"] == "stdin"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_can_be_read_once_and_is_read_whole(tmp_path: Path) -> None:
    """`import <(zcat clients.gz)` gives a pipe: what was read to know the format must not be lost."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"name;phone\nAnna;1\n",))
    writer.start()
    found = read_source(path)
    writer.join()
    assert (found.path, found.tables[0].headers, found.tables[0].count) == (path, ("name", "phone"), 1)


def test_excels_lock_file_names_the_workbook(tmp_path: Path) -> None:
    """`*` in a shell picks it up while Excel is open."""
    with pytest.raises(SourceUnreadable) as caught:
        read_source(tmp_path / "~$клиенты.xlsx")
    assert (caught.value.code, caught.value.parameters["workbook"]) == ("source.excel_lock", "клиенты.xlsx")


def test_a_missing_file_is_a_usage_problem(tmp_path: Path) -> None:
    """Exit code 2 and the name, no traceback."""
    with pytest.raises(UsageProblem) as caught:
        read_source(tmp_path / "нет.csv")
    assert (caught.value.code, caught.value.parameters) == ("source.not_found", {"file": str(tmp_path / "нет.csv")})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder given where a file is meant is said, not a crash."""
    with pytest.raises(DiskProblem, match=r"disk\.unreadable|source\.no_permission"):
        read_source(tmp_path)


def test_a_forbidden_file_is_a_disk_problem(tmp_path: Path) -> None:
    """Without permission, or open in Excel on Windows: nothing is wrong with the file."""
    path = tmp_path / "x.csv"
    path.touch(mode=0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DiskProblem, match=r"source\.no_permission"):
        read_source(path)


@pytest.mark.parametrize(
    "data", [b"a;b\n1;2\n", b"BEGIN:VCARD\nFN:A\nEND:VCARD", b'[{"a": 1}]', b"<table><tr><td>1</table>"]
)
def test_a_file_without_sheets_has_no_sheet(tmp_path: Path, data: bytes) -> None:
    """A wanted sheet that cannot exist must not be passed over."""
    with pytest.raises(UsageProblem) as caught:
        read_source(written(tmp_path, data), sheet="Лист1")
    assert (caught.value.code, caught.value.parameters) == ("source.has_no_sheets", {"file": "x.csv", "sheet": "Лист1"})


def test_a_folder_gives_its_tables_by_name(tmp_path: Path) -> None:
    """Lock files, hidden files and pictures stay where they are."""
    names = ["a.csv", "b.XLSX", "c.tsv", "d.txt", "e.xlsm", "f.xls", "g.vcf", "h.jsonl", "i.csv.gz", "j.zip"]
    for name in (*names, "~$b.xlsx", ".x.csv", "f.png"):
        (tmp_path / name).touch()
    (tmp_path / "g.csv").mkdir()
    assert [path.name for path in source_files(tmp_path)] == names
    assert source_files(tmp_path / "f.png") == [tmp_path / "f.png"]


def test_standard_input_is_one_file() -> None:
    """`-` is no file on the disk and needs none."""
    assert source_files(Path("-")) == [Path("-")]


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


def test_a_sentence_is_filled(tmp_path: Path) -> None:
    """A parameter that the sentence names and nobody gives would show its braces."""
    cases: list[bytes] = [
        b"", b"%PDF", b'a;b\n"x;1\n', b"PK\x03\x04", b"a;b\x00\x01\x02", b'[{"a": }]', b'[{"a": 1}', b"<table><tr>",
        b"BEGIN:VCARD\nFN:A", b'{"a":' * 5000, b"\x1f\x8b\x08\x00",
        b'<?xml version="1.0"?><!DOCTYPE x><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ]  # fmt: skip
    for data in cases:
        with pytest.raises(ClientbaseError) as caught:
            read_source(written(tmp_path, data))
        said = messages.sentence("error", caught.value.code, **caught.value.parameters)
        assert "{" not in said.text + said.remedy
