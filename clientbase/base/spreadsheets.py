"""Tables → files that a spreadsheet opens right: CSV in UTF-8 with BOM, workbooks with real dates and numbers."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import xlsxwriter

_WIDEST_COLUMN = 50
_ROWS_MEASURED = 100
_LONGEST_SHEET_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


class Sheet(NamedTuple):
    """One sheet of a workbook.

    Attributes:
        hidden: columns that are there and not seen.
        offers: (row, column), each counted from 0 below the header, → what a cell offers; other values may be written.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    hidden: frozenset[str] = frozenset()
    offers: Mapping[tuple[int, int], Sequence[str]] = MappingProxyType({})


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str) -> None:
    """Write a table as CSV in UTF-8 with BOM; numbers are plain, None is an empty cell.

    Spreadsheets that divide cells by ";" divide decimals by a comma: to them 10.05 is the tenth of May.
    """
    decimal_sign = "," if delimiter == ";" else "."

    def cell_text(cell: object) -> object:
        return plain_number(cell).replace(".", decimal_sign) if isinstance(cell, Decimal | float) else cell

    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows(map(cell_text, row) for row in rows)


def write_workbook(path: Path, sheets: Iterable[Sheet], as_of: date) -> None:
    """Write a workbook: bold frozen headers, real dates and numbers, texts that never run as formulas.

    `as_of` stands as the day of making, so that the same rows give the same bytes.
    """
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}) as book:
        book.set_properties({"created": _midnight(as_of)})
        bold = book.add_format({"bold": True})
        taken: set[str] = set()
        for name, columns, rows, hidden, offers in sheets:
            sheet = book.add_worksheet(_sheet_name(name, taken))
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, bold)
                sheet.set_column(place, place, _width(column, place, rows), None, {"hidden": column in hidden})
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    _write_cell(sheet, number, place, value)
            for (number, place), values in offers.items():
                offer = {"validate": "list", "source": list(values), "show_error": False}
                sheet.data_validation(number + 1, place, number + 1, place, offer)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a spreadsheet allows, unlike the `taken` ones in any case of letters; it is taken then."""
    plain = _NOT_IN_NAMES.sub("_", name).strip("'")[:_LONGEST_SHEET_NAME] or "Sheet"
    endings = chain([""], (f" ({n})" for n in count(2)))
    names = (f"{plain[: _LONGEST_SHEET_NAME - len(ending)]}{ending}" for ending in endings)
    free = next(each for each in names if each.casefold() not in taken)
    taken.add(free.casefold())
    return free


def plain_number(value: Decimal | float) -> str:
    """Return a number without exponent or trailing zeros: 1500.5000 is "1500.5"."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _write_cell(sheet: Any, row: int, place: int, value: object) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    if isinstance(value, str):
        sheet.write_string(row, place, value)
    elif isinstance(value, Decimal):
        sheet.write_number(row, place, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, place, _midnight(value))
    elif value is not None:
        sheet.write(row, place, value)


def _width(column: str, place: int, rows: Sequence[Sequence[Any]]) -> int:
    """Return a column's width in characters, by its first values."""
    values = (row[place] for row in rows[:_ROWS_MEASURED] if place < len(row) and row[place] is not None)
    widest = max((len(str(value)) for value in values), default=0)
    return min(max(len(column), widest) + 2, _WIDEST_COLUMN)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a whole day, of no zone
