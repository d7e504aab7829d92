"""Workbooks: values as a person sees them, rows by sheet numbers, hostile files refused with the command alive."""

import datetime as dt
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from clientbase.errors import DiskProblem, SourceUnreadable, UsageProblem
from clientbase.sources import workbook_child
from clientbase.sources.tables import LostCell, SourceTable
from clientbase.sources.workbooks import Limits, read_workbook


@pytest.fixture
def workbook() -> openpyxl.Workbook:
    """Return a workbook with one blank sheet, "Клиенты"."""
    book = openpyxl.Workbook()
    book.active.title = "Клиенты"
    return book


def read(book: openpyxl.Workbook, folder: Path, sheet: str | None = None) -> tuple[SourceTable, ...]:
    """Save a workbook and return its tables."""
    path = folder / "клиенты.xlsx"
    book.save(path)
    return read_workbook(path, sheet=sheet).tables


def column(table: SourceTable, index: int) -> list[str | None]:
    """Return the values of one column, counted from 1."""
    values: list[str | None] = table.rows.column(f"c{index}").to_pylist()
    return values


def test_a_table_in_the_middle_of_a_sheet_keeps_its_places(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """The parser drops leading blank rows and columns; the numbers must still be the sheet's."""
    sheet = workbook.active
    for i, row in enumerate([("Имя", "Телефон"), ("Анна", "1"), (None, None), ("Пётр", "2")], start=5):
        sheet.cell(i, 2, row[0])
        sheet.cell(i, 3, row[1])
    (table,) = read(workbook, tmp_path)
    assert (table.sheet, table.headers, table.positions, table.header_row) == (
        "Клиенты",
        ("Имя", "Телефон"),
        (2, 3),
        5,
    )
    assert table.rows.column("row_number").to_pylist() == table.rows.column("line_number").to_pylist() == [6, 8]


def test_values_come_as_a_person_sees_them(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """Phones as numbers lose no digit and gain no ".0"; days are ISO days; text stays as it is."""
    sheet = workbook.active
    sheet.append(["ФИО", "Телефон", "Дата", "Согласие", "Сумма"])
    sheet.append([" Анна ", 79161234567, dt.date(2024, 1, 5), True, 1500.5])
    sheet.append(["Пётр", 89161234568.0, dt.datetime(2024, 1, 5, 14, 30), False, 0.1 + 0.2])
    sheet.append(["Оля", "007", dt.time(9, 30), None, 100000])
    (table,) = read(workbook, tmp_path)
    assert column(table, 1) == [" Анна ", "Пётр", "Оля"]
    assert column(table, 2) == ["79161234567", "89161234568", "007"]
    assert column(table, 3) == ["2024-01-05", "2024-01-05 14:30:00", "09:30:00"]
    assert column(table, 4) == ["true", "false", None]
    assert column(table, 5) == ["1500.5", "0.3", "100000"]


def test_merged_headers_over_two_rows(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """Reports merge "Контакты" over its columns and a name over two rows."""
    sheet = workbook.active
    sheet.append(["Клиенты за год"])
    sheet.append(["ФИО", "Контакты", None, "Город"])
    sheet.append([None, "Телефон", "E-mail", None])
    sheet.append(["Анна", 79161234567, "a@b.ru", "Омск"])
    sheet.append(["Итого", None, None, 1])
    for merged in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(merged)
    (table,) = read(workbook, tmp_path)
    assert table.headers == ("ФИО", "Контакты Телефон", "Контакты E-mail", "Город")
    assert [(note.row_number, note.code) for note in table.skipped] == [(1, "table.preamble"), (5, "table.total")]
    assert table.count == 1


def test_hidden_and_empty_sheets(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """A hidden sheet is somebody's scratch paper: read, but last; an empty one is none."""
    hidden = workbook.create_sheet("Старое", 0)
    hidden.append(["Имя"])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("Пусто")
    workbook["Клиенты"].append(["Имя"])
    workbook.active = 1
    tables = read(workbook, tmp_path)
    assert [(table.sheet, table.is_hidden) for table in tables] == [("Клиенты", False), ("Старое", True)]


def test_one_sheet_may_be_wanted(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """A wrong sheet name must name the right ones."""
    workbook["Клиенты"].append(["Имя"])
    workbook.create_sheet("Сделки").append(["Заказ"])
    assert [table.sheet for table in read(workbook, tmp_path, "Сделки")] == ["Сделки"]
    with pytest.raises(UsageProblem) as caught:
        read(workbook, tmp_path, "Сделка")
    assert caught.value.code == "source.no_sheet"
    assert caught.value.parameters == {"file": "клиенты.xlsx", "sheet": "Сделка", "known": "Клиенты, Сделки"}


def test_errors_of_formulas_are_told(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """A value lost to #DIV/0! must not look like a cell that was never filled."""
    sheet = workbook.active
    for row in (["Имя", "Сумма"], ["Анна", "#DIV/0!"], ["Пётр", "#N/A"], ["Оля", 5]):
        sheet.append(row)
    (table,) = read(workbook, tmp_path)
    assert column(table, 2) == [None, None, "5"]
    assert table.lost_cells == (LostCell(2, 2, "#DIV/0!"), LostCell(3, 2, "#N/A"))


def test_a_blank_workbook_is_empty(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """Nothing to take is said, not silently done."""
    with pytest.raises(SourceUnreadable, match=r"source\.empty"):
        read(workbook, tmp_path)


def test_a_far_cell_cannot_end_the_command(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """Two cells at the corners of a sheet make the parser ask for 549 GB and abort its process."""
    workbook.active["A1"] = "x"
    workbook.active["XFD1048576"] = "y"
    with pytest.raises(SourceUnreadable, match=r"source\.too_large"):
        read(workbook, tmp_path)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(seconds=0.001), "source.time_limit"),
        (Limits(memory=60 * 2**20), "source.too_large"),
        (Limits(unpacked=100), "source.zip_bomb"),
    ],
)
def test_limits_hold(workbook: openpyxl.Workbook, tmp_path: Path, limits: Limits, code: str) -> None:
    """Time, memory and size each end in a sentence, not in a machine that hangs."""
    workbook.active.append(["Имя"])
    path = tmp_path / "x.xlsx"
    workbook.save(path)
    with pytest.raises(SourceUnreadable) as caught:
        read_workbook(path, limits=limits)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "x.xlsx")


def test_a_swollen_zip_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """Sixty megabytes of one letter in sixty kilobytes."""
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"a" * 60 * 2**20)
    with pytest.raises(SourceUnreadable, match=r"source\.zip_bomb"):
        read_workbook(path)


def zipped(**parts: str) -> bytes:
    """Return an uncompressed zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(a="sound")[:40], "source.bad_zip"),
        (zipped(a="sound").replace(b"sound", b"SOUND"), "source.bad_zip"),
        (zipped(a="sound"), "source.bad_workbook"),
    ],
    ids=["torn", "spoilt", "no workbook"],
)
def test_broken_workbooks_are_refused_by_name(tmp_path: Path, data: bytes, code: str) -> None:
    """A truncated download, a wrong checksum (the parser would take it), no workbook at all."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable) as caught:
        read_workbook(path)
    assert caught.value.code == code


def test_a_missing_workbook_and_a_folder(tmp_path: Path) -> None:
    """The commonest mistake of all is a typo in the name."""
    with pytest.raises(UsageProblem, match=r"source\.not_found"):
        read_workbook(tmp_path / "x.xlsx")
    with pytest.raises(DiskProblem, match=r"disk\.unreadable|source\.no_permission"):
        read_workbook(tmp_path)


def test_modules_beside_the_data_are_not_run(
    workbook: openpyxl.Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A json.py in the folder of a downloaded file must never be executed."""
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    workbook.active.append(["Имя"])
    assert len(read(workbook, tmp_path)) == 1


def test_the_child_says_what_is_wrong(tmp_path: Path) -> None:
    """Its exit code and its words are all that the parent learns."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    command = [sys.executable, "-P", "-m", workbook_child.__name__, str(path), str(tmp_path), str(2**32), "60", ""]
    child = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}, capture_output=True, check=False
    )
    assert child.returncode == workbook_child.WRONG_FILE
    assert (tmp_path / workbook_child.FAILURE_FILE).read_text(encoding="utf-8")


def test_long_decimals_keep_their_digits(workbook: openpyxl.Workbook, tmp_path: Path) -> None:
    """The parser rounds numbers to nine decimals where it makes texts of them; a text that looks so stays as it is."""
    sheet = workbook.active
    for row in [
        ("Широта", "Ставка", "Заметка"),
        (55.755864512345, 0.1 + 0.2, "1.23456789"),
        ("нет", 4.51119775197299, "1.2000000"),
        (-0.778151250383644, 1500.5, "текст"),
    ]:
        sheet.append(row)
    (table,) = read(workbook, tmp_path)
    assert column(table, 1) == ["55.755864512345", "нет", "-0.778151250383644"]
    assert column(table, 2) == ["0.3", "4.51119775197299", "1500.5"]
    assert column(table, 3) == ["1.23456789", "1.2000000", "текст"]
