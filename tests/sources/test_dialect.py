"""Delimiters, quotes and line ends: judged over the whole file, each record with its physical line."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable
from clientbase.sources.delimited import read_delimited
from clientbase.sources.dialect import DELIMITERS, NO_DELIMITER, Dialect, find_delimiter, find_dialect, sep_line
from clientbase.sources.records import Lines, Record, records


def parted(text: str, delimiter: str = ";") -> Iterator[Record]:
    """Yield the records of a text."""
    return records(Lines([text] if text else []), Dialect(delimiter))


def rows(text: str, delimiter: str = ";") -> list[tuple[int, int, list[str]]]:
    """Return number, line and cells of every record."""
    return [(record.number, record.line, record.cells) for record in parted(text, delimiter)]


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_each_delimiter_is_found(delimiter: str) -> None:
    """A file split at the wrong sign has no columns."""
    text = "\n".join(delimiter.join(cells) for cells in (["x", "y", "z"], ["a", "b", "c"], ["d", "e", "f"]))
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize("delimiter", ["^", "~", ":", " "])
def test_a_rare_delimiter_is_found(delimiter: str) -> None:
    """Signs that stand in any text part cells only where they part every record alike, below labels."""
    text = "\n".join(
        delimiter.join(cells) for cells in (["id", "name", "city"], ["1", "Ann", "Oslo"], ["2", "Bob", "Rome"])
    )
    assert find_delimiter(text) == delimiter


@pytest.mark.parametrize(
    "text",
    [
        "full name\nAnn Smith\nBob Jones\n",
        "time\n10:30\n11:45\n",
        "10:30\n11:45\n",
        "url\nhttp://a.example\nhttp://b.example\n",
        "note: free text\nfirst: one\nsecond\n",
        "Ann Mary Smith\nBob John Jones\n",
    ],
)
def test_signs_of_any_text_are_no_delimiters(text: str) -> None:
    """A list of names, times or addresses stays one column."""
    assert find_delimiter(text) == NO_DELIMITER


def test_columns_for_the_eye_are_refused() -> None:
    """Where only runs of spaces part the cells, nobody guesses: a blank cell would shift all that follow."""
    with pytest.raises(SourceUnreadable) as refused:
        find_delimiter("id   name   city\n1    Ann    Oslo\n30   Eve    Kiev\n")
    assert refused.value.code == "source.aligned"


def test_decimal_commas_do_not_win() -> None:
    """Every row but one split at its decimal comma: the trap that a CSV sniffer fell into."""
    text = "Имя;Сумма\n" + "Анна;1500,50\n" * 48 + "короткая\n"
    assert find_delimiter(text) == ";"


def test_decimal_commas_do_not_win_without_known_headers() -> None:
    """The header's names help, but the shape must be enough."""
    assert find_delimiter("раз;два\n" + "1,5;2,75\n" * 20) == ";"


def test_commas_inside_quotes_do_not_count() -> None:
    """Addresses are full of commas."""
    assert find_delimiter('q;w\n"a, b, c";1\n"d, e, f";2\n') == ";"


def test_one_column_has_no_delimiter() -> None:
    """A list of phones is a file too."""
    assert find_delimiter("Телефон\n+79161234567\n+79161234568\n") == NO_DELIMITER


def test_a_sep_line_is_read_and_measured() -> None:
    """Excel's own hint is no row."""
    assert sep_line("sep=;\r\nИмя;Телефон".encode()) == (";", 7)
    assert sep_line(b"separator;x") == ("", 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_physical_with_every_line_end(end: str) -> None:
    """The line in a message must be the one an editor shows, after cells of several lines too."""
    text = end.join(["a;b", f'"x{end}y";1', "", "c;2", ""])
    assert rows(text) == [(1, 1, ["a", "b"]), (2, 2, [f"x{end}y", "1"]), (3, 4, []), (4, 5, ["c", "2"])]


def test_stray_quotes_inside_a_cell_stay() -> None:
    """Inches and quoted firm names are values, not syntax."""
    assert rows('шланг 12";ООО "Роза"\n')[0][2] == ['шланг 12"', 'ООО "Роза"']


def test_text_behind_a_closing_quote_breaks_its_own_lines_only() -> None:
    """The value would lose its quotes, or swallow the next rows, in silence."""
    found = list(parted('a;b\n"Роза" ООО;1\n"Лютик;2\n"Мак";3\nc;4\n'))
    assert [(r.line, bool(r.broken)) for r in found] == [(1, False), (2, True), (3, True), (4, True), (5, False)]
    assert found[1].cells == ['"Роза" ООО;1']


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a;b\n"x;1\ny;2\n', 2),
        ('a;b\n"x\ny";"z\nw;2\n', 3),
        ('a;b\n1;2\n"p ""q""";шт 5";"\n', 3),
        ('"', 1),
    ],
)
def test_an_open_quote_is_refused_with_the_line_where_it_opens(text: str, line: int) -> None:
    """The rest of the file would become one cell."""
    with pytest.raises(SourceUnreadable) as caught:
        rows(text)
    assert (caught.value.code, caught.value.parameters["line"]) == ("source.open_quote", line)


@given(st.text(alphabet='ab";,\r\n\t '))
def test_any_text_gives_records_or_an_open_quote(text: str) -> None:
    """No mixture of quotes and line ends may end as a bug or lose a line."""
    try:
        found = list(parted(text))
    except SourceUnreadable as error:
        assert 1 <= int(str(error.parameters["line"])) <= len(io.StringIO(text, newline="").readlines())
        return
    assert [r.number for r in found] == list(range(1, len(found) + 1))
    assert [r.line for r in found] == sorted({r.line for r in found})


@given(
    st.lists(st.lists(st.text(alphabet='абв12";,\n '), min_size=2, max_size=4), min_size=1),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_a_writer_writes_comes_back(cells: list[list[str]], delimiter: str, end: str) -> None:
    """Every cell of a well-formed file is read as it was written."""
    stream = io.StringIO(newline="")
    # With CR line ends Python's writer forgets to quote an LF.
    style: Literal[0, 1] = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=style).writerows(cells)
    assert [record.cells for record in parted(stream.getvalue(), delimiter)] == cells


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('a;b\n1;said \\"yes\\"', 'said "yes"'),
        ('a;b\n1;"said \\"yes\\"; no"', 'said "yes"; no'),
        ('a;b\n1;\\"', '"'),
        ('a;b\n1;"C:\\temp \\"x\\""', 'C:\\temp "x"'),
        ('a;b\n1;"C:\\temp\\"', "C:\\temp\\"),
    ],
)
def test_backslashes_before_quotes_are_escapes_in_every_cell(tmp_path: Path, text: str, cell: str) -> None:
    """Quoted or not, in the last line too; other backslashes, and one that ends a cell, are the cell's own."""
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_delimited(path).tables[0].rows.column("c2").to_pylist() == [cell]


def test_apostrophes_around_every_cell_quote() -> None:
    """Some databases quote so; the cells would keep their quotes and break at their delimiters."""
    text = "'Имя';'Адрес'\r\n'Анна';'Омск; Мира, 1'\r\n'Пётр';'Томск\nЛенина, 2'\r\n"
    assert find_dialect(text) == Dialect(";", "'")
    assert find_dialect("'Имя';Адрес\nАнна;Омск\n").quote == '"'
