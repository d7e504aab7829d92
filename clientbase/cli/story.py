"""What a command did, told to a person: counts and tables, the mildest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import say
from clientbase.cli.inspection import tell_left_members
from clientbase.cli.intake_story import tell_import
from clientbase.cli.matching_story import tell_matching
from clientbase.cli.output import show, wants_data
from clientbase.cli.session import moment
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.levels import summarise_levels
from clientbase.workflows.metrics import cohort_matrix, cohorts, ltv
from clientbase.workflows.tables import Table, stacked
from clientbase.workflows.views import viewed

# What only annotations name: loading every workflow would double the time of a small command.
if TYPE_CHECKING:
    from clientbase.base import ClientBase
    from clientbase.segments.definition import SegmentDefinition
    from clientbase.workflows.clean import CleanOutcome
    from clientbase.workflows.demo import DemoOutcome
    from clientbase.workflows.levels import LevelsSummary
    from clientbase.workflows.refresh import RefreshSummary
    from clientbase.workflows.segment import SegmentOutcome

#: What fits a screen of 80 columns of the wide tables.
RFM_SEEN = (
    "client_id",
    "name",
    "recency_days",
    "frequency",
    "monetary",
    "recency_score",
    "frequency_score",
    "monetary_score",
)
LTV_SEEN = ("client_id", "name", "last_deal_on", "frequency", "revenue", "returned_amount", "ltv_historic")


def tell_clean(outcomes: list[CleanOutcome]) -> None:
    """Say what each file became, and show the files written."""
    for outcome in outcomes:
        say(f"{outcome.file}: " + tr(
            "rows: {rows}, unusable: {rejected}; clients: {clients}; problems: {problems}; duplicates: {duplicates}",
            rows=outcome.rows, rejected=outcome.rejected, clients=outcome.clients, problems=outcome.problems,
            duplicates=outcome.duplicates,
        ))  # fmt: skip
        if outcome.doubtful:
            say("  " + trn(
                "{count} pair is in doubt: one client or two?", "{count} pairs are in doubt: one client or two?",
                outcome.doubtful,
            ))  # fmt: skip
        tell_left_members(outcome.left)
    if any(outcome.doubtful for outcome in outcomes):
        say(tr("In a base you settle them: clientbase import FILE, then clientbase dedupe --review FILE.xlsx."))
    written = tuple((str(path),) for outcome in outcomes for path in outcome.written)
    show(Table("Written", ("file",), written), most=1000)


def tell_refresh(summary: RefreshSummary) -> None:
    """Say what came in, who is who now, and how the segments changed."""
    for outcome in summary.imports:
        tell_import(outcome)
    tell_matching(summary.matching)
    for change in summary.memberships:
        say(f"  {change.segment}: " + tr(
            "{members} members, {entered} entered, {left} left",
            members=change.members, entered=change.entered, left=change.left,
        ))  # fmt: skip
    if wants_data():
        rows = tuple((c.segment, c.members, c.entered, c.left) for c in summary.memberships)
        show(Table("Segments", ("segment", "members", "entered", "left"), rows))


def tell_levels(summary: LevelsSummary) -> None:
    """Show how many clients stand where, and what would lift them."""
    show(summary.levels)
    show(told_blocks(summary.blocks), most=100)


def told_blocks(blocks: Table) -> Table:
    """Return the blocks as people read them: the share that has one, and what it is good for."""
    place = {name: number for number, name in enumerate(blocks.columns)}
    rows = []
    for row in blocks.rows:
        block = row[place["block"]]
        share = row[place["filled"]] / row[place["clients"]] if row[place["clients"]] else None
        rows.append((row[place["level"]], block, share, row[place["would_unlock"]], sentence("block", block).remedy))
    return Table(blocks.title, ("level", "block", "share", "would_unlock", "gives"), tuple(rows))


def tell_cohorts(listing: Table, *, most: int = 12) -> None:
    """Show the matrix of the last cohorts and of the months that fit a screen; CSV has them all."""
    matrix = cohort_matrix(listing)
    width = 2 + 9
    shown = Table(matrix.title, matrix.columns[:width], tuple(row[:width] for row in matrix.rows[-most:]))
    if not matrix.rows:
        say(tr("Nobody has bought yet."))
        return
    show(shown)
    say(tr("Share of a month's new buyers who bought so many months later; the last month may be a part of one."))
    if len(matrix.rows) > len(shown.rows) or len(matrix.columns) > width:
        say(tr("Earlier cohorts and later months: --format csv."))


def tell_definitions(definitions: list[SegmentDefinition]) -> None:
    """List segments with their condition."""
    from clientbase.segments.language import one_line

    rows = tuple((d.name, d.title, d.channel, one_line(d.where)) for d in definitions)
    show(Table("Segments", ("segment", "title", "channel", "where"), rows), most=1000)


def tell_preview(previews: list[tuple[SegmentOutcome, Table]]) -> None:
    """Show who would be in each segment's file; for machines all of them in one table."""
    for outcome, table in previews:
        _tell_counts(outcome)
        if not wants_data():
            show(table, most=10)
    if wants_data():
        show(stacked("segment", {outcome.name: table for outcome, table in previews}))


def tell_segments(outcomes: list[SegmentOutcome]) -> None:
    """Show the files written, with how many are in and how many are out and why."""
    for outcome in outcomes:
        _tell_counts(outcome)
    rows = tuple((o.name, o.matched, o.included, o.file) for o in outcomes)
    show(Table("Segment files", ("segment", "matched", "included", "file"), rows), most=1000)


def _tell_counts(outcome: SegmentOutcome) -> None:
    out = ", ".join(f"{sentence('reason', code).text} {count}" for code, count in outcome.excluded)
    counts = tr("{matched} match, {included} in the file", matched=outcome.matched, included=outcome.included)
    say(f"{outcome.name}: {counts}" + (f"; {tr('left out')}: {out}" if out else ""))
    for column, count in outcome.withheld:
        say("  " + tr("{column}: {count} cells left empty, they hold sensitive data", column=column, count=count))


def tell_demo(outcome: DemoOutcome) -> None:
    """Walk through what the demo did: files, clients, levels, metrics, segments; machines get the segment files."""
    say(tr("1. The messy files are read; rows that cannot be used are told and kept in rejects/."))
    for imported in outcome.refreshed.imports:
        tell_import(imported)
    say(tr("2. Who is who: rows of one person become one client."))
    tell_matching(outcome.refreshed.matching)
    if not wants_data():
        show(outcome.example)
        _tell_business(outcome.base)
    say(tr("4. Who may be written to, and who gets the letter."))
    tell_segments(list(outcome.segments))
    say(
        tr(
            "All of it lies in {folder}. Go there and try: status, check, dedupe, metrics rfm.",
            folder=outcome.base.folder,
        )
    )


def _tell_business(base: ClientBase) -> None:
    say(tr("3. What the business should know."))
    with viewed(base, None, moment(base.settings)) as view:
        show(ltv(view), most=5, people_see=LTV_SEEN)
        tell_cohorts(cohorts(view), most=6)
        tell_levels(summarise_levels(view))
