"""Origins of names: which names go together is learnt from the list itself."""

import numpy as np
import pyarrow as pa
import pytest

from clientbase.matching.origins import ORIGINS, PARTS, learn_origins


def people(*rows: tuple[str | None, str | None]) -> pa.Table:
    """Return distinct people of first and last names, without patronymics and cities."""
    columns = [*zip(*rows, strict=True)] if rows else [(), ()]
    given = [pa.array(column, pa.string()) for column in columns]
    return pa.table([*given, *[pa.array([None] * len(rows), pa.string())] * 2], names=list(PARTS))


def times_together(learnt: pa.Table, *values: tuple[str, str]) -> float:
    """Return how many times more often values meet than if they were independent."""
    known = {(row["comparison"], row["value"]): np.array(row["affinity"]) for row in learnt.to_pylist()}
    product = known["", ""].copy()
    for value in values:
        product *= known[value]
    return float(product.sum())


def test_names_of_one_origin_meet_more_often() -> None:
    """Of a list of two peoples, a name meets the surnames of its own: its namesakes are no wonder."""
    russian = [(f"ivan{a}", f"petrov{b}") for a in range(12) for b in range(30)]
    turkish = [(f"mehmet{a}", f"yilmaz{b}") for a in range(6) for b in range(10)]
    learnt = learn_origins(people(*russian, *turkish))
    together = times_together(learnt, ("first_name", "mehmet1"), ("last_name", "yilmaz1"))
    apart = times_together(learnt, ("first_name", "ivan1"), ("last_name", "yilmaz1"))
    assert together > 3
    assert apart < 1


def test_nobody_has_no_origin() -> None:
    """A list without whole names teaches nothing and breaks nothing."""
    learnt = learn_origins(people())
    assert learnt.num_rows == 1
    assert times_together(learnt) == pytest.approx(1.0)
    assert len(learnt.column("affinity")[0].as_py()) == ORIGINS
