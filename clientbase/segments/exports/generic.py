"""The generic file: CSV for mailing services and spreadsheets, XLSX for people."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

#: A spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, delimiter: str, as_of: date) -> None:
    """Write a segment to `path`, as CSV or XLSX by its ending.

    CSV is UTF-8 with BOM; phones are digits only, as mailing services want them; texts that a spreadsheet would run as
    a formula get a leading apostrophe. XLSX keeps phones in E.164 as text.
    """
    if path.suffix == ".xlsx":
        write_xlsx(path, columns, rows, as_of)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows([_csv_cell(name, value) for name, value in zip(columns, row, strict=True)] for row in rows)


def write_xlsx(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]], as_of: date) -> None:
    """Write a workbook of one sheet named "clients"."""
    write_xlsx_sheets(path, [("clients", columns, rows)], as_of)


def write_xlsx_sheets(
    path: Path, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]], as_of: date
) -> None:
    """Write a workbook: bold frozen headers, real dates and numbers, texts that never run as formulas.

    Args:
        path: the file to make.
        sheets: (name, columns, rows) of each sheet.
        as_of: stands as the day of making, so that the same rows give the same bytes.
    """
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001 -- a fixed day, no clock
        bold = book.add_format({"bold": True})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, bold)
                sheet.set_column(place, place, _width(column, place, rows))
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    _write_cell(sheet, number, place, value)


def _width(column: str, place: int, rows: Sequence[Sequence[Any]]) -> int:
    """Return a column's width in characters: its first hundred values decide, 50 is the most."""
    widest = max((len(str(row[place])) for row in rows[:100] if place < len(row) and row[place] is not None), default=0)
    return min(max(len(column), widest) + 2, 50)


def _write_cell(sheet: Any, row: int, place: int, value: object) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    if isinstance(value, str):
        sheet.write_string(row, place, value)
    elif isinstance(value, Decimal):
        sheet.write_number(row, place, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day))  # noqa: DTZ001 -- a day
    elif value is not None:
        sheet.write(row, place, value)


def _csv_cell(name: str, value: object) -> object:
    if name == "phone" and isinstance(value, str):
        return value.split(";")[0].removeprefix("+")
    if isinstance(value, Decimal | float):
        return plain_number(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def plain_number(value: Decimal | float) -> str:
    """Return a number without exponent or trailing zeros: 1500.5000 is "1500.5"."""
    text = f"{value:.4f}"
    return text.rstrip("0").rstrip(".")
