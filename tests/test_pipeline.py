"""The pipeline on a real base: what is built import by import, whole, twice or for another day agrees."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.base.store import scratch
from clientbase.cleaning import first_names
from clientbase.cleaning.plain_text import clean_key
from clientbase.fields import IMPORTABLE_KINDS, QUESTIONS, kinds
from clientbase.workflows.import_ import ImportOptions, import_files

NOON = datetime.fromisoformat("2026-11-01T12:00")
AS_OF = NOON.date()

#: Table → its rows, in one order whatever order they were stored in.
Tables = dict[str, list[tuple[object, ...]]]

CRM = """\
ID;ФИО;Телефон;E-mail;Город;Дата рождения;Согласие на рассылку;*;Тариф "Про" \\
1;Котова Анна Сергеевна;8 916 123-45-67;anna@example.ru;Казань;05.03.1990;да;x;1500,50
2;Лис Пётр;89161234567;;пермь;13.03.1985;нет;;
3;Ёж Яна;;yana@example.ru;;;;y;2000
"""
FORM = """\
Имя,Телефон,E-mail
Аня Котова,+7 916 123 45 67,
Яна Ёж,,YANA@example.ru
Яна Ёж,,YANA@example.ru
,,nobody
"""
ORDERS = """\
Номер заказа;Дата;Статус;Покупатель;Телефон;Товар;Количество;Цена;Сумма;Срок аренды
A1;05.01.2026;Выполнен;Анна Котова;89161234567;Чай;2;100;200;30 дней
A1;05.01.2026;Выполнен;Анна Котова;89161234567;Кофе;1;300;300;30 дней
A2;07.03.2026;Выполнен;Яна Ёж;;Чай;1;100;100;
A3;09.04.2026;Отменён;Лис Пётр;89161234567;Чай;1;100;100;
"""
SURVEY = """\
Отметка времени;Телефон;Какую задачу решали?;Что подтолкнуло?;Любимый сорт чая?
01.03.2026 10:00:00;89161234567;подарок;день рождения;
02.03.2026 10:00:00;89165550077;чай домой;-;улун
"""
EVENTS = """\
Дата и время;Событие;E-mail;Канал
05.03.2026 10:30;Открытие;yana@example.ru;e-mail
06.03.2026 11:00;hard bounce;dead@example.ru;e-mail
"""
CONSENTS = """\
E-mail;Канал;Статус согласия;Дата согласия
yana@example.ru;e-mail;дано;01.02.2026
"""
AGREEMENTS = """\
Телефон;Вид договора;Дата начала;Действует до
89161234567;Абонемент;01.01.2026;31.12.2026
"""
PRICES = "Товар;Цена;Себестоимость\nЧай;100;40\n"
ADS = "Дата;Кампания;Канал;Показы;Клики;Расход (руб.)\n01.03.2026;Поиск;Яндекс;1000;20;500,50\n"
FILES = {
    "crm.csv": CRM, "form.csv": FORM, "orders.csv": ORDERS, "survey.csv": SURVEY, "events.csv": EVENTS,
    "consents.csv": CONSENTS, "agreements.csv": AGREEMENTS, "prices.csv": PRICES, "ads.csv": ADS,
}  # fmt: skip


def imported(folder: Path, files: dict[str, str]) -> ClientBase:
    """Return a base that took CSV texts, one after another."""
    base = ClientBase.create(folder / "base", "", NOON)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        import_files(base, [folder / name], ImportOptions(max_rejects=1.0), NOON)
    return base


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base that took a CRM's export, a form's answers and orders, with no model beyond the clean rows."""
    return imported(tmp_path_factory.mktemp("pipeline"), FILES).folder


@pytest.fixture
def base(home: Path, tmp_path: Path) -> ClientBase:
    """A copy of it, which a test may change."""
    return ClientBase.open(shutil.copytree(home, tmp_path / "base"))


def stored(connection: Connection, models: tuple[pipeline.Model, ...] = pipeline.MODELS) -> Tables:
    """Return the rows of models' stored tables, also where a temporary one of the same name stands before them."""
    ((database,),) = connection.execute("select current_database()").fetchall()
    return {
        model.table: connection.execute(f'select * from "{database}".main.{model.table} order by all').fetchall()
        for model in models
    }


def built(base: ClientBase, as_of: date = AS_OF) -> Tables:
    """Build every model and return what stands in the base then."""
    with base.write(NOON) as copy:
        pipeline.build_all(copy.connection, as_of)
    with base.read() as connection:
        return stored(connection)


@pytest.mark.parametrize("kind", IMPORTABLE_KINDS)
def test_the_staging_tables_hold_the_vocabulary(kind: str) -> None:
    """A field added to fields.toml without a column, or with one of the wrong type, would fail at a user's import."""
    with scratch() as connection:
        columns = connection.execute(
            "select column_name, data_type from duckdb_columns() where table_name = ? order by column_index",
            [f"stg_{kind}"],
        ).fetchall()
    own = {
        "import_id", "sheet", "row_number", "line_number", "buyer_row", "person_row", "question_code", "more_lines",
        "extra",
    }  # fmt: skip
    fields = {name: field for name, field in kinds()[kind].items() if kind != "answers" or name not in QUESTIONS}
    expected = {name: "VARCHAR[]" if field.many else "VARCHAR" for name, field in fields.items()}
    assert {name: column_type for name, column_type in columns if name not in own} == expected


def test_clean_rows_built_import_by_import_are_those_built_whole(base: ClientBase) -> None:
    """Adding one import's rows alone is a shortcut, never another result."""
    with base.write(NOON) as copy:
        by_import = stored(copy.connection, pipeline.CLEAN)
        pipeline.build(copy.connection, pipeline.CLEAN, {})
        whole = stored(copy.connection, pipeline.CLEAN)
    assert whole == by_import
    assert [len(rows) for rows in whole.values()] == [9, 15, 15, 0, 4, 1, 1, 2, 4, 1, 1]


def test_an_import_built_again_stands_once(base: ClientBase) -> None:
    """Building an import's rows anew replaces them and leaves those of the other imports."""
    with base.write(NOON) as copy:
        before = stored(copy.connection, pipeline.CLEAN)
        pipeline.build_for_import(copy.connection, 1)
        assert stored(copy.connection, pipeline.CLEAN) == before


def test_building_twice_changes_nothing(base: ClientBase) -> None:
    """A refresh without news leaves every table, and every id in it, as it was."""
    first = built(base)
    assert built(base) == first
    assert len(first["clients"]) == 7
    empty = {model.table for model in pipeline.MODELS if not first[model.table]}
    assert empty - {model.table for model in pipeline.FIRMS} <= {
        "capped_blocks", "client_corrections", "continued_lines", "corrected_cells", "crowded_pairs", "crowded_points",
        "decided_pairs", "firm_pairs", "own_columns", "returns", "superseded_rows",
    }  # fmt: skip


def test_equal_files_make_equal_bases(base: ClientBase, tmp_path: Path) -> None:
    """What a base holds comes from its files alone: no clock, no path and no order of a hash is in it."""
    other = tmp_path / "other"
    other.mkdir()
    assert built(imported(other, FILES)) == built(base)


def test_another_as_of_leaves_the_stored_tables(base: ClientBase) -> None:
    """Looking from another day is only a look: what is stored still answers for the base's own day."""
    before = built(base)
    with base.write(NOON) as copy:
        pipeline.build_as_of(copy.connection, date(2026, 2, 1), temporary=True)
        seen = copy.connection.execute("select sum(frequency) from client_metrics").fetchall()
        assert stored(copy.connection) == before
    assert seen == [(1,)]
    with base.read() as connection:
        assert stored(connection) == before
        assert pipeline.is_current(connection, AS_OF)


def test_a_readers_look_from_another_day_needs_no_writer(base: ClientBase) -> None:
    """A base open for reading answers for another day too."""
    built(base)
    with base.read() as connection:
        pipeline.build_as_of(connection, date(2026, 2, 1), temporary=True)
        assert connection.execute("select max(last_deal_on) from client_metrics").fetchall() == [(date(2026, 1, 5),)]


def test_models_are_old_after_an_import_or_on_another_day(base: ClientBase, tmp_path: Path) -> None:
    """A command that reads numbers knows that they are not of the last import, or not of today."""
    built(base)
    with base.read() as connection:
        assert pipeline.is_current(connection, AS_OF)
        assert not pipeline.is_current(connection, date(2026, 11, 2))
    (tmp_path / "more.csv").write_text("Имя,Телефон\nОльга Зимина,89165550011\n", encoding="utf-8")
    import_files(base, [tmp_path / "more.csv"], ImportOptions(), NOON)
    with base.read() as connection:
        assert not pipeline.is_current(connection, AS_OF)


def test_own_columns_keep_their_headers_to_the_end(base: ClientBase) -> None:
    """A column headed with quotes, a backslash or a star reaches the tables that segments ask."""
    tables = built(base)
    assert {(name, text) for _, name, text, *_ in tables["client_attributes"]} == {
        ("*", "x"),
        ("*", "y"),
        ('Тариф "Про" \\', "1500,50"),
        ('Тариф "Про" \\', "2000"),
    }
    assert {row[4:6] for row in tables["deal_parameters"]} == {("Срок аренды", "30 дней")}


def test_two_equal_rows_stay_two_contacts_and_come_back_as_themselves(tmp_path: Path) -> None:
    """Rows without an id are known again by what they say, in whatever order a newer file holds them."""
    header = "Имя,Телефон\n"
    base = imported(tmp_path, {"first.csv": f"{header}Яна Ёж,89160000001\nЯна Ёж,89160000001\nПётр Лис,89160000002\n"})
    first = built(base)["row_keys"]
    assert len(first) == len({key for *_, key in first}) == 3
    (tmp_path / "second.csv").write_text(
        f"{header}Пётр Лис,89160000002\nЯна Ёж,89160000001\nЯна Ёж,89160000001\n", encoding="utf-8"
    )
    import_files(base, [tmp_path / "second.csv"], ImportOptions(), NOON)
    both = built(base)["row_keys"]
    assert len(both) == 6
    assert {key for *_, key in both} == {key for *_, key in first}


def test_sql_sees_the_vocabulary_and_the_known_first_names() -> None:
    """Survivorship and the comparison of names read the same lists as the Python cleaners."""
    with scratch() as connection:
        pipeline.with_vocabulary(connection)
        fields = connection.execute("select field, survivorship from vocabulary order by field").fetchall()
        known = {key for (key,) in connection.execute("select key from known_first_names").fetchall()}
    assert fields == sorted((field.name, field.survivorship) for field in kinds()["contacts"].values())
    assert known == first_names.known_keys()
    assert {"maria", "marina"} <= known


@pytest.mark.parametrize(
    "text", ["'00123", "123.0", " A-7 ", "1.10", "-", "—", " ", "NULL", "n/a", "#Н/Д", "(пусто)", "нет", "0", "№ 5"]
)
def test_an_id_is_the_same_in_sql_and_in_python(text: str) -> None:
    """Everybody whose id is written "-" or NULL would be one client."""
    with scratch() as connection:
        found = connection.execute("select clean_key($text)", {"text": text}).fetchall()
    assert found == [(clean_key(text).value or None,)]
