"""A rejects file that comes back: read as its source was, and of its rows only those that were mended."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from clientbase.base import Connection
from clientbase.config import ConsentStatement
from clientbase.errors import SourceUnreadable
from clientbase.sources.mapping import REJECT_COLUMNS
from clientbase.sources.tables import SourceTable
from clientbase.workflows.import_options import ImportOptions
from clientbase.workflows.taking import Reject, Taken

_REFERENCE = re.compile(r"(\d+)(?:#(\d+))?")
#: Rows whose cells do not fit the header; under the columns of a rejects file they look like good ones.
MISFITS = ("row.too_few_cells", "row.too_many_cells", "row.bad_quote")
_SAID = "select source, kind, country, trust, purpose, basis from imports where import_id = ?"

#: Import and row that a row of a rejects file was rejected from.
Origin = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mending:
    """What a rejects file belongs to.

    Attributes:
        supplements: the import that had rejected its rows.
        options: what was said of that import's file.
        hints: field → what had decided the ambiguous values of its column ("dmy", ","…).
        origins: row of this file → where it was rejected.
        unmended: its rows that are as they were.
    """

    supplements: int
    options: ImportOptions
    hints: Mapping[str, str]
    origins: Mapping[int, Origin]
    unmended: tuple[Reject, ...]


def mending(connection: Connection, table: SourceTable, options: ImportOptions, file: str) -> Mending | None:
    """Return what a rejects file belongs to, None for any other file.

    Raises:
        SourceUnreadable: import.rejects_of_nothing, its source was refused as a whole; import.rejects_of_undone, its
            import was taken back.
    """
    if REJECT_COLUMNS[-1] not in table.headers or not table.rows.num_rows:
        return None
    origins = _origins(table, file)
    if not origins:
        return None
    stated = next(iter(origins.values()))[0]
    rows = connection.execute(
        "select coalesce(supplements, import_id) from imports where import_id = ? and undone_at is null", [stated]
    ).fetchall()
    if not rows:
        raise SourceUnreadable("import.rejects_of_undone", file=file, import_id=stated)
    parent = int(rows[0][0])
    return Mending(
        parent,
        _options(connection, parent, table, options),
        _hints(connection, parent),
        origins,
        tuple(_unmended(connection, table, origins)),
    )


def record_rejections(connection: Connection, taken: Taken, rows: Sequence[Sequence[str]]) -> None:
    """Remember the rejected rows of an import as they stand in its rejects file, but for those known from before."""
    own = [
        (reject, row)
        for reject, row in zip(taken.rejects, rows, strict=True)
        if row[-1] == f"{taken.import_id}#{reject.row_number}"
    ]
    columns = {
        "import_id": pa.array([taken.import_id] * len(own), pa.int32()),
        "row_number": pa.array([reject.row_number for reject, _ in own], pa.int64()),
        "code": pa.array([reject.code for reject, _ in own], pa.string()),
        "digest": pa.array([_digest([*row[:-3], row[-2]]) for _, row in own], pa.string()),
    }
    connection.register("rejected_now", pa.table(columns))
    connection.execute("insert into rejections by name select * from rejected_now")
    connection.unregister("rejected_now")


def record_mended(connection: Connection, taken: Taken, origins: Mapping[int, Origin]) -> None:
    """Remember which rejected rows the rows taken of a mended file stand for."""
    again = {reject.row_number for reject in taken.rejects}
    mended = [(taken.import_id, row, *origin) for row, origin in origins.items() if row not in again]
    if mended:
        connection.executemany("insert into mended_rows values (?, ?, ?, ?)", mended)


def _origins(table: SourceTable, file: str) -> dict[int, Origin]:
    """Return where each row of a rejects file was rejected; rows that a person added have no such place."""
    stated = dict(zip(table.rows.column("row_number").to_pylist(), _column(table, REJECT_COLUMNS[-1]), strict=True)) | {
        misfit.row_number: misfit.cells[-1] for misfit in table.misfits if _REFERENCE.fullmatch(misfit.cells[-1])
    }
    origins = {}
    for row, reference in sorted(stated.items()):
        if not reference.strip():
            continue
        found = _REFERENCE.fullmatch(reference.strip())
        if not found:
            raise SourceUnreadable("import.rejects_of_nothing", file=file)
        origins[row] = (int(found[1]), int(found[2] or row))
    return origins


def _options(connection: Connection, parent: int, table: SourceTable, options: ImportOptions) -> ImportOptions:
    """Return the options of the parent's file; what a command says of a mapping or of limits still counts."""
    source, kind, country, trust, purpose, basis = connection.execute(_SAID, [parent]).fetchall()[0]
    columns = dict(
        connection.execute("select header, field from import_columns where import_id = ?", [parent]).fetchall()
    )
    own = [header for header in table.headers if header not in REJECT_COLUMNS]
    consents = connection.execute(
        "select channel, purpose, consent_on, proof from import_consents where import_id = ?", [parent]
    ).fetchall()
    return replace(
        options,
        source=source,
        kind=kind,
        country=country,
        trust=trust,
        purpose=purpose,
        basis=basis,
        map={header: field or "-" for header, field in columns.items() if header in own} | dict(options.map),
        drop=tuple(header for header in own if header not in columns),
        keep=None,
        consent=tuple(ConsentStatement(*said) for said in consents),
        snapshot=False,
        max_rejects=1.0 if options.max_rejects is None else options.max_rejects,
    )


def _hints(connection: Connection, parent: int) -> dict[str, str]:
    rows = connection.execute(
        "select field, min(context) from import_columns where import_id = ? and context <> '' group by field", [parent]
    ).fetchall()
    return {field: context.split("|")[0] for field, context in rows}


def _unmended(connection: Connection, table: SourceTable, origins: Mapping[int, Origin]) -> Iterable[Reject]:
    """Yield the rows that did not fit their header and are as they were: padded, they would look like good ones."""
    known = {
        (import_id, row): (code, digest)
        for import_id, row, code, digest in connection.execute(
            "select import_id, row_number, code, digest from rejections where import_id in (select unnest(?))",
            [sorted({import_id for import_id, _ in origins.values()})],
        ).fetchall()
    }
    beyond = _column(table, REJECT_COLUMNS[1])
    own = [_column(table, header) for header in table.headers if header not in REJECT_COLUMNS]
    places = zip(table.rows.column("row_number").to_pylist(), table.rows.column("line_number").to_pylist(), strict=True)
    for place, (row, line) in enumerate(places):
        code, digest = known.get(origins.get(row, (0, 0)), ("", ""))
        cells = [*(column[place] for column in own), beyond[place]]
        if code in MISFITS and _digest(cells) == digest:
            yield Reject(row, line, code, value=" | ".join(filter(None, cells)))


def _column(table: SourceTable, header: str) -> list[str]:
    if header not in table.headers:
        return [""] * int(table.rows.num_rows)
    cells = table.rows.column(f"c{table.headers.index(header) + 1}").to_pylist()
    return [cell or "" for cell in cells]


def _digest(cells: Iterable[str]) -> str:
    """Return what a row says, whatever a spreadsheet did to its spaces and line ends."""
    return hashlib.sha256("\x1f".join(" ".join(cell.split()) for cell in cells).encode()).hexdigest()[:32]
