"""Packed files → the files inside, one at a time in a private folder, under limits of size and growth.

A declared size is never believed: what counts is what comes out. Names inside an archive are words to show,
never places to write to.
"""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

import pyarrow as pa

from clientbase.errors import DiskProblem, SourceUnreadable
from clientbase.sources.failures import reachable
from clientbase.sources.formats import Format
from clientbase.sources.grids import distinct

_CHUNK = 2**20
_MOST_MEMBERS = 1_000
#: What a system puts beside the files that a person packed.
_SYSTEM_FOLDERS = ("__MACOSX/",)
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_UTF8_NAME = 0x800
_LOCKED = 1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    pa.ArrowException,
)  # fmt: skip


class Readable(Protocol):
    """What gives its bytes in parts."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, none at the end."""
        ...


@dataclass
class Allowance:
    """What all that comes out of one file may take, in bytes; files inside files share it.

    Attributes:
        unpacked: how much may still come out.
        ratio: how much more than its packed size, once it is worth asking.
    """

    unpacked: int = 4 * 2**30
    ratio: int = 250
    ratio_matters_from: int = 100 * 2**20

    def take(self, size: int, out: int, packed: int) -> None:
        """Take `size` bytes more of a part of which `out` bytes have come from `packed` ones.

        Raises:
            SourceUnreadable: source.zip_bomb.
        """
        self.unpacked -= size
        if self.unpacked < 0 or out > max(packed * self.ratio, self.ratio_matters_from):
            raise SourceUnreadable("source.zip_bomb", megabytes=out // 2**20)


@dataclass(frozen=True)
class Member:
    """A file inside a zip: what to call it, where it lies now, whether the zip holds no other."""

    name: str
    path: Path
    is_alone: bool


def unpack_stream(path: Path, kind: Format, target: Path, allowance: Allowance) -> None:
    """Write what a gzip, zstd, bzip2 or xz file holds to `target`.

    Raises:
        SourceUnreadable: source.bad_zip, source.zip_bomb.
        DiskProblem: disk.unreadable, disk.full.
    """
    with reachable(path):
        packed = path.stat().st_size
    with _sound(), _opened(path, kind) as stream:
        _copy(stream, target, packed, allowance)


def unpacked_members(path: Path, folder: Path, allowance: Allowance) -> Iterator[Member]:
    """Yield the files of a zip, each unpacked into `folder` under a name of our own and removed when the next comes.

    Raises:
        SourceUnreadable: source.bad_zip, source.zip_bomb, source.password, source.too_many_members.
    """
    with _sound(), zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist() if _is_file_of_a_person(part)]
        if len(parts) > _MOST_MEMBERS:
            raise SourceUnreadable("source.too_many_members", limit=_MOST_MEMBERS)
        names = distinct(_name(part) for part in parts)
        for number, (name, part) in enumerate(zip(names, parts, strict=True)):
            if part.flag_bits & _LOCKED:
                raise SourceUnreadable("source.password")
            target = folder / f"{number}"
            with _sound(), archive.open(part) as stream:
                _copy(stream, target, part.compress_size, allowance)
            yield Member(name, target, len(parts) == 1)
            target.unlink()


def spool(stream: Readable, target: Path) -> None:
    """Write a stream that can be read only once to `target`.

    Raises:
        DiskProblem: disk.full.
    """
    with target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            _write(file, chunk)


def _copy(stream: Readable, target: Path, packed: int, allowance: Allowance) -> None:
    out = 0
    with target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            out += len(chunk)
            allowance.take(len(chunk), out, packed)
            _write(file, chunk)


def _write(file: BinaryIO, chunk: bytes) -> None:
    try:
        file.write(chunk)
    except OSError as error:
        raise DiskProblem("disk.unreadable", reason=error.strerror or str(error)) from error


@contextmanager
def _sound() -> Iterator[None]:
    """Turn every way in which packed data is broken into one."""
    try:
        yield
    except _BROKEN as error:
        raise SourceUnreadable("source.bad_zip", reason=str(error).partition("\n")[0]) from error


@contextmanager
def _opened(path: Path, kind: Format) -> Iterator[Readable]:
    if kind is Format.GZIP:
        with gzip.open(path, "rb") as unzipped:
            yield unzipped
    elif kind is Format.BZIP2:
        with bz2.open(path, "rb") as unpacked:
            yield unpacked
    elif kind is Format.XZ:
        with lzma.open(path, "rb") as expanded:
            yield expanded
    else:
        with pa.OSFile(str(path), "rb") as file, pa.CompressedInputStream(file, "zstd") as stream:
            yield stream


def _is_file_of_a_person(part: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(part.filename.replace("\\", "/")).name
    is_system = part.filename.startswith(_SYSTEM_FOLDERS) or name.lower() in _SYSTEM_FILES
    return not (part.is_dir() or is_system or name.startswith((".", "~$")))


def _name(part: zipfile.ZipInfo) -> str:
    """Return what to call a member: its name without steps out of the folder."""
    steps = _written_name(part).replace("\\", "/").split("/")
    return "/".join(step for step in steps if step not in ("", ".", ".."))


def _written_name(part: zipfile.ZipInfo) -> str:
    """Return a name as its maker wrote it: what a Russian Windows packs is not in the zip's own code page."""
    if part.flag_bits & _UTF8_NAME or part.filename.isascii():
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp866")
