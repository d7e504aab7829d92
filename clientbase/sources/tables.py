"""What a file holds once it is read: tables with their headers, rows and whatever did not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from clientbase.errors import SourceUnreadable
from clientbase.sources.rows import Rows


@dataclass(frozen=True)
class RowNote:
    """A row that is not data and was left out: a title line, a repeated header, a comment, a line of dashes, a total.

    Attributes:
        row_number, line_number: where it stands, as in `SourceTable.rows`.
        code: "table.preamble", "table.header_again", "table.comment", "table.ruling" or "table.total".
        text: its first cells, joined.
    """

    row_number: int
    line_number: int
    code: str
    text: str


@dataclass(frozen=True)
class Misfit:
    """A row whose cells do not fit the header: nothing is guessed, it goes to the rejects as it is.

    Attributes:
        code: "row.too_many_cells", "row.too_few_cells", "row.bad_encoding", "row.nul", or "row.bad_quote" and
            "row.bad_json" (its one cell is then the raw text).
    """

    row_number: int
    line_number: int
    cells: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class LostCell:
    """A cell that holds an error of a formula (#DIV/0!) and so no value; it is null in the rows."""

    row_number: int
    position: int
    text: str


@dataclass(frozen=True)
class SourceTable:
    """One table of a file.

    Attributes:
        sheet: name of its sheet; "" for text files.
        headers: one unique name a column: "Телефон", "Телефон (2)", "column_3" for a blank one.
        positions: 1-based column number in the file of each header.
        rows: the data rows, one column a header. Their `row_number` is the sheet's row, or the record's number in a
            text file; their `line_number` the physical line.
        header_row: row number of the (lower) header row; 0 when the file has none.
        skipped: rows that are not data.
        misfits: rows that do not fit the header.
        groups: the upper text of a two-row header over each column; "" elsewhere.
        lost_cells: cells with errors of formulas.
        is_hidden: whether its sheet is hidden.
        filled_up: rows that were written with fewer cells than the header has, filled up with empty ones.
    """

    sheet: str
    headers: tuple[str, ...]
    positions: tuple[int, ...]
    rows: Rows
    header_row: int
    skipped: tuple[RowNote, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    groups: tuple[str, ...] = ()
    lost_cells: tuple[LostCell, ...] = ()
    is_hidden: bool = False
    filled_up: int = 0

    @property
    def count(self) -> int:
        """How many data rows the table holds, those that do not fit included."""
        return self.rows.num_rows + len(self.misfits)


@dataclass(frozen=True)
class LeftMember:
    """A file inside an archive that gave no table, and why."""

    name: str
    error: SourceUnreadable


@dataclass(frozen=True)
class SourceFile:
    """One file as it was read.

    Attributes:
        sha256: of its bytes, in hexadecimal; of a packed file's one member, when it holds but one.
        format: "csv", "xlsx", "xls", "xlsb", "ods", "html", "xml", "vcard", "json", or "zip" for one of several files.
        encoding, delimiter: of a text file; "" for workbooks, and no delimiter for a file of one column.
        tables: those that hold anything, those on visible sheets first.
        left: the members of an archive that are no tables.
    """

    path: Path
    sha256: str
    format: str
    encoding: str
    delimiter: str
    tables: tuple[SourceTable, ...]
    left: tuple[LeftMember, ...] = ()


@dataclass(frozen=True)
class Grid:
    """The plain cells of a file or sheet, before anybody knows what is a header.

    Attributes:
        columns: string arrays of one length; null or "" where a cell is empty or the row is shorter.
        row_numbers, line_numbers: int64, one a row.
        lengths: int64, how many cells each row was written with.
        first_column: 1-based column number of the first column.
        overlong: row index → all cells, of rows with more cells than there are columns.
        broken: rows whose quotes make no sense.
        lost_cells: cells with errors of formulas.
    """

    columns: tuple[pa.ChunkedArray, ...]
    row_numbers: pa.ChunkedArray
    line_numbers: pa.ChunkedArray
    lengths: pa.ChunkedArray
    first_column: int = 1
    overlong: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    broken: tuple[Misfit, ...] = ()
    lost_cells: tuple[LostCell, ...] = ()

    def cells(self, index: int) -> tuple[str, ...]:
        """Return the cells of one row as it was written, "" for empty ones."""
        if index in self.overlong:
            return self.overlong[index]
        width = self.lengths[index].as_py()
        return tuple(column[index].as_py() or "" for column in self.columns[:width])

    def place(self, index: int) -> tuple[int, int]:
        """Return row number and line number of one row."""
        return self.row_numbers[index].as_py(), self.line_numbers[index].as_py()


def stacked(grids: Sequence[Grid]) -> Grid:
    """Return grids of one width as one, the rows of the first on top."""
    if len(grids) == 1:
        return grids[0]
    if not grids:
        none = pa.chunked_array([], pa.int64())
        return Grid((), none, none, none)
    overlong, above = {}, 0
    for grid in grids:
        overlong.update({above + i: cells for i, cells in grid.overlong.items()})
        above += len(grid.row_numbers)
    return Grid(
        columns=tuple(_joined(column) for column in zip(*(grid.columns for grid in grids), strict=True)),
        row_numbers=_joined([grid.row_numbers for grid in grids]),
        line_numbers=_joined([grid.line_numbers for grid in grids]),
        lengths=_joined([grid.lengths for grid in grids]),
        first_column=grids[0].first_column,
        overlong=overlong,
        broken=tuple(misfit for grid in grids for misfit in grid.broken),
        lost_cells=tuple(cell for grid in grids for cell in grid.lost_cells),
    )


def _joined(arrays: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for array in arrays for chunk in array.chunks], arrays[0].type)
