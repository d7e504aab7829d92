"""How sure the phones of a cell are, in one word, and the code that DaData's `clean` service has for it."""

from collections.abc import Mapping, Sequence

from clientbase.cleaning.problems import Cleaned

#: Quality of a cell → DaData's `qc` of a phone: 0 sure, 1 with an assumption or not recognised, 2 empty or garbage,
#: 3 several numbers, 7 a foreign number.
DADATA_CODES: Mapping[str, int] = {
    "sure": 0,
    "assumed": 1,
    "local": 1,
    "unknown": 1,
    "garbage": 2,
    "empty": 2,
    "several": 3,
    "foreign": 7,
}

_OF_PROBLEMS = {"phone.local_only": "local", "phone.not_in_plan": "unknown"}


def phone_quality(verdicts: Sequence[Cleaned]) -> str:
    """Return a key of `DADATA_CODES` for the verdicts on one cell.

    "sure": written with the country's code; "assumed": the base's country was taken for it; "foreign": of another
    country; "several": more than one number in the cell; "local": no area code; "unknown": in no numbering plan;
    "garbage": no digits, hidden ones, or a made-up number; "empty".
    """
    if len(verdicts) > 1:
        return "several"
    (verdict,) = verdicts
    if verdict.value:
        return verdict.quality
    return _OF_PROBLEMS.get(verdict.code, "garbage") if verdict.code else "empty"
