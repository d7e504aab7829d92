"""check: what is wrong with the values, how full the fields are, what blocks the next level."""

from dataclasses import dataclass

from clientbase import pipeline
from clientbase.errors import CheckFailed
from clientbase.workflows.levels import summarise_levels
from clientbase.workflows.problems import problem_lines
from clientbase.workflows.tables import Table, result_table
from clientbase.workflows.views import View


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """Problems by field and code, fill rates of the clients' fields, and the blocks that hold clients back.

    Attributes:
        errors: how many values are lost to problems of severity error.
    """

    problems: Table
    fill: Table
    blocks: Table
    errors: int


def check(view: View) -> CheckSummary:
    """Return the state of the values in the base."""
    problems = result_table("Problems", pipeline.select(view.connection, "2_clean/problem_groups"))
    fill = result_table("Fields", pipeline.select(view.connection, "3_clients/field_fill"))
    counts = problems.only(("severity", "count")).rows
    errors = sum(count for severity, count in counts if severity == "error")
    return CheckSummary(problems, fill, summarise_levels(view).blocks, errors)


def problem_rows(view: View) -> Table:
    """Return every problem of the imports not undone, in the order of their files, with its sentence and remedy."""
    imports = [
        number
        for (number,) in view.connection.execute("select import_id from imports where undone_at is null").fetchall()
    ]
    listing = pipeline.select(view.connection, "2_clean/problem_listing", {"import_ids": imports})
    return problem_lines(result_table("Problems", listing))


def refuse_errors(summary: CheckSummary) -> None:
    """Raise CheckFailed when there are errors: what `--strict` asks for."""
    if summary.errors:
        raise CheckFailed("check.errors", errors=summary.errors)
