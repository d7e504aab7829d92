"""A table → a workbook that a person fills in: rows in groups, marked cells, drop-down lists."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

_INPUT, _MARK, _HEADER, _QUIET = "#FFF2CC", "#FCE4D6", "#D9E2F3", "#767676"
#: Height of the header in points: its texts take up to three lines.
_HEADER_HEIGHT = 48
#: Of a line of text in a row, in points; spreadsheets do not all make room for wrapped text by themselves.
_LINE_HEIGHT = 15


@dataclass(frozen=True, slots=True)
class Offer:
    """What a column's cells offer: the values of a drop-down list, and what is said beside it and of other values."""

    values: Sequence[str]
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Form:
    """One sheet that a person reads and fills in.

    Attributes:
        columns, rows: as in a table; texts never run as formulas.
        widths: a column's width in characters, one a column.
        offers: column → what its cells offer.
        inputs: rows, counted from 0, whose offering cells are coloured as the place to write.
        marked: (row, column number) of cells that are told apart: coloured and bold.
        quiet: columns whose text repeats in a group: grey from the group's second row on.
        hidden: columns that are there and not seen.
        formats: column → its number format.
        grouped_by: column; where its value changes, a line is drawn.
        frozen: how many columns stay when the others are scrolled.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[int]
    grouped_by: str
    offers: Mapping[str, Offer] = field(default_factory=dict)
    inputs: frozenset[int] = frozenset()
    marked: frozenset[tuple[int, int]] = frozenset()
    quiet: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    formats: Mapping[str, str] = field(default_factory=dict)
    frozen: int = 0


def write_form(path: Path, form: Form, as_of: date) -> None:
    """Write a form as XLSX, landscape with its header on every printed page; the same form gives the same bytes."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001 -- a day of no zone
        sheet = book.add_worksheet(form.name)
        _lay_out(book, sheet, form)
        formats = _Formats(book)
        for number, row in enumerate(form.rows):
            sheet.set_row(number + 1, _LINE_HEIGHT * _lines(row, form.widths))
            for place, value in enumerate(row):
                looks = _looks(form, number, place)
                if isinstance(value, str):
                    sheet.write_string(number + 1, place, value, formats.of(looks))
                else:
                    sheet.write(number + 1, place, value, formats.of(looks))


def _lay_out(book: Any, sheet: Any, form: Form) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    last_row, last_column = len(form.rows), len(form.columns) - 1
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": _HEADER, "bottom": 1})
    sheet.set_row(0, _HEADER_HEIGHT)
    sheet.freeze_panes(1, form.frozen)
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for place, column in enumerate(form.columns):
        sheet.write_string(0, place, column, header)
        sheet.set_column(place, place, form.widths[place], None, {"hidden": column in form.hidden})
        if offer := form.offers.get(column):
            sheet.data_validation(1, place, max(last_row, 1), place, _validation(offer))
    key = xlsxwriter.utility.xl_col_to_name(form.columns.index(form.grouped_by))
    line = {"type": "formula", "criteria": f"=${key}2<>${key}3", "format": book.add_format({"bottom": 1})}
    sheet.conditional_format(1, 0, max(last_row, 1), last_column, line)


def _lines(row: Sequence[Any], widths: Sequence[int]) -> int:
    """Return how many lines the tallest text of a row needs."""
    return max(
        sum(len(textwrap.wrap(line, max(width - 2, 5))) or 1 for line in str(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )


def _validation(offer: Offer) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(offer.values),
        "input_title": offer.title,
        "input_message": offer.message,
        "error_title": offer.title,
        "error_message": offer.message,
    }


def _looks(form: Form, number: int, place: int) -> tuple[tuple[str, Any], ...]:
    """Return the properties of one cell's format."""
    column = form.columns[place]
    group = form.columns.index(form.grouped_by)
    looks: dict[str, Any] = {"text_wrap": True, "valign": "top"}
    if isinstance(form.rows[number][place], str):
        looks |= {"align": "left", "indent": 1}
    if column in form.formats:
        looks["num_format"] = form.formats[column]
    if column in form.offers and number in form.inputs:
        looks |= {"bg_color": _INPUT, "border": 1}
    if (number, place) in form.marked:
        looks |= {"bg_color": _MARK, "bold": True}
    if column in form.quiet and number and form.rows[number][group] == form.rows[number - 1][group]:
        looks["font_color"] = _QUIET
    return tuple(looks.items())


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, looks: tuple[tuple[str, Any], ...]) -> Any:  # noqa: ANN401 -- xlsxwriter has no types
        """Return the format with these properties."""
        if looks not in self.made:
            self.made[looks] = self.book.add_format(dict(looks))
        return self.made[looks]
