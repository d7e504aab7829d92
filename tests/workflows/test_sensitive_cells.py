"""Sensitive data: flagged when a file is taken, masked in the problems, left out of what is written for others."""

import csv
import json
from pathlib import Path

import duckdb
import pytest

from clientbase.base import ClientBase
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.segment import write_segments
from tests.workflows.conftest import NOON, dedupe_and_build

CONTACTS = """\
ФИО;Телефон;E-mail;Примечание;Паспорт;Карта лояльности;Название школы;Согласие на рассылку
Котова Анна;89161234567;anna@example.ru;у неё диабет;4510 123456;4000000000000002;Школа для слабослышащих;да
Лис Пётр;89160000001;petr@example.ru;любит чай;нет;4000000000000010;;да
Зимин Олег;89160000002;oleg@example.ru;карта 4111 1111 1111 1111;;4000000000000011;;да
Ёж Яна;89160000003;yana@example.ru;пароль: qwerty123;;4000000000000012;;да
"""
SEGMENT = """\
where = 'city is empty'
channel = "email"
columns = ["client_id", "email", "note"]
"""


@pytest.fixture
def base(tmp_path: Path) -> ClientBase:
    """A base with four people, three of whom have too much in their notes."""
    made = ClientBase.create(tmp_path / "base", "", NOON)
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    import_files(made, [tmp_path / "contacts.csv"], ImportOptions(), NOON)
    dedupe_and_build(made, NOON)
    return made


def notes(base: ClientBase, segment: str) -> tuple[list[str], dict[str, int]]:
    """Write a segment that lists the notes; return them and what the manifest says was left out."""
    (base.folder / "segments").mkdir(exist_ok=True)
    (base.folder / "segments" / "all.toml").write_text(segment, encoding="utf-8")
    (outcome,) = write_segments(base, ["all"], None, NOON)
    path = base.folder / outcome.file
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";" if base.settings.language == "ru" else ","))
    manifest = json.loads((path.parent / "manifest.json").read_text(encoding="utf-8"))
    assert dict(outcome.withheld) == manifest["withheld"]
    return [row["note"] for row in rows], manifest["withheld"]


def test_sensitive_cells_are_problems_without_their_secrets(base: ClientBase) -> None:
    """Nobody would know of the card in a note, the problems would hold it too, or a school be somebody's disease."""
    with duckdb.connect(base.database, read_only=True) as connection:
        found = connection.execute(
            "select header, code, severity, value from problems where code like 'sensitive.%' order by row_number, code"
        ).fetchall()
    assert found == [
        ("Примечание", "sensitive.health", "warning", "диабет"),
        ("Паспорт", "sensitive.passport", "warning", "45** ****56"),
        ("Примечание", "sensitive.card", "warning", "4111 **** **** 1111"),
        ("Примечание", "sensitive.password", "warning", "***"),
    ]


def test_sensitive_notes_stay_out_of_a_segment_file(base: ClientBase) -> None:
    """A diagnosis and a password would go to a mailing service."""
    assert notes(base, SEGMENT) == (["", "любит чай", "", ""], {"note": 3})


def test_a_segment_may_say_that_it_wants_them(base: ClientBase) -> None:
    """A clinic could not print the diagnoses of its own patients."""
    written, withheld = notes(base, SEGMENT + "sensitive = true\n")
    assert (written[0], withheld) == ("у неё диабет", {})


def test_a_number_beside_a_name_or_a_phone_is_found_and_never_shown(tmp_path: Path) -> None:
    """A passport typed into the cell of a name would stand whole in the list of problems."""
    made = ClientBase.create(tmp_path / "base", "", NOON)
    (tmp_path / "people.csv").write_text(
        "ФИО;Телефон\nИванов Иван Иванович паспорт 4510 123456;89161230001\n"
        "Котова Анна 4111 1111 1111 1111;89161230002\nЛис Пётр;89161230003 паспорт 4510 123456\n",
        encoding="utf-8",
    )
    import_files(made, [tmp_path / "people.csv"], ImportOptions(), NOON)
    with duckdb.connect(made.database, read_only=True) as connection:
        found = connection.execute("select row_number, code, value, suggestion from problems").fetchall()
    told = {(row, code) for row, code, _, _ in found if code.startswith("sensitive.")}
    assert sorted(code for _, code in told) == ["sensitive.card", "sensitive.passport", "sensitive.passport"]
    shown = " ".join(f"{value} {suggestion}" for _, _, value, suggestion in found)
    assert "123456" not in shown
    assert "1111 1111 1111" not in shown
