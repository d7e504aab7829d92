"""Reads labels and truths and puts them side by side."""

import csv
from collections.abc import Hashable, Mapping
from pathlib import Path

import duckdb

from .scores import Scores, pairwise

#: A row of a file: the file's name and the number of the record, the header being 1.
Place = tuple[str, int]


def read_truth(path: Path) -> dict[Place, str]:
    """Return the entity of every row by truth.csv (file, record, entity)."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["file"], int(row["record"])): row["entity"] for row in csv.DictReader(stream)}


def read_assignments(path: Path, column: str) -> dict[Place, str]:
    """Return a column of what `dedupe --format csv` printed; client_id where it has no such column."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (Path(row["source_file"]).name, int(row["source_row"])): row.get(column) or row["client_id"]
            for row in csv.DictReader(stream)
        }


def read_labels(cleaned: Path, labels: Path) -> dict[Place, str]:
    """Return the labels (unique_id, label) of the rows of a parquet file of cleaned columns."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        rows = connection.execute(
            """
            select source_file, source_row, label
            from read_parquet($cleaned)
            join read_csv($labels) using (unique_id)
            """,
            {"cleaned": str(cleaned), "labels": str(labels)},
        ).fetchall()
    return {(Path(file).name, number): str(label) for file, number, label in rows}


def scores_of_labels(cleaned: Path, labels: Path, truth: Path) -> Scores:
    """Return the scores of a file of labels."""
    return scores_of(read_labels(cleaned, labels), read_truth(truth))


def scores_of_assignments(table: Path, column: str, truth: Path) -> Scores:
    """Return the scores of a column of what `dedupe --format csv` printed."""
    return scores_of(read_assignments(table, column), read_truth(truth))


def scores_of(labels: Mapping[Place, str], truth: Mapping[Place, str]) -> Scores:
    """Return the scores over the files that have labels; a row of them without a label stands alone."""
    if not labels:
        raise ValueError("nobody was labelled")
    files = {file for file, _ in labels}
    places = [place for place in truth if place[0] in files]
    found: list[Hashable] = [labels.get(place, place) for place in places]
    return pairwise(found, [truth[place] for place in places])
