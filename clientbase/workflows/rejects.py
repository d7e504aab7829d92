"""Rows that were not taken: written in their original columns plus the reason, to be mended and imported again."""

import csv
from pathlib import Path

from clientbase.base import Connection
from clientbase.base.files import written_whole
from clientbase.sources.mapping import REJECT_COLUMNS
from clientbase.sources.tables import SourceTable
from clientbase.workflows.problems import spoken
from clientbase.workflows.taking import Reject, Taken


def write_rejects(folder: Path, taken: Taken) -> Path:
    """Write the rejected rows of one import to `rejects/` in the base's folder and return the file.

    The columns are the file's own, then those of REJECT_COLUMNS: the reason, cells that did not fit, and the import
    that the mended rows belong to. UTF-8 with BOM, so that a spreadsheet opens it right.
    """
    sheet = f"-{taken.table.sheet}" if taken.table.sheet else ""
    name = f"{taken.import_id}-{taken.file.path.stem}{sheet}.rejects.csv".replace("/", "_").replace("\\", "_")
    path = folder / "rejects" / name
    with written_whole(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=taken.file.delimiter or ";")
        writer.writerow([*taken.table.headers, *REJECT_COLUMNS])
        writer.writerows(rejected_rows(taken))
    return path


def rejected_rows(taken: Taken) -> list[list[str]]:
    """Return the rejected rows' cells in the file's columns, then reason, overflowing cells and import number."""
    width = len(taken.table.headers)
    misfits = {misfit.row_number: misfit.cells for misfit in taken.table.misfits}
    wanted = {reject.row_number for reject in taken.rejects}
    fitting = _rows_by_number(taken.table, wanted)
    rows = []
    for reject in taken.rejects:
        cells = [cell or "" for cell in misfits.get(reject.row_number, fitting.get(reject.row_number, []))]
        own = [*cells[:width], *[""] * (width - len(cells))]
        rows.append([*own, reason(reject), " | ".join(cells[width:]), str(taken.import_id)])
    return rows


def reason(reject: Reject) -> str:
    """Return why a row was not taken, in the active language: column, value, what is wrong, what to do."""
    return spoken(reject.code, reject.position, reject.header, reject.value)


def supplemented_import(connection: Connection, table: SourceTable) -> int | None:
    """Return the import that a mended rejects file belongs to, None for any other file."""
    if REJECT_COLUMNS[-1] not in table.headers or not table.rows.num_rows:
        return None
    column = table.rows.head(1).column(f"c{table.headers.index(REJECT_COLUMNS[-1]) + 1}")
    stated = str(column[0].as_py() or "")
    rows = connection.execute(
        "select coalesce(supplements, import_id) from imports where import_id::varchar = ?", [stated]
    ).fetchall()
    return int(rows[0][0]) if rows else None


def _rows_by_number(table: SourceTable, wanted: set[int]) -> dict[int, list[str | None]]:
    picked = table.rows.numbered(wanted).to_pydict()
    columns = [picked[f"c{place}"] for place in range(1, len(table.headers) + 1)]
    return {number: [column[i] for column in columns] for i, number in enumerate(picked["row_number"])}
