"""What the tests of the whole command share: the command as a person types it, and a demo base to look at."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from clientbase.sources.detect import read_source
from clientbase.sources.tables import SourceFile
from tests.warm_start import WARM_START
from tests.workflows.doubtful import make_doubtful

ROOT = Path(__file__).parent.parent

#: What a person's own shell may say and a test must not hear.
_UNHEARD = (
    "CLIENTBASE_HOME",
    "FORCE_COLOR",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHASHSEED",
    "PYTHONPYCACHEPREFIX",
    "TTY_COMPATIBLE",
    "TZ",
)


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended: its exit code, what it wrote to stdout and what it said on stderr."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        """The CSV on stdout."""
        return list(csv.DictReader(io.StringIO(self.out)))

    @property
    def data(self) -> Any:  # noqa: ANN401 -- whatever the JSON holds
        """The JSON on stdout."""
        return json.loads(self.out)


class Cli:
    """The `clientbase` command, run in a process of its own inside `folder`, in an English shell of 80 columns."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in _UNHEARD},
            "PYTHONPATH": str(ROOT),
            "LANG": "en_US.UTF-8",
            "COLUMNS": "80",
            **environment,
        }

    def run(self, *words: object) -> Result:
        """Run `clientbase WORDS…` and return how it ended."""
        if WARM_START is None or "PYTHONHASHSEED" in self.environment:
            return self.run_python("-m", "clientbase", *words)
        return Result(*WARM_START.run([str(word) for word in words], self.folder, self.environment))

    def run_python(self, *words: object) -> Result:
        """Run `python WORDS…` in the same folder and shell."""
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def done(self, *words: object) -> Result:
        """Run the command and return its result, which must be good."""
        result = self.run(*words)
        assert result.code == 0, result.err
        return result


@dataclass(frozen=True, slots=True)
class Demo:
    """The base that `clientbase demo` made, and how the command ended."""

    folder: Path
    result: Result


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command in an empty folder."""
    return Cli(tmp_path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    """A demo base, made once for all workers and copied for each; tests only look at it."""
    own = tmp_path_factory.getbasetemp()
    made = (own if worker_id == "master" else own.parent) / "shared-demo"
    told = made / "result.json"
    with FileLock(f"{made}.lock"):
        if not told.exists():
            made.mkdir(exist_ok=True)
            result = Cli(made, PYTHONHASHSEED="1", TZ="UTC").run("demo")
            told.write_text(json.dumps([result.code, result.out, result.err]), encoding="utf-8")
    folder = shutil.copytree(made / "clientbase-demo", tmp_path_factory.mktemp("demo") / "clientbase-demo")
    return Demo(folder, Result(*json.loads(told.read_text(encoding="utf-8"))))


@pytest.fixture
def demo_copy(demo: Demo, tmp_path: Path) -> Path:
    """A demo base of this test alone."""
    return shutil.copytree(demo.folder, tmp_path / "demo-copy", ignore=shutil.ignore_patterns("previous.duckdb"))


@pytest.fixture(scope="session")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with pairs in doubt, made once; tests copy it."""
    return make_doubtful(tmp_path_factory.mktemp("doubtful"))


def read_as_file(data: bytes, name: str = "x.csv", *, delimiter: str | None = None) -> SourceFile:
    """Return the tables of a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_source(path, delimiter=delimiter)


def listing(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, but for the log and the lock, which every command touches."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("clientbase.log", "clients.duckdb.lock")
    }


_status: list[int] = []


def pytest_sessionfinish(exitstatus: int) -> None:
    """Remember how the run ended."""
    _status.append(int(exitstatus))


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """End without taking the interpreter apart: the engine's binding would print pages of its objects still alive."""
    if WARM_START is not None:
        WARM_START.close()
    sys.stdout.flush()
    sys.stderr.flush()
    if _status:
        os._exit(_status[0])
