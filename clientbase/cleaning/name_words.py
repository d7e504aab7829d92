"""The words that stand in name cells beside names, by what they are."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def name_words(kind: str) -> frozenset[str]:
    """Return the words (or phrases) of one kind in name_words.toml, in lower case."""
    stated = _stated()[kind]
    return frozenset(stated.split() if isinstance(stated, str) else stated)


@cache
def _stated() -> dict[str, str | list[str]]:
    return tomllib.loads((Path(__file__).parent / "name_words.toml").read_text(encoding="utf-8"))
