"""The segment language: what it reads, what it refuses and how it teaches."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SettingsProblem
from clientbase.messages import sentence
from clientbase.segments.language import MAX_DEPTH, parse, unparse
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

CITY = FieldRef("city")
MONEY = FieldRef("monetary")
RENT = FieldRef("Срок аренды", is_own_column=True)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('city = "Riga"', Comparison(CITY, "=", "Riga")),
        ("CITY = 'Riga'", Comparison(CITY, "=", "Riga")),
        ('city <> "Riga"', Comparison(CITY, "!=", "Riga")),
        ("monetary>=1500.50", Comparison(MONEY, ">=", Decimal("1500.50"))),
        ("monetary < -3", Comparison(MONEY, "<", Decimal(-3))),
        ("monetary > 1500,50", Comparison(MONEY, ">", Decimal("1500.50"))),
        ("created_on = 2026-01-31", Comparison(FieldRef("created_on"), "=", date(2026, 1, 31))),
        ("created_on = 31.01.2026", Comparison(FieldRef("created_on"), "=", date(2026, 1, 31))),
        ("created_on > today - 30 days", Comparison(FieldRef("created_on"), ">", Today(-30))),
        ("created_on <= today+2 weeks", Comparison(FieldRef("created_on"), "<=", Today(14))),
        ("created_on = today", Comparison(FieldRef("created_on"), "=", Today())),
        ("agreed = yes", Comparison(FieldRef("agreed"), "=", True)),
        ('city in ("Riga", "Рига")', Membership(CITY, ("Riga", "Рига"))),
        ('city not in ("Riga")', Not(Membership(CITY, ("Riga",)))),
        ("city is empty", Emptiness(CITY)),
        ("city is not empty", Not(Emptiness(CITY))),
        ('city contains "ig"', TextMatch(CITY, "contains", "ig")),
        ('city starts  with "R"', TextMatch(CITY, "starts with", "R")),
        ('city not contains "ig"', Not(TextMatch(CITY, "contains", "ig"))),
        ("monetary between 1 and 5", Between(MONEY, Decimal(1), Decimal(5))),
        ("monetary not between 1 and 5", Not(Between(MONEY, Decimal(1), Decimal(5)))),
        ('"Срок аренды" > 30', Comparison(RENT, ">", Decimal(30))),
        ("last 'Срок аренды' > 30", Comparison(FieldRef("Срок аренды", True, True), ">", Decimal(30))),
        ('company = "ООО ""Чай"""', Comparison(FieldRef("company"), "=", 'ООО "Чай"')),
        ("monetary > 1 # big # ones\n# and\n", Comparison(MONEY, ">", Decimal(1))),
        ('city = "# no comment"', Comparison(CITY, "=", "# no comment")),
    ],
)
def test_a_condition_is_read_as_written(text: str, tree: Node) -> None:
    """Each form of a condition gives its own node; a form misread would select other clients."""
    assert parse(text) == tree


def test_and_binds_closer_than_or_and_not_closer_than_both() -> None:
    """Without the precedence, `a or b and not c` would mean another set of clients."""
    a, b, c = (Comparison(FieldRef(name), "=", Decimal(1)) for name in "abc")
    assert parse("a = 1 or b = 1 and not c = 1") == Or((a, And((b, Not(c)))))
    assert parse("(a = 1 or b = 1) and not (c = 1)") == And((Or((a, b)), Not(c)))
    assert parse("a = 1\nor b = 1\n\nor c = 1") == Or((a, b, c))
    assert parse("a between 1 and 2 and b = 1") == And((Between(FieldRef("a"), Decimal(1), Decimal(2)), b))


@pytest.mark.parametrize(
    ("russian", "english"),
    [
        ('city = "x" и monetary > 1', 'city = "x" and monetary > 1'),
        ('city = "x" ИЛИ не monetary > 1', 'city = "x" or not monetary > 1'),
        ('city в ("a", "b")', 'city in ("a", "b")'),
        ('city не в ("a", "b")', 'city not in ("a", "b")'),
        ("city пусто", "city is empty"),
        ("city не пусто", "city is not empty"),
        ('city содержит "x"', 'city contains "x"'),
        ('city не содержит "x"', 'city not contains "x"'),
        ('city Начинается с "x"', 'city starts with "x"'),
        ("monetary между 1 и 2 и frequency = 3", "monetary between 1 and 2 and frequency = 3"),
        ("created_on > сегодня - 1 день", "created_on > today - 1 day"),
        ("created_on > сегодня - 2 дня", "created_on > today - 2 days"),
        ("created_on > сегодня - 30 дней", "created_on > today - 30 days"),
        ("created_on > сегодня - 1 неделя", "created_on > today - 1 week"),
        ("created_on > сегодня - 2 недели", "created_on > today - 2 weeks"),
        ("created_on > сегодня - 5 недель", "created_on > today - 5 weeks"),
        ('последний "Срок" = да', 'last "Срок" = yes'),
        ('последняя "Скидка" = нет', 'last "Скидка" = no'),
        ('последнее "Слово" = 1', 'last "Слово" = 1'),
    ],
)
def test_russian_words_mean_the_english_ones(russian: str, english: str) -> None:
    """A Russian segment gives the very tree of its English translation."""
    assert parse(russian) == parse(english)


def test_a_word_of_the_language_may_begin_a_field() -> None:
    """`industry` is not `in dustry`, `last_name` is not `last _name`."""
    text = 'industry = "IT" and last_name = "Yes" and order = 1 and income_1 = 2'
    assert unparse(parse(text)) == text


def test_a_field_knows_its_place() -> None:
    """Line and column of a field stand in later errors; they do not make two conditions different."""
    node = parse('monetary > 1\n  and "Срок" = 2')
    assert isinstance(node, And)
    second = node.parts[1]
    assert isinstance(second, Comparison)
    assert (second.field.line, second.field.column) == (2, 7)
    assert node == parse('monetary > 1 and "Срок" = 2')


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "near"),
    [
        ("", "segment.unfinished", 1, 1, ""),
        ("# only a remark", "segment.unfinished", 1, 16, ""),
        ("city", "segment.unfinished", 1, 5, ""),
        ("monetary > 1 and\n", "segment.unfinished", 2, 1, ""),
        ("(city = 'x'", "segment.unfinished", 1, 12, ""),
        ("city = 'x')", "segment.syntax", 1, 11, ")"),
        ("city = 'x' and and city = 'y'", "segment.syntax", 1, 16, "and"),
        ("Срок аренды > 30", "segment.syntax", 1, 6, "аренды"),
        ("monetary = 5\n  monetary = 6", "segment.syntax", 2, 3, "monetary"),
        ("monetary == 5", "segment.syntax", 1, 11, "="),
        ("monetary > 5%", "segment.syntax", 1, 13, "%"),
        ("monetary > 1500.", "segment.syntax", 1, 12, "1500."),
        ("created_on > 31.01.26", "segment.syntax", 1, 14, "31.01.26"),
        ("city = 'x' ; city = 'y'", "segment.syntax", 1, 12, ";"),
        ("city in ()", "segment.syntax", 1, 10, ")"),
        ("today > created_on", "segment.syntax", 1, 1, "today"),
        ("5 < monetary", "segment.syntax", 1, 1, "5"),
        ("created_on > today - 5 years", "segment.syntax", 1, 24, "years"),
        ("city = Riga", "segment.unquoted_text", 1, 8, "Riga"),
        ("city contains Riga", "segment.unquoted_text", 1, 15, "Riga"),
        ("'Riga' = city", "segment.unquoted_text", 1, 10, "city"),
        ("last city = 5", "segment.unquoted_text", 1, 6, "city"),
        ("city = 'x' and\ncity = 'Riga", "segment.unclosed_quote", 2, 8, "'Riga"),
        ("city = «Рига»", "segment.curly_quotes", 1, 8, "«Рига»"),
        ("monetary > 1 500", "segment.spaced_number", 1, 12, "1 500"),
        ("monetary > 1 500,50", "segment.spaced_number", 1, 12, "1 500"),
        ("monetary in (1500,50)", "segment.comma_in_list", 1, 14, "1500,50"),
        ("inn = 0278123456", "segment.leading_zero", 1, 7, "0278123456"),
        ("created_on > 31.02.2026", "segment.no_such_day", 1, 14, "31.02.2026"),
        ("created_on > today - 999999999999 days", "segment.too_far", 1, 22, "999999999999"),
        ("created_on > today - 9999 weeks", "segment.too_far", 1, 22, "9999"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, code: str, line: int, column: int, near: str) -> None:
    """A marketer sees where the text goes wrong and what to write, never a parser's traceback."""
    with pytest.raises(SettingsProblem) as caught:
        parse(text, "tea.toml")
    problem = caught.value
    found = {"code": problem.code, **{key: problem.parameters[key] for key in ("line", "column", "near")}}
    assert found == {"code": code, "line": line, "column": column, "near": near}
    shown = sentence("error", code, **problem.parameters)
    assert shown.text.startswith("tea.toml: ")
    assert shown.remedy
    assert "{" not in shown.text + shown.remedy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("city ~ 'x'", "contains"),
        ("city = ", "31.01.2026"),
        ("city is 'x'", "empty"),
        ("city in ('x' 'y')", ", )"),
        ("monetary between 1 or 2", "and"),
        ("city = 'x' city = 'y'", "and, or"),
        ("created_on > today - 7", "days, weeks"),
        ("and", "monetary"),
    ],
)
def test_a_mistake_tells_what_could_stand_there(text: str, expected: str) -> None:
    """The words offered fit the place: operators after a field, values after an operator."""
    with pytest.raises(SettingsProblem) as caught:
        parse(text)
    assert expected in str(caught.value.parameters["expected"])


def test_nesting_without_end_is_refused_in_words() -> None:
    """A thousand `not` would otherwise end in a recursion error; brackets alone cost nothing."""
    with pytest.raises(SettingsProblem) as caught:
        parse("not " * 5000 + "city = 'x'")
    assert caught.value.code == "segment.too_deep"
    assert parse("(" * 5000 + "city = 'x'" + ")" * 5000) == Comparison(CITY, "=", "x")
    deepest = "not " * (MAX_DEPTH - 1) + "city = 'x'"
    assert parse(unparse(parse(deepest))) == parse(deepest)


# --- any text, any tree ---

_WORDS = """
    city "Срок" = != < in ( ) , and or not is empty contains starts with between last today - + 30 days weeks yes
    1500.50 1,5 1 500 0123 31.01.2026 31.02.2026 2026-01-31 'x' « " # и или не в пусто
"""
_pieces = st.sampled_from(["\n", *_WORDS.split()])


@given(st.text() | st.lists(_pieces, max_size=15).map(" ".join))
def test_any_text_is_a_condition_or_a_settings_problem(text: str) -> None:
    """No text at all brings out another error, and what parses is stable in its canonical form."""
    try:
        node = parse(text)
    except SettingsProblem as problem:
        assert problem.code.startswith("segment.")
    else:
        assert parse(unparse(node)) == node


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=12)
_numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
_days = st.dates() | st.integers(-36_525, 36_525).map(Today)
_values = _texts | _numbers | _days | st.booleans()
_fields = st.sampled_from([CITY, MONEY, FieldRef("last_name")]) | st.builds(
    FieldRef, _texts, is_own_column=st.just(value=True), is_last=st.booleans()
)
_tests: st.SearchStrategy[Node] = (
    st.builds(Comparison, _fields, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), _values)
    | st.builds(Membership, _fields, st.lists(_values, min_size=1, max_size=3).map(tuple))
    | st.builds(Emptiness, _fields)
    | st.builds(TextMatch, _fields, st.sampled_from(["contains", "starts with"]), _texts)
    | st.builds(Between, _fields, _values, _values)
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


@given(st.recursive(_tests, _joined, max_leaves=8))
def test_the_canonical_text_of_a_tree_parses_back(node: Node) -> None:
    """What a manifest shows of a segment is the segment, whatever texts and brackets it has."""
    assert parse(unparse(node)) == node
    assert unparse(node) == str(node)
