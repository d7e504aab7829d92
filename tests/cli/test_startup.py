"""The face of the command: quick to start, explained in every corner, in the person's own language."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

import clientbase
from clientbase.cli.app import command_tree
from tests.conftest import Cli

IMPORTS = """
import sys
from clientbase.cli import run

sys.argv = ["clientbase", *sys.argv[1:]]
try:
    run()
finally:
    heavy = {"duckdb", "polars", "pyarrow", "rich", "phonenumbers", "fastexcel", "xlsxwriter", "lark"}
    sys.stderr.write(" ".join(sorted(heavy & {name.split(".")[0] for name in sys.modules})))
"""

HELP_IN_BOTH = """
import json
from clientbase.cli.app import command_tree, speak

def pages(command, words):
    with command.make_context(" ".join(words), [], resilient_parsing=True) as context:
        yield " ".join(words), command.get_help(context)
    for name, below in getattr(command, "commands", {}).items():
        yield from pages(below, [*words, name])

found = {}
for language in ("en", "ru"):
    speak(language)
    found[language] = dict(pages(command_tree(), ["clientbase"]))
print(json.dumps(found))
"""

COMMANDS = {
    "apart",
    "check",
    "clean",
    "dedupe",
    "demo",
    "import",
    "imports",
    "init",
    "inspect",
    "levels",
    "merge",
    "metrics",
    "refresh",
    "segment",
    "set",
    "split",
    "status",
    "undo",
    "why",
}


def every_command(command: Any, name: str = "clientbase") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- typer's
    """Yield each command and group with its full name."""
    yield name, command
    for word, below in getattr(command, "commands", {}).items():
        yield from every_command(below, f"{name} {word}")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["metrics", "--help"], ["import", "--help"]])
def test_help_loads_no_data_library(cli: Cli, words: list[str]) -> None:
    """Help appears at once: it does not wait for half a second of database and spreadsheet libraries."""
    result = cli.run_python("-c", IMPORTS, *words)
    assert (result.code, result.err) == (0, "")
    assert result.out


def test_the_version_is_the_packages(cli: Cli) -> None:
    """A bug report names the right version."""
    assert cli.done("--version").out == f"clientbase {clientbase.__version__}\n"


def test_there_are_the_promised_commands() -> None:
    """No command got lost between the design and the help."""
    assert set(command_tree().commands) == COMMANDS


def test_everything_is_explained() -> None:
    """Whoever types --help learns what each command and each of its options does."""
    for name, command in every_command(command_tree()):
        assert command.help, name
        for param in command.params:
            assert param.name == "help" or param.help, f"{name} {param.name}"


def test_russian_help_has_no_english_line(cli: Cli) -> None:
    """A Russian page is Russian to the last line; what both share are the command lines themselves."""
    pages = json.loads(cli.run_python("-c", HELP_IN_BOTH).out)
    assert len(pages["ru"]) == len(COMMANDS) + 4
    for name, english in pages["en"].items():
        russian = pages["ru"][name]
        shared = set(russian.splitlines()) & {line for line in english.splitlines() if line.strip()}
        assert {line for line in shared if not line.startswith("Usage:")} == set(), name


@pytest.mark.parametrize(
    "words",
    [["--lang", "ru", "metrics", "--help"], ["metrics", "--help", "--lang", "ru"], ["metrics", "--lang=ru", "--help"]],
)
def test_the_language_may_stand_anywhere(cli: Cli, words: list[str]) -> None:
    """--lang works before and after the command, as people type it."""
    result = cli.done(*words)
    assert "Ключи:" in result.out or "Параметры:" in result.out
    assert "Options:" not in result.out


def test_the_locale_chooses_the_language(cli: Cli) -> None:
    """A Russian desktop is spoken to in Russian without any setting."""
    english = cli.done("--help").out
    cli.environment["LANG"] = "ru_RU.UTF-8"
    assert cli.done("--help").out != english


def test_an_unknown_language_is_told(cli: Cli) -> None:
    """A typing slip in --lang does not silently answer in English."""
    result = cli.run("status", "--lang", "de")
    assert result.code == 2
    assert "de" in result.err
    assert "ru" in result.err


def test_no_words_show_the_help(cli: Cli) -> None:
    """Whoever types the bare name, or a bare group, is shown around and not scolded."""
    assert "refresh" in cli.run().err
    assert "cohorts" in cli.run("metrics").err
