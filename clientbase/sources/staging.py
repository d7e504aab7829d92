"""A table as read → rows in the vocabulary's columns, ready to be staged; the file's values stay untouched."""

import polars as pl
import pyarrow as pa

from clientbase.cleaning.questions import clean_question
from clientbase.fields import PERSON_KINDS, QUESTIONS, Field, kinds, person_fields
from clientbase.sources.kinds import asks
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.tables import SourceTable

#: Any of these makes the person that a row tells of somebody.
_PERSON_SIGNS = ("client_key", "full_name", "last_name", "first_name", "phone", "email", "company", "inn")


def incoming_rows(table: SourceTable, mapping: Mapping) -> pa.Table:
    """Return one row per source row: row_number, line_number, a text column per field of the kind, and `extra`.

    A field that may hold several values is a list. `extra` is a struct of the columns nobody knows.
    A table whose rows tell of a person (a buyer, somebody who answered) also has `person`, a struct of contact fields,
    and `has_person`.
    """
    frame = pl.from_arrow(table.rows)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a source table has columns")
    by_field = _columns_by_field(mapping)
    own = kinds()[mapping.kind]
    columns = [_field_column(field, by_field.get(name, [])) for name, field in own.items()]
    extra = [pl.col(c.column).alias(c.header) for c in mapping.columns if not c.field]
    columns.append(pl.struct(extra).alias("extra") if extra else pl.lit(None, pl.String).alias("extra"))
    if mapping.kind in PERSON_KINDS:
        columns += _person_columns(mapping.kind, by_field)
    return frame.select("row_number", "line_number", *columns).to_arrow()


def _person_columns(kind: str, by_field: dict[str, list[str]]) -> list[pl.Expr]:
    taken = person_fields(kind)
    parts = [
        _field_column(field, by_field.get(name, []) if name in taken else [])
        for name, field in kinds()["contacts"].items()
    ]
    signs = [pl.col(column) for name in _PERSON_SIGNS for column in by_field.get(name, [])]
    stated = [pl.coalesce(sign.str.strip_chars(), pl.lit("")) != "" for sign in signs]
    has_person = pl.any_horizontal(stated) if stated else pl.lit(False)
    return [pl.struct([*parts, pl.lit(None, pl.String).alias("extra")]).alias("person"), has_person.alias("has_person")]


def wide_questions(mapping: Mapping) -> pa.Table:
    """Return the columns that ask a question of their own: position, header, field ("" for an own text), code.

    Of the columns nobody knows those ask whose headers read so; where no column does, all of them are questions.
    """
    known = [column for column in mapping.columns if column.field in QUESTIONS]
    own = [column for column in mapping.columns if not column.field]
    is_long = any(column.field == "answer" for column in mapping.columns)
    asked = [] if is_long else [c for c in own if asks(c.header)] or ([] if known else own)
    columns = [*known, *asked] if mapping.kind == "answers" else []
    return pa.table(
        {
            "position": pa.array([column.position for column in columns], pa.int32()),
            "header": pa.array([column.header for column in columns], pa.string()),
            "field": pa.array([column.field for column in columns], pa.string()),
            "code": pa.array([c.field or clean_question(c.header).value for c in columns], pa.string()),
        }
    )


def _columns_by_field(mapping: Mapping) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for column in mapping.columns:
        if column.field:
            columns.setdefault(column.field, []).append(column.column)
    return columns


def _field_column(field: Field, columns: list[str]) -> pl.Expr:
    if field.many:
        if not columns:
            return pl.lit(None, pl.List(pl.String)).alias(field.name)
        return pl.concat_list(columns).list.drop_nulls().alias(field.name)
    return (pl.col(columns[0]) if columns else pl.lit(None, pl.String)).alias(field.name)


def source_column(table: SourceTable, column: ColumnMapping) -> pa.Table:
    """Return the non-empty cells of one column: row_number, line_number, text."""
    cells = table.rows.select(["row_number", "line_number", column.column]).rename_columns(
        ["row_number", "line_number", "text"]
    )
    return cells.filter(cells["text"].is_valid())


def source_names(table: SourceTable, mapping: Mapping) -> pa.Table:
    """Return the parts of each row's name as written: row_number, line_number, last_text … full_text ("" if absent)."""
    by_field = _columns_by_field(mapping)
    frame = pl.from_arrow(table.rows)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError("a source table has columns")
    parts = {
        "last_text": "last_name",
        "first_text": "first_name",
        "patronymic_text": "patronymic",
        "full_text": "full_name",
    }
    texts = [
        (pl.col(by_field[field][0]).fill_null("") if field in by_field else pl.lit("")).alias(text)
        for text, field in parts.items()
    ]
    return frame.select("row_number", "line_number", *texts).to_arrow()
