"""undo: take imports, a person's corrections, or a run that changed who is who back, as if they had never been."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection, Writing
from clientbase.errors import ConfirmationNeeded, UsageProblem
from clientbase.workflows import identity_runs
from clientbase.workflows.forgetting import forget_imports, forget_mappings, forget_unused_values, reset_clients
from clientbase.workflows.identity_runs import build_anew, match_only
from clientbase.workflows.membership import recount_memberships
from clientbase.workflows.moves import clients_then, moved
from clientbase.workflows.runs import CORRECTIONS, IMPORT, Run, last_command, named_runs, undoable_runs
from clientbase.workflows.tables import Table, result_table


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What was taken back (or would be).

    Attributes:
        imports: one row per import: its id, file, sheet, kind and rows.
        also: ids among them that nobody named: mended rows of an import that was.
        is_rebuilt: whether clients and figures are of what is in the base now.
        corrections: how many of a person's corrections, where the run was `set` or `check --fix`.
        uncountable: segments that ask for a column which went with an import.
        run: name of the run, where it changed who is who: "merge-5"; else "".
        moves: then one row per contact that has another client again.
    """

    imports: Table
    also: tuple[int, ...]
    is_rebuilt: bool
    corrections: int = 0
    uncountable: tuple[str, ...] = ()
    run: str = ""
    moves: Table | None = None


def undo(  # noqa: PLR0913 -- who asked, when, and how
    base: ClientBase,
    run: str | None,
    moment: datetime,
    wait: float = 0.0,
    *,
    is_confirmed: bool = False,
    is_dry: bool = False,
) -> UndoOutcome:
    """Take back the last command that wrote anything, or the run that `run` names: "7" or its file, "set-3", "merge-5".

    Mended rows belong to the import that had rejected them: they go with it, and can be taken back alone before.
    What a person decided stays when an import goes.

    Raises:
        UsageProblem: there is no such run, the file's name fits several, or a dedupe is not the last one.
        ConfirmationNeeded: more than the last command would go, and nobody said yes.
    """
    with base.write(moment, wait) as copy:
        connection = copy.connection
        runs = undoable_runs(connection)
        named = named_runs(connection, runs, run)
        last = last_command(runs)
        copy.unchanged = is_dry
        if named[0].how == IMPORT:
            return _without_imports(base, copy, named, last, is_asked=not is_confirmed and not is_dry)
        if named != last and not is_confirmed and not is_dry:
            raise ConfirmationNeeded("undo.not_last_run", run=named[0].name)
        if named[0].how == CORRECTIONS:
            return _without_corrections(base, copy, named[0], is_last=named == last)
        return _without_identity_run(base, copy, named[0], is_last=named == last)


def _without_imports(
    base: ClientBase, copy: Writing, named: Sequence[Run], last: Sequence[Run], *, is_asked: bool
) -> UndoOutcome:
    connection = copy.connection
    numbers = [run.number for run in named]
    mended = connection.execute(
        "select import_id from imports where undone_at is null and supplements in (select unnest(?))", [numbers]
    ).fetchall()
    also = {number for (number,) in mended} - {*numbers}
    chosen = sorted({*numbers, *also})
    is_last = set(chosen) <= {run.number for run in last if run.how == IMPORT}
    if is_asked and not is_last:
        raise ConfirmationNeeded("undo.not_last", imports=", ".join(map(str, chosen)))
    taken_back = _import_rows(connection, chosen)
    forget_imports(connection, chosen)
    forget_mappings(connection, chosen)
    connection.execute("update imports set undone_at = ? where import_id in (select unnest(?))", [copy.moment, chosen])
    forget_unused_values(connection)
    since = (named[0].after_import, 0) if is_last else None
    is_rebuilt, uncountable = _rebuild(base, copy, pipeline.stored_as_of(connection), since)
    copy.journal("undo", json.dumps({"imports": chosen}))
    return UndoOutcome(taken_back, tuple(sorted(also)), is_rebuilt, uncountable=uncountable)


def _without_corrections(base: ClientBase, copy: Writing, run: Run, *, is_last: bool) -> UndoOutcome:
    connection = copy.connection
    gone = connection.execute("delete from corrections where run_id = ? returning correction_id", [run.number])
    count = len(gone.fetchall())
    forget_unused_values(connection)
    since = (run.after_import, run.number) if is_last else None
    is_rebuilt, _ = _rebuild(base, copy, pipeline.stored_as_of(connection), since)
    copy.journal("undo", json.dumps({"corrections": count}))
    return UndoOutcome(_import_rows(connection, []), (), is_rebuilt, count)


def _without_identity_run(base: ClientBase, copy: Writing, run: Run, *, is_last: bool) -> UndoOutcome:
    """Let who is who be exactly as before the last run; of an earlier one take the words back and look anew."""
    connection = copy.connection
    clients_then(connection)
    before = identity_runs.take_back(connection, run.number) if is_last else None
    if before:
        identity_runs.forget_numbers(connection, before)
        is_rebuilt = _restore_models(base, connection, before)
    elif run.how in identity_runs.DECIDING:
        if not pipeline.knows_clients(connection):
            build_anew(base, copy, _day(base, copy))
        with identity_runs.identity_run(copy, identity_runs.BUILD):
            identity_runs.take_back_loosely(connection, run.number)
            pipeline.build_decided(connection, _day(base, copy), base.settings)
        is_rebuilt = True
    else:
        raise UsageProblem("undo.dedupe_not_last", run=run.name)
    as_of = pipeline.stored_as_of(connection) if is_rebuilt else None
    uncountable = _recounted(base, connection, as_of) if as_of else ()
    copy.journal("undo", json.dumps({"run": run.name}))
    nothing, moves = _import_rows(connection, []), moved(connection)
    return UndoOutcome(nothing, (), is_rebuilt, uncountable=uncountable, run=run.name, moves=moves)


def _day(base: ClientBase, copy: Writing) -> date:
    """Return the day that figures look from."""
    return pipeline.stored_as_of(copy.connection) or base.settings.as_of or copy.moment.date()


def _restore_models(base: ClientBase, connection: Connection, before: identity_runs.Before) -> bool:
    """Let the models be as they were before a run; where they were of older imports they are only called outdated."""
    if not before.was_matched:
        pipeline.forget_built(connection)
        return False
    if before.as_of and identity_runs.is_as_before(connection, before):
        pipeline.build_known(connection, before.as_of, base.settings)
        return True
    pipeline.forget_matched(connection)
    return False


def _import_rows(connection: Connection, imports: list[int]) -> Table:
    found = pipeline.select(connection, "1_staging/import_listing", {"import_ids": imports})
    return result_table("Imports", found)


def _rebuild(
    base: ClientBase, copy: Writing, as_of: date | None, since: tuple[int, int] | None
) -> tuple[bool, tuple[str, ...]]:
    """Count clients, figures and segments anew where they were counted with what is gone now.

    `since` is the import and the correction that went, where nothing came after them but what was built by itself: then
    who is who is exactly as it was before that. Else every client is known by its founder and found anew.

    Returns whether anything was counted, and the segments that can be counted no more.
    """
    connection = copy.connection
    is_matched = connection.execute("select count(*) from client_contacts").fetchall() != [(0,)]
    if not is_matched or (as_of and pipeline.is_current(connection, as_of, base.settings)):
        return False, ()
    built = identity_runs.first_since(connection, *since) if since else None
    if not since or (built and not identity_runs.take_back(connection, built)):
        reset_clients(connection)
    if as_of is None:
        match_only(base, copy, identity_runs.BUILD)
        return True, ()
    build_anew(base, copy, as_of)
    return True, _recounted(base, connection, as_of)


def _recounted(base: ClientBase, connection: Connection, as_of: date) -> tuple[str, ...]:
    """Find anew who is in which segment, where anybody was; return the segments that can be counted no more."""
    if connection.execute("select count(*) from segment_members").fetchall() == [(0,)]:
        return ()
    return recount_memberships(base, connection, as_of)
