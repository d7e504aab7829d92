"""The invented world: the same again from its seed, its truth complete, its hard cases there."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.bench.world.chronicle import Chronicle
from tests.bench.world.kinds import KINDS
from tests.bench.world.names import of_woman, patronymic
from tests.bench.world.russian import Cards, Crm, Shop

CONTACTS = 1500


@pytest.fixture(scope="module")
def world() -> Chronicle:
    """A small main list."""
    return Chronicle("main", CONTACTS, 7)


def written(folder: Path, kind: str, contacts: int) -> dict[str, bytes]:
    """Return the bytes of every file of a list."""
    Chronicle(kind, contacts, 7).save(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    """A figure measured today can be measured again tomorrow."""
    first = written(tmp_path / "first", kind, 300)
    assert first == written(tmp_path / "second", kind, 300)
    assert len(first) > 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_truth_covers_every_row(kind: str, tmp_path: Path) -> None:
    """No row goes unjudged, and the number of a row is that of its record with the header counted."""
    paths = Chronicle(kind, 300, 7).save(tmp_path, later=20)
    rows = 0
    with (tmp_path / "truth.csv").open(encoding="utf-8", newline="") as stream:
        told = {(row["file"], int(row["record"])) for row in csv.DictReader(stream)}
    dialects = {source.file: (source.encoding, source.delimiter) for source in Chronicle(kind, 1, 7).sources}
    for path in paths:
        encoding, delimiter = dialects[path.name.removeprefix("later_")]
        with path.open(encoding=encoding, newline="") as stream:
            records = list(csv.reader(stream, delimiter=delimiter))
        assert {(path.name, number) for number in range(2, len(records) + 1)} <= told
        rows += len(records) - 1
    assert rows == len(told) == 300
    assert any(path.name.startswith("later_") for path in paths)


def test_households_are_hard_in_the_way_of_life(world: Chronicle) -> None:
    """Father and son of one name, mother and daughter, twins and siblings are among those who are written down."""
    assert set(world.families) == {"father and son", "mother and daughter", "twins", "siblings"}


def test_namesakes_marriages_and_dropped_numbers_occur(world: Chronicle) -> None:
    """Same full names of two people, two surnames of one, one number of two: what a matcher must weigh is there."""
    people = {entity for lines in world.lines.values() for _, _, entity in lines}
    full_names: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for _, cells, entity in world.lines[Crm]:
        full_names[cells[1:3]].add(entity)
        surnames[entity].add(cells[1])
        numbers[cells[4]].add(entity)
    for source, column in ((Shop, 1), (Cards, 4)):
        for _, cells, entity in world.lines[source]:
            numbers[cells[column]].add(entity)
    assert any(len(entities) > 1 for name, entities in full_names.items() if all(name))
    assert any(len(entities) > 1 for number, entities in numbers.items() if len(number) > 10)
    assert len(people) > CONTACTS / 3


def test_what_is_not_known_is_filled_in(world: Chronicle) -> None:
    """Placeholders stand where people gave nothing, as in every real list."""
    cells = Counter(cell for lines in world.lines.values() for _, row, _ in lines for cell in row)
    assert any(cells[number] for number in ("0000000000", "80000000000", "+7 (999) 999-99-99"))
    assert any(cells[day] for day in ("01.01.1900", "01.01.1970"))


def test_one_person_stands_on_one_to_six_rows(world: Chronicle) -> None:
    """Duplicates are as many as in life, two or three a person on the average, never a crowd."""
    rows = Counter(entity for lines in world.lines.values() for _, _, entity in lines)
    people = [count for entity, count in rows.items() if entity.startswith("p")]
    assert max(people) <= 6
    assert 2 < sum(people) / len(people) < 3


def test_surnames_and_patronymics_are_russian() -> None:
    """The names that everything hangs on are spelt as people spell them."""
    assert [of_woman(name) for name in ("Иванов", "Вишневский", "Толстой", "Черных", "Ким", "Мельник")] == [
        "Иванова", "Вишневская", "Толстая", "Черных", "Ким", "Мельник",
    ]  # fmt: skip
    fathers = ("Сергей", "Юрий", "Игорь", "Илья", "Пётр", "Иван")
    assert [patronymic(father, "male") for father in fathers] == [
        "Сергеевич", "Юрьевич", "Игоревич", "Ильич", "Петрович", "Иванович",
    ]  # fmt: skip
    assert [patronymic(father, "female") for father in fathers[3:]] == ["Ильинична", "Петровна", "Ивановна"]
