"""Write → mangle → read → compare: whatever a program does to a table on its way out, it is read equal or refused.

Encodings × delimiters × quoting × escapes × line ends, and what stands around a table: title lines, blank rows and
columns, a byte order mark, a `sep=` line, a total, the header once more.
"""

import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable
from clientbase.sources.detect import read_source
from clientbase.sources.tables import SourceTable

Rows = list[list[str]]
Quoting = Literal[0, 1, 2]

RUSSIAN = ("Анна Петрова", "Москва", "улун «Те Гуань Инь»", "звонить после шести", "Ёлкин Пётр", "г. Йошкар-Ола", "№ 5")
WESTERN = ("José García", "Zoë", "Müller & Söhne", "São Paulo", "à la carte")
PLAIN = ("Ann", "1500,50", "01.02.2026", "+7 916 123-45-67", "00123", "0", "-5", "a@b.example", "x" * 300, "=1+1", "'7")
NASTY = (
    "",
    " ",
    " с краю ",
    'сказал "да"',
    '"',
    '""',
    "a;b,c\td|e",
    "две\nстроки",
    "три\r\nих",
    "it's",
    "#7",
    "50%",
    "a, b",
    "C:\\temp",
    "\\",
    "a \\ b",
    "--",
    "Итого",
    "NULL",
)
#: Which words each encoding can hold; the first of its words make it known.
ENCODINGS = {
    "utf-8": (*RUSSIAN, *WESTERN),
    "utf-8-sig": (*RUSSIAN, *WESTERN),
    "utf-16": (*RUSSIAN, *WESTERN),
    "utf-16-le": RUSSIAN,
    "utf-16-be": RUSSIAN,
    "utf-32": (*RUSSIAN, *WESTERN),
    "cp1251": RUSSIAN,
    "koi8-r": tuple(word for word in RUSSIAN if not set(word) & set("«»№")),
    "cp866": tuple(word for word in RUSSIAN if "«" not in word),
    "cp1252": WESTERN,
}
RUSSIAN_HEADERS = ("ФИО", "Телефон", "Город", "Сумма", "Примечание")
WESTERN_HEADERS = ("Full name", "Phone", "City", "Amount", "Note")


@dataclass(frozen=True)
class Mangling:
    """How a table is written, and what is put around it."""

    encoding: str
    delimiter: str
    quoting: Quoting
    has_escapes: bool
    line_end: str
    title_lines: int
    blank_rows: int
    blank_columns: int
    announced: bool
    has_total: bool
    repeated_after: int | None
    ended: bool


@st.composite
def manglings(draw: st.DrawFn) -> Mangling:
    """Draw a way of writing."""
    delimiter = draw(st.sampled_from(";,\t|"))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    # Python's writer does not quote a line feed where lines end otherwise.
    minimal = [] if line_end == "\r" else [csv.QUOTE_MINIMAL]
    return Mangling(
        encoding=draw(st.sampled_from(sorted(ENCODINGS))),
        delimiter=delimiter,
        quoting=draw(st.sampled_from([*minimal, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])),
        has_escapes=draw(st.booleans()),
        line_end=line_end,
        title_lines=draw(st.integers(0, 3)),
        blank_rows=draw(st.integers(0, 3)),
        blank_columns=draw(st.integers(0, 2)),
        announced=draw(st.booleans()),
        has_total=draw(st.booleans()),
        repeated_after=draw(st.none() | st.integers(1, 5)),
        ended=draw(st.booleans()),
    )


@st.composite
def tables(draw: st.DrawFn, encoding: str, *, has_backslashes: bool) -> Rows:
    """Draw a header of known names and rows whose first cell is filled."""
    words = ENCODINGS[encoding]
    headers = WESTERN_HEADERS if encoding == "cp1252" else RUSSIAN_HEADERS
    nasty = tuple(cell for cell in NASTY if _fits(cell, encoding) and (has_backslashes or "\\" not in cell))
    width = draw(st.integers(2, len(headers)))
    cell = st.sampled_from((*words, *PLAIN, *nasty))
    rows = [[draw(st.sampled_from(words)), *draw(st.lists(cell, min_size=width - 1, max_size=width - 1))]
            for _ in range(draw(st.integers(1, 8)))]  # fmt: skip
    return [list(headers[:width]), *rows]


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def written(table: Rows, how: Mangling) -> bytes:
    """Return a table as a program would have written it."""
    text = io.StringIO(newline="")
    dialect = csv.writer(
        text,
        delimiter=how.delimiter,
        quoting=how.quoting,
        doublequote=not how.has_escapes,
        escapechar="\\" if how.has_escapes else None,
        lineterminator=how.line_end,
    )
    margin = [""] * how.blank_columns
    text.write(f"sep={how.delimiter}{how.line_end}" if how.announced else "")
    text.writelines(f"Report {number}{how.line_end}" for number in range(how.title_lines))
    text.write(how.line_end * how.blank_rows)
    for number, row in enumerate(table):
        dialect.writerow([*row, *margin])
        if number == how.repeated_after and number + 1 < len(table):
            dialect.writerow([*table[0], *margin])
    if how.has_total:
        dialect.writerow(["Total", *["10"] * (len(table[0]) - 1), *margin])
    text.write(how.line_end * how.blank_rows)
    ready = text.getvalue()
    return (ready if how.ended else ready.rstrip("\r\n")).encode(how.encoding)


def read(data: bytes) -> SourceTable:
    """Return the table that the bytes hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(data)
        return read_source(path).tables[0]


def rows_of(table: SourceTable) -> Rows:
    """Return header and rows, "" for an empty cell."""
    columns = [table.rows.column(f"c{place}").to_pylist() for place in range(1, len(table.headers) + 1)]
    return [list(table.headers), *([cell or "" for cell in row] for row in zip(*columns, strict=True))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_a_table_is_read_equal_or_refused(data: st.DataObject) -> None:
    """No way of writing a table changes a cell, loses a row or invents one without a word."""
    how = data.draw(manglings())
    # Whether "C:\\\\temp" is an escape or just so nobody can tell.
    table = data.draw(tables(how.encoding, has_backslashes=not how.has_escapes))
    try:
        found = read(written(table, how))
    except SourceUnreadable as refused:
        event(f"refused: {refused.code}")
        return
    event("read")
    told = {misfit.row_number for misfit in found.misfits}
    assert not told, found.misfits
    assert rows_of(found) == table


@settings(max_examples=80, deadline=None)
@given(
    headers=st.lists(st.sampled_from(["Порода", "Кличка", "Вес", "Lot", "Sire"]), min_size=2, max_size=5, unique=True),
    numbers=st.lists(st.integers(0, 10**6), min_size=1, max_size=6),
    delimiter=st.sampled_from(";,\t|^~"),
)
def test_a_table_of_an_unknown_trade_is_read_equal(headers: list[str], numbers: list[int], delimiter: str) -> None:
    """Words over numbers are a header, whatever they mean and whatever parts them."""
    table = [headers, *([f"слово {number}", *[str(number)] * (len(headers) - 1)] for number in numbers)]
    found = read("\n".join(delimiter.join(row) for row in table).encode())
    assert rows_of(found) == table
    assert (found.skipped, found.misfits) == ((), ())


@settings(max_examples=80, deadline=None)
@given(
    head=st.sampled_from(["ФИО;Телефон\n", "Name,Phone\r\n", '"a"\t"b"\n', "", "\ufeffid|name\r"]),
    rest=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_no_bytes_break_the_reader(head: str, rest: bytes, encoding: str) -> None:
    """Whatever follows a sound header: a table, a sentence for the person, never another error."""
    try:
        found = read(head.encode(encoding) + rest)
    except SourceUnreadable as refused:
        event(f"refused: {refused.code}")
        return
    assert found.rows.num_rows == len(rows_of(found)) - 1
