"""The few ways in which a file fails before its content matters, each named the same everywhere."""

import hashlib
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
def shown_as(file: str) -> Iterator[None]:
    """Put the name that a person knows into every error from inside, where a private copy is what is being read."""
    try:
        yield
    except ClientbaseError as error:
        error.parameters["file"] = file
        raise


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into our own words.

    Raises:
        UsageProblem: source.not_found.
        DiskProblem: source.no_permission, also while another program holds the file; disk.unreadable.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise UsageProblem("source.not_found", file=str(path)) from error
    except PermissionError as error:
        raise DiskProblem("source.no_permission", file=path.name) from error
    except OSError as error:
        raise DiskProblem("disk.unreadable", file=path.name, reason=error.strerror or str(error)) from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Yield a file, open for reading its bytes. Raises as `reachable`."""
    with reachable(path), path.open("rb") as stream:
        yield stream


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises as `reachable`."""
    with opened(path) as stream:
        return stream.read()


def first_bytes(path: Path, size: int) -> bytes:
    """Return the first `size` bytes of a file. Raises as `reachable`."""
    with opened(path) as stream:
        return stream.read(size)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal. Raises as `reachable`."""
    with reachable(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
