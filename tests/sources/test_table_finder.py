"""Where a table begins and ends in its cells; what is no data is noted, never lost."""

import tempfile
from pathlib import Path

import pytest

from clientbase.sources.delimited import read_delimited
from clientbase.sources.tables import SourceTable
from tests.conftest import read_as_file


def table(*lines: str) -> SourceTable:
    """Return the table of these lines, cells parted by semicolons."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text("\n".join(lines), encoding="utf-8", newline="")
        return read_delimited(path, "utf-8", ";").tables[0]


def first_cells(of: SourceTable) -> list[str]:
    """Return the first cell of every row."""
    values: list[str] = of.rows.column("c1").to_pylist()
    return values


def codes(of: SourceTable) -> list[tuple[int, str]]:
    """Return row and code of every note."""
    return [(note.row_number, note.code) for note in of.skipped]


@pytest.mark.parametrize(
    "title",
    [
        ["Отчёт по клиентам"],
        ["Отчёт", "", "Период: 2024"],
        ["Дата отчёта;01.02.2024;"],
        ["Организация;ООО Роза;", "Телефон;+7 495 123-45-67;", ""],
        ["Выгрузка", "за январь", "из CRM", "всё"],
    ],
)
def test_title_lines_are_noted_and_passed(title: list[str]) -> None:
    """Reports put their name and period above the header."""
    found = table(*title, "ФИО;Телефон;Сумма", "Анна;+79161234567;5", "Пётр;+79161234568;6")
    assert found.headers == ("ФИО", "Телефон", "Сумма")
    assert found.header_row == len(title) + 1
    assert codes(found) == [(i, "table.preamble") for i, line in enumerate(title, start=1) if line]
    assert first_cells(found) == ["Анна", "Пётр"]


def test_unknown_headers_over_values_are_headers() -> None:
    """A file of a trade we do not know still has a header."""
    found = table("Порода;Кличка;Вес", "Такса;Рекс;9", "Пудель;Чарли;7")
    assert (found.headers, found.header_row) == (("Порода", "Кличка", "Вес"), 1)


@pytest.mark.parametrize(
    "row",
    ["Анна;+79161234567;Омск", "Анна;a@b.ru;Омск", "Анна;12.05.1990;Омск", "Анна;1500,50;Омск", "Анна;;Омск"],
)
def test_data_in_the_first_row_is_data(row: str) -> None:
    """The first client must not become the header."""
    found = table(row, "Пётр;+79161234568;Томск", "Оля;+79161234569;Орск")
    assert (found.headers, found.header_row) == (("column_1", "column_2", "column_3"), 0)
    assert first_cells(found)[0] == "Анна"


def test_a_title_above_headerless_data_is_passed() -> None:
    """Without a header the table begins at its first wide row."""
    found = table("Список", "Анна;+79161234567;5", "Пётр;+79161234568;6")
    assert codes(found) == [(1, "table.preamble")]
    assert found.count == 2


def test_a_first_row_with_gaps_is_no_title() -> None:
    """Without a header, a client with few cells filled must not be taken for a title line."""
    rows = ["Анна;1;2024-01-05;;;;;", *["Пётр;1;2024-01-05;a;b;c;d;e"] * 9]
    assert table(*rows).count == 10


@pytest.mark.parametrize(
    "lines",
    [
        ["Музей;2011;2010", "Галерея;23,8;17,5", "Усадьба;закрыта;на ремонте", "Дворец;5;7"],
        ["location;2020;2021;2022", "Here;1;2;3", "There;4;5;6"],
        ["id;100022;100025", "id1;TRUE;FALSE", "id2;FALSE;FALSE"],
    ],
    ids=["years back", "years", "numbers over words"],
)
def test_numbers_may_be_headers(lines: list[str]) -> None:
    """Years in a line, and numbers over columns of something else, name columns; they are no first row of data."""
    found = table(*lines)
    assert (found.header_row, found.count) == (1, len(lines) - 1)
    assert found.headers == tuple(lines[0].split(";"))


@pytest.mark.parametrize(
    "lines",
    [
        ["Анна;1990;1991", "Пётр;1985;1986", "Оля;2001;2002"],
        ["Анна;15;16", "Пётр;2;3", "Оля;7;8"],
        ["id;1;2;3", "name;germany;france;spain", "population;83;66;47"],
    ],
    ids=["years below years", "numbers below numbers", "a table on its side"],
)
def test_numbers_over_their_like_are_data(lines: list[str]) -> None:
    """A first client with two years, and a table on its side, lose no row to a header."""
    found = table(*lines)
    assert (found.header_row, found.count, found.skipped) == (0, 3, ())


@pytest.mark.parametrize(
    "lines", [["1;2", "3;4", "5;6", "", "Это примечание"], ["1", "1,5", "ab", "нет", "2016-10-20"]]
)
def test_a_text_row_among_data_is_no_header(lines: list[str]) -> None:
    """In a narrow list without a header a later word must not swallow the rows above it."""
    found = table(*lines)
    assert (found.header_row, found.skipped) == (0, ())
    assert found.count == len([line for line in lines if line])


def test_comments_are_told_wherever_they_stand() -> None:
    """Lines that start with # are no header and no rows, wherever they stand; they do not make short rows usual."""
    comments = ["# выгрузка; 01.02", "# словарь", "# столбец 1"]
    found = table(*comments, "a;b;c", "x;1;q", "# середина", "y;2;w", "z;3;e", "# конец", "# и ещё")
    assert found.headers == ("a", "b", "c")
    assert first_cells(found) == ["x", "y", "z"]
    assert codes(found) == [(i, "table.preamble") for i in (1, 2, 3)] + [(i, "table.comment") for i in (6, 9, 10)]
    assert table("Хештег", "#чай", "#кофе").count == 2


@pytest.mark.parametrize("line", ["--;----;------", "===;===;===", ":---;:--:;---:"])
def test_a_line_of_dashes_below_the_header_is_no_row(line: str) -> None:
    """Database consoles and text tables draw a line there; a lone dash in a cell is how people write "none"."""
    found = table("a;b;c", line, "x;1;q", "-;-;-")
    assert codes(found) == [(2, "table.ruling")]
    assert first_cells(found) == ["x", "-"]


def test_equal_headers_over_numbers_are_headers() -> None:
    """Three columns called "a" are kept apart, and their header is no row."""
    assert table("a;a;a", "1;2;3", "4;5;6").headers == ("a", "a (2)", "a (3)")


@pytest.mark.parametrize(
    "lines", [["A-1;улун", "A-2;пуэр", "A-3;сенча"], ["a1", "a2", "a3"], ["Участок 7", "Участок 8"]]
)
def test_a_code_over_its_like_is_data(lines: list[str]) -> None:
    """Codes that differ by their digits are rows: the first of them must not become the header."""
    found = table(*lines)
    assert (found.header_row, found.count, found.skipped) == (0, len(lines), ())


def test_lines_of_a_form_above_the_table_are_no_header() -> None:
    """A label with a colon names a value beside it, not a column below it."""
    form = [f"Строка {i}:;значение" for i in "абвгдежзиклм"]
    found = table(*form, "Товар;Цвет;Вес", *["Чай;чёрный;50"] * 3)
    assert (found.header_row, found.count) == (13, 3)


def test_a_header_over_several_rows_is_joined() -> None:
    """Merged cells leave blanks: each column's texts are joined, and no line of the header becomes a row."""
    found = table(
        "Регион;Вклад;Изменение цены;", ";;;", ";;к прошлому кварталу;к базе (%)", ";(%);;", "A;B;C;D", "E;F;G;H"
    )
    assert found.headers == ("Регион", "Вклад (%)", "Изменение цены к прошлому кварталу", "Изменение цены к базе (%)")
    assert first_cells(found) == ["A", "E"]


def test_words_of_the_vocabulary_in_data_are_no_header() -> None:
    """A client whose role is "Клиент" must not end the search for a header."""
    found = table("Порода;Роль в деле", "Такса;Клиент", "Пудель;Поставщик")
    assert found.header_row == 1


def test_two_rows_of_headers_are_joined() -> None:
    """Merged cells of a report come as blanks to the right of their text."""
    found = table("ФИО;Контакты;;Город", ";Телефон;E-mail;", "Анна;+79161234567;a@b.ru;Омск")
    assert found.headers == ("ФИО", "Контакты Телефон", "Контакты E-mail", "Город")
    assert found.groups == ("", "Контакты", "Контакты", "")
    assert (found.header_row, found.count) == (2, 1)


def test_a_title_at_the_edge_is_no_group() -> None:
    """A merged title over the whole table must not stick to every header."""
    found = table("Наши клиенты;;", "ФИО;Телефон;Город", "Анна;+79161234567;Омск")
    assert found.headers == ("ФИО", "Телефон", "Город")


def test_a_gap_in_the_header_does_not_eat_the_first_row() -> None:
    """A second phone without a header of its own stands beside the first."""
    found = table("ФИО;Телефон;;Город", "Анна;+79161234567;+79161234568;Омск")
    assert found.headers == ("ФИО", "Телефон", "column_3", "Город")
    assert found.count == 1


def test_repeated_and_blank_headers_become_unique() -> None:
    """Two phones under one header are two columns."""
    found = table("Телефон;Телефон;Телефон (2);;Город;", "1;2;3;4;5;")
    assert found.headers == ("Телефон", "Телефон (3)", "Телефон (2)", "column_4", "Город")
    assert found.positions == (1, 2, 3, 4, 5)


def test_headers_are_trimmed_to_one_line() -> None:
    """Alt+Enter and spaces around a header are layout."""
    assert table('" Номер\nтелефона ";Город', "+79161234567;Омск").headers == ("Номер телефона", "Город")


def test_headers_repeated_inside_are_noted() -> None:
    """Reports repeat the header on each page."""
    found = table("ФИО;Сумма", "Анна;1", "ФИО;Сумма", "Пётр;2")
    assert codes(found) == [(3, "table.header_again")]
    assert found.count == 2


def test_values_equal_to_a_lone_unknown_header_stay() -> None:
    """In a list of one column a value may be the header's word."""
    assert table("Порода", "Такса", "Порода").count == 2


@pytest.mark.parametrize(
    "total",
    [
        "Итого;2;15",
        "Итого:;;15",
        "ИТОГО",
        ";Всего;15",
        "Итого по всем;—;15",
        "Total;;15",
        "Сумма:;;15",
        "Общий итог;;-",
    ],
)
def test_totals_at_the_end_are_noted(total: str) -> None:
    """A total taken as a sale doubles the revenue."""
    found = table("ФИО;Товар;Сумма", "Анна;Роза;7", "Пётр;Мак;8", total)
    assert codes(found) == [(4, "table.total")]
    assert found.count == 2


@pytest.mark.parametrize(
    "row", ["Total;+79161234567;5", "Total Energies;;5", "Всего хорошего;a@b.ru;1", "Total;01.02.2024;5"]
)
def test_a_client_called_total_stays(row: str) -> None:
    """A firm's name is no total when its row holds more than sums."""
    assert table("Компания;Телефон;Сумма", "Роза;+79161234568;7", row).count == 2


def test_a_total_in_the_middle_stays_data() -> None:
    """Only the end is sure to be a total; elsewhere nothing is left out."""
    assert table("ФИО;Сумма", "Анна;1", "Итого;1", "Пётр;2").count == 3


def test_a_row_of_spaces_is_blank_and_a_cell_of_spaces_is_kept() -> None:
    """Blank rows are layout; cells stay as written."""
    found = table("Имя;Город", "  ; ", " Анна ;  ")
    assert found.rows.table().to_pylist() == [{"row_number": 3, "line_number": 3, "c1": " Анна ", "c2": "  "}]


def test_yandex_direct_with_its_preamble_and_total() -> None:
    """The advertising report: four lines above the header, a total with dashes below."""
    found = table(
        "Отчёт",
        "Логин: shop",
        "Период: 01.01.2024 - 31.01.2024",
        "",
        "Дата;Кампания;№ Кампании;Показы;Клики;Расход (руб.)",
        "01.01.2024;Розы;M-123;100;5;150,50",
        "02.01.2024;Маки;M-124;200;6;170,00",
        "Итого;—;—;300;11;320,50",
    )
    assert (found.header_row, found.count) == (5, 2)
    assert codes(found)[-1] == (8, "table.total")


def tables(*lines: str) -> list[SourceTable]:
    """Return all tables of these lines."""
    return list(read_as_file("\n".join(lines).encode(), delimiter=";").tables)


def test_a_second_table_below_a_blank_line_is_one_of_its_own() -> None:
    """The orders below the clients would become clients."""
    found = tables("ФИО;Телефон", "Анна;+79161234567", "", "Номер заказа;Сумма", "7;100", "8;200")
    assert [(t.sheet, t.headers, t.header_row, t.count) for t in found] == [
        ("", ("ФИО", "Телефон"), 1, 1),
        ("table 2", ("Номер заказа", "Сумма"), 4, 2),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Отчёт", "", "ФИО;Телефон", "Анна;+79161234567"],
        ["ФИО;Телефон", "Анна;+79161234567", "", "ФИО;Телефон", "Пётр;+79161234568"],
        ["ФИО;Телефон", "Анна;+79161234567", "", "Пётр;+79161234568"],
        ["ФИО;Роль", "Анна;Клиент", "", "Оля;Клиент"],
        ["ФИО;Телефон", "Анна;+79161234567", "Номер заказа;Сумма", "7;100"],
    ],
)
def test_what_is_no_second_table_stays_one(lines: list[str]) -> None:
    """A title, a page break, a blank line or a word of the vocabulary must not cut a list in two."""
    assert len(tables(*lines)) == 1


def test_rows_torn_by_an_unquoted_line_end_are_no_habit() -> None:
    """Half a row filled up with blanks would be a client with another's data."""
    torn = ["Анна;1;Омск;при", "ехать"]
    found = table("Имя;Телефон;Город;Заметка;Код", *["Оля;2;Орск;нет;5"] * 6, *[torn[0], f"{torn[1]};7"] * 3)
    assert [m.code for m in found.misfits] == ["row.too_few_cells"] * 6
    assert found.rows.num_rows == 6


def test_rows_torn_in_the_middle_are_told_too() -> None:
    """Two halves of three cells are no row of five that lacks two."""
    torn = ["Анна;1;при", "ехать;7;Омск"]
    found = table("Имя;Телефон;Заметка;Код;Город", *["Оля;2;нет;5;Орск", *torn] * 5)
    assert (found.rows.num_rows, len(found.misfits), found.filled_up) == (5, 10, 0)


def test_a_total_with_its_currency_is_a_total() -> None:
    """The column of currencies has a word in every row."""
    found = table("Дата;Сумма;Валюта", "01.02.2026;7;RUB", "02.02.2026;8;RUB", "Итого;15;RUB")
    assert codes(found) == [(4, "table.total")]


def test_a_short_name_beside_a_firm_called_total_is_no_currency() -> None:
    """Bob of Total must not be left out as a sum."""
    assert table("Компания;Контакт;Сумма", "Роза;Анна;7", "Total;Bob;5").count == 2
