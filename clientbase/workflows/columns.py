"""Which columns of a file may enter the base: what is not needed is not collected."""

from collections.abc import Mapping as Dict
from dataclasses import replace

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.fields import normal_header
from clientbase.sources.mapping import Mapping, recognise
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.import_options import ImportOptions


def mapped(file: SourceFile, table: SourceTable, options: ImportOptions) -> Mapping:
    """Return what a table's columns mean.

    A kind that a person named speaks of the file: of several tables it is believed for those that look like any.

    Raises:
        SourceUnreadable: nothing tells what the table is.
    """
    if options.kind and len(file.tables) > 1:
        recognise(table, None, options.map, file=file.path.name)
    return recognise(table, options.kind, options.map, file=file.path.name)


def without_dropped(file: SourceFile, mapping: Mapping, options: ImportOptions) -> tuple[Mapping, tuple[str, ...]]:
    """Return the mapping of the columns that may enter the base, and the headers of those that may not.

    `drop` leaves out any column; `keep` leaves out the others of those that the vocabulary does not know.

    Raises:
        UsageProblem: no table of the file has a column to keep or drop: a misspelt one would be collected.
    """
    headers = {normal_header(header): header for table in file.tables for header in table.headers}
    dropped = _known(headers, options.drop, file.path.name)
    kept = None if options.keep is None else _known(headers, options.keep, file.path.name)
    out = tuple(
        column.header
        for column in mapping.columns
        if column.header in dropped or (kept is not None and not column.field and column.header not in kept)
    )
    columns = tuple(column for column in mapping.columns if column.header not in out)
    if not any(column.field for column in columns):
        raise SourceUnreadable("source.no_known_column", file=file.path.name, headers=", ".join(headers.values()))
    return replace(mapping, columns=columns), out


def _known(headers: Dict[str, str], named: tuple[str, ...], file: str) -> set[str]:
    found = set()
    for header in named:
        if normal_header(header) not in headers:
            known = ", ".join(headers.values())
            raise UsageProblem("source.unknown_column", file=file, header=header, headers=known)
        found.add(headers[normal_header(header)])
    return found
