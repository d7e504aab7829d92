"""What is being read lies in private folders, and nothing of it outlives the command for long."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from clientbase.sources import private


@pytest.mark.skipif(os.name == "nt", reason="processes cannot be asked there")
def test_what_a_killed_command_left_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a killed import, e-mails among them, must not lie about for ever."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = tmp_path / f"clientbase-{int(gone.stdout)}-abc"
    own = tmp_path / f"clientbase-{os.getpid()}-abc"
    for folder in (left, own):
        folder.mkdir()
        (folder / "rows.arrow").write_bytes(b"anna@mail.ru")
    private._sweep.cache_clear()
    with private.passing_folder() as folder:
        assert folder.stat().st_mode & 0o077 == 0
        assert not left.exists()
        assert own.exists()
    assert not folder.exists()
