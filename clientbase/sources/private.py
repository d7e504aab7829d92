"""Private folders for what is being read; those of commands that were killed are swept away by the next one."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_NAMED = re.compile(r"clientbase-(\d+)-")


def private_folder() -> Path:
    """Return a new folder that only its owner can look into; who asked for it takes it away."""
    _sweep()
    return Path(tempfile.mkdtemp(prefix=f"clientbase-{os.getpid()}-"))


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Yield a private folder that goes away when the block ends."""
    folder = private_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _sweep() -> None:
    """Take away, once a command, what processes that are no more have left: it holds somebody's data."""
    if os.name == "nt":
        return  # a process cannot be asked there whether it lives without a library
    for folder in Path(tempfile.gettempdir()).glob("clientbase-*"):
        named = _NAMED.match(folder.name)
        if named and not _is_alive(int(named[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
