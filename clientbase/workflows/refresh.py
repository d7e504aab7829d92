"""refresh: the cron job; inbox and declared sources → clients → metrics → memberships, all of it or nothing."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clientbase import pipeline
from clientbase.base import ClientBase
from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.detect import read_source, source_files
from clientbase.sources.tables import SourceFile
from clientbase.workflows.dedupe import DedupeSummary, summarise_matching
from clientbase.workflows.import_ import ImportOptions, ImportOutcome, Left, take_files
from clientbase.workflows.membership import MembershipChange, update_memberships


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """What a refresh did: the imports of each source, who is who now, who entered and left which segment."""

    imports: tuple[ImportOutcome, ...]
    matching: DedupeSummary
    memberships: tuple[MembershipChange, ...]


def refresh(base: ClientBase, moment: datetime, wait: float = 0.0) -> RefreshSummary:
    """Bring the base up to date with its sources and with today (or the settings' day).

    Raises:
        Any error of an import: the base is then as before, and the sentence names the file to mend or to move away.
            Files of the inbox that hold nothing we take are left and told.
    """
    as_of = base.settings.as_of or moment.date()
    files, unreadable = _read(due_files(base))
    with base.write(moment, wait) as copy:
        before = copy.connection.execute("select last_id from counters where name = 'client'").fetchall()[0][0]
        outcomes = [take_files(base, copy, [file], options) for file, options in files]
        pipeline.build_all(copy.connection, as_of)
        matching = summarise_matching(copy.connection, before)
        changes = update_memberships(base, copy.connection, as_of)
        new = sum(not taken.is_repeat for outcome in outcomes for taken in outcome.taken)
        copy.journal("refresh", json.dumps({"as_of": as_of.isoformat(), "imports": new, "clients": matching.clients}))
    return RefreshSummary((*outcomes, ImportOutcome((), tuple(unreadable))), matching, tuple(changes))


def _read(due: list[tuple[Path, ImportOptions]]) -> tuple[list[tuple[SourceFile, ImportOptions]], list[Left]]:
    """Read the due files; what lies in the inbox and is no table is left and told, a declared source must be one."""
    files, unreadable = [], []
    for path, options in due:
        try:
            files.append((read_source(path, sheet=options.sheet), options))
        except SourceUnreadable as error:
            if not options.may_leave:
                raise
            unreadable.append(Left(path.name, "", error.code, error.parameters))
    return files, unreadable


def due_files(base: ClientBase) -> list[tuple[Path, ImportOptions]]:
    """Return the files of the declared sources, then those of the inbox, each with what the settings say of it."""
    due: list[tuple[Path, ImportOptions]] = []
    for source in base.settings.sources:
        options = ImportOptions(source.kind or None, source.sheet or None, source.map, source.name)
        paths = sorted(base.folder.glob(source.files))
        if not paths and not any(letter in source.files for letter in "*?["):
            raise UsageProblem("source.not_found", file=source.files)
        due += [(path, options) for path in paths if not path.name.startswith(("~$", "."))]
    declared = {path for path, _ in due}
    inbox = base.folder / base.settings.inbox
    waiting = source_files(inbox) if inbox.is_dir() and any(inbox.iterdir()) else []
    return due + [(path, ImportOptions(may_leave=True)) for path in waiting if path not in declared]
