"""refresh: the cron job; inbox and declared sources → clients → metrics → memberships, all of it or nothing."""

import json
from dataclasses import dataclass
from datetime import datetime

from clientbase.base import ClientBase
from clientbase.errors import ClientbaseError
from clientbase.sources.tables import SourceFile
from clientbase.workflows.dedupe import DedupeSummary, summarise_matching
from clientbase.workflows.identity_runs import build_anew
from clientbase.workflows.import_options import ImportOptions
from clientbase.workflows.intake import ImportOutcome, Intake, Left
from clientbase.workflows.membership import MembershipChange, update_memberships
from clientbase.workflows.reading import due_files, read_due
from clientbase.workflows.rejects import RejectsFolder


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
            Files of the inbox that hold nothing we take, or are still being written, are left and told.
    """
    as_of = base.settings.as_of or moment.date()
    files: list[tuple[SourceFile, ImportOptions]] = []
    waiting: list[Left] = []
    for path, options, read in read_due(due_files(base)):
        if isinstance(read, ClientbaseError):
            waiting.append(Left(path.name, "", read.code, read.parameters))
        else:
            files.append((read, options))
    with RejectsFolder(base.folder) as rejects, base.write(moment, wait) as copy:
        intake = Intake(base.settings, copy, rejects)
        outcomes = [intake.take([file], options) for file, options in files]
        build_anew(base, copy, as_of)
        matching = summarise_matching(copy.connection)
        changes = update_memberships(base, copy.connection, as_of)
        new = sum(not taken.is_repeat for outcome in outcomes for taken in outcome.taken)
        copy.journal("refresh", json.dumps({"as_of": as_of.isoformat(), "imports": new, "clients": matching.clients}))
    return RefreshSummary((*outcomes, ImportOutcome((), tuple(waiting))), matching, tuple(changes))
