"""Which names go together: people of one origin share both kinds of names, so namesakes among them are no wonder.

A mixture of a few hidden origins is fitted to the distinct people of a list: within an origin first names, surnames,
patronymics and cities are taken for independent. Source: latent class analysis, Lazarsfeld and Henry (1968); EM.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

#: Enough for the languages of a list of clients; what is not there stays empty.
ORIGINS = 6
#: The columns of a list of people that tell of their origin.
PARTS = ("first_name", "last_name", "patronymic", "city")
_ROUNDS = 25
#: How many more rows a value is taken to have, spread over all origins as people are.
_UNSEEN = 3.0

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


def learn_origins(people: pa.Table) -> pa.Table:
    """Return for each value of each part how much likelier than on average it is in each origin.

    Args:
        people: the columns of PARTS, one row per distinct person, in an order of their own content.

    Returns:
        comparison, value and `affinity`, a list of ORIGINS numbers: the share of the value's people in an origin by the
        share of all people in it. The last row has an empty comparison and the shares of all people. The products of
        both for some values, summed up, say how many times more often the values meet than if they were independent.
    """
    values, codes = zip(*(_encoded(people.column(part)) for part in PARTS), strict=True)
    belongs = _fitted(codes, [len(known) for known in values])
    size = belongs.mean(axis=0)
    tables = []
    for part, known, places in zip(PARTS, values, codes, strict=True):
        counts = _summed(places, belongs, len(known)) + _UNSEEN * size
        affinity = counts / counts.sum(axis=1, keepdims=True) / size
        tables.append(_table(part, known, affinity))
    return pa.concat_tables([*tables, _table("", pa.array([""]), size.reshape(1, ORIGINS))])


def _table(part: str, values: pa.Array, affinity: Floats) -> pa.Table:
    lists = pa.FixedSizeListArray.from_arrays(pa.array(affinity.ravel(), pa.float64()), ORIGINS)
    return pa.table({"comparison": pa.array([part] * len(values), pa.string()), "value": values, "affinity": lists})


def _encoded(column: pa.ChunkedArray) -> tuple[pa.Array, Codes]:
    """Return the distinct values of a column, and the place of each row's among them; -1 for none."""
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.dictionary, encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)


def _fitted(codes: tuple[Codes, ...], sizes: list[int]) -> Floats:
    """Return the probability of each person to be of each origin."""
    rows = len(codes[0])
    if not rows:
        return np.full((1, ORIGINS), 1.0 / ORIGINS)
    belongs = np.random.default_rng(1).dirichlet(np.ones(ORIGINS), rows)
    for _ in range(_ROUNDS):
        size = belongs.mean(axis=0)
        logs = np.tile(np.log(size), (rows, 1))
        for places, known in zip(codes, sizes, strict=True):
            share = _summed(places, belongs, known)
            total = share.sum(axis=1, keepdims=True)
            smoothed = np.log((share + _UNSEEN * size) / (total + _UNSEEN) / size)
            logs += np.vstack([smoothed, np.zeros(ORIGINS)])[places]
        belongs = np.exp(logs - logs.max(axis=1, keepdims=True))
        belongs /= belongs.sum(axis=1, keepdims=True)
    return belongs


def _summed(places: Codes, belongs: Floats, known: int) -> Floats:
    """Return for each value the sum of its people's probabilities, by origin."""
    if not len(places):
        return np.zeros((known, ORIGINS))
    seen = places >= 0
    columns = [np.bincount(places[seen], weights=belongs[seen, origin], minlength=known) for origin in range(ORIGINS)]
    return np.column_stack(columns).astype(np.float64).reshape(known, ORIGINS)
