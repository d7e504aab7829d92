"""Write the example files of an invented tea shop: `python examples/make_examples.py [--out DIR] [--seed N]`."""

from argparse import ArgumentParser
from pathlib import Path

from generator.files import write_files
from generator.world import SEED, make_world


def main() -> None:
    """Write the files and name them; without --out they replace those beside this script."""
    parser = ArgumentParser(description="Write the example files of an invented tea shop.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder to write to")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, other people")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in write_files(make_world(options.seed), options.out):
        print(path.name)


if __name__ == "__main__":
    main()
