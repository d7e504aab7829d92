"""A page saved as .xls: every table, every cell in its place, whatever the page is like."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.html_tables import read_html
from clientbase.sources.tables import SourceTable

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=8)


def tables(folder: Path, page: str | bytes, sheet: str | None = None) -> tuple[SourceTable, ...]:
    """Write a page and return its tables."""
    path = folder / "clients.xls"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_html(path, sheet).tables


def rows(table: SourceTable) -> list[tuple[str | None, ...]]:
    """Return the cells of a table, row by row."""
    columns = [table.rows.column(f"c{i}").to_pylist() for i in range(1, len(table.headers) + 1)]
    return list(zip(*columns, strict=True))


def test_a_crm_export_is_read(tmp_path: Path) -> None:
    """Bitrix24 calls this an Excel file."""
    page = """<html><head><meta http-equiv="Content-type" content="text/html;charset=UTF-8" /></head><body>
    <table border="1"><thead><tr><th>ID</th><th>Имя</th><th>Рабочий телефон</th></tr></thead><tbody>
    <tr><td>1</td><td>Анна &amp; Ко</td><td>8&nbsp;916 <br/>8 917</td></tr>
    <tr><td>2</td><td></td><td>+7 (916) 1</td></tr></tbody></table></body></html>"""
    (table,) = tables(tmp_path, page)
    assert (table.sheet, table.headers, table.header_row) == ("", ("ID", "Имя", "Рабочий телефон"), 1)
    assert rows(table) == [("1", "Анна & Ко", "8\xa0916\n8 917"), ("2", None, "+7 (916) 1")]


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "koi8-r"])
def test_the_page_tells_its_encoding(tmp_path: Path, encoding: str) -> None:
    """What the page says of itself goes before any guess."""
    page = f"<meta charset={encoding}><table><tr><td>ФИО<td>Город<tr><td>Ян<td>Уфа</table>".encode(encoding)
    assert tables(tmp_path, page)[0].headers == ("ФИО", "Город")


def test_a_wrong_word_on_the_encoding_is_seen_through(tmp_path: Path) -> None:
    """A mail program converts the letters and leaves the word."""
    page = "<meta charset=us-ascii><table><tr><td>ФИО<td>Телефон<tr><td>Ян<td>1</table>".encode()
    assert tables(tmp_path, page)[0].headers == ("ФИО", "Телефон")


def test_left_out_closing_tags_are_understood(tmp_path: Path) -> None:
    """Browsers do, so exporters get away with it."""
    (table,) = tables(tmp_path, "<TABLE><TR><TH>name<TH>phone<TR><TD>Anna<TD>1<TR><TD>Ole<TD>2</TABLE>")
    assert (table.headers, rows(table)) == (("name", "phone"), [("Anna", "1"), ("Ole", "2")])


def test_spanning_cells_keep_the_others_in_place(tmp_path: Path) -> None:
    """A value under the wrong header is worse than none."""
    page = """<table><tr><th>name<th>phone<th>city</tr>
    <tr><td rowspan=2>Anna<td>1<td>Riga<tr><td>2<td>Tartu<tr><td colspan=2>Ole<td>Riga</table>"""
    assert rows(tables(tmp_path, page)[0]) == [
        ("Anna", "1", "Riga"),
        (None, "2", "Tartu"),
        ("Ole", None, "Riga"),
    ]


def test_each_table_is_offered_by_name(tmp_path: Path) -> None:
    """Captions name tables; two of one name stay two."""
    one = "<table><caption>Deals</caption><tr><th>order<tr><td>{}</table>"
    page = "<table><tr><th>name<tr><td>Anna</table>" + one.format(1) + one.format(2)
    assert [table.sheet for table in tables(tmp_path, page)] == ["table_1", "Deals", "Deals (2)"]
    assert rows(tables(tmp_path, page, "Deals (2)")[0]) == [("2",)]
    with pytest.raises(UsageProblem, match=r"source\.no_sheet"):
        tables(tmp_path, page, "Costs")


def test_a_frame_for_layout_is_no_table(tmp_path: Path) -> None:
    """Pages hold tables in tables to place them."""
    page = "<table><tr><td>Menu<td><table><tr><th>name<th>phone<tr><td>Anna<td>1</table></table>"
    (table,) = tables(tmp_path, page)
    assert (table.headers, rows(table)) == (("name", "phone"), [("Anna", "1")])


def test_numbers_shown_short_are_given_whole(tmp_path: Path) -> None:
    """Excel's own pages show a long phone as 7.92E+10 and keep the number beside it."""
    page = "<table><tr><td>phone<tr><td x:num='79161234567'>7.92E+10<tr><td x:num='5.5'>5,5 ₽</table>"
    assert rows(tables(tmp_path, page)[0]) == [("79161234567",), ("5,5 ₽",)]


def test_scripts_and_comments_are_not_seen(tmp_path: Path) -> None:
    """What a browser does not show is no value."""
    page = "<script>'<table>'</script><table><!-- <tr><td>x --><tr><td>name<style>td {}</style><tr><td>Anna</table>"
    (table,) = tables(tmp_path, page)
    assert (table.headers, rows(table)) == (("name",), [("Anna",)])


@pytest.mark.parametrize(
    "page", ["<table><tr><td>name", "<table><tr><td>x</table><!-- ", "<table><tr><td a='1>2</table>", "<table><script>"]
)
def test_a_page_that_breaks_off_is_refused(tmp_path: Path, page: str) -> None:
    """Half a page would give half the clients."""
    with pytest.raises(SourceUnreadable, match=r"source\.cut_off"):
        tables(tmp_path, page)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><p>Nothing</p></html>", "source.empty"),
        ("<table><tr><td>&nbsp;</table>", "source.empty"),
        ("<table><tr><td>" * 200, "source.too_deep"),
        ("<table><tr>" + "<td colspan=10000>x" * 3 + "</table>", "source.too_wide"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, page: str, code: str) -> None:
    """A report without a table, a page made to exhaust us."""
    with pytest.raises(SourceUnreadable) as caught:
        tables(tmp_path, page)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "clients.xls")


def test_entities_of_a_bomb_stay_words(tmp_path: Path) -> None:
    """A page may declare entities like XML; nobody expands them."""
    page = '<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "ha">]><table><tr><td>name<tr><td>&a;</table>'
    assert rows(tables(tmp_path, page)[0]) == [("&a;",)]


@pytest.mark.parametrize("piece", ["<", "<a ", "<td a='", '<td a="x" ', "<!--", "<!", "</", "&amp", "<script", "<td>="])
def test_time_grows_with_the_size_alone(tmp_path: Path, piece: str) -> None:
    """A page of one broken piece again and again must not take minutes."""
    start = process_time()
    with pytest.raises(SourceUnreadable):
        tables(tmp_path, "<table><tr><td" + piece * 100_000)
    assert process_time() - start < 60


@given(page=st.text("<>/='\"! -abtdrhle&;#x1 \n", max_size=200))
def test_any_page_gives_tables_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, page: str) -> None:
    """Nothing but our own refusal may rise."""
    try:
        tables(tmp_path_factory.mktemp("html"), page)
    except SourceUnreadable as refused:
        assert refused.code.startswith("source.")


@given(body=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, body: list[tuple[str, str]]) -> None:
    """Any letters come back, markup signs in them, too."""
    wanted = [tuple(cell.strip() or None for cell in row) for row in body if any(cell.strip() for cell in row)]
    lines = "".join(f"<tr><td>{n}<td>{escaped(a)}<td>{escaped(b)}" for n, (a, b) in enumerate(body))
    page = f"<meta charset=utf-8><table><tr><th>ID<th>Имя<th>Примечание{lines}</table>"
    (table,) = tables(tmp_path_factory.mktemp("html"), page)
    found = [row[1:] for row in rows(table) if any(row[1:])]
    padded = [row + (None,) * (2 - len(row)) for row in found]
    assert padded == wanted


def escaped(text: str) -> str:
    """Return text as it stands in a page."""
    return "".join(f"&#{ord(letter)};" if letter in "&<>\"'" else letter for letter in text)
