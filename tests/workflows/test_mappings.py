"""What a person said of a file's columns is remembered for files of the same shape, and asked for once."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.errors import TooManyRejects
from clientbase.sources.mapping import Mapping
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.import_ import ImportOptions, ImportOutcome, import_files
from clientbase.workflows.init import init, settings_text
from clientbase.workflows.mappings import choices, fingerprint
from tests.conftest import Cli

MOMENT = dt.datetime(2026, 11, 1, 12)
HEADER = "ФИО;Связь;Метка дня"
SAID = ImportOptions(map={"Метка дня": "birth_date"}, said={"Метка дня": "birth_date"})


@pytest.fixture
def base(tmp_path: Path) -> ClientBase:
    """An empty base."""
    return init(tmp_path / "base", settings_text("en", "RU", "RUB", "Europe/Moscow"), MOMENT)


def taken(
    base: ClientBase, name: str, *rows: str, options: ImportOptions | None = None, header: str = HEADER
) -> dict[str, str]:
    """Import a file of these rows and return header → field of its columns, "" for own ones."""
    path = base.folder.parent / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    outcome = import_files(base, [path], options or ImportOptions(), MOMENT)
    return {c.header: c.field for c in outcome.taken[0].mapping.columns}


def remembered(base: ClientBase) -> list[tuple[str, str, str]]:
    """Return what the base remembers: source, header, field."""
    with base.read() as connection:
        return connection.execute("select source, header, field from mappings order by all").fetchall()


def test_what_was_said_once_holds_for_the_next_file(base: ClientBase) -> None:
    """The monthly export is mapped by hand in the first month only; the order of its columns may change."""
    taken(base, "may.csv", "Анна Котова;+79161234567;02.03.1988", options=SAID)
    assert remembered(base) == [("main", "Метка дня", "birth_date")]
    fields = taken(base, "june.csv", "02.04.1990;Борис Лунин;+79161234568", header="Метка дня;ФИО;Связь")
    assert fields == {"Метка дня": "birth_date", "ФИО": "full_name", "Связь": "phone"}


def test_another_shape_or_source_is_not_meant(base: ClientBase) -> None:
    """A header means what it was said to mean in its own export alone."""
    taken(base, "may.csv", "Анна Котова;+79161234567;02.03.1988", options=SAID)
    other = taken(base, "other.csv", "Анна Котова;+79161234567;02.03.1988;7", header=f"{HEADER};Ещё")
    assert other["Метка дня"] == ""
    shop = taken(base, "shop.csv", "Вера Орлова;+79161234569;02.03.1988", options=ImportOptions(source="shop"))
    assert shop["Метка дня"] == ""


def test_a_new_word_goes_before_the_remembered_one(base: ClientBase) -> None:
    """A mistake is mended by saying it again, and the new word is the one remembered; the settings are not."""
    taken(base, "may.csv", "Анна Котова;+79161234567;02.03.1988", options=SAID)
    from_settings = ImportOptions(map={"Метка дня": "created_on"})
    assert (
        taken(base, "june.csv", "Вера Орлова;+79161234569;02.03.2024", options=from_settings)["Метка дня"]
        == "created_on"
    )
    assert remembered(base) == [("main", "Метка дня", "birth_date")]
    again = ImportOptions(map={"метка дня": "-"}, said={"метка дня": "-"})
    assert taken(base, "july.csv", "Борис Лунин;+79161234568;02.03.1988", options=again)["Метка дня"] == ""
    assert remembered(base) == [("main", "Метка дня", "")]


def test_a_refused_import_leaves_nothing_remembered(base: ClientBase) -> None:
    """An import is taken whole or not at all, what was said of it too."""
    path = base.folder.parent / "bad.csv"
    path.write_text(f"{HEADER}\nАнна Котова;+79161234567;02.03.1988\n" + ";;02.03.1988\n" * 5, encoding="utf-8")
    with pytest.raises(TooManyRejects):
        import_files(base, [path], replace(SAID, max_rejects=0.0), MOMENT)
    assert remembered(base) == []


def ask_about(base: ClientBase, answer: str) -> tuple[ImportOutcome, list[tuple[str, ...]]]:
    """Import a file with a doubtful column, answering so; return what came of it and what was offered."""
    offered: list[tuple[str, ...]] = []

    def ask(_file: SourceFile, _table: SourceTable, mapping: Mapping) -> dict[str, str]:
        offered.extend(choices(mapping, column) for column in mapping.doubtful)
        return {column.header: answer for column in mapping.doubtful}

    path = base.folder.parent / "asked.csv"
    path.write_text("ФИО;Телефон;Форок\nАнна Котова;+79161234567;Казань\n".replace("Форок", "Горад"), encoding="utf-8")
    return import_files(base, [path], ImportOptions(), MOMENT, ask=ask), offered


def test_an_answer_is_taken_and_remembered(base: ClientBase) -> None:
    """A column in doubt is asked about once: the next file of the shape asks nothing."""
    outcome, offered = ask_about(base, "city")
    assert offered[0][0] == "city"
    assert {c.header: c.field for c in outcome.taken[0].mapping.columns}["Горад"] == "city"
    assert remembered(base) == [("main", "Горад", "city")]
    fields = taken(base, "next.csv", "Борис Лунин;+79161234568;Омск", header="ФИО;Телефон;Горад")
    assert fields["Горад"] == "city"


def test_to_keep_a_column_is_an_answer_too(base: ClientBase) -> None:
    """Nobody is asked the same question every month."""
    ask_about(base, "")
    assert remembered(base) == [("main", "Горад", "")]
    path = base.folder.parent / "next.csv"
    path.write_text("ФИО;Телефон;Горад\nБорис Лунин;+79161234568;Омск\n", encoding="utf-8")
    outcome = import_files(base, [path], ImportOptions(), MOMENT)
    assert outcome.taken[0].mapping.doubtful == ()


def test_a_file_without_headers_has_no_shape(base: ClientBase) -> None:
    """Made-up names are those of any file with as many columns."""
    path = base.folder.parent / "bare.csv"
    path.write_text("Анна Котова;+79161234567\nБорис Лунин;+79161234568\n", encoding="utf-8")
    outcome = import_files(base, [path], ImportOptions(), MOMENT)
    assert fingerprint(outcome.taken[0].table) == ""


def test_without_a_terminal_a_doubt_is_told(cli: Cli) -> None:
    """Nobody is asked in a cron job; one line says which column it is and what to type."""
    cli.done("init", ".")
    (cli.folder / "list.csv").write_text("ФИО;Телефон;Горад\nАнна Котова;+79161234567;Казань\n", encoding="utf-8")
    result = cli.done("import", "list.csv")
    assert "--map 'Горад=city'" in result.err
    assert '"Горад" (city?)' in result.err
    again = cli.done("import", "list.csv", "-q")
    assert again.err == ""


def test_inspect_shows_how_sure_it_is(cli: Cli) -> None:
    """A person sees which columns were told by their header and which by a guess."""
    (cli.folder / "list.csv").write_text("ФИО;Связь;Итог\nАнна Котова;+79161234567;да\n", encoding="utf-8")
    rows = cli.done("inspect", "list.csv", "--format", "json").data
    assert [(row["field"], row["confidence"]) for row in rows] == [("full_name", 0.99), ("phone", 0.9), ("", None)]
