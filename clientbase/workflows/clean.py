"""clean: the one-shot; a clean copy, the clients, the problems and the duplicates beside each file, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.store import scratch
from clientbase.config import Settings
from clientbase.errors import SourceUnreadable
from clientbase.messages import tr
from clientbase.sources.detect import read_source
from clientbase.sources.tables import LeftMember, SourceFile, SourceTable
from clientbase.workflows.addressing import salutation_to
from clientbase.workflows.clean_files import write_clean_copy, write_table
from clientbase.workflows.columns import mapped
from clientbase.workflows.import_options import ImportOptions
from clientbase.workflows.problems import problem_lines
from clientbase.workflows.reasons import tell_contacts
from clientbase.workflows.sensitive import withheld
from clientbase.workflows.tables import Table, result_table
from clientbase.workflows.taking import Taken, take_table

#: Formats of one plain list: their clean copy is a CSV, that of any other file a workbook.
_LISTS = frozenset({"csv", "json", "vcard"})


@dataclass(frozen=True, slots=True)
class CleanOutcome:
    """What came of one file: its rows, the clients behind them, problems, duplicate rows, the files written.

    Attributes:
        doubtful: pairs of clients in doubt, of which at least one stands in the file.
        left: the members of an archive that are no tables, and why.
    """

    file: str
    rows: int
    rejected: int
    clients: int
    problems: int
    duplicates: int
    doubtful: int
    written: tuple[Path, ...]
    left: tuple[LeftMember, ...] = ()


def clean_files(
    paths: Sequence[Path], folder: Path | None, options: ImportOptions, settings: Settings, moment: datetime
) -> list[CleanOutcome]:
    """Clean each file alone and find duplicates across all; `folder` None writes beside each file.

    Raises:
        SourceUnreadable: a file is no table, or nothing in it is known.
        DiskProblem: the results cannot be written.
    """
    files = [read_source(path, sheet=options.sheet) for path in paths]
    with scratch() as connection:
        taken = {file.path: _take_tables(connection, file, options, settings, moment) for file in files}
        pipeline.build_clients(connection)
        _find_reasons(connection)
        return [_write_all(connection, file, taken[file.path], folder or file.path.parent, moment) for file in files]


def _take_tables(
    connection: Connection, file: SourceFile, options: ImportOptions, settings: Settings, moment: datetime
) -> list[tuple[SourceTable, Taken | None]]:
    """Take every table of a known kind; the others are copied as they are."""
    tables: list[tuple[SourceTable, Taken | None]] = []
    refused: list[SourceUnreadable] = []
    for table in file.tables:
        import_id = pipeline.next_import(connection)
        try:
            mapping = mapped(file, table, options)
            taken = take_table(
                connection,
                import_id,
                file,
                table,
                mapping,
                settings,
                moment,
                source=options.source,
                is_mending=bool(options.fix),
            )
        except SourceUnreadable as error:
            refused.append(error)
            tables.append((table, None))
        else:
            tables.append((table, taken))
    if not any(taken for _, taken in tables) and refused:
        raise refused[0]
    return tables


def _write_all(
    connection: Connection,
    file: SourceFile,
    tables: list[tuple[SourceTable, Taken | None]],
    folder: Path,
    moment: datetime,
) -> CleanOutcome:
    imports = [taken.import_id for _, taken in tables if taken]
    parameters = {"import_ids": imports}
    clients = result_table("clients", pipeline.select(connection, "3_clients/golden_records", parameters))
    clients = clients.with_column("salutation", salutation_to)
    clients, _ = withheld(connection, clients)
    duplicates = _duplicates(connection, imports)
    problems = problem_lines(
        result_table("problems", pipeline.select(connection, "2_clean/problem_listing", parameters))
    )
    notes = _skipped_rows(file)
    stem = folder / file.path.stem
    ending = "csv" if file.format in _LISTS and len(file.tables) == 1 else "xlsx"
    delimiter = file.delimiter or ";"
    written = (
        write_clean_copy(connection, Path(f"{stem}.clean.{ending}"), file, tables, moment.date()),
        write_table(Path(f"{stem}.clients.{ending}"), clients, delimiter, moment.date()),
        write_table(Path(f"{stem}.problems.csv"), _joined(problems, notes), delimiter, moment.date()),
        write_table(Path(f"{stem}.duplicates.csv"), duplicates, delimiter, moment.date()),
    )
    done = [taken for _, taken in tables if taken]
    return CleanOutcome(
        file.path.name,
        sum(taken.rows_read for taken in done),
        sum(len(taken.rejects) for taken in done),
        len(clients.rows),
        len(problems.rows),
        len(duplicates.rows),
        _doubtful(connection, imports),
        written,
        file.left,
    )


def _find_reasons(connection: Connection) -> None:
    """Make contact_reasons of the contacts that others made a client with, and doubts of the pairs in doubt."""
    joined = connection.execute(
        "select client_id from client_contacts group by client_id having count(*) > 1 order by client_id"
    ).fetchall()
    tell_contacts(connection, [client_id for (client_id,) in joined])
    pipeline.create_temporary(connection, "doubts", "3_clients/doubtful_pairs", {})


def _duplicates(connection: Connection, imports: list[int]) -> Table:
    """Return the rows of clients that stand in several, each with why; two rows of one contact need no comparison."""
    reasons = dict(connection.execute("select contact_id, reason from contact_reasons").fetchall())
    again = tr("the same row or the same id once more")
    rows = pipeline.select(connection, "3_clients/duplicate_rows", {"import_ids": imports})
    found = result_table("duplicates", rows).with_column("reason", lambda row: reasons.get(row["contact_id"], again))
    return found.only(found.columns[1:])


def _doubtful(connection: Connection, imports: list[int]) -> int:
    found = connection.execute(
        """
        with
            here as (
                select contact_id
                from row_keys
                join contact_keys using (source, row_key)
                where import_id in (select unnest(?))
            )

        select count(*)
        from doubts
        where contact_a in (select contact_id from here) or contact_b in (select contact_id from here)
        """,
        [imports],
    ).fetchall()
    return int(found[0][0])


def _skipped_rows(file: SourceFile) -> Table:
    """Return a problem line for every row that is no data: what stands above the header, totals, repeated headers."""
    columns = ("file", "sheet", "line", "position", "header", "value", "severity", "code", "suggestion")
    rows = [
        (file.path.name, table.sheet, note.line_number, 0, "", note.text, "note", note.code, "")
        for table in file.tables
        for note in table.skipped
    ]
    return problem_lines(Table("skipped", columns, tuple(rows)))


def _joined(one: Table, other: Table) -> Table:
    return Table(one.title, one.columns, one.rows + other.rows)
