"""The few ways in which a file fails before its content matters, each named the same everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from clientbase.errors import ClientbaseError, DiskProblem, UsageProblem


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Add the file's name to every error that rises from inside."""
    try:
        yield
    except ClientbaseError as error:
        error.parameters.setdefault("file", file)
        raise


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Yield a file, open for reading its bytes.

    Raises:
        UsageProblem: source.not_found.
        DiskProblem: source.no_permission, also while another program holds the file; disk.unreadable.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise UsageProblem("source.not_found", file=str(path)) from error
    except PermissionError as error:
        raise DiskProblem("source.no_permission", file=path.name) from error
    except OSError as error:
        raise DiskProblem("disk.unreadable", file=path.name, reason=error.strerror or str(error)) from error


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises as `opened`."""
    with opened(path) as stream:
        return stream.read()
