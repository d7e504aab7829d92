"""Runs the command and writes how long its matching took, and how large the process had grown by then.

python tests/bench/matching/stopwatch.py SECONDS.json dedupe --base DIR

Matching is everything from clean rows to the number of each contact's client: names, keys, pairs, weights, clusters.
Golden records, metrics and the copy of the base come on top; they are in the whole command's time.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clientbase import pipeline
from clientbase.cli import run

#: Steps of matching: the first one begun starts the watch, the last one ended stops it.
STEPS = ("build_clients", "_group_contacts")


def main() -> None:
    """Run the command of the remaining words under the watch."""
    target = Path(sys.argv.pop(1))
    marks: dict[str, float] = {}
    begin, end = (getattr(pipeline, name) for name in STEPS)

    def begun(*values: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever the step takes
        marks.setdefault("begun", time.monotonic())
        marks.setdefault("cpu begun", time.process_time())
        return begin(*values, **named)

    setattr(pipeline, STEPS[0], begun)
    setattr(pipeline, STEPS[1], _ended(end, marks))
    try:
        run()
    finally:
        watched = {
            "seconds": marks.get("ended", 0) - marks.get("begun", 0),
            "cpu": marks.get("cpu ended", 0) - marks.get("cpu begun", 0),
            "megabytes": marks.get("megabytes", 0),
        }
        target.write_text(json.dumps(watched))


def _ended(step: Callable[..., Any], marks: dict[str, float]) -> Callable[..., Any]:
    def ended(*values: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever the step takes
        result = step(*values, **named)
        marks["ended"] = time.monotonic()
        marks["cpu ended"] = time.process_time()
        marks["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return result

    return ended


if __name__ == "__main__":
    main()
