"""A rejects file: mended it adds exactly its rows, as its source would have; as it was it changes nothing."""

import csv
from pathlib import Path

import duckdb
import openpyxl
import pytest

from clientbase.base import ClientBase
from clientbase.errors import ConfirmationNeeded, SourceUnreadable, TooManyRejects
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.undo import undo
from tests.workflows.conftest import NOON, dedupe_and_build, everything

CONTACTS = """\
Код;Кто;Тел.;Почта;Дата рождения;Согласие на рассылку;Скидка
7;Котова Анна;89161234567;anna@example.ru;03/04/1990;да;x
8;Лис Пётр;89160000001
9;Зимин; Олег;89160000002;oleg@example.ru;05/06/1991;нет;z
;;;;;;y
10;Ёж Яна;89160000003;yana@example.ru;25/12/1985;да;
"""
DEALS = """\
Номер заказа;Дата;Статус;Покупатель;Телефон;Товар;Количество;Цена;Сумма
A1;05.01.2026;Выполнен;Анна Котова;89161234567;Чай;2;100;200
A2;вчера;Выполнен;Яна Ёж;89160000003;Чай;1;100;1,500
A3;07.01.2026;Выполнен;Яна Ёж;89160000003;Чай;много;100;100
A4;08.01.2026;Выполнен;Яна Ёж;89160000003;Кофе;1;2000;2,000.00
A5;08.01.2026;Выполнен;Яна Ёж
"""
SAID = ImportOptions(
    kind="contacts", map={"Кто": "full_name", "Скидка": "-"}, source="crm", max_rejects=1.0, country="RU", trust=3
)
ALL = ImportOptions(max_rejects=1.0)


@pytest.fixture
def base(tmp_path: Path) -> ClientBase:
    """An empty base."""
    return ClientBase.create(tmp_path / "base", "", NOON)


def rows_of(base: ClientBase, sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a question to a base."""
    with duckdb.connect(base.database, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def mend(base: ClientBase, name: str, **changes: str) -> Path:
    """Mend a rejects file: `changes` is the text of a cell → what it should be."""
    path = base.folder / "rejects" / name
    text = path.read_text(encoding="utf-8-sig")
    for wrong, right in changes.items():
        assert wrong in text, text
        text = text.replace(wrong, right)
    path.write_text(text, encoding="utf-8-sig")
    return path


def cells(path: Path) -> list[list[str]]:
    """Return the rows of a rejects file below its header."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))[1:]


def test_mended_contacts_come_as_their_source_did(base: ClientBase, tmp_path: Path) -> None:
    """Kind, mapping, source, trust, order of day and month are those of the file, though a row alone tells none."""
    (tmp_path / "crm.csv").write_bytes(CONTACTS.encode("cp1251"))
    import_files(base, [tmp_path / "crm.csv"], SAID, NOON)
    assert rows_of(base, "select rows_accepted, rows_rejected from imports") == [(2, 3)]
    changes = {
        "8;Лис Пётр;89160000001;;;;": "8;Лис Пётр;89160000001;;01/02/1980;;",
        "Зимин; Олег;89160000002;oleg@example.ru;05/06/1991;нет;": "Зимин Олег;89160000002;o@x.ru;05/06/1991;нет;z;",
        ";;;;;;y": "11;Дуб Лев;;;;;y",
    }
    path = mend(base, "1-crm.rejects.csv", **changes)
    import_files(base, [path], ImportOptions(), NOON)
    assert rows_of(base, "select source, kind, trust, rows_accepted, supplements from imports where import_id = 2") == [
        ("crm", "contacts", 3, 3, 1)
    ]
    found = rows_of(
        base, "select client_key, last_name, birth_date::varchar from clean_contacts order by import_id, row_number"
    )
    assert found == [
        ("7", "Котова", "1990-04-03"), ("10", "Ёж", "1985-12-25"), ("8", "Лис", "1980-02-01"),
        ("9", "Зимин", "1991-06-05"), ("11", "Дуб", None),
    ]  # fmt: skip


def test_an_unmended_file_gives_the_same_rejects(base: ClientBase, tmp_path: Path) -> None:
    """Padded with empty cells the rows would look good; they are refused again, and twice is no more than once."""
    (tmp_path / "crm.csv").write_text(CONTACTS, encoding="utf-8")
    import_files(base, [tmp_path / "crm.csv"], SAID, NOON)
    before = rows_of(base, "select count(*) from stg_contacts")
    path = base.folder / "rejects" / "1-crm.rejects.csv"
    outcome = import_files(base, [path], ImportOptions(), NOON)
    assert (outcome.taken[0].rows_accepted, len(outcome.taken[0].rejects)) == (0, 3)
    assert rows_of(base, "select count(*) from stg_contacts") == before
    again = base.folder / "rejects" / "2-crm.rejects.csv"
    assert [row[:7] + row[-1:] for row in cells(again)] == [row[:7] + row[-1:] for row in cells(path)]
    assert import_files(base, [path], ImportOptions(), NOON).taken[0].is_repeat


def test_a_row_mended_in_two_files_counts_once(base: ClientBase, tmp_path: Path) -> None:
    """Who mends some rows, imports, mends the rest in the same file and imports again has each row once."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    import_files(base, [tmp_path / "deals.csv"], ALL, NOON)
    path = mend(base, "1-deals.rejects.csv", **{"A2;вчера": "A2;06.01.2026"})
    import_files(base, [path], ImportOptions(), NOON)
    mend(base, "1-deals.rejects.csv", много="1")
    import_files(base, [path], ImportOptions(), NOON)
    dedupe_and_build(base, NOON)
    found = rows_of(base, "select deal_id, lines, amount::integer from client_deals order by deal_id")
    assert found == [("A1", 1, 200), ("A2", 1, 1500), ("A3", 1, 100), ("A4", 1, 2000)]
    for _ in ("who is who", "the last import"):
        undo(base, None, NOON)
    dedupe_and_build(base, NOON)
    assert [row[0] for row in rows_of(base, "select deal_id from client_deals order by 1")] == ["A1", "A2", "A4"]


def test_sheets_have_a_rejects_file_each(base: ClientBase, tmp_path: Path) -> None:
    """Rows of two sheets of a workbook go back to their own sheet's columns."""
    book = openpyxl.Workbook()
    people = book.active
    assert people is not None
    people.title = "Люди"
    for person in (["ФИО", "Телефон"], ["Котова Анна", "89161234567"], [None, "нет"]):
        people.append(person)
    orders = book.create_sheet("Заказы")
    for line in (
        ["Номер заказа", "Дата", "Телефон", "Сумма"],
        ["A1", "05.01.2026", "89161234567", 10],
        ["A2", "?", "89161234567", 20],
    ):
        orders.append(line)
    book.save(tmp_path / "book.xlsx")
    import_files(base, [tmp_path / "book.xlsx"], ALL, NOON)
    first = mend(base, "1-book-Люди.rejects.csv", **{";нет;": "Лис Пётр;89160000001;"})
    second = mend(base, "2-book-Заказы.rejects.csv", **{"A2;?": "A2;06.01.2026"})
    outcome = import_files(base, [first, second], ImportOptions(), NOON)
    assert [(taken.mapping.kind, taken.rows_accepted) for taken in outcome.taken] == [("contacts", 1), ("deals", 1)]


def test_a_count_is_a_limit_too(base: ClientBase, tmp_path: Path) -> None:
    """Three bad rows are more than two and not more than three; a refused file leaves its rows, which say so."""
    (tmp_path / "crm.csv").write_text(CONTACTS, encoding="utf-8")
    before = everything(base.folder)
    with pytest.raises(TooManyRejects):
        import_files(base, [tmp_path / "crm.csv"], ImportOptions(kind="contacts", max_rejects=2), NOON)
    assert everything(base.folder) == before
    (refused,) = (base.folder / "rejects").iterdir()
    assert {row[-1] for row in cells(refused)} == {"nothing was imported"}
    with pytest.raises(SourceUnreadable, match="rejects_of_nothing"):
        import_files(base, [refused], ImportOptions(), NOON)
    import_files(base, [tmp_path / "crm.csv"], ImportOptions(kind="contacts", max_rejects=3), NOON)


def test_a_refusal_in_a_rejected_row_counts_until_it_is_mended(base: ClientBase, tmp_path: Path) -> None:
    """An older yes does not mail a person whose no could not be read."""
    text = "ФИО;E-mail;Согласие на рассылку\nЛис Пётр;petr@example.ru;{}\n"
    (tmp_path / "old.csv").write_text(text.format("да"), encoding="utf-8")
    (tmp_path / "new.csv").write_text(text.format("нет;лишнее"), encoding="utf-8")
    import_files(base, [tmp_path / "old.csv"], ALL, NOON)
    outcome = import_files(base, [tmp_path / "new.csv"], ALL, NOON)
    assert outcome.held == {2: 1}
    allowed = "select is_allowed from client_permissions where channel = 'email' and purpose = 'ads'"
    dedupe_and_build(base, NOON)
    assert rows_of(base, allowed) == [(False,)]
    path = mend(base, "2-new.rejects.csv", **{";нет;": ";да;"})
    import_files(base, [path], ImportOptions(), NOON)
    dedupe_and_build(base, NOON)
    assert rows_of(base, allowed) == [(True,)]
    undo(base, None, NOON)
    assert rows_of(base, allowed) == [(False,)]


def test_rows_of_an_import_taken_back_cannot_be_mended(base: ClientBase, tmp_path: Path) -> None:
    """Their import is not there to belong to."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    import_files(base, [tmp_path / "deals.csv"], ALL, NOON)
    undo(base, None, NOON)
    with pytest.raises(SourceUnreadable, match="rejects_of_undone"):
        import_files(base, [base.folder / "rejects" / "1-deals.rejects.csv"], ImportOptions(), NOON)


def test_a_failed_command_leaves_no_rejects_file(base: ClientBase, tmp_path: Path) -> None:
    """A rejects file speaks of an import that is there."""
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    crm = "ID;ФИО;Телефон\n" + "".join(f"{i};Лис Пётр;8916000000{i}\n" for i in range(5))
    (tmp_path / "crm.csv").write_text(crm, encoding="utf-8")
    (tmp_path / "small.csv").write_text("ID;ФИО;Телефон\n1;Лис Пётр;89160000001\n", encoding="utf-8")
    import_files(base, [tmp_path / "crm.csv"], ALL, NOON)
    whole = ImportOptions(max_rejects=1.0, snapshot=True)
    with pytest.raises(ConfirmationNeeded):
        import_files(base, [tmp_path / "deals.csv", tmp_path / "small.csv"], whole, NOON)
    assert list((base.folder / "rejects").iterdir()) == []
