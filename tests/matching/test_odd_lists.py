"""Lists as nobody should keep them: who is who stays sensible, goes quickly, and says what is odd."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.workflows.dedupe import DedupeSummary, dedupe
from clientbase.workflows.import_ import ImportOptions, import_files
from tests.bench.world.names import words

NOON = datetime.fromisoformat("2026-11-01T12:00")
HEADER = "Фамилия,Имя,Отчество,Телефон,E-mail,Город,Дата рождения"
LASTS = words("Абрамов Быков Волков Громов Дьяков Ершов Жуков Зимин Ильин Котов Лукин Маслов Носков Орлов Панов Рогов")
FIRSTS = words("Антон Борис Вадим Глеб Денис Егор Захар Игорь Кирилл Лев Марк Олег Павел Роман Семён Тарас")
FATHERS = words("Антонович Борисович Вадимович Денисович Егорович Игоревич Маркович Олегович Павлович Романович")


class OddList:
    """A base for one odd list.

    Attributes:
        summary: what dedupe told of it.
    """

    summary: DedupeSummary

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.base = ClientBase.create(folder / "base", "", NOON)

    def take(self, rows: list[str]) -> list[int]:
        """Import the rows, tell who is who, and return how many contacts each client has, the largest first."""
        path = self._folder / "odd.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        import_files(self.base, [path], ImportOptions(kind="contacts", max_rejects=1.0), NOON)
        self.summary = dedupe(self.base, NOON)
        with self.base.read() as connection:
            clients = connection.execute("select client_id from client_contacts").fetchall()
        return sorted(Counter(client for (client,) in clients).values(), reverse=True)

    def suggested(self) -> list[int]:
        """Return how many contacts each client would have, had what is proposed been accepted."""
        with self.base.read() as connection:
            clients = connection.execute("select suggested_client_id from client_contacts").fetchall()
        return sorted(Counter(client for (client,) in clients).values(), reverse=True)

    def problems(self) -> set[str]:
        """Return the codes of what was wrong with the values."""
        with self.base.read() as connection:
            return {code for (code,) in connection.execute("select distinct code from problems").fetchall()}

    def doubts(self) -> set[str]:
        """Return the codes of what makes the result doubtful."""
        return {doubt.code for doubt in self.summary.doubts}


@pytest.fixture
def odd(tmp_path: Path) -> OddList:
    """A base without anybody."""
    return OddList(tmp_path)


def person(number: int, *, phone: str = "", email: str = "", city: str = "", born: str = "") -> str:
    """Return the row of one of 2,560 people of different full names."""
    last, first, father = number % 16, number // 16 % 16, number // 256 % 10
    return f"{LASTS[last]},{FIRSTS[first]},{FATHERS[father]},{phone},{email},{city},{born}"


def mobile(number: int) -> str:
    """Return one of the numbers that differ."""
    return f"+7916{2_000_000 + number * 37}"


def test_no_row_and_one_row_are_lists_too(odd: OddList) -> None:
    """The file of a quiet night, a header alone or with one client, is no error: there is nothing to compare with."""
    assert odd.take([]) == []
    assert (odd.summary.contacts, odd.summary.clients, odd.doubts()) == (0, 0, set())
    assert odd.take([person(1, phone=mobile(1))]) == [1]
    assert odd.doubts() == set()


def test_what_all_rows_share_says_nothing(odd: OddList) -> None:
    """A city and a program's default birthday on every row join nobody, and who is there twice is still found."""
    every = {"city": "Казань", "born": "12.07.1985"}
    rows = [person(number, phone=mobile(number), **every) for number in range(200)]
    again = [person(number, phone=mobile(number), **every) for number in range(0, 200, 5)]
    assert odd.take(rows + again) == [2] * 40 + [1] * 160
    assert "birth_date.column_default" in odd.problems()


def test_made_up_phones_join_nobody(odd: OddList) -> None:
    """What was typed because the field was required is emptied before anything is compared."""
    made_up = ("0000000000", "80000000000", "+7 (999) 999-99-99")
    assert odd.take([person(number, phone=made_up[number % 3]) for number in range(600)]) == [1] * 600
    assert "phone.placeholder" in odd.problems()


def test_a_real_phone_on_every_row_joins_nobody_and_is_told(odd: OddList) -> None:
    """A cashier's own number on all cards: it joins no strangers, and it is named."""
    assert odd.take([person(number, phone="+79162223344") for number in range(600)]) == [1] * 600
    columns = odd.summary.capped.columns
    told = {row[columns.index("value")]: row[columns.index("contacts")] for row in odd.summary.capped.rows}
    assert told == {"+79162223344": 600}
    assert "one_value" in odd.doubts()


def test_one_name_only_is_told_apart_by_what_else_there_is(odd: OddList) -> None:
    """Where everybody is Anna the name joins nobody; one number twice is proposed as one person."""
    rows = [f",Анна,,{mobile(number % 100)},,," for number in range(200)]
    assert max(odd.take([*rows, *[",Анна,,,,Москва,"] * 50])) <= 2
    assert odd.suggested() == [2] * 100 + [1] * 50
    assert odd.doubts()


def test_rows_with_one_filled_column_make_no_crowd(odd: OddList) -> None:
    """Numbers and addresses without names: the same one twice is one reader or stays apart, never more together."""
    rows = [f",,,{mobile(number % 100)},,," for number in range(200)]
    rows += [f",,,,reader{number % 100}@mail.ru,," for number in range(200)]
    sizes = odd.take(rows)
    assert sum(sizes) == 400
    assert max(sizes) <= 2


def test_a_client_with_very_many_contacts_is_one_and_is_told(odd: OddList) -> None:
    """A buyer who ordered as a guest 500 times is one client, found without comparing all with all."""
    rows = ["Котова,Анна,Петровна,+79162223344,kotova.anna@mail.ru,Казань,05.03.1990"] * 500
    others = [person(number, phone=mobile(number)) for number in range(100)]
    assert odd.take(rows + others) == [500] + [1] * 100
    assert odd.doubts() & {"lumped", "one_value", "few_clients"}
