"""check: what is wrong with the values, how full, valid and fresh the fields are, what blocks the next level."""

from dataclasses import dataclass

from clientbase import pipeline
from clientbase.config import Settings
from clientbase.errors import CheckFailed
from clientbase.fields import NAME_PARTS
from clientbase.workflows.levels import summarise_levels
from clientbase.workflows.problems import problem_lines
from clientbase.workflows.self_check import ListDoubt, self_check
from clientbase.workflows.tables import Table, result_table
from clientbase.workflows.views import View

#: Code of the problem that a client lacks a field which the settings require.
REQUIRED = "value.required"


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """Problems by field and code, the state of the clients' fields, and the blocks that hold clients back.

    Attributes:
        fill: one row per field that any client has: `share` of the clients that have it; `valid`, the share of the
            filled cells of the rows that speak today without an error, None where no cell holds it; `fresh`, the share
            of its clients whose value an import of the last year brought, or brought again, or a person set then.
        doubts: why who is who should not be trusted on this list; empty where it can be.
        errors: how many problems are errors; a client without a required field is one.
    """

    problems: Table
    fill: Table
    blocks: Table
    doubts: tuple[ListDoubt, ...]
    errors: int


def check(view: View, settings: Settings) -> CheckSummary:
    """Return the state of the values in the base."""
    groups = result_table("Problems", pipeline.select(view.connection, "3_clients/problem_groups"))
    lacking: dict[str, int] = {}
    for field, _ in _gaps(view, settings):
        lacking[field] = lacking.get(field, 0) + 1
    missing = [("error", field, REQUIRED, count, None) for field, count in lacking.items()]
    problems = Table(groups.title, groups.columns, (*sorted(missing, key=lambda row: -row[3]), *groups.rows))
    errors = sum(count for severity, count in problems.only(("severity", "count")).rows if severity == "error")
    blocks, doubts = summarise_levels(view).blocks, self_check(view.connection)
    return CheckSummary(problem_lines(problems), _fields(view), blocks, doubts, errors)


def problem_rows(view: View, settings: Settings) -> Table:
    """Return every problem of today, in the order of the files, with its sentence, its remedy and its client.

    What the settings require of a client, and it does not have, stands last: it is of no file.
    """
    listing = result_table("Problems", pipeline.select(view.connection, "3_clients/problem_rows"))
    missing = (
        ("", "", None, 0, "", "", "error", REQUIRED, "", field, client_id) for field, client_id in _gaps(view, settings)
    )
    return problem_lines(Table(listing.title, listing.columns, (*listing.rows, *missing)))


def refuse_errors(summary: CheckSummary) -> None:
    """Raise CheckFailed when there are errors: what `--strict` asks for."""
    if summary.errors:
        raise CheckFailed("check.errors", errors=summary.errors)


def _gaps(view: View, settings: Settings) -> list[tuple[str, int]]:
    """Return field and client of everything that the settings require and the base does not have."""
    required = list(settings.rules.required)
    if not required:
        return []
    return pipeline.select(view.connection, "3_clients/required_gaps", {"required": required}).fetchall()


def _fields(view: View) -> Table:
    fill = result_table("Fields", pipeline.select(view.connection, "3_clients/field_fill"))
    validity = pipeline.select(view.connection, "3_clients/field_validity").fetchall()
    valid = {field: share for field, _, _, share in validity}
    fresh = dict(pipeline.select(view.connection, "3_clients/field_freshness", {"as_of": view.as_of}).fetchall())
    return fill.with_column(
        "valid", lambda row: valid.get("full_name" if row["field"] in NAME_PARTS else row["field"])
    ).with_column("fresh", lambda row: fresh.get(row["field"]))
