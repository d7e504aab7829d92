"""A text file as blocks of whole lines in UTF-8, whatever its encoding; never all of it at once in memory."""

import codecs
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.encodings import Encoding, find_encoding
from clientbase.sources.failures import opened, sha256_of

_BLOCK_BYTES = 2 * 2**20
#: No cell of a person is longer; a file with lines like that is no list.
_LONGEST_LINE = 64 * 2**20
_END_OF_FILE = b"\x1a"
#: What a sample of a long text holds: its beginning, and parts spread over the rest.
_SAMPLE_HEAD, _SAMPLE_PART, _SAMPLE_PARTS = 2**20, 2**17, 16


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file, its encoding known.

    Attributes:
        path: the file.
        encoding: how its bytes are letters.
        sha256: of its bytes, in hexadecimal.
    """

    path: Path
    encoding: Encoding
    sha256: str

    @classmethod
    def open(cls, path: Path, encoding: str | None = None) -> "TextFile":
        """Return a file with its encoding, found by itself when None. Raises as `find_encoding` and `opened`."""
        with ThreadPoolExecutor(1) as pool:
            digest = pool.submit(sha256_of, path)
            return cls(path, find_encoding(lambda: _read(path), encoding), digest.result())

    def blocks(self) -> Iterator[bytes]:
        """Yield the text in UTF-8, each block ending with a line end but for the last.

        Bytes that are not of the encoding come as lone surrogates, which strict UTF-8 refuses.

        Raises:
            SourceUnreadable: source.bad_encoding, in an encoding where one wrong byte shifts all that follow;
                source.long_line.
        """
        rest = b""
        for block in self._decoded():
            data = rest + block if rest else block
            end = whole_lines(data)
            if end:
                yield data[:end]
            rest = data[end:]
            if len(rest) > _LONGEST_LINE:
                raise SourceUnreadable("source.long_line", megabytes=_LONGEST_LINE // 2**20)
        rest = rest.rstrip(_END_OF_FILE)
        if rest:
            yield rest

    def sample(self) -> bytes:
        """Return whole lines from all over the text, in UTF-8; all of a short one."""
        size = self.path.stat().st_size
        if size <= _BLOCK_BYTES:
            return _cut(b"".join(self.blocks()), _SAMPLE_HEAD)
        if not self.encoding.forgives:
            return _cut(next(self.blocks(), b""), _SAMPLE_HEAD)
        parts = [_cut(next(self.blocks()), _SAMPLE_HEAD)]
        with opened(self.path) as stream:
            for part in range(1, _SAMPLE_PARTS + 1):
                stream.seek(size * part // (_SAMPLE_PARTS + 1))
                raw = stream.read(_SAMPLE_PART)
                lines = raw[whole_lines(raw[: _SAMPLE_PART // 2]) : whole_lines(raw)]
                parts.append(lines.decode(self.encoding.codec, "replace").encode("utf-8"))
        return b"".join(parts)

    def _decoded(self) -> Iterator[bytes]:
        """Yield blocks in UTF-8, as they come."""
        skipped = self.encoding.mark
        if self.encoding.codec == "utf-8":
            for block in _read(self.path):
                yield block[skipped:]
                skipped = 0
            return
        errors = "surrogateescape" if self.encoding.forgives else "strict"
        decoder = codecs.getincrementaldecoder(self.encoding.codec)(errors)
        # These two take their mark off by themselves.
        skipped = 0 if self.encoding.name in ("utf-16", "utf-32") else skipped
        line = 1
        for block in _ended(_read(self.path)):
            try:
                text = decoder.decode(block[skipped:], not block)
            except UnicodeError as error:
                raise SourceUnreadable("source.bad_encoding", encoding=self.encoding.name, line=line) from error
            line += text.count("\n")
            yield text.encode("utf-8", "surrogatepass")
            skipped = 0


def whole_lines(data: bytes) -> int:
    """Return the length of the whole lines that some bytes begin with; a CR at the very end may be half a line end."""
    feed = data.rfind(b"\n")
    if feed >= 0:
        return feed + 1
    return data.rfind(b"\r", 0, len(data) - 1) + 1


def _cut(block: bytes, size: int) -> bytes:
    """Return the whole lines within the first `size` bytes of a long block."""
    return block if len(block) <= 2 * size else block[: whole_lines(block[:size])] or block


def _read(path: Path) -> Iterator[bytes]:
    with opened(path) as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def _ended(blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield from blocks
    yield b""
