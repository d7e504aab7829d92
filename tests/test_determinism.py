"""The same input and the same day give the same bytes: on another machine, in another folder, in another year."""

from datetime import datetime
from pathlib import Path

from clientbase.workflows.demo import demo as make_demo
from tests.conftest import Cli, Demo, listing


def test_two_demos_write_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    """Neither the folder, nor the order of a hash, nor the time zone of the machine shows in a mailing list."""
    shell = Cli(tmp_path, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="ru_RU.UTF-8")
    shell.done("demo", "elsewhere")
    first = listing(demo.folder / "out")
    assert len(first) == 10
    assert listing(tmp_path / "elsewhere" / "out") == first


def test_no_clock_is_in_the_files(demo: Demo, tmp_path: Path) -> None:
    """A demo made years later, of the same day, writes the same bytes: only the settings' day counts."""
    make_demo(tmp_path / "later", datetime(2031, 5, 9, 23, 59), replace=False)
    assert listing(tmp_path / "later" / "out") == listing(demo.folder / "out")


def test_no_place_is_in_the_files(demo: Demo) -> None:
    """Nobody learns from a list where its maker keeps his files."""
    for content in listing(demo.folder / "out").values():
        assert str(demo.folder).encode() not in content
        assert demo.folder.parent.name.encode() not in content


def test_another_day_gives_other_files(demo: Demo, demo_copy: Path) -> None:
    """The figures do follow the day: a list of half a year ago is another list, in a folder of its own."""
    Cli(demo_copy).done("segment", "sleeping_good_clients", "--as-of", "2026-05-01")
    written = listing(demo_copy / "out")
    now = listing(demo.folder / "out")
    assert now.items() <= written.items()
    then = written["sleeping_good_clients/2026-05-01/sleeping_good_clients.csv"]
    assert then != now["sleeping_good_clients/2026-11-01/sleeping_good_clients.csv"]
