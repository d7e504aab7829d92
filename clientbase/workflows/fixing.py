"""check --fix: the problems of contacts' cells as a workbook with an empty column, and what was written there back."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from clientbase import messages, pipeline
from clientbase.base import ClientBase, Connection
from clientbase.base.files import written_whole
from clientbase.base.spreadsheets import Sheet, write_workbook
from clientbase.cleaning.registry import CleaningContext
from clientbase.corrections import told
from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.fields import kinds
from clientbase.messages import tr
from clientbase.sources.detect import read_source
from clientbase.sources.tables import SourceTable
from clientbase.workflows.correcting import Correction, judged, record
from clientbase.workflows.identity_runs import build_anew
from clientbase.workflows.problems import problem_lines
from clientbase.workflows.tables import Table, result_table
from clientbase.workflows.views import View

#: Hidden column that tells which cell a row is of: contact, field and a digest of what the cell says.
KEY = "clientbase_key"
#: So many problems are a workbook that a person can still open; the others come with the next one.
MOST_ROWS = 50_000
#: Nobody gives consent for another, and who a row is is not mended: keys of such fields are forged.
_NOT_FIXED = re.compile("consent_.*|unsubscribed|client_key")
#: What a person writes in the column of new values to empty a cell.
EMPTIES = frozenset({"-", "–", "—"})

_KEY = re.compile(r"([0-9]{1,18}):(\w+):([0-9a-f]{12})")
_SEEN = (
    "severity", "file", "sheet", "line", "client_id", "name", "field", "header", "value", "problem", "remedy",
    "suggestion",
)  # fmt: skip

#: Contact, field and digest of a cell.
_Key = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A row of the workbook in which a person wrote something: its number, the cell that it is of, and the text."""

    line: int
    key: _Key | None
    text: str


@dataclass(frozen=True, slots=True)
class FixOutcome:
    """What became of a workbook of fixes.

    Attributes:
        written: how many cells with problems were written into it; None when it was read.
        left: how many more there are: a workbook holds MOST_ROWS.
        taken, unchanged: how many new values were taken, and how many had been taken before.
        refused: one row per refused value: its line, the field, the value, the code and the suggestion.
    """

    written: int | None = None
    left: int = 0
    taken: int = 0
    unchanged: int = 0
    refused: Table = field(
        default=Table("Refused", ("line", "contact_id", "field", "value", "code", "suggestion"), ()),
    )

    @property
    def filled(self) -> int:
        """How many new values the workbook has."""
        return self.taken + self.unchanged + len(self.refused.rows)


def write_fixes(view: View, path: Path, *, is_dry: bool = False) -> FixOutcome:
    """Write the problems of contacts' cells to a workbook, errors first, each with an empty cell for the new value.

    Raises:
        UsageProblem: fix.not_a_workbook, `path` is of another kind.
        DiskProblem: the file cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageProblem("fix.not_a_workbook", file=path.name)
    every = result_table("Problems", pipeline.select(view.connection, "3_clients/fixable_cells"))
    found = problem_lines(Table(every.title, every.columns, every.rows[:MOST_ROWS]))
    keyed = found.with_column("key", lambda row: _key_text(row["contact_id"], row["field"], row["value"]))
    if keyed.rows and not is_dry:
        with written_whole(path) as part:
            write_workbook(part, [_sheet(keyed)], view.as_of)
    return FixOutcome(written=len(keyed.rows), left=len(every.rows) - len(keyed.rows))


def filled_rows(path: Path) -> list[Filled]:
    """Return the rows of a workbook of fixes in which a person wrote something.

    Raises:
        SourceUnreadable: fix.no_keys, the file is no such workbook; and whatever reading it may raise.
    """
    known = messages.in_every_language(messages.texts()["column"]["new_value"]["text"])
    for table in read_source(path).tables:
        column = next((header for header in table.headers if header in known), None)
        if column and KEY in table.headers:
            return list(_filled(table, column))
    raise SourceUnreadable("fix.no_keys", file=path.name)


def take_fixes(
    base: ClientBase, rows: Sequence[Filled], moment: datetime, wait: float = 0.0, *, is_dry: bool = False
) -> FixOutcome:
    """Take what a person wrote as corrections of the cells; refused values are told, the good ones are kept."""
    today = base.settings.as_of or moment.date()
    context = CleaningContext(base.settings.country, base.settings.currency, today, base.settings.rules)
    with base.write(moment, wait) as copy:
        if not pipeline.knows_clients(copy.connection):
            build_anew(base, copy, today)
        taken, unchanged, refused = _judged_rows(copy.connection, rows, context)
        record(copy, taken, "file")
        copy.journal("fix", json.dumps({"taken": len(taken), "refused": len(refused)}))
        copy.unchanged = is_dry or not taken
    empty = FixOutcome().refused
    return FixOutcome(None, 0, len(taken), unchanged, Table(empty.title, empty.columns, tuple(refused)))


def _sheet(found: Table) -> Sheet:
    """Return the workbook's sheet: what is wrong, the empty column, and the key that nobody sees."""
    place = {name: number for number, name in enumerate(found.columns)}
    headers = [messages.sentence("column", name).text for name in (*_SEEN, "new_value")]
    rows = []
    offers: dict[tuple[int, int], Sequence[str]] = {}
    for number, row in enumerate(found.rows):
        cells = {name: row[place[name]] for name in _SEEN}
        cells["severity"] = messages.sentence("severity", cells["severity"]).text
        cells["field"] = _label(cells["field"])
        if suggestion := str(cells["suggestion"] or ""):
            offers[number, len(_SEEN)] = [suggestion]
        rows.append([*cells.values(), None, row[place["key"]]])
    return Sheet(tr("Problems"), [*headers, KEY], rows, frozenset({KEY}), offers)


def _label(name: str) -> str:
    known = kinds()["contacts"].get(name)
    return tr(known.label) if known else name


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()[:12]


def _key_text(contact_id: int, field_name: str, written: str) -> str:
    return f"{contact_id}:{field_name}:{_digest(written)}"


def _filled(table: SourceTable, column: str) -> Iterator[Filled]:
    cells = table.rows.table()
    by_header = {header: f"c{place}" for place, header in enumerate(table.headers, 1)}
    lines, texts, keys = (cells.column(name).to_pylist() for name in ("line_number", by_header[column], by_header[KEY]))
    for line, text, key in zip(lines, texts, keys, strict=True):
        if text and text.strip():
            yield Filled(line, _stated_key(key or ""), text.strip())


def _stated_key(text: str) -> _Key | None:
    stated = _KEY.fullmatch(text.strip())
    if not stated or _NOT_FIXED.fullmatch(stated[2]) or stated[2] not in kinds()["contacts"]:
        return None
    return int(stated[1]), stated[2], stated[3]


def _judged_rows(
    connection: Connection, rows: Sequence[Filled], context: CleaningContext
) -> tuple[list[Correction], int, list[tuple[Any, ...]]]:
    """Return the corrections, how many were there before, and the refused rows; of one cell the last row counts."""
    texts = _texts_now(connection, [row.key for row in rows if row.key])
    before = _corrected_before(connection)
    taken: dict[_Key, Correction] = {}
    unchanged = 0
    refused: list[tuple[Any, ...]] = []
    for row in rows:
        cell = texts.get(row.key) if row.key else None
        if row.key is None or cell is None:
            code = "fix.no_key" if row.key is None else "fix.cell_changed"
            refused.append((row.line, None, row.key[1] if row.key else "", row.text, code, ""))
            continue
        contact_id, name, _ = row.key
        written, column, country = cell
        as_imported = replace(context, country=country or context.country)
        judgement = judged(name, "" if row.text in EMPTIES else row.text, as_imported, told(column))
        if judgement.is_refused:
            refused.append((row.line, contact_id, name, row.text, judgement.code, judgement.suggestion))
        elif before.get((contact_id, name, written)) == judgement.value:
            unchanged += 1
        else:
            taken[row.key] = Correction(contact_id, name, written, row.text, judgement)
    return list(taken.values()), unchanged, refused


def _texts_now(connection: Connection, keys: Sequence[_Key]) -> dict[_Key, tuple[str, str, str]]:
    """Return what each wanted cell says, where it still says that, its column's context and its import's country."""
    contacts, names, digests = zip(*keys, strict=True) if keys else ((), (), ())
    connection.register(
        "cells_wanted",
        pa.table(
            {
                "contact_id": pa.array(contacts, pa.int64()),
                "field": pa.array(names, pa.string()),
                "digest": pa.array(digests, pa.string()),
            }
        ),
    )
    found = pipeline.select(connection, "3_clients/cells_asked").fetchall()
    connection.unregister("cells_wanted")
    return {
        (contact_id, name, digest): (text, column, country) for contact_id, name, digest, text, column, country in found
    }


def _corrected_before(connection: Connection) -> Mapping[tuple[int, str, str], str]:
    """Return contact, field and written text → what a person said of such a cell last."""
    found = connection.execute("""
        select contact_id, field, written, arg_max(value, correction_id)
        from corrections where written is not null group by contact_id, field, written
    """).fetchall()
    return {(contact_id, name, written): value for contact_id, name, written, value in found}
