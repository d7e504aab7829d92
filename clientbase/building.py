"""The SELECTs of `sql/` and how they run: as they are, into a table, or into a temporary one that stands before it."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import duckdb

from clientbase.base import Connection

#: A value that a SELECT may name as $parameter.
Parameters = Mapping[str, Any]


@cache
def select_text(name: str) -> str:
    """Return the SELECT in `sql/<name>.sql`."""
    return (resources.files("clientbase") / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def select(connection: Connection, name: str, parameters: Parameters | None = None) -> Connection:
    """Run the SELECT in `sql/<name>.sql` and return its open result; parameters it does not name are left out."""
    return connection.execute(select_text(name), named(select_text(name), parameters or {}))


def insert(connection: Connection, table: str, name: str, parameters: Parameters) -> None:
    """Append the rows of `sql/<name>.sql` to `table`, column by name."""
    text = f"insert into {table} by name {select_text(name)}"
    connection.execute(text, named(text, parameters))


def create_temporary(connection: Connection, table: str, name: str, parameters: Parameters) -> None:
    """Make the temporary table `table` of the rows of `sql/<name>.sql`."""
    text = f"create or replace temp table {table} as {select_text(name)}"
    connection.execute(text, named(text, parameters))


def named(text: str, parameters: Parameters) -> dict[str, Any]:
    """Return only the parameters that a statement names: the engine refuses the others."""
    wanted = set().union(*(statement.named_parameters for statement in duckdb.extract_statements(text)))
    return {name: value for name, value in parameters.items() if name in wanted}
