"""Read a file that others may still be writing, and find the files that a refresh has to take."""

import glob
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clientbase.base import ClientBase
from clientbase.config import SourceSettings
from clientbase.errors import ClientbaseError, DiskProblem, SourceUnreadable, UsageProblem
from clientbase.sources.detect import STDIN, read_source, source_files
from clientbase.sources.formats import Format, format_of
from clientbase.sources.tables import SourceFile
from clientbase.workflows.import_options import ImportOptions, completed, options_of, with_source_settings

#: What browsers and copying programs call a file until it is whole.
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download", ".partial")
_HIDDEN = (".", "~$")
_TAIL = 4


def read_steady(path: Path, options: ImportOptions) -> SourceFile:
    """Return the tables of a file that nobody changes while it is read.

    Raises:
        SourceUnreadable: source.changing, and those of the readers; of a file in the inbox also source.cut.
    """
    before = _state(path)
    file = read_source(path, sheet=options.sheet, encoding=options.encoding, delimiter=options.delimiter)
    if _state(path) != before:
        raise SourceUnreadable("source.changing", file=path.name)
    if options.is_waiting and is_cut(file):
        raise SourceUnreadable("source.cut", file=path.name)
    return file


def is_cut(file: SourceFile) -> bool:
    """Tell whether a text file ends in the middle of a row: without a line end, and with too few cells."""
    if not file.encoding or not file.path.is_file():
        return False
    with file.path.open("rb") as stream:
        stream.seek(max(0, file.path.stat().st_size - _TAIL))
        ends_a_line = stream.read().rstrip(b"\x00").endswith((b"\n", b"\r", b"\x1a"))
    last = max((misfit for table in file.tables for misfit in table.misfits), key=lambda m: m.row_number, default=None)
    if ends_a_line or last is None or last.code == "row.too_many_cells":
        return False
    rows = (batch for table in file.tables for batch in table.rows.batches(["row_number"]) if batch.num_rows)
    highest = max((batch.column(0)[-1].as_py() for batch in rows), default=0)
    return last.row_number > highest and format_of(file.path) is Format.CSV


def due_files(base: ClientBase) -> list[tuple[Path, ImportOptions]]:
    """Return the files of the declared sources, then those of the inbox, each with what the settings say of it.

    A file that two sources name is taken by the first; another sheet of it is another source.
    """
    due: list[tuple[Path, ImportOptions]] = []
    declared = _declared(base)
    for source in base.settings.sources:
        if not _is_pattern(source) and not any(_globbed(base.folder, source.files)):
            raise UsageProblem("source.not_found", file=source.files)
    for sheets in declared.values():
        due += [(path, replace(options_of(source), is_waiting=_is_pattern(source))) for path, source in sheets.values()]
    inbox = base.folder / base.settings.inbox
    waiting = source_files(inbox) if inbox.is_dir() and any(inbox.iterdir()) else []
    own = [(path, ImportOptions(may_leave=True, is_waiting=True)) for path in waiting if path.resolve() not in declared]
    return [*due, *own]


def declared_of(
    base: ClientBase, paths: Sequence[Path], options: ImportOptions
) -> list[tuple[Path, ImportOptions, SourceSettings | None]]:
    """Return files that a command names, each with what is said of it, and the `[[sources]]` entry that says so.

    An entry is found by the source's name, where the command has one, and by its `files` otherwise; of several
    the first counts, as in a refresh: a file of which two entries name a sheet each is there twice.
    """
    if options.is_source_said or options.source != ImportOptions().source:
        said = with_source_settings(options, base.settings)
        return [(path, said, None) for path in paths]
    declared = _declared(base) if base.settings.sources else {}
    found: list[tuple[Path, ImportOptions, SourceSettings | None]] = []
    for path in paths:
        sheets = {} if path == STDIN else declared.get(path.resolve(), {})
        sources = [source for _, source in sheets.values() if not options.sheet or source.sheet in ("", options.sheet)]
        found += [(path, completed(options, source), source) for source in (sources[:1] if options.sheet else sources)]
        if not sources:
            found.append((path, options, None))
    return found


def _declared(base: ClientBase) -> dict[Path, dict[str, tuple[Path, SourceSettings]]]:
    """Return each file of the declared sources, by its real path → sheet → the first entry that names it."""
    declared: dict[Path, dict[str, tuple[Path, SourceSettings]]] = {}
    for source in base.settings.sources:
        for path in _globbed(base.folder, source.files):
            declared.setdefault(path.resolve(), {}).setdefault(source.sheet, (path, source))
    return declared


def _is_pattern(source: SourceSettings) -> bool:
    return any(letter in source.files for letter in "*?[")


def read_due(
    due: list[tuple[Path, ImportOptions]],
) -> Iterator[tuple[Path, ImportOptions, SourceFile | ClientbaseError]]:
    """Yield each due file read, or why it waits: it is being written, has gone, or is no table and lies in the inbox.

    Raises:
        SourceUnreadable: a declared source is no table.
    """
    for path, options in due:
        try:
            if path.name.lower().endswith(_UNFINISHED):
                raise SourceUnreadable("source.unfinished", file=path.name)
            yield path, options, read_steady(path, options)
        except ClientbaseError as error:
            if not _may_wait(error, options):
                raise
            yield path, options, error


def _may_wait(error: ClientbaseError, options: ImportOptions) -> bool:
    passing = error.code in ("source.unfinished", "source.changing", "source.cut")
    has_gone = error.code == "source.not_found" and options.is_waiting
    return passing or has_gone or (options.may_leave and isinstance(error, SourceUnreadable))


def _globbed(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files that a pattern means, by name; it may be absolute, and `**` goes into folders of folders."""
    for name in sorted(glob.glob(pattern, root_dir=folder, recursive=True)):  # noqa: PTH207 -- takes absolute patterns
        path = folder / name
        if path.is_file() and not path.name.startswith(_HIDDEN):
            yield path


def _state(path: Path) -> tuple[int, int] | None:
    if path == STDIN or path.is_fifo():
        return None
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskProblem("disk.unreadable", file=path.name, reason=error.strerror or str(error)) from error
    return stat.st_size, stat.st_mtime_ns
