"""Files appear whole or not at all: written under a private name in the same folder, synced, renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientbase.errors import DiskProblem


@contextmanager
def written_whole(path: Path, *, private: bool = True) -> Iterator[Path]:
    """Yield a temporary path; when the block ends well it becomes `path`, otherwise it goes away.

    Args:
        path: the file to make or replace; its folder is made when missing.
        private: readable by the owner only (0600), as all files with personal data inside a base are.

    Raises:
        DiskProblem: no space, no permission, or the file is held by another program.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600 if private else 0o666))
        yield part
        sync(part)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise DiskProblem("disk.unwritable", file=path, reason=error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Force a finished file to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Force a rename inside `folder` to the disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
