"""ClientBase: open for reading, write on a copy and swap it in."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from clientbase.base import lock, schema
from clientbase.base.files import sync, sync_folder
from clientbase.config import SETTINGS_FILE, Settings, load_settings
from clientbase.errors import DiskProblem, UsageProblem

Connection = duckdb.DuckDBPyConnection

DATABASE = "clients.duckdb"
FOLDERS = ("segments", "inbox", "out", "rejects", "backups", "logs")

#: A bare LOAD would reach for the network; the base needs only what the wheel carries.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass
class Writing:
    """A base's private copy, open for one command.

    Attributes:
        connection: the open copy.
        moment: when the command started, as its caller's clock told.
        settings: what the owner of the base says.
        unchanged: set by a command that found nothing to do; the copy is then dropped.
    """

    connection: Connection
    moment: datetime
    settings: Settings
    unchanged: bool = False

    def next_id(self, name: str) -> int:
        """Return the next number of a persistent counter: "import", "run", "event"."""
        sql = "update counters set last_id = last_id + 1 where name = ? returning last_id"
        return int(self.connection.execute(sql, [name]).fetchall()[0][0])

    def next_ids(self, name: str, count: int) -> range:
        """Return the next `count` numbers of a persistent counter."""
        sql = "update counters set last_id = last_id + ? where name = ? returning last_id"
        last = int(self.connection.execute(sql, [count, name]).fetchall()[0][0])
        return range(last - count + 1, last + 1)

    def journal(self, command: str, details: str) -> None:
        """Append an event; `details` is JSON without personal data."""
        event = [self.next_id("event"), self.moment, command, details]
        self.connection.execute("insert into journal values (?, ?, ?, ?)", event)


class ClientBase:
    """A folder with clientbase.toml and clients.duckdb.

    Raises, on every way of opening:
        DiskProblem: a file cannot be read or written.
        BaseTooNew: the base is of a newer version.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.database = folder / DATABASE
        self.lock_file = folder / f"{DATABASE}.lock"
        self.previous = folder / "backups" / "previous.duckdb"

    @classmethod
    def open(cls, folder: Path) -> "ClientBase":
        """Return the base in `folder`."""
        if not (folder / SETTINGS_FILE).is_file():
            raise UsageProblem("base.not_found", folder=folder)
        return cls(folder, load_settings(folder / SETTINGS_FILE))

    @classmethod
    def create(cls, folder: Path, settings_text: str, moment: datetime) -> "ClientBase":
        """Make a new base in `folder`, which may exist but must not be a base; its settings file may be there."""
        if (folder / DATABASE).exists():
            raise UsageProblem("base.exists", folder=folder)
        try:
            for name in FOLDERS:
                (folder / name).mkdir(parents=True, exist_ok=True)
            if not (folder / SETTINGS_FILE).exists():
                (folder / SETTINGS_FILE).write_text(settings_text, encoding="utf-8")
        except OSError as error:
            raise DiskProblem("disk.unwritable", file=folder, reason=error.strerror or str(error)) from error
        base = cls.open(folder)
        with base.write(moment):
            pass
        return base

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield the current state, read-only; a writer never disturbs it. An older schema is brought forward first."""
        if not self.database.exists():
            raise UsageProblem("base.no_database", folder=self.folder)
        with _connected(self.database, read_only=True) as connection:
            is_current = schema.version_of(connection) == schema.known_version()
            if is_current:
                yield connection
        if not is_current:
            with self.write(datetime.fromtimestamp(self.database.stat().st_mtime)):  # noqa: DTZ006 -- no event is dated by it
                pass
            with _connected(self.database, read_only=True) as connection:
                yield connection

    @contextmanager
    def write(self, moment: datetime, wait: float = 0.0) -> Iterator[Writing]:
        """Yield a private copy; when the block ends well it is swapped in, otherwise the base stays as it was.

        The state before is kept as backups/previous.duckdb.
        """
        with lock.exclusive(self.lock_file, wait):
            copy = self.folder / f".{DATABASE}.{os.getpid()}"
            try:
                self._copy_to(copy)
                with _connected(copy, read_only=False) as connection:
                    schema.migrate(connection)
                    writing = Writing(connection, self._dated(moment), self.settings)
                    yield writing
                    connection.execute("checkpoint")
                if not writing.unchanged:
                    self._swap_in(copy)
            finally:
                for leftover in (copy, copy.with_name(f"{copy.name}.wal")):
                    leftover.unlink(missing_ok=True)

    def _dated(self, moment: datetime) -> datetime:
        """Return the moment on the settings' day, where they pin one: what is imported then is dated by it too."""
        pinned = self.settings.as_of
        return datetime.combine(pinned, moment.time()) if pinned else moment

    def _copy_to(self, copy: Path) -> None:
        """Copy the database to a private name, 0600; what a killed writer left is swept away."""
        try:
            for leftover in self.folder.glob(f".{DATABASE}.*"):
                if leftover.is_dir():
                    shutil.rmtree(leftover)
                else:
                    leftover.unlink()
            if self.database.exists():
                os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
                shutil.copyfile(self.database, copy)
        except OSError as error:
            raise DiskProblem("disk.unwritable", file=self.folder, reason=error.strerror or str(error)) from error

    def _swap_in(self, copy: Path) -> None:
        try:
            copy.chmod(0o600)
            sync(copy)
            if self.database.exists():
                self._keep_previous()
            copy.replace(self.database)
            sync_folder(self.folder)
        except OSError as error:
            raise DiskProblem("disk.unwritable", file=self.database, reason=error.strerror or str(error)) from error

    def _keep_previous(self) -> None:
        """Keep the state before as a second name of the same file, so that it costs nothing; copy where links fail."""
        self.previous.parent.mkdir(exist_ok=True)
        part = self.previous.with_name(f".{self.previous.name}.part")
        part.unlink(missing_ok=True)
        try:
            os.link(self.database, part)
        except OSError:
            shutil.copyfile(self.database, part)
        part.replace(self.previous)


@contextmanager
def frugal(connection: Connection, megabytes: int = 448) -> Iterator[None]:
    """Let the engine hold so much in memory inside the block, and spill the rest beside the base's private copy.

    Rows that only pass through need no more than the default, however many there are.
    """
    connection.execute(f"set memory_limit = '{megabytes:d}MB'")
    # To keep rows in their order the engine holds them back; they carry their numbers.
    connection.execute("set preserve_insertion_order = false")
    try:
        yield
    finally:
        connection.execute("reset preserve_insertion_order")
        connection.execute("reset memory_limit")


@contextmanager
def scratch() -> Iterator[Connection]:
    """Yield an empty base in memory, for commands that leave nothing behind."""
    connection = duckdb.connect(":memory:", config=_CONFIG)
    try:
        schema.migrate(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def _connected(path: Path, *, read_only: bool) -> Iterator[Connection]:
    before = os.umask(0o077)
    try:
        connection = duckdb.connect(path, read_only=read_only, config=_CONFIG)
    except duckdb.Error as error:
        raise DiskProblem("base.damaged", file=DATABASE, reason=str(error).splitlines()[0]) from error
    finally:
        os.umask(before)
    try:
        yield connection
    finally:
        connection.close()
