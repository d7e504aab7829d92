"""What `check` found, told to a person: what is wrong, what to do, how good the fields are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import say
from clientbase.cli.matching_story import tell_doubts
from clientbase.cli.output import cell_text, show, show_together, wants_data
from clientbase.cli.story import told_blocks
from clientbase.messages import sentence, texts, tr
from clientbase.workflows.self_check import doubts_table
from clientbase.workflows.tables import Table

if TYPE_CHECKING:
    from clientbase.workflows.check import CheckSummary

_FIELDS_SEEN = ("field", "filled", "share", "valid", "fresh")


def tell_problems(problems: Table) -> None:
    """Show every problem with its file, line, column, value and client; a group of the severities for people."""
    if wants_data():
        show(problems)
        return
    seen = problems.with_column("place", _place).with_column("what_to_do", _what_to_do)
    show(seen, most=100, people_see=("place", "client_id", "value", "what_to_do"))


def tell_check(summary: CheckSummary) -> None:
    """Show problems in words with counts and examples, the fields, and what holds clients back."""
    if wants_data():
        doubts = doubts_table(summary.doubts)
        show_together(
            {"problems": summary.problems, "fields": summary.fill, "blocks": summary.blocks, "list_doubts": doubts}
        )
        return
    problems = summary.problems.with_column("what_to_do", _what_to_do)
    place = problems.columns.index("severity")
    for severity in texts()["severities"]:
        rows = tuple(row for row in problems.rows if row[place] == severity)
        if rows:
            told = Table(sentence("severities", severity).text, problems.columns, rows)
            show(told, most=100, people_see=("count", "field", "what_to_do", "examples"))
    show(summary.fill, most=100, people_see=_FIELDS_SEEN)
    say(tr("valid: filled cells without an error; fresh: brought by a file, or set by you, within the last year."))
    show(told_blocks(summary.blocks), most=100)
    tell_doubts(summary.doubts)


def _what_to_do(row: dict[str, object]) -> str:
    """Return what is wrong and what to do in one line; of several values the suggestion is each one's own."""
    said = sentence("problem", str(row["code"]), value=row.get("value", "…"), suggestion=row.get("suggestion", "…"))
    return "; ".join(filter(None, said))


def _place(row: dict[str, object]) -> str:
    """Return where a problem stands: file, sheet, line, header; of a missing value the field."""
    if not row["file"]:
        return cell_text("field", row["field"])
    sheet = f" [{row['sheet']}]" if row["sheet"] else ""
    header = f" · {row['header']}" if row["header"] else ""
    return f"{row['file']}{sheet}:{row['line']}{header}"
