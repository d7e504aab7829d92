"""inspect: how a file is understood, before anything is taken from it."""

from dataclasses import dataclass
from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.detect import read_source
from clientbase.sources.mapping import Mapping
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.columns import mapped
from clientbase.workflows.import_options import ImportOptions
from clientbase.workflows.oddities import Oddity, oddities, profiles
from clientbase.workflows.tables import Table


@dataclass(frozen=True, slots=True)
class Inspected:
    """One table of a file: where it stands, what kind it is, what each column means, what is odd."""

    file: SourceFile
    table: SourceTable
    kind: str
    columns: Table
    oddities: tuple[Oddity, ...]


def inspect(
    path: Path, options: ImportOptions, *, encoding: str | None = None, delimiter: str | None = None
) -> list[Inspected]:
    """Return what every table of a file is understood as; nothing is written.

    Raises:
        SourceUnreadable, UsageProblem: as reading the file.
    """
    file = read_source(path, sheet=options.sheet, encoding=encoding, delimiter=delimiter)
    return [_inspected(file, table, options) for table in file.tables]


def _inspected(file: SourceFile, table: SourceTable, options: ImportOptions) -> Inspected:
    try:
        mapping = mapped(file, table, options)
    except SourceUnreadable:
        mapping = Mapping("", ())
    meaning = {c.position: (c.field, c.how, c.confidence if c.field else None) for c in mapping.columns}
    looks = profiles(table)
    rows = tuple(
        (position, header, *meaning.get(position, ("", "", None)), profile.filled, " | ".join(profile.samples[:3]))
        for position, header, profile in zip(table.positions, table.headers, looks, strict=True)
    )
    columns = Table(
        "Columns", ("position", "header", "field", "recognised_by", "confidence", "filled", "samples"), rows
    )
    return Inspected(file, table, mapping.kind, columns, tuple(oddities(table, looks)))
