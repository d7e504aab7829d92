"""How many files are read as a person reads them: `python tests/bench/bench_corpus.py [FOLDER] [--only WORD]`.

Every file goes through the command itself, `clientbase inspect FILE --rows all --format csv`, in a process of its own.
What it should give stands in `corpus.toml`: for each file one or more readings that a person would call right, found
with other readers than ours and by looking at the file. The folder is `../shared/data/files` beside the checkout unless
another is given; files without an expectation are run too and listed as unknown.

A reading:
    columns, rows: how many; a column without a header and without values is none, a blank row is none.
    told: rows that are named on stderr as not taken (title lines, comments, totals, rows that do not fit).
    header, cells: the first 16 digits of the SHA-256 of the header, and of all rows, in the canonical form:
        one JSON array a line, null for an empty cell; headers with single spaces, "column_N" for a blank one,
        "x (2)" for a repeated one; text files cell by cell as written; workbooks with line ends as LF, numbers to
        15 digits, dates as ISO without a midnight, true and false in small letters.
Besides, a file has a `verdict`: "read" (the default: a refusal is wrong), "refuse" (it holds no table, or is locked or
broken), "either" (a person may shrug: both are right); and a `note` where a reader may ask why.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import re
import resource
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CORPUS = ROOT.parent / "shared" / "data" / "files"
#: A file takes at most so many seconds of a processor; a hanging one is ended after so many by the clock.
SLOW, ENDED = 5.0, 60.0

RIGHT, REFUSED_RIGHT = "right", "rightly refused"
REFUSED_WRONG, DIFFERENT, MISSED = "wrongly refused", "silently different", "read, should be refused"
TRACEBACK, KILLED, TOO_SLOW, WORDY, UNKNOWN = "traceback", "killed", "slow", "refused in many words", "no expectation"
VERDICTS = (RIGHT, REFUSED_RIGHT, REFUSED_WRONG, DIFFERENT, MISSED, TRACEBACK, KILLED, TOO_SLOW, WORDY, UNKNOWN)

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_LONG_INTEGER = re.compile(r"[-+]?\d{16,}")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.0+)?)?")

Row: TypeAlias = Sequence[str | None]


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    name: str
    verdict: str
    detail: str
    seconds: float


def canonical_cell(text: str | None) -> str | None:
    """Return a workbook's cell in the form in which two readers agree."""
    if not text:
        return None
    if text.lower() in ("true", "false"):
        return text.lower()
    if _NUMBER.fullmatch(text) and not _LONG_INTEGER.fullmatch(text):
        number = float(f"{float(text):.15g}")
        return str(int(number)) if number == int(number) else repr(number)
    if moment := _MOMENT.fullmatch(text):
        day, hour = moment.groups()
        return day if hour in (None, "00:00:00") else f"{day} {hour}"
    return re.sub(r"(?:_x000[dD]_)?(?:\r\n|\r|\n)", "\n", text)


def digest(rows: Iterable[Row]) -> str:
    """Return the short hash of rows in the canonical form."""
    found = hashlib.sha256()
    for row in rows:
        found.update((json.dumps([cell or None for cell in row], ensure_ascii=False) + "\n").encode())
    return found.hexdigest()[:16]


def shape(header: Sequence[str], rows: Sequence[Row], told: int, *, is_workbook: bool) -> dict[str, Any]:
    """Return a table as a reading."""
    cells = [list(map(canonical_cell, row)) for row in rows] if is_workbook else rows
    return {
        "columns": len(header),
        "rows": len(rows),
        "told": told,
        "header": digest([header]),
        "cells": digest(cells),
    }


def run(path: Path) -> tuple[subprocess.CompletedProcess[bytes], float]:
    """Run the command on a file; return how it ended and how many seconds of a processor it took."""
    started = _spent()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    command = [sys.executable, "-P", "-m", "clientbase", "inspect", str(path), "--rows", "all", "--format", "csv"]
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=ENDED, check=False
        )
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(command, -9, b"", b"did not end")
    return done, _spent() - started


def _spent() -> float:
    """Return the seconds that all child processes have computed: a busy machine makes no file slow."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def has_types(path: Path) -> bool:
    """Tell whether a file's cells have types, so that a number may be written in two ways."""
    return path.suffix.lower() in _WORKBOOKS


def found_shape(path: Path, out: bytes, said: str) -> dict[str, Any]:
    """Return what the command printed as a reading."""
    csv.field_size_limit(2**31 - 1)
    rows = list(csv.reader(io.StringIO(out.decode("utf-8"), newline=""), strict=True))
    told = re.findall(rf"^{re.escape(path.name)}:\d+ · (?!column \d)", said, re.MULTILINE)
    return shape(rows[0], rows[1:], len(told), is_workbook=has_types(path))


def judge(path: Path, expected: dict[str, Any] | None) -> tuple[str, str, float]:
    """Return verdict, what differs, and seconds for one file."""
    done, seconds = run(path)
    said = done.stderr.decode("utf-8", "replace").strip()
    last = said.splitlines()[-1] if said else ""
    if "Traceback" in said or done.returncode == 1:
        return TRACEBACK, last, seconds
    if done.returncode < 0:
        return KILLED, last, seconds
    if done.returncode:
        return (*_judge_refusal(said, expected), seconds)
    verdict, detail = _judge_table(found_shape(path, done.stdout, said), expected)
    if seconds > SLOW and verdict == RIGHT:
        return TOO_SLOW, f"{seconds:.1f} s", seconds
    return verdict, detail, seconds


def _judge_refusal(said: str, expected: dict[str, Any] | None) -> tuple[str, str]:
    if len(said.splitlines()) != 1:
        return WORDY, said
    if expected is None:
        return UNKNOWN, said
    return (REFUSED_WRONG if expected.get("verdict", "read") == "read" else REFUSED_RIGHT), said


def _judge_table(found: dict[str, Any], expected: dict[str, Any] | None) -> tuple[str, str]:
    if expected is None:
        return UNKNOWN, _spoken(found)
    readings = expected.get("readings", [])
    if any(found.items() <= reading.items() for reading in readings):
        return RIGHT, ""
    if expected.get("verdict") == "refuse":
        return MISSED, _spoken(found)
    if not readings:
        return RIGHT, ""
    nearest: dict[str, Any] = max(
        readings, key=lambda reading: sum(found[key] == reading.get(key) for key in found), default={}
    )
    differs = ", ".join(
        f"{key} {found[key]}, should be {nearest.get(key)}" for key in found if found[key] != nearest.get(key)
    )
    return DIFFERENT, differs


def _spoken(found: dict[str, Any]) -> str:
    return f"{found['columns']} columns, {found['rows']} rows, {found['told']} told"


def files_of(folder: Path, word: str) -> list[Path]:
    """Return the files of a corpus, without what describes it."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md" and word in str(path))


def main() -> int:
    """Run the corpus; print what is not right, then how many are what. Ends with 1 when any is not right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--only", default="", metavar="WORD", help="only files with this in their path")
    chosen = parser.parse_args()
    if not chosen.folder.is_dir():
        sys.stderr.write(f"there is no folder {chosen.folder}\n")
        return 2
    known = tomllib.loads((HERE / "corpus.toml").read_text(encoding="utf-8"))
    outcomes = []
    for path in files_of(chosen.folder, chosen.only):
        name = path.relative_to(chosen.folder).as_posix()
        outcome = Outcome(name, *judge(path, known.get(name)))
        outcomes.append(outcome)
        if outcome.verdict not in (RIGHT, REFUSED_RIGHT):
            sys.stdout.write(f"{outcome.verdict:20}  {name}: {outcome.detail}\n")
            sys.stdout.flush()
    counts = Counter(outcome.verdict for outcome in outcomes)
    slowest = max(outcomes, key=lambda outcome: outcome.seconds, default=Outcome("", "", "", 0.0))
    sys.stdout.write("\n" + "".join(f"{counts[verdict]:5}  {verdict}\n" for verdict in VERDICTS if counts[verdict]))
    sys.stdout.write(f"{len(outcomes):5}  files; the slowest took {slowest.seconds:.1f} s: {slowest.name}\n")
    return int(set(counts) - {RIGHT, REFUSED_RIGHT, UNKNOWN} != set())


if __name__ == "__main__":
    sys.exit(main())
