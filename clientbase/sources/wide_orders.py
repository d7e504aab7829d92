"""Orders with a column per product ("Товар 1, Кол-во 1, Цена 1, Товар 2, …"): which column belongs to which line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clientbase.fields import normal_header
from clientbase.sources.headers import named
from clientbase.sources.likeness import field_like

if TYPE_CHECKING:
    from clientbase.sources.mapping import ColumnMapping

#: What a line of an order has for itself.
LINE_FIELDS = ("product", "category", "quantity", "price", "amount", "cost", "discount")
#: "Товар 2", "item_2_price", "Товар №2"; "Товар (2)" is a repeated header and no second line.
_NUMBER = re.compile(r"[\s_№#]*(?<!\d)(\d{1,2})(?![\d)])[\s_]*")


def with_lines(columns: Sequence["ColumnMapping"]) -> tuple["ColumnMapping", ...]:
    """Return the columns of a deals table with the line of the order that each belongs to.

    Two numbered products make a table wide. A plain "Сумма" beside "Сумма 1" is the order's own.
    """
    numbered = {i: _numbered(column) for i, column in enumerate(columns) if column.how != "given"}
    numbers = sorted({number for field, number in numbered.values() if field == "product"})
    if len(numbers) < 2:
        return tuple(columns)
    has_total = any(c.field == "amount" and not numbered.get(i, ("", 0))[0] for i, c in enumerate(columns))
    lines = {
        i: (field, numbers.index(number) + 1)
        for i, (field, number) in numbered.items()
        if number in numbers and field and not (field == "amount" and has_total)
    }
    return tuple(_in_line(column, i, lines) for i, column in enumerate(columns))


def _in_line(column: "ColumnMapping", index: int, lines: Mapping[int, tuple[str, int]]) -> "ColumnMapping":
    of_lines = {field for field, _ in lines.values()}
    if index in lines:
        field, line = lines[index]
        is_first = list(lines.values()).index((field, line)) == list(lines).index(index)
        if is_first:
            return replace(
                column, field=field, line=line, how="header", confidence=max(column.confidence, 0.9), guess=""
            )
    if column.how != "given" and column.field in of_lines:
        return replace(column, field="", how="", confidence=0.0, guess="")
    return column


def _numbered(column: "ColumnMapping") -> tuple[str, int]:
    """Return the line's field and the number that a header names, "" and 0 when it names none."""
    header = normal_header(column.header)
    found = _NUMBER.search(header)
    if not found or not int(found[1]):
        return "", 0
    bare = f"{header[: found.start()]} {header[found.end() :]}".strip()
    field = named(bare, "deals").field or field_like(bare, "deals").field
    return (field, int(found[1])) if field in LINE_FIELDS else ("", 0)
