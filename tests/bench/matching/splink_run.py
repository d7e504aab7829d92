"""The peer: Splink 5 on cleaned columns, as its tutorial sets it up. Runs by an interpreter that has splink.

python splink_run.py CLEANED.parquet LABELS_PREFIX [--threads 1]

Name, date and e-mail comparisons of its library, two rules of training, clusters at a match probability of .95; the
same edges are clustered at other thresholds too, so that its best can be told. Writes LABELS_PREFIX.THRESHOLD.csv.
"""

import argparse
import itertools
import logging
import sys
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.bench.matching.splink_settings import THRESHOLDS

#: A column that fewer rows have tells nothing.
LEAST_FILLED = 0.02
COMPARISONS = {
    "first_name": cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
    "last_name": cl.NameComparison("last_name").configure(term_frequency_adjustments=True),
    "patronymic": cl.JaroWinklerAtThresholds("patronymic", [0.9]).configure(term_frequency_adjustments=True),
    "birth_date": cl.DateOfBirthComparison("birth_date", input_is_string=True),
    "phone": cl.DamerauLevenshteinAtThresholds("phone", [1]).configure(term_frequency_adjustments=True),
    "email": cl.EmailComparison("email").configure(term_frequency_adjustments=True),
    "city": cl.ExactMatch("city").configure(term_frequency_adjustments=True),
    "postcode": cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
    "address": cl.JaroWinklerAtThresholds("address", [0.9]),
    "company": cl.JaroWinklerAtThresholds("company", [0.9]).configure(term_frequency_adjustments=True),
    "inn": cl.ExactMatch("inn"),
}
BLOCKS = (
    ("phone",),
    ("email",),
    ("inn",),
    ("first_name", "last_name"),
    ("last_name", "birth_date"),
    ("first_name", "birth_date"),
    ("last_name", "city"),
    ("company", "first_name"),
    ("company", "city"),
    ("address",),
    ("postcode", "last_name"),
)
#: One training run fixes these columns and learns the others.
TRAINING = (("first_name", "last_name"), ("phone",), ("email",), ("birth_date",), ("address",), ("company",))


def main() -> None:
    """Train, predict and cluster."""
    parser = argparse.ArgumentParser(description="Splink on cleaned columns.")
    parser.add_argument("cleaned")
    parser.add_argument("labels")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    connection.execute(f"set threads = {options.threads}")
    connection.execute("set enable_progress_bar = false")
    connection.execute(
        f"create table cleaned as select * exclude (phones, emails) from read_parquet('{options.cleaned}')"
    )
    columns = filled(connection)
    edges, linker = matched(DuckDBAPI(connection), columns)
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            edges, threshold_match_probability=threshold
        )
        connection.execute(
            f"copy (select unique_id, cluster_id as label from {clusters.physical_name} order by 1)"
            f" to '{options.labels}.{threshold}.csv' (header)"
        )


def filled(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the columns that enough rows have."""
    shares = connection.execute(
        "select " + ", ".join(f"count({name}) / count(*)" for name in COMPARISONS) + " from cleaned"
    ).fetchall()
    return [name for name, share in zip(COMPARISONS, shares[0], strict=True) if share >= LEAST_FILLED]


def matched(api: Any, columns: list[str]) -> tuple[Any, Any]:  # noqa: ANN401 -- splink is not installed here
    """Return the scored pairs and the linker that scored them."""
    rules = [block_on(*names) for names in BLOCKS if set(names) <= set(columns)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[COMPARISONS[name] for name in columns],
        blocking_rules_to_generate_predictions=rules,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    linker = Linker(api.register("cleaned"), settings)
    sure = [
        ("first_name", "phone"),
        ("first_name", "email"),
        ("first_name", "last_name", "birth_date"),
        ("company", "phone"),
    ]
    known = [block_on(*names) for names in sure if set(names) <= set(columns)]
    linker.training.estimate_probability_two_random_records_match(known or rules[:1], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    trainings = [names for names in TRAINING if set(names) <= set(columns)]
    for names in itertools.islice(trainings, 3):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*names))
    return linker.inference.predict(threshold_match_probability=min(THRESHOLDS)), linker


if __name__ == "__main__":
    main()
