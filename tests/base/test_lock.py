"""One writer at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from clientbase.base.lock import exclusive, holder
from clientbase.errors import BaseLocked

HOLD = """
import sys, pathlib
from clientbase.base.lock import exclusive
with exclusive(pathlib.Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_and_told_the_pid(tmp_path: Path) -> None:
    """The sentence names who holds the base; when that process is gone, so is the lock."""
    path = tmp_path / "base.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BaseLocked) as caught, exclusive(path, 0.2):
            pass
        assert caught.value.parameters["pid"] == str(other.pid)
        assert holder(path) == str(other.pid)
        other.kill()
    with exclusive(path, 0):
        pass
    assert holder(path) == ""
