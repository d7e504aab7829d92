"""The questions that only a person settles: two clients in doubt side by side, the most useful question first."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from clientbase import messages, pipeline
from clientbase.base import Connection
from clientbase.workflows.reasons import sentences

#: What two clients are compared by, in the order in which people see it.
COMPARED = ("name", "birth_date", "phone", "email", "company", "inn", "city", "address", "client_key")
#: What else is told of each.
TOLD = ("purchases", "revenue", "last_deal_on", "contacts", "file", "sheet", "source_row")

#: Of these a client may have several, parted by ", ".
SEVERAL = frozenset({"phone", "email"})
_KEY = "client_key"
_DATED = frozenset({"birth_date", "last_deal_on"})
_RUSSIAN_PHONE = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two clients of a question, with the contact that the question comes from.

    Attributes:
        digest: of a key of the contact in its source, so that a file of another base is known.
        cells: COMPARED and TOLD → texts as people read them; purchases, contacts, source_row are int, revenue Decimal,
            and what is not known is None.
    """

    contact_id: int
    client_id: int
    digest: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two clients are one."""

    one: Side
    other: Side
    match_probability: float
    reason: str

    @property
    def key(self) -> str:
        """The two contacts, as a file remembers them."""
        return "-".join(f"c{side.contact_id}-{side.digest}" for side in (self.one, self.other))

    def differs(self, field: str) -> bool:
        """Return whether both have a value and the values disagree; ids of different sources never do."""
        return bool(self._values(field)) and field != _KEY and not self.agrees(field)

    def agrees(self, field: str) -> bool:
        """Return whether both have a value and the values agree.

        One phone in common is enough, and a name agrees with a part of it: "Котова А." with "Котова Анна Сергеевна".
        """
        if not (both := self._values(field)):
            return False
        ours, theirs = both
        if field != "name":
            return not ours.isdisjoint(theirs)
        return _is_part(ours, theirs) or _is_part(theirs, ours)

    def _values(self, field: str) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return what both have in a field; None where one has nothing."""
        ours, theirs = (_comparable(field, side.cells[field]) for side in (self.one, self.other))
        return (ours, theirs) if ours and theirs else None


def questions(connection: Connection, limit: int | None = None) -> tuple[list[Question], int]:
    """Return at most `limit` questions, the most useful first, and how many more there are."""
    pairs = pipeline.select(connection, "3_clients/doubtful_pairs", {"most": limit}).fetchall()
    asked = [(row[6], row[7], float(row[4])) for row in pairs]
    sides = _sides(connection, {contact for a, b, _ in asked for contact in (a, b)})
    told = sentences(connection, [_ordered(a, b) for a, b, _ in asked])
    # That each of them is a doubt goes without saying here.
    in_doubt = f": {messages.sentence('verdict', 'doubtful').text}"
    found = [
        Question(sides[a], sides[b], probability, told.get(_ordered(a, b), "").removesuffix(in_doubt))
        for a, b, probability in asked
    ]
    in_all = pairs[0][8] if pairs else 0
    return found, in_all - len(found)


def _ordered(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


def _sides(connection: Connection, contacts: Iterable[int]) -> dict[int, Side]:
    result = pipeline.select(connection, "3_clients/contacts_asked", {"contact_ids": sorted(contacts)})
    columns = [column[0] for column in result.description or ()]
    sides = {}
    for row in result.fetchall():
        cells = dict(zip(columns, row, strict=True))
        seen = {name: _seen(name, cells[name]) for name in (*COMPARED, *TOLD)}
        sides[cells["contact_id"]] = Side(cells["contact_id"], cells["client_id"], cells["digest"], seen)
    return sides


def _seen(field: str, value: object) -> object:
    """Return a value as people read it: dates in the language's order, phones in groups, empty texts as None."""
    if isinstance(value, date) and field in _DATED:
        return value.strftime("%d.%m.%Y" if messages.active_language() == "ru" else "%Y-%m-%d")
    if isinstance(value, str) and field == "phone":
        return _RUSSIAN_PHONE.sub(r"+7 \1 \2-\3-\4", value)
    return value if isinstance(value, int | Decimal) else value or None


def _is_part(part: frozenset[str], whole: frozenset[str]) -> bool:
    """Return whether each word of a name, or its initial, stands in another name too."""
    return all(word in whole or _is_initial(word, whole) for word in part)


def _is_initial(word: str, whole: frozenset[str]) -> bool:
    if word.endswith("."):
        return any(other.startswith(word[:-1]) for other in whole)
    return f"{word[0]}." in whole


def _comparable(field: str, value: object) -> frozenset[str]:
    text = " ".join(str(value or "").casefold().replace("ё", "е").split())
    words = text.split(", ") if field in SEVERAL else text.split() if field == "name" else [text]
    return frozenset(filter(None, words))
