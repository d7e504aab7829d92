"""inspect: how a file is understood, before anything is taken from it."""

from dataclasses import dataclass
from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.detect import read_source
from clientbase.sources.mapping import Mapping
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.import_ import ImportOptions, mapped
from clientbase.workflows.tables import Table


@dataclass(frozen=True, slots=True)
class Inspected:
    """One table of a file: where it stands, what kind it is, what each column means."""

    file: SourceFile
    table: SourceTable
    kind: str
    columns: Table


def inspect(path: Path, options: ImportOptions) -> list[Inspected]:
    """Return what every table of a file is understood as; nothing is written.

    Raises:
        SourceUnreadable, UsageProblem: as reading the file.
    """
    file = read_source(path, sheet=options.sheet)
    return [_inspected(file, table, options) for table in file.tables]


def _inspected(file: SourceFile, table: SourceTable, options: ImportOptions) -> Inspected:
    try:
        mapping = mapped(file, table, options)
    except SourceUnreadable:
        mapping = Mapping("", ())
    meaning = {column.position: (column.field, column.how) for column in mapping.columns}
    rows = []
    for place, (position, header) in enumerate(zip(table.positions, table.headers, strict=True), 1):
        field, how = meaning.get(position, ("", ""))
        rows.append((position, header, field, how, " | ".join(_samples(table, f"c{place}"))))
    columns = Table("Columns", ("position", "header", "field", "recognised_by", "samples"), tuple(rows))
    return Inspected(file, table, mapping.kind, columns)


def _samples(table: SourceTable, column: str) -> list[str]:
    """Return the first three different values of a column."""
    values = table.rows.head(200).column(column).to_pylist()
    return list(dict.fromkeys(" ".join(value.split()) for value in values if value and value.strip()))[:3]
