"""inspect: the rows as they were read, for anybody to compare; and what is odd in a file, for a person to see."""

import csv
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Cli, listing

CLIENTS = (
    "Выгрузка клиентов;;;\r\n"
    "Имя;Телефон;Дата рождения;Сумма\r\n"
    ' Анна ;8 916 123-45-67;01.02.1990;"1 500,50"\r\n'
    "Имя;Телефон;Дата рождения;Сумма\r\n"
    '"Пётр ""Кот""\r\nКотов";;02.03.1991;\r\n'
    "Олег;1;2;3;лишнее\r\n"
    "Юлия;;завтра;'0012\r\n"
    "Вера;;03.04.1992;\r\n"
    "Нина;;04.05.1993;\r\n"
    "Ира;;05.06.1994;\r\n"
    "Зоя;;06.07.1995;\r\n"
    "Итого;;;1500,50\r\n"
)


@pytest.fixture
def clients(cli: Cli) -> Path:
    """A messy text file in cp1251."""
    path = cli.folder / "clients.csv"
    path.write_bytes(CLIENTS.encode("cp1251"))
    return path


def stdout_bytes(cli: Cli, *words: object) -> bytes:
    """Return the very bytes that a command wrote to stdout."""
    command = [sys.executable, "-m", "clientbase", *map(str, words)]
    return subprocess.run(command, cwd=cli.folder, env=cli.environment, stdout=subprocess.PIPE, check=True).stdout


def test_rows_come_out_as_they_were_written(cli: Cli, clients: Path) -> None:
    """Header, then rows in RFC 4180: CRLF, UTF-8 without a mark, doubled quotes, spaces and line ends kept."""
    assert stdout_bytes(cli, "inspect", clients, "--rows", "2", "--format", "csv").decode("utf-8") == (
        "Имя,Телефон,Дата рождения,Сумма\r\n"
        ' Анна ,8 916 123-45-67,01.02.1990,"1 500,50"\r\n'
        '"Пётр ""Кот""\r\nКотов",,02.03.1991,\r\n'
    )


def test_rows_that_are_not_taken_are_told(cli: Cli, clients: Path) -> None:
    """Title, repeated header, misfit and total each get a line with their physical line and the reason."""
    result = cli.done("inspect", clients, "--rows", "all", "--format", "csv")
    assert [row["Имя"] for row in result.rows][2:] == ["Юлия", "Вера", "Нина", "Ира", "Зоя"]
    told = [line for line in result.err.splitlines() if line.startswith("clients.csv:")]
    assert [line.split(" · ")[0] for line in told] == [f"clients.csv:{line}" for line in (1, 4, 7, 13)]
    assert "more cells than the header" in told[2]
    assert told[2].endswith("лишнее")


def test_rows_as_json_are_one_array(cli: Cli, clients: Path) -> None:
    """An empty cell is null, and the keys are the headers."""
    data = cli.done("inspect", clients, "--rows", "all", "--format", "json").data
    assert len(data) == 7
    assert data[1] == {
        "Имя": 'Пётр "Кот"\r\nКотов',
        "Телефон": None,
        "Дата рождения": "02.03.1991",
        "Сумма": None,
    }
    assert cli.done("inspect", clients, "--rows", "0", "--format", "json").data == []


def test_a_preview_fits_the_screen(cli: Cli) -> None:
    """A wide table is shown to a person without lines that break over; what is left out is counted."""
    wide = io.StringIO()
    csv.writer(wide).writerows([[f"header {n}" for n in range(30)], *([["a long value " * 9] * 30] * 5)])
    (cli.folder / "wide.csv").write_text(wide.getvalue(), encoding="utf-8", newline="")
    result = cli.done("inspect", "wide.csv", "--rows", "3")
    assert [line for line in result.out.splitlines() if len(line) > 80] == []
    assert "22 more columns" in result.err
    assert "2 more rows" in result.err


def test_a_file_without_a_header_gets_names(cli: Cli) -> None:
    """The first row of data is not lost as a header."""
    (cli.folder / "bare.csv").write_text("1,2026-01-02,5\n2,2026-01-03,7\n3,2026-01-04,9\n", encoding="utf-8")
    result = cli.done("inspect", "bare.csv", "--rows", "all", "--format", "csv")
    assert result.out.splitlines()[:2] == ["column_1,column_2,column_3", "1,2026-01-02,5"]


def test_other_sheets_are_named(cli: Cli) -> None:
    """Of several tables the first is printed; the others are told with their size, hidden ones as such."""
    book = openpyxl.Workbook()
    for name, state in (("Клиенты", "visible"), ("Старые", "hidden"), ("Коды", "visible")):
        sheet = book.create_sheet(name)
        sheet.append(["Имя", "Дата"])
        sheet.append([name, date(2026, 1, 2)])
        sheet.sheet_state = state
    del book["Sheet"]
    book.save(cli.folder / "book.xlsx")
    result = cli.done("inspect", "book.xlsx", "--rows", "all", "--format", "csv")
    assert result.rows == [{"Имя": "Клиенты", "Дата": "2026-01-02"}]
    others = [line for line in result.err.splitlines() if "--sheet" in line]
    assert [line.split(": ")[1] for line in others] == [
        "Коды · 2 columns · 1 row",
        "Старые · 2 columns · 1 row · hidden",
    ]
    chosen = cli.done("inspect", "book.xlsx", "--rows", "1", "--sheet", "Старые", "--format", "csv")
    assert chosen.rows == [{"Имя": "Старые", "Дата": "2026-01-02"}]


def test_a_person_overrules_what_was_found(cli: Cli) -> None:
    """--encoding and --delimiter are stronger than what the file looks like."""
    (cli.folder / "odd.csv").write_bytes("имя;a,b\nАнна;c,d\n".encode("koi8-r"))
    given = cli.done(
        "inspect", "odd.csv", "--rows", "all", "--format", "csv", "--encoding", "koi8-r", "--delimiter", ","
    )
    assert given.rows == [{"имя;a": "Анна;c", "b": "d"}]
    tab = cli.done(
        "inspect", "odd.csv", "--rows", "all", "--format", "csv", "--encoding", "koi8-r", "--delimiter", "tab"
    )
    assert tab.out == '"имя;a,b"\r\n"Анна;c,d"\r\n'.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "words",
    [["--rows", "many"], ["--rows", "-1"], ["--delimiter", "::"], ["--delimiter", '"'], ["--encoding", "cp0"]],
    ids=" ".join,
)
def test_a_wrong_option_is_told(cli: Cli, clients: Path, words: list[str]) -> None:
    """A slip ends with one sentence and the usage code, nothing on stdout."""
    result = cli.run("inspect", clients, *words)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1
    assert words[1] in result.err


def test_what_is_odd_is_told(cli: Cli, clients: Path) -> None:
    """A stranger among dates, an apostrophe, a row too wide: each with its place and value, in 80 columns."""
    before = listing(cli.folder)
    result = cli.done("inspect", clients)
    assert 'column 3 "Дата рождения" · not a date, as the others are · line 8 "завтра"' in result.err
    assert 'made text by an apostrophe · line 8 "\'0012"' in result.err
    assert "more cells than the header has columns · line 7" in result.err
    assert [line for line in (result.out + result.err).splitlines()[1:] if len(line) > 80] == []
    assert listing(cli.folder) == before


def test_columns_without_news_are_told(cli: Cli) -> None:
    """A column without values, one that says the same in every row, a header that comes twice."""
    rows = ["name,city,note,city,", *(f"n{n},Moscow,,x{n},y{n}" for n in range(6))]
    (cli.folder / "dull.csv").write_text("\n".join(rows), encoding="utf-8")
    said = cli.done("inspect", "dull.csv").err
    assert 'column 2 "city" · the same value in every row · "Moscow"' in said
    assert 'column 3 "note" · no values' in said
    assert 'column 4 "city (2)" · the same header again' in said
    assert 'column 5 "column_5" · a column without a header' in said
