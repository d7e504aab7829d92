"""Sex by first names: how many people get an answer, and how many answers are right, on a list of known sex.

python tests/bench/bench_sex.py NAMES.csv [--patronymics] [--show 20]

The CSV has the columns name, sex ("male", "female"; rows of another sex are left out) and count (people). Prints
both shares by people and by names, and the names that cost most.
"""

import argparse
import csv
from pathlib import Path

from clientbase.cleaning.sex import sex_of


def main() -> int:
    """Judge every name of the list, print the figures."""
    parser = argparse.ArgumentParser(description="Answered and right answers on names of known sex.")
    parser.add_argument("names", type=Path)
    parser.add_argument("--patronymics", action="store_true", help="the list holds patronymics")
    parser.add_argument("--show", type=int, default=20, help="so many of the dearest misses are printed")
    options = parser.parse_args()
    with options.names.open(encoding="utf-8", newline="") as file:
        known = [(row["name"], row["sex"], int(row["count"])) for row in csv.DictReader(file)]
    known = [row for row in known if row[1] in {"male", "female"}]
    judged = [(name, sex, count, judged_sex(name, is_patronymic=options.patronymics)) for name, sex, count in known]
    for unit, weights in (("people", [row[2] for row in judged]), ("names", [1] * len(judged))):
        answered = sum(w for w, row in zip(weights, judged, strict=True) if row[3])
        right = sum(w for w, row in zip(weights, judged, strict=True) if row[3] == row[1])
        print(f"{unit}: {sum(weights)}, answered {answered / sum(weights):.4%}, right {right / max(answered, 1):.4%}")
    for title, wanted in (("unanswered", {""}), ("wrong", {"male", "female"})):
        missed = sorted((-count, name, sex) for name, sex, count, told in judged if told != sex and told in wanted)
        print(f"{title} {len(missed)}:", ", ".join(f"{name} {sex[0]}{-n}" for n, name, sex in missed[: options.show]))
    return 0


def judged_sex(name: str, *, is_patronymic: bool) -> str:
    """Return what a lone name tells."""
    return sex_of("", "", name) if is_patronymic else sex_of("", name, "")


if __name__ == "__main__":
    raise SystemExit(main())
