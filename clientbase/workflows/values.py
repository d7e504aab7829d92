"""Clean the distinct values of a table's columns once, and remember the verdicts."""

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

import pyarrow as pa

from clientbase import pipeline, progress
from clientbase.base import Connection
from clientbase.cleaning.problems import Cleaned
from clientbase.cleaning.registry import (
    CLEANED_TYPES,
    TOLD_BY_COLUMN,
    CleaningContext,
    clean_value,
    column_context,
    header_context,
    plain_parts,
    plain_value_parameters,
)
from clientbase.fields import fields_of
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.staging import source_column, source_names
from clientbase.sources.tables import SourceTable
from clientbase.workflows.names import clean_names
from clientbase.workflows.unjudged import in_parts

NAME_TYPES = ("full_name", "last_name", "first_name", "patronymic")

#: Trimming needs no verdict: the clean models do it themselves.
CLEANED_IN_SQL = {"text", "key"}

#: Field type → the SELECT that judges its plain values as the cleaner would, all at once.
PLAIN_VALUES: Dict[str, str] = {"email": "2_clean/plain_emails", "phone": "2_clean/plain_phones"}

#: Field type → the SELECT of the parts that many of its values share; its cleaner judges each of them once, before.
PLAIN_PARTS: Dict[str, str] = {"email": "2_clean/email_domains"}

_TEXT = pa.string()
#: So many different values decide a column's context.
_MOST_TELLING = 200_000


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
            said = hints.get(column.field, header_context(field_type, column.header))
            is_client = mapping.kind == "contacts"
            column_says = _clean_column(connection, field_type, context, said, is_row_a_client=is_client)
            connection.unregister("source_column")
        verdicts.append(ColumnVerdict(column, field_type, column_says))
    if not any(verdict.type in NAME_TYPES for verdict in verdicts):
        return verdicts
    connection.register("source_names", source_names(table, mapping))
    names_say = clean_names(connection, context, next((hints[name] for name in NAME_TYPES if name in hints), None))
    connection.unregister("source_names")
    return [replace(verdict, context=names_say) if verdict.type in NAME_TYPES else verdict for verdict in verdicts]


def _clean_column(
    connection: Connection, field_type: str, context: CleaningContext, said: str | None, *, is_row_a_client: bool
) -> str:
    """Clean one column's new values; where a client has many rows, how often a text stands there says nothing."""
    connection.execute(
        "create or replace temp table written as select text, count(*) as rows from source_column group by text"
    )
    hint = "" if said is None else said
    if said is None and field_type in TOLD_BY_COLUMN:
        hint = column_context(field_type, _telling_counts(connection, counted=is_row_a_client))
    says = context.key(hint)
    connection.execute(
        """
        create or replace temp table unjudged as
        select written.text
        from written
        where not exists (
            select 1 from cleaned_values where type = ? and context = ? and cleaned_values.text = written.text
        )
        """,
        [field_type, says],
    )
    if field_type in PLAIN_VALUES:
        _judge_plain(connection, field_type, says, context)
    connection.execute("""
        create or replace temp table unjudged as
        select text, row_number() over (order by text) as place from unjudged
    """)
    for texts in in_parts(connection, "text"):
        rows = [
            (field_type, says, text, ordinal, verdict)
            for (text,) in texts
            for ordinal, verdict in enumerate(clean_value(field_type, text, hint, context), 1)
        ]
        connection.register("verdicts", verdict_table(rows))
        connection.execute("insert into cleaned_values by name select * from verdicts")
        connection.unregister("verdicts")
    return says


def _judge_plain(connection: Connection, field_type: str, says: str, context: CleaningContext) -> None:
    """Give the values that a pattern understands their verdicts in one step; the rest stays `unjudged`."""
    parameters = dict(plain_value_parameters(field_type, context))
    if field_type in PLAIN_PARTS:
        parts = [part for (part,) in pipeline.select(connection, PLAIN_PARTS[field_type]).fetchall()]
        parameters["plain_parts"] = plain_parts(field_type, parts, context)
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
        select text from unjudged anti join plain_values using (text)
    """)


def _telling_counts(connection: Connection, *, counted: bool) -> dict[str, int]:
    """Return text → rows by which a column's ambiguous values are decided: all texts, or a steady choice of many.

    Not `counted`, each text counts as one row.
    """
    rows = connection.execute(
        "select text, if(?, rows, 1) from written order by md5(text) limit ?", [counted, _MOST_TELLING]
    ).fetchall()
    return dict(sorted(rows))


def verdict_table(rows: Iterable[tuple[str, str, str, int, Cleaned]]) -> pa.Table:
    """Return verdicts (type, context, text, ordinal, verdict) in the columns of `cleaned_values`."""
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
