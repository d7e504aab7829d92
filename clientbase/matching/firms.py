"""How two organisations compare, before a list is seen: one firm, its branch elsewhere, its neighbour in the house.

The shares are round numbers of what lists of firms in general show, fitted to none. What no list can teach without
labels, that one name and phone at two addresses are two sites, is stated with much certainty.
"""

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from clientbase.matching import scoring
from clientbase.matching.design import MATCH, Comparison, Design, PairClass, TrainingBlock

#: Another place of one network: its name and often the head office's phone are the same, the address is not.
BRANCH = "relative"
#: The same firm at another address, under the same name and phone: a second shop.
SITE = "site"
#: Another firm in the same house, perhaps behind the same switchboard.
NEIGHBOUR = "colleague"

_COMPANY = Comparison(
    "company",
    expected={
        "same": 0.46,
        "shared": 0.04,
        "close": 0.15,
        "contained": 0.18,
        "similar": 0.08,
        "partial": 0.05,
        "other": 0.04,
    },
    chance={
        "same": 2e-4,
        "shared": 4e-4,
        "close": 4e-4,
        "contained": 1e-3,
        "similar": 2e-3,
        "partial": 6e-3,
        "other": 0.99,
    },
)
_ADDRESS = Comparison(
    "address",
    expected={"same": 0.92, "partial": 0.03, "close": 0.03, "similar": 0.01, "other": 0.01},
    chance={"same": 4e-4, "partial": 8e-3, "close": 1e-3, "similar": 5e-3, "other": 0.98},
    certainty=1000.0,
)
_POSTCODE = Comparison(
    "postcode",
    expected={"same": 0.92, "other": 0.08},
    chance={"same": 0.01, "other": 0.99},
    implied_by={"address": ("same", "close", "similar", "other")},
)
_CITY = Comparison(
    "city",
    expected={"same": 0.96, "other": 0.04},
    chance={"same": 0.2, "other": 0.8},
    implied_by={"address": ("same",), "postcode": ("same",)},
)
_PHONE = Comparison(
    "phone",
    expected={"same": 0.70, "shared": 0.04, "close": 0.05, "other": 0.21},
    chance={"same": 3e-4, "shared": 4e-4, "close": 1e-3, "other": 0.998},
)
_EMAIL = Comparison("email", expected={"same": 0.55, "other": 0.45}, chance={"same": 1e-4, "other": 0.9999})
_DOMAIN = Comparison(
    "domain",
    expected={"same": 0.85, "other": 0.15},
    chance={"same": 2e-3, "other": 0.998},
    implied_by={"email": ("same",)},
)
_INN = Comparison("inn", expected={"same": 0.995, "other": 0.005}, chance={"same": 1e-5, "other": 0.99999})
# Alone a KPP names the tax office only: all firms of a district have nearly the same one.
_KPP = Comparison(
    "kpp",
    expected={"same": 0.95, "other": 0.05},
    chance={"same": 0.05, "other": 0.95},
    implied_by={"inn": ("missing", "other")},
)
_OGRN = Comparison(
    "ogrn",
    expected={"same": 0.99, "other": 0.01},
    chance={"same": 1e-5, "other": 0.99999},
    implied_by={"inn": ("same", "other")},
)

_ELSEWHERE = {"same": 0.005, "partial": 0.002, "close": 0.02, "similar": 0.05, "other": 0.923}
_BRANCH = PairClass(
    BRANCH,
    pairs_per_record=1.0,
    expected={
        "company": {
            "same": 0.08,
            "shared": 0.17,
            "close": 0.10,
            "contained": 0.25,
            "similar": 0.30,
            "partial": 0.08,
            "other": 0.02,
        },
        "address": _ELSEWHERE,
        "phone": {"same": 0.15, "shared": 0.25, "close": 0.05, "other": 0.55},
        "email": {"same": 0.05, "other": 0.95},
        "domain": {"same": 0.80, "other": 0.20},
        "inn": {"same": 0.02, "other": 0.98},
        "kpp": {"same": 0.02, "other": 0.98},
    },
)
_SITE = PairClass(
    SITE,
    pairs_per_record=0.1,
    expected={
        "company": {
            "same": 0.40,
            "shared": 0.10,
            "close": 0.15,
            "contained": 0.18,
            "similar": 0.12,
            "partial": 0.04,
            "other": 0.01,
        },
        "address": _ELSEWHERE,
        "phone": {"same": 0.60, "shared": 0.15, "close": 0.03, "other": 0.22},
        "email": {"same": 0.25, "other": 0.75},
        "domain": {"same": 0.85, "other": 0.15},
        "inn": {"same": 0.30, "other": 0.70},
        "kpp": {"same": 0.10, "other": 0.90},
    },
)
_NEIGHBOUR = PairClass(
    NEIGHBOUR,
    pairs_per_record=0.1,
    expected={
        "address": {"same": 0.90, "partial": 0.01, "close": 0.05, "similar": 0.01, "other": 0.03},
        "postcode": {"same": 0.95, "other": 0.05},
        "city": {"same": 0.98, "other": 0.02},
        "phone": {"same": 0.03, "shared": 0.05, "close": 0.02, "other": 0.90},
    },
)

FIRMS = Design(
    "firm",
    comparisons=(_COMPANY, _ADDRESS, _POSTCODE, _CITY, _PHONE, _EMAIL, _DOMAIN, _INN, _KPP, _OGRN),
    classes=(PairClass(MATCH, pairs_per_record=0.5), _BRANCH, _SITE, _NEIGHBOUR),
    blocks=(
        TrainingBlock("one phone", {"phone": ("same",)}, ()),
        TrainingBlock("one house", {"address": ("same",)}, ("postcode", "city")),
        TrainingBlock("one name", {"company": ("same", "close")}, ()),
        TrainingBlock(
            "alike names on one phone", {"company": ("contained", "similar"), "phone": ("same", "shared")}, ()
        ),
        TrainingBlock("one INN", {"inn": ("same",)}, ("ogrn",)),
    ),
)


def weigh(connection: DuckDBPyConnection, patterns: pa.Table, firms: int) -> pa.Table:
    """Learn from a list's firms what each level says, keep it, and return the compared patterns with it.

    Args:
        connection: of a base, with the tables of what was learnt.
        patterns: one column of levels per comparison, `pairs`, and whether they are pairs at random.
        firms: how many organisations the list has.
    """
    is_random = patterns.column("is_random")
    compared = patterns.filter(pc.invert(is_random)).drop_columns("is_random")
    at_random = patterns.filter(is_random).drop_columns("is_random")
    weights = scoring.learn(connection, FIRMS, compared, at_random, firms)
    return scoring.score(FIRMS, weights, compared)
