"""import: files → clean rows, whole or not at all; the same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from clientbase.base import ClientBase
from clientbase.workflows.import_options import ImportOptions, with_source_settings
from clientbase.workflows.intake import ImportOutcome, Intake
from clientbase.workflows.mappings import Ask, answers
from clientbase.workflows.reading import read_steady
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
    options = with_source_settings(options, base.settings)
    files = [read_steady(path, options) for path in paths]
    if ask:
        with base.read() as connection:
            options = replace(options, answers=answers(connection, files, options, ask))
    with RejectsFolder(base.folder, is_dry=options.is_dry) as rejects, base.write(moment, wait) as copy:
        outcome = Intake(base.settings, copy, rejects).take(files, options)
        copy.unchanged = options.is_dry or all(taken.is_repeat for taken in outcome.taken)
    return outcome
