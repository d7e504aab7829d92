"""What an import or an undo did, told to a person: counts first, then what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import complain, say
from clientbase.cli.doubts import tell_doubts
from clientbase.cli.output import field_label
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.tables import Table

# What only annotations name: loading every workflow would double the time of a small command.
if TYPE_CHECKING:
    from clientbase.workflows.changes import Changes
    from clientbase.workflows.intake import ImportOutcome
    from clientbase.workflows.taking import Taken

#: So many rejected rows are named one by one; the others are in the rejects file.
_NAMED_REJECTS = 3
IMPORTS_SEEN = ("import_id", "file", "kind", "rows_read", "rows_accepted", "rows_rejected")


def tell_import(outcome: ImportOutcome) -> None:
    """Say what was taken of each table, which rows were not and why, and what was left."""
    if outcome.is_dry:
        say(tr("A dry run: nothing is written."))
    for taken in outcome.taken:
        _tell_taken(taken, outcome.changes.get(taken.import_id))
        if not taken.is_repeat:
            _tell_set_aside(taken, outcome)
    for name in outcome.cut:
        complain(f"{tr('Warning')}: {tr('{file} ends in the middle of a row: it may be half-written', file=name)}")
    files_taken = {taken.file.path.name for taken in outcome.taken}
    for left in outcome.left:
        name = f"{left.file} [{left.sheet}]" if left.sheet else left.file
        said = sentence("error", left.code, **{**left.parameters, "file": name})
        if left.file in files_taken:
            say(tr("Left out: {what}", what=said.text))
        else:
            complain(f"{tr('Warning')}: {tr('Left out: {what}', what=said.text)}; {said.remedy}")


def imports_taken(outcome: ImportOutcome) -> Table:
    """Return one row per table taken, for machines: rows_read = rows_accepted + rows_rejected."""
    columns = ("import_id", "file", "sheet", "kind", "is_repeat", "rows_read", "rows_accepted", "rows_rejected")
    compared = ("rows_new", "rows_changed", "rows_same", "rows_vanished")
    rows = []
    for t in outcome.taken:
        found = outcome.changes.get(t.import_id)
        counts = (found.new, found.changed, found.same, found.vanished) if found else (0, 0, 0, 0)
        own = (t.import_id, t.file.path.name, t.table.sheet, t.mapping.kind, t.is_repeat)
        rows.append((*own, t.rows_read, t.rows_accepted, len(t.rejects), *counts))
    return Table("Imports", (*columns, *compared), tuple(rows))


def _tell_taken(taken: Taken, changes: Changes | None) -> None:
    name = _shown(taken)
    if taken.is_repeat:
        say(f"{name}: {tr('imported before; nothing to do')}")
        return
    kind = sentence("kind", taken.mapping.kind).text
    counts = tr(
        "{read} rows = {accepted} taken + {rejected} rejected",
        read=taken.rows_read,
        accepted=taken.rows_accepted,
        rejected=len(taken.rejects),
    )
    say(f"{name}: {kind}, {counts}{_told_changes(changes)}")
    if changes and changes.is_of_others:
        told = trn(
            "{count} id stood on another name before: is it another source? Take it back with `clientbase undo` and "
            "give it a name: --source NAME",
            "{count} ids stood on other names before: is it another source? Take it back with `clientbase undo` and "
            "give it a name: --source NAME",
            changes.renamed,
        )
        complain(f"{tr('Warning')}: {name}: {told}")
    tell_doubts(taken.file.path.name, taken.mapping)


def _told_changes(changes: Changes | None) -> str:
    """Return how the rows compare with what the source had; nothing where it had nothing of them."""
    if changes is None or not changes.is_overlapping:
        return ""
    told = tr(
        "{new} new, {changed} changed, {same} as before", new=changes.new, changed=changes.changed, same=changes.same
    )
    vanished = trn("{count} row vanished", "{count} rows vanished", changes.vanished) if changes.before else ""
    return "; " + ", ".join(filter(None, (told, vanished)))


def _tell_set_aside(taken: Taken, outcome: ImportOutcome) -> None:
    from clientbase.workflows.problems import spoken
    from clientbase.workflows.rejects import reason

    if before := outcome.recalled.get(taken.import_id):
        columns = ", ".join(f"{header} → {field_label(field) if field else '–'}" for header, field in before.items())
        say("  " + tr("as you said before: {columns}; --map says otherwise", columns=columns))
    if source := outcome.declared.get(taken.import_id):
        say("  " + tr("as clientbase.toml says of {files}, source {source}", files=source.files, source=source.name))
    if taken.table.filled_up:
        say("  " + trn(
            "{count} row is shorter than the header, filled up with empty cells",
            "{count} rows are shorter than the header, filled up with empty cells",
            taken.table.filled_up,
        ))  # fmt: skip
    for reject in taken.rejects[:_NAMED_REJECTS]:
        say(f"  {taken.file.path.name}:{reject.line_number} · {reason(reject)}")
    if len(taken.rejects) > _NAMED_REJECTS:
        more = len(taken.rejects) - _NAMED_REJECTS
        say("  " + trn("… and {count} more row in rejects/", "… and {count} more rows in rejects/", more))
    for group in taken.problems:
        line = spoken(group.code, group.position, group.header, group.value, group.suggestion)
        times = f" (× {group.count})" if group.count > 1 else ""
        say(f"  {taken.file.path.name}:{group.line_number} · {line}{times}")
    if taken.import_id in outcome.dropped:
        headers = ", ".join(outcome.dropped[taken.import_id])
        say("  " + tr("columns left out, as the settings say: {headers}", headers=headers))
    if held := outcome.held.get(taken.import_id):
        told = trn(
            "{count} rejected row may refuse consent: nobody writes to its addresses until it is mended",
            "{count} rejected rows may refuse consent: nobody writes to their addresses until they are mended",
            held,
        )
        complain(f"{tr('Warning')}: {_shown(taken)}: {told}")
    if not taken.rows_read:
        complain(f"{tr('Warning')}: {_shown(taken)}: {tr('a header without rows')}")


def _shown(taken: Taken) -> str:
    return taken.file.path.name + (f" [{taken.table.sheet}]" if taken.table.sheet else "")
