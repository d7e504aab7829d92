"""What the settings say of sources as a whole → the base: whose ids are people, who owns a phone that several have."""

from clientbase.base import Connection
from clientbase.config import Settings


def declare_sources(connection: Connection, settings: Settings) -> None:
    """Let the base know the sources whose ids are people, and those that own the phones and e-mails they share."""
    said = {
        name: tuple(
            any(getattr(source, key) for source in settings.sources if source.name == name)
            for key in ("ids_are_people", "owns_shared_contacts")
        )
        for name in sorted({source.name for source in settings.sources})
    }
    wanted = [(name, *flags) for name, flags in said.items() if any(flags)]
    known = connection.execute(
        "select source, ids_are_people, owns_shared_contacts from source_habits order by source"
    ).fetchall()
    if known != wanted:
        connection.execute("delete from source_habits")
        for row in wanted:
            connection.execute("insert into source_habits values (?, ?, ?)", list(row))
