"""Patterns of compared pairs → log likelihoods by class; what was learnt is kept, so that new rows need no training."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from clientbase.matching.design import MATCH, MISSING, STRANGER, Design
from clientbase.matching.training import Patterns, Weights, log_likelihoods, train

#: The comparison under which match_classes keeps a class's share among all pairs.
_ALL_PAIRS = "all_pairs"


def patterns_from(design: Design, counted: pa.Table) -> Patterns:
    """Return patterns from a table with one column of levels per comparison of the design, and the column `pairs`."""
    codes = np.zeros((counted.num_rows, len(design.comparisons)), dtype=np.uint8)
    for place, comparison in enumerate(design.comparisons):
        column = counted.column(comparison.name).cast(pa.string()).combine_chunks().dictionary_encode()
        known = np.array([comparison.levels.index(level) for level in column.dictionary.to_pylist()], dtype=np.uint8)
        codes[:, place] = known[column.indices.to_numpy()] if counted.num_rows else 0
    return Patterns(codes, counted.column("pairs").to_numpy().astype(np.float64))


def learn(
    connection: DuckDBPyConnection, design: Design, compared: pa.Table, at_random: pa.Table, records: int
) -> Weights:
    """Learn from a list's pairs and keep it in match_weights and match_classes, in place of what was there."""
    weights = train(design, patterns_from(design, compared), patterns_from(design, at_random), records)
    store(connection, design, weights)
    return weights


def score(design: Design, weights: Weights, counted: pa.Table) -> pa.Table:
    """Return the patterns with a column per class: ln_match, ln_relative… and ln_stranger.

    Each is the natural logarithm of the class's share among all pairs times the pattern's probability in it, so that
    the posterior is their softmax. A rare value's coincidence is yet to be taken off from where it would be one.
    """
    logs = log_likelihoods(design, weights, patterns_from(design, counted).codes)
    scored = counted.drop_columns(["pairs"])
    for name in (*(pair_class.name for pair_class in design.classes), STRANGER):
        scored = scored.append_column(f"ln_{name}", pa.array(logs[name]))
    return scored


def store(connection: DuckDBPyConnection, design: Design, weights: Weights) -> None:
    """Keep what was learnt of one kind of record."""
    rows = [
        (design.kind, name, comparison.name, level, float(weights.shares[name][place][code]))
        for name in weights.shares
        for place, comparison in enumerate(design.comparisons)
        for code, level in enumerate(comparison.levels)
    ]
    rows += [(design.kind, name, _ALL_PAIRS, MISSING, share) for name, share in weights.pairs.items()]
    _replace(connection, "match_classes", design.kind, rows, ("kind", "class", "comparison", "level", "share"))
    weighed = []
    for place, comparison in enumerate(design.comparisons):
        for code, level in enumerate(comparison.levels):
            m, u = (float(weights.shares[name][place][code]) for name in (MATCH, STRANGER))
            weighed.append((design.kind, comparison.name, level, m, u, float(np.log2(m / u))))
    columns = ("kind", "comparison", "level", "m", "u", "match_weight")
    _replace(connection, "match_weights", design.kind, weighed, columns)


def stored(connection: DuckDBPyConnection, design: Design) -> Weights | None:
    """Return what was learnt before of this kind of record; None when nothing was, or by another design."""
    rows = connection.execute(
        "select class, comparison, level, share from match_classes where kind = ?", [design.kind]
    ).fetchall()
    share = {(name, comparison, level): value for name, comparison, level, value in rows}
    classes = (*(pair_class.name for pair_class in design.classes), STRANGER)
    try:
        shares = {
            name: tuple(np.array([share[name, c.name, level] for level in c.levels]) for c in design.comparisons)
            for name in classes
        }
        return Weights(shares, {name: share[name, _ALL_PAIRS, MISSING] for name in classes})
    except KeyError:
        return None


def _replace(
    connection: DuckDBPyConnection, table: str, kind: str, rows: Sequence[tuple[object, ...]], columns: Sequence[str]
) -> None:
    connection.execute(f"delete from {table} where kind = ?", [kind])
    given = pa.table([pa.array(column) for column in zip(*rows, strict=True)], names=list(columns))
    connection.register("learnt", given)
    connection.execute(f"insert into {table} by name select * from learnt")
    connection.unregister("learnt")
