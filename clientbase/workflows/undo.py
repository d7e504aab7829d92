"""undo: take imports or a person's corrections back; the base is then as if they had never come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.base.store import Writing
from clientbase.errors import ConfirmationNeeded, UsageProblem
from clientbase.workflows.forgetting import forget_imports, forget_mappings, forget_unused_values, reset_clients
from clientbase.workflows.membership import recount_memberships
from clientbase.workflows.tables import Table, result_table


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What was taken back (or would be).

    Attributes:
        imports: one row per import: its id, file, sheet, kind and rows.
        also: ids among them that nobody named: mended rows of an import that was.
        is_rebuilt: whether clients and figures were counted anew.
        corrections: how many of a person's corrections, where the last command was `set` or `check --fix`.
        uncountable: segments that ask for a column which went with an import.
    """

    imports: Table
    also: tuple[int, ...]
    is_rebuilt: bool
    corrections: int = 0
    uncountable: tuple[str, ...] = ()


def undo(  # noqa: PLR0913 -- who asked, when, and how
    base: ClientBase,
    run: str | None,
    moment: datetime,
    wait: float = 0.0,
    *,
    is_confirmed: bool = False,
    is_dry: bool = False,
) -> UndoOutcome:
    """Take back the last command that brought imports or corrections, or the import that `run` names.

    An import is named by its number or its file.

    Mended rows belong to the import that had rejected them: they go with it, and can be taken back alone before.

    Raises:
        UsageProblem: there is no such import, or the file's name fits several.
        ConfirmationNeeded: more than the last import command would go, and nobody said yes.
    """
    with base.write(moment, wait) as copy:
        connection = copy.connection
        if run is None and (corrections := _last_corrections(connection)):
            return _without_corrections(base, copy, corrections, is_dry=is_dry)
        named = _named(connection, run)
        mended = _ids(connection, "supplements in (select unnest(?))", [named])
        chosen = sorted({*named, *mended})
        if not is_confirmed and not is_dry and not set(chosen) <= set(_last_run(connection)):
            raise ConfirmationNeeded("undo.not_last", imports=", ".join(map(str, chosen)))
        taken_back = result_table(
            "Imports", pipeline.select(connection, "1_staging/import_listing", {"import_ids": chosen})
        )
        forget_imports(connection, chosen)
        forget_mappings(connection, chosen)
        connection.execute(
            "update imports set undone_at = ? where import_id in (select unnest(?))", [copy.moment, chosen]
        )
        forget_unused_values(connection)
        is_rebuilt, uncountable = _rebuild(base, connection, pipeline.stored_as_of(connection))
        copy.journal("undo", json.dumps({"imports": chosen}))
        copy.unchanged = is_dry
    return UndoOutcome(taken_back, tuple(sorted({*mended} - {*named})), is_rebuilt, uncountable=uncountable)


def _last_corrections(connection: Connection) -> list[int]:
    """Return the corrections of the last command that made any, unless an import came after it."""
    rows = connection.execute("""
        select correction_id
        from corrections
        where run_id = (select max(run_id) from corrections)
            and after_import >= (select coalesce(max(run_id), 0) from imports where undone_at is null)
    """).fetchall()
    return [number for (number,) in rows]


def _without_corrections(base: ClientBase, copy: Writing, corrections: list[int], *, is_dry: bool) -> UndoOutcome:
    connection = copy.connection
    connection.execute("delete from corrections where correction_id in (select unnest(?))", [corrections])
    forget_unused_values(connection)
    is_rebuilt, _ = _rebuild(base, connection, pipeline.stored_as_of(connection))
    copy.journal("undo", json.dumps({"corrections": len(corrections)}))
    copy.unchanged = is_dry
    nothing = result_table("Imports", pipeline.select(connection, "1_staging/import_listing", {"import_ids": []}))
    return UndoOutcome(nothing, (), is_rebuilt, len(corrections))


def _named(connection: Connection, run: str | None) -> list[int]:
    """Return the imports that are meant."""
    if run is None:
        last = _last_run(connection)
        if not last:
            raise UsageProblem("undo.nothing")
        return last
    by_number = _ids(connection, "import_id::varchar = ?", [run])
    if by_number:
        return by_number
    by_file = _ids(connection, "file = ?", [run])
    if not by_file:
        raise UsageProblem("undo.not_found", name=run)
    contents = connection.execute(
        "select distinct sha256 from imports where import_id in (select unnest(?))", [by_file]
    ).fetchall()
    if len(contents) > 1:
        raise UsageProblem("undo.several", name=run, imports=", ".join(map(str, by_file)))
    return by_file


def _last_run(connection: Connection) -> list[int]:
    """Return the imports of the last command that brought any."""
    return _ids(connection, "run_id = (select max(run_id) from imports where undone_at is null)", [])


def _ids(connection: Connection, condition: str, values: Iterable[object]) -> list[int]:
    """Return the imports in the base for which a condition of this module holds."""
    rows = connection.execute(
        f"select import_id from imports where undone_at is null and {condition} order by import_id", list(values)
    ).fetchall()
    return [number for (number,) in rows]


def _rebuild(base: ClientBase, connection: Connection, as_of: date | None) -> tuple[bool, tuple[str, ...]]:
    """Count clients, figures and segments anew where they were counted with what is gone now.

    Returns whether anything was, and the segments that can be counted no more.
    """
    if as_of is None or pipeline.is_current(connection, as_of):
        return False, ()
    reset_clients(connection)
    pipeline.build_all(connection, as_of, base.settings.matching)
    if connection.execute("select count(*) from segment_members").fetchall() == [(0,)]:
        return True, ()
    return True, recount_memberships(base, connection, as_of)
