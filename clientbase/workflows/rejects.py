"""Rows that were not taken: written in their original columns plus the reason, to be mended and imported again."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from clientbase.base.files import written_whole
from clientbase.messages import tr
from clientbase.sources.mapping import REJECT_COLUMNS
from clientbase.sources.tables import SourceTable
from clientbase.workflows.problems import spoken
from clientbase.workflows.taking import Reject, Taken

Rows = Sequence[Sequence[str]]
_OF_A_MENDED_FILE = re.compile(r"^(\d+|refused)-(.*)\.rejects$", re.DOTALL)


class RejectsFolder:
    """The folder `rejects/` of a base, and what one command writes to it.

    Used as a context, it takes its files away again when the command fails: they speak of imports that are not there.
    """

    def __init__(self, base_folder: Path, *, is_dry: bool = False) -> None:
        self._folder = base_folder / "rejects"
        self._is_dry = is_dry
        self._written: list[Path] = []

    def __enter__(self) -> "RejectsFolder":
        return self

    def __exit__(self, failure: object, *_: object) -> None:
        if failure is not None:
            for path in self._written:
                path.unlink(missing_ok=True)

    def write(self, taken: Taken, rows: Rows) -> Path:
        """Write the rejected rows of an import and return the file."""
        path = self._folder / _name(taken, str(taken.import_id))
        self._written.append(path)
        self._write(path, taken, rows)
        return path

    def write_refused(self, taken: Taken, rows: Rows) -> Path:
        """Write the rows for which a whole file was refused: to be looked at, they cannot be imported alone."""
        path = self._folder / _name(taken, "refused")
        said = tr("nothing was imported")
        self._write(path, taken, [[*row[:-1], said] for row in rows])
        return path

    def _write(self, path: Path, taken: Taken, rows: Rows) -> None:
        if self._is_dry:
            return
        with written_whole(path) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=taken.file.delimiter or ";")
            writer.writerow([*taken.table.headers[: _width(taken.table)], *REJECT_COLUMNS])
            writer.writerows(rows)


def _name(taken: Taken, prefix: str) -> str:
    stem = taken.file.path.stem
    mended = _OF_A_MENDED_FILE.match(stem)
    sheet = f"-{taken.table.sheet}" if taken.table.sheet else ""
    name = f"{prefix}-{mended[2] if mended else stem}{sheet}.rejects.csv"
    return re.sub(r'[/\\:*?"<>|\x00-\x1f]', "_", name)


def rejected_rows(taken: Taken, origins: Mapping[int, tuple[int, int]]) -> list[list[str]]:
    """Return the rejected rows' cells in the file's columns, then reason, overflowing cells and where they belong.

    A row of a rejects file that is rejected again (`origins`: row → import and row) still belongs where it did first.
    The place is written so that no spreadsheet takes it for a date.
    """
    width = _width(taken.table)
    misfits = {misfit.row_number: misfit.cells for misfit in taken.table.misfits}
    wanted = {reject.row_number for reject in taken.rejects}
    fitting = _rows_by_number(taken.table, wanted)
    rows = []
    for reject in taken.rejects:
        cells = [cell or "" for cell in misfits.get(reject.row_number, fitting.get(reject.row_number, []))]
        own = [*cells[:width], *[""] * (width - len(cells))]
        beyond = " | ".join(cells[width:]) if reject.row_number in misfits else "".join(cells[width + 1 : width + 2])
        belongs = "#".join(map(str, origins.get(reject.row_number, (taken.import_id, reject.row_number))))
        rows.append([*own, reason(reject), beyond, belongs])
    return rows


def reason(reject: Reject) -> str:
    """Return why a row was not taken, in the active language: column, value, what is wrong, what to do."""
    return spoken(reject.code, reject.position, reject.header, reject.value)


def _width(table: SourceTable) -> int:
    """Return how many columns are the file's own: a mended rejects file brings those of ours again."""
    return next((place for place, header in enumerate(table.headers) if header in REJECT_COLUMNS), len(table.headers))


def _rows_by_number(table: SourceTable, wanted: set[int]) -> dict[int, list[str | None]]:
    picked = table.rows.numbered(wanted).to_pydict()
    columns = [picked[f"c{place}"] for place in range(1, len(table.headers) + 1)]
    return {number: [column[i] for column in columns] for i, number in enumerate(picked["row_number"])}
