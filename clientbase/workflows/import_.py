"""import: files → clean rows, whole or not at all; the same file twice changes nothing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from clientbase.base import ClientBase
from clientbase.workflows.import_options import ImportOptions, with_source_settings
from clientbase.workflows.intake import ImportOutcome, Intake
from clientbase.workflows.reading import read_steady
from clientbase.workflows.rejects import RejectsFolder

__all__ = ["ImportOptions", "ImportOutcome", "import_files"]


def import_files(
    base: ClientBase, paths: Sequence[Path], options: ImportOptions, moment: datetime, wait: float = 0.0
) -> ImportOutcome:
    """Import files into a base: all of them or none.

    Raises:
        SourceUnreadable: a file is no table, or no column of it is known.
        TooManyRejects: more rows rejected than allowed; they are in `rejects/`, the base is as before.
        ConfirmationNeeded: a whole export lacks most of what its source had.
        BaseLocked, DiskProblem: as ClientBase.write.
    """
    options = with_source_settings(options, base.settings)
    files = [read_steady(path, options) for path in paths]
    with RejectsFolder(base.folder, is_dry=options.is_dry) as rejects, base.write(moment, wait) as copy:
        outcome = Intake(base.settings, copy, rejects).take(files, options)
        copy.unchanged = options.is_dry or all(taken.is_repeat for taken in outcome.taken)
    return outcome
