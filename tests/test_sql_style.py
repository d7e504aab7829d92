"""How the SELECTs are written: the grain first, one bare SELECT a file, and metrics that another engine can run."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import duckdb
import pytest

import clientbase
from clientbase import pipeline

PACKAGE = Path(clientbase.__file__).parent
FILES = {f"{path.parent.name}/{path.stem}": path for path in sorted((PACKAGE / "sql").glob("*/*.sql"))}
PORTABLE = [name for name in FILES if name.startswith(("4_metrics/", "5_segments/"))]

#: The last word of a window's ORDER BY that leaves no ties: an id, or an address, which a client has once.
UNTIED = re.compile(r"(?:\w+_id|address)(?:\s+(?:asc|desc))?")


def first_line_fault(text: str) -> bool:
    """Tell whether a file does not begin with its grain."""
    return not text.startswith("-- One row per ")


def statement_fault(text: str) -> bool:
    """Tell whether a file is anything but one SELECT."""
    statements = duckdb.extract_statements(text)
    return [statement.type for statement in statements] != [duckdb.StatementType.SELECT]


def brackets(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each bracket, and in it, the inner ones first: an outer one holds them as one word.

    That word ends in `_`: `ntile(5) over (order by f(a))` is `ntile_ over _` in the end, and a cast `cast_to_double`.
    """
    while found := re.search(r"\(([^()]*)\)", text):
        before = text[: found.start()]
        yield before, found[1]
        is_double = before.endswith("cast") and found[1].endswith(" as double")
        text = before + ("_to_double" if is_double else "_") + text[found.end() :]
    yield "", text


def has_loose_window(text: str) -> bool:
    """Tell whether a ranking window may put equal rows in any order; a named window cannot be seen through."""
    return any(
        (re.search(r"\b(?:ntile|row_number)_\s+over\s*$", before) and not is_untied(inner))
        or re.search(r"\b(?:ntile|row_number)_\s+over\s+[a-z]", inner)
        for before, inner in brackets(text)
    )


def is_untied(window: str) -> bool:
    """Tell whether a window's ORDER BY ends with what no two of its rows have in common."""
    _, ordered, order = window.rpartition("order by")
    return bool(ordered and UNTIED.fullmatch(re.split(r"[,.]", order)[-1].strip()))


def has_whole_division(text: str) -> bool:
    """Tell whether something is divided that was not cast to double: whole numbers lose their remainder elsewhere."""
    dividends = [word for _, inner in brackets(text) for word in re.findall(r"(\w+)\s*/", inner)]
    return any(word != "cast_to_double" for word in dividends)


#: What no SELECT of the portable folders may hold.
RULES: Mapping[str, Callable[[str], bool]] = {
    "month gaps are year * 12 + month": lambda text: bool(re.search(r"\bdate_?diff\s*\(\s*'month'", text)),
    "no median": lambda text: bool(re.search(r"\bmedian\s*\(", text)),
    "no quantile_cont": lambda text: bool(re.search(r"\bquantile_cont\s*\(", text)),
    "not exists instead of not in": lambda text: bool(re.search(r"\bnot\s+in\s*\(\s*(?:select|with|from)\b", text)),
    "ranks are tie-broken by an id": has_loose_window,
    "cast to double before dividing": has_whole_division,
}


def broken_rules(text: str) -> list[str]:
    """Return the rules of portability that a SELECT breaks."""
    code = re.sub(r"--.*", "", text).lower()
    return [rule for rule, is_broken in RULES.items() if is_broken(code)]


def is_used(name: str, modules: str, sources: str) -> bool:
    """Tell whether a SELECT is a model, or is named somewhere in the package."""
    return name in modules.split() or f'"{name}"' in sources or f'"{name.split("/")[1]}"' in sources


@pytest.mark.parametrize("name", FILES)
def test_a_file_begins_with_its_grain(name: str) -> None:
    """Whoever opens a SELECT knows first what one row of it is."""
    assert not first_line_fault(FILES[name].read_text("utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_one_bare_select(name: str) -> None:
    """What becomes of the rows is decided in pipeline.py alone."""
    assert not statement_fault(FILES[name].read_text("utf-8"))


@pytest.mark.parametrize("name", PORTABLE)
def test_metrics_and_segments_are_portable(name: str) -> None:
    """Numbers can be computed by another engine from the same text, with the same results."""
    assert broken_rules(FILES[name].read_text("utf-8")) == []


def test_every_model_has_its_select() -> None:
    """A model without a file would fail in the middle of a refresh."""
    assert [model.name for model in pipeline.MODELS if model.name not in FILES] == []


def test_no_table_is_made_twice() -> None:
    """A file's name is its table's name, so it stands once in all folders."""
    tables = [name.split("/")[1] for name in FILES]
    assert len(tables) == len(set(tables))


def test_every_select_is_used() -> None:
    """A SELECT that nothing runs is dead and misleads."""
    modules = " ".join(model.name for model in pipeline.MODELS)
    sources = "\n".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    assert [name for name in FILES if not is_used(name, modules, sources)] == []


@pytest.mark.parametrize(
    ("rule", "select"),
    [
        ("month gaps are year * 12 + month", "select date_diff('month', a, b) from t"),
        ("month gaps are year * 12 + month", "select DateDiff( 'month', a, b) from t"),
        ("no median", "select median(a) from t"),
        ("no quantile_cont", "select quantile_cont(a, 0.5) from t"),
        ("not exists instead of not in", "select a from t where a not in (select b from u)"),
        ("not exists instead of not in", "select a from t where a NOT IN\n  (\n  select b from u)"),
        ("ranks are tie-broken by an id", "select ntile(5) over (order by amount) from t"),
        ("ranks are tie-broken by an id", "select ntile(5) over (order by client_id, amount) from t"),
        ("ranks are tie-broken by an id", "select row_number() over (partition by client_id) from t"),
        ("ranks are tie-broken by an id", "select row_number() over w from t window w as (order by amount)"),
        ("cast to double before dividing", "select a / b from t"),
        ("cast to double before dividing", "select sum(a) / count(*) from t"),
        ("cast to double before dividing", "select cast(a as bigint) / b from t"),
        ("cast to double before dividing", "select cast(a as double) + (b + c) / d from t"),
    ],
)
def test_a_select_that_breaks_a_rule_is_caught(rule: str, select: str) -> None:
    """The lint sees what it is there for."""
    assert broken_rules(select) == [rule]


@pytest.mark.parametrize(
    "select",
    [
        "select date_diff('day', a, b) from t",
        "select a from t where a not in ('x', 'y')",
        "select ntile(5) over (order by f(amount, 1) desc, t.client_id desc) from t",
        "select sum(a) over (order by month) from t",
        "select round(cast(coalesce(sum(a), 0) as double) / count(*), 2) from t -- a / b, median(a)",
    ],
)
def test_a_portable_select_is_left_alone(select: str) -> None:
    """The lint is no nuisance."""
    assert broken_rules(select) == []


@pytest.mark.parametrize(
    "text", ["create table t as select 1", "insert into t select 1", "select 1; select 2", "delete from t"]
)
def test_what_is_no_bare_select_is_caught(text: str) -> None:
    """The check for one bare SELECT sees what it is there for."""
    assert statement_fault(text)


def test_a_file_without_its_grain_is_caught() -> None:
    """The check for the first line sees what it is there for."""
    assert first_line_fault("select 1 as a")
    assert first_line_fault("-- Clients that bought.\nselect 1 as a")


def test_an_unused_select_is_caught() -> None:
    """The check for dead files sees what it is there for."""
    assert is_used("4_metrics/a", "4_metrics/a 4_metrics/b", "")
    assert is_used("2_clean/c", "", 'pipeline.select(connection, "2_clean/c")')
    assert not is_used("2_clean/c", "2_clean/cc", 'pipeline.select(connection, "2_clean/cc")')
