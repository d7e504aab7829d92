"""Take already read files into an open copy of a base: the tables, what they change, and the rows set aside."""

import json
from collections import ChainMap
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from clientbase import progress
from clientbase.base import Connection, Writing
from clientbase.base.store import frugal
from clientbase.config import Settings, SourceSettings
from clientbase.errors import ConfirmationNeeded, SourceUnreadable, TooManyRejects
from clientbase.sources.mapping import Mapping
from clientbase.sources.tables import SourceFile, SourceTable
from clientbase.workflows.changes import Changes, compare_with_before
from clientbase.workflows.columns import mapped, without_dropped
from clientbase.workflows.forgetting import forget_unused_values
from clientbase.workflows.holds import hold_refusals
from clientbase.workflows.import_options import ImportOptions
from clientbase.workflows.mappings import recalled, recalled_only, remember
from clientbase.workflows.mending import Mending, Origin, mending, record_mended, record_rejections
from clientbase.workflows.reading import is_cut
from clientbase.workflows.rejects import RejectsFolder, Rows, rejected_rows
from clientbase.workflows.taking import Taken, take_table

#: Of a whole export that lacks more than this share of what its source had, a person is asked.
_MOST_VANISHED = 0.5


@dataclass(frozen=True, slots=True)
class Left:
    """A table that a file holds but that was not taken, and why: an error's code and its parameters."""

    file: str
    sheet: str
    code: str
    parameters: dict[str, object]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import command did: the tables taken (or known already), and those left.

    Attributes:
        changes: import_id → how its rows compare with what its source had.
        dropped: import_id → the columns whose values were left out because the settings say so.
        held: import_id → how many rejected rows may refuse consent.
        cut: files that end in the middle of a row.
        is_dry: nothing was written.
        recalled: import_id → header → field, as a person had said of files of this shape before.
        declared: import_id → the `[[sources]]` entry whose `files` name the file, where the command named no source.
    """

    taken: tuple[Taken, ...]
    left: tuple[Left, ...]
    changes: dict[int, Changes] = field(default_factory=dict)
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    cut: tuple[str, ...] = ()
    is_dry: bool = False
    recalled: dict[int, dict[str, str]] = field(default_factory=dict)
    declared: dict[int, SourceSettings] = field(default_factory=dict)


def joined(outcomes: Sequence[ImportOutcome]) -> ImportOutcome:
    """Return what several runs of one `Intake` did as one outcome."""
    named = ("changes", "dropped", "held", "recalled", "declared")
    return ImportOutcome(
        tuple(taken for one in outcomes for taken in one.taken),
        tuple(left for one in outcomes for left in one.left),
        cut=tuple(name for one in outcomes for name in one.cut),
        is_dry=any(one.is_dry for one in outcomes),
        **{name: dict(ChainMap(*(getattr(one, name) for one in outcomes))) for name in named},
    )


class Intake:
    """One command's run over the files that it was given."""

    def __init__(self, settings: Settings, copy: Writing, rejects: RejectsFolder) -> None:
        self._settings = settings
        self._copy = copy
        self._connection = copy.connection
        self._rejects = rejects
        self._run = 0
        self._dropped: dict[int, tuple[str, ...]] = {}
        self._held: dict[int, int] = {}
        self._recalled: dict[int, dict[str, str]] = {}

    def take(self, files: Sequence[SourceFile], options: ImportOptions) -> ImportOutcome:
        """Take files that the same is said of.

        Raises:
            SourceUnreadable: a file holds nothing we take, and may not be left.
            TooManyRejects: more rows rejected than allowed; they are in `rejects/`.
            ConfirmationNeeded: a whole export lacks most of what its source had.
        """
        taken: list[Taken] = []
        left: list[Left] = []
        changes: dict[int, Changes] = {}
        for done, file in enumerate(files):
            progress.tell("Taking files", done, len(files))
            of_file, of_left = self._take_file(file, options)
            changes |= self._compare(file, of_file, options)
            taken += of_file
            left += of_left
        cut = tuple(file.path.name for file in files if is_cut(file))
        return ImportOutcome(
            tuple(taken), tuple(left), changes, self._dropped, self._held, cut, options.is_dry, self._recalled
        )

    def _take_file(self, file: SourceFile, options: ImportOptions) -> tuple[list[Taken], list[Left]]:
        taken: list[Taken] = []
        left: list[Left] = []
        refused: list[SourceUnreadable] = []
        for table in file.tables:
            try:
                taken.append(self._take_table(file, table, options))
            except SourceUnreadable as error:
                refused.append(error)
                left.append(Left(file.path.name, table.sheet, error.code, error.parameters))
        if not taken and refused and not options.may_leave:
            raise refused[0]
        left += [Left(file.path.name, part.name, part.error.code, part.error.parameters) for part in file.left]
        return taken, left

    def _take_table(self, file: SourceFile, table: SourceTable, options: ImportOptions) -> Taken:
        asked = options
        options = recalled(self._connection, table, asked)
        mended = mending(self._connection, table, options, file.path.name)
        said = mended.options if mended else options
        mapping, dropped = without_dropped(file, mapped(file, table, said), said)
        known = _known_import(self._connection, file.sha256, table.sheet)
        if known and not options.is_forced:
            return Taken(known, file, table, mapping, rows_read=table.count, is_repeat=True)
        taken = self._staged(file, table, mapping, said, mended)
        if dropped:
            self._dropped[taken.import_id] = dropped
        self._recalled[taken.import_id] = recalled_only(table, asked, options)
        self._set_aside(taken, said, mended.origins if mended else {})
        if mended:
            record_mended(self._connection, taken, mended.origins)
        remember(self._connection, table, mapping, options, self._copy.moment)
        self._copy.journal("import", json.dumps({"import_id": taken.import_id, "rows": taken.rows_read}))
        return taken

    def _staged(
        self, file: SourceFile, table: SourceTable, mapping: Mapping, said: ImportOptions, mended: Mending | None
    ) -> Taken:
        """Put a table's rows into the base, and what was said of its file beside them."""
        import_id = self._copy.next_id("import")
        self._run = self._run or import_id
        with frugal(self._connection):
            taken = take_table(
                self._connection,
                import_id,
                file,
                table,
                mapping,
                replace(self._settings, country=self._country(said)),
                self._copy.moment,
                source=said.source,
                supplements=mended.supplements if mended else None,
                hints=mended.hints if mended else {},
                unmended=mended.unmended if mended else (),
                is_mending=bool(said.fix),
            )
        self._connection.execute(
            """
            update imports set run_id = ?, is_snapshot = ?, country = ?, trust = ?, purpose = ?, basis = ?
            where import_id = ?
            """,
            [self._run, said.snapshot, said.country, said.trust, said.purpose, said.basis, import_id],
        )
        for stated in said.consent:
            self._connection.execute(
                "insert into import_consents values (?, ?, ?, ?, ?)",
                [import_id, stated.channel, stated.purpose, stated.consent_on, stated.proof],
            )
        return taken

    def _set_aside(self, taken: Taken, said: ImportOptions, origins: Dict[int, Origin]) -> None:
        """Write the rejected rows to `rejects/`; the base forgets what they said but for what holds a refusal."""
        if not taken.rejects:
            return
        rows = rejected_rows(taken, origins)
        self._refuse_too_many(taken, said, rows)
        held = hold_refusals(self._connection, taken, rows, self._country(said))
        if held:
            self._held[taken.import_id] = held
        record_rejections(self._connection, taken, rows)
        forget_unused_values(self._connection, (cell for row in rows for cell in row))
        if taken.import_id in self._dropped:
            self._connection.execute(
                "update problems set value = '' where import_id = ? and code like 'row.%'", [taken.import_id]
            )
        path = self._rejects.write(taken, rows)
        self._connection.execute(
            "update imports set rejects_file = ? where import_id = ?", [path.name, taken.import_id]
        )

    def _country(self, said: ImportOptions) -> str:
        return said.country or self._settings.country

    def _refuse_too_many(self, taken: Taken, said: ImportOptions, rows: Rows) -> None:
        limit = self._settings.max_rejects if said.max_rejects is None else said.max_rejects
        is_count = isinstance(limit, int)
        if len(taken.rejects) <= (limit if is_count else limit * taken.rows_read):
            return
        path = self._rejects.write_refused(taken, rows)
        raise TooManyRejects(
            "import.too_many_rejects",
            file=taken.file.path.name,
            rejected=len(taken.rejects),
            rows=taken.rows_read,
            allowed=str(limit) if is_count else f"{limit:.0%}",
            rejects_file=f"rejects/{path.name}",
        )

    def _compare(self, file: SourceFile, taken: Sequence[Taken], options: ImportOptions) -> dict[int, Changes]:
        """Count what the new imports of one file change in their source."""
        changes: dict[int, Changes] = {}
        by_kind: dict[tuple[str, str, bool], list[int]] = {}
        for one in (one for one in taken if not one.is_repeat):
            source, is_snapshot = self._connection.execute(
                "select source, is_snapshot from imports where import_id = ?", [one.import_id]
            ).fetchall()[0]
            by_kind.setdefault((source, one.mapping.kind, is_snapshot), []).append(one.import_id)
        for (source, kind, is_snapshot), imports in by_kind.items():
            found = compare_with_before(self._connection, imports, source, kind, is_snapshot=is_snapshot)
            vanished = sum(one.vanished for one in found.values())
            before = sum(one.before for one in found.values())
            if vanished > _MOST_VANISHED * before and not options.is_confirmed:
                raise ConfirmationNeeded(
                    "import.most_vanished", file=file.path.name, source=source, vanished=vanished, before=before
                )
            changes |= found
        return changes


def _known_import(connection: Connection, sha256: str, sheet: str) -> int:
    """Return the import that took these very bytes, 0 when there is none."""
    rows = connection.execute(
        "select import_id from imports where sha256 = ? and sheet = ? and undone_at is null", [sha256, sheet]
    ).fetchall()
    return int(rows[0][0]) if rows else 0
