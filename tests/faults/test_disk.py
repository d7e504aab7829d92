"""A disk that is full, a folder that may not be written, a base that another process holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clientbase.base.lock import exclusive
from tests.conftest import Cli, listing
from tests.faults.conftest import HEADER, PEOPLE, assert_one_sentence, text

#: Runs the command bound by permission bits, which bind everybody but root: his right to override them is dropped.
BOUND = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
        sys.exit(99)
os.execv(sys.executable, [sys.executable, "-m", "clientbase", *sys.argv[1:]])
"""

#: Runs the command on a disk that is full as soon as one file has so many bytes.
SMALL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[:2] = ["clientbase"]
from clientbase.cli import run
run()
"""


def test_a_locked_base_names_its_writer(own: Cli) -> None:
    """Whoever is second learns who is first; --wait gives up after its time; when the first is gone all is well."""
    text("p.csv", PEOPLE)(own.folder)
    with exclusive(own.folder / "base" / "clients.duckdb.lock", 0):
        before = listing(own.folder)
        for words in (["import", "p.csv"], ["refresh", "--wait", "0.3"]):
            result = own.run(*words)
            assert result.code == 5
            assert_one_sentence(result.err, "en")
            assert str(os.getpid()) in result.err
        assert own.done("status", "--format", "json").data["locked_by_pid"] == str(os.getpid())
        assert listing(own.folder) == before
    own.done("import", "p.csv")


def test_a_locked_base_shows_its_old_state(own: Cli) -> None:
    """While another process imports, figures are shown as they were before it, and the screen says so."""
    text("p.csv", PEOPLE)(own.folder)
    own.done("refresh")
    own.done("import", "p.csv")
    with exclusive(own.folder / "base" / "clients.duckdb.lock", 0):
        result = own.done("levels", "--format", "json")
        assert result.data == []
        assert result.err.strip()
    assert len(own.done("levels", "--format", "json").data) == 2


def bound(cli: Cli, *words: str) -> tuple[int, str]:
    """Run the command where permission bits bind it; return its code and its words."""
    result = cli.run_python("-c", BOUND, *words)
    if result.code == 99:
        pytest.skip("root cannot give up its rights here")
    return result.code, result.err


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are POSIX")
def test_a_file_without_permission(own: Cli) -> None:
    """A file that only a colleague may read is told from a broken one."""
    text("secret.csv", PEOPLE)(own.folder)
    (own.folder / "secret.csv").chmod(0)
    code, words = bound(own, "import", "secret.csv")
    assert code == 6
    assert_one_sentence(words, "en")
    assert "secret.csv" in words


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are POSIX")
def test_a_read_only_folder(own: Cli) -> None:
    """Where nothing may be written that is said, and the base can still be read."""
    text("p.csv", PEOPLE)(own.folder)
    own.done("levels")
    before = listing(own.folder)
    (own.folder / "base").chmod(0o500)
    try:
        for words in ("import p.csv", "refresh", "init base/new", "clean p.csv -o base", "demo base/new"):
            code, told = bound(own, *words.split())
            assert code == 6, told
            assert_one_sentence(told, "en")
            assert "base" in told
        assert bound(own, "levels")[0] == 0
    finally:
        (own.folder / "base").chmod(0o700)
    assert listing(own.folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
@pytest.mark.parametrize("size", [100_000, 4_000_000])
def test_a_full_disk_leaves_the_base_whole(demo_copy: Path, size: int) -> None:
    """Wherever in the work the space ends: code 6, a sentence, no half file, and the base goes on working."""
    shell = Cli(demo_copy)
    rows = "".join(f"{number};Клиент{number} Иван;+7916{number:07}\n" for number in range(20_000))
    text("many.csv", "ID;ФИО;Телефон\n" + rows)(demo_copy)
    before = listing(demo_copy)
    for words in (["refresh"], ["import", "many.csv", "--source", "new"], ["segment"]):
        result = shell.run_python("-c", SMALL_DISK, size, "--lang", "en", *words)
        assert result.code == 6, result.err
        assert_one_sentence(result.err.splitlines(keepends=True)[-1], "en")
        assert "Traceback" not in result.err
        assert listing(demo_copy) == before
    assert len(shell.done("imports", "--format", "json").data) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk_spoils_no_cleaned_copy(own: Cli) -> None:
    """`clean` onto a full disk does not leave half a list that looks whole, nor spoils the one from last week."""
    rows = "".join(f"Клиент{number} Иван;+7916{number:07}\n" for number in range(2000))
    text("people.csv", HEADER + rows)(own.folder)
    text("people.clean.csv", "last week's\n")(own.folder)
    before = listing(own.folder)
    result = own.run_python("-c", SMALL_DISK, 20_000, "clean", "people.csv")
    assert result.code == 6
    assert_one_sentence(result.err, "en")
    assert listing(own.folder) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [["status"], ["status", "--format", "json"], ["--help"]], ids=" ".join)
def test_output_onto_a_full_disk_is_told(own: Cli, words: list[str]) -> None:
    """`clientbase … > list.csv` on a full disk does not end as if the list were whole."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "clientbase", *words],
            cwd=own.folder,
            env=own.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert done.returncode == 6
    assert_one_sentence(done.stderr, "en")
