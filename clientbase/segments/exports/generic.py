"""The generic file: CSV for mailing services and spreadsheets, XLSX for people."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from clientbase.base.spreadsheets import Sheet, write_csv, write_workbook

#: A spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, delimiter: str, as_of: date) -> None:
    """Write a segment to `path`, as CSV or XLSX by its ending.

    CSV has phones as digits only, as mailing services want them, and an apostrophe before texts that a spreadsheet
    would run as a formula. XLSX keeps phones in E.164 as text.
    """
    if path.suffix == ".xlsx":
        write_workbook(path, [Sheet("clients", columns, rows)], as_of)
    else:
        write_csv(path, columns, (list(map(_csv_cell, columns, row)) for row in rows), delimiter)


def _csv_cell(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if name == "phone":
        return value.split(";")[0].removeprefix("+")
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
