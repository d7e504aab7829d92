"""The rows of one table: in memory while they are few, in a private file when they are many."""

import shutil
import weakref
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from clientbase.sources.private import private_folder

#: More than this goes to a file.
_MEMORY_BYTES = 16 * 2**20
#: Columns that tell of the row itself.
PLACES = ("row_number", "line_number")


class Spool:
    """Gathers batches of one schema, and gives them back as often as asked."""

    def __init__(self) -> None:
        self._kept: list[pa.RecordBatch] = []
        self._size = 0
        self._folder: Path | None = None
        self._writer: pa.RecordBatchFileWriter | None = None
        self._file: pa.OSFile | None = None
        self.num_rows = 0

    def add(self, rows: pa.Table) -> None:
        """Take the next rows."""
        self.num_rows += rows.num_rows
        for batch in rows.combine_chunks().to_batches():
            self._size += batch.nbytes
            if self._writer is not None:
                self._writer.write_batch(batch)
            else:
                self._kept.append(batch)
        if self._writer is None and self._size > _MEMORY_BYTES:
            self._move_to_file()

    def finish(self) -> None:
        """Take no more rows."""
        if self._writer is not None and self._file is not None:
            self._writer.close()
            self._file.close()

    def batches(self, columns: Collection[str]) -> Iterator[pa.RecordBatch]:
        """Yield what was added, only the given columns, in the order in which they were added."""
        if self._folder is None:
            for batch in self._kept:
                yield batch.select([name for name in batch.schema.names if name in columns])
            return
        with pa.OSFile(str(self._path)) as file:
            names = pa.ipc.open_file(file).schema.names
            wanted = [place for place, name in enumerate(names) if name in columns]
            reader = pa.ipc.open_file(file, options=pa.ipc.IpcReadOptions(included_fields=wanted))
            for place in range(reader.num_record_batches):
                yield reader.get_batch(place)

    @property
    def _path(self) -> Path:
        return (self._folder or Path()) / "rows.arrow"

    def _move_to_file(self) -> None:
        self._folder = private_folder()
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._file = pa.OSFile(str(self._path), "wb")
        self._writer = pa.ipc.new_file(self._file, self._kept[0].schema)
        for batch in self._kept:
            self._writer.write_batch(batch)
        self._kept.clear()


class Rows:
    """The data rows of one table, as often as they are asked for, a batch at a time.

    Columns: `row_number`, `line_number` (int64), then `c1`…`cN` (string, null where empty, otherwise as written).

    Args:
        spool: all rows that may be data.
        columns: the spool's column for each of c1…cN.
        left_out: numbers of rows that are no data.
        num_rows: how many rows are data.
    """

    def __init__(self, spool: Spool, columns: Sequence[str], left_out: Collection[int], num_rows: int) -> None:
        self._spool = spool
        self._stored = {f"c{place}": name for place, name in enumerate(columns, 1)}
        self._left_out = pa.array(sorted(left_out), pa.int64())
        self.num_rows = num_rows

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*PLACES, *self._stored)

    @property
    def schema(self) -> pa.Schema:
        """The names and types of all columns."""
        return self._schema(self.names)

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Yield the rows in their order, all columns or the given ones."""
        names = self.names if columns is None else tuple(columns)
        stored = [self._stored.get(name, name) for name in names]
        for batch in self._spool.batches({*stored, "row_number"}):
            data = self._data(batch)
            yield pa.RecordBatch.from_arrays([data.column(name) for name in stored], list(names))

    def reader(self, columns: Sequence[str] | None = None) -> pa.RecordBatchReader:
        """Return the rows as a stream, to be read once."""
        names = self.names if columns is None else tuple(columns)
        return pa.RecordBatchReader.from_batches(self._schema(names), self.batches(names))

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows all at once."""
        return self.reader(columns).read_all()

    def column(self, name: str) -> pa.ChunkedArray:
        """Return one column all at once."""
        return self.table([name]).column(0)

    def head(self, count: int) -> pa.Table:
        """Return the first rows."""
        found: list[pa.RecordBatch] = []
        for batch in self.batches():
            found.append(batch)
            if sum(each.num_rows for each in found) >= count:
                break
        return pa.Table.from_batches(found, self.schema).slice(0, count)

    def sample(self, name: str, most: int) -> list[str]:
        """Return up to `most` filled cells of a column, spread over all its rows."""
        step = -(-self.num_rows // most) or 1
        cells: list[str] = []
        offset = 0
        for batch in self.batches([name]):
            filled = batch.column(0).drop_null()
            start = -offset % step
            cells += filled.take(pa.array(range(start, len(filled), step), pa.int64())).to_pylist()
            offset += len(filled)
        return [cell for cell in cells if cell.strip()][:most]

    def numbered(self, numbers: Collection[int]) -> pa.Table:
        """Return the rows of the given row numbers."""
        wanted = pa.array(sorted(numbers), pa.int64())
        found = [batch.filter(pc.is_in(batch.column("row_number"), wanted)) for batch in self.batches()]
        return pa.Table.from_batches(found, self.schema)

    @staticmethod
    def _schema(names: Sequence[str]) -> pa.Schema:
        return pa.schema([(name, pa.int64() if name in PLACES else pa.string()) for name in names])

    def _data(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        if len(self._left_out):
            left_out = pc.is_in(batch.column("row_number"), self._left_out)
            if pc.any(left_out).as_py():
                batch = batch.filter(pc.invert(left_out))
        return batch
