"""Blocks of whole lines → grids of cells: by columns where the quoting is regular, else record by record."""

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as columnar

from clientbase.sources.dialect import Dialect
from clientbase.sources.records import Lines, Record, records
from clientbase.sources.tables import Grid, Misfit

_CHUNK = 20_000
#: So many blocks are parsed while one is looked through.
_AHEAD = 2
_HEAD_RECORDS = 200
_LF, _CR = ord("\n"), ord("\r")


def head_records(blocks: Iterator[bytes], dialect: Dialect) -> list[Record]:
    """Return the first 200 records that hold anything, blank ones between them included."""
    found = records(Lines(map(_text, blocks)), dialect)
    head: list[Record] = []
    filled = 0
    for record in found:
        head.append(record)
        filled += any(map(str.strip, record.cells))
        if filled == _HEAD_RECORDS:
            break
    return head


class Parser:
    """Parses the blocks of one file.

    Attributes:
        width: how many cells most records have.
        columns: how many columns the grids have: as many as the widest record of the head.
    """

    def __init__(self, dialect: Dialect, head: Sequence[Record], first_line: int) -> None:
        self._dialect = dialect
        widths = Counter(len(record.cells) for record in head if record.cells and not record.broken)
        self.width = max(widths, key=lambda width: (widths[width], width), default=1)
        self.columns = max(widths, default=1)
        self._number = 1
        self._line = first_line

    def grids(self, blocks: Iterator[bytes]) -> Iterator[Grid]:
        """Yield the cells of all blocks, row after row.

        Raises:
            SourceUnreadable: source.open_quote.
        """
        with ThreadPoolExecutor(_AHEAD) as pool:
            ahead = self._parsed_ahead(blocks, pool)
            for block, parsed in ahead:
                if parsed is not None:
                    yield self._grid(parsed)
                else:
                    yield from self._irregular(chain([block], (following for following, _ in ahead)))

    def _parsed_ahead(
        self, blocks: Iterator[bytes], pool: ThreadPoolExecutor
    ) -> Iterator[tuple[bytes, "_Parsed | None"]]:
        """Yield each block with what parsing made of it, while the next ones are parsed already."""
        waiting: deque[tuple[bytes, Future[_Parsed | None]]] = deque()
        for block in blocks:
            waiting.append((block, pool.submit(_parsed, block, self._dialect, self.width)))
            if len(waiting) > _AHEAD:
                done, parsed = waiting.popleft()
                yield done, parsed.result()
        for done, parsed in waiting:
            yield done, parsed.result()

    def _grid(self, parsed: "_Parsed") -> Grid:
        """Return the grid of a block whose quotes are all regular."""
        count, starts = len(parsed.starts), parsed.starts
        places = pa.arange(0, count)
        short = [record for row in parsed.ragged if (record := self._ragged(row, starts)) is not None]
        if parsed.ragged:
            others = pa.array([row.number - 1 for row in parsed.ragged], pa.int64())
            places = places.filter(pc.invert(pc.is_in(places, others)))
            starts = starts.take(places)
        numbers, lines = pc.add(places, self._number), pc.add(starts, self._line)
        grid = _grid(parsed.rows, numbers, lines, self.width, self.columns)
        if short:
            grid = _merged(grid, _listed_grid(short, self.columns))
        self._number += count
        self._line += parsed.lines
        return grid

    def _ragged(self, row: columnar.InvalidRow, starts: pa.Int64Array) -> Record | None:
        """Return a row of another width as a record, None when nothing stands in it."""
        reader = csv.reader([row.text], delimiter=self._dialect.delimiter, quotechar=self._dialect.quote)
        cells = next(reader, [])
        if not any(map(str.strip, cells)):
            return None
        place = row.number - 1
        return Record(self._number + place, self._line + starts[place].as_py(), cells)

    def _irregular(self, blocks: Iterator[bytes]) -> Iterator[Grid]:
        """Yield grids record by record, up to the end of a record that ends with a block."""
        lines = Lines(map(_text, blocks))
        found = _up_to_a_block_end(records(lines, self._dialect, self._line, self._number), lines)
        while chunk := list(islice(found, _CHUNK)):
            yield _listed_grid(chunk, self.columns)
            self._number = chunk[-1].number + 1
        self._line += lines.count


def _up_to_a_block_end(found: Iterator[Record], lines: Lines) -> Iterator[Record]:
    for record in found:
        yield record
        if lines.are_at_a_block_end():
            return


def _text(block: bytes) -> str:
    return block.decode("utf-8", "surrogateescape")


class _Parsed(NamedTuple):
    """A block of regular quoting: its rows of the usual width, the ragged ones, its lines, and where records start."""

    rows: pa.Table
    ragged: list[columnar.InvalidRow]
    lines: int
    starts: pa.Int64Array


def _parsed(block: bytes, dialect: Dialect, width: int) -> _Parsed | None:
    """Return what a block holds; None where its quotes are irregular or escaped, or it is not all text."""
    if dialect.has_escapes:
        return None
    quoted = _quoted_spans(block, dialect)
    if quoted is None or _has_lone_returns(block) or b"\x00" in block:
        return None
    ragged: list[columnar.InvalidRow] = []
    rows = _rows(block, dialect, width, ragged)
    if rows is None:
        return None
    lines = block.count(b"\n") + (not block.endswith(b"\n"))
    count = rows.num_rows + len(ragged)
    starts = pa.arange(0, lines) if count == lines else _record_starts(block, quoted)
    return _Parsed(rows, ragged, lines, starts) if len(starts) == count else None


def _rows(block: bytes, dialect: Dialect, width: int, ragged: list[columnar.InvalidRow]) -> pa.Table | None:
    """Return the rows of the usual width as columns of text; the others go to `ragged`."""

    def keep(row: columnar.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    names = [f"c{i}" for i in range(width)]
    parse = columnar.ParseOptions(
        delimiter=dialect.delimiter,
        quote_char=dialect.quote,
        newlines_in_values=True,
        ignore_empty_lines=False,
        invalid_row_handler=keep,
    )
    convert = columnar.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
    )
    # A table in one block keeps the numbers of ragged rows right.
    read = columnar.ReadOptions(column_names=names, use_threads=False, block_size=len(block) + 1)
    try:
        return columnar.read_csv(pa.py_buffer(block), read, parse, convert)
    except pa.ArrowInvalid:
        return None


def _has_lone_returns(block: bytes) -> bool:
    return b"\r" in block and block.count(b"\r") != block.count(b"\r\n")


def _quoted_spans(block: bytes, dialect: Dialect) -> tuple[pa.Int64Array, pa.Int64Array] | None:
    """Return where quotes open and close in a block; None where they are irregular.

    Regular: every quote opens a cell behind a delimiter or a line end, closes it before one, or is doubled inside.
    """
    quote = dialect.quote.encode()
    if quote not in block:
        return pa.array([], pa.int64()), pa.array([], pa.int64())
    padded = b"\n" + block + b"\n"
    data = pa.Array.from_buffers(pa.uint8(), len(padded), [None, pa.py_buffer(padded)])
    quotes = pc.indices_nonzero(pc.equal(data, quote[0])).cast(pa.int64())
    if len(quotes) % 2:
        return None
    opening, closing = (quotes.take(pa.arange(first, len(quotes), 2)) for first in (0, 1))
    before, after = data.take(pc.subtract(opening, 1)), data.take(pc.add(closing, 1))
    ends = [ord(dialect.delimiter), _LF, quote[0]]
    opens = pc.all(pc.is_in(before, pa.array(ends, pa.uint8()))).as_py()
    closes = pc.all(pc.is_in(after, pa.array([*ends, _CR], pa.uint8()))).as_py()
    return (pc.subtract(opening, 1), pc.subtract(closing, 1)) if opens and closes else None


def _record_starts(block: bytes, quoted: tuple[pa.Int64Array, pa.Int64Array]) -> pa.Int64Array:
    """Return the line, from 0, in which each record of a regular block starts."""
    starts, line, done = [0], 0, 0
    for opening, closing in zip(*(places.to_pylist() for places in quoted), strict=True):
        before, inside = block.count(b"\n", done, opening), block.count(b"\n", opening, closing)
        starts += range(line + 1, line + before + 1)
        line += before + inside
        done = closing
    starts += range(line + 1, line + block.count(b"\n", done) + 1)
    return pa.array(starts[: -1 if block.endswith(b"\n") else None], pa.int64())


def _grid(table: pa.Table, numbers: pa.Int64Array, lines: pa.Int64Array, width: int, columns: int) -> Grid:
    """Return parsed rows as a grid, filled up with empty columns."""
    empty = pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), table.num_rows)])
    return Grid(
        columns=(*table.columns, *[empty] * (columns - width)),
        row_numbers=pa.chunked_array([numbers]),
        line_numbers=pa.chunked_array([lines]),
        lengths=pa.chunked_array([pa.repeat(pa.scalar(width, pa.int64()), table.num_rows)]),
    )


def _listed_grid(found: Sequence[Record], columns: int) -> Grid:
    """Return records as a grid; the broken ones are misfits, the cells beyond the columns are kept aside."""
    whole = [record for record in found if not record.broken]
    overlong = {i: tuple(record.cells) for i, record in enumerate(whole) if len(record.cells) > columns}
    rows = [(*record.cells, *[""] * (columns - len(record.cells)))[:columns] for record in whole]
    cells = list(zip(*rows, strict=True)) if rows else [()] * columns
    return Grid(
        columns=tuple(pa.chunked_array([pa.array(column, pa.string())]) for column in cells),
        row_numbers=pa.chunked_array([[record.number for record in whole]], pa.int64()),
        line_numbers=pa.chunked_array([[record.line for record in whole]], pa.int64()),
        lengths=pa.chunked_array([[len(record.cells) for record in whole]], pa.int64()),
        overlong=overlong,
        broken=tuple(Misfit(r.number, r.line, tuple(r.cells), r.broken) for r in found if r.broken),
    )


def _merged(one: Grid, other: Grid) -> Grid:
    """Return the rows of two grids in the order of their numbers; only the second holds overlong rows."""
    numbers = pa.chunked_array([*one.row_numbers.chunks, *other.row_numbers.chunks])
    order = pc.sort_indices(numbers)
    moved = {old: new for new, old in enumerate(order.to_pylist())}
    first = len(one.row_numbers)

    def both(left: pa.ChunkedArray, right: pa.ChunkedArray) -> pa.ChunkedArray:
        return pa.chunked_array([*left.chunks, *right.chunks]).take(order)

    return Grid(
        columns=tuple(both(left, right) for left, right in zip(one.columns, other.columns, strict=True)),
        row_numbers=numbers.take(order),
        line_numbers=both(one.line_numbers, other.line_numbers),
        lengths=both(one.lengths, other.lengths),
        overlong={moved[first + i]: cells for i, cells in other.overlong.items()},
        broken=other.broken,
    )
