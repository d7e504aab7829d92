"""Those who say who is who: our command, exact keys, Splink."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from .cleaned import write_cleaned
from .costs import Cost, alone, cost_of
from .lists import LabelledList
from .scores import Scores
from .splink_settings import DOCUMENTED, THRESHOLDS
from .truths import scores_of_assignments, scores_of_labels

HERE = Path(__file__).parent
_OURS = (sys.executable, "-m", "clientbase")
_WATCHED = (sys.executable, HERE / "stopwatch.py")


@dataclass(frozen=True, slots=True)
class Result:
    """What somebody reached on a list.

    Attributes:
        match: what the matching alone took; of others than our command the whole process.
        automatic: scores of what was merged without asking, if there is such a thing.
    """

    who: str
    scores: Scores
    match: Cost
    whole: Cost
    automatic: Scores | None = None


def imported(base: Path, files: Path) -> Cost:
    """Take a folder of lists into a new base."""
    cost_of([*_OURS, "init", base, "-q"], None)
    return cost_of([*_OURS, "import", files, "--base", base, "--as", "contacts", "--max-rejects", "100%", "-q"], None)


def ours(base: Path, lists: LabelledList, core: int) -> Result:
    """Return what our command reached on a base."""
    seconds, table = base.with_suffix(".json"), base.with_suffix(".assignments.csv")
    whole = cost_of([*_WATCHED, seconds, "dedupe", "--base", base, "-q"], core)
    watched = json.loads(seconds.read_text(encoding="utf-8"))
    cost_of([*_OURS, "dedupe", "--base", base, "--format", "csv", "-q"], core, table)
    suggested, automatic = (
        alone(scores_of_assignments, table, column, lists.truth) for column in ("suggested_client_id", "client_id")
    )
    return Result(
        "clientbase", suggested, Cost(watched["seconds"], watched["cpu"], watched["megabytes"]), whole, automatic
    )


def added(base: Path, rows: Path, lists: LabelledList, core: int) -> tuple[Result, Cost]:
    """Add a folder of rows to a matched base; return what all of it comes to, and what the import took."""
    taking = cost_of([*_OURS, "import", rows, "--base", base, "--as", "contacts", "--max-rejects", "100%", "-q"], core)
    return ours(base, lists, core), taking


def exact_keys(base: Path, lists: LabelledList, core: int) -> Result:
    """Return what exact keys reach."""
    cleaned, labels = _cleaned(base), base.with_suffix(".exact.csv")
    whole = cost_of([sys.executable, HERE / "exact_keys.py", cleaned, labels], core)
    return Result("exact keys", alone(scores_of_labels, cleaned, labels, lists.truth), whole, whole)


def splink(base: Path, lists: LabelledList, core: int, python: Path) -> list[Result]:
    """Return what Splink reaches at the documented threshold, and at the best of all, which nobody knows beforehand."""
    cleaned, labels = _cleaned(base), base.with_suffix(".splink")
    whole = cost_of([python, HERE / "splink_run.py", cleaned, labels], core)
    found = {at: alone(scores_of_labels, cleaned, Path(f"{labels}.{at}.csv"), lists.truth) for at in THRESHOLDS}
    best = max(found, key=lambda at: found[at].f1)
    return [
        Result(f"Splink at {at}{note}", found[at], whole, whole)
        for at, note in ((DOCUMENTED, ""), (best, ", its best"))
    ]


def _cleaned(base: Path) -> Path:
    path = base.with_suffix(".parquet")
    if not path.exists():
        alone(write_cleaned, base, path)
    return path
