"""Take rows out of a base whole: every trace of an import, and the verdicts on values that no row holds any more."""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from clientbase.base import Connection
from clientbase.corrections import CONTEXT

_NAME_PARTS = ("last_name", "first_name", "patronymic", "full_name")
#: The list of imports, and which of them the matcher had seen: it must learn that one is gone.
_KEPT = ("imports", "matched_imports")


def forget_imports(connection: Connection, imports: Sequence[int]) -> None:
    """Delete the rows of imports from every table that holds any; only lists of imports still know of them."""
    for (table,) in connection.execute(
        "select distinct table_name from duckdb_columns() where column_name = 'import_id' and not internal"
    ).fetchall():
        if table not in _KEPT:
            connection.execute(f"delete from {table} where import_id in (select unnest(?))", [list(imports)])


def forget_unused_values(connection: Connection, texts: Iterable[str] | None = None) -> None:
    """Delete the verdicts on values and names that no staged row holds: they may be of who must not be here.

    Only `texts` are looked for, where they are given: the others are known to be held.
    """
    _find_loose(connection, texts)
    connection.execute("create or replace temp table used_values (type varchar, context varchar, text varchar)")
    for table, column, is_list in _text_columns(connection):
        text = f'unnest("{column}")' if is_list else f'"{column}"'
        connection.execute(
            f"""
            insert into used_values
            select distinct type, context, text
            from (select import_id, {text} as text from {table})
            semi join loose_texts using (text)
            join import_columns using (import_id)
            where import_columns.field = ? and context <> ''
            """,
            [column],
        )
    connection.execute(
        """
        insert into used_values
        select distinct verdict.type, verdict.context, verdict.text
        from cleaned_values as verdict
        semi join corrections on corrections.value = verdict.text
        where verdict.context = ?
        """,
        [CONTEXT],
    )
    connection.execute("""
        delete from cleaned_values
        where text in (from loose_texts)
            and not exists (
                from used_values
                where used_values.type = cleaned_values.type
                    and used_values.context = cleaned_values.context and used_values.text = cleaned_values.text
            )
    """)
    connection.execute(
        """
        delete from cleaned_names
        where last_text in (from loose_texts) and first_text in (from loose_texts)
            and patronymic_text in (from loose_texts) and full_text in (from loose_texts)
            and not exists (
                from stg_contacts
                join import_columns using (import_id)
                where import_columns.type in ('full_name', 'last_name', 'first_name', 'patronymic')
                    and import_columns.context = cleaned_names.context
                    and coalesce(last_name, '') = last_text and coalesce(first_name, '') = first_text
                    and coalesce(patronymic, '') = patronymic_text and coalesce(full_name, '') = full_text
            )
            and not (context = ? and exists (from corrections where corrections.value = full_text))
        """,
        [CONTEXT],
    )
    for table in ("used_values", "loose_texts"):
        connection.execute(f"drop table temp.{table}")


def _find_loose(connection: Connection, texts: Iterable[str] | None) -> None:
    """Make the table of texts that may be held no more; "" is the part that a name does not have."""
    if texts is None:
        connection.execute("""
            create or replace temp table loose_texts as
            select text from cleaned_values
            union
            select unnest([last_text, first_text, patronymic_text, full_text]) from cleaned_names
            union
            select ''
        """)
        return
    connection.register("given_texts", pa.table({"text": pa.array(sorted({*texts, ""}), pa.string())}))
    connection.execute("create or replace temp table loose_texts as from given_texts")
    connection.unregister("given_texts")


def reset_clients(connection: Connection) -> None:
    """Let every client be known by its founder alone, so that who was merged by rows now gone comes apart again."""
    connection.execute("""
        delete from client_contacts
        where contact_id <> client_id
            and client_id in (select client_id from client_contacts where contact_id = client_id)
    """)


def _text_columns(connection: Connection) -> Iterator[tuple[str, str, bool]]:
    """Yield table, column and whether it is a list, of all staged values that a cleaner may have seen."""
    yield from connection.execute("""
        select table_name, column_name, data_type = 'VARCHAR[]'
        from duckdb_columns()
        where table_name like 'stg%' and data_type in ('VARCHAR', 'VARCHAR[]') and column_name <> 'sheet'
        order by table_name, column_index
    """).fetchall()


def forget_mappings(connection: Connection, imports: list[int]) -> None:
    """Forget what was said of columns with these imports: a wrong word is a likely reason to take one back."""
    connection.execute(
        """
        delete from mappings
        where (source, decided_at) in (select source, imported_at from imports where import_id in (select unnest(?)))
        """,
        [imports],
    )
