"""New rows join existing clients by what was learnt before; an old client is never split in silence, and ids stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.workflows.dedupe import DedupeSummary, contact_assignments, dedupe
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.undo import undo

NOON = datetime.fromisoformat("2026-11-01T12:00")
HEADER = "ID,ФИО,Телефон,E-mail"
PHONE = "+79161234567"
LASTS = ("Ёжиков", "Зимин", "Белов", "Орлов", "Волков", "Громов", "Дымов", "Жуков")
FIRSTS = ("Пётр", "Олег", "Борис", "Иван", "Глеб")
#: Forty people who have nothing in common, so that a few new rows are few.
OTHERS = [
    f"{100 + i},{last} {first},+7916200{i:04},"
    for i, (last, first) in enumerate((last, first) for last in LASTS for first in FIRSTS)
]

Row = dict[str, object]


@dataclass
class Base:
    """A base that takes small lists one after another."""

    base: ClientBase
    folder: Path

    def take(self, name: str, lines: Sequence[str], *, source: str = "main", is_anew: bool = False) -> DedupeSummary:
        """Import one more file and find out who is who."""
        path = self.folder / name
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        import_files(self.base, [path], ImportOptions(kind="contacts", source=source), NOON)
        return dedupe(self.base, NOON, is_anew=is_anew)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a question to the base."""
        with self.base.read() as connection:
            return connection.execute(sql).fetchall()

    def listing(self) -> list[Row]:
        """Return what `dedupe --format csv` writes."""
        with self.base.read() as connection:
            table = contact_assignments(connection)
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def client_of(self, file: str, source_row: int) -> object:
        """Return the client of a row of a file."""
        (row,) = [row for row in self.listing() if (row["source_file"], row["source_row"]) == (file, source_row)]
        return row["client_id"]

    def added(self) -> object:
        """Return how many contacts were asked about since everything was learnt."""
        return self.rows("select added_contacts from match_state")[0][0]


@pytest.fixture
def lists(tmp_path: Path) -> Base:
    """A base of forty people and Анна Котова, who are known."""
    made = Base(ClientBase.create(tmp_path / "base", "", NOON), tmp_path)
    made.take("known.csv", [f"1,Анна Котова,{PHONE},", *OTHERS])
    return made


def test_a_new_row_joins_its_client_and_nobody_else_is_asked(lists: Base) -> None:
    """A thousand new rows must not cost what a million old ones did, and must find the same clients."""
    before = {row["source_row"]: row["client_id"] for row in lists.listing()}
    lists.take("new.csv", ["2,Котова Анна,8 916 123-45-67,", "3,Яна Цой,+79170000001,"])
    assert lists.added() == 2
    assert lists.client_of("new.csv", 2) == lists.client_of("known.csv", 2)
    joined = [(row["source_file"], row["source_row"], row["client_id"]) for row in lists.listing()]
    assert {row: client for file, row, client in joined if file == "known.csv"} == before
    dedupe(lists.base, NOON, is_anew=True)
    assert lists.added() == 0
    assert [(row["source_file"], row["source_row"], row["client_id"]) for row in lists.listing()] == joined


def test_what_came_is_told_no_second_time(lists: Base) -> None:
    """A dedupe without news asks about nobody and changes nothing."""
    lists.take("new.csv", [f"2,Котова Анна,{PHONE},"])
    before = lists.listing()
    dedupe(lists.base, NOON)
    assert lists.added() == 1
    assert lists.listing() == before


def test_a_changed_row_is_compared_anew(lists: Base) -> None:
    """A newer export gives Анна another phone: whom she is compared with changes, who she is does not."""
    lists.take("new.csv", [f"2,Котова Анна,{PHONE},"])
    lists.take("newer.csv", ["1,Анна Котова,+79169999999,"])
    assert lists.added() == 2
    pairs = lists.rows("select shares_phone from match_pairs where contact_a = 1")
    assert (True,) not in pairs
    assert lists.client_of("newer.csv", 2) == lists.client_of("new.csv", 2)
    assert lists.rows("select doubt, contacts from clients_to_confirm") == [("kept", 2)]


def test_an_old_client_is_not_split_in_silence(lists: Base) -> None:
    """A row without a name joined Анна; Пётр on her phone makes that doubtful: they stay together, and it is told."""
    lists.take("nameless.csv", [f"2,,{PHONE},box@example.ru"])
    assert lists.client_of("nameless.csv", 2) == lists.client_of("known.csv", 2)
    summary = lists.take("husband.csv", [f"3,Пётр Котов,{PHONE},"], is_anew=True)
    assert lists.client_of("nameless.csv", 2) == lists.client_of("known.csv", 2)
    assert lists.client_of("husband.csv", 2) != lists.client_of("known.csv", 2)
    assert [row[summary.to_confirm.columns.index("doubt")] for row in summary.to_confirm.rows] == ["kept"]


def test_an_import_that_is_taken_back_takes_its_joins_with_it(lists: Base) -> None:
    """Undo of an added list gives the clients of before; the next list is added to those."""
    before = [(row["source_row"], row["client_id"]) for row in lists.listing()]
    lists.take("new.csv", [f"2,Котова Анна,{PHONE},"])
    undo(lists.base, "new.csv", NOON, is_confirmed=True)
    dedupe(lists.base, NOON)
    assert [(row["source_row"], row["client_id"]) for row in lists.listing()] == before
    lists.take("newer.csv", [f"4,Анна Котова,{PHONE},"])
    assert lists.client_of("newer.csv", 2) == lists.client_of("known.csv", 2)


def test_a_words_effect_needs_no_new_rows(lists: Base) -> None:
    """What a person decides between two lists counts at once, and holds when more rows come."""
    lists.take("new.csv", [f"2,Котова Анна,{PHONE},"])
    with lists.base.write(NOON) as copy:
        copy.connection.execute("""
            insert into decisions (decision_id, contact_a, contact_b, decision, decided_at)
            select 1, min(contact_id), max(contact_id), 'different', timestamp '2026-11-01 12:00'
            from contact_keys where row_key in ('id:1', 'id:2')
        """)
    dedupe(lists.base, NOON)
    assert lists.client_of("new.csv", 2) != lists.client_of("known.csv", 2)
    lists.take("more.csv", [f"3,Анна Котова,{PHONE},"])
    assert lists.client_of("new.csv", 2) != lists.client_of("known.csv", 2)


def test_every_row_of_a_file_is_listed_once(lists: Base) -> None:
    """A list that names one person twice, with a line break in a cell, gives back the client of each of its records."""
    lists.take("twice.csv", ['7,"Яна\nЦой",+79170000001,', '7,"Яна\nЦой",+79170000001,', "8,Ян Ким,+79170000002,"])
    rows = [row for row in lists.listing() if row["source_file"] == "twice.csv"]
    assert [row["source_row"] for row in rows] == [2, 3, 4]
    assert rows[0]["client_id"] == rows[1]["client_id"] != rows[2]["client_id"]
    assert list(rows[0]) == [
        "contact_id", "source_file", "sheet", "source_row", "client_id", "suggested_client_id", "match_probability",
        "reason",
    ]  # fmt: skip


def test_ids_of_people_keep_them_apart(tmp_path: Path) -> None:
    """Where a source says that its ids are people, two of them are two clients, whatever else agrees."""
    settings = '[[sources]]\nfiles = "crm*.csv"\nname = "crm"\nids_are_people = true\n'
    made = Base(ClientBase.create(tmp_path / "base", settings, NOON), tmp_path)
    summary = made.take("crm.csv", [f"1,Анна Котова,{PHONE},", f"2,Анна Котова,{PHONE},"], source="crm")
    assert made.client_of("crm.csv", 2) != made.client_of("crm.csv", 3)
    assert summary.doubtful.rows == ()


def test_the_owner_of_many_equal_rows_is_no_question(tmp_path: Path) -> None:
    """A shop's own test client of three thousand equal rows is one client, and nobody is asked about it."""
    made = Base(ClientBase.create(tmp_path / "base", "", NOON), tmp_path)
    summary = made.take("test.csv", [f",Тест Тестов,{PHONE},"] * 3000)
    assert summary.clients == 1
    assert summary.to_confirm.rows == ()
