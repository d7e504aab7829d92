"""Who is who: our command, the floor of exact keys and Splink on lists with a known truth, in one run.

python tests/bench/bench_matching.py [--kinds main,international,no_phones,households,few] [--contacts 100000]
    [--million] [--later 1000] [--splink-python PATH] [--labelled FILE --truth-column NAME]... [--core 0] [--seed 7]

Each contestant runs in a fresh process on one core (taskset). "match" is our matching alone, from clean rows to
client numbers, and the memory until then; of the others it is their whole process, on columns that our import has
cleaned. F1, P and R are pairwise: ours on suggested_client_id, "auto" on client_id. The truth column of a labelled file
is dropped before the import.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.matching import contestants, lists
from tests.bench.matching.contestants import Result
from tests.bench.matching.costs import alone
from tests.bench.matching.lists import LabelledList

HEADER = ("list", "who", "F1", "P", "R", "auto P", "auto R", "match s", "cpu s", "MB", "whole s", "cpu s", "MB")
WIDTHS = (24, 22, 6, 6, 6, 7, 7, 9, 7, 7, 9, 7, 7)


def main() -> None:
    """Measure what the options name and print one table."""
    options = _options()
    folder = options.keep or Path(tempfile.mkdtemp())
    print(f"one core: taskset -c {options.core}")
    print(_line(HEADER))
    for name, make in _lists(options):
        base = folder / name / "base"
        shutil.rmtree(folder / name, ignore_errors=True)
        measured = alone(make, folder / name)
        taking = contestants.imported(base, measured.files)
        for result in _results(base, measured, options):
            print(_line(_cells(measured.name, result)), flush=True)
        print(f"  import: {taking.wall:.1f} s, {taking.megabytes:.0f} MB", flush=True)
        if options.later and name.startswith("main"):
            _add(folder / name, measured, base, options.core)
    if options.keep is None:
        shutil.rmtree(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Who is who, measured against exact keys and Splink.")
    parser.add_argument("--kinds", default="main,international,no_phones,households,few", help="'' for none")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--million", action="store_true", help="the main list with a million contacts too")
    parser.add_argument("--later", type=int, default=0, help="rows of the main lists that come later")
    parser.add_argument("--splink-python", type=Path, help="an interpreter that has splink")
    parser.add_argument("--labelled", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--truth-column", action="append", default=[], metavar="NAME")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="a folder for the lists and bases, kept")
    options = parser.parse_args()
    if len(options.labelled) != len(options.truth_column):
        parser.error("name a --truth-column for every --labelled file")
    return options


def _lists(options: argparse.Namespace) -> Iterator[tuple[str, Callable[[Path], LabelledList]]]:
    for kind in filter(None, options.kinds.split(",")):
        contacts = min(options.contacts, 400) if kind == "few" else options.contacts
        later = options.later if kind == "main" else 0
        yield kind, partial(lists.made, kind=kind, contacts=contacts, seed=options.seed, later=later)
    for number, (path, column) in enumerate(zip(options.labelled, options.truth_column, strict=True)):
        yield f"labelled{number}", partial(lists.labelled, source=path, column=column)
    if options.million:
        yield (
            "main_million",
            partial(lists.made, kind="main", contacts=1_000_000, seed=options.seed, later=options.later),
        )


def _results(base: Path, measured: LabelledList, options: argparse.Namespace) -> Iterator[Result]:
    yield contestants.exact_keys(base, measured, options.core)
    if options.splink_python:
        yield from contestants.splink(base, measured, options.core, options.splink_python)
    yield contestants.ours(base, measured, options.core)


def _add(place: Path, measured: LabelledList, base: Path, core: int) -> None:
    result, taking = contestants.added(base, place / "later", measured, core)
    print(_line(_cells("  later rows added", result)))
    print(f"  import: {taking.wall:.1f} s, {taking.megabytes:.0f} MB", flush=True)


def _cells(name: str, result: Result) -> tuple[str, ...]:
    scores, automatic = result.scores, result.automatic
    shares = [scores.f1, scores.precision, scores.recall]
    sure = [automatic.precision, automatic.recall] if automatic else []
    costs = [f"{cost.wall:.1f} {cost.cpu:.1f} {cost.megabytes:.0f}" for cost in (result.match, result.whole)]
    return (
        name,
        result.who,
        *(f"{share:.3f}" for share in (*shares, *sure)),
        *([] if sure else ["", ""]),
        *" ".join(costs).split(),
    )


def _line(cells: tuple[str, ...]) -> str:
    left = [f"{cell[: width - 1]:{width}}" for cell, width in zip(cells[:2], WIDTHS, strict=False)]
    return "".join([*left, *(f"{cell:>{width}}" for cell, width in zip(cells[2:], WIDTHS[2:], strict=True))])


if __name__ == "__main__":
    main()
