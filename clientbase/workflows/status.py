"""status: where the base stands, at a glance."""

from datetime import datetime

from clientbase import pipeline
from clientbase.base import ClientBase, lock, schema
from clientbase.workflows.tables import Table, pairs_table, result_table

_COUNTS = """
    select
        (select count(*) from imports where undone_at is null),
        (select coalesce(max(imported_at)::varchar, '') from imports where undone_at is null),
        (select count(*) from client_contacts),
        (select count(distinct client_id) from client_contacts),
        (select count(*) from problems join imports using (import_id) where undone_at is null and severity <> 'note')
"""


def status(base: ClientBase, moment: datetime) -> Table:
    """Return name–value pairs: sizes, the last import, freshness of the models, the lock."""
    own = base.settings.as_of or moment.date()
    with base.read() as connection:
        imports, imported_at, contacts, clients, problems = connection.execute(_COUNTS).fetchall()[0]
        is_current = pipeline.is_current(connection, own, base.settings)
        as_of = pipeline.stored_as_of(connection)
        version = schema.version_of(connection)
        deals = connection.execute("select count(*) from client_deals").fetchall()[0][0] if as_of else 0
    return pairs_table(
        "Status",
        [
            ("base", str(base.folder)),
            ("imports", imports),
            ("last_import_at", imported_at),
            ("contacts", contacts),
            ("clients", clients),
            ("deals", deals),
            ("problems", problems),
            ("models_as_of", as_of),
            ("models_are_current", is_current),
            ("size_mb", round(base.database.stat().st_size / 1e6, 1)),
            ("schema_version", version),
            ("locked_by_pid", lock.holder(base.lock_file)),
        ],
    )


def imports(base: ClientBase, *, with_undone: bool = False) -> Table:
    """Return one row per import: rows read = accepted + rejected; those taken back only when asked for."""
    with base.read() as connection:
        numbers = connection.execute(
            "select import_id from imports where undone_at is null or ? order by import_id", [with_undone]
        ).fetchall()
        parameters = {"import_ids": [number for (number,) in numbers]}
        return result_table("Imports", pipeline.select(connection, "1_staging/import_listing", parameters))
