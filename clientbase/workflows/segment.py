"""segment: write the files for a mailing; only addresses that may be written to, and a manifest that says why."""

import hashlib
import json
import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import clientbase
from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.base.files import sync_folder
from clientbase.errors import DiskProblem
from clientbase.segments.definition import SegmentDefinition
from clientbase.segments.exports import generic
from clientbase.workflows.addressing import salutation_to
from clientbase.workflows.identity_runs import build_anew
from clientbase.workflows.membership import definitions, members, store_members
from clientbase.workflows.sensitive import withheld
from clientbase.workflows.tables import Table
from clientbase.workflows.views import View


@dataclass(frozen=True, slots=True)
class SegmentOutcome:
    """One segment's result: how many matched, how many are in the file, how many are out and why.

    Attributes:
        withheld: column and how many of its cells are left empty, for they hold sensitive data.
    """

    name: str
    title: str
    channel: str
    matched: int
    included: int
    excluded: tuple[tuple[str, int], ...]
    file: str = ""
    withheld: tuple[tuple[str, int], ...] = ()


def write_segments(
    base: ClientBase, names: list[str], as_of: date | None, moment: datetime, wait: float = 0.0
) -> list[SegmentOutcome]:
    """Write `out/<segment>/<as_of>/` for the named segments, or for all; a folder of the same day is replaced.

    Another `as_of` than the base's own is seen through temporary tables; the stored models stay.
    """
    wanted = definitions(base, names)
    own = base.settings.as_of or moment.date()
    day = as_of or own
    with base.write(moment, wait) as copy:
        connection = copy.connection
        if not pipeline.is_current(connection, own, base.settings):
            build_anew(base, copy, own)
        if day != own:
            pipeline.build_as_of(connection, day, temporary=True)
        outcomes = []
        for segment in wanted:
            outcome, digest = _write_one(base, connection, segment, day)
            if day == own:
                store_members(connection, segment.name, members(connection, segment, day), day)
            run = [copy.next_id("run"), segment.name, day, outcome.matched, outcome.included, digest]
            connection.execute("insert into segment_runs values (?, ?, ?, ?, ?, ?)", run)
            outcomes.append(outcome)
        copy.journal("segment", json.dumps({outcome.name: outcome.included for outcome in outcomes}))
    return outcomes


def preview_segment(view: View, segment: SegmentDefinition) -> tuple[SegmentOutcome, Table]:
    """Return what a segment would hold; nothing is written."""
    return _selected(view.connection, segment, view.as_of)


def _selected(connection: Connection, segment: SegmentDefinition, as_of: date) -> tuple[SegmentOutcome, Table]:
    matched = members(connection, segment, as_of)
    parameters: dict[str, object] = {"clients": matched, "channel": segment.channel, "purpose": segment.purpose}
    query = "5_segments/members_without_channel" if segment.channel == "none" else "5_segments/members_allowed"
    result = pipeline.select(connection, query, parameters)
    columns = [column[0] for column in result.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    rows = [row | {"salutation": salutation_to(row)} for row in rows]
    allowed = len(rows)
    rows = _ordered(rows, segment.order_by)[: segment.limit]
    table = Table(segment.title, segment.columns, tuple(tuple(row[c] for c in segment.columns) for row in rows))
    table, emptied = (table, {}) if segment.sensitive else withheld(connection, table)
    excluded = () if segment.channel == "none" else _excluded(connection, parameters)
    if allowed > len(rows):
        excluded += (("over_limit", allowed - len(rows)),)
    outcome = SegmentOutcome(
        segment.name, segment.title, segment.channel, len(matched), len(rows), excluded, withheld=tuple(emptied.items())
    )
    return outcome, table


def _ordered(rows: list[dict[str, Any]], order_by: str) -> list[dict[str, Any]]:
    """Sort by a column, upwards or "desc"; empty values come last, ties stay by client_id."""
    name, _, direction = order_by.partition(" ")
    filled = sorted(
        (row for row in rows if row[name] is not None), key=lambda row: row[name], reverse=direction == "desc"
    )
    return filled + [row for row in rows if row[name] is None]


def _excluded(connection: Connection, parameters: dict[str, object]) -> tuple[tuple[str, int], ...]:
    rows = pipeline.select(connection, "5_segments/exclusion_counts", parameters).fetchall()
    return tuple((reason, count) for reason, count in rows)


def _write_one(
    base: ClientBase, connection: Connection, segment: SegmentDefinition, as_of: date
) -> tuple[SegmentOutcome, str]:
    outcome, table = _selected(connection, segment, as_of)
    folder = base.folder / "out" / segment.name / as_of.isoformat()
    part = folder.with_name(f".{folder.name}.part")
    file_name = f"{segment.name}.{segment.format}"
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True, mode=0o700)
        generic.write(part / file_name, table.columns, table.rows, delimiter=delimiter(base), as_of=as_of)
        digest = hashlib.sha256((part / file_name).read_bytes()).hexdigest()
        manifest = _manifest(segment, outcome, as_of, file_name, digest)
        (part / "manifest.json").write_text(manifest, encoding="utf-8")
        for written in part.iterdir():
            written.chmod(0o600)
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise DiskProblem("disk.unwritable", file=folder, reason=error.strerror or str(error)) from error
    path = Path("out") / segment.name / as_of.isoformat() / file_name
    return replace(outcome, file=str(path)), digest


def delimiter(base: ClientBase) -> str:
    """Return the delimiter of written CSV files: the settings', else what the language's spreadsheet expects."""
    return base.settings.delimiter or (";" if base.settings.language == "ru" else ",")


def _manifest(segment: SegmentDefinition, outcome: SegmentOutcome, as_of: date, file_name: str, digest: str) -> str:
    """Return what a file holds and why, as JSON without clock or path, so that the same run gives the same bytes."""
    return json.dumps({
        "segment": segment.name,
        "title": segment.title,
        "as_of": as_of.isoformat(),
        "where": segment.where,
        "channel": segment.channel,
        "purpose": segment.purpose,
        "columns": list(segment.columns),
        "matched": outcome.matched,
        "included": outcome.included,
        "excluded": dict(outcome.excluded),
        "withheld": dict(outcome.withheld),
        "file": file_name,
        "sha256": digest,
        "clientbase": clientbase.__version__,
    }, ensure_ascii=False, indent=2) + "\n"  # fmt: skip
