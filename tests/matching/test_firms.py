"""Firms, from a file's rows to clients: told from their branches, neighbours, namesakes and people."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from clientbase import pipeline
from clientbase.base import ClientBase
from clientbase.workflows.dedupe import dedupe
from clientbase.workflows.import_ import ImportOptions, import_files

NOON = datetime.fromisoformat("2026-11-01T12:00")
HEADER = "Компания,ИНН,КПП,Телефон,E-mail,Сайт,Адрес,ФИО,Должность"
INN, OTHER_INN = "7707083893", "5036045205"
PHONE, OTHER_PHONE = "+74951234567", "+78467654321"
LENINA, MIRA = '"Самара, ул. Ленина, д. 12, оф. 5"', '"Самара, ул. Мира, 7"'

#: What each client's rows are called, in the order of the rows.
Clients = list[list[str]]


class Firms:
    """A base that takes one list of firms and says who is who."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._base = ClientBase.create(folder / "base", "", NOON)

    def take(self, *lines: str) -> Clients:
        """Import a file of these lines, in the columns of HEADER, and return the clients."""
        path = self._folder / "list.csv"
        width = len(HEADER.split(","))
        full = [[*cells, *[""] * (width - len(cells))] for cells in csv.reader(lines)]
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER.split(","), *full])
        import_files(self._base, [path], ImportOptions(kind="contacts"), NOON)
        dedupe(self._base, NOON)
        with self._base.write(NOON) as copy:
            pipeline.build_all(copy.connection, NOON.date())
        rows = self.rows("""
            select list(coalesce(stg_contacts.company, '') order by row_number)
            from client_contacts
            join current_rows using (contact_id)
            join stg_contacts using (import_id, row_number)
            group by client_id
            order by min(row_number)
        """)
        return [list(names) for (names,) in rows]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a question to the base."""
        with self._base.read() as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def firms(tmp_path: Path) -> Firms:
    """A new base without anybody."""
    return Firms(tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"ООО «Ромашка»,,,{PHONE}", f"Romashka LLC,,,{PHONE}"),
        (f"ООО «Ромашка»,,,,info@romashka.ru,,{LENINA}", 'ромашка,,,,info@romashka.ru,,"Ленина улица 12"'),
        (f"ООО «Ромашка»,{INN},,{PHONE}", f"Ромашка Самара,{INN},,{OTHER_PHONE}"),
    ],
    ids=["a legal form and letters", "an address in another order", "an INN"],
)
def test_one_firm_in_two_rows_is_one_client(firms: Firms, one: str, other: str) -> None:
    """A firm is known by its INN, or by its name with its phone or e-mail; otherwise it is written to twice."""
    assert len(firms.take(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"ООО «Ромашка»,{INN},,{PHONE}", f"ООО «Ромашка»,{OTHER_INN},,{PHONE}"),
        (f"Школа № 5,,,{PHONE}", f"Школа № 7,,,{PHONE}"),
        ("ООО «Ромашка»", "ООО «Ромашка»"),
        (f"ООО «Ромашка»,,,{PHONE},,,{LENINA}", f"ООО «Ромашка»,,,{PHONE},,,{MIRA}"),
        (f"ООО «Ромашка»,,,{PHONE},,,{LENINA}", f"ООО «Вектор»,,,{PHONE},,,{LENINA}"),
        (f"ПАО Волга,{INN},770701001,{PHONE}", f"ПАО Волга Самара,{INN},631502001,{OTHER_PHONE}"),
    ],
    ids=["another INN", "another number", "nothing but a name", "another address", "neighbours", "a branch's own KPP"],
)
def test_two_firms_with_something_in_common_stay_two(firms: Firms, one: str, other: str) -> None:
    """Namesakes, branches and neighbours are not merged without a look: their managers are different people."""
    assert len(firms.take(one, other)) == 2


def test_a_firm_and_its_people_are_related_and_never_one(firms: Firms) -> None:
    """The firm's row is its own client; its director and its buyer belong to it, with its phone or without."""
    clients = firms.take(
        f"ООО «Ромашка»,,,{PHONE}",
        f"Ромашка,,,{PHONE},,,,Анна Котова,Генеральный директор",
        f"ООО Ромашка,,,{OTHER_PHONE},,,,Пётр Лис,закупщик",
    )
    assert len(clients) == 3
    relations = firms.rows("select relation, role, is_decision_maker from client_relations order by client_a, client_b")
    assert [row for row in relations if row[0] == "company_member"] == [
        ("company_member", "Генеральный директор", True),
        ("company_member", "закупщик", False),
    ]


def test_a_chain_at_many_places_with_one_phone_is_many_clients(firms: Firms) -> None:
    """A call centre's number and a chain's name make no one client of all its shops."""
    shops = [f'Пекарня Колос,,,{PHONE},,,"г. Самара, ул. {street}, {house}"' for house, street in _STREETS]
    assert len(firms.take(*shops)) == len(shops)


def test_the_order_of_the_rows_changes_nothing(tmp_path: Path) -> None:
    """A list sorted in another way gives the same clients."""
    lines = [
        f"ООО «Ромашка»,{INN},,{PHONE},,,{LENINA}",
        f"Ромашка,,,{PHONE}",
        f"Romashka LLC,,,,,,{LENINA}",
        f"ООО «Вектор»,,,,info@vektor.ru,,{LENINA}",
        "Вектор,,,,info@vektor.ru",
        f"Вектор Плюс,,,{OTHER_PHONE},,,{MIRA}",
        f"Вектор +,,,{OTHER_PHONE}",
    ]
    orders = [lines, lines[::-1], lines[3:] + lines[:3]]
    found = []
    for number, order in enumerate(orders):
        folder = tmp_path / str(number)
        folder.mkdir()
        found.append(sorted(sorted(client) for client in Firms(folder).take(*order)))
    assert found[0] == found[1] == found[2]


def test_a_point_that_all_share_pairs_nobody_and_equal_rows_are_one_client(firms: Firms) -> None:
    """One phone on eighty firms does not compare everyone with everyone; a firm written ninety times is one client."""
    crowd = [f"Фирма {word},,,{PHONE}" for word in _words(80)]
    assert len(firms.take(*crowd, *[f"Ромашка,,,{OTHER_PHONE}"] * 90)) == 81
    ((pairs,),) = firms.rows("select count(*) from firm_candidates where not is_random")
    assert int(str(pairs)) < 500


_STREETS = [(3, "Ленина"), (18, "Мира"), (44, "Победы"), (61, "Гагарина"), (75, "Садовая"), (102, "Чехова")]


def _words(count: int) -> list[str]:
    """Return as many made-up words, no two of them alike."""
    syllables = ["ба", "ве", "ги", "до", "жу", "зы", "ка", "ле", "ми", "но"]
    return [syllables[n // 10 % 10] * 2 + syllables[n % 10] * 2 + syllables[(n * 7) % 10] for n in range(count)]
