"""What is written beside a name tells two people of one name apart: Jr. and Sr., мама Пети and Петя."""

from pathlib import Path

import pytest

from clientbase.base import ClientBase
from tests.matching.test_who_is_who import NOON, PHONE, People


@pytest.fixture
def people(tmp_path: Path) -> People:
    """A new base without anybody."""
    return People(ClientBase.create(tmp_path / "base", "", NOON), tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Brown Jr.", "Robert Brown Sr."),
        ("Robert Brown II", "Robert Brown III"),
        ("Иванов Иван Иванович ст.", "Иванов Иван Иванович мл."),
        ("Иванов Иван Иванович (старший)", "Иванов Иван Иванович младший"),
        ("Анна вторая", "Анна (первая)"),
        ("Мама Пети", "Петя Ким"),
        ("Муж Ольги", "Ольга Ким"),
        ("Мама Пети", "Папа Пети"),
    ],
)
def test_people_marked_apart_stay_two_clients(people: People, one: str, other: str) -> None:
    """Father and son, or a child and its mother, on one phone would become one client."""
    assert len(people.take(f"{one},{PHONE}", f"{other},{PHONE}")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Brown Jr.", "Robert Brown"),
        ("Robert Brown Jr.", "Robert Brown II"),
        ("Иванов Иван Иванович мл.", "Иванов Иван Иванович младший"),
        ("Мама Пети", "мама Пети"),
        ("", "Ольга Ким"),
        ("José García López", "Jose Garcia"),
        ("Jose Garcia Lopez", "Jose Lopez"),
        ("Иванова (Белова) Ольга", "Белова Ольга"),
        ("Иванова (Белова) Ольга", "Ольга Иванова"),
        ("Салтыков Щедрин Михаил", "Щедрин-Салтыков Михаил"),
    ],
)
def test_one_mark_an_equal_one_or_a_second_surname_parts_nobody(people: People, one: str, other: str) -> None:
    """One list says Jr., or both surnames, and the other does not: still one person."""
    assert len(people.take(f"{one},{PHONE}", f"{other},{PHONE}")) == 1


def test_two_marks_do_not_meet_by_way_of_a_row_without_one(people: People) -> None:
    """Father and son would become one client as soon as a third list leaves the mark out."""
    clients = people.take(*(f"Robert Brown{mark},{PHONE}" for mark in (" Jr.", " Sr.", "")))
    assert len(clients) == 2
    assert people.match() == clients
