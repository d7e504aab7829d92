"""What was done to the base and can be taken back: imports, corrections, and runs that changed who is who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.errors import UsageProblem
from clientbase.workflows.tables import Table

IMPORT, CORRECTIONS = "import", "corrections"


@dataclass(frozen=True, slots=True)
class Run:
    """One import, one command of corrections, or one run that changed who is who.

    Attributes:
        name: what `undo` calls it: "7" of an import, "set-3", "merge-5".
        how: IMPORT, CORRECTIONS, or what the run was.
        details: the import's file, how many corrections, or JSON of the run.
        number: its number among its kind.
        after_import, after_correction: what had been before it.
        command: the same for imports of one command.
    """

    name: str
    how: str
    made_at: datetime
    details: str
    number: int
    after_import: int
    after_correction: int
    command: int


def undoable_runs(connection: Connection) -> list[Run]:
    """Return all runs that can be taken back, the newest first."""
    return [Run(*row) for row in pipeline.select(connection, "1_staging/undoable_runs").fetchall()]


def run_listing(base: ClientBase) -> Table:
    """Return one row per run that can be taken back, the newest first."""
    with base.read() as connection:
        runs = undoable_runs(connection)
    rows = tuple((run.name, run.how, run.made_at.strftime("%Y-%m-%d %H:%M"), run.details) for run in runs)
    return Table("Runs", ("run", "run_kind", "made_at", "details"), rows)


def last_command(runs: Sequence[Run]) -> list[Run]:
    """Return the runs of the newest command: several where it brought several imports."""
    if not runs:
        return []
    newest = runs[0]
    return [run for run in runs if (run.how, run.command) == (newest.how, newest.command)]


def named_runs(connection: Connection, runs: Sequence[Run], name: str | None) -> list[Run]:
    """Return the runs that are meant; a file stands for its imports, no name for the newest command.

    Raises:
        UsageProblem: undo.nothing, undo.not_found, undo.several.
    """
    if name is None:
        if not runs:
            raise UsageProblem("undo.nothing")
        return last_command(runs)
    asked = name.strip()
    if named := [run for run in runs if run.name == asked]:
        return named
    by_file = [run for run in reversed(runs) if run.how == IMPORT and run.details == asked]
    if not by_file:
        raise UsageProblem("undo.not_found", name=name)
    numbers = [run.number for run in by_file]
    contents = connection.execute(
        "select distinct sha256 from imports where import_id in (select unnest(?))", [numbers]
    ).fetchall()
    if len(contents) > 1:
        raise UsageProblem("undo.several", name=name, imports=", ".join(map(str, numbers)))
    return by_file
