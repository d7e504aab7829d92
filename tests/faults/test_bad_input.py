"""What is wrong with a file, a base, the settings or a call is told in a sentence; nothing half-made is left."""

import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.conftest import Cli, listing
from tests.faults.conftest import HEADER, PEOPLE, Prepare, assert_one_sentence, raw, text

ORDERS = "Номер заказа;Дата;Телефон;Сумма\n1;01.02.2026;+79161234567;сто\n2;вчера;+79161234567;100\n"
GOOD_SEGMENT = "title = 'Все'\nwhere = 'city is not empty'\n"

#: A workbook with two cells, at the two ends of the largest sheet there can be: 17 billion cells in 1.4 KB.
FAR_CELL = {
    "[Content_Types].xml": (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="xl/workbook.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        "</sheetData></worksheet>"
    ),
}


def nothing(folder: Path) -> None:
    """Prepare nothing."""


def empty_folder(folder: Path) -> None:
    """Make a folder without files."""
    (folder / "empty").mkdir()


def far_cell(folder: Path) -> None:
    """Make the workbook that asks its reader for half a terabyte."""
    with zipfile.ZipFile(folder / "far.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in FAR_CELL.items():
            archive.writestr(name, content)
    assert (folder / "far.xlsx").stat().st_size < 2000


def cut_workbook(folder: Path) -> None:
    """Make a workbook whose download broke off."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["ФИО", "Телефон"])
    book.save(folder / "whole.xlsx")
    whole = (folder / "whole.xlsx").read_bytes()
    (folder / "cut.xlsx").write_bytes(whole[: len(whole) // 2])


def newer_base(folder: Path) -> None:
    """Let the base be of a version to come."""
    with duckdb.connect(folder / "base" / "clients.duckdb") as connection:
        connection.execute("update schema_info set version = 999")


def damaged_base(folder: Path) -> None:
    """Overwrite the beginning of the database."""
    with (folder / "base" / "clients.duckdb").open("r+b") as database:
        database.write(b"\0" * 5000)


def without_database(folder: Path) -> None:
    """Leave settings and segments, as a clone from git has them, without the database."""
    (folder / "base" / "clients.duckdb").unlink()


CASES: dict[str, tuple[Prepare, str, int, str]] = {
    # what a person types wrong
    "no such file": (nothing, "import nosuch.csv", 2, "nosuch.csv"),
    "a folder without files": (empty_folder, "import empty", 2, "empty"),
    "an unknown option": (nothing, "import --bsae x", 2, "--base"),
    "an unknown option far from any": (nothing, "status --zzz", 2, "--help"),
    "an unknown command": (nothing, "frobnicate", 2, "frobnicate"),
    "no argument": (nothing, "import", 2, "FILE"),
    "an argument too many": (nothing, "status quickly", 2, "quickly"),
    "an option without its value": (nothing, "status --wait", 2, "--wait"),
    "a format that there is not": (nothing, "status --format xml", 2, "--format"),
    "a number that is none": (nothing, "status --wait long", 2, "--wait"),
    "a day that there is not": (nothing, "levels --as-of 2026-02-30", 2, "2026-02-30"),
    "an unknown kind": (text("p.csv", PEOPLE), "import p.csv --as people", 2, "contacts"),
    "a map without a sign": (text("p.csv", PEOPLE), "import p.csv --map ФИО", 2, "="),
    "a map to no field": (text("p.csv", PEOPLE), "import p.csv --map ФИО=fulname", 2, "full_name"),
    "a map from no column": (text("p.csv", PEOPLE), "import p.csv --map Имя=full_name", 2, "ФИО"),
    "a share that is none": (text("p.csv", PEOPLE), "import p.csv --max-rejects many", 2, "10%"),
    "no base": (nothing, "status --base nowhere", 2, "nowhere"),
    "a base again": (nothing, "init base", 2, "base"),
    "a country that is none": (nothing, "init other --country Russia", 2, "RU"),
    "no such segment": (text("base/segments/all.toml", GOOD_SEGMENT), "segment al", 2, "all"),
    # what is wrong with a file
    "an empty file": (raw("zero.csv", b""), "import zero.csv", 3, "zero.csv"),
    "a binary file": (raw("photo.csv", bytes(range(256)) * 20), "import photo.csv", 3, "photo.csv"),
    "a picture": (raw("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100)), "import photo.png", 3, "PNG"),
    "no known column": (text("odd.csv", "a;b\nx-1;y-1\nx-2;y-2\n"), "import odd.csv", 3, "--map"),
    "a file open in Excel": (raw("~$book.xlsx", b"\x04user"), "import ~$book.xlsx", 3, "book.xlsx"),
    "a broken workbook": (cut_workbook, "import cut.xlsx", 3, "cut.xlsx"),
    "a workbook that is a text": (text("fake.xlsx", "PK\x03\x04 not a zip"), "import fake.xlsx", 3, "fake.xlsx"),
    "a cell at the end of the world": (far_cell, "import far.xlsx", 3, "far.xlsx"),
    "no such sheet": (cut_workbook, "inspect whole.xlsx --sheet Май", 2, "Sheet"),
    "the same for clean": (raw("zero.csv", b""), "clean zero.csv", 3, "zero.csv"),
    "the same for inspect": (far_cell, "inspect far.xlsx", 3, "far.xlsx"),
    # what is wrong with the base
    "a newer base": (newer_base, "status", 2, "999"),
    "a newer base to write to": (newer_base, "refresh", 2, "999"),
    "a damaged base": (damaged_base, "levels", 6, "backups/"),
    "a damaged base to write to": (damaged_base, "dedupe", 6, "backups/"),
    "no database": (without_database, "status", 2, "clients.duckdb"),
    # what is wrong with the settings
    "broken settings": (text("base/clientbase.toml", "country = \n"), "status", 2, "line 1"),
    "settings not in UTF-8": (raw("base/clientbase.toml", 'inbox = "Вход"'.encode("cp1251")), "status", 2, "UTF-8"),
    "an unknown key": (text("base/clientbase.toml", 'contry = "RU"\n'), "status", 2, "country"),
    "a wrong value": (text("base/clientbase.toml", 'country = "Russia"\n'), "status", 2, "RU"),
    "a broken segment file": (text("base/segments/x.toml", "where = \n"), "segment", 2, "x.toml"),
    "a broken condition": (text("base/segments/x.toml", "title = 'x'\nwhere = 'city = '\n"), "segment", 2, "x.toml"),
    "an unknown field": (text("base/segments/x.toml", "title = 'x'\nwhere = 'cyti = \"a\"'\n"), "segment", 2, "city"),
    # what stands in the way of writing
    "a folder below a file": (text("file", ""), "init file/base", 6, "file"),
    "a demo below a file": (text("file", ""), "demo file/demo", 6, "file"),
    "clean into a file": (
        lambda f: [text("p.csv", PEOPLE)(f), text("file", "")(f)][0],
        "clean p.csv -o file/x",
        6,
        "file",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_told_in_one_sentence(own: Cli, name: str) -> None:
    """The person learns what, where and what to do; the shell gets the code; the folder stays as it was."""
    prepare, words, code, told = CASES[name]
    prepare(own.folder)
    before = listing(own.folder)
    ends = {language: own.run("--lang", language, *words.split()) for language in ("en", "ru")}
    for language, end in ends.items():
        assert (end.code, end.out) == (code, ""), end.err
        assert_one_sentence(end.err, language)
    assert told in ends["en"].err
    assert listing(own.folder) == before


@pytest.mark.parametrize("command", ["import", "clean", "inspect"])
def test_a_header_without_rows_is_no_error(own: Cli, command: str) -> None:
    """An empty export of a quiet day does not stop a nightly job; a warning says what it was."""
    text("header.csv", HEADER)(own.folder)
    result = own.done(command, "header.csv")
    if command == "import":
        assert result.err.count("Warning") == 1
        assert own.done("imports", "--format", "json").data[0]["rows_read"] == 0


def test_too_many_rejects_write_nothing_but_rejects(own: Cli) -> None:
    """A wrong file does not get into the base half; its rows wait in rejects/ with their reasons."""
    text("bad.csv", ORDERS)(own.folder)
    before = listing(own.folder)
    result = own.run("import", "bad.csv")
    assert result.code == 4
    assert_one_sentence(result.err, "en")
    assert "2 of 2" in result.err
    after = listing(own.folder)
    (rejects,) = after.keys() - before.keys()
    assert rejects.startswith("base/rejects/")
    assert rejects.removeprefix("base/") in result.err
    assert before.items() <= after.items()
    assert own.run("import", "bad.csv", "--max-rejects", "100%").code == 0


def test_one_bad_file_of_several_stops_all(own: Cli) -> None:
    """`import a.csv b.csv` is one act: a good file beside a bad one is not taken alone."""
    text("good.csv", PEOPLE)(own.folder)
    raw("zero.csv", b"")(own.folder)
    before = listing(own.folder)
    assert own.run("import", "good.csv", "zero.csv").code == 3
    assert listing(own.folder) == before


def test_a_bug_is_told_and_not_dumped(own: Cli) -> None:
    """Even our own mistake is a sentence with code 1; -v shows where it is."""
    script = """
import sys
from clientbase.workflows import status
status.imports = lambda base, **_: 1 / 0
from clientbase.cli import run
sys.argv[:1] = ["clientbase"]
run()
"""
    result = own.run_python("-c", script, "imports")
    assert result.code == 1
    assert_one_sentence(result.err, "en")
    assert "ZeroDivisionError" in result.err
    loud = own.run_python("-c", script, "imports", "-v")
    assert loud.code == 1
    assert "Traceback" in loud.err
