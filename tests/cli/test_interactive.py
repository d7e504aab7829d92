"""dedupe --interactive as a person at a terminal meets it: keys, the screen, Ctrl-C, and no terminal at all."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.cli.keys import named
from tests.conftest import Cli, Result
from tests.workflows.doubtful import clients, doubtful_copy

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")

PATIENCE = 60.0
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?[34][0-9](?:;[0-9;]*)?m")


class Terminal:
    """A pseudo-terminal of 80 columns in which one command runs."""

    def __init__(self, cli: Cli, *words: str) -> None:
        self.near, self.far = pty.openpty()
        termios.tcsetwinsize(self.far, (30, 80))
        self.before = termios.tcgetattr(self.far)
        self.seen = ""
        environment = {**cli.environment, "TERM": "xterm", "NO_COLOR": "1"}
        environment.pop("COLUMNS")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "clientbase", *words],
            cwd=cli.folder, env=environment, stdin=self.far, stdout=self.far, stderr=self.far, start_new_session=True,
        )  # fmt: skip

    def expect(self, text: str) -> str:
        """Read until the screen says `text`; return all that was said since the last time."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.seen:
            ready, _, _ = select.select([self.near], [], [], 1.0)
            if ready:
                self.seen += os.read(self.near, 65536).decode("utf-8", errors="replace")
            elif self.process.poll() is not None:
                break
            assert time.monotonic() < deadline, self.seen
        assert text in self.seen
        said, self.seen = self.seen, ""
        assert not COLOUR.search(said)
        return ESCAPES.sub("", said)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.near, keys.encode())

    def end(self) -> int:
        """Wait for the command's end; return its exit code."""
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def terminal(doubtful: Path, cli: Cli) -> Iterator[Terminal]:
    """A session on a base with doubts, its first question on the screen."""
    doubtful_copy(doubtful, cli.folder)
    running = Terminal(cli, "dedupe", "--interactive", "--base", "base")
    yield running
    running.process.kill()
    running.process.wait()
    os.close(running.near)
    os.close(running.far)


def test_keys_answer_and_the_base_obeys(terminal: Terminal) -> None:
    """s, back, the same key of the Russian layout, an arrow that means nothing, later, and finish."""
    screen = terminal.expect("finish")
    assert "1 of 4" in screen
    assert "≠ name" in screen
    assert "= phone" in screen
    assert max(map(len, screen.splitlines())) <= 80
    terminal.press("s")
    assert "2 of 4" in terminal.expect("finish")
    terminal.press("u")
    assert "1 of 4" in terminal.expect("finish")
    terminal.press("ы")
    assert "last answer: same client" in terminal.expect("finish")
    terminal.press("\x1b[A")
    terminal.press(" ")
    assert "3 of" in terminal.expect("finish")
    terminal.press("й")
    assert "Decisions taken: 1 (same client 1)" in terminal.expect("Clients joined to others: 1")
    assert terminal.end() == 0
    assert termios.tcgetattr(terminal.far) == terminal.before


def test_ctrl_c_keeps_the_answers(terminal: Terminal, cli: Cli) -> None:
    """The terminal is as before, the base too, and the answers wait."""
    terminal.expect("finish")
    terminal.press("d")
    terminal.expect("finish")
    terminal.process.send_signal(2)
    said = terminal.expect("nothing was changed")
    assert "1 answer is kept" in said
    assert terminal.end() == 130
    assert termios.tcgetattr(terminal.far) == terminal.before
    assert (cli.folder / "base" / "review-answers.jsonl").exists()


def test_without_a_terminal_it_names_the_file(doubtful: Path, cli: Cli) -> None:
    """A scheduled job is never left waiting for a key."""
    doubtful_copy(doubtful, cli.folder)
    result = cli.run("dedupe", "--interactive", "--base", "base")
    assert result.code == 2
    assert "--review" in result.err


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("S", "s"), ("В", "d"), ("к", "r"), ("г", "u"), ("т", "n"), ("ss", "s"), ("\x1b[A", ""), ("\x1b", ""),
        ("\x1b[As", "s"),
    ],
)  # fmt: skip
def test_a_key_is_known_in_both_layouts(typed: str, key: str) -> None:
    """Nobody switches the layout to answer."""
    assert named(typed) == key


def review(cli: Cli, *words: str) -> Result:
    """Run dedupe on the base with doubts."""
    return cli.run("dedupe", "--base", "base", *words)


def test_a_file_with_decisions_is_not_written_over(doubtful: Path, cli: Cli) -> None:
    """An evening of work is not lost to a repeated command; and two things at once are refused."""
    doubtful_copy(doubtful, cli.folder)
    assert review(cli, "--review", "r.csv", "-q").code == 0
    path = cli.folder / "r.csv"
    path.write_text(path.read_text("utf-8-sig").replace("1,,90%", "1,same,90%", 1), encoding="utf-8")
    again = review(cli, "--review", "r.csv")
    assert again.code == 8
    assert "decisions in it: 1" in again.err
    assert review(cli, "--review", "a.csv", "--apply", "r.csv").code == 2
    taken = review(cli, "--apply", "r.csv", "--format", "json")
    assert taken.data[0]["same"] == 1
    assert clients(ClientBase.open(cli.folder / "base")) == [1, 1, 3, 4]
