"""Problems in words: a code and its parameters become what is wrong and what to do, in the active language."""

from typing import Any

from clientbase import messages
from clientbase.workflows.tables import Table


def problem_lines(table: Table) -> Table:
    """Return a table of problems with two more columns: what is wrong, and what to do about it."""
    return table.with_column("problem", lambda row: _sentence(row).text).with_column(
        "remedy", lambda row: _sentence(row).remedy
    )


def spoken(code: str, position: int, header: str, value: str, suggestion: str = "") -> str:
    """Return one problem as a person reads it: column, value, what is wrong, what to do."""
    said = _sentence({"code": code, "value": value, "suggestion": suggestion})
    where = f'{messages.tr("column {position}", position=position)} "{header}" · "{value}"' if header else ""
    return " · ".join(part for part in (where, said.text, said.remedy) if part)


def _sentence(row: dict[str, Any]) -> messages.Sentence:
    """Return what is wrong and what to do; a suggestion that the remedy does not name itself is added to it."""
    suggestion = row.get("suggestion", "…") or ""
    said = messages.sentence("problem", row["code"], value=row.get("value", "…"), suggestion=suggestion)
    if suggestion in ("", "…") or suggestion in said.text + said.remedy:
        return said
    perhaps = messages.tr("perhaps {suggestion}", suggestion=suggestion)
    return messages.Sentence(said.text, "; ".join(filter(None, (said.remedy, perhaps))))
