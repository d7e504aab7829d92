"""A table as read → rows in the vocabulary's columns, ready to be staged; the file's values stay untouched."""

from collections.abc import Callable
from collections.abc import Mapping as Columns
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from clientbase.cleaning.questions import clean_question
from clientbase.fields import PERSON_KINDS, QUESTIONS, Field, kinds, person_fields
from clientbase.sources.kinds import asks
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.rows import PLACES
from clientbase.sources.tables import SourceTable
from clientbase.sources.wide_orders import LINE_FIELDS

#: What a batch of a table's rows becomes.
_Column = Callable[[pa.RecordBatch], pa.Array]

#: Any of these makes the person that a row tells of somebody.
_PERSON_SIGNS = ("client_key", "full_name", "last_name", "first_name", "phone", "email", "company", "inn")


def incoming_rows(table: SourceTable, mapping: Mapping) -> pa.RecordBatchReader:
    """Return one row per source row: row_number, line_number, a text column per field that it has, and `extra`.

    A field that may hold several values is a list. `extra` is a struct of the columns nobody knows.
    A table whose rows hold whole orders also has `more_lines`, a list of the products after the first.
    A table whose rows tell of a person (a buyer, somebody who answered) also has `person_key`, as `people_rows`.
    """
    by_field = _columns_by_field(mapping)
    own = kinds()[mapping.kind]
    # Columns that the table does not have come to be empty by themselves, and cost nothing that way.
    present = own if mapping.kind == "answers" else [name for name in own if name in by_field]
    columns = {name: _field_column(own[name], by_field.get(name, [])) for name in present}
    extra = {column.header: _text_column([column.column]) for column in mapping.columns if not column.field}
    columns["extra"] = _struct(extra) if extra else _text_column([])
    if any(column.line > 1 for column in mapping.columns):
        columns["more_lines"] = _lines_column(mapping)
    if mapping.kind in PERSON_KINDS:
        columns["person_key"] = _person_key(_person_columns(mapping.kind, by_field))
    return _selected(table, columns)


def _selected(table: SourceTable, columns: Columns[str, _Column]) -> pa.RecordBatchReader:
    """Return row_number, line_number and columns made of the rows of a table, a batch at a time."""

    def chosen(batch: pa.RecordBatch) -> pa.RecordBatch:
        made = [column(batch) for column in columns.values()]
        return pa.RecordBatch.from_arrays([batch[PLACES[0]], batch[PLACES[1]], *made], [*PLACES, *columns])

    nothing = [pa.array([], kind) for kind in table.rows.schema.types]
    schema = chosen(pa.RecordBatch.from_arrays(nothing, table.rows.schema.names)).schema
    return pa.RecordBatchReader.from_batches(schema, map(chosen, table.rows.batches()))


def people_rows(table: SourceTable, mapping: Mapping) -> pa.RecordBatchReader:
    """Return the person that each row tells of: row_number, line_number, person_key, and `person`, a struct of fields.

    Equal persons have one key; a row that tells of nobody has none.
    """
    taken = _person_columns(mapping.kind, _columns_by_field(mapping))
    fields = kinds()["contacts"]
    person = {name: _field_column(fields[name], columns) for name, columns in taken.items()}
    return _selected(table, {"person_key": _person_key(taken), "person": _struct(person or {"note": _text_column([])})})


def _person_columns(kind: str, by_field: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return contact field → the columns of a table that bring it."""
    taken = person_fields(kind)
    return {name: by_field[name] for name in kinds()["contacts"] if name in taken and name in by_field}


def _person_key(taken: dict[str, list[str]]) -> _Column:
    signs = [column for name in _PERSON_SIGNS for column in taken.get(name, [])]
    columns = [column for named in taken.values() for column in named]

    def key(batch: pa.RecordBatch) -> pa.Array:
        nobody = pa.nulls(batch.num_rows, pa.string())
        if not signs:
            return nobody
        stated = [pc.not_equal(pc.utf8_trim_whitespace(pc.fill_null(batch[sign], "")), "") for sign in signs]
        texts = [pc.fill_null(batch[column], "") for column in columns]
        return pc.if_else(reduce(pc.or_, stated), pc.binary_join_element_wise(*texts, "\x1f"), nobody)

    return key


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
        if column.field and column.line == 1:
            columns.setdefault(column.field, []).append(column.column)
    return columns


def _lines_column(mapping: Mapping) -> _Column:
    """Return the order's lines after the first: a list of structs a row."""
    count = max(column.line for column in mapping.columns)
    places = {(c.line, c.field): c.column for c in mapping.columns if c.line > 1}

    def line(batch: pa.RecordBatch, number: int) -> pa.Array:
        numbers = pa.array([number] * batch.num_rows, pa.int32())
        texts = [_text_column([places[number, f]] if (number, f) in places else [])(batch) for f in LINE_FIELDS]
        return pa.StructArray.from_arrays([numbers, *texts], ["line", *LINE_FIELDS])

    def listed(batch: pa.RecordBatch) -> pa.Array:
        size, width = batch.num_rows, count - 1
        lines = pa.concat_arrays([line(batch, number) for number in range(2, count + 1)])
        order = pa.array([k * size + i for i in range(size) for k in range(width)], pa.int64())
        return pa.ListArray.from_arrays(pa.arange(0, size * width + 1, width).cast(pa.int32()), lines.take(order))

    return listed


def _field_column(field: Field, columns: list[str]) -> _Column:
    return _list_column(columns) if field.many else _text_column(columns)


def _text_column(columns: list[str]) -> _Column:
    """Return the first of the columns; nulls where there is none."""
    if not columns:
        return lambda batch: pa.nulls(batch.num_rows, pa.string())
    return lambda batch: batch[columns[0]]


def _list_column(columns: list[str]) -> _Column:
    """Return the filled cells of the columns as a list a row."""
    if not columns:
        return lambda batch: pa.nulls(batch.num_rows, pa.list_(pa.string()))

    def listed(batch: pa.RecordBatch) -> pa.Array:
        size, width = batch.num_rows, len(columns)
        cells = pa.concat_arrays([batch[column] for column in columns])
        # Cell k of row i stands at k * size + i of the columns one behind the other.
        order = pa.array([k * size + i for i in range(size) for k in range(width)], pa.int64())
        cells = cells.take(order) if width > 1 else cells
        filled = pc.cumulative_sum(cells.is_valid().cast(pa.int32()))
        ends = filled.take(pa.arange(width - 1, size * width, width))
        offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
        return pa.ListArray.from_arrays(offsets, cells.drop_null())

    return listed


def _struct(columns: Columns[str, _Column]) -> _Column:
    return lambda batch: pa.StructArray.from_arrays([column(batch) for column in columns.values()], list(columns))


def source_column(table: SourceTable, *columns: ColumnMapping) -> pa.RecordBatchReader:
    """Return the non-empty cells of columns, one after the other: row_number, line_number, text."""
    names = ["row_number", "line_number", "text"]
    schema = pa.schema(list(zip(names, (pa.int64(), pa.int64(), pa.string()), strict=True)))
    cells = (b.rename_columns(names) for c in columns for b in table.rows.batches([*names[:2], c.column]))
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
    columns = {text: _text_column(by_field.get(field, [])[:1]) for text, field in parts.items()}
    return _selected(table, {text: _filled(column) for text, column in columns.items()})


def _filled(column: _Column) -> _Column:
    return lambda batch: pc.fill_null(column(batch), "")
