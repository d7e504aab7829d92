"""Packed files count as what they hold; bombs, broken archives and paths that lead out are harmless."""

import bz2
import gzip
import hashlib
import io
import lzma
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.sources.detect import read_source
from clientbase.sources.formats import Format
from clientbase.sources.packed import Allowance, unpack_stream, unpacked_members
from clientbase.sources.tables import SourceFile

CLIENTS = "Имя;Телефон\nАнна;1\nПётр;2\n".encode("cp1251")
DEALS = b"order,amount\n1,100\n"


def zstd(data: bytes) -> bytes:
    """Return data packed as zstd."""
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Return a zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def read(folder: Path, data: bytes, sheet: str | None = None) -> SourceFile:
    """Read an archive of these bytes."""
    path = folder / "export.zip"
    path.write_bytes(data)
    return read_source(path, sheet=sheet)


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, zstd, lambda data: zipped(("export/clients.csv", data))]
)
def test_one_packed_file_is_as_good_as_unpacked(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """The same rows packed and not are one file: its sum is the member's, so a second import changes nothing."""
    found = read(tmp_path, pack(CLIENTS))
    assert (found.path.name, found.format, found.encoding) == ("export.zip", "csv", "cp1251")
    assert found.sha256 == hashlib.sha256(CLIENTS).hexdigest()
    assert [(table.sheet, table.headers, table.count) for table in found.tables] == [("", ("Имя", "Телефон"), 2)]


def test_a_gzip_of_several_parts_is_read_to_its_end(tmp_path: Path) -> None:
    """`cat a.gz b.gz` is one file; a reader that stops at the first part loses rows."""
    assert read(tmp_path, gzip.compress(CLIENTS) + gzip.compress("Оля;3\n".encode("cp1251"))).tables[0].count == 3


def test_a_zip_of_several_files_gives_each_by_name(tmp_path: Path) -> None:
    """An export of contacts and deals in one archive; what the system put beside them is none."""
    data = zipped(("a/clients.csv", CLIENTS), ("__MACOSX/a/._clients.csv", b"x"), ("deals.csv", DEALS))
    found = read(tmp_path, data)
    assert found.format == "zip"
    assert [(table.sheet, table.count) for table in found.tables] == [("a/clients.csv", 2), ("deals.csv", 1)]
    assert [table.sheet for table in read(tmp_path, data, "deals.csv").tables] == ["deals.csv"]
    with pytest.raises(UsageProblem) as caught:
        read(tmp_path, data, "costs.csv")
    assert caught.value.parameters["known"] == "a/clients.csv, deals.csv"


def test_a_member_that_is_no_table_is_told(tmp_path: Path) -> None:
    """A PDF beside the list must not stop the list, and must not vanish."""
    found = read(tmp_path, zipped(("clients.csv", CLIENTS), ("deals.csv", DEALS), ("act.pdf", b"%PDF")))
    assert len(found.tables) == 2
    assert [(member.name, member.error.code) for member in found.left] == [("act.pdf", "source.format_unsupported")]
    assert found.left[0].error.parameters["file"] == "export.zip/act.pdf"


def test_an_archive_without_tables_names_the_member(tmp_path: Path) -> None:
    """The sentence must say which file of the archive is meant."""
    with pytest.raises(SourceUnreadable) as caught:
        read(tmp_path, zipped(("act.pdf", b"%PDF")))
    assert caught.value.parameters == {"file": "export.zip/act.pdf", "format": "PDF"}


def test_members_of_one_name_stay_two(tmp_path: Path) -> None:
    """A zip may hold a name twice; the second taken for the first would be rows lost."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("clients.csv", CLIENTS), ("clients.csv", DEALS))
    assert [table.sheet for table in read(tmp_path, data).tables] == ["clients.csv", "clients.csv (2)"]


@pytest.mark.parametrize("name", ["../../out.csv", "/etc/out.csv", "..\\..\\out.csv", "C:\\out.csv", "a/../../out.csv"])
def test_paths_of_an_archive_never_leave_the_folder(tmp_path: Path, name: str) -> None:
    """Zip slip: a member's name is a word to show, never a place to write to."""
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    found = read(inside, zipped((name, CLIENTS), ("deals.csv", DEALS)))
    assert [table.count for table in found.tables] == [2, 1]
    assert ".." not in found.tables[0].sheet
    assert sorted(tmp_path.rglob("*")) == sorted([*before, inside / "export.zip"])


def test_a_russian_windows_packs_readable_names(tmp_path: Path) -> None:
    """Its names are cp866 while the format says cp437: "клиенты.csv" must not come out as box drawings."""
    data = zipped(("xxxxxxx.csv", CLIENTS), ("deals.csv", DEALS)).replace(b"xxxxxxx", "клиенты".encode("cp866"))
    assert read(tmp_path, data).tables[0].sheet == "клиенты.csv"


def test_an_archive_in_an_archive_is_read_and_no_deeper(tmp_path: Path) -> None:
    """A mail program zips the .gz of the CRM; three levels are a riddle or an attack."""
    nested = zipped(("clients.csv.gz", gzip.compress(CLIENTS)))
    assert read(tmp_path, nested).tables[0].count == 2
    with pytest.raises(SourceUnreadable, match=r"source\.nested_archive"):
        read(tmp_path, zipped(("x.zip", nested)))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd])
def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """Megabytes of one letter in a few bytes: what comes out is counted, nothing that the file says of itself."""
    path = tmp_path / "x"
    path.write_bytes(pack(b"a" * 3_000_000))
    kind = {gzip.compress: Format.GZIP, bz2.compress: Format.BZIP2, lzma.compress: Format.XZ}.get(pack, Format.ZSTD)
    with pytest.raises(SourceUnreadable, match=r"source\.zip_bomb"):
        unpack_stream(path, kind, tmp_path / "out", Allowance(ratio=20, ratio_matters_from=1_000_000))
    with pytest.raises(SourceUnreadable, match=r"source\.zip_bomb"):
        unpack_stream(path, kind, tmp_path / "out", Allowance(unpacked=1_000_000))
    assert (tmp_path / "out").stat().st_size <= 2**20


def test_many_members_share_one_allowance(tmp_path: Path) -> None:
    """A bomb of many small members is a bomb."""
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(*((f"{n}.csv", b"a" * 1000) for n in range(20))))
    with pytest.raises(SourceUnreadable, match=r"source\.zip_bomb"):
        list(unpacked_members(path, tmp_path, Allowance(unpacked=10_000)))


def test_too_many_members(tmp_path: Path) -> None:
    """A backup of a whole disk is no list of clients."""
    with pytest.raises(SourceUnreadable, match=r"source\.too_many_members"):
        read(tmp_path, zipped(*((f"{n}.csv", b"") for n in range(1001))))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd])
@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_cut_archive_is_never_taken_for_whole(tmp_path: Path, pack: Callable[[bytes], bytes], keep: float) -> None:
    """Half a download would give half the clients."""
    data = pack("".join(f"Анна {n};{n * 7919 % 10007}\n" for n in range(3000)).encode())
    with pytest.raises(SourceUnreadable) as caught:
        read(tmp_path, data[: int(len(data) * keep)])
    assert caught.value.code == "source.bad_zip"


def test_a_locked_member_says_password(tmp_path: Path) -> None:
    """A person told that it is damaged would download it again."""
    data = bytearray(zipped(("clients.csv", CLIENTS), ("deals.csv", DEALS)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        struct.pack_into("<H", data, place + offset, 1)
    with pytest.raises(SourceUnreadable, match=r"source\.password"):
        read(tmp_path, bytes(data))


def test_a_zip_of_nothing_is_empty(tmp_path: Path) -> None:
    """Only folders and the system's own files."""
    with pytest.raises(SourceUnreadable, match=r"source\.empty"):
        read(tmp_path, zipped(("__MACOSX/x", b"1"), ("a/", b"")))


def test_a_workbook_in_a_zip_names_its_sheets(tmp_path: Path) -> None:
    """One member with several tables, here a page, beside another file."""
    page = b"<table><tr><th>name<tr><td>Anna</table><table><tr><th>order<tr><td>1</table>"
    found = read(tmp_path, zipped(("deals.csv", DEALS), ("page.xls", page)))
    assert [table.sheet for table in found.tables] == ["deals.csv", "page.xls/table_1", "page.xls/table_2"]
    assert [t.sheet for t in read(tmp_path, zipped(("d.csv", DEALS), ("p.xls", page)), "p.xls/table_2").tables] == [
        "p.xls/table_2"
    ]
