"""Whether the answer to "who is who" can be trusted on this list, and if not, why and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.workflows.tables import Table

#: Below so many contacts a list says little of itself; the rules are of lists, not of three rows.
FEW = 30
#: Below so many contacts what is rare and what is common is taken from lists in general.
SHORT = 200

#: Shares from which on a list is not what lists of clients are.
_COMPARABLE, _DOMINANT, _CROWDED = 0.2, 0.5, 0.1
_PLAIN, _IN_LARGEST, _SMALLEST_RATE = 0.5, 2 / 3, 0.25
_CONTRADICTING, _DOUBTFUL, _ERRORS = 0.01, 0.1, 0.05
#: Counts from which on a share is more than chance.
_ENOUGH_PAIRS = 20
#: What many people of one list may well share: everybody works for one firm.
_OFTEN_ONE = frozenset({"company"})
_PARAMETERS = ("field", "value", "share", "count", "contacts", "clients")


@dataclass(frozen=True, slots=True)
class ListDoubt:
    """One reason not to trust the result: its code in the catalogue's table `list_doubt`, and what fills the text.

    `share` is a part of 1, `field` a field of the vocabulary.
    """

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def doubts_table(doubts: tuple[ListDoubt, ...]) -> Table:
    """Return doubts as a machine reads them: one row per code with what fills its text."""
    rows = tuple((doubt.code, *(doubt.parameters.get(name) for name in _PARAMETERS)) for doubt in doubts)
    return Table("Doubts about the list", ("code", *_PARAMETERS), rows)


def self_check(connection: Connection) -> tuple[ListDoubt, ...]:
    """Return why the stored matching should not be trusted, the weightiest first; nothing where it can be."""
    result = pipeline.select(connection, "3_clients/matching_facts")
    columns = [column[0] for column in result.description or ()]
    facts = dict(zip(columns, result.fetchall()[0], strict=True))
    return doubts_of(facts, pipeline.select(connection, "3_clients/dominant_values").fetchall())


def doubts_of(facts: Mapping[str, Any], dominant: Sequence[tuple[str, str, int, int]]) -> tuple[ListDoubt, ...]:
    """Return what is implausible in a matching.

    Args:
        facts: the one row of matching_facts: counts of contacts, clients, merges…
        dominant: the rows of dominant_values: field, value, on how many contacts, of how many that have the field.
    """
    if facts["contacts"] < FEW:
        return ()
    return (*_of_values(facts, dominant), *_of_merges(facts), *_of_pairs(facts))


def _of_values(facts: Mapping[str, Any], dominant: Sequence[tuple[str, str, int, int]]) -> Iterator[ListDoubt]:
    """Yield what is wrong with what there is to compare."""
    contacts = facts["contacts"]
    if facts["comparable"] < _COMPARABLE * contacts:
        yield ListDoubt("nothing_to_compare", {"share": 1 - facts["comparable"] / contacts})
    for name, value, count, filled in dominant:
        if count > _DOMINANT * filled and count >= FEW and name not in _OFTEN_ONE:
            yield ListDoubt("one_value", {"field": name, "value": value, "share": count / filled})
    if facts["crowded"] > _CROWDED * contacts:
        yield ListDoubt("crowded", {"share": facts["crowded"] / contacts})
    if contacts < SHORT and facts["merges"] > facts["plain_merges"]:
        yield ListDoubt("short_list", {"count": contacts})


def _of_merges(facts: Mapping[str, Any]) -> Iterator[ListDoubt]:
    """Yield what is implausible in how many were merged, and into what."""
    contacts, clients, merges = facts["contacts"], facts["clients"], facts["merges"]
    if facts["in_largest"] > _IN_LARGEST * contacts and facts["largest_client"] > 10:
        yield ListDoubt("lumped", {"share": facts["in_largest"] / contacts, "count": facts["largest_client"]})
    elif clients < _SMALLEST_RATE * contacts:
        yield ListDoubt("few_clients", {"contacts": contacts, "clients": clients})
    if merges >= _ENOUGH_PAIRS and facts["plain_merges"] < (1 - _PLAIN) * merges:
        yield ListDoubt("without_keys", {"share": 1 - facts["plain_merges"] / merges})
    if facts["plain_apart"] >= _ENOUGH_PAIRS and facts["plain_apart"] > facts["plain_merges"]:
        yield ListDoubt("keys_refused", {"count": facts["plain_apart"]})
    if merges >= _ENOUGH_PAIRS and (facts["expected_errors"] or 0) > _ERRORS * merges:
        yield ListDoubt("many_errors", {"share": facts["expected_errors"] / merges})


def _of_pairs(facts: Mapping[str, Any]) -> Iterator[ListDoubt]:
    """Yield what is implausible in the pairs that were not merged."""
    contradicting = facts["contradicting_keys"]
    if contradicting >= max(3, _CONTRADICTING * facts["contacts"]):
        yield ListDoubt("ids_contradict", {"count": contradicting})
    if facts["doubtful"] >= _ENOUGH_PAIRS and facts["doubtful"] > _DOUBTFUL * facts["clients"]:
        yield ListDoubt("many_doubtful", {"count": facts["doubtful"]})
