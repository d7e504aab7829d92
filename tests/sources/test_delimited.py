"""Text files: cells come out as they were written, at the right row and line, whatever the dialect."""

import csv
import io
import tempfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import ClientbaseError, SourceUnreadable
from clientbase.sources.delimited import read_delimited
from clientbase.sources.tables import SourceFile, SourceTable

HEADERS = ["ФИО", "Телефон", "Примечание"]
CELLS = st.text(alphabet="абвгдеёжзиклмнопрстуфхцчшщыьэюя АБВ12,;|\t\"'\n", max_size=12)


def source(text: str, encoding: str = "utf-8") -> SourceFile:
    """Read a text as a file of this encoding."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.csv"
        path.write_bytes(text.encode(encoding))
        return read_delimited(path)


def table(text: str) -> SourceTable:
    """Return the one table of a text."""
    return source(text).tables[0]


def cells(of: SourceTable) -> list[list[str | None]]:
    """Return the rows without their places."""
    return [list(row.values())[2:] for row in of.rows.table().to_pylist()]


@given(
    pairs=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"]),
    delimiter=st.sampled_from([";", ",", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoted=st.booleans(),
)
def test_written_cells_are_read_back(
    pairs: list[tuple[str, str]], encoding: str, delimiter: str, end: str, *, quoted: bool
) -> None:
    """Encoding, delimiter, line ends and quoting together must not change one character."""
    written = [["Анна Котова", a, b] for a, b in [("Пётр Первый, Москва", "Нижний Новгород"), *pairs]]
    stream = io.StringIO(newline="")
    # With CR line ends Python's writer forgets to quote an LF.
    style: Literal[0, 1] = csv.QUOTE_ALL if quoted or end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=style).writerows([HEADERS, *written])
    found = source(stream.getvalue(), encoding)
    assert (found.encoding, found.delimiter) == (encoding, delimiter)
    assert found.tables[0].headers == tuple(HEADERS)
    assert cells(found.tables[0]) == [[cell or None for cell in row] for row in written]


@given(st.text(alphabet='абв1@.;,"\n\r\t +-x=se|', max_size=60))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    """No text file may end as a bug, and every filled line must be a row, a note or a misfit."""
    try:
        found = table(text)
    except ClientbaseError:
        return
    taken = found.rows.column("line_number").to_pylist()
    assert len(set(taken)) == len(taken)
    assert len(found.rows.names) == 2 + len(found.headers) == 2 + len(found.positions)


def test_rows_and_lines_are_told_apart() -> None:
    """After a cell of two lines, the record's number and its line differ; a message needs both."""
    found = table('Имя;Телефон\n"Анна\nКотова";1\n\nПётр;2\n')
    assert found.rows.table(["row_number", "line_number"]).to_pylist() == [
        {"row_number": 2, "line_number": 2},
        {"row_number": 4, "line_number": 5},
    ]


def test_a_sep_line_moves_lines_but_not_rows() -> None:
    """Excel shows no row for it, an editor shows a line."""
    found = table("sep=;\r\nИмя;Телефон\r\nАнна;1\r\n")
    assert (
        found.header_row,
        found.rows.column("row_number")[0].as_py(),
        found.rows.column("line_number")[0].as_py(),
    ) == (1, 2, 3)


def test_a_long_row_is_a_misfit_and_blank_excess_is_not() -> None:
    """Cells shifted by an unquoted delimiter must not land in the wrong columns."""
    found = table("Имя;Телефон\nАнна;1;2\nПётр;2;;\nОля;3\n")
    assert [(m.row_number, m.cells, m.code) for m in found.misfits] == [(2, ("Анна", "1", "2"), "row.too_many_cells")]
    assert cells(found) == [["Пётр", "2"], ["Оля", "3"]]
    assert found.count == 3


def test_a_row_far_wider_than_the_rest_is_a_misfit_with_all_its_cells() -> None:
    """A late wide row must not lose what stands beyond the columns known so far."""
    found = table("Имя;Телефон\n" + "Анна;1\n" * 300 + "Пётр;2;3;4\n" + "Оля;5" + ";" * 9 + "\n")
    assert [m.cells for m in found.misfits] == [("Пётр", "2", "3", "4")]
    assert cells(found)[-1] == ["Оля", "5"]


def test_a_lone_short_row_is_a_misfit() -> None:
    """It is probably half of a broken line."""
    found = table("Имя;Телефон;Город\n" + "Анна;1;Омск\n" * 80 + "Пётр;2\n" * 2)
    assert [m.code for m in found.misfits] == ["row.too_few_cells"] * 2


def test_short_rows_by_habit_are_taken() -> None:
    """Some exporters leave out blank cells at the end of every row."""
    found = table("Имя;Телефон;Город\n" + "Анна;1;Омск\n" * 10 + "Пётр;2\n" * 3)
    assert found.misfits == ()
    assert cells(found)[-1] == ["Пётр", "2", None]


def test_a_delimiter_behind_the_header_is_no_column() -> None:
    """Many exports end each line with one."""
    found = table("Имя;Телефон;\nАнна;1;\nПётр;2;\n")
    assert found.headers == ("Имя", "Телефон")


def test_a_broken_quote_is_one_misfit() -> None:
    """One bad line must not take the file with it, nor be mended by guessing."""
    found = table('Имя;Телефон\n"Роза" ООО;1\nАнна;2\n')
    assert [(m.line_number, m.code) for m in found.misfits] == [(2, "row.bad_quote")]
    assert cells(found) == [["Анна", "2"]]


def test_a_header_without_rows_is_a_table() -> None:
    """An empty export is no error."""
    assert table("Имя;Телефон\n").count == 0


@pytest.mark.parametrize("text", ["", " \n\t\n", ";;\n;;\n", "\ufeff"])
def test_nothing_visible_is_empty(text: str) -> None:
    """A file of blanks must not become a table of nulls."""
    with pytest.raises(SourceUnreadable, match=r"source\.empty"):
        source(text)


def test_only_broken_lines_are_refused() -> None:
    """It is not empty, and saying so would send a person the wrong way."""
    with pytest.raises(SourceUnreadable, match=r"source\.bad_quotes"):
        source('"a"b;1\n"c"d;2\n')


def test_columns_without_end_are_refused() -> None:
    """A million delimiters must not cost a million arrays."""
    with pytest.raises(SourceUnreadable, match=r"source\.too_many_columns"):
        source("Имя" + ";" * 20_000 + "x\n")


def test_errors_name_the_file() -> None:
    """Of forty files in a folder, which?"""
    with pytest.raises(SourceUnreadable) as caught:
        source('a;b\n"x;1\n')
    assert caught.value.parameters == {"file": "clients.csv", "line": 2}


def test_a_person_may_name_encoding_and_delimiter(tmp_path: Path) -> None:
    """What was found wrong must be correctable."""
    path = tmp_path / "x.txt"
    path.write_bytes("имя:я\nанна:1\n".encode("cp866"))
    found = read_delimited(path, "cp866", ":")
    assert (found.encoding, found.delimiter, found.tables[0].headers) == ("cp866", ":", ("имя", "я"))
    assert len(found.sha256) == 64
