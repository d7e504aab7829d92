"""stdout: tables as people read them, as JSON, as CSV. The formats and their keys are an interface."""

import csv
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from clientbase import messages
from clientbase.cli.session import Format, session
from clientbase.fields import kinds
from clientbase.workflows.tables import Table

#: Columns that hold codes, and the catalogue's group that names them for people.
CODED = {
    "level": "level",
    "block": "block",
    "reason_code": "reason",
    "outcome": "outcome",
    "doubt": "client_doubt",
    "severity": "severity",
    "code": "problem",
    "kind": "kind",
    "recognised_by": "recognised_by",
    "name_of_value": "value",
}

#: From here on people see money without the hundredths; machines get them.
_WHOLE_FROM = 100

#: A person reads so many rows; machines get all.
MOST_ROWS = 20


def show(table: Table, *, most: int = MOST_ROWS, people_see: tuple[str, ...] = ()) -> None:
    """Write a table to stdout in the asked format.

    For people: at most `most` rows of the columns `people_see` (all without it), and a word on stderr about the rest.
    JSON is an array of objects, CSV has a header; both hold every row and column, with stable English keys.
    """
    chosen = session().format or Format.TABLE
    if chosen is Format.JSON:
        _write_json(_objects(table))
    elif chosen is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    else:
        _show_table(table.only(people_see) if people_see else table, most)
    sys.stdout.flush()


def show_object(values: Mapping[str, object]) -> None:
    """Write one JSON object to stdout."""
    _write_json({key: _plain(value) for key, value in values.items()})


def show_together(tables: Mapping[str, Table]) -> None:
    """Write several tables of one command: for people, and as JSON one object of arrays; CSV holds the first alone."""
    if session().format is Format.JSON:
        _write_json({name: _objects(table) for name, table in tables.items()})
    else:
        for table in list(tables.values())[: 1 if wants_data() else None]:
            show(table, most=100)


def wants_data() -> bool:
    """Return whether a machine reads stdout: JSON or CSV was asked for."""
    return session().format in (Format.JSON, Format.CSV)


def _objects(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]


def _write_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    sys.stdout.flush()


def _show_table(table: Table, most: int) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from clientbase.cli.diagnostics import say

    drawn = RichTable(
        box=SIMPLE_HEAD, title=messages.tr(table.title), title_justify="left", pad_edge=False, title_style="bold"
    )
    for name in table.columns:
        values = [row[table.columns.index(name)] for row in table.rows]
        is_number = any(isinstance(v, int | float | Decimal) for v in values) and not any(
            isinstance(v, str) for v in values
        )
        justify: Literal["right", "left"] = "right" if is_number else "left"
        drawn.add_column(column_label(name), justify=justify, no_wrap=is_number, overflow="fold")
    for row in table.rows[:most]:
        drawn.add_row(*(Text(cell_text(name, cell)) for name, cell in zip(table.columns, row, strict=True)))
    console = Console(highlight=False)
    with console.capture() as screen:
        console.print(drawn)
    sys.stdout.write(screen.get())  # not through the console: it ends with 1 where the pipe is closed
    left = len(table.rows) - most
    if left > 0:
        sys.stdout.flush()
        say(
            messages.trn(
                "… {count} more row; --format csv gives all", "… {count} more rows; --format csv gives all", left
            )
        )


def column_label(name: str) -> str:
    """Return a column's heading for people."""
    return messages.sentence("column", name).text


def cell_text(column: str, value: object) -> str:
    """Return a cell for people: codes in words, numbers and dates as the language writes them, nothing for None."""
    if value is None:
        return ""
    if column in CODED:
        return messages.sentence(CODED[column], str(value), suggestion="…", value="…").text
    if column == "field":
        return field_label(str(value))
    if column == "missing":
        return ", ".join(messages.sentence("block", block).text for block in str(value).split())
    if column in ("share", "valid", "fresh", "retention_rate") or (column.isdigit() and isinstance(value, float)):
        return f"{float(str(value)):.0%}"
    return _for_people(column, value)


def field_label(name: str) -> str:
    """Return a vocabulary field's name for people."""
    for fields in kinds().values():
        if name in fields:
            return messages.tr(fields[name].label)
    return name


def _for_people(column: str, value: object) -> str:
    russian = messages.active_language() == "ru"
    if isinstance(value, bool):
        return messages.tr("yes") if value else messages.tr("no")
    if isinstance(value, date) and not isinstance(value, datetime):
        if column == "cohort_month":
            return value.strftime("%m.%Y" if russian else "%Y-%m")
        return value.strftime("%d.%m.%Y" if russian else "%Y-%m-%d")
    if isinstance(value, int) and not column.endswith(("_id", "_a", "_b", "client_before")):
        return _grouped(f"{value:,}", russian)
    if isinstance(value, Decimal | float):
        return _grouped(
            f"{value:,.0f}"
            if float(value) >= _WHOLE_FROM or float(value) <= -_WHOLE_FROM or not value
            else f"{value:.2f}",
            russian,
        )
    return str(value)


def _grouped(text: str, russian: bool) -> str:  # noqa: FBT001
    return text.replace(",", "\u00a0").replace(".", ",") if russian else text


def _csv_cell(value: object) -> Any:  # noqa: ANN401 -- whatever csv writes
    return str(value).lower() if isinstance(value, bool) else _plain(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a base holds
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
