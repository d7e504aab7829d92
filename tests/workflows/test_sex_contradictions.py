"""The sex that a column states against the one that the name tells."""

from pathlib import Path

import duckdb
import pytest

from clientbase.base import ClientBase
from clientbase.workflows.import_ import ImportOptions, import_files
from tests.workflows.conftest import NOON

CONTACTS = """\
ФИО;Пол;Телефон
Котова Анна Петровна;м;89161234567
Лис Пётр;м;89160000001
Зимин Олег;ж;89160000002
Шевченко Женя;ж;89160000003
Иванов;ж;89160000004
Уткин Мирослеп;ж;89160000005
Ким Айнура;м;89160000006
"""


def taken(folder: Path, rules: str) -> ClientBase:
    """Return a base under these rules with the contacts in it."""
    made = ClientBase.create(folder / "base", rules, NOON)
    (folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    import_files(made, [folder / "contacts.csv"], ImportOptions(), NOON)
    return made


def rows(base: ClientBase, query: str) -> list[tuple[object, ...]]:
    """Return what a query finds."""
    with duckdb.connect(base.database, read_only=True) as connection:
        return connection.execute(query).fetchall()


CONTRADICTIONS = """
    select line_number, header, value, suggestion, severity
    from problems where code = 'sex.contradicts_name' order by line_number
"""


def test_only_a_sure_name_contradicts_the_column(tmp_path: Path) -> None:
    """Mixed up cells would go unseen; or a woman called Иванов, as many abroad are, would be a problem."""
    found = rows(taken(tmp_path, ""), CONTRADICTIONS)
    assert found == [
        (2, "Пол", "м", "female", "warning"),
        (4, "Пол", "ж", "male", "warning"),
        (8, "Пол", "м", "female", "warning"),
    ]


def test_what_the_source_states_is_kept(tmp_path: Path) -> None:
    """A name's guess would overrule what somebody wrote down."""
    found = rows(taken(tmp_path, ""), "select sex from clean_contacts order by row_number")
    assert [sex for (sex,) in found] == ["male", "male", "female", "female", "female", "female", "male"]


@pytest.mark.parametrize("sex", ["both", "female"])
def test_the_owner_s_first_names_decide(tmp_path: Path, sex: str) -> None:
    """The owner knows women called Олег, and every import would doubt them again."""
    found = rows(taken(tmp_path, f'[rules]\nfirst_names = {{ "Олег" = "{sex}" }}\n'), CONTRADICTIONS)
    assert [line for line, *_ in found] == [2, 8]
