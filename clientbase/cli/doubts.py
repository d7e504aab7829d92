"""Columns that may be a field: asked about on a terminal, else told in one line with what to type."""

import typer

from clientbase import progress
from clientbase.cli.diagnostics import say
from clientbase.cli.output import field_label
from clientbase.messages import tr
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.mappings import choices

#: So many values of a column show what it holds.
_SAMPLES = 3


def ask_fields(file: SourceFile, table: SourceTable, mapping: Mapping) -> dict[str, str]:
    """Ask what each doubtful column is; Enter keeps it as an own column."""
    progress.rest()
    answers = {}
    for column in mapping.doubtful:
        samples = ", ".join(table.rows.sample(column.column, _SAMPLES))
        say(tr('{file}, column "{header}": {samples}', file=file.path.name, header=column.header, samples=samples))
        offered = choices(mapping, column)
        for number, field in enumerate(offered, 1):
            say(f"  {number}  {field_label(field)}")
        answers[column.header] = _chosen(offered)
    return answers


def _chosen(offered: tuple[str, ...]) -> str:
    while True:
        answer = str(
            typer.prompt(tr("What is it? (Enter: keep it as it is)"), default="", show_default=False, err=True)
        )
        if not answer.strip():
            return ""
        if answer.strip().isdecimal() and 1 <= int(answer) <= len(offered):
            return offered[int(answer) - 1]


def tell_doubts(file: str, mapping: Mapping) -> None:
    """Say which columns were kept as own ones though they may be a field, and how to say that they are."""
    if not mapping.doubtful:
        return
    columns = ", ".join(f'"{column.header}" ({field_label(column.guess)}?)' for column in mapping.doubtful)
    options = " ".join(_option(column) for column in mapping.doubtful)
    kept = tr(
        "not sure of these columns, they stay as they are: {columns}; if you are: {options}",
        columns=columns,
        options=options,
    )
    say(f"  {file} · {kept}")


def _option(column: ColumnMapping) -> str:
    return f"--map '{column.header}={column.guess}'"
