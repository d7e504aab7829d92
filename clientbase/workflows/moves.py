"""What became of whom: the contacts whose client changed, before and after."""

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.workflows.tables import Table, result_table

_COLUMNS = ("contact_id", "name", "client_before", "client_id")


def clients_then(connection: Connection) -> None:
    """Keep who is who now, for `moved` to compare with."""
    connection.execute("create or replace temp table clients_then as select contact_id, client_id from client_contacts")


def moved(connection: Connection) -> Table:
    """Return one row per contact of the clients that changed since `clients_then`: where it was and where it is."""
    if connection.execute("select 1 from duckdb_tables() where table_name = 'current_rows'").fetchall():
        found = result_table("Contacts", pipeline.select(connection, "3_clients/moved_contacts"))
    else:
        found = Table("Contacts", _COLUMNS, ())
    connection.execute("drop table temp.clients_then")
    return found
