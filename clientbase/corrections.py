"""Cells that a person corrected: the clean rows of their contacts are made anew from the corrected texts.

The files' own rows are never changed: what is replaced in `clean_contacts` and `clean_points` waits in
`written_contacts` and `written_points`, and is put back before clients are counted anew.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from clientbase.base import Connection
from clientbase.cleaning.companies import clean_company
from clientbase.cleaning.names import PersonName, clean_name

#: Context of the verdicts on values that a person gave, in `cleaned_values`.
CONTEXT = "correction"

#: Clean table → where its rows wait while corrected ones stand for them.
WRITTEN: Mapping[str, str] = {"clean_contacts": "written_contacts", "clean_points": "written_points"}

_NAME_CELLS = ("last_name", "first_name", "patronymic", "full_name")
_NAME_TEXTS = ("last_text", "first_text", "patronymic_text", "full_text")

#: What one row's cells are corrected to: (field, as written) → the value, "" for an empty cell.
_Cells = dict[tuple[str, str], str]


def forget_written(connection: Connection) -> None:
    """Make the tables of replaced rows anew, empty: the clean tables have just been built as the files have them."""
    for clean, written in WRITTEN.items():
        connection.execute(f"create or replace table {written} as from {clean} limit 0")


def put_back(connection: Connection) -> None:
    """Let the clean tables hold what the files say."""
    for clean, written in WRITTEN.items():
        connection.execute(
            f"delete from {clean} where (import_id, row_number) in (select import_id, row_number from {written})"
        )
        connection.execute(f"insert into {clean} by name from {written}")
        connection.execute(f"delete from {written}")


def set_aside(connection: Connection) -> None:
    """Move the clean rows that have a corrected cell to where they wait."""
    for clean, written in WRITTEN.items():
        connection.execute(
            f"insert into {written} by name from {clean} semi join corrected_cells using (import_id, row_number)"
        )
        connection.execute(
            f"delete from {clean} where (import_id, row_number) in (select import_id, row_number from corrected_cells)"
        )


def stage_corrected(connection: Connection) -> bool:
    """Make a temporary `stg_contacts` of the rows that have a corrected cell, as corrected; False when there is none.

    It stands before the table of that name, so that the same SELECTs clean it. Every verdict that they need is there.
    """
    by_row: dict[tuple[int, int], _Cells] = defaultdict(dict)
    cells = connection.execute("select import_id, row_number, field, written, value from corrected_cells").fetchall()
    for import_id, row_number, field, written, value in cells:
        by_row[import_id, row_number][field, written] = value
    if not by_row:
        return False
    staged: Any = connection.sql("""
        select * replace (extra::varchar as extra)
        from stg_contacts semi join corrected_cells using (import_id, row_number)
    """).to_arrow_table()
    rows = [_corrected(row, by_row[row["import_id"], row["row_number"]]) for row in staged.to_pylist()]
    connection.register("corrected_rows", pa.Table.from_pylist(rows, staged.schema))
    connection.execute("create or replace temp table stg_contacts as from corrected_rows")
    connection.unregister("corrected_rows")
    _clean_names(connection)
    _share_verdicts(connection)
    return True


def unstage_corrected(connection: Connection) -> None:
    """Let `stg_contacts` be the base's table again."""
    connection.execute("drop table temp.stg_contacts")


def _corrected(row: dict[str, Any], cells: _Cells) -> dict[str, Any]:
    """Return a staged row with its corrected cells; an emptied one is NULL."""
    changed = dict(row)
    for (field, written), value in cells.items():
        if field == "full_name":
            changed |= dict.fromkeys(_NAME_CELLS, None) | {"full_name": value or None}
        elif isinstance(row[field], list):
            replaced = [value if text == written else text for text in changed[field]]
            changed[field] = [text for text in replaced if text] or None
        else:
            changed[field] = value or None
    return changed


def _clean_names(connection: Connection) -> None:
    """Give the names of the staged rows their verdicts in their columns' context, where nobody was called so before.

    The owner's rules were asked when the person gave the name: that verdict is taken where there is one.
    """
    connection.execute("""
        create or replace temp table names_wanted as
        select distinct context, last_text, first_text, patronymic_text, full_text
        from (
            select
                coalesce(
                    of_field['full_name'], of_field['last_name'], of_field['first_name'], of_field['patronymic'], ''
                ) as context,
                coalesce(last_name, '') as last_text, coalesce(first_name, '') as first_text,
                coalesce(patronymic, '') as patronymic_text, coalesce(full_name, '') as full_text
            from stg_contacts join column_contexts using (import_id)
        )
        anti join cleaned_names using (context, last_text, first_text, patronymic_text, full_text)
    """)
    connection.execute(
        """
        insert into cleaned_names by name
        select given.* replace (names_wanted.context as context)
        from names_wanted
        join cleaned_names as given using (last_text, first_text, patronymic_text, full_text)
        where given.context = ?
        """,
        [CONTEXT],
    )
    found = connection.execute("""
        select context, last_text, first_text, patronymic_text, full_text
        from names_wanted anti join cleaned_names using (context, last_text, first_text, patronymic_text, full_text)
    """).fetchall()
    connection.execute("drop table names_wanted")
    keep_names(connection, [(context, cells, clean_name(*cells, order=told(context))) for context, *cells in found])


def told(context: str) -> str:
    """Return what a column told about its values, of the context that its verdicts are kept under."""
    return context.partition("|")[0]


def keep_names(connection: Connection, verdicts: Sequence[tuple[str, Sequence[str], PersonName]]) -> None:
    """Store verdicts (context, the four texts of a name, how it is read) in `cleaned_names`."""
    rows = []
    for context, cells, name in verdicts:
        read = asdict(name)
        del read["is_company"]
        key = clean_company(name.company).key
        rows.append(dict(zip(_NAME_TEXTS, cells, strict=True)) | read | {"company_key": key, "context": context})
    if rows:
        connection.register("verdicts", pa.Table.from_pylist(rows))
        connection.execute("insert into cleaned_names by name from verdicts")
        connection.unregister("verdicts")


def _share_verdicts(connection: Connection) -> None:
    """Let the verdicts on what a person gave count in the columns that it stands in."""
    connection.execute(
        """
        insert into cleaned_values by name
        select distinct
            verdict.type, column_contexts.of_field[cells.field] as context, verdict.text, verdict.ordinal,
            verdict.value, verdict.key, verdict.quality, verdict.code, verdict.suggestion
        from corrected_cells as cells
        join column_contexts using (import_id)
        join import_columns on import_columns.import_id = cells.import_id and import_columns.field = cells.field
        join cleaned_values as verdict
            on verdict.type = import_columns.type and verdict.context = ? and verdict.text = cells.value
        where not exists (
            from cleaned_values as known
            where known.type = verdict.type and known.context = column_contexts.of_field[cells.field]
                and known.text = verdict.text
        )
        """,
        [CONTEXT],
    )
