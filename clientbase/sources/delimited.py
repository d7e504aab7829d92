"""CSV-like text → its tables: encoding, dialect, records, cells; each found by what the whole file holds."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.dialect import NO_DELIMITER, Dialect, find_dialect, sep_line
from clientbase.sources.failures import naming
from clientbase.sources.parsing import Parser, head_records
from clientbase.sources.table_finder import find_tables
from clientbase.sources.tables import SourceFile
from clientbase.sources.text_file import TextFile

_MOST_COLUMNS = 16_384


def read_delimited(
    path: Path, encoding: str | None = None, delimiter: str | None = None, name: str | None = None
) -> SourceFile:
    """Return the tables of a CSV, TSV or similar text file.

    Args:
        path: the file.
        encoding: a name that Python knows; found by itself when None.
        delimiter: one character; found by itself when None.
        name: what to call the file, where the path is only where its text lies now.

    Raises:
        SourceUnreadable: source.empty, source.binary, source.bad_encoding, source.mixed_encoding, source.open_quote,
            source.bad_quotes, source.too_many_columns, source.long_line.
        UsageProblem: source.not_found, source.unknown_encoding.
        DiskProblem: the file cannot be read.
    """
    shown = Path(name) if name else path
    with naming(shown.name):
        file = TextFile.open(path, encoding)
        announced, dialect = _dialect(file, delimiter)
        head = head_records(_body(file, dialect, announced), dialect)
        width = max((len(record.cells) for record in head), default=0)
        if width > _MOST_COLUMNS:
            raise SourceUnreadable("source.too_many_columns", count=width, limit=_MOST_COLUMNS)
        parser = Parser(dialect, head, first_line=2 if announced else 1)
        tables = find_tables(parser.grids(_body(file, dialect, announced)))
        if not tables:
            broken = next((record for record in head if record.broken), None)
            if broken is not None:
                raise SourceUnreadable("source.bad_quotes", line=broken.line)
            raise SourceUnreadable("source.empty")
    sign = "" if dialect.delimiter == NO_DELIMITER else dialect.delimiter
    return SourceFile(shown, file.sha256, "csv", file.encoding.name, sign, tuple(tables))


def _dialect(file: TextFile, delimiter: str | None) -> tuple[int, Dialect]:
    """Return the length of the `sep=` line, 0 without one, and the dialect."""
    sample = file.sample()
    announced, skipped = sep_line(sample)
    text = sample[skipped:].decode("utf-8", "replace")
    return skipped, find_dialect(text, delimiter or announced)


def _body(file: TextFile, dialect: Dialect, skipped: int) -> Iterator[bytes]:
    """Yield the blocks behind the `sep=` line, in the plain dialect."""
    blocks = file.blocks()
    first = next(blocks, b"")[skipped:]
    return (dialect.plain(block) for block in chain([first], blocks) if block)
