"""What a file is, by its content, and the right reader for it; the name's ending is only a hint for people."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.delimited import read_delimited
from clientbase.sources.failures import naming, reachable, sha256_of, shown_as
from clientbase.sources.formats import STREAMS, WORKBOOKS, Format, format_of
from clientbase.sources.html_tables import read_html
from clientbase.sources.json_rows import read_json
from clientbase.sources.packed import Allowance, spool, unpack_stream, unpacked_members
from clientbase.sources.private import passing_folder
from clientbase.sources.spreadsheet_xml import read_spreadsheet_xml
from clientbase.sources.tables import LeftMember, SourceFile, SourceTable
from clientbase.sources.vcards import read_vcards
from clientbase.sources.workbooks import read_workbook

#: How a person says "standard input", and what it is called then.
STDIN, STDIN_NAME = Path("-"), "stdin"
#: Files of a folder that may hold a table we read.
_TABLE_ENDINGS = frozenset(
    {
        ".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".html", ".htm", ".xml", ".vcf",
        ".json", ".jsonl", ".ndjson", ".gz", ".zst", ".bz2", ".xz", ".zip",
    }
)  # fmt: skip
_LOCK_PREFIX = "~$"
#: An archive may hold an archive, and no more.
_DEEPEST = 2


@dataclass(frozen=True)
class _Asked:
    """What a person said of the file, and how far into archives we are."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    depth: int = 0
    allowance: Allowance = field(default_factory=Allowance)

    @property
    def inside(self) -> "_Asked":
        """The same, one archive further in."""
        return replace(self, depth=self.depth + 1)


def read_source(
    path: Path, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> SourceFile:
    """Return the tables of one file, whatever its name says it is.

    A packed file counts as what it holds; a zip of several files gives the tables of each, with the member's name as
    the sheet's. `-` is the standard input, which is kept in a private temporary file while it is read.

    Args:
        path: the file.
        sheet: the only sheet wanted; in a zip of several files also a member's name.
        encoding: of a text file, when it must not be found by itself.
        delimiter: of a text file, likewise.

    Raises:
        SourceUnreadable: source.empty, source.excel_lock, source.format_unsupported, and those of the readers.
        UsageProblem: source.not_found, source.no_sheet, source.has_no_sheets, source.unknown_encoding.
        DiskProblem: source.no_permission, disk.unreadable.
    """
    if path.name.startswith(_LOCK_PREFIX):
        raise SourceUnreadable("source.excel_lock", file=path.name, workbook=path.name.removeprefix(_LOCK_PREFIX))
    asked = _Asked(sheet, encoding, delimiter)
    if path == STDIN:
        with _spooled(None) as copy:
            return _read(copy, Path(STDIN_NAME), STDIN_NAME, asked)
    if path.is_fifo():
        with _spooled(path) as copy:
            return _read(copy, path, path.name, asked)
    return _read(path, path, path.name, asked)


def source_files(path: Path) -> list[Path]:
    """Return the files that a path means: itself, standard input, or a folder's table-like files by name.

    Raises:
        UsageProblem: source.not_found, source.empty_folder.
    """
    if path == STDIN:
        return [path]
    if not path.is_dir():
        if not path.exists():
            raise UsageProblem("source.not_found", file=str(path))
        return [path]
    files = sorted(file for file in path.iterdir() if file.is_file() and _is_table_like(file))
    if not files:
        raise UsageProblem("source.empty_folder", folder=str(path))
    return files


def _is_table_like(file: Path) -> bool:
    return file.suffix.lower() in _TABLE_ENDINGS and not file.name.startswith((".", _LOCK_PREFIX))


@contextmanager
def _spooled(path: Path | None) -> Iterator[Path]:
    """Give a private copy of what comes through a pipe, or through standard input: readers go over it twice."""
    with passing_folder() as folder:
        copy = folder / STDIN_NAME
        if path is None:
            spool(sys.stdin.buffer, copy)
        else:
            with reachable(path), path.open("rb") as stream:
                spool(stream, copy)
        yield copy


def _read(path: Path, given: Path, shown: str, asked: _Asked) -> SourceFile:
    """Read one file that lies at `path`; `given` is what the person gave, `shown` what errors call it."""
    with naming(shown) if path == given else shown_as(shown):
        kind = format_of(path)
        if kind not in STREAMS and kind is not Format.ZIP:
            return replace(_READERS[kind](path, kind, asked), path=given)
        if asked.depth == _DEEPEST:
            raise SourceUnreadable("source.nested_archive")
        with passing_folder() as folder:
            if kind is Format.ZIP:
                return _zipped(path, folder, given, shown, asked.inside)
            inner = folder / "unpacked"
            unpack_stream(path, kind, inner, asked.allowance)
            return _read(inner, given, shown, asked.inside)


def _zipped(path: Path, folder: Path, given: Path, shown: str, asked: _Asked) -> SourceFile:
    """Read the files of a zip: one is as good as unpacked, of several each gives its tables under its own name."""
    tables: list[SourceTable] = []
    left: list[LeftMember] = []
    names = []
    for member in unpacked_members(path, folder, asked.allowance):
        names.append(member.name)
        inner = f"{shown}/{member.name}"
        if member.is_alone:
            return _read(member.path, given, inner, asked)
        wanted = _wanted_inside(member.name, asked.sheet)
        if wanted is None:
            continue
        try:
            file = _read(member.path, given, inner, replace(asked, sheet=wanted))
        except SourceUnreadable as error:
            left.append(LeftMember(member.name, error))
        else:
            tables += [replace(table, sheet=_sheet_name(member.name, table)) for table in file.tables]
            left += [LeftMember(f"{member.name}/{part.name}", part.error) for part in file.left]
    if asked.sheet and not tables and not left:
        raise UsageProblem("source.no_sheet", sheet=asked.sheet, known=", ".join(names))
    if not tables:
        raise left[0].error if left else SourceUnreadable("source.empty")
    tables.sort(key=lambda table: table.is_hidden)
    return SourceFile(given, sha256_of(path), "zip", "", "", tuple(tables), tuple(left))


def _wanted_inside(member: str, sheet: str | None) -> str | None:
    """Return the sheet wanted of a member, "" for all of it, None when it is not wanted."""
    if not sheet or sheet == member:
        return ""
    return sheet.removeprefix(f"{member}/") if sheet.startswith(f"{member}/") else None


def _sheet_name(member: str, table: SourceTable) -> str:
    return f"{member}/{table.sheet}" if table.sheet else member


def _csv(path: Path, _: Format, asked: _Asked) -> SourceFile:
    file = read_delimited(path, asked.encoding, asked.delimiter)
    if not asked.sheet:
        return file
    wanted = tuple(table for table in file.tables if table.sheet == asked.sheet)
    if wanted:
        return replace(file, tables=wanted)
    if len(file.tables) == 1:
        raise UsageProblem("source.has_no_sheets", sheet=asked.sheet)
    known = ", ".join(table.sheet for table in file.tables if table.sheet)
    raise UsageProblem("source.no_sheet", sheet=asked.sheet, known=known)


def _vcards(path: Path, _: Format, asked: _Asked) -> SourceFile:
    if asked.sheet:
        raise UsageProblem("source.has_no_sheets", sheet=asked.sheet)
    return read_vcards(path, asked.encoding)


_READERS: dict[Format, Callable[[Path, Format, _Asked], SourceFile]] = {
    Format.CSV: _csv,
    Format.VCARD: _vcards,
    Format.HTML: lambda path, _, asked: read_html(path, asked.sheet, asked.encoding),
    Format.XML: lambda path, _, asked: read_spreadsheet_xml(path, asked.sheet),
    Format.JSON: lambda path, _, asked: read_json(path, asked.sheet, asked.encoding),
    **dict.fromkeys(WORKBOOKS, lambda path, kind, asked: read_workbook(path, kind, asked.sheet)),
}
