"""Clean the distinct values of a table's columns once, and remember the verdicts."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import astuple, dataclass, fields

import pyarrow as pa

from clientbase import pipeline, progress
from clientbase.base import Connection
from clientbase.cleaning.companies import clean_company
from clientbase.cleaning.names import PersonName, clean_name
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.registry import (
    CLEANED_TYPES,
    CleaningContext,
    clean_value,
    column_context,
    plain_value_parameters,
)
from clientbase.fields import fields_of
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.staging import source_column, source_names
from clientbase.sources.tables import SourceTable

NAME_TYPES = ("full_name", "last_name", "first_name", "patronymic")

#: Trimming needs no verdict: the clean models do it themselves.
CLEANED_IN_SQL = {"text", "key"}

#: Field type → the SELECT that judges its plain values as the cleaner would, all at once.
PLAIN_VALUES: Dict[str, str] = {}

_TEXT = pa.string()
#: So many values are cleaned before they are stored, and so many different ones decide a column's context.
_PART, _MOST_TELLING = 50_000, 200_000
_NAME_TEXTS = ("last_text", "first_text", "patronymic_text", "full_text")


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """How one column was cleaned: its type, and what decided its ambiguous values ("dmy", ",|RUB", "RU"…)."""

    column: ColumnMapping
    type: str
    context: str


def clean_columns(
    connection: Connection, table: SourceTable, mapping: Mapping, context: CleaningContext, hints: Dict[str, str]
) -> list[ColumnVerdict]:
    """Fill cleaned_values and cleaned_names with what is new in `table`; return each column's type and context.

    `hints` say of some fields what decides their ambiguous values; the others' columns decide for themselves.
    """
    known = fields_of(mapping.kind)
    verdicts = []
    for done, column in enumerate(mapping.columns):
        progress.tell("Cleaning values", done, len(mapping.columns))
        field_type = known[column.field].type if column.field else ""
        column_says = ""
        if field_type in CLEANED_TYPES - CLEANED_IN_SQL:
            # The lines of an order stand in several columns, and what decides their ambiguous values is one.
            twins = [twin for twin in mapping.columns if twin.field == column.field and twin.line != column.line]
            connection.register("source_column", source_column(table, column, *twins))
            column_says = _clean_column(
                connection, field_type, context, hints.get(column.field), is_row_a_client=mapping.kind == "contacts"
            )
            connection.unregister("source_column")
        verdicts.append(ColumnVerdict(column, field_type, column_says))
    if any(verdict.type in NAME_TYPES for verdict in verdicts):
        connection.register("source_names", source_names(table, mapping))
        _clean_names(connection)
        connection.unregister("source_names")
    return verdicts


def _clean_column(
    connection: Connection, field_type: str, context: CleaningContext, said: str | None, *, is_row_a_client: bool
) -> str:
    """Clean one column's new values; where a client has many rows, how often a text stands there says nothing."""
    connection.execute(
        "create or replace temp table written as select text, count(*) as rows from source_column group by text"
    )
    hint = column_context(field_type, _telling_texts(connection, counted=is_row_a_client)) if said is None else said
    says = context.key(hint)
    connection.execute(
        """
        create or replace temp table unjudged as
        select written.text, row_number() over (order by written.text) as place
        from written
        where not exists (
            select 1 from cleaned_values where type = ? and context = ? and cleaned_values.text = written.text
        )
        """,
        [field_type, says],
    )
    if field_type in PLAIN_VALUES:
        _judge_plain(connection, field_type, says, context)
    for texts in _in_parts(connection, "text"):
        rows = [
            (field_type, says, text, ordinal, verdict)
            for (text,) in texts
            for ordinal, verdict in enumerate(clean_value(field_type, text, hint, context), 1)
        ]
        connection.register("verdicts", _verdict_table(rows))
        connection.execute("insert into cleaned_values by name select * from verdicts")
        connection.unregister("verdicts")
    return says


def _judge_plain(connection: Connection, field_type: str, says: str, context: CleaningContext) -> None:
    """Give the values that a pattern understands their verdicts in one step; the rest stays `unjudged`."""
    parameters = plain_value_parameters(field_type, context)
    pipeline.create_temporary(connection, "plain_values", PLAIN_VALUES[field_type], parameters)
    connection.execute(
        """
        insert into cleaned_values by name
        select ? as type, ? as context, text, 1 as ordinal, value, key, quality, '' as code, '' as suggestion
        from plain_values
        """,
        [field_type, says],
    )
    connection.execute("""
        create or replace temp table unjudged as
        select text, row_number() over (order by text) as place from unjudged anti join plain_values using (text)
    """)


def _telling_texts(connection: Connection, *, counted: bool) -> dict[str, int]:
    """Return text → rows by which a column's ambiguous values are decided: all texts, or a steady choice of many.

    Not `counted`, each text counts as one row.
    """
    rows = connection.execute(
        "select text, if(?, rows, 1) from written order by md5(text) limit ?", [counted, _MOST_TELLING]
    ).fetchall()
    return dict(sorted(rows))


def _in_parts(connection: Connection, columns: str) -> Iterator[list[tuple[str, ...]]]:
    """Yield the rows of the table `unjudged`, some at a time, in order."""
    (count,) = connection.execute("select count(*) from unjudged").fetchall()[0]
    for start in range(0, count, _PART):
        progress.tell("Cleaning values", start, count)
        yield connection.execute(
            f"select {columns} from unjudged where place > ? and place <= ? order by place", [start, start + _PART]
        ).fetchall()


def _verdict_table(rows: Iterable[tuple[str, str, str, int, Cleaned]]) -> pa.Table:
    types, contexts, texts, ordinals, verdicts = zip(*rows, strict=True)
    return pa.table(
        {
            "type": pa.array(types, _TEXT),
            "context": pa.array(contexts, _TEXT),
            "text": pa.array(texts, _TEXT),
            "ordinal": pa.array(ordinals, pa.int32()),
            "value": pa.array([v.value for v in verdicts], _TEXT),
            "key": pa.array([v.key for v in verdicts], _TEXT),
            "quality": pa.array([v.quality for v in verdicts], _TEXT),
            "code": pa.array([v.code for v in verdicts], _TEXT),
            "suggestion": pa.array([v.suggestion for v in verdicts], _TEXT),
        }
    )


def _clean_names(connection: Connection) -> None:
    connection.execute("""
        create or replace temp table unjudged as
        select *, row_number() over (order by last_text, first_text, patronymic_text, full_text) as place
        from (
            select distinct last_text, first_text, patronymic_text, full_text
            from source_names
            anti join cleaned_names using (last_text, first_text, patronymic_text, full_text)
        )
    """)
    for texts in _in_parts(connection, ", ".join(_NAME_TEXTS)):
        connection.register("verdicts", _name_table(texts))
        connection.execute("insert into cleaned_names by name select * from verdicts")
        connection.unregister("verdicts")


def _name_table(texts: list[tuple[str, ...]]) -> pa.Table:
    names = [clean_name(*written) for written in texts]
    columns = {
        text: pa.array(values, _TEXT) for text, values in zip(_NAME_TEXTS, zip(*texts, strict=True), strict=True)
    }
    kept = [f.name for f in fields(PersonName) if f.name != "is_company"]
    position = {f.name: place for place, f in enumerate(fields(PersonName))}
    rows = [astuple(name) for name in names]
    for name in kept:
        columns[name] = pa.array([row[position[name]] for row in rows], _TEXT)
    columns["company_key"] = pa.array([clean_company(name.company).key for name in names], _TEXT)
    return pa.table(columns)
