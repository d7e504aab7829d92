"""The vocabulary: the fields that files may bring, read from fields.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: The kinds of file that can be taken into a base.
IMPORTABLE_KINDS = (
    "contacts",
    "deals",
    "products",
    "costs",
    "interactions",
    "answers",
    "consents",
    "agreements",
)

#: A row of these tells of a person, who is a contact too: an order's buyer, whoever answered, called or consented.
PERSON_KINDS = ("deals", "interactions", "answers", "consents", "agreements")

#: These columns of an order, an event or an answer are about itself and not about its person.
_OF_CONTACTS_ONLY = frozenset({"client_key", "created_on", "channel", "campaign", "manager"})
_CONSENT_COLUMNS = frozenset({"consent_email", "consent_sms", "consent_phone", "consent_processing"})
#: A file of consents says with its own columns what a list of contacts says with these; a survey's remark is about it.
_NOT_OF_A_PERSON = {"consents": _CONSENT_COLUMNS, "answers": frozenset({"note"})}

#: The questions that a survey may ask in a column each.
QUESTIONS = (
    "problem",
    "trigger",
    "alternatives",
    "dislikes",
    "current_solution",
    "path",
    "criteria",
    "fears",
    "objections",
    "desired_result",
    "nps",
    "csat",
    "ces",
)


#: A name's parts are picked together, from one row.
NAME_PARTS = ("last_name", "first_name", "patronymic")

#: How a golden value is picked where rows disagree; what each means stands at the head of fields.toml.
SURVIVORSHIP_RULES = (
    "most_trusted",
    "most_recent",
    "most_complete",
    "most_frequent",
    "longest",
    "oldest",
    "last_won_deal",
)


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
    """Return the fields that a file of `kind` may bring, those of the person that its rows tell of among them."""
    own = kinds()[kind]
    return {**own, **{name: field for name, field in person_fields(kind).items() if name not in own}}


@cache
def person_fields(kind: str) -> Mapping[str, Field]:
    """Return the fields by which a row of `kind` may tell of its person; none where it tells of nobody.

    The source's own id goes by the headers that an order has for it: a bare "ID" is the row's own.
    """
    if kind not in PERSON_KINDS:
        return {}
    left_out = _OF_CONTACTS_ONLY | _NOT_OF_A_PERSON.get(kind, frozenset()) | kinds()[kind].keys()
    of_contacts = {name: field for name, field in kinds()["contacts"].items() if name not in left_out}
    return {"client_key": kinds()["deals"]["client_key"], **of_contacts}


@cache
def surviving_fields() -> Mapping[str, str]:
    """Return field → the rule by which its golden value is picked, of the fields whose rule the owner may choose."""
    contacts = kinds()["contacts"].values()
    return {field.name: field.survivorship for field in contacts if field.survivorship in SURVIVORSHIP_RULES}


def normal_header(header: str) -> str:
    """Return a header as the vocabulary spells it: lower case, ё as е, single spaces, no marks at the end."""
    return re.sub(r"\s+", " ", header.replace("\ufeff", "")).strip().lower().replace("ё", "е").rstrip(":*?. ").strip()
