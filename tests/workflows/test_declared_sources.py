"""A file named on the command line that an entry of `[[sources]]` names too."""

from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.cli.intake_story import tell_import
from clientbase.workflows.dedupe import dedupe
from clientbase.workflows.import_ import ImportOptions, import_files
from tests.workflows.conftest import NOON
from tests.workflows.test_sources import PEOPLE, compared, rows_of, settled, write

SETTINGS = """\
[[sources]]
files = "{folder}/crm*.csv"
name = "crm"
trust = 2
ids_are_people = true
country = "KZ"
map = {{ "Вес" = "note", "Город" = "region" }}

[[sources]]
files = "{folder}/*.csv"
name = "rest"
"""


@pytest.fixture
def base(tmp_path: Path) -> ClientBase:
    """An empty base whose settings know two sources."""
    return settled(ClientBase.create(tmp_path / "base", "", NOON), SETTINGS.format(folder=tmp_path))


def test_a_named_file_takes_the_settings_of_its_source(
    base: ClientBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken by hand or by a refresh, a file is the same source's; each file has its own, the first that names it."""
    crm, other = write(tmp_path, "crm1.csv", PEOPLE[1]), write(tmp_path, "b.csv", PEOPLE[2])
    aside = write(tmp_path, "aside/c.csv", PEOPLE[3])
    outcome = import_files(base, [crm, other, aside], ImportOptions(), NOON)
    assert rows_of(base, "select file, source, trust, country from imports order by import_id") == [
        ("crm1.csv", "crm", 2, "KZ"), ("b.csv", "rest", 0, ""), ("c.csv", "main", 0, ""),
    ]  # fmt: skip
    assert rows_of(base, "select region from stg_contacts where client_key = '1'") == [("Казань",)]
    tell_import(outcome)
    told = capsys.readouterr().err
    assert f"as clientbase.toml says of {tmp_path}/crm*.csv, source crm" in told
    assert told.count("as clientbase.toml says") == 2


def test_what_the_command_says_goes_before(base: ClientBase, tmp_path: Path) -> None:
    """A setting is a habit, an option is of today; a column that only the settings map keeps its field."""
    said = ImportOptions(country="BY", map={"Вес": "tags"})
    taken = import_files(base, [write(tmp_path, "crm1.csv", PEOPLE[1])], said, NOON).taken[0]
    assert rows_of(base, "select source, trust, country from imports") == [("crm", 2, "BY")]
    assert {column.header: column.field for column in taken.mapping.columns if column.header in ("Вес", "Город")} == {
        "Вес": "tags", "Город": "region",
    }  # fmt: skip


def test_a_source_that_was_named_is_not_looked_for(base: ClientBase, tmp_path: Path) -> None:
    """Who says `--source main` of a file that the settings give to another source means it."""
    path = write(tmp_path, "crm1.csv", PEOPLE[1])
    import_files(base, [path], ImportOptions(is_source_said=True), NOON)
    import_files(base, [path], ImportOptions(source="rest", is_forced=True), NOON)
    assert rows_of(base, "select source, trust from imports order by import_id") == [("main", 0), ("rest", 0)]


OTHERS = (PEOPLE[1].replace("Котова Анна", "Дуб Лев"), PEOPLE[2].replace("Лис Пётр", "Бук Ян"), PEOPLE[3])


def test_other_names_on_the_same_ids_are_new_contacts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whose id stood on another name is somebody new; where most are, it is another system, and that is said."""
    base = ClientBase.create(tmp_path / "base", "", NOON)
    import_files(base, [write(tmp_path, "a.csv", PEOPLE[1], PEOPLE[2])], ImportOptions(), NOON)
    tell_import(import_files(base, [write(tmp_path, "b.csv", *OTHERS)], ImportOptions(), NOON))
    assert compared(base) == (3, 0, 0, 0)
    told = capsys.readouterr().err
    assert "2 ids stood on other names before" in told
    assert "--source NAME" in told
    dedupe(base, NOON)
    assert rows_of(base, "select count(*) from client_contacts") == [(5,)]


def test_one_new_name_is_a_change_of_one(base: ClientBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a list that is still the same one nobody is asked whether it is another."""
    import_files(base, [write(tmp_path, "a.csv", *PEOPLE.values())], ImportOptions(), NOON)
    newer = write(tmp_path, "b.csv", OTHERS[0], PEOPLE[2], PEOPLE[3].replace("Тверь", "Омск"))
    tell_import(import_files(base, [newer], ImportOptions(), NOON))
    assert compared(base) == (1, 1, 1, 0)
    assert "stood on" not in capsys.readouterr().err
