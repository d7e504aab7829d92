"""Names judged word by word in one step: the verdicts are those that each name alone would get."""

import csv
import random
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest

from clientbase.base import Connection
from clientbase.base.store import scratch
from clientbase.cleaning.companies import clean_company
from clientbase.cleaning.names import PersonName, clean_name
from clientbase.cleaning.registry import CleaningContext
from clientbase.rules import Rules
from clientbase.workflows import names as workflow

CONTEXT = CleaningContext("RU", "RUB", date(2026, 11, 1), Rules(not_names=("мимо проходил",)))
TEXTS = ("last_text", "first_text", "patronymic_text", "full_text")
VERDICT = ("last_name", "first_name", "patronymic", "sex", "note", "code", "suggestion")
KEYS = ("first_key", "last_key", "patronymic_key", "company", "company_key")

with (Path(__file__).parent.parent / "cleaning" / "name_cells.csv").open(encoding="utf-8", newline="") as stream:
    CELLS = [row["cell"] for row in csv.DictReader(stream, delimiter=";")]

WORDS = """
Иванов Иванова Ким Ли Мороз Ковальчук Шевченко Оганесян Гиоргадзе Достоевская Черных Петрова-Водкина Цой Живаго
ЯН Ян ян ИИ Иван Анна Саша Женя Пётр Любовь Илья Никита Роман Марина Рашид Айгуль Зухра Анна-Мария Неведомый Брр
Иванович Петровна Ильич Ильинична Миколаївна Серікұлы Кузьмич Рабинович
И. П. A. J. John Smith Anna Kuznetsova Pushkin Martin Christina Lee Ivanovich Robin Brown
оглы кызы ван де маникюр сосед клиент Москва тест ИП ООО школа Салон мимо проходил нет bdfyjd Cветлана
""".split()  # noqa: SIM905 -- a list to read


@pytest.fixture
def connection() -> Iterator[Connection]:
    """An empty base."""
    with scratch() as made:
        yield made


def verdicts(connection: Connection, cells: set[tuple[str, ...]], order: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what the import remembers of each name."""
    columns = list(zip(*sorted(cells), strict=True))
    connection.register("source_names", pa.table(dict(zip(TEXTS, map(pa.array, columns), strict=True))))
    workflow.clean_names(connection, CONTEXT, order)
    rows = connection.execute(f"select {', '.join((*TEXTS, *VERDICT, *KEYS))} from cleaned_names").fetchall()
    assert len(rows) == len(cells)
    return {row[:4]: row[4:] for row in rows}


def alone(cells: tuple[str, ...], order: str) -> tuple[str, ...]:
    """Return the verdict on one name."""
    last, first, patronymic, full = cells
    name = clean_name(last, first, patronymic, full, order=order, not_names={"мимо проходил"})
    *rest, _, company = astuple(name)
    return (*rest, company, clean_company(company).key)


def made_cells() -> set[tuple[str, ...]]:
    """Return thousands of names: all pairs of words in all their places, and many triples in every case."""
    random.seed(20261101)
    pairs = [("", "", "", f"{one} {two}") for one, two in product(WORDS, repeat=2)]
    triples = [" ".join(random.choices(WORDS, k=3)) for _ in range(1200)]
    full = [("", "", "", case(name)) for name in triples for case in (str, str.upper, str.lower)]
    columns = [(*random.choices(["", *WORDS], k=3), "") for _ in range(1500)]
    mixed = [tuple(random.choices(["", "", "Иван Петров", *WORDS], k=4)) for _ in range(1000)]
    return {*pairs, *full, *columns, *mixed, *(("", "", "", cell) for cell in [*CELLS, *WORDS])}


GAPS = ("", " ", "  ", "\t", " \t", "\n", "\u00a0", " \u00a0", "\u2009", "\u200b", "\x1f", "\x0b")
PEOPLE = ["Ирина", "Анна Петрова", "Кузнецова Мария Ивановна", "Иванов И. П.", "Иванов И.П.", "John Smith"]


@pytest.mark.parametrize("order", ["", "name_first"])
def test_spaces_too_many_change_no_name(connection: Connection, order: str) -> None:
    """A space before a name would take the name away from everybody in a long list."""
    written = {
        f"{before}{person.replace(' ', between or ' ')}{behind}"
        for person, before, between, behind in product(PEOPLE, GAPS, GAPS, GAPS)
    }
    full: set[tuple[str, ...]] = {("", "", "", name) for name in {*written, *GAPS[1:]}}
    columns: set[tuple[str, ...]] = {
        (f"{before}Иванова{behind}", f"{behind}Анна{before}", before, behind)
        for before, behind in product(GAPS, repeat=2)
    }
    cells = full | columns | {("", "", "", f" Мария{gap}Ли ") for gap in GAPS}
    found = verdicts(connection, cells, order)
    wrong = {cell: (found[cell], alone(cell, order)) for cell in cells if found[cell] != alone(cell, order)}
    assert wrong == {}
    assert {found["", "", "", name][:3] for name in written if "Ирина" in name} == {("", "Ирина", "")}


@pytest.mark.parametrize("order", ["", "name_first", "surname_first"])
def test_names_judged_together_are_judged_as_alone(connection: Connection, order: str) -> None:
    """A long list would read a name otherwise than a short one."""
    cells = made_cells()
    found = verdicts(connection, cells, order)
    wrong = {cell: (found[cell], alone(cell, order)) for cell in cells if found[cell] != alone(cell, order)}
    assert wrong == {}


def test_plain_names_need_no_look_of_their_own(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million plain names would be read one by one."""
    looked_at: list[str] = []

    def clean(*cells: str, **_: object) -> PersonName:
        looked_at.append(cells[3])
        return PersonName()

    monkeypatch.setattr(workflow, "clean_name", clean)
    people = product(
        ("Иванов", "Петров", "Ким", "Сидоренко"), ("Иван", "Пётр", "Илья"), ("Иванович", "Ильич", "Петрович")
    )
    names = [" ".join(person) for person in people]
    cells: set[tuple[str, ...]] = {("", "", "", case(name)) for name in names for case in (str, str.upper, str.lower)}
    cells |= {
        ("", "", "", f"{surname} {one}.{two}.") for surname, one, two in product(["Иванов", "Ким"], "АБВГДЕ", "КЛМНОП")
    }
    cells |= {(*name.split(), "") for name in names}
    verdicts(connection, {*cells, ("", "", "", "Анна маникюр")}, "")
    assert looked_at == ["Анна маникюр"]
