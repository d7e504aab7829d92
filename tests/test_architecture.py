"""The architecture is a test: style, types, layers, sizes and words of the whole tree."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from clientbase.fields import kinds
from tests.conftest import ROOT

PACKAGE = ROOT / "clientbase"
TESTS = ROOT / "tests"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TEST_FILES = sorted(TESTS.rglob("test_*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef

#: Names that say nothing of what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "models"}
EMPTY_PREFIXES = ("get_", "process_", "handle_")
#: Methods of a library's class, named by it.
NAMED_BY_A_LIBRARY = {"get_value", "get_help_option"}
SCREEN = {"typer", "rich", "click"}


def python(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `python WORDS…` at the root of the tree."""
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=False, text=True)


def parsed(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node


def lines_of(node: Function) -> int:
    """Return how many lines a function has, without its docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def imported(path: Path) -> set[str]:
    """Return the top-level names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).split(".")[0])
    return names


def documented(body: list[ast.stmt], place: str) -> Iterator[str]:
    """Yield the public functions, methods and classes of a body that have no docstring."""
    for node in body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield f"{place}:{node.lineno} {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from documented(node.body, place)


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=" ".join)
def test_the_style_is_kept(words: list[str]) -> None:
    """Everybody's lines look alike, so that a review reads what they do."""
    done = python("-m", "ruff", *words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_types_agree() -> None:
    """What a function promises is what its callers get, in the package and in the tests."""
    done = python("-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_layers_hold() -> None:
    """Imports go down only, and nothing but cli knows the screen: the contracts of pyproject.toml."""
    script = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    done = python("-c", script)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_and_functions_are_small() -> None:
    """A reader holds a file, and a function, in the head at once."""
    sizes = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in [*SOURCES, *TEST_FILES]}
    assert {name: size for name, size in sizes.items() if size >= 400} == {}
    assert median(sizes[str(path)] for path in SOURCES) <= 150
    bodies = {f"{path}:{f.lineno} {f.name}": lines_of(f) for path in SOURCES for f in functions(path)}
    assert {name: size for name, size in bodies.items() if size > 60} == {}
    assert median(bodies.values()) <= 10


def test_every_public_thing_says_what_it_is() -> None:
    """Shapes, units and errors stand beside the code, not in somebody's memory."""
    bare = [str(path) for path in SOURCES if ast.get_docstring(parsed(path)) is None]
    for path in SOURCES:
        bare += documented(parsed(path).body, str(path.relative_to(ROOT)))
    assert bare == []


def test_every_test_says_what_it_proves() -> None:
    """One line tells what would be broken without the test."""
    vague = [
        f"{path.relative_to(ROOT)}:{test.lineno} {test.name}"
        for path in TEST_FILES
        for test in functions(path)
        if test.name.startswith("test_") and len((ast.get_docstring(test) or "").splitlines()) != 1
    ]
    assert vague == []


def test_names_say_something() -> None:
    """There is no drawer for odds and ends, and no function that merely handles."""
    drawers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*")
        if path.stem in EMPTY_NAMES or path.name in EMPTY_NAMES
    }
    assert drawers == set()
    names = {function.name for path in SOURCES for function in functions(path)} - NAMED_BY_A_LIBRARY
    assert {name for name in names if name.lstrip("_").startswith(EMPTY_PREFIXES)} == set()


def test_nothing_is_left_for_later() -> None:
    """No stub waits behind a command that the help promises."""
    mark = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b")
    assert [str(path) for path in SOURCES if mark.search(path.read_text(encoding="utf-8"))] == []


def test_only_cli_speaks() -> None:
    """A workflow can be called from a script or a test: it neither prints nor knows a terminal."""
    for path in SOURCES:
        if path.is_relative_to(PACKAGE / "cli"):
            continue
        assert imported(path) & SCREEN == set(), path
        called = {n.func.id for n in ast.walk(parsed(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        assert "print" not in called, path


def test_a_header_means_one_field() -> None:
    """Within a kind of file no header is claimed by two fields, else the order of the file would decide."""
    for kind, fields in kinds().items():
        counts = Counter(header for field in fields.values() for header in set(field.headers))
        assert [header for header, count in counts.items() if count > 1] == [], kind


def test_every_dependency_says_why() -> None:
    """Who installs half a gigabyte may know what for."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = tomllib.loads("\n".join(lines))["project"]["dependencies"]
    assert len(wanted) >= 10
    for dependency in wanted:
        place = next(number for number, line in enumerate(lines) if line.strip().strip('",') == dependency)
        assert lines[place - 1].strip().startswith("#"), dependency


def test_every_sql_model_states_its_grain() -> None:
    """The first line of a model says what one row is, before anybody joins to it."""
    for path in sorted((PACKAGE / "sql").rglob("*.sql")):
        assert path.read_text(encoding="utf-8").startswith("-- "), path.name
