"""A table as read → rows in the vocabulary's columns, ready to be staged; the file's values stay untouched."""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa

from clientbase.fields import Field, fields_of, kinds
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.tables import SourceTable

#: Any of these makes the buyer in an order row somebody.
_BUYER_SIGNS = ("client_key", "full_name", "last_name", "first_name", "phone", "email", "company", "inn")


def incoming_rows(table: SourceTable, mapping: Mapping) -> pa.RecordBatchReader:
    """Return one row per source row: row_number, line_number, a text column per field of the kind, and `extra`.

    A field that may hold several values is a list. `extra` is a struct of the columns nobody knows.
    A deals table also has `buyer` (a struct of contact fields) and `has_buyer`.
    """
    by_field = _columns_by_field(mapping)
    own = kinds()[mapping.kind]
    columns = [_field_column(field, by_field.get(name, [])) for name, field in own.items()]
    extra = [pl.col(c.column).alias(c.header) for c in mapping.columns if not c.field]
    columns.append(pl.struct(extra).alias("extra") if extra else pl.lit(None, pl.String).alias("extra"))
    if mapping.kind == "deals":
        columns += _buyer_columns(by_field)
    return _selected(table, ["row_number", "line_number", *columns])


def _selected(table: SourceTable, columns: Sequence[str | pl.Expr]) -> pa.RecordBatchReader:
    """Return expressions over the rows of a table, a batch at a time."""

    def chosen(batch: pa.RecordBatch) -> pa.Table:
        frame = pl.from_arrow(batch)
        if not isinstance(frame, pl.DataFrame):
            raise TypeError("a source table has columns")
        return frame.select(columns).to_arrow()

    schema = chosen(_no_rows(table)).schema
    batches = (part for batch in table.rows.batches() for part in chosen(batch).to_batches())
    return pa.RecordBatchReader.from_batches(schema, batches)


def _no_rows(table: SourceTable) -> pa.RecordBatch:
    schema = table.rows.schema
    return pa.RecordBatch.from_arrays([pa.array([], kind) for kind in schema.types], schema.names)


def _buyer_columns(by_field: dict[str, list[str]]) -> list[pl.Expr]:
    taken = {
        name: field for name, field in fields_of("deals").items() if field.kind == "contacts" or name == "client_key"
    }
    parts = [
        _field_column(field, by_field.get(name, []) if name in taken else [])
        for name, field in kinds()["contacts"].items()
    ]
    signs = [pl.col(column) for name in _BUYER_SIGNS for column in by_field.get(name, [])]
    stated = [pl.coalesce(sign.str.strip_chars(), pl.lit("")) != "" for sign in signs]
    has_buyer = pl.any_horizontal(stated) if stated else pl.lit(False)
    return [pl.struct([*parts, pl.lit(None, pl.String).alias("extra")]).alias("buyer"), has_buyer.alias("has_buyer")]


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


def source_column(table: SourceTable, column: ColumnMapping) -> pa.RecordBatchReader:
    """Return the non-empty cells of one column: row_number, line_number, text."""
    names = ["row_number", "line_number", "text"]
    schema = pa.schema(list(zip(names, (pa.int64(), pa.int64(), pa.string()), strict=True)))
    cells = (batch.rename_columns(names) for batch in table.rows.batches([*names[:2], column.column]))
    return pa.RecordBatchReader.from_batches(schema, (batch.filter(batch["text"].is_valid()) for batch in cells))


def source_names(table: SourceTable, mapping: Mapping) -> pa.RecordBatchReader:
    """Return the parts of each row's name as written: row_number, line_number, last_text … full_text ("" if absent)."""
    by_field = _columns_by_field(mapping)
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
    return _selected(table, ["row_number", "line_number", *texts])
