"""Workbooks made to exhaust or to mislead: one sentence each, the command alive, nothing lost without a word."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest
import xlsxwriter

from clientbase.errors import ClientbaseError, SourceUnreadable
from clientbase.sources.detect import read_source
from clientbase.sources.tables import LostCell, SourceFile

SHARED = Path(__file__).parents[3] / "shared" / "data" / "files"
GROWING = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ha">{GROWING}]>'


def rewritten(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """Copy a zip with one text of one part replaced."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(name, data)
    return target


def saved(folder: Path, *rows: tuple[object, ...]) -> Path:
    """Save a workbook of these rows; its formulas are not computed."""
    book = openpyxl.Workbook()
    book.active.title = "Клиенты"
    for row in rows:
        book.active.append(row)
    path = folder / "clients.xlsx"
    book.save(path)
    return path


def ods(folder: Path, rows: str, head: str = "") -> Path:
    """Write an ODS of these rows."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content{spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Лист1">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    path = folder / "clients.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<?xml version="1.0"?><m:manifest xmlns:m="{space}"/>')
    return path


def test_formulas_that_nobody_computed_are_told(tmp_path: Path) -> None:
    """A program that writes formulas without results leaves cells that only look empty."""
    path = saved(tmp_path, ("Имя", "Сумма", "Итог"), ("Анна", 5, "=B2*2"), ("Ян", 7, '=IF(B3>1,"a&b","")'))
    (table,) = read_source(path).tables
    assert table.lost_cells == (LostCell(2, 3, "=B2*2"), LostCell(3, 3, '=IF(B3>1,"a&b","")'))


def test_a_formula_whose_result_is_an_empty_text_is_empty(tmp_path: Path) -> None:
    """Its result is known: nothing is lost."""
    path = saved(tmp_path, ("Имя", "Скидка"), ("Анна", '=""'), ("Ян", 5))
    known = rewritten(path, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", '<c r="B2"', '<c r="B2" t="str"')
    assert read_source(known).tables[0].lost_cells == ()


def test_a_workbook_of_uncomputed_formulas_alone_is_not_empty(tmp_path: Path) -> None:
    """A person who sees numbers in Excel must not hear that it is empty."""
    with pytest.raises(SourceUnreadable) as caught:
        read_source(saved(tmp_path, ("=1+1", "=2+2")))
    assert (caught.value.code, caught.value.parameters["count"]) == ("source.not_computed", 2)


def test_laughs_in_a_sheet_stay_small(tmp_path: Path) -> None:
    """A billion laughs: entities that grow tenfold nine times over."""
    path = saved(tmp_path, ("Имя", "Телефон"), ("Анна", "1"))
    plain = rewritten(path, tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "<worksheet", f"{LAUGHS}<worksheet")
    start = perf_counter()
    try:
        assert read_source(plain).tables[0].count == 1
    except SourceUnreadable as refused:
        assert refused.code in {"source.bad_workbook", "source.damaged", "source.too_large"}
    assert perf_counter() - start < 60


def test_laughs_in_an_ods_stay_small(tmp_path: Path) -> None:
    """The same in OpenDocument, used in a cell."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{cell.format(text)}</table:table-row>" for text in ("Имя", "&a9;"))
    try:
        (table,) = read_source(ods(tmp_path, rows, LAUGHS)).tables
    except SourceUnreadable as refused:
        assert refused.code in {"source.bad_workbook", "source.damaged", "source.too_large"}
    else:
        assert max(len(cell or "") for cell in table.rows.column("c1").to_pylist()) < 100


def test_an_ods_of_endless_rows_is_refused(tmp_path: Path) -> None:
    """One short element may stand for a billion cells."""
    cell = '<table:table-cell table:number-columns-repeated="999999" office:value-type="string"><text:p>x</text:p>'
    rows = f'<table:table-row table:number-rows-repeated="999999">{cell}</table:table-cell></table:table-row>'
    with pytest.raises(SourceUnreadable, match=r"source\.too_large"):
        read_source(ods(tmp_path, rows))


def test_lengths_of_time_are_hours(tmp_path: Path) -> None:
    """255 hours are no day in January 1900, in OpenDocument neither."""
    book = openpyxl.Workbook()
    for i, value in enumerate(("Время", 10 + 54_610 / 86_400, 0.5), start=1):
        book.active.cell(i, 1, value).number_format = "[h]:mm:ss"
    book.save(tmp_path / "x.xlsx")
    assert read_source(tmp_path / "x.xlsx").tables[0].rows.column("c1").to_pylist() == ["255:10:10", "12:00:00"]
    rows = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Время</text:p></table:table-cell>'
        '</table:table-row><table:table-row><table:table-cell office:value-type="time" '
        'office:time-value="PT30H05M00S"><text:p>30:05</text:p></table:table-cell></table:table-row>'
    )
    assert read_source(ods(tmp_path, rows)).tables[0].rows.column("c1").to_pylist() == ["30:05:00"]


def test_numbers_of_any_size_are_plain(tmp_path: Path) -> None:
    """Ids stay whole, no sum of tenths shows its tail, nothing has an exponent."""
    numbers = (79001234503, 0.1 + 0.2, 1234567890123456789, 1.5e-7, 1e22, -0.5)
    path = saved(tmp_path, ("Число",), *((number,) for number in numbers))
    found = read_source(path).tables[0].rows.column("c1").to_pylist()
    assert found[:2] == ["79001234503", "0.3"]
    assert [float(text) for text in found] == pytest.approx(numbers, rel=1e-14)
    assert not any("e" in text.lower() for text in found)


def test_inline_and_rich_texts_are_texts(tmp_path: Path) -> None:
    """Some exporters write texts into the cell itself, or in pieces of several looks."""
    path = saved(tmp_path, ("Имя", "Телефон"), ("Анна", "1"))
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    start = sheet.index('<c r="A2"')
    old = sheet[start : sheet.index("</c>", start) + 4]
    new = '<c r="A2" t="inlineStr"><is><r><t>Ан</t></r><r><t>на</t></r></is></c>'
    changed = rewritten(path, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", old, new)
    assert read_source(changed).tables[0].rows.column("c1").to_pylist() == ["Анна"]


def test_external_links_are_never_followed(tmp_path: Path) -> None:
    """A workbook may point anywhere; its last known value is what counts."""
    path = tmp_path / "clients.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Имя", "Сумма"))
        sheet.write_string(1, 0, "Анна")
        sheet.write_formula(1, 1, "='[http://example.com/x.xlsx]Лист1'!A1", value=7)
    assert read_source(path).tables[0].rows.column("c2").to_pylist() == ["7"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot end a child with its parent")
def test_a_killed_command_leaves_no_reader_behind(tmp_path: Path) -> None:
    """A reader left alone would go on eating memory."""
    path = tmp_path / "clients.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(60_000):
            sheet.write_row(row, 0, (f"Анна {row}", row, f"текст {row}"))
    code = (
        f"from pathlib import Path; from clientbase.sources.detect import read_source; read_source(Path({str(path)!r}))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = subprocess.Popen([sys.executable, "-c", code], env=environment)
    children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
    deadline = time.monotonic() + 60
    while not (readers := children.read_text().split()) and time.monotonic() < deadline:
        time.sleep(0.005)
    # Give the reader the moment in which it asks the system to end it.
    time.sleep(0.1)
    command.send_signal(signal.SIGKILL)
    command.wait()
    while any(is_running(int(reader)) for reader in readers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(is_running(int(reader)) for reader in readers)


def is_running(process: int) -> bool:
    """Tell whether a process lives; one that nobody has buried yet does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected files are not here")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("calamine/OOM_alloc3.xls", "source.damaged source.bad_workbook source.too_large"),
        ("calamine/issue_594_dos.ods", "source.too_large"),
        ("calamine/pass_protected.xlsx", "source.password"),
        ("calamine/pass_protected.xlsb", "source.password"),
        ("calamine/pass_protected.ods", "source.password"),
        ("calamine/issue_385.xls", "source.password"),
        ("calamine/issue252.xlsx", "source.bad_zip"),
        ("calamine/errors.xlsx", "source.not_computed"),
    ],
)
def test_collected_hostile_files_end_in_a_sentence(name: str, code: str) -> None:
    """Files that broke other readers."""
    start = perf_counter()
    with pytest.raises(ClientbaseError) as caught:
        read_source(SHARED / name)
    assert caught.value.code in code.split()
    assert perf_counter() - start < 60


def rows_of(file: SourceFile, sheet: str) -> dict[str, list[str]]:
    """Return the columns of one sheet's table."""
    found: dict[str, list[str]] = next(table.rows.table().to_pydict() for table in file.tables if table.sheet == sheet)
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected files are not here")
@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods", "xlsx"])
def test_the_four_kinds_read_alike(kind: str) -> None:
    """One workbook saved in four formats is one set of tables."""
    found = read_source(SHARED / "calamine" / f"issues.{kind}")
    usual = read_source(SHARED / "calamine" / "issues.xlsx")
    assert found.format == kind
    for sheet in ("issue2", "issue5", "issue6"):
        assert rows_of(found, sheet) == rows_of(usual, sheet)
    dates = read_source(SHARED / "calamine" / f"date.{kind}").tables[0].rows
    first = [dates.column(name).to_pylist()[0] for name in ("c1", "c2")]
    assert any(cell is not None and cell.startswith("2021-01-0") for cell in first)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected files are not here")
def test_numbers_of_a_chart_are_no_cells() -> None:
    """A chart on a sheet of an old workbook keeps its numbers where a reader may take them for the sheet's."""
    (report, _) = read_source(SHARED / "calamine" / "xls_cross_sheet_chart.xls").tables
    assert report.skipped[0].text == "HEADER TEXT A1"
    assert report.rows.column("c1").to_pylist()[-1] == "LABEL A8"
    assert report.rows.column("c2").to_pylist()[-1] == "VALUE C8"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected files are not here")
def test_a_sheet_that_cannot_be_read_is_told() -> None:
    """A chart sheet must not cost the tables beside it, nor go without a word."""
    found = read_source(SHARED / "calamine" / "any_sheets.xlsb")
    assert found.tables[0].sheet == "Visible"
    assert [(member.name, member.error.code) for member in found.left] == [("Chart", "source.bad_sheet")]
