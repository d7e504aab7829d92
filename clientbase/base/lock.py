"""One writer at a time: an advisory lock of the operating system, gone with the process that held it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from clientbase.errors import BaseLocked, DiskProblem


@contextmanager
def exclusive(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock at `path`, waiting up to `wait` seconds for it; the pid written into it is for people.

    Raises:
        BaseLocked: another process still holds it.
        DiskProblem: the lock file cannot be made (a read-only folder).
    """
    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=max(wait, 0.0), poll_interval=0.1)
    except Timeout as error:
        raise BaseLocked("base.locked", pid=_holder(path)) from error
    except OSError as error:
        raise DiskProblem("disk.unwritable", file=path.parent, reason=error.strerror or str(error)) from error
    try:
        path.write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        lock.release()


def holder(path: Path) -> str:
    """Return the pid of the process that holds the lock at `path`, "" when nobody does."""
    if not path.exists():
        return ""
    probe = FileLock(path, mode=0o600)
    try:
        probe.acquire(timeout=0)
    except Timeout:
        return _holder(path)
    except OSError:
        return ""
    probe.release()
    return ""


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip() or "?"
    except (OSError, UnicodeDecodeError):
        return "?"
