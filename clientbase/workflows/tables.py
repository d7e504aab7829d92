"""A table on its way to a person or a machine: named columns and plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clientbase.base import Connection

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows in a stated order.

    Attributes:
        title: English heading for a person; the catalogue translates it.
        columns: stable English names, the keys of the JSON form.
        rows: plain values: str, int, float, Decimal, date, bool or None.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def only(self, names: tuple[str, ...]) -> "Table":
        """Return the table with the named columns alone, in that order."""
        places = [self.columns.index(name) for name in names]
        return Table(self.title, names, tuple(tuple(row[place] for place in places) for row in self.rows))

    def with_column(self, name: str, value: Callable[[dict[str, Any]], object]) -> "Table":
        """Return the table with one more column, worked out from each row."""
        rows = tuple((*row, value(dict(zip(self.columns, row, strict=True)))) for row in self.rows)
        return Table(self.title, (*self.columns, name), rows)


def stacked(key: str, tables: Mapping[str, Table]) -> Table:
    """Return tables under each other, each one's name in a first column `key`; a column it lacks is None."""
    columns = tuple(dict.fromkeys(name for table in tables.values() for name in table.columns))
    rows: list[Row] = []
    for name, table in tables.items():
        cells = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        rows += [(name, *(cell.get(column) for column in columns)) for cell in cells]
    return Table(key, (key, *columns), tuple(rows))


def result_table(title: str, result: Connection) -> Table:
    """Return an open result as a table."""
    columns = tuple(column[0] for column in result.description or ())
    return Table(title, columns, tuple(result.fetchall()))


def pairs_table(title: str, pairs: Sequence[tuple[str, object]]) -> Table:
    """Return name–value pairs as a table of two columns."""
    return Table(title, ("name_of_value", "value"), tuple(pairs))
