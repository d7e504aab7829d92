"""Clean the distinct names of a table once, and remember the verdicts."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, fields

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.cleaning.companies import clean_company
from clientbase.cleaning.first_name_endings import plain
from clientbase.cleaning.name_order import column_name_order
from clientbase.cleaning.names import PersonName, clean_name
from clientbase.cleaning.plain_names import PlainShape, PlainWord, plain_shape, plain_word
from clientbase.cleaning.registry import CleaningContext
from clientbase.workflows.unjudged import in_parts, telling_texts

_TEXT = pa.string()
#: So many different names decide the order of a column's doubtful ones.
_MOST_TELLING = 5_000
#: Fewer names are cleaned one by one sooner than word by word.
_MANY = 200
_TEXTS = ("last_text", "first_text", "patronymic_text", "full_text")
#: The word that a shorter name does not have.
_NO_WORD = PlainWord("", "", "", "", "", "", "", "", "")


def clean_names(connection: Connection, context: CleaningContext, said: str | None) -> str:
    """Fill cleaned_names with the new names of `source_names`; return what decided the doubtful ones."""
    connection.execute("""
        create or replace temp table written_names as
        select distinct last_text, first_text, patronymic_text, full_text from source_names
    """)
    connection.execute("""
        create or replace temp table written as
        select distinct coalesce(nullif(full_text, ''), last_text || first_text) as text
        from written_names
        where full_text <> '' or last_text = '' or first_text = ''
    """)
    order = column_name_order(telling_texts(connection, _MOST_TELLING)) if said is None else said
    says = context.key(order)
    connection.execute(
        """
        create or replace temp table unjudged as
        select *, row_number() over (order by last_text, first_text, patronymic_text, full_text) as place
        from written_names
        anti join (from cleaned_names where context = ?) using (last_text, first_text, patronymic_text, full_text)
        """,
        [says],
    )
    not_names = frozenset(word.casefold() for word in context.rules.not_names)
    own_names = {plain(name): sex for name, sex in context.rules.first_names.items()}
    (count,) = connection.execute("select count(*) from unjudged").fetchall()[0]
    if count >= _MANY:
        _judge_plain(connection, says, order, not_names, own_names)
    for texts in in_parts(connection, ", ".join(_TEXTS)):
        names = [clean_name(*written, order=order, not_names=not_names, own_names=own_names) for written in texts]
        connection.register("verdicts", _name_table(says, texts, names))
        connection.execute("insert into cleaned_names by name select * from verdicts")
        connection.unregister("verdicts")
    return says


def _judge_plain(
    connection: Connection, says: str, order: str, not_names: AbstractSet[str], own_names: Mapping[str, str]
) -> None:
    """Give the names made of plain words their verdicts in one step; the rest stays `unjudged`."""
    pipeline.create_temporary(connection, "names_in_words", "2_clean/names_in_words", {})
    words = connection.execute("""
        select word_1 from names_in_words
        union select word_2 from names_in_words
        union select word_3 from names_in_words
        order by all
    """).fetchall()
    judged = [_NO_WORD, *filter(None, (plain_word(word, not_names, own_names) for (word,) in words))]
    connection.register("judged_words", _word_table(judged))
    pipeline.create_temporary(connection, "shaped_names", "2_clean/shaped_names", {})
    examples = connection.execute("""
        select shape, last_text, first_text, patronymic_text, full_text, number_1, number_2, number_3
        from unjudged
        join (select shape, min(place) as place from shaped_names group by shape) using (place)
        join shaped_names using (shape, place)
        order by shape
    """).fetchall()
    shapes = {
        shape: plain_shape(tuple(cells), [judged[number] for number in numbers if number], order, own_names)
        for shape, *cells, one, two, three in examples
        for numbers in [(one, two, three)]
    }
    connection.register("judged_shapes", _shape_table(shapes))
    pipeline.create_temporary(connection, "plain_names", "2_clean/plain_names", {})
    connection.execute(
        "insert into cleaned_names by name select ? as context, * exclude (place) from plain_names", [says]
    )
    connection.execute("""
        create or replace temp table unjudged as
        select * replace (row_number() over (order by place) as place) from unjudged anti join plain_names using (place)
    """)
    for table in ("judged_words", "judged_shapes"):
        connection.unregister(table)


def _word_table(words: Sequence[PlainWord]) -> pa.Table:
    columns = dict(zip(PlainWord._fields, zip(*words, strict=True), strict=True))
    shapes = {shape: str(number) if shape else "" for number, shape in enumerate(dict.fromkeys(columns["shape"]))}
    columns["shape"] = tuple(shapes[shape] for shape in columns["shape"])
    arrays = {name: pa.array(values, _TEXT) for name, values in columns.items()}
    return pa.table({"number": pa.array(range(len(words)), pa.int32()), **arrays})


def _shape_table(shapes: dict[str, PlainShape | None]) -> pa.Table:
    plain = {shape: verdict for shape, verdict in shapes.items() if verdict}
    columns = {"shape": pa.array(plain, _TEXT), "sex": pa.array([verdict.sex for verdict in plain.values()], _TEXT)}
    for field in ("last_place", "first_place", "patronymic_place"):
        columns[field] = pa.array([getattr(verdict, field) for verdict in plain.values()], pa.int32())
    return pa.table(columns)


def _name_table(says: str, texts: Iterable[tuple[str, ...]], names: Sequence[PersonName]) -> pa.Table:
    columns = {text: pa.array(values, _TEXT) for text, values in zip(_TEXTS, zip(*texts, strict=True), strict=True)}
    kept = [f.name for f in fields(PersonName) if f.name != "is_company"]
    position = {f.name: place for place, f in enumerate(fields(PersonName))}
    rows = [astuple(name) for name in names]
    for name in kept:
        columns[name] = pa.array([row[position[name]] for row in rows], _TEXT)
    columns["company_key"] = pa.array([clean_company(name.company).key for name in names], _TEXT)
    columns["context"] = pa.array([says] * len(names), _TEXT)
    return pa.table(columns)
