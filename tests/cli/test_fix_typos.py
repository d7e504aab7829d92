"""--fix typos: what is suggested for a slip takes its place, and the problems keep what was written."""

import csv
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Cli

LIST = """\
Имя;E-mail;Город
Анна Котова;Anna@gmial.com;Казнаь
Пётр Лис;petr@mail,ru;Москва
Олег Ёж;oleg@firma.ru, oleg@yandex.ry;Неведомск
Яна Ёж;yana;Тверь
"""
FIXED = {
    ("email.typo_fixed", "Anna@gmial.com", "Anna@gmail.com"),
    ("city.typo_fixed", "Казнаь", "Казань"),
    ("email.typo_fixed", "petr@mail,ru", "petr@mail.ru"),
    ("email.typo_fixed", "oleg@firma.ru, oleg@yandex.ry", "oleg@yandex.ru"),
}


def rows(path: Path) -> list[dict[str, str]]:
    """Return a written CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


@pytest.fixture
def shop(cli: Cli) -> Cli:
    """A folder with a list that has slips."""
    (cli.folder / "list.csv").write_text(LIST, encoding="utf-8")
    return cli


def told(folder: Path) -> set[tuple[str, str, str]]:
    """Return code, value and suggestion of the problems that `clean` wrote."""
    return {(row["code"], row["value"], row["suggestion"]) for row in rows(folder / "list.problems.csv")}


def test_clean_mends_slips_when_told_to_and_says_so(shop: Cli) -> None:
    """A suggestion would be put into the copy unasked, or what was written would be lost with the mending."""
    shop.done("clean", "list.csv")
    assert [row["E-mail"] for row in rows(shop.folder / "list.clean.csv")][:2] == ["Anna@gmial.com", "petr@mail,ru"]
    assert not {code for code, _, _ in told(shop.folder)} & {"email.typo_fixed", "city.typo_fixed"}
    shop.done("clean", "list.csv", "--fix", "typos")
    clean = rows(shop.folder / "list.clean.csv")
    assert [(row["E-mail"], row["Город"]) for row in clean] == [
        ("Anna@gmail.com", "Казань"),
        ("petr@mail.ru", "Москва"),
        ("oleg@firma.ru, oleg@yandex.ru", "Неведомск"),
        ("yana", "Тверь"),
    ]
    assert told(shop.folder) >= FIXED
    assert not {code for code, _, _ in told(shop.folder)} & {"email.typo_domain", "city.typo"}


def test_import_mends_slips_and_its_verdicts_stay_apart(shop: Cli) -> None:
    """A file taken without the option would get the mended values of one taken with it, or the other way round."""
    shop.done("init", "base")
    shop.done("import", "list.csv", "--fix", "typos", "--base", "base")
    (shop.folder / "other.csv").write_text(LIST.replace("Котова", "Белова"), encoding="utf-8")
    shop.done("import", "other.csv", "--base", "base", "--source", "other")
    sql = "select import_id, code, severity, value, suggestion from problems where value like '%gmial%' order by 1"
    assert query(shop, sql) == [
        (1, "email.typo_fixed", "note", "Anna@gmial.com", "Anna@gmail.com"),
        (2, "email.typo_domain", "warning", "Anna@gmial.com", "Anna@gmail.com"),
    ]
    sql = "select import_id, value, key from clean_points where value ilike 'anna%' order by 1"
    assert query(shop, sql) == [
        (1, "Anna@gmail.com", "anna@gmail.com"),
        (2, "Anna@gmial.com", "anna@gmial.com"),
    ]


def test_a_source_in_the_settings_may_be_mended_always(shop: Cli) -> None:
    """Whoever refreshes by cron would have to import by hand."""
    shop.done("init", "base")
    settings = shop.folder / "base" / "clientbase.toml"
    text = settings.read_text(encoding="utf-8") + '[[sources]]\nfiles = "../list.csv"\nname = "list"\nfix = "typos"\n'
    settings.write_text(text, encoding="utf-8")
    shop.done("refresh", "--base", "base")
    sql = "select count(*) from problems where code = 'email.typo_fixed'"
    assert query(shop, sql) == [(3,)]


def test_what_cannot_be_fixed_is_named(shop: Cli) -> None:
    """A misspelt word would be taken for an order to mend nothing."""
    told_so = shop.run("clean", "list.csv", "--fix", "typo")
    assert told_so.code == 2
    assert "use one of: typos" in told_so.err


def query(shop: Cli, sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a question to the base."""
    with duckdb.connect(shop.folder / "base" / "clients.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()
