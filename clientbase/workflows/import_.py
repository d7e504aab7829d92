"""import: files → clean rows, whole or not at all; the same file twice changes nothing."""

import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from clientbase import progress
from clientbase.base import ClientBase, Connection, Writing
from clientbase.base.store import frugal
from clientbase.errors import SourceUnreadable, TooManyRejects
from clientbase.sources.detect import read_source
from clientbase.sources.mapping import Mapping, recognise
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.mappings import Ask, answers, recalled, remember
from clientbase.workflows.rejects import supplemented_import, write_rejects
from clientbase.workflows.taking import Taken, take_table


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person, or a `[[sources]]` entry, says about files to import; empty means: find out.

    Attributes:
        may_leave: a file that holds nothing we take is left and told, instead of refusing the whole import:
            right for a folder of all sorts, wrong for a file that was named.
        said: what of `map` a person typed with this command: it is remembered for files of the same shape.
        answers: a shape's fingerprint → header → field, as a person was asked: remembered too.
    """

    kind: str | None = None
    sheet: str | None = None
    map: Dict[str, str] = field(default_factory=dict)
    source: str = "main"
    max_rejects: float | None = None
    may_leave: bool = False
    said: Dict[str, str] = field(default_factory=dict)
    answers: Dict[str, Dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """A table that a file holds but that was not taken, and why: an error's code and its parameters."""

    file: str
    sheet: str
    code: str
    parameters: Dict[str, object]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import command did: the tables taken (or known already), and those left."""

    taken: tuple[Taken, ...]
    left: tuple[Left, ...]


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
        BaseLocked, DiskProblem: as ClientBase.write.
    """
    files = [read_source(path, sheet=options.sheet) for path in paths]
    if ask:
        with base.read() as connection:
            options = replace(options, answers=answers(connection, files, options, ask))
    with base.write(moment, wait) as copy:
        outcome = take_files(base, copy, files, options)
        copy.unchanged = all(taken.is_repeat for taken in outcome.taken)
    return outcome


def take_files(base: ClientBase, copy: Writing, files: Sequence[SourceFile], options: ImportOptions) -> ImportOutcome:
    """Take already read files into an open copy of the base."""
    taken: list[Taken] = []
    left: list[Left] = []
    for done, file in enumerate(files):
        progress.tell("Taking files", done, len(files))
        of_file: list[Taken] = []
        refused: list[SourceUnreadable] = []
        for table in file.tables:
            try:
                of_file.append(_take(base, copy, file, table, options))
            except SourceUnreadable as error:
                refused.append(error)
                left.append(Left(file.path.name, table.sheet, error.code, error.parameters))
        if not of_file and refused and not options.may_leave:
            raise refused[0]
        left += [Left(file.path.name, part.name, part.error.code, part.error.parameters) for part in file.left]
        taken += of_file
    return ImportOutcome(tuple(taken), tuple(left))


def _take(base: ClientBase, copy: Writing, file: SourceFile, table: SourceTable, options: ImportOptions) -> Taken:
    options = recalled(copy.connection, table, options)
    mapping = mapped(file, table, options)
    known = _known_import(copy.connection, file.sha256, table.sheet)
    if known:
        return Taken(known, file, table, mapping, rows_read=table.count, is_repeat=True)
    with frugal(copy.connection):
        taken = take_table(
            copy.connection,
            copy.next_id("import"),
            file,
            table,
            mapping,
            base.settings,
            copy.moment,
            source=options.source,
            supplements=supplemented_import(copy.connection, table),
        )
    if taken.rejects:
        rejects_file = write_rejects(base.folder, taken)
        copy.connection.execute(
            "update imports set rejects_file = ? where import_id = ?", [rejects_file.name, taken.import_id]
        )
        _refuse_too_many(base, taken, options, rejects_file)
    remember(copy.connection, table, mapping, options, copy.moment)
    copy.journal("import", json.dumps({"import_id": taken.import_id, "rows": taken.rows_read}))
    return taken


def mapped(file: SourceFile, table: SourceTable, options: ImportOptions) -> Mapping:
    """Return what a table's columns mean.

    A kind that a person named speaks of the file: of several tables it is believed for those that look like any.

    Raises:
        SourceUnreadable: nothing tells what the table is.
    """
    if options.kind and len(file.tables) > 1:
        recognise(table, None, options.map, file=file.path.name)
    return recognise(table, options.kind, options.map, file=file.path.name)


def _refuse_too_many(base: ClientBase, taken: Taken, options: ImportOptions, rejects_file: Path) -> None:
    allowed = base.settings.max_rejects if options.max_rejects is None else options.max_rejects
    if len(taken.rejects) > allowed * taken.rows_read:
        raise TooManyRejects(
            "import.too_many_rejects",
            file=taken.file.path.name,
            rejected=len(taken.rejects),
            rows=taken.rows_read,
            allowed=f"{allowed:.0%}",
            rejects_file=f"rejects/{rejects_file.name}",
        )


def _known_import(connection: Connection, sha256: str, sheet: str) -> int:
    """Return the import that took these very bytes, 0 when there is none."""
    rows = connection.execute(
        "select import_id from imports where sha256 = ? and sheet = ? and undone_at is null", [sha256, sheet]
    ).fetchall()
    return int(rows[0][0]) if rows else 0
