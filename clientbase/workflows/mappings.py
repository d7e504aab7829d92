"""What a person said of a file's columns: remembered by source and shape, used for the next file of that shape."""

import hashlib
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import replace
from datetime import datetime

from clientbase.base import Connection
from clientbase.errors import SourceUnreadable
from clientbase.fields import fields_of, normal_header
from clientbase.sources.mapping import ColumnMapping, Mapping, recognise
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.import_options import ImportOptions

#: Asks a person about the doubtful columns of a table; returns header → field, "" for a column to keep as an own one.
Ask = Callable[[SourceFile, SourceTable, Mapping], Dict[str, str]]

#: What a person is offered beside the guess.
_OFFERED = ("phone", "email", "full_name", "birth_date", "city", "address", "created_on", "note")


def fingerprint(table: SourceTable) -> str:
    """Return what files of one shape have in common: their headers, in whatever order; "" for a file without any."""
    if not table.header_row:
        return ""
    headers = sorted(map(normal_header, table.headers))
    return hashlib.sha256("\x1f".join(headers).encode()).hexdigest()[:16]


def recalled(connection: Connection, table: SourceTable, options: ImportOptions) -> ImportOptions:
    """Return the options completed by what was said of this shape before; what is said now goes first."""
    shape = fingerprint(table)
    rows = connection.execute(
        "select header, field, kind from mappings where source = ? and fingerprint = ? order by header",
        [options.source, shape],
    ).fetchall()
    before = {header: field for header, field, _ in rows}
    kind = options.kind or next((kind for *_, kind in rows), None)
    return replace(options, kind=kind, map={**before, **options.answers.get(shape, {}), **options.map})


def recalled_only(table: SourceTable, asked: ImportOptions, options: ImportOptions) -> dict[str, str]:
    """Return what stands in the completed options only because it was said before: header → field."""
    now = {**asked.answers.get(fingerprint(table), {}), **asked.map}
    return {header: field for header, field in options.map.items() if header not in now}


def remember(
    connection: Connection, table: SourceTable, mapping: Mapping, options: ImportOptions, moment: datetime
) -> None:
    """Keep what a person said of a table's columns, over what was said before."""
    shape = fingerprint(table)
    said = {**options.answers.get(shape, {}), **options.said}
    by_normal = {normal_header(header): header for header in reversed(table.headers)}
    for header, field in said.items() if shape else ():
        known = header if header in table.headers else by_normal.get(normal_header(header), header)
        connection.execute(
            "insert or replace into mappings values (?, ?, ?, ?, ?, ?)",
            [options.source, shape, mapping.kind, known, "" if field == "-" else field, moment],
        )


def answers(
    connection: Connection, files: Sequence[SourceFile], options: ImportOptions, ask: Ask
) -> dict[str, Dict[str, str]]:
    """Ask about the doubtful columns of files, each shape once; return fingerprint → header → field."""
    found: dict[str, Dict[str, str]] = {}
    for file in files:
        for table in file.tables:
            shape = fingerprint(table)
            said = recalled(connection, table, options)
            try:
                mapping = recognise(table, said.kind, said.map, file=file.path.name)
            except SourceUnreadable:
                continue
            if shape and shape not in found and mapping.doubtful:
                found[shape] = ask(file, table, mapping)
    return found


def choices(mapping: Mapping, column: ColumnMapping) -> tuple[str, ...]:
    """Return the fields that a doubtful column may be: the guess, then usual ones that no other column has."""
    fields = fields_of(mapping.kind)
    taken = {each.field for each in mapping.columns}
    usual = [name for name in _OFFERED if name in fields and (fields[name].many or name not in taken)]
    return tuple(dict.fromkeys((column.guess, *usual)))
