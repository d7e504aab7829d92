"""import: files → clean rows, whole or not at all; the same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from clientbase.base import ClientBase
from clientbase.config import SourceSettings
from clientbase.workflows.import_options import ImportOptions
from clientbase.workflows.intake import ImportOutcome, Intake, joined
from clientbase.workflows.mappings import Ask, answers
from clientbase.workflows.reading import declared_of, read_steady
from clientbase.workflows.rejects import RejectsFolder

__all__ = ["ImportOptions", "ImportOutcome", "import_files"]


def import_files(  # noqa: PLR0913 -- what to import, how, when, and whom to ask
    base: ClientBase,
    paths: Sequence[Path],
    options: ImportOptions,
    moment: datetime,
    wait: float = 0.0,
    ask: Ask | None = None,
) -> ImportOutcome:
    """Import files into a base: all of them or none; `ask` is asked about columns that may be a field.

    Raises:
        SourceUnreadable: a file is no table, or no column of it is known.
        TooManyRejects: more rows rejected than allowed; they are in `rejects/`, the base is as before.
        ConfirmationNeeded: a whole export lacks most of what its source had.
        BaseLocked, DiskProblem: as ClientBase.write.
    """
    groups = [
        ([read_steady(path, said) for path, _, _ in group], said, source)
        for (said, source), group in groupby(declared_of(base, paths, options), key=itemgetter(1, 2))
    ]
    if ask:
        with base.read() as connection:
            groups = [
                (files, replace(said, answers=answers(connection, files, said, ask)), source)
                for files, said, source in groups
            ]
    with RejectsFolder(base.folder, is_dry=options.is_dry) as rejects, base.write(moment, wait) as copy:
        intake = Intake(base.settings, copy, rejects)
        outcome = joined([_declared_by(intake.take(files, said), source) for files, said, source in groups])
        copy.unchanged = options.is_dry or all(taken.is_repeat for taken in outcome.taken)
    return outcome


def _declared_by(outcome: ImportOutcome, source: SourceSettings | None) -> ImportOutcome:
    declared = {taken.import_id: source for taken in outcome.taken if not taken.is_repeat} if source else {}
    return replace(outcome, declared=declared)
