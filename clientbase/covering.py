"""Temporary tables that stand before the base's: a SELECT then sees a part of the contacts as if it were all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from clientbase.base import Connection
from clientbase.building import create_temporary


class Covers:
    """The tables covered now. What is `fresh` waits in a temporary table `fresh_<table>` until it is used."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._covered: set[str] = set()
        self._fresh: set[str] = set()

    def cover(self, table: str, sql: str = "", parameters: Mapping[str, Any] | None = None) -> None:
        """Let `table` be the rows of a SELECT over what it is without a cover; without one, its fresh rows."""
        self.uncover(table)
        text = sql or f"from fresh_{table}"
        self._connection.execute(f"create or replace temp table covering as {text}", parameters or {})
        self._connection.execute(f"alter table covering rename to {table}")
        self._covered.add(table)

    def uncover(self, *tables: str) -> None:
        """Let tables be the base's again; all of them when none is named."""
        for table in sorted(self._covered.intersection(tables or self._covered)):
            self._connection.execute(f"drop table temp.{table}")
            self._covered.discard(table)

    def freshen(self, table: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Make the fresh rows of a model of `3_clients` from the tables as they are covered now."""
        create_temporary(self._connection, f"fresh_{table}", f"3_clients/{table}", parameters or {})
        self._fresh.add(table)

    def put_in_place(self, table: str, gone: str, *columns: str) -> None:
        """Let the fresh rows stand in the base in place of those whose `columns` name a contact of the table `gone`."""
        self.uncover(table)
        condition = " or ".join(f"{column} in (select contact_id from {gone})" for column in columns)
        self._connection.execute(f"delete from {table} where {condition}")
        self._connection.execute(f"insert into {table} by name from fresh_{table}")

    def close(self) -> None:
        """Drop all that is temporary."""
        self.uncover()
        for table in sorted(self._fresh):
            self._connection.execute(f"drop table temp.fresh_{table}")
        self._fresh.clear()


@contextmanager
def covers(connection: Connection) -> Iterator[Covers]:
    """Yield covers that are gone after the block, however it ends."""
    made = Covers(connection)
    try:
        yield made
    finally:
        made.close()
