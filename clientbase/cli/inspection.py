"""A file before anything is taken from it: how it is understood, what is odd, and its rows as they were read."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from textwrap import fill

from clientbase.cli.diagnostics import complain, say
from clientbase.cli.output import show, wants_data
from clientbase.cli.session import Format, session
from clientbase.messages import sentence, tr, trn
from clientbase.sources.tables import LeftMember, SourceFile, SourceTable
from clientbase.workflows.inspect import Inspected
from clientbase.workflows.oddities import Oddity
from clientbase.workflows.problems import spoken
from clientbase.workflows.rows_read import Cells, RowsRead, left_out, row_batches
from clientbase.workflows.tables import Table

#: Formats in which each value stands beside its own name.
_NAMED_BY_FORMAT = frozenset({"json", "vcard"})
#: What people see of each column, and how much of one value.
_COLUMNS_SEEN = ("position", "header", "field", "recognised_by", "confidence", "samples")
_LONGEST_SAMPLE, _LONGEST_HEADER = 22, 30
#: What is said of a table fits a screen too.
_WIDTH = 80
#: A preview has as many rows as a person reads, and columns of at least this width, a gap included.
_PREVIEWED_ROWS, _NARROWEST = 100, 10


def tell_inspection(tables: list[Inspected]) -> None:
    """Show how each table of a file is understood; for machines all columns in one table."""
    for inspected in tables:
        _tell_table(inspected.file, inspected.table, inspected.kind)
        if not wants_data():
            show(_for_people(inspected.columns), most=1000, people_see=_COLUMNS_SEEN)
        for oddity in inspected.oddities:
            say(fill(_odd(oddity), _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False))
    tell_left_members(tables[0].file.left if tables else ())
    if wants_data():
        names = ("sheet", "kind", *(tables[0].columns.columns if tables else ()))
        rows = tuple((each.table.sheet, each.kind, *row) for each in tables for row in each.columns.rows)
        show(Table("Columns", names, rows))


def tell_rows(read: RowsRead, most: int | None) -> None:
    """Write the rows of a file's first table to stdout as they were read; say what is not among them."""
    chosen = session().format or Format.TABLE
    if chosen is Format.CSV:
        _write_csv(read.table, most)
    elif chosen is Format.JSON:
        _write_json(read.table, most)
    else:
        _show_preview(read.table, _PREVIEWED_ROWS if most is None else most)
    sys.stdout.flush()
    for left in left_out(read.table):
        said = sentence("problem", left.code)
        reason = "; ".join(part for part in (said.text, said.remedy) if part)
        say(f"{read.file.path.name}:{left.line_number} · {reason} · {left.text}")
    for cell in read.table.lost_cells:
        header = dict(zip(read.table.positions, read.table.headers, strict=True)).get(cell.position, "")
        line = spoken("table.error_cell", cell.position, header or f"column_{cell.position}", cell.text)
        say(f"{read.file.path.name}:{cell.row_number} · {line}")
    for table in read.others:
        say(f"{tr('Also in the file, shown with --sheet:')} {_size(table)}")
    tell_left_members(read.file.left)


def tell_left_members(left: Sequence[LeftMember]) -> None:
    """Say which files of an archive are no tables, and why."""
    for member in left:
        said = sentence("error", member.error.code, **member.error.parameters)
        complain(f"{tr('Warning')}: {tr('Left out: {what}', what=said.text)}; {said.remedy}")


def _tell_table(file: SourceFile, table: SourceTable, kind: str) -> None:
    facts = [
        file.path.name,
        table.sheet,
        tr("hidden") if table.is_hidden else "",
        file.encoding,
        file.delimiter and tr("delimiter {sign}", sign=repr(file.delimiter)),
    ]
    header = tr("header in row {row}", row=table.header_row) if table.header_row else tr("no header")
    if file.format in _NAMED_BY_FORMAT:
        header = ""
    known = sentence("kind", kind).text if kind else tr("no known columns")
    rows = trn("{count} row", "{count} rows", table.count)
    say(" · ".join(str(fact) for fact in (*facts, header, rows, known) if fact))


def _size(table: SourceTable) -> str:
    columns = trn("{count} column", "{count} columns", len(table.headers))
    rows = trn("{count} row", "{count} rows", table.count)
    return " · ".join(filter(None, (table.sheet, columns, rows, tr("hidden") if table.is_hidden else "")))


def _odd(oddity: Oddity) -> str:
    """Return an oddity as one line: where, what, how often, the first of them."""
    said = sentence("problem" if oddity.is_problem else "oddity", oddity.code)
    column = f'{tr("column {position}", position=oddity.position)} "{_cut(oddity.header, _LONGEST_HEADER)}"'
    value = f'"{_cut(oddity.value, _LONGEST_HEADER)}"' if oddity.value else ""
    line = tr("line {line}", line=oddity.line_number) if oddity.line_number else ""
    first = " ".join(part for part in (line, value) if part)
    what = said.text + (f" (× {oddity.count})" if oddity.count > 1 and oddity.line_number else "")
    return " · ".join(part for part in (column if oddity.header else "", what, first) if part)


def _for_people(columns: Table) -> Table:
    """Return the columns with headers and samples that fit a screen."""
    header, samples = columns.columns.index("header"), columns.columns.index("samples")
    rows = []
    for row in columns.rows:
        cells = list(row)
        cells[header] = _cut(cells[header], _LONGEST_HEADER)
        cells[samples] = "\n".join(_cut(sample, _LONGEST_SAMPLE) for sample in cells[samples].split(" | "))
        rows.append(tuple(cells))
    return Table(columns.title, columns.columns, tuple(rows))


def _cut(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def _write_csv(table: SourceTable, most: int | None) -> None:
    """Write header and rows as RFC 4180 has it: commas, lines that end in CRLF, UTF-8 without a mark."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(newline="")  # else Windows makes CRCRLF of it
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(table.headers)
    for rows in row_batches(table, most):
        writer.writerows(rows)


def _write_json(table: SourceTable, most: int | None) -> None:
    """Write an array of objects, one a row, without holding more than some thousands of them."""
    sys.stdout.write("[")
    between = "\n "
    for row in _rows(table, most):
        sys.stdout.write(between + json.dumps(dict(zip(table.headers, row, strict=True)), ensure_ascii=False))
        between = ",\n "
    sys.stdout.write("\n]\n")


def _show_preview(table: SourceTable, most: int) -> None:
    """Draw the first rows; columns that do not fit are counted."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console(highlight=False)
    shown = max(1, min(len(table.headers), console.width // _NARROWEST))
    drawn = RichTable(box=SIMPLE_HEAD, pad_edge=False)
    for header in table.headers[:shown]:
        drawn.add_column(Text(header), no_wrap=True, overflow="ellipsis")
    for row in _rows(table, most):
        drawn.add_row(*(Text(" ".join((cell or "").split())) for cell in row[:shown]))
    with console.capture() as screen:
        console.print(drawn)
    sys.stdout.write(screen.get())
    sys.stdout.flush()
    columns, rows = len(table.headers) - shown, int(table.rows.num_rows) - most
    if columns > 0:
        say(
            trn(
                "… {count} more column; --format csv gives all",
                "… {count} more columns; --format csv gives all",
                columns,
            )
        )
    if rows > 0:
        say(trn("… {count} more row; --format csv gives all", "… {count} more rows; --format csv gives all", rows))


def _rows(table: SourceTable, most: int | None) -> Iterator[Cells]:
    return islice(chain.from_iterable(row_batches(table, most)), most)
