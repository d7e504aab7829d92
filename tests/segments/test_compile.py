"""Compiled segments run on a real base: who is in, who is out, and that nothing of the user's text is SQL."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.errors import SettingsProblem
from clientbase.messages import sentence
from clientbase.segments import compile as compiler
from clientbase.segments.compile import compile_segment
from clientbase.segments.language import parse
from clientbase.segments.subjects import SUBJECTS, Subject
from clientbase.segments.tree import (
    And,
    Between,
    Comparison,
    Emptiness,
    FieldRef,
    Membership,
    Node,
    Not,
    Or,
    TextMatch,
    Today,
)

AS_OF = date(2026, 3, 1)
OWN_COLUMNS = {"Срок аренды", "срок  аренды", "Договор до", "Размер"}
COLUMN_TYPES = {"text": "varchar", "key": "varchar", "number": "integer", "money": "decimal(18, 2)", "date": "date"}

TABLES = """
    create table deal_lines (client_id bigint, deal_id bigint, deal_on date, status varchar,
                             product varchar, category varchar);
    create table client_deals (client_id bigint, deal_id bigint, deal_on date, status varchar,
                               channel varchar, manager varchar, promo_code varchar, amount decimal(18, 2));
    create table deal_parameters (deal_id bigint, client_id bigint, name varchar, text varchar, number double,
                                  on_date date, deal_on date, status varchar);
    create table client_attributes (client_id bigint, name varchar, text varchar, number double, on_date date);
"""
# 1 buys tea and coffee; 2 has no city and a line without a product; 3 is known by name only;
# 4 lost its one deal; 5 bought after the day we look from
ROWS = """
    insert into segment_facts (client_id, city, monetary, recency_days, created_on, last_name, inn) values
        (1, 'Riga', 1500.50, 10, '2025-12-01', 'Королёва', '0278123456'),
        (2, null, 200, 400, '2026-02-27', 'Wolf_50%', null),
        (3, '', null, null, null, null, ''),
        (4, 'РИГА', 0, null, '2026-03-01', 'Королев', '7707083893'),
        (5, 'Tartu', 0, null, '2024-01-01', 'O''Neil', null);
    insert into deal_lines values
        (1, 10, '2026-01-10', 'won', 'Чай', 'Drinks'), (1, 11, '2026-02-19', 'won', 'Кофе', 'Drinks'),
        (2, 20, '2025-01-25', 'won', 'Чай', null), (2, 20, '2025-01-25', 'won', null, null),
        (4, 40, '2026-02-01', 'lost', 'Чай', 'Drinks'), (5, 50, '2026-03-02', 'won', 'Чай', 'Drinks');
    insert into client_deals values
        (1, 10, '2026-01-10', 'won', 'site', 'Olga', null, 700), (1, 11, '2026-02-19', 'won', 'shop', null, 'MAY', 800),
        (2, 20, '2025-01-25', 'won', null, null, '', 200), (4, 40, '2026-02-01', 'lost', 'site', 'Olga', 'MAY', 9),
        (5, 50, '2026-03-02', 'won', 'site', 'Olga', 'MAY', 100);
    insert into deal_parameters values
        (10, 1, 'Срок аренды', '45 дней', 45, null, '2026-01-10', 'won'),
        (11, 1, 'срок  аренды', '12', 12, null, '2026-02-19', 'won'),
        (11, 1, 'Размер', '', null, null, '2026-02-19', 'won'),
        (10, 1, 'Размер', 'XL', null, null, '2026-01-10', 'won'),
        (20, 2, 'Договор до', '31.12.2026', null, '2026-12-31', '2025-01-25', 'won'),
        (40, 4, 'Срок аренды', '90', 90, null, '2026-02-01', 'lost'),
        (50, 5, 'Срок аренды', '90', 90, null, '2026-03-02', 'won');
    insert into client_attributes values (3, 'Размер', 'xl', null, null), (4, 'Срок аренды', '60', 60, null);
"""

Select = Callable[[Node], set[int]]


@pytest.fixture(scope="module")
def base() -> Iterator[duckdb.DuckDBPyConnection]:
    """A base in memory with the five relations that segments read."""
    columns = ", ".join(f"{s.name} {COLUMN_TYPES[s.type]}" for s in SUBJECTS.values() if not s.many)
    with duckdb.connect() as connection:
        connection.execute(f"create table segment_facts ({columns}); {TABLES} {ROWS}")
        yield connection


@pytest.fixture(scope="module")
def select(base: duckdb.DuckDBPyConnection) -> Select:
    """Run a tree and return the ids of the clients in it."""

    def run(node: Node) -> set[int]:
        compiled = compile_segment(node, AS_OF, OWN_COLUMNS)
        query = f"select cast(f.client_id as bigint) from segment_facts f where {compiled.sql}"
        return {row[0] for row in base.execute(query, compiled.parameters).fetchall()}

    return run


@pytest.mark.parametrize(
    ("where", "clients"),
    [
        # no city is no city, not an unknown that swallows the negation
        ('city = "riga"', {1}),
        ('city = "рига"', {4}),
        ('not (city = "Riga")', {2, 3, 4, 5}),
        ('city != "Riga"', {2, 3, 4, 5}),
        ('city in ("RIGA", "Рига")', {1, 4}),
        ('city not in ("RIGA", "Рига")', {2, 3, 5}),
        ("city is empty", {2, 3}),
        ("city is not empty", {1, 4, 5}),
        ('city contains "IG"', {1}),
        ('city starts with "ri"', {1}),
        ('city starts with "ig"', set()),
        ('city not contains "ig"', {2, 3, 4, 5}),
        # ё is е on both sides; % and _ are letters like others
        ('last_name = "КОРОЛЁВ"', {4}),
        ('last_name starts with "королев"', {1, 4}),
        ('last_name contains "_50%"', {2}),
        ('last_name contains "%"', {2}),
        ("last_name = 'o''neil'", {5}),
        # numbers, money, dates
        ("monetary > 200", {1}),
        ("monetary >= 200", {1, 2}),
        ("monetary = 1500.50", {1}),
        ("not monetary > 200", {2, 3, 4, 5}),
        ("monetary <= 200", {2, 4, 5}),
        ("monetary between 200 and 1500,50", {1, 2}),
        ("monetary not between 200 and 1500,50", {3, 4, 5}),
        ("monetary in (0, 200)", {2, 4, 5}),
        ("monetary is empty", {3}),
        ("recency_days != 10", {2, 3, 4, 5}),
        ("created_on = today", {4}),
        ("created_on > today - 1 week", {2, 4}),
        ("created_on < 2025-12-01", {5}),
        ("created_on between 01.12.2025 and сегодня - 2 дня", {1, 2}),
        ("created_on is empty", {3}),
        # keys keep their zeros and may be written as a number
        ('inn = "0278123456"', {1}),
        ("inn = 7707083893", {4}),
        ("client_id in (1, '3')", {1, 3}),
        ("inn is empty", {2, 3, 5}),
        # bought means won, up to the day we look from
        ('product = "чай"', {1, 2}),
        ('product != "Кофе"', {2, 3, 4, 5}),
        ('not product = "Кофе"', {2, 3, 4, 5}),
        ('product = "Чай" and not product = "Кофе"', {2}),
        ('product in ("Чай", "Кофе")', {1, 2}),
        ('product not in ("Кофе")', {2, 3, 4, 5}),
        ("product is empty", {3, 4, 5}),
        ("category is empty", {2, 3, 4, 5}),
        ('product contains "оф"', {1}),
        ('deal_channel = "site"', {1}),
        ('deal_manager = "Olga"', {1}),
        ('promo_code = "may"', {1}),
        ("promo_code is empty", {2, 3, 4, 5}),
        # own columns: any won deal, or the client's own attribute
        ('"Срок аренды" > 30', {1, 4}),
        ('"Срок аренды" = 12', {1}),
        ('"Срок аренды" != 12', {2, 3, 4, 5}),
        ('"срок аренды" between 1 and 12', {1}),
        ('"Срок аренды" in (12, 60)', {1, 4}),
        ('"Срок аренды" contains "дней"', {1}),
        ('"Договор до" > today + 4 weeks', {2}),
        ('"Договор до" < today', set()),
        ('"Размер" = "XL"', {1, 3}),
        ('"Размер" is empty', {2, 4, 5}),
        ('not "Размер" is empty', {1, 3}),
        # the latest won deal that has it, attributes aside
        ('last "Срок аренды" > 30', set()),
        ('last "Срок аренды" = 12', {1}),
        ('last "Размер" = "xl"', {1}),
        ('last "Размер" is empty', {2, 3, 4, 5}),
        ('last "Срок аренды" != 45', {1, 2, 3, 4, 5}),
    ],
)
def test_a_condition_selects_its_clients(select: Select, where: str, clients: set[int]) -> None:
    """The clients that a marketer means by the words are the clients that the base gives."""
    assert select(parse(where)) == clients


def test_a_deal_may_hold_a_column_twice(base: duckdb.DuckDBPyConnection) -> None:
    """Two lines of the latest deal with their own sizes both count as its last; an arbitrary one of them would not."""
    compiled = compile_segment(parse('last "Вкус" = "мята" and last "Вкус" = "лимон"'), AS_OF, {"Вкус"})
    rows = "values (1, 7, 'Вкус', 'мята', date '2026-01-01'), (1, 7, 'Вкус', 'лимон', date '2026-01-01')"
    parameters = f"""
        with deal_parameters as (
            select deal_id, client_id, name, text, null::double as number, null::date as on_date, deal_on,
                'won' as status
            from ({rows}) t (client_id, deal_id, name, text, deal_on)
        )
    """
    query = f"{parameters} select f.client_id from segment_facts f where {compiled.sql}"
    assert base.execute(query, compiled.parameters).fetchall() == [("1",)]


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda subject: subject.name)
def test_every_subject_can_be_asked(select: Select, subject: Subject) -> None:
    """A name of the vocabulary that no relation has would fail in the middle of somebody's mailing."""
    is_filled = select(Not(Emptiness(FieldRef(subject.name))))
    assert select(Emptiness(FieldRef(subject.name))) == {1, 2, 3, 4, 5} - is_filled
    assert subject.sql.removeprefix("cast(").startswith("r." if subject.many else "f.")


def test_a_flag_is_yes_no_or_empty(base: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client who never answered is neither yes nor no, and `!= yes` keeps him."""
    monkeypatch.setattr(compiler, "SUBJECTS", {"agreed": Subject("agreed", "yes_no", "f.agreed")})

    def answered(where: str) -> list[int]:
        compiled = compile_segment(parse(where), AS_OF)
        facts = "(values (1, true), (2, false), (3, null)) f (client_id, agreed)"
        query = f"select client_id from {facts} where {compiled.sql} order by client_id"
        return [row[0] for row in base.execute(query, compiled.parameters).fetchall()]

    assert [answered(f"agreed {rest}") for rest in ("= yes", "= no", "!= да", "is empty")] == [[1], [2], [2, 3], [3]]


def test_a_long_list_and_a_long_chain_run(select: Select) -> None:
    """A list pasted from a sheet is a normal segment, not a case for a depth limit."""
    cities = [f"town {number}" for number in range(3000)]
    assert select(Membership(FieldRef("city"), ("Riga", *cities))) == {1}
    chain = Or(tuple(Comparison(FieldRef("city"), "=", city) for city in ["Riga", *cities[:500]]))
    assert select(chain) == {1}


# --- two-valued logic, for any tree ---

_city, _money, _product = FieldRef("city"), FieldRef("monetary"), FieldRef("product")
_rent, _last_rent = FieldRef("Срок аренды", is_own_column=True), FieldRef("Размер", is_own_column=True, is_last=True)
_words = st.sampled_from(["riga", "РИГА", "чай", "Кофе", "xl", "и", "'"])
_amounts = st.sampled_from([Decimal(0), Decimal(12), Decimal(200), Decimal("1500.50")])
_days = st.sampled_from([date(2025, 12, 1), Today(), Today(-7)])
_signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
_textual = st.sampled_from([_city, _product, _last_rent, FieldRef("promo_code")])
_numeric = st.sampled_from([_money, _rent, FieldRef("recency_days")])
_tests: st.SearchStrategy[Node] = (
    st.builds(Comparison, _textual, st.sampled_from(["=", "!="]), _words)
    | st.builds(Membership, _textual, st.lists(_words, min_size=1, max_size=3).map(tuple))
    | st.builds(TextMatch, _textual, st.sampled_from(["contains", "starts with"]), _words)
    | st.builds(Comparison, _numeric, _signs, _amounts)
    | st.builds(Between, _numeric, _amounts, _amounts)
    | st.builds(Comparison, st.just(FieldRef("created_on")), _signs, _days)
    | st.builds(Emptiness, _textual | _numeric)
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


@settings(deadline=None, max_examples=80)
@given(node=st.recursive(_tests, _joined, max_leaves=5))
def test_every_client_is_in_a_segment_or_in_its_negation(select: Select, node: Node) -> None:
    """NULL must never make a client vanish from both `X` and `not X`, and two negations are none."""
    inside, outside = select(node), select(Not(node))
    assert inside | outside == {1, 2, 3, 4, 5}
    assert not inside & outside
    assert select(Not(Not(node))) == inside
    assert select(Not(And((node, Not(node))))) == inside | outside


# --- the user's text is never SQL ---


@given(
    marker=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10).map("zq{}zq".format),
    number=st.integers(10**6, 10**9),
)
def test_nothing_of_the_users_text_reaches_the_sql(marker: str, number: int) -> None:
    """Texts, numbers, days and own headers are bound; only then can no segment file harm a base."""
    ref = FieldRef(marker, is_own_column=True)
    last = FieldRef(marker, is_own_column=True, is_last=True)
    node = And(
        (
            Comparison(FieldRef("city"), "=", marker),
            Membership(FieldRef("product"), (marker, "zq")),
            Comparison(FieldRef("monetary"), ">", Decimal(number)),
            Comparison(FieldRef("created_on"), ">", date(1987, 6, 5)),
            TextMatch(ref, "contains", marker),
            Comparison(last, "=", Decimal(number)),
        )
    )
    compiled = compile_segment(node, AS_OF, {marker})
    assert "zq" not in compiled.sql
    assert str(number) not in compiled.sql
    assert "1987" not in compiled.sql
    assert {marker, float(number), date(1987, 6, 5), AS_OF} <= set(compiled.parameters.values())


@pytest.mark.parametrize("attempt", ["x' or 1=1 --", "'); drop table deal_lines; --", "$p1", "%", "\\", "f.city"])
def test_an_injection_is_a_value_like_others(base: duckdb.DuckDBPyConnection, attempt: str) -> None:
    """SQL in a value or in a header finds nobody and breaks nothing."""
    texts: list[Node] = [
        Comparison(FieldRef("city"), "=", attempt),
        TextMatch(FieldRef("product"), "contains", attempt),
    ]
    own: list[Node] = [Comparison(FieldRef(attempt, True, is_last), "=", attempt) for is_last in (False, True)]
    compiled = compile_segment(Or((*texts, *own)), AS_OF, {attempt})
    query = f"select f.client_id from segment_facts f where {compiled.sql}"
    assert base.execute(query, compiled.parameters).fetchall() == []
    assert base.execute("select count(*) from deal_lines").fetchall() == [(6,)]


def test_only_what_the_sql_names_is_bound() -> None:
    """DuckDB refuses parameters that a statement does not name."""
    assert compile_segment(parse('city = "Riga"'), AS_OF).parameters == {"p1": "Riga"}
    assert compile_segment(parse("city пусто"), AS_OF).parameters == {}
    bought = compile_segment(parse('product = "Чай" and last_deal_on < today - 30 days'), AS_OF)
    assert bought.parameters == {"as_of": AS_OF, "p1": "Чай", "p2": date(2026, 1, 30)}


# --- errors that teach ---


@pytest.mark.parametrize(
    ("where", "example"),
    [
        ("city > 5", 'city = "…"'),
        ("city = 5", 'city = "…"'),
        ('city > "a"', 'city = "…"'),
        ("city between 1 and 2", 'city = "…"'),
        ('monetary = "5"', "monetary > 1500.50"),
        ('monetary contains "5"', "monetary > 1500.50"),
        ("monetary between 1 and today", "monetary > 1500.50"),
        ("recency_days > today", "recency_days > 30"),
        ('created_on > "2026-01-31"', "created_on >= 31.01.2026"),
        ("created_on = 5", "created_on >= 31.01.2026"),
        ("inn > 5", 'inn = "…"'),
        ("inn = 1.5", 'inn = "…"'),
        ("product in ('a', yes)", 'product = "…"'),
        ('"Размер" = yes', '"Размер" = "…"'),
        ('"Размер" > "M"', '"Размер" = "…"'),
        ("'Размер' in (1, 'M')", '"Размер" = "…"'),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused(where: str, example: str) -> None:
    """A comparison that can never hold would be an empty mailing without a word; the error shows a right one."""
    problem = _problem_of(f"monetary > 0\n  and {where}")
    assert problem.code == "segment.type"
    assert (problem.parameters["line"], problem.parameters["column"]) == (2, 7)
    assert problem.parameters["example"] == example
    assert "{" not in "".join(sentence("error", problem.code, **problem.parameters))


@pytest.mark.parametrize("where", ['city = ""', 'city in ("Riga", "")', 'city contains ""', "\"Размер\" = ''"])
def test_an_empty_text_leads_to_is_empty(where: str) -> None:
    """`city = ""` looks like "without a city" and would find nobody."""
    problem = _problem_of(where)
    assert problem.code == "segment.empty_text"
    assert sentence("error", problem.code, **problem.parameters).remedy.endswith("is empty")


@pytest.mark.parametrize(
    ("where", "nearest"),
    [
        ('citty = "Riga"', "city"),
        ('город = "Riga"', "city"),
        ('"city" = "Riga"', "city"),
        ('"Телефон" starts with "+7"', "phone"),
        ('размер = "M"', '"Размер"'),
        ('"Срок аренд" > 3', '"Срок аренды"'),
        ('last "Размеры" = "M"', '"Размер"'),
        ("monetery > 3", "monetary"),
    ],
)
def test_an_unknown_field_names_the_nearest(where: str, nearest: str) -> None:
    """A misspelt field, a header for a field, quotes too many or too few: each leads to the right word."""
    problem = _problem_of(where)
    assert problem.code == "segment.unknown_field"
    assert nearest in str(problem.parameters["nearest"]).split(", ")


def _problem_of(where: str) -> SettingsProblem:
    with pytest.raises(SettingsProblem) as caught:
        compile_segment(parse(where), AS_OF, OWN_COLUMNS)
    return caught.value
