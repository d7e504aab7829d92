"""XLS (Excel 5 to 2003) in the child process.

The reader of the newer kinds takes the numbers of a chart on a sheet for the sheet's cells, and gives half letters of
some texts; this one is the format's oldest and does neither.
"""

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlrd

from clientbase.sources.workbook_child import write_cells

_DIGITS = 15
_SECOND = 1 / 86_400


class OldWorkbook:
    """An XLS."""

    def __init__(self, workbook: Path) -> None:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            self._book = xlrd.open_workbook(str(workbook), logfile=nowhere, on_demand=True, ragged_rows=True)
        self.names: list[str] = list(self._book.sheet_names())

    def write_sheet(self, place: int, path: Path) -> dict[str, object]:
        """Write one sheet's cells as strings; return what the index says of it, nothing for an empty sheet."""
        import pyarrow as pa  # noqa: PLC0415  # after the memory limit

        with Path(os.devnull).open("w", encoding="utf-8") as self._book.logfile:
            sheet = self._book.sheet_by_index(place)
        width = max((sheet.row_len(row) for row in range(sheet.nrows)), default=0)
        if not width:
            return {}
        errors: list[list[object]] = []
        columns: list[list[str | None]] = [[None] * sheet.nrows for _ in range(width)]
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    errors.append([row, column, xlrd.error_text_from_code.get(cell.value, "#ERROR!")])
                else:
                    columns[column][row] = self._text(cell)
        self._book.unload_sheet(place)
        write_cells([pa.array(column, pa.string()) for column in columns], path)
        return {"file": path.name, "is_hidden": sheet.visibility != 0, "first_column": 1, "errors": errors}

    def _text(self, cell: Any) -> str | None:  # noqa: ANN401  # untyped library
        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._moment(cell.value)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "true" if cell.value else "false"
        if cell.ctype == xlrd.XL_CELL_NUMBER:
            return plain_number(cell.value)
        return str(cell.value) or None

    def _moment(self, value: float) -> str:
        """Return a day, a moment, or a time of day, to the second."""
        try:
            moment = xlrd.xldate_as_datetime(round(value / _SECOND) * _SECOND + _SECOND / 1000, self._book.datemode)
        except (ValueError, OverflowError):
            return plain_number(value)
        time = f"{moment:%H:%M:%S}"
        if 0 <= value < 1:
            return time
        return f"{moment:%Y-%m-%d}" if time == "00:00:00" else f"{moment:%Y-%m-%d} {time}"


def plain_number(value: float) -> str:
    """Return a number as a person sees it: at most 15 digits that count, no exponent, no needless ".0"."""
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    return f"{Decimal(f'{value:.{_DIGITS}g}'):f}"
