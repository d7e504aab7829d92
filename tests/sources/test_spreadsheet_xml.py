"""XML Spreadsheet 2003: cells in their places, values as a person sees them, no entity ever expanded."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.spreadsheet_xml import read_spreadsheet_xml
from clientbase.sources.tables import LostCell, SourceTable

HEAD = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def book(*sheets: tuple[str, str], hidden: str = "") -> str:
    """Return a workbook of sheets, each a name and its rows; one may be hidden."""
    parts = [
        f'<Worksheet ss:Name="{name}"><Table>{rows}</Table><x:WorksheetOptions>'
        f"<x:Visible>{'SheetHidden' if name == hidden else 'SheetVisible'}</x:Visible></x:WorksheetOptions></Worksheet>"
        for name, rows in sheets
    ]
    return f'<?xml version="1.0"?>{HEAD}{"".join(parts)}</Workbook>'


def row(*values: str, kind: str = "String", place: str = "") -> str:
    """Return a row of cells of one type."""
    cells = "".join(f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>' for value in values)
    return f"<Row {place}>{cells}</Row>"


def tables(folder: Path, text: str | bytes, sheet: str | None = None) -> tuple[SourceTable, ...]:
    """Write a workbook and return its tables."""
    path = folder / "clients.xls"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_spreadsheet_xml(path, sheet).tables


def cells(table: SourceTable) -> list[tuple[str | None, ...]]:
    """Return the cells of a table, row by row."""
    columns = [table.rows.column(f"c{i}").to_pylist() for i in range(1, len(table.headers) + 1)]
    return list(zip(*columns, strict=True))


def test_values_come_as_a_person_sees_them(tmp_path: Path) -> None:
    """Phones lose no digit, days no midnight; rich text is one text."""
    rich = '<Cell><Data ss:Type="String">А<B xmlns="http://www.w3.org/TR/REC-html40">н</B>на</Data></Cell>'
    typed = [
        ("Number", "7.9161234567E10"), ("DateTime", "2024-01-05T00:00:00.000"), ("DateTime", "1899-12-31T09:30:00.000"),
        ("DateTime", "2024-01-05T14:30:00.000"), ("Boolean", "1"), ("Number", "1500.50"),
    ]  # fmt: skip
    data = "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in typed)
    text = book(
        ("Клиенты", row("ФИО", "Телефон", "Дата", "Время", "Создан", "Согласие", "Сумма") + f"<Row>{rich}{data}</Row>")
    )
    (table,) = tables(tmp_path, text)
    assert table.sheet == "Клиенты"
    assert cells(table) == [("Анна", "79161234567", "2024-01-05", "09:30:00", "2024-01-05 14:30:00", "true", "1500.50")]


def test_left_out_and_merged_cells_keep_the_others_in_place(tmp_path: Path) -> None:
    """A value under the wrong header is worse than none; row numbers are the sheet's."""
    rows = (
        row("Имя", "Телефон", "Город", place='ss:Index="3"')
        + '<Row><Cell ss:MergeDown="1"><Data ss:Type="String">Анна</Data></Cell>'
        '<Cell ss:Index="3"><Data ss:Type="String">Омск</Data></Cell></Row>'
        + row("1", "Томск")
        + '<Row ss:Index="8"><Cell ss:MergeAcross="1"><Data ss:Type="String">Ян</Data></Cell>'
        '<Cell><Data ss:Type="String">Уфа</Data></Cell></Row>'
    )
    (table,) = tables(tmp_path, book(("Лист1", rows)))
    assert cells(table) == [("Анна", None, "Омск"), (None, "1", "Томск"), ("Ян", None, "Уфа")]
    assert (table.header_row, table.rows.column("row_number").to_pylist()) == (3, [4, 5, 8])


def test_sheets_are_offered_by_name_and_hidden_ones_last(tmp_path: Path) -> None:
    """As in any workbook."""
    text = book(("Старое", row("Имя")), ("Клиенты", row("Имя") + row("Анна")), ("Пусто", ""), hidden="Старое")
    assert [(table.sheet, table.is_hidden) for table in tables(tmp_path, text)] == [
        ("Клиенты", False),
        ("Старое", True),
    ]
    assert [table.sheet for table in tables(tmp_path, text, "Старое")] == ["Старое"]
    with pytest.raises(UsageProblem, match=r"source\.no_sheet"):
        tables(tmp_path, text, "Лист9")


def test_errors_of_formulas_are_told(tmp_path: Path) -> None:
    """A value lost to #DIV/0! must not look like a cell that was never filled."""
    rows = row("Имя", "Сумма") + row("Анна", "1") + row("Ян", "#DIV/0!", kind="Error")
    (table,) = tables(tmp_path, book(("Лист1", rows)))
    assert table.lost_cells == (LostCell(3, 1, "Ян"), LostCell(3, 2, "#DIV/0!"))


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "utf-8"])
def test_the_declared_encoding_counts(tmp_path: Path, encoding: str) -> None:
    """Old exporters write Windows-1251 and say so."""
    text = book(("Лист1", row("ФИО", "Город") + row("Анна", "Уфа")))
    data = text.replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding)
    assert cells(tables(tmp_path, data)[0]) == [("Анна", "Уфа")]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f'<?xml version="1.0"?>{BOMB}{HEAD}</Workbook>', "source.xml_entities"),
        (book(("Лист1", row("Имя")))[:-30], "source.bad_workbook"),
        (book(("Лист1", row("Имя", place='ss:Index="99999999"'))), "source.bad_workbook"),
        (book(("Лист1", row("a", place='ss:Index="5"') + row("b", place='ss:Index="5"'))), "source.bad_workbook"),
        (book(("Лист1", row("&nothing;"))), "source.bad_workbook"),
        (book(("Лист1", "")), "source.empty"),
    ],
)
def test_hostile_and_broken_books_are_refused(tmp_path: Path, text: str, code: str) -> None:
    """Entities that grow, a cut file, rows beyond any sheet."""
    with pytest.raises(SourceUnreadable) as caught:
        tables(tmp_path, text)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "clients.xls")


@given(body=st.lists(st.tuples(*[st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6)] * 2), max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, body: list[tuple[str, str]]) -> None:
    """Any letters come back, markup signs in them, too."""
    kept = [pair for pair in body if all(letter < "\ufffe" or letter > "\uffff" for text in pair for letter in text)]
    rows = row("ID", "Имя", "Примечание") + "".join(row(str(n), *map(escaped, pair)) for n, pair in enumerate(kept))
    (table,) = tables(tmp_path_factory.mktemp("xml"), book(("Лист1", rows)))
    found = [each[1:] + (None,) * (3 - len(each)) for each in cells(table)]
    assert found == [tuple(text or None for text in pair) for pair in kept]


def escaped(text: str) -> str:
    """Return text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
