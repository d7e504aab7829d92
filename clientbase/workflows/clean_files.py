"""The files that the one-shot `clean` writes: the copy with values replaced in place, and plain tables."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.files import written_whole
from clientbase.base.spreadsheets import Sheet, write_csv, write_workbook
from clientbase.cleaning.alphabets import latin_lookalikes
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.phone_columns import PHONE_COLUMNS, phone_columns
from clientbase.workflows.tables import Row, Table
from clientbase.workflows.taking import Taken
from clientbase.workflows.values import NAME_TYPES

NEW_COLUMNS = ("client_id", "problems")

#: Types whose clean value takes the place of the written one; words such as a status stay as their source says them.
REPLACED = frozenset(
    {"phone", "email", "date", "birth_date", "money", "number", "city", "company"}
    | {"inn", "kpp", "ogrn", "website", "social"}
)
#: What stands between the values of a cell, where it is no comma: an INN and its KPP.
_BETWEEN = {"inn": "/"}

#: Written just as a spreadsheet would show the number: no leading or trailing zeros, no more digits than it keeps.
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{0,4}[1-9])?|-?[1-9]\d{0,14}")


def write_clean_copy(
    connection: Connection,
    path: Path,
    file: SourceFile,
    tables: Sequence[tuple[SourceTable, Taken | None]],
    as_of: date,
) -> Path:
    """Write one output row per input row: the file's headers and order, clean values in place, new columns last."""
    cleaned = [(table.sheet, taken, *_clean_rows(connection, table, taken)) for table, taken in tables]
    with written_whole(path, private=False) as part:
        if path.suffix == ".xlsx":
            sheets = [Sheet(name, columns, _typed(columns, rows, taken)) for name, taken, columns, rows in cleaned]
            write_workbook(part, sheets, as_of)
        else:
            _, _, columns, rows = cleaned[0]
            write_csv(part, columns, rows, file.delimiter or ";")
    return path


def write_table(path: Path, table: Table, delimiter: str, as_of: date) -> Path:
    """Write a table as CSV or XLSX by the path's ending."""
    with written_whole(path, private=False) as part:
        if path.suffix == ".xlsx":
            write_workbook(part, [Sheet(table.title, table.columns, table.rows)], as_of)
        else:
            write_csv(part, table.columns, table.rows, delimiter)
    return path


def _clean_rows(connection: Connection, table: SourceTable, taken: Taken | None) -> tuple[tuple[str, ...], list[Row]]:
    """Return the header and the rows of a cleaned table; one that was not taken comes back as it was read."""
    columns: dict[str, list[Any]] = table.rows.table().to_pydict()
    cells = [columns[f"c{place}"] for place in range(1, len(table.headers) + 1)]
    fitting = dict(zip(columns["row_number"], zip(*cells, strict=True), strict=True))
    if taken is None:
        return table.headers, list(fitting.values())
    replaced = _replacements(connection, taken)
    names = _name_replacement(connection, taken)
    owners = dict(pipeline.select(connection, "3_clients/row_owners", {"import_id": taken.import_id}).fetchall())
    codes = _problem_codes(connection, taken.import_id)
    phones = phone_columns(connection, taken)
    of_phones = PHONE_COLUMNS if any(verdict.type == "phone" for verdict in taken.contexts) else ()
    rows: dict[int, Row] = {}
    for number, row in fitting.items():
        clean = [replaced[i].get(cell, cell) if i in replaced else cell for i, cell in enumerate(row)]
        rows[number] = (*names(row, clean), owners.get(number), codes.get(number, ""), *phones(row))
    for misfit in table.misfits:
        own = [*misfit.cells[: len(table.headers)], *[None] * (len(table.headers) - len(misfit.cells))]
        of_none = [None] * len(of_phones)
        too_many = misfit.cells[len(table.headers) :]
        rows[misfit.row_number] = (*own, None, codes.get(misfit.row_number, ""), *of_none, *too_many)
    return (*table.headers, *NEW_COLUMNS, *of_phones), [rows[number] for number in sorted(rows)]


def _typed(columns: Sequence[str], rows: list[Row], taken: Taken | None) -> list[Row]:
    """Return rows for a workbook: clean dates and money, and own columns of numbers alone, are no texts there."""
    types = {place: verdict.type for place, verdict in enumerate(taken.contexts)} if taken else {}
    readers = {place: _CELL_READERS[kind] for place, kind in types.items() if kind in _CELL_READERS}
    for place in range(len(columns)):
        values = [row[place] for row in rows if row[place]]
        if not types.get(place) and values and all(_PLAIN_NUMBER.fullmatch(str(value)) for value in values):
            readers[place] = _as_number
    return [tuple(readers[i](cell) if i in readers else cell for i, cell in enumerate(row)) for row in rows]


def _as_number(cell: Any) -> Any:  # noqa: ANN401 -- a cell
    try:
        return float(str(cell or "").replace(",", "."))
    except ValueError:
        return cell


def _as_date(cell: Any) -> Any:  # noqa: ANN401 -- a cell
    try:
        return date.fromisoformat(cell or "")
    except (TypeError, ValueError):
        return cell


_CELL_READERS: dict[str, Callable[[Any], Any]] = {
    "date": _as_date,
    "birth_date": _as_date,
    "money": _as_number,
    "number": _as_number,
}


def _replacements(connection: Connection, taken: Taken) -> dict[int, dict[str, str]]:
    """Return column place → written text → clean text, for the columns whose values are cleaned one by one."""
    found: dict[int, dict[str, str]] = {}
    for place, verdict in enumerate(taken.contexts):
        if verdict.type not in REPLACED:
            continue
        values = connection.execute(
            "select text, value from cleaned_values where type = ? and context = ? order by text, ordinal",
            [verdict.type, verdict.context],
        ).fetchall()
        clean: dict[str, list[str]] = {}
        for text, value in values:
            clean.setdefault(text, []).append(value or "")
        between = _BETWEEN.get(verdict.type, ", ")
        decimal_comma = verdict.type in ("money", "number") and verdict.context.startswith(",")
        found[place] = {
            text: between.join(parts).replace(".", ",") if decimal_comma else between.join(parts)
            for text, parts in clean.items()
            if all(parts)
        }
    return found


def _name_replacement(connection: Connection, taken: Taken) -> Callable[[Row, list[Any]], list[Any]]:
    """Return what puts a row's clean name into its name columns; a name nobody could read stays as written."""
    named = [(v.column.field, place) for place, v in enumerate(taken.contexts) if v.type in NAME_TYPES]
    places = dict(reversed(named))
    known = _clean_names(connection, taken)

    def with_name(row: Row, clean: list[Any]) -> list[Any]:
        texts = [
            (row[places[field]] or "") if field in places else ""
            for field in ("last_name", "first_name", "patronymic", "full_name")
        ]
        *own_parts, company = known[tuple(texts)]
        parts = dict(zip(("last_name", "first_name", "patronymic"), own_parts, strict=True))
        whole = _in_written_order(texts[3], own_parts) or company
        if "full_name" in places:
            parts["full_name"] = whole
        homeless = (
            [] if "full_name" in places else [part for field, part in parts.items() if part and field not in places]
        )
        for field, place in places.items():
            own = [parts[field], *(part for part in homeless if part.casefold() in (row[place] or "").casefold())]
            clean[place] = _in_written_order(row[place] or "", own) or (None if any(own_parts) else clean[place])
        return clean

    return with_name if places else lambda _, clean: clean


def _clean_names(connection: Connection, taken: Taken) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return surname, name, patronymic and full name as written → surname, name, patronymic and company as read."""
    contexts = {verdict.context for verdict in taken.contexts if verdict.type in NAME_TYPES}
    rows = connection.execute(
        """
        select last_text, first_text, patronymic_text, full_text, last_name, first_name, patronymic, company
        from cleaned_names
        where context in (select unnest(?))
        """,
        [sorted(contexts)],
    ).fetchall()
    return {row[:4]: row[4:] for row in rows}


def _in_written_order(written: str, parts: list[str]) -> str:
    """Return name parts in the order in which a cell has them: "John Smith" stays so, "Котова Анна" too."""
    # A Latin letter among Cyrillic ones was mended in the part alone.
    alike = latin_lookalikes(written.upper())
    return " ".join(sorted(filter(None, parts), key=lambda part: alike.find(latin_lookalikes(part.upper()))))


def _problem_codes(connection: Connection, import_id: int) -> dict[int, str]:
    rows = connection.execute(
        """
        select row_number, string_agg(code, ' ' order by position, code)
        from (select distinct row_number, position, code from problems where import_id = ?)
        group by row_number
        """,
        [import_id],
    ).fetchall()
    return dict(rows)
