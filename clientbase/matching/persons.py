"""How two people compare: the levels of each part, and the shares expected of them before a list is seen.

The shares are round numbers of what lists of clients in general show, fitted to none: a short list is judged by them, a
long one by what it teaches.
"""

from clientbase.matching.design import MATCH, Comparison, Design, PairClass, TrainingBlock

_OWN_OF_ONE = {"same": 0.5, "close": 0.05, "similar": 0.05, "other": 0.4}
_OWN_BY_CHANCE = {"same": 0.005, "close": 0.0005, "similar": 0.005, "other": 0.99}

_COMPARISONS = (
    Comparison(
        "first_name",
        {
            "same": 0.80,
            "diminutive": 0.05,
            "initial": 0.04,
            "close": 0.03,
            "similar": 0.03,
            "partial": 0.01,
            "other": 0.04,
        },
        # partial: two different well-known names, which no slip of the pen makes of each other
        {
            "same": 0.01,
            "diminutive": 0.001,
            "initial": 0.005,
            "close": 0.001,
            "similar": 0.02,
            "partial": 0.6,
            "other": 0.363,
        },
    ),
    Comparison(
        "last_name",
        {
            "same": 0.80,
            "swapped": 0.01,
            "initial": 0.01,
            "contained": 0.02,
            "close": 0.06,
            "similar": 0.02,
            "other": 0.08,
        },
        {
            "same": 0.002,
            "swapped": 1e-6,
            "initial": 0.002,
            "contained": 0.0005,
            "close": 0.001,
            "similar": 0.01,
            "other": 0.98,
        },
    ),
    Comparison(
        "patronymic",
        {"same": 0.88, "initial": 0.05, "close": 0.04, "other": 0.03},
        {"same": 0.03, "initial": 0.02, "close": 0.003, "other": 0.947},
    ),
    Comparison(
        "birth_date",
        {"same": 0.85, "swapped": 0.01, "close": 0.04, "similar": 0.03, "partial": 0.03, "other": 0.04},
        {"same": 5e-5, "swapped": 1e-5, "close": 1e-3, "similar": 0.01, "partial": 0.002, "other": 0.987},
    ),
    Comparison(
        "sex",
        {"same": 0.98, "other": 0.02},
        {"same": 0.5, "other": 0.5},
        implied_by={"first_name": ("same", "diminutive")},
    ),
    Comparison(
        "phone",
        {"same": 0.55, "shared": 0.05, "close": 0.05, "other": 0.35},
        {"same": 1e-7, "shared": 1e-6, "close": 1e-6, "other": 1.0},
        is_key=True,
    ),
    Comparison(
        "email",
        {"same": 0.5, "shared": 0.03, "close": 0.07, "similar": 0.1, "other": 0.3},
        {"same": 1e-7, "shared": 1e-6, "close": 1e-5, "similar": 0.005, "other": 1.0},
        is_key=True,
    ),
    Comparison(
        "address",
        {"same": 0.55, "contained": 0.02, "close": 0.1, "similar": 0.05, "partial": 0.05, "other": 0.23},
        {"same": 1e-6, "contained": 1e-6, "close": 1e-5, "similar": 1e-3, "partial": 1e-4, "other": 1.0},
    ),
    Comparison(
        "postcode",
        {"same": 0.7, "close": 0.05, "other": 0.25},
        {"same": 1e-3, "close": 1e-3, "other": 0.998},
        implied_by={"address": ("same", "contained")},
    ),
    Comparison(
        "city",
        {"same": 0.85, "close": 0.03, "other": 0.12},
        {"same": 0.05, "close": 0.002, "other": 0.948},
        implied_by={"address": ("same", "contained"), "postcode": ("same",)},
    ),
    Comparison(
        "company",
        {"same": 0.7, "close": 0.03, "contained": 0.07, "other": 0.2},
        {"same": 0.002, "close": 0.0001, "contained": 0.0005, "other": 0.997},
        implied_by={"inn": ("same",)},
    ),
    Comparison("inn", {"same": 0.9, "other": 0.1}, {"same": 1e-5, "other": 1.0}, is_key=True),
    Comparison("client_key", {"same": 0.02, "other": 0.98}, {"same": 1e-6, "other": 1.0}, is_key=True),
    Comparison("own_1", _OWN_OF_ONE, _OWN_BY_CHANCE),
    Comparison("own_2", _OWN_OF_ONE, _OWN_BY_CHANCE),
    Comparison("own_3", _OWN_OF_ONE, _OWN_BY_CHANCE),
)

#: A relative shares home, phone and surname; the first name and the sex are anybody's, the birthday too, but for twins.
_RELATIVE = PairClass(
    "relative",
    0.1,
    {
        "last_name": {
            "same": 0.6,
            "swapped": 1e-4,
            "initial": 0.01,
            "contained": 0.01,
            "close": 0.03,
            "similar": 0.02,
            "other": 0.33,
        },
        "patronymic": {"same": 0.3, "initial": 0.02, "close": 0.01, "other": 0.67},
        "birth_date": {
            "same": 0.02,
            "swapped": 1e-4,
            "close": 0.002,
            "similar": 0.015,
            "partial": 0.002,
            "other": 0.96,
        },
        "phone": {"same": 0.5, "shared": 0.05, "close": 0.01, "other": 0.44},
        "email": {"same": 0.15, "shared": 0.02, "close": 0.01, "similar": 0.1, "other": 0.72},
        "address": {"same": 0.5, "contained": 0.03, "close": 0.1, "similar": 0.05, "partial": 0.05, "other": 0.27},
        "postcode": {"same": 0.65, "close": 0.05, "other": 0.3},
        "city": {"same": 0.9, "close": 0.02, "other": 0.08},
        "client_key": {"same": 0.02, "other": 0.98},
        "own_1": {"same": 0.15, "close": 0.01, "similar": 0.02, "other": 0.82},
        "own_2": {"same": 0.15, "close": 0.01, "similar": 0.02, "other": 0.82},
        "own_3": {"same": 0.15, "close": 0.01, "similar": 0.02, "other": 0.82},
    },
)

#: A colleague, neighbour or the next owner of a number: all of the name is anybody's.
_COLLEAGUE = PairClass(
    "colleague",
    0.1,
    {
        "phone": {"same": 0.3, "shared": 0.2, "close": 0.05, "other": 0.45},
        "email": {"same": 0.15, "shared": 0.15, "close": 0.05, "similar": 0.05, "other": 0.6},
        "address": {"same": 0.4, "contained": 0.1, "close": 0.1, "similar": 0.02, "partial": 0.08, "other": 0.3},
        "postcode": {"same": 0.5, "close": 0.05, "other": 0.45},
        "city": {"same": 0.8, "close": 0.02, "other": 0.18},
        "company": {"same": 0.8, "close": 0.02, "contained": 0.05, "other": 0.13},
        "inn": {"same": 0.9, "other": 0.1},
    },
)

PERSONS = Design(
    kind="person",
    comparisons=_COMPARISONS,
    classes=(PairClass(MATCH, 0.3), _RELATIVE, _COLLEAGUE),
    blocks=(
        TrainingBlock("one phone", {"phone": ("same",)}, ()),
        TrainingBlock("one e-mail", {"email": ("same",)}, ()),
        TrainingBlock("one birthday", {"birth_date": ("same",)}, ()),
        TrainingBlock("one name", {"first_name": ("same",), "last_name": ("same",)}, ("sex",)),
        TrainingBlock("one address", {"address": ("same",)}, ("postcode", "city")),
        TrainingBlock("one own value", {"own_1": ("same",)}, ()),
    ),
)
