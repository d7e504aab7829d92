"""The base's schema version and the way forward from each older one."""

from importlib import resources

from duckdb import DuckDBPyConnection

from clientbase.errors import BaseTooNew


def migrations() -> list[tuple[int, str]]:
    """Return (version, SQL script) of every step forward, in order; the file name starts with the version."""
    folder = resources.files("clientbase.base") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(int(name.split("_")[0]), (folder / name).read_text(encoding="utf-8")) for name in names]


def known_version() -> int:
    """Return the newest schema version that this program knows."""
    return migrations()[-1][0]


def version_of(connection: DuckDBPyConnection) -> int:
    """Return the schema version of an open base; 0 for an empty database.

    Raises:
        BaseTooNew: it was written by a newer program.
    """
    exists = connection.execute("select 1 from duckdb_tables() where table_name = 'schema_info'").fetchall()
    if not exists:
        return 0
    found = int(connection.execute("select version from schema_info").fetchall()[0][0])
    if found > known_version():
        raise BaseTooNew("base.too_new", found=found, known=known_version())
    return found


def migrate(connection: DuckDBPyConnection) -> None:
    """Bring an open base to the newest schema, one step in one transaction each."""
    current = version_of(connection)
    for version, script in migrations():
        if version > current:
            connection.begin()
            connection.execute(script)
            connection.execute("update schema_info set version = ?", [version])
            connection.commit()
