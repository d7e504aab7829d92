"""stdout is data, stderr is words: formats, keys, the screen, pipes, signals. Run as a script, this renews golden/."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from clientbase.base.lock import exclusive
from tests.conftest import ROOT, Cli, Demo

GOLDEN = ROOT / "tests" / "golden"
SEEN = 5
#: What a clock, a disk or the place of a folder decides.
VOLATILE = {"imported_at", "last_import_at", "base", "size_mb", "schema_version"}

GOLDEN_COMMANDS = {
    "status": ["status"],
    "imports": ["imports"],
    "check": ["check"],
    "levels": ["levels"],
    "rfm": ["metrics", "rfm"],
    "ltv": ["metrics", "ltv"],
    "cohorts": ["metrics", "cohorts"],
}

TABLES = [
    *GOLDEN_COMMANDS.values(),
    ["segment", "--list"],
    ["segment", "--preview"],
    ["inspect", "crm_contacts.csv"],
    ["inspect", "accountant_clients.xlsx"],
]


def steady(value: Any) -> Any:  # noqa: ANN401 -- any JSON
    """Return JSON data without what a clock decides, of every array its first rows."""
    if isinstance(value, list):
        return [steady(item) for item in value[:SEEN]]
    if isinstance(value, dict):
        return {key: "…" if key in VOLATILE else steady(item) for key, item in value.items()}
    return value


def steady_csv(text: str) -> str:
    """Return the header and the first rows of CSV; status, whose rows are its keys, without what a clock decides."""
    lines = text.splitlines()
    if lines[0].startswith("name_of_value"):
        return "".join(f"{line}\n" for line in lines if line.split(",")[0] not in VOLATILE)
    hidden = [place for place, name in enumerate(lines[0].split(",")) if name in VOLATILE]
    rows = list(csv.reader(lines[: SEEN + 1]))
    steady_rows = [["…" if place in hidden else cell for place, cell in enumerate(row)] for row in rows[1:]]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([rows[0], *steady_rows])
    return written.getvalue()


def in_english(demo: Demo) -> Cli:
    """Return the command, standing in the demo base."""
    return Cli(demo.folder)


@pytest.mark.parametrize("name", GOLDEN_COMMANDS)
def test_json_is_the_documented_one(demo: Demo, name: str) -> None:
    """A script that reads our JSON goes on working: keys, types and figures are the recorded ones."""
    found = steady(in_english(demo).done(*GOLDEN_COMMANDS[name], "--lang", "en", "--format", "json").data)
    assert found == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN_COMMANDS)
def test_csv_is_the_documented_one(demo: Demo, name: str) -> None:
    """A spreadsheet that is fed from our CSV goes on working: columns, order and figures are the recorded ones."""
    found = steady_csv(in_english(demo).done(*GOLDEN_COMMANDS[name], "--lang", "en", "--format", "csv").out)
    assert found == (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_every_table_fits_the_screen(demo: Demo, words: list[str]) -> None:
    """In a window of 80 columns no line breaks over, whatever the data."""
    result = in_english(demo).done(*words)
    lines = result.out.splitlines()
    assert len(lines) > 3
    assert [line for line in lines if len(line.rstrip()) > 80] == []


@pytest.mark.parametrize("words", TABLES[len(GOLDEN_COMMANDS) :], ids=" ".join)
def test_every_table_is_one_json_document(demo: Demo, words: list[str]) -> None:
    """Several tables of one command do not run into each other in what a machine reads."""
    data = in_english(demo).done(*words, "--format", "json").data
    assert data
    assert all(isinstance(row, dict) for row in data)


@pytest.mark.parametrize(
    "words", [["segment", "--preview"], ["inspect", "accountant_clients.xlsx"], ["check"]], ids=" ".join
)
def test_several_tables_are_one_csv(demo: Demo, words: list[str]) -> None:
    """CSV has one header, and every row as many cells as it."""
    result = in_english(demo).done(*words, "--format", "csv")
    assert result.rows
    assert all(None not in row and None not in row.values() for row in result.rows)


def test_shared_options_stand_before_and_after(demo: Demo, cli: Cli) -> None:
    """`clientbase --base X levels` and `clientbase levels --base X` are the same call."""
    before = cli.done("--base", demo.folder, "--format", "csv", "levels")
    after = cli.done("levels", "--format=csv", f"--base={demo.folder}")
    around = cli.done("--format", "csv", "levels", "--base", demo.folder)
    nested = cli.done("--base", demo.folder, "metrics", "--format", "csv", "rfm")
    assert before == after == around
    assert nested.rows[0].keys() >= {"client_id", "recency_days"}


def test_the_environment_names_the_base(demo: Demo, cli: Cli) -> None:
    """CLIENTBASE_HOME serves a cron line that cannot change folders; --base is stronger."""
    cli.environment["CLIENTBASE_HOME"] = str(demo.folder)
    assert cli.done("imports", "--format", "json").data[0]["file"] == "crm_contacts.csv"
    assert cli.run("imports", "--base", "nowhere").code == 2


def test_a_base_is_found_from_inside(demo: Demo) -> None:
    """In a folder below the base no --base is needed."""
    assert len(Cli(demo.folder / "out").done("imports", "--format", "json").data) == 6


def test_words_go_to_stderr_and_quiet_ends_them(demo: Demo) -> None:
    """A pipe gets the rows alone, and -q leaves a cron mail empty."""
    words = ["metrics", "cohorts"]
    loud = in_english(demo).done(*words)
    quiet = in_english(demo).done(*words, "-q")
    assert loud.err
    assert quiet.err == ""
    assert loud.out == quiet.out
    preview = in_english(demo).done("segment", "--preview", "companies", "--format", "csv")
    assert "companies" in preview.err
    assert len(preview.rows) == 76


def test_only_a_terminal_gets_colour(demo: Demo) -> None:
    """A saved screen holds no escape signs; NO_COLOR is honoured where colour is forced."""
    plain = in_english(demo).done("levels").out
    assert "\x1b" not in plain
    coloured = Cli(demo.folder, FORCE_COLOR="1")
    assert "\x1b" in coloured.done("levels").out
    assert "\x1b[3" not in Cli(demo.folder, FORCE_COLOR="1", NO_COLOR="1").done("levels").out


@pytest.mark.parametrize(
    "words",
    [["levels"], ["metrics", "rfm", "--format", "json"], ["levels", "--format", "csv"], ["--help"]],
    ids=" ".join,
)
def test_a_closed_pipe_ends_quietly(demo: Demo, words: list[str]) -> None:
    """`… | head -1` shows its line: no traceback, no error code for `set -o pipefail` to trip over."""
    shell = in_english(demo)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "clientbase", *words],
        cwd=shell.folder,
        env=shell.environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(("sign", "code", "said"), [(signal.SIGINT, 130, "Interrupted"), (signal.SIGTERM, 143, "")])
def test_a_signal_ends_quietly(cli: Cli, sign: signal.Signals, code: int, said: str) -> None:
    """Ctrl-C and a shutdown in the middle of an import leave the base alone and say a line at most."""
    cli.done("init", "base")
    before = (cli.folder / "base" / "clients.duckdb").read_bytes()
    pipe = cli.folder / "slow.csv"
    os.mkfifo(pipe)
    with (
        exclusive(cli.folder / "base" / "clients.duckdb.lock", 0),
        subprocess.Popen(
            [sys.executable, "-m", "clientbase", "import", pipe.name, "--base", "base", "--wait", "60"],
            cwd=cli.folder,
            env=cli.environment,
            stderr=subprocess.PIPE,
            text=True,
        ) as importing,
    ):
        # Opens when the import begins to read; then it waits for the lock, until the signal comes.
        pipe.write_text("Имя;Телефон\nАнна;+79161234567\n", encoding="utf-8")
        assert signalled(importing, sign) == code
        assert importing.stderr is not None
        words = importing.stderr.read()
    assert words.startswith(said)
    assert words.count("\n") == (1 if said else 0)
    assert (cli.folder / "base" / "clients.duckdb").read_bytes() == before


def signalled(process: subprocess.Popen[str], sign: signal.Signals) -> int:
    """Signal a process until it ends: one that just begins to wait may miss it. Return its exit code."""
    for _ in range(20):
        process.send_signal(sign)
        try:
            return process.wait(1)
        except subprocess.TimeoutExpired:
            continue
    return process.wait(1)


def renew() -> None:
    """Write the goldens anew, from a fresh demo."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        Cli(Path(name)).done("demo")
        shell = Cli(Path(name) / "clientbase-demo")
        for golden, words in GOLDEN_COMMANDS.items():
            data = steady(shell.done(*words, "--format", "json").data)
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            (GOLDEN / f"{golden}.json").write_text(text, encoding="utf-8")
            table = steady_csv(shell.done(*words, "--format", "csv").out)
            (GOLDEN / f"{golden}.csv").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    renew()
