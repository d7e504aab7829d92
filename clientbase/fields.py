"""The vocabulary: the fields that files may bring, read from fields.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: The kinds of file that can be taken into a base in this version; the others are recognised by name only.
IMPORTABLE_KINDS = ("contacts", "deals")

#: An order row may carry its buyer: a deals file takes these fields of contacts too.
_OF_CONTACTS_ONLY = frozenset({"client_key", "created_on", "channel", "campaign", "manager"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the vocabulary.

    Attributes:
        kind: the kind of file that brings it: "contacts", "deals"…
        name: canonical name, as `--map 'Header=name'` takes it.
        label: English name for people; the catalogue translates it.
        type: how its values are cleaned: "phone", "money", "text"…
        block, level: the gate of the levels that it helps to open.
        headers: normalised headers that mean it.
        survivorship: rule that picks its value in the golden record; "" where none applies.
        many: whether one cell, or several columns, may hold several values.
        personal: whether it tells something of a person.
    """

    kind: str
    name: str
    label: str
    type: str
    block: str
    level: str
    headers: tuple[str, ...]
    survivorship: str = ""
    many: bool = False
    personal: bool = False


@cache
def kinds() -> Mapping[str, Mapping[str, Field]]:
    """Return kind → name → field, in the order of fields.toml."""
    raw = tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8"))
    return {
        kind: {
            name: Field(kind=kind, name=name, **{**entry, "headers": tuple(entry["headers"])})
            for name, entry in entries.items()
        }
        for kind, entries in raw.items()
    }


def fields_of(kind: str) -> Mapping[str, Field]:
    """Return the fields that a file of `kind` may bring; a deals file also takes the buyer's contact fields."""
    own = kinds()[kind]
    if kind != "deals":
        return own
    buyer = {name: field for name, field in kinds()["contacts"].items() if name not in _OF_CONTACTS_ONLY | own.keys()}
    return {**own, **buyer}


def normal_header(header: str) -> str:
    """Return a header as the vocabulary spells it: lower case, ё as е, single spaces, no marks at the end."""
    return re.sub(r"\s+", " ", header.replace("\ufeff", "")).strip().lower().replace("ё", "е").rstrip(":*?. ").strip()
