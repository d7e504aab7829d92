"""Files appear whole or not at all."""

import stat
import sys
from pathlib import Path

import pytest

from clientbase.base.files import written_whole


def test_a_finished_file_appears(tmp_path: Path) -> None:
    """The file has its content and its folder, and no temporary name stays."""
    with written_whole(tmp_path / "new" / "list.csv") as part:
        part.write_text("a;b\n", encoding="utf-8")
    assert (tmp_path / "new" / "list.csv").read_text(encoding="utf-8") == "a;b\n"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["list.csv"]


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """A crash while writing leaves yesterday's file as it was."""
    path = tmp_path / "list.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError), written_whole(path) as part:
        part.write_text("half", encoding="utf-8")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["list.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_private_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    """Files with personal data inside a base are 0600."""
    with written_whole(tmp_path / "list.csv") as part:
        part.write_text("x", encoding="utf-8")
    assert stat.S_IMODE((tmp_path / "list.csv").stat().st_mode) == 0o600
