"""What the tests of importing share: everything that stands in a base, and how to compare two of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from clientbase import pipeline
from clientbase.base import ClientBase, Writing
from clientbase.workflows.deciding import Decision, store_decisions
from clientbase.workflows.dedupe import dedupe
from clientbase.workflows.identity_runs import IdentityRun
from clientbase.workflows.views import viewed

NOON = datetime.fromisoformat("2026-11-01T12:00")

#: What is remembered of the runs that changed who is who.
STEPS = ("identity_runs", "inherited_keys", "contacts_before", "contacts_come", "aliases_before", "doubts_before")
#: What an undo keeps: that there was an import, what was done, and the numbers once given.
KEPT = ("imports", "journal", "contact_keys", "client_aliases", "counters", "match_state", *STEPS)

#: Table → its columns and rows.
Tables = dict[str, list[tuple[Any, ...]]]
_NUMBERS = ("import_id", "contact_id", "client_id")
_NUMBERED = {
    "import_id": ("import_id", "export_id", "rejected_by", "supplements"),
    "contact_id": ("contact_id", "contact_a", "contact_b", "matched_contact_id", "twin_id"),
    "client_id": ("client_id", "client_a", "client_b", "suggested_client_id"),
}


def everything(base: Path) -> Tables:
    """Return all rows of all tables of a base but those that an undo keeps, in one order, each under its header."""
    with duckdb.connect(base / "clients.duckdb", read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        found: Tables = {}
        for name in sorted(set(names) - set(KEPT)):
            result = connection.execute(f"select * from {name} order by all")
            found[name] = [tuple(column[0] for column in result.description or ()), *result.fetchall()]
        return found


def say_of(copy: Writing, one: int, other: int, word: str) -> None:
    """Write down a person's word on two contacts; nothing is counted anew."""
    store_decisions(copy, IdentityRun(0), [Decision(one, other, word)], "merge")


def _spoken(moment: int, imports: Mapping[int, int]) -> int:
    """Return when a row spoke: its import, counted anew, and its place in it."""
    import_id, row = divmod(moment, 1_000_000_000)
    return imports.get(import_id, import_id) * 1_000_000_000 + row


def renumbered(tables: Tables, numbers: Sequence[str] = _NUMBERS) -> Tables:
    """Return tables with their ids counted anew, in order: two bases may have given them at other times."""
    ids: dict[str, dict[int, int]] = {}
    for number in numbers:
        seen: set[int] = {
            value
            for header, *rows in tables.values()
            for place, column in enumerate(header)
            if column in _NUMBERED[number]
            for value in [row[place] for row in rows]
            if value is not None
        }
        ids[number] = {value: place for place, value in enumerate(sorted(seen), 1)}
    imports = ids.get("import_id", {})
    column_of = {column: number for number in numbers for column in _NUMBERED[number]}
    out: Tables = {}
    for name, (header, *rows) in tables.items():
        changed = [
            tuple(
                _spoken(cell, imports)
                if column == "spoken"
                else ids[column_of[str(column)]].get(cell, cell)
                if column in column_of
                else cell
                for column, cell in zip(header, row, strict=True)
            )
            for row in rows
        ]
        out[name] = [header, *sorted(changed, key=repr)]
    out.pop("model_state", None)
    return out


def by_meaning(base: Path) -> Tables:
    """Return what came of the rows, contacts numbered by their row keys and clients by their first contact.

    Who comes again keeps the number that they had, so two bases of the same files may have given them in another order.
    """
    with duckdb.connect(base / "clients.duckdb", read_only=True) as connection:
        keys = connection.execute("select contact_id from contact_keys order by source, row_key").fetchall()
        clients = connection.execute("select contact_id, client_id from client_contacts").fetchall()
    contact = {number: place for place, (number,) in enumerate(keys, 1)}
    in_use = {one: place for place, one in enumerate(sorted({c for c, _ in clients}, key=contact.__getitem__), 1)}
    client: dict[int, int] = {}
    for one, number in clients:
        client[number] = min(in_use[one], client.get(number, in_use[one]))
    names = {"contact_id": in_use, "client_id": client}
    way = {model.table for model in (*pipeline.MATCHING, *pipeline.JUDGING)}
    tables = {name: rows for name, rows in everything(base).items() if name not in way}
    return renumbered({name: _called(rows, names) for name, rows in tables.items()}, ("import_id",))


def _called(table: list[tuple[Any, ...]], names: Mapping[str, Mapping[int, int]]) -> list[tuple[Any, ...]]:
    header, *rows = table
    number_of = {column: names[number] for number in names for column in _NUMBERED[number]}
    return [
        header,
        *(
            tuple(
                number_of[column].get(cell, cell) if column in number_of else cell
                for column, cell in zip(header, row, strict=True)
            )
            for row in rows
        ),
    ]


def dedupe_and_build(base: ClientBase, moment: datetime) -> None:
    """Find out who is who, and build the clients and figures of it, as whoever reads them next would."""
    dedupe(base, moment)
    with viewed(base, None, moment):
        pass
