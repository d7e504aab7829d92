"""Every model on rows that a person can read: a case is a folder `<model>/<what it shows>/`.

A case holds one CSV per table that the model reads, and expect.csv with the columns that it is about. Column types
are those of the tables themselves; a column left out, like an empty cell, is NULL, and '' is an empty text. Rows stand
in the model's own order where it has one. parameters.toml says what the SELECT is asked; as_of is 2026-11-01 unless it
says otherwise, and the rules of fields are their own ones unless its survivorship says otherwise.
"""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.store import scratch

FOLDER = Path(__file__).parent
CASES = sorted(path for path in FOLDER.glob("*/*") if path.is_dir() and path.parent.name != "__pycache__")
AS_OF = date(2026, 11, 1)

#: What an import lends a model while it runs: people whom nobody can recognise, values that have no verdict yet.
_TEXTS = ("last_text", "first_text", "patronymic_text", "full_text")
_OF_FIRMS = ("company", "address", "postcode", "city", "phone", "email", "domain", "inn", "kpp", "ogrn")
_ODDS_OF_FIRMS = ("ln_match", "ln_relative", "ln_site", "ln_colleague", "ln_stranger")
_OF_PEOPLE = (
    "first_name", "last_name", "patronymic", "birth_date", "sex", "phone", "email", "address", "postcode", "city",
    "company", "inn", "client_key", "own_1", "own_2", "own_3",
)  # fmt: skip
_ODDS_OF_PEOPLE = ("ln_match", "ln_relative", "ln_colleague", "ln_stranger")
REGISTERED = {
    "nobodies": {"row_number": "BIGINT"},
    "contact_reasons": {"contact_id": "BIGINT", "reason": "VARCHAR"},
    "unjudged": {"text": "VARCHAR"},
    "source_column": {"row_number": "BIGINT", "line_number": "BIGINT", "text": "VARCHAR"},
    "source_names": {"row_number": "BIGINT", "line_number": "BIGINT"} | dict.fromkeys(_TEXTS, "VARCHAR"),
    "pattern_scores": dict.fromkeys(_OF_PEOPLE, "VARCHAR") | dict.fromkeys(_ODDS_OF_PEOPLE, "DOUBLE"),
    "firm_scores": dict.fromkeys(_OF_FIRMS, "VARCHAR") | dict.fromkeys(_ODDS_OF_FIRMS, "DOUBLE"),
}
_TOLD = (
    "name", "last_name", "first_name", "patronymic", "company", "birth_date", "sex", "phone", "email", "address",
    "postcode", "city", "inn", "ogrn", "kpp", "domain", "client_key", "source", "own_1", "own_2", "own_3",
)  # fmt: skip
#: What stands only while pairs are told of.
TELLING = {
    "contacts_told": {"contact_id": "BIGINT"},
    "pairs_told": {"contact_a": "BIGINT", "contact_b": "BIGINT"},
    "contact_ties": {
        "contact_id": "BIGINT",
        "contact_a": "BIGINT",
        "contact_b": "BIGINT",
        "match_probability": "DOUBLE",
    },
    "contact_values": {"contact_id": "BIGINT"} | dict.fromkeys(_TOLD, "VARCHAR"),
    "readable_phones": {"key": "VARCHAR", "phone": "VARCHAR"},
}
_WORD_TEXTS = (
    "word",
    "shape",
    "display",
    "skeleton",
    "last_key",
    "patronymic_key",
    "first_key",
    "male_key",
    "female_key",
)
_NUMBERS = ("number_1", "number_2", "number_3")

#: What names are judged by, word by word, while an import runs.
NAMES = {
    "unjudged": {"text": "VARCHAR", "place": "BIGINT"} | dict.fromkeys(_TEXTS, "VARCHAR"),
    "names_in_words": {"place": "BIGINT"} | dict.fromkeys(("columns", "word_1", "word_2", "word_3"), "VARCHAR"),
    "judged_words": {"number": "INTEGER"} | dict.fromkeys(_WORD_TEXTS, "VARCHAR"),
    "shaped_names": {"place": "BIGINT", "shape": "VARCHAR"} | dict.fromkeys(_NUMBERS, "INTEGER"),
    "judged_shapes": {"shape": "VARCHAR", "sex": "VARCHAR"}
    | dict.fromkeys(("last_place", "first_place", "patronymic_place"), "INTEGER"),
}

#: Table → column → its SQL type.
Shapes = Mapping[str, Mapping[str, str]]
Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    """The columns of every table, as a base has them whose models were built on nothing."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with scratch() as connection:
        pipeline.build_all(connection, AS_OF)
        columns = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where not internal"
        )
        for table, column, column_type in columns.fetchall():
            found[table][column] = column_type
    return found | REGISTERED | NAMES | TELLING


@pytest.fixture(scope="session")
def bare() -> Iterator[Connection]:
    """A base without a single table, so that a model which reads another than the case gives fails."""
    with scratch() as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            connection.execute(f"drop table {table}")
        pipeline.with_vocabulary(connection)
        yield connection


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_model(case: Path, shapes: Shapes, bare: Connection) -> None:
    """The model makes of the case's rows what its folder's name says."""
    found, expected = found_and_expected(case, shapes, bare)
    assert found == expected


def found_and_expected(case: Path, shapes: Shapes, bare: Connection) -> tuple[Rows, Rows]:
    """Return what the case's model makes of its tables, and what it should make, both in expect.csv's columns."""
    model = model_name(case.parent.name)
    asked = _parameters(case)
    with _forgotten(bare, asked.pop("survivorship", {})) as connection:
        for path in sorted(case.glob("*.csv")):
            if path.name != "expect.csv":
                connection.execute(_create_table(path.stem, shapes[path.stem]))
                _fill(connection, path)
        result = pipeline.select(connection, model, asked)
        types = {name: str(column_type) for name, column_type, *_ in result.description or ()}
        rows = [dict(zip(types, row, strict=True)) for row in result.fetchall()]
        header = _header(case / "expect.csv")
        connection.execute(_create_table("expect", {name: types[name] for name in header}))
        _fill(connection, case / "expect.csv")
        expected = connection.execute("select * from expect").fetchall()
    found = [tuple(row[name] for name in header) for row in rows]
    return (found, expected) if is_ordered(pipeline.select_text(model)) else (_sorted(found), _sorted(expected))


@contextmanager
def _forgotten(bare: Connection, survivorship: Mapping[str, str]) -> Iterator[Connection]:
    """Yield the bare base for one case, whose owner chose these rules; nothing of it stays."""
    if survivorship:
        pipeline.with_vocabulary(bare, survivorship)
    bare.begin()
    try:
        yield bare
    finally:
        bare.rollback()
        if survivorship:
            pipeline.with_vocabulary(bare)


def model_name(name: str) -> str:
    """Return folder and name of the one SELECT called `name`."""
    (path,) = (Path(pipeline.__file__).parent / "sql").glob(f"*/{name}.sql")
    return f"{path.parent.name}/{name}"


def is_ordered(select: str) -> bool:
    """Tell whether a SELECT has an ORDER BY of its own, outside of windows, aggregates and subqueries."""
    flat = re.sub(r"--.*", "", select)
    while flat != (flat := re.sub(r"\([^()]*\)", "", flat)):
        pass
    return "order by" in flat


def _create_table(name: str, columns: Mapping[str, str]) -> str:
    typed = ", ".join(f'"{column}" {column_type}' for column, column_type in columns.items())
    return f"create table {name} ({typed})"


def _fill(connection: Connection, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    if rows:
        names = ", ".join(f'"{name}"' for name in header)
        marks = ", ".join("?" * len(header))
        cells = [{"": None, "''": ""}.get(cell, cell) for row in rows for cell in row]
        connection.execute(f"insert into {path.stem} ({names}) values {', '.join([f'({marks})'] * len(rows))}", cells)


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def _parameters(case: Path) -> dict[str, Any]:
    stated = case / "parameters.toml"
    return {"as_of": AS_OF, "import_id": None, "client_ids": None, "date_format": "%Y-%m-%d"} | (
        tomllib.loads(stated.read_text("utf-8")) if stated.exists() else {}
    )


def _sorted(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: [(value is not None, str(value)) for value in row])


def write_case(folder: Path, **tables: str) -> Path:
    """Write a case made up by a test: a CSV text per table."""
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ltv_case(tmp_path: Path) -> Path:
    """An empty case of client_ltv."""
    folder = tmp_path / "client_ltv" / "made_up"
    folder.mkdir(parents=True)
    return folder


METRICS = "client_id,frequency,revenue,monetary\n1,2,300,250\n"


def test_a_wrong_expectation_is_seen(ltv_case: Path, shapes: Shapes, bare: Connection) -> None:
    """Values are really compared, by value and not by spelling: 250 is 250.0000, and 251 is not."""
    write_case(ltv_case, client_metrics=METRICS, expect="client_id,ltv_historic\n1,250\n")
    found, expected = found_and_expected(ltv_case, shapes, bare)
    assert found == expected
    write_case(ltv_case, expect="client_id,ltv_historic\n1,251\n")
    found, expected = found_and_expected(ltv_case, shapes, bare)
    assert found != expected


def test_a_missing_table_fails_loudly(ltv_case: Path, shapes: Shapes, bare: Connection) -> None:
    """A case that forgets a table of its model does not pass on an empty one."""
    write_case(ltv_case, expect="client_id\n")
    with pytest.raises(duckdb.CatalogException, match="client_metrics"):
        found_and_expected(ltv_case, shapes, bare)


def test_an_unknown_column_fails_loudly(ltv_case: Path, shapes: Shapes, bare: Connection) -> None:
    """A column that a table lost, or never had, does not make a case pass."""
    write_case(ltv_case, client_metrics="client_id,frequancy\n1,2\n", expect="client_id\n1\n")
    with pytest.raises(duckdb.BinderException, match="frequancy"):
        found_and_expected(ltv_case, shapes, bare)


@pytest.mark.parametrize(
    "select", ["select a from t order by a", "with t as (select 1 as a)\nselect a from t\norder by a"]
)
def test_an_own_order_is_seen(select: str) -> None:
    """Rows of a SELECT with an ORDER BY of its own are compared in that order."""
    assert is_ordered(select)


@pytest.mark.parametrize(
    "select", ["select row_number() over (order by a) from t", "select max(a) from (select a from t order by a)"]
)
def test_the_order_of_a_window_is_no_own_order(select: str) -> None:
    """Rows of a SELECT whose only ORDER BY is inside of something are compared as a set."""
    assert not is_ordered(select)


def test_the_models_with_a_rule_have_cases() -> None:
    """A folder of cases that disappears is missed."""
    wanted = {
        "candidate_pairs", "clean_agreements", "clean_answers", "clean_consents", "clean_costs", "clean_interactions",
        "clean_products", "client_agreements", "client_answers", "client_interactions", "costs", "dead_addresses",
        "products", "stated_consents", "unusable_agreements", "unusable_answers", "unusable_consents", "unusable_costs",
        "unusable_interactions", "unusable_products",
        "client_attributes", "client_blocks", "client_deals", "client_levels", "client_ltv",
        "client_metrics", "client_names", "client_permissions", "client_points", "client_rfm", "client_values",
        "cohort_retention", "consents", "contact_points", "continued_lines", "current_rows", "deal_lines",
        "deal_parameters",
        "client_clocks", "client_places", "client_rows", "current_imports",
        "exclusion_counts", "field_fill", "level_blocks", "match_pairs", "pair_comparisons", "problem_groups",
        "returns", "row_keys", "segment_facts", "superseded_rows",
    }  # fmt: skip
    assert wanted <= {case.parent.name for case in CASES}
