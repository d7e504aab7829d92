"""Sensitive data in free texts: found while a file is taken, and left out of what is written for others."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.cleaning.sensitive import (
    KINDS_OF_WORDS,
    are_cards,
    quick_numbers,
    quick_pattern,
    sensitive_findings,
    sensitive_header,
    sensitive_kinds,
)
from clientbase.fields import QUESTIONS
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.staging import source_column
from clientbase.sources.tables import SourceTable
from clientbase.workflows.tables import Row, Table

#: Fields in which people write what they like; the columns that nobody knows are such too.
FREE_FIELDS = frozenset(
    {
        "note",
        "tags",
        "interests",
        "leave_reason",
        "places",
        "occupation",
        "deal_name",
        "lost_reason",
        "topic",
        "outcome",
    }
    | {"answer", *QUESTIONS}
)
#: Fields of one thing each, into which people put a document's number or a password beside it.
_FIELDS_WITH_REMARKS = frozenset(
    {
        "full_name",
        "last_name",
        "first_name",
        "patronymic",
        "phone",
        "email",
        "address",
        "social",
        "birth_date",
        "city",
        "company",
        "position",
    }
)
#: Own columns with such headers name firms, goods and places: a "Jewish community center" tells of nobody's origin.
_ABOUT_THINGS = re.compile(
    r"name|supplier|vendor|product|service|categor|type|expense|school|site|address|organi|title|url|link"
    r"|назван|наименован|поставщик|товар|услуг|категор|артикул|организац|компани|тип|вид|адрес|ссылк|сайт|магазин",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{15,19}")

#: Row, line, code, masked value, suggestion: a problem of one cell.
_Cell = tuple[int, int, str, str, str]


def sensitive_cells(
    connection: Connection, table: SourceTable, mapping: Mapping
) -> Iterator[tuple[ColumnMapping, list[_Cell]]]:
    """Yield each column of a table with the problems of its cells, where it has any; values are masked.

    Free texts are judged whole; names, phones and their like only for numbers and passwords.
    """
    for column in mapping.columns:
        if column.field and column.field not in FREE_FIELDS | _FIELDS_WITH_REMARKS:
            continue
        connection.register("source_column", source_column(table, column))
        is_of_numbers = column.field in _FIELDS_WITH_REMARKS
        is_about_things = is_of_numbers or (not column.field and bool(_ABOUT_THINGS.search(column.header)))
        pattern = quick_numbers() if is_of_numbers else quick_pattern()
        findings = _findings(connection, pattern, "" if is_of_numbers else sensitive_header(column.header))
        if findings := [found for found in findings if not is_about_things or found[1] not in KINDS_OF_WORDS]:
            texts, kinds, shown = zip(*findings, strict=True)
            connection.register("findings", pa.table({"text": texts, "kind": kinds, "shown": shown}))
            connection.unregister("source_column")
            connection.register("source_column", source_column(table, column))
            yield column, pipeline.select(connection, "2_clean/sensitive_cells").fetchall()
            connection.unregister("findings")
        connection.unregister("source_column")


def withheld(
    connection: Connection, table: Table, columns: Collection[str] = FREE_FIELDS
) -> tuple[Table, dict[str, int]]:
    """Return a table whose sensitive cells of `columns` are empty, and column → how many those are."""
    rows: Sequence[Row] = table.rows
    emptied = {}
    for place, name in enumerate(table.columns):
        if name not in columns:
            continue
        texts = _sensitive_texts(connection, {row[place] for row in rows if row[place]})
        count = sum(row[place] in texts for row in rows)
        if count:
            emptied[name] = count
            rows = [(*row[:place], None, *row[place + 1 :]) if row[place] in texts else row for row in rows]
    return Table(table.title, table.columns, tuple(rows)), emptied


def _findings(connection: Connection, pattern: str, header_kind: str) -> list[tuple[str, str, str]]:
    """Return text, kind and what may be shown of it, of the distinct texts of `source_column` that hold any."""
    suspects = _suspects(connection, "" if header_kind else pattern)
    numbers = [text for text in suspects if _BARE_NUMBER.fullmatch(text)]
    are_other_numbers = not are_cards(numbers)
    return [
        (text, finding.kind, finding.shown)
        for text in suspects
        for finding in sensitive_findings(text, header_kind)
        if not (finding.kind == "card" and are_other_numbers and _BARE_NUMBER.fullmatch(text))
    ]


def _sensitive_texts(connection: Connection, texts: Iterable[str]) -> set[str]:
    connection.register("source_column", pa.table({"text": pa.array(sorted(texts), pa.string())}))
    suspects = _suspects(connection, quick_pattern())
    connection.unregister("source_column")
    return {text for text in suspects if sensitive_kinds(text)}


def _suspects(connection: Connection, pattern: str) -> list[str]:
    found = pipeline.select(connection, "2_clean/sensitive_suspects", {"pattern": pattern}).fetchall()
    return [text for (text,) in found]
