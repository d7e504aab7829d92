"""What the fault tests share: an empty base to spoil, files to spoil it with, and what a good error looks like."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Cli

HEADER = "ФИО;Телефон\n"
PEOPLE = HEADER + "Котова Анна;+79161234567\nБелова Юлия;+79037776655\n"

Prepare = Callable[[Path], None]


def text(name: str, content: str) -> Prepare:
    """Return what writes a text file."""

    def write(folder: Path) -> None:
        (folder / name).write_text(content, encoding="utf-8")

    return write


def raw(name: str, content: bytes) -> Prepare:
    """Return what writes a file of bytes."""

    def write(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return write


def assert_one_sentence(words: str, language: str) -> None:
    """Assert that stderr is one error with a remedy, in its language, and no traceback."""
    assert words.count("\n") == 1, words
    assert "Traceback" not in words
    assert words.startswith("Error: " if language == "en" else "Ошибка: "), words
    assert "; " in words, words
    assert "{" not in words, words
    russian = len(re.findall("[а-яё]", words.removeprefix("Ошибка: ")))
    assert russian > 15 if language == "ru" else russian < 15, words


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty base."""
    folder = tmp_path_factory.mktemp("made")
    Cli(folder).done("init", "base")
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Cli:
    """The command in a copy of that folder."""
    shutil.copytree(made, tmp_path / "own")
    return Cli(tmp_path / "own", CLIENTBASE_HOME="base")
