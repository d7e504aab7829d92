"""What the tests of real exports share: a file as its system writes it, imported with no --map, and looked at."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clientbase import pipeline
from clientbase.base import ClientBase
from clientbase.workflows.import_ import ImportOptions, ImportOutcome, import_files
from clientbase.workflows.init import init, settings_text

MOMENT = dt.datetime(2026, 11, 1, 12)


@dataclass(frozen=True)
class Imported:
    """A base after one import, and how the import ended."""

    base: ClientBase
    outcome: ImportOutcome

    @property
    def kind(self) -> str:
        """The kind that the file was recognised as."""
        return self.outcome.taken[0].mapping.kind

    @property
    def fields(self) -> dict[str, str]:
        """Header → field of the columns that mean one."""
        return {c.header: c.field for c in self.outcome.taken[0].mapping.columns if c.field}

    @property
    def own(self) -> list[str]:
        """Headers of the columns that stay the business's own."""
        return [c.header for c in self.outcome.taken[0].mapping.columns if not c.field]

    @property
    def rejects(self) -> list[tuple[int, str]]:
        """Row number and reason of the rows not taken."""
        return [(reject.row_number, reject.code) for reject in self.outcome.taken[0].rejects]

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """Return what a SELECT finds in the base, whose models are built."""
        with self.base.write(MOMENT) as copy:
            pipeline.build_all(copy.connection, MOMENT.date())
        with self.base.read() as connection:
            return connection.execute(select).fetchall()


Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[Import]:
    """Import a text under a file name into a new base, as a person does who gives nothing but the file."""

    def run(text: str, name: str = "export.csv", *, encoding: str = "utf-8", currency: str = "RUB") -> Imported:
        base = init(tmp_path / "base", settings_text("en", "RU", currency, "Europe/Moscow"), MOMENT)
        path = tmp_path / name
        path.write_text(text, encoding=encoding, newline="")
        return Imported(base, import_files(base, [path], ImportOptions(), MOMENT))

    yield run
