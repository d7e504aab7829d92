"""JSON of any shape that holds a list of objects: one row each, nothing lost, broken lines told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.json_rows import read_json
from clientbase.sources.tables import SourceFile, SourceTable

PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=10)


def read(folder: Path, text: str, sheet: str | None = None) -> SourceFile:
    """Write a JSON file and read it."""
    path = folder / "clients.json"
    path.write_text(text, encoding="utf-8", newline="")
    return read_json(path, sheet)


def rows(table: SourceTable) -> list[dict[str, str]]:
    """Return each row as header → cell, without blank cells."""
    found = table.rows.table().to_pylist()
    named = {f"c{i}": header for i, header in enumerate(table.headers, start=1)}
    return [{named[c]: v for c, v in row.items() if c in named and v is not None} for row in found]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "Анна", "age": 5}\n{"name": "Ян"}\n',
        '[{"name": "Анна", "age": 5}, {"name": "Ян"}]',
        '[\r\n{"name": "Анна",\r\n"age": 5},\r\n{"name": "Ян"}\r\n]\r\n',
        '{"name": "Анна", "age": 5},\n{"name": "Ян"},\n',
        '{"data": {"items": [{"name": "Анна", "age": 5}, {"name": "Ян"}]}, "total": 2}',
    ],
)
def test_every_usual_shape_is_one_table(tmp_path: Path, text: str) -> None:
    """Lines, an array, an answer of some service with the array inside."""
    (table,) = read(tmp_path, text).tables
    assert (table.headers, rows(table)) == (("name", "age"), [{"name": "Анна", "age": "5"}, {"name": "Ян"}])


def test_objects_inside_are_flattened(tmp_path: Path) -> None:
    """CRM systems keep several phones as a list of objects; each is a column."""
    text = '{"a": {"b": {"c": 1}}, "tags": ["x", "y", null], "phone": [{"v": "+7"}, {"v": "+8", "t": "work"}], "e": []}'
    (table,) = read(tmp_path, text + '\n{"a": 2}').tables
    assert rows(table) == [
        {"a.b.c": "1", "tags": "x; y", "phone.v": "+7", "phone.v 2": "+8", "phone.t 2": "work"},
        {"a": "2"},
    ]


def test_values_stay_as_written(tmp_path: Path) -> None:
    """An id of 20 digits keeps every digit, 1.50 its zero; an exponent is spelled out."""
    text = '[{"id": 12345678901234567890, "sum": 1.50, "big": 1.5e3, "ok": true, "no": false, "nan": NaN}]'
    assert rows(read(tmp_path, text).tables[0]) == [
        {"id": "12345678901234567890", "sum": "1.50", "big": "1500", "ok": "true", "no": "false"}
    ]


def test_a_key_that_is_there_twice_keeps_both(tmp_path: Path) -> None:
    """The usual reader keeps the last phone and says nothing."""
    assert rows(read(tmp_path, '[{"phone": "1", "phone": "2", "a.b": 3, "a": {"b": 4}}]').tables[0]) == [
        {"phone": "1; 2", "a.b": "3; 4"}
    ]


def test_a_broken_line_is_a_row_to_mend(tmp_path: Path) -> None:
    """One bad line of a log must not cost the others."""
    (table,) = read(tmp_path, '{"a": 1}\n{"a": 2\n{"a": 3}\n').tables
    assert rows(table) == [{"a": "1"}, {"a": "3"}]
    assert [(m.row_number, m.line_number, m.cells, m.code) for m in table.misfits] == [
        (3, 2, ('{"a": 2',), "row.bad_json")
    ]


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    """A pretty-printed object begins on its own line."""
    table = read(tmp_path, '[\n{"a":\n1},\n\n{"a": 2}]').tables[0]
    assert table.rows.column("row_number").to_pylist() == [2, 3]
    assert table.rows.column("line_number").to_pylist() == [2, 5]


def test_several_lists_are_several_tables(tmp_path: Path) -> None:
    """An export of a whole system: each list is offered under its key."""
    text = '{"contacts": [{"name": "Анна"}], "deals": [{"sum": 1}], "version": 3}'
    assert [table.sheet for table in read(tmp_path, text).tables] == ["contacts", "deals"]
    assert rows(read(tmp_path, text, "deals").tables[0]) == [{"sum": "1"}]
    with pytest.raises(UsageProblem, match=r"source\.no_sheet"):
        read(tmp_path, text, "costs")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('[{"a": 1}, {"a": }]', "source.bad_json", (1, 18)),
        ('[{"a": 1}\n{"a": 2}]', "source.bad_json", (2, 1)),
        ('[{"a": 1}] x', "source.bad_json", (1, 12)),
        ("{name: 1}\n{name: 2}", "source.bad_json", (1, 2)),
        ('[{"a": 1}, {"a"', "source.cut_off", None),
        ('[{"a": 1}', "source.cut_off", None),
        ("[]", "source.empty", None),
        ("[{}]", "source.empty", None),
        ('[{"a":' * 3000, "source.too_deep", None),
        ('{"a":' * 3000, "source.too_deep", None),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, code: str, place: tuple[int, int] | None) -> None:
    """Line and character, so that a person finds it."""
    with pytest.raises(SourceUnreadable) as caught:
        read(tmp_path, text)
    said = caught.value.parameters
    assert (caught.value.code, said["file"]) == (code, "clients.json")
    assert place is None or (said["line"], said["column"]) == place


def test_half_a_letter_does_not_end_the_command(tmp_path: Path) -> None:
    """JSON can write half of an emoji, which no text can hold."""
    assert rows(read(tmp_path, '[{"a": "x\\ud800y"}]').tables[0]) == [{"a": "x\ufffdy"}]


@given(objects=st.lists(st.dictionaries(st.text("abc", min_size=1, max_size=2), PLAIN, max_size=4), max_size=6))
@pytest.mark.parametrize("shape", ["lines", "array", "inside"])
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, objects: list[dict[str, Any]], shape: str
) -> None:
    """Every shape gives back every value."""
    text = {
        "lines": "\n".join(map(json.dumps, objects)),
        "array": json.dumps(objects, indent=1),
        "inside": json.dumps({"items": objects}),
    }[shape]
    wanted = [{key: spelled(value) for key, value in each.items() if spelled(value)} for each in objects]
    wanted = [each for each in wanted if each]
    try:
        found = [row for table in read(tmp_path_factory.mktemp("json"), text).tables for row in rows(table)]
    except SourceUnreadable as refused:
        assert (refused.code, wanted) == ("source.empty", [])
    else:
        assert [row for row in found if row] == wanted


@given(text=st.text('[]{}",:1ab\\ \n', max_size=60))
def test_any_text_gives_tables_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Nothing but our own refusal may rise."""
    try:
        read(tmp_path_factory.mktemp("json"), "{" + text)
    except SourceUnreadable as refused:
        assert refused.code.startswith("source.")


def spelled(value: object) -> str:
    """Return a plain value as a cell shows it."""
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
