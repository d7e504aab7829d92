"""What `check` shows: problems in words, how full, valid and fresh the fields are, what the settings require."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Cli

CRM = """\
ID;ФИО;Телефон;E-mail;Город
1;Котова Анна Сергеевна;8 916 123-45-67;anna@mail,ru;Казань
2;Лис Пётр;891612;petr@example.ru;
3;;8 916 123-45-60;;Омск
"""
REQUIRED = '[rules]\nrequired = ["city", "last_name"]\n'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a CRM's export and a base that took it."""
    cli = Cli(tmp_path_factory.mktemp("check"), CLIENTBASE_HOME="base")
    cli.done("init", "base")
    (cli.folder / "crm.csv").write_text(CRM, encoding="utf-8")
    cli.done("import", "crm.csv")
    return cli.folder


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Cli:
    """The command in a copy of that folder."""
    return Cli(shutil.copytree(home, tmp_path / "own"), CLIENTBASE_HOME="base")


def test_fill_valid_and_fresh_are_shares_that_a_person_can_count(own: Cli) -> None:
    """Two of three have a phone that can be dialled, two of three written ones are right, all came today."""
    fields = {row["field"]: row for row in own.done("check", "--format", "json").data["fields"]}
    assert fields["phone"] == {
        "field": "phone", "filled": 2, "clients": 3, "share": 0.6667, "valid": 0.6667, "fresh": 1.0,
    }  # fmt: skip
    assert fields["email"]["valid"] == 0.5
    later = own.done("check", "--format", "json", "--as-of", "2099-01-01").data["fields"]
    assert {row["fresh"] for row in later} == {0.0}


def test_problems_are_told_in_words(own: Cli) -> None:
    """A person reads what is wrong and what to do; a machine reads the code too, and every example."""
    (phone,) = (row for row in own.done("check", "--format", "json").data["problems"] if row["field"] == "phone")
    assert phone["code"] == "phone.not_in_plan"
    assert phone["severity"] == "error"
    assert phone["count"] == 1
    assert phone["examples"] == "891612"
    assert phone["problem"]
    assert phone["remedy"]
    shown = " ".join(own.done("check").out.split())
    assert "no such number in the country's plan" in shown
    assert "phone.not_in_plan" not in shown


def test_every_problem_has_its_place_its_words_and_its_client(own: Cli) -> None:
    """From a row of the list one gets to the file, and to the client whom it keeps from a letter."""
    rows = own.done("check", "--rows", "--format", "csv").rows
    assert [(row["file"], row["line"], row["header"], row["value"], row["client_id"]) for row in rows] == [
        ("crm.csv", "2", "E-mail", "anna@mail,ru", "1"),
        ("crm.csv", "3", "Телефон", "891612", "2"),
    ]
    assert all(row["code"] and row["severity"] and row["problem"] and row["remedy"] for row in rows)


def test_a_problem_of_an_older_export_is_forgotten(own: Cli) -> None:
    """What the newest export has right is not counted any more."""
    mended = CRM.replace("891612", "8 916 123-45-68").replace("mail,ru", "mail.ru")
    (own.folder / "next.csv").write_text(mended, encoding="utf-8")
    own.done("import", "next.csv")
    assert own.done("check", "--format", "json").data["problems"] == []
    own.done("check", "--strict")


def test_what_the_settings_require_is_asked_of_every_client(own: Cli) -> None:
    """A client without a required field is an error by name; setting it mends that, and so do other settings."""
    settings = own.folder / "base" / "clientbase.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}\n{REQUIRED}", encoding="utf-8")
    groups = {row["field"]: row for row in own.done("check", "--format", "csv").rows if row["code"] == "value.required"}
    assert {field: (row["count"], row["severity"]) for field, row in groups.items()} == {
        "city": ("1", "error"),
        "last_name": ("1", "error"),
    }
    rows = own.done("check", "--rows", "--format", "csv").rows
    assert [(row["field"], row["client_id"]) for row in rows if row["code"] == "value.required"] == [
        ("city", "2"),
        ("last_name", "3"),
    ]
    own.done("set", "2", "city=Омск", "phone=")
    own.done("set", "3", "last_name=Ёж")
    own.done("set", "1", "email=")
    own.done("check", "--strict")
    settings.write_text(f"{before}\n{REQUIRED.replace('city', 'sex')}", encoding="utf-8")
    assert own.run("check", "--strict").code == 7


def test_the_report_fits_a_screen_of_80_columns(own: Cli) -> None:
    """Words, counts and examples stand beside each other in a small terminal, in both languages."""
    for language in ("en", "ru"):
        for words in (["check"], ["check", "--rows"]):
            lines = own.done(*words, "--lang", language).out.splitlines()
            assert [line for line in lines if len(line.rstrip()) > 80] == []


def test_an_empty_base_has_nothing_to_tell(cli: Cli, tmp_path: Path) -> None:
    """No clients make no division by zero and no invented problem."""
    cli.done("init", "empty")
    assert cli.done("check", "--format", "json", "--base", tmp_path / "empty").data["problems"] == []
    assert "nothing to fix" in cli.done("check", "--fix", "x.xlsx", "--base", "empty").err
    assert not (tmp_path / "x.xlsx").exists()
