"""What every part of clientbase.toml is checked by: an error names the right key, or shows a right value."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from clientbase.errors import SettingsProblem


def bad(file: str, key: str, value: object, example: str) -> SettingsProblem:
    """Return the error of a value that a key cannot have, with an example of one that it can."""
    return SettingsProblem("settings.bad_value", file=file, key=key, value=value, example=example)


def refuse_unknown(raw: Mapping[str, Any], known: Iterable[str], file: str) -> None:
    """Raise SettingsProblem where a key is none of the known ones; it names the nearest of them."""
    for key in raw:
        if key not in known:
            raise SettingsProblem("settings.unknown_key", file=file, key=key, nearest=nearest(key, known))


def nearest(word: object, known: Iterable[str]) -> str:
    """Return the known word that is spelt most like `word`."""
    return difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.0)[0]


def is_text(value: object) -> bool:
    """Tell whether a value is text."""
    return isinstance(value, str)


def parse_limit(given: object) -> float | int | None:
    """Return "10%", "0.1" or 0.1 as a share, "25" or 25 as a count; None for anything else."""
    plain = str(given).strip().replace(",", ".")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    try:
        share = float(plain.rstrip("% ")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def is_country(value: str) -> bool:
    """Tell whether a text looks like an ISO 3166-1 alpha-2 code."""
    return len(value) == 2 and value.isalpha() and value.isupper()
