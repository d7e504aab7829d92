"""Contact lists of an invented world, with the truth beside them.

python tests/bench/make_world.py OUT [--contacts 100000] [--seed 7] [--kind main]

OUT gets one CSV a source and truth.csv: file, record (the header is record 1), entity. The same seed, number and kind
give the same bytes.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.world.chronicle import Chronicle
from tests.bench.world.kinds import KINDS


def main() -> None:
    """Make the world that the options ask for."""
    parser = argparse.ArgumentParser(description="Contact lists of an invented world, with the truth beside them.")
    parser.add_argument("folder", type=Path, metavar="OUT")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kind", choices=list(KINDS), default="main")
    options = parser.parse_args()
    for path in Chronicle(options.kind, options.contacts, options.seed).save(options.folder):
        print(path)


if __name__ == "__main__":
    main()
