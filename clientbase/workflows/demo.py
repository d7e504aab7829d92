"""demo: the shipped messy files become a base, and everything is run on them."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.config import SETTINGS_FILE
from clientbase.errors import ConfirmationNeeded, DiskProblem
from clientbase.workflows.refresh import RefreshSummary, refresh
from clientbase.workflows.segment import SegmentOutcome, write_segments
from clientbase.workflows.tables import Row, Table, result_table

_SHIPPED = (".csv", ".xlsx", ".toml")


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """The base that the demo made, what its refresh did, one client with its rows, and the segment files."""

    base: ClientBase
    refreshed: RefreshSummary
    example: Table
    segments: tuple[SegmentOutcome, ...]


def demo(folder: Path, moment: datetime, *, replace: bool) -> DemoOutcome:
    """Write the example files to `folder`, make a base of them and run everything.

    Raises:
        ConfirmationNeeded: the folder is there and not empty, and `replace` is not set.
        DiskProblem: the folder cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (replace and _is_demo(folder)):
            raise ConfirmationNeeded("demo.not_empty", folder=folder)
        shutil.rmtree(folder)
    try:
        _copy_examples(folder)
    except OSError as error:
        raise DiskProblem("disk.unwritable", file=folder, reason=error.strerror or str(error)) from error
    base = ClientBase.create(folder, "", moment)
    refreshed = refresh(base, moment)
    with base.read() as connection:
        example = telling_example(connection)
    return DemoOutcome(base, refreshed, example, tuple(write_segments(base, [], None, moment)))


def telling_example(connection: Connection) -> Table:
    """Return the rows of the client that stands in most files under most names: what matching is for."""
    imports = [number for (number,) in connection.execute("select import_id from imports").fetchall()]
    rows = result_table("One client", pipeline.select(connection, "3_clients/duplicate_rows", {"import_ids": imports}))
    rows = rows.only(("client_id", "file", "row", "name", "phones", "emails"))
    by_client: dict[int, list[Row]] = {}
    for row in rows.rows:
        by_client.setdefault(row[0], []).append(row)
    best = max(by_client.values(), key=_variety, default=[])
    return Table("Rows of one client", rows.columns, tuple(best))


def _variety(rows: list[Row]) -> tuple[int, int, int, int]:
    """Return what makes a client telling: files, spellings of the name, then few rows and a small id."""
    return len({row[1] for row in rows}), len({row[3] for row in rows}), -len(rows), -rows[0][0]


def examples_folder() -> Path:
    """Return the folder of the shipped examples: inside the installed package, or beside it in a checkout."""
    installed = Path(str(resources.files("clientbase"))) / "examples"
    return installed if installed.is_dir() else installed.parent.parent / "examples"


def _is_demo(folder: Path) -> bool:
    """Return whether a folder was made by the demo: its settings are the shipped ones, to the byte."""
    settings = folder / SETTINGS_FILE
    return settings.is_file() and settings.read_bytes() == (examples_folder() / SETTINGS_FILE).read_bytes()


def _copy_examples(folder: Path) -> None:
    examples = examples_folder()
    (folder / "segments").mkdir(parents=True, exist_ok=True)
    for path in sorted(examples.iterdir()):
        if path.suffix in _SHIPPED or path.name == "crontab":
            shutil.copyfile(path, folder / path.name)
    for path in sorted((examples / "segments").glob("*.toml")):
        shutil.copyfile(path, folder / "segments" / path.name)
