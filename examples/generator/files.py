"""Rows → files, with the encoding, delimiter and line ends of the program that each pretends to come from."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from xlsxwriter import Workbook

from . import accountant, ads, crm, form, orders, survey
from .model import ACCOUNTANT, ADS, CRM, FORM, ORDERS, SURVEY, Cell, Row, World


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one program writes CSV."""

    header: tuple[str, ...]
    encoding: str
    delimiter: str = ";"
    newline: str = "\r\n"
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
    preamble: tuple[tuple[str, ...], ...] = ()


DIALECTS = {
    CRM: Dialect(crm.HEADER, "cp1251"),
    FORM: Dialect(form.HEADER, "utf-8", delimiter=",", newline="\n", quoting=csv.QUOTE_ALL),
    ORDERS: Dialect(orders.HEADER, "utf-8-sig"),
    ADS: Dialect(ads.HEADER, "cp1251", preamble=ads.PREAMBLE),
    SURVEY: Dialect(survey.HEADER, "utf-8-sig"),
}


def write_files(world: World, folder: Path) -> list[Path]:
    """Write all files of the world into a folder that exists; the same world gives the same bytes."""
    for file, dialect in DIALECTS.items():
        (folder / file).write_bytes(csv_bytes(dialect, world.rows[file]))
    write_workbook(folder / ACCOUNTANT, world.rows[ACCOUNTANT])
    return [folder / file for file in (*DIALECTS, ACCOUNTANT)]


def csv_bytes(dialect: Dialect, rows: Iterable[Row]) -> bytes:
    """Return a CSV file: preamble, header and rows; a character that the encoding lacks is an error."""
    text = StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator=dialect.newline, quoting=dialect.quoting)
    writer.writerows(dialect.preamble)
    writer.writerow(dialect.header)
    writer.writerows(row.cells for row in rows)
    return text.getvalue().encode(dialect.encoding)


def write_workbook(path: Path, rows: Iterable[Row]) -> None:
    """Write the accountant's workbook: titles, merged header, list from column B, and a second sheet."""
    with Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties({"title": accountant.TITLE[1], "created": datetime(2026, 11, 1)})  # noqa: DTZ001 (no clock)
        bold = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "border": 1})
        sheet = book.add_worksheet("Покупатели")
        for line, title in enumerate(accountant.TITLE):
            sheet.write_string(line, 1, title)
        _write_header(sheet, bold)
        sheet.set_column(1, len(accountant.HEADER), 16)
        for line, row in enumerate(rows, accountant.HEADER_END):
            _write_cells(sheet, line, 1, row.cells)
        terms = book.add_worksheet("Справочник")
        for line, cells in enumerate(accountant.TERMS):
            _write_cells(terms, line, 0, cells)


def _write_header(sheet: Any, bold: Any) -> None:  # noqa: ANN401 (xlsxwriter ships no types)
    """Write both header rows; equal neighbours above become one merged cell, as does a cell with nothing below."""
    upper, lower = accountant.HEADER_END - 2, accountant.HEADER_END - 1
    groups: dict[str, list[int]] = {}
    for column, (group, name) in enumerate(accountant.HEADER, 1):
        groups.setdefault(group, []).append(column)
        if name:
            sheet.write_string(lower, column, name, bold)
    for group, columns in groups.items():
        last = upper if len(columns) > 1 else lower
        sheet.merge_range(upper, columns[0], last, columns[-1], group, bold)


def _write_cells(sheet: Any, line: int, first: int, cells: tuple[Cell, ...]) -> None:  # noqa: ANN401 (as above)
    for column, cell in enumerate(cells, first):
        if isinstance(cell, str):
            sheet.write_string(line, column, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(line, column, cell)
        elif cell is not None:
            sheet.write_number(line, column, cell)
