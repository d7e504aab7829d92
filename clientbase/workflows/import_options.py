"""What is said about files to import: on the command line, or in `[[sources]]`."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, fields, replace
from typing import Any

from clientbase.config import ConsentStatement, Settings, SourceSettings


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person, or a `[[sources]]` entry, says about files to import; empty means: find out.

    Attributes:
        max_rejects: a share (float) or a count (int) of rows; None is the base's.
        keep, drop: as in `SourceSettings`, which explains the others too.
        may_leave: a file that holds nothing we take is left and told, instead of refusing the whole import:
            right for a folder of all sorts, wrong for a file that was named.
        said: what of `map` a person typed with this command: it is remembered for files of the same shape.
        answers: a shape's fingerprint → header → field, as a person was asked: remembered too.
        is_source_said: the command named the source, though it be the usual one: no `files` of the settings are asked.
        is_waiting: the file lies in the inbox: one that is still being written is left for the next time.
        is_forced: take the same bytes again.
        is_confirmed: take a whole export that lacks most of what its source had.
        is_dry: do everything, write nothing.
    """

    kind: str | None = None
    sheet: str | None = None
    map: Dict[str, str] = field(default_factory=dict)
    source: str = "main"
    max_rejects: float | int | None = None
    may_leave: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    country: str = ""
    fix: str = ""
    snapshot: bool = False
    consent: tuple[ConsentStatement, ...] = ()
    trust: int = 0
    purpose: str = "ads"
    basis: str = ""
    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()
    said: Dict[str, str] = field(default_factory=dict)
    answers: Dict[str, Dict[str, str]] = field(default_factory=dict)
    is_source_said: bool = False
    is_waiting: bool = False
    is_forced: bool = False
    is_confirmed: bool = False
    is_dry: bool = False


#: What a `[[sources]]` entry says of the source itself, and not of how a file of it is taken.
_OF_THE_SOURCE = frozenset({"files", "name", "ids_are_people", "owns_shared_contacts"})


def options_of(source: SourceSettings) -> ImportOptions:
    """Return what a `[[sources]]` entry says."""
    said = {f.name: getattr(source, f.name) for f in fields(SourceSettings) if f.name not in _OF_THE_SOURCE}
    for name in ("kind", "sheet", "encoding", "delimiter"):
        said[name] = said[name] or None
    return ImportOptions(source=source.name, **said)


def with_source_settings(options: ImportOptions, settings: Settings) -> ImportOptions:
    """Return the options of a command, completed by the `[[sources]]` entry of their source, where one has its name.

    What the command says goes before what the settings say.
    """
    declared = next((source for source in settings.sources if source.name == options.source), None)
    if declared is None or options.source == ImportOptions().source:
        return options
    return completed(options, declared)


def completed(options: ImportOptions, declared: SourceSettings) -> ImportOptions:
    """Return the options of a command, completed by a `[[sources]]` entry; of `map` header by header."""
    default = ImportOptions()
    said: dict[str, Any] = {
        f.name: getattr(options, f.name)
        for f in fields(ImportOptions)
        if getattr(options, f.name) != getattr(default, f.name)
    }
    return replace(options_of(declared), **{**said, "map": {**declared.map, **options.map}})
