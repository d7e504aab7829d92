"""Commands without the wait for libraries: a process that has loaded them once, and forks for each command.

What is forked is a process of its own, with its own id, folder, environment, streams and end; what a test of the
command itself needs of an interpreter's start (its hash seed, its hooks) it starts with `Cli.run_python`.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import clientbase
from clientbase.cleaning.cities import clean_city
from clientbase.cleaning.emails import clean_emails
from clientbase.cleaning.names import clean_name
from clientbase.cleaning.phones import clean_phones
from clientbase.cli import run

ROOT = Path(__file__).parent.parent


class WarmStart:
    """The waiting process, started at the first command."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
        """Run `clientbase WORDS…` in a folder and an environment; return its exit code, stdout and stderr."""
        with tempfile.TemporaryDirectory() as streams:
            out, err = Path(streams) / "out", Path(streams) / "err"
            request = [*words], str(folder), dict(environment), [os.devnull, str(out), str(err)]
            code = json.loads(self._answer(json.dumps(request)))
            return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")

    def close(self) -> None:
        """Let the waiting process end."""
        if self._process is not None:
            self._process.communicate()

    def _answer(self, request: str) -> str:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.warm_start"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{request}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


#: One for all tests of a run: this module is loaded once, a conftest under two names.
WARM_START = WarmStart() if hasattr(os, "fork") else None


def _serve() -> None:
    """Answer each request on stdin with the exit code of the command that it asks for."""
    for module in pkgutil.walk_packages(clientbase.__path__, "clientbase."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    # What loads at the first parsed command, and the word lists that every import reads.
    with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(SystemExit):
        sys.argv = ["clientbase", "levels", "--base", os.devnull]
        run()
    clean_name("Котова", "Аня", "Сергеевна", "Anna Kotova маникюр")
    clean_phones("8 916 123-45-67", "RU")
    clean_emails("anna@gmial.com")
    clean_city("Масква", "RU")
    gc.freeze()
    for line in sys.stdin:
        process = os.fork()
        if not process:
            _become(*json.loads(line))
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(words: list[str], folder: str, environment: dict[str, str], streams: list[str]) -> NoReturn:
    """Be the command."""
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["clientbase", *words]
    run()
    sys.exit(0)


if __name__ == "__main__":
    _serve()
