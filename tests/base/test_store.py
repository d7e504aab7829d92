"""The base: written on a copy and swapped in; readers undisturbed; old schemas brought forward."""

import stat
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from clientbase.base import ClientBase, schema
from clientbase.errors import BaseTooNew, DiskProblem, UsageProblem

NOON = datetime(2026, 11, 1, 12)


def events(base: ClientBase) -> list[str]:
    """Return the journal's commands as a reader sees them."""
    with base.read() as connection:
        return [name for (name,) in connection.execute("select command from journal order by event_id").fetchall()]


@pytest.fixture
def base(tmp_path: Path) -> ClientBase:
    """Return a new empty base."""
    return ClientBase.create(tmp_path / "base", 'language = "en"\n', NOON)


def test_a_write_is_seen_by_the_next_reader(base: ClientBase) -> None:
    """What a finished command wrote is there for the next one, in the same process too."""
    with base.write(NOON) as copy:
        copy.journal("first", "{}")
    assert events(base) == ["first"]


def test_a_failed_write_leaves_the_old_state(base: ClientBase) -> None:
    """An error in the middle of a command loses its work and nothing else."""
    with pytest.raises(ZeroDivisionError), base.write(NOON) as copy:
        copy.journal("half", "{}")
        raise ZeroDivisionError
    assert events(base) == []
    assert [path.name for path in base.folder.glob(".clients*")] == []


def test_a_reader_keeps_its_state_during_a_write(base: ClientBase) -> None:
    """A reader opened before the swap goes on seeing the state it opened."""
    with base.read() as reader:
        with base.write(NOON) as copy:
            copy.journal("later", "{}")
        assert reader.execute("select count(*) from journal").fetchall() == [(0,)]
    assert events(base) == ["later"]


def test_the_state_before_is_kept(base: ClientBase) -> None:
    """The state before the last command is one file away."""
    with base.write(NOON) as copy:
        copy.journal("first", "{}")
    with base.write(NOON) as copy:
        copy.journal("second", "{}")
    with duckdb.connect(base.previous, read_only=True) as before:
        assert before.execute("select command from journal").fetchall() == [("first",)]


def test_an_unchanged_copy_is_dropped(base: ClientBase) -> None:
    """A command that found nothing to do does not touch the base's file."""
    before = base.database.stat().st_ino
    with base.write(NOON) as copy:
        copy.unchanged = True
    assert base.database.stat().st_ino == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_base_is_private(base: ClientBase) -> None:
    """Nobody but the owner reads the base, its copy of before, or its lock."""
    with base.write(NOON):
        pass
    for path in (base.database, base.previous, base.lock_file):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_no_wal_stays_after_a_write(base: ClientBase) -> None:
    """The base is one file: a clean close leaves no log beside it."""
    with base.write(NOON) as copy:
        copy.journal("first", "{}")
    assert list(base.folder.glob("*.wal")) == []


def test_an_older_base_is_brought_forward_with_its_rows(tmp_path: Path) -> None:
    """A base of the first schema gets the later tables and keeps what it held."""
    base = ClientBase.create(tmp_path, "", NOON)
    base.database.unlink()
    (first, script), *_ = schema.migrations()
    with duckdb.connect(base.database) as old:
        old.execute(script)
        old.execute("update schema_info set version = ?", [first])
        old.execute("update counters set last_id = 41 where name = 'contact'")
    with base.read() as connection:
        assert schema.version_of(connection) == schema.known_version()
        assert connection.execute("select last_id from counters where name = 'contact'").fetchall() == [(41,)]
        assert connection.execute("select count(*) from decisions").fetchall() == [(0,)]


def test_a_newer_base_is_refused_untouched(base: ClientBase) -> None:
    """An older program must not damage what a newer one wrote."""
    with base.write(NOON) as copy:
        copy.connection.execute("update schema_info set version = 999")
    before = base.database.read_bytes()
    with pytest.raises(BaseTooNew), base.read():
        pass
    with pytest.raises(BaseTooNew), base.write(NOON):
        pass
    assert base.database.read_bytes() == before


def test_a_damaged_base_is_told(base: ClientBase) -> None:
    """A file that is no base ends in a sentence, with the way back."""
    base.database.write_bytes(b"not a database" * 1000)
    with pytest.raises(DiskProblem) as caught, base.read():
        pass
    assert caught.value.code == "base.damaged"


def test_a_folder_without_settings_is_no_base(tmp_path: Path) -> None:
    """Opening a folder that is no base says so instead of making one."""
    with pytest.raises(UsageProblem) as caught:
        ClientBase.open(tmp_path)
    assert caught.value.code == "base.not_found"
    assert list(tmp_path.iterdir()) == []


def test_a_base_is_not_made_over_another(base: ClientBase) -> None:
    """`init` in a base's folder refuses."""
    with pytest.raises(UsageProblem) as caught:
        ClientBase.create(base.folder, "", NOON)
    assert caught.value.code == "base.exists"


def test_settings_without_data_say_so(tmp_path: Path) -> None:
    """A folder with hand-written settings alone is told how to go on."""
    (tmp_path / "clientbase.toml").write_text("", encoding="utf-8")
    with pytest.raises(UsageProblem) as caught, ClientBase.open(tmp_path).read():
        pass
    assert caught.value.code == "base.no_database"


def test_a_pinned_day_dates_what_is_written(tmp_path: Path) -> None:
    """Imports into closed books are of the closed day, so that the same files give the same figures on any day."""
    base = ClientBase.create(tmp_path / "base", "as_of = 2025-12-31\n", NOON)
    with base.write(NOON) as copy:
        assert copy.moment == datetime(2025, 12, 31, 12)
