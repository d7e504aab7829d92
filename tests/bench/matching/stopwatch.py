"""Runs the command and writes how long its matching took, and how large the process had grown by then.

python tests/bench/matching/stopwatch.py SECONDS.json dedupe --base DIR

Matching is everything from clean rows to the number of each contact's client: names, keys, pairs, weights, clusters.
Golden records, metrics and the copy of the base come on top; they are in the whole command's time.
"""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from clientbase import pipeline
from clientbase.cli import run


def main() -> None:
    """Run the command of the remaining words under the watch."""
    target = Path(sys.argv.pop(1))
    spent = {"seconds": 0.0, "cpu": 0.0, "megabytes": 0.0}
    match_contacts = pipeline.match_contacts

    def watched(*values: Any, **named: Any) -> None:  # noqa: ANN401 -- whatever the step takes
        started, worked = time.monotonic(), time.process_time()
        match_contacts(*values, **named)
        spent["seconds"] += time.monotonic() - started
        spent["cpu"] += time.process_time() - worked
        spent["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    pipeline.match_contacts = watched
    try:
        run()
    finally:
        target.write_text(json.dumps(spent))


if __name__ == "__main__":
    main()
