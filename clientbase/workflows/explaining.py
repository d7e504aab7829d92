"""why: a client's contacts and how each got there, who stayed apart, what is doubtful, what a person decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.cleaning.registry import CleaningContext
from clientbase.config import Settings
from clientbase.errors import UsageProblem
from clientbase.matching.firms import FIRMS
from clientbase.matching.persons import PERSONS
from clientbase.matching.reasons import COMPARISONS, PairLevels, levels_of
from clientbase.workflows import reasons
from clientbase.workflows.finding import client_name, found_client
from clientbase.workflows.tables import Row, Table, result_table
from clientbase.workflows.views import View

#: A level of the sentences → the one that was compared: another spelling is the same value to the matcher.
_COMPARED_AS = {"alike": "same", "unnamed": "same", "veto": "other"}
_SILENT = ("missing", "-")

_IMPLIED_BY = {
    (design.kind, comparison.name): comparison.implied_by
    for design in (PERSONS, FIRMS)
    for comparison in design.comparisons
}
#: kind, comparison, level → bits.
_Weights = Mapping[tuple[str, str, str], float]

COMPARISON_COLUMNS = ("contact_a", "contact_b", "comparison", "value_a", "value_b", "level", "match_weight")


@dataclass(frozen=True, slots=True)
class Asked:
    """A client that was asked for.

    Attributes:
        client_id, name: the client.
        retired: the id that was asked for, when it has become this client's; None otherwise.
        contact_id: the number that was asked for, when it is a contact's of this client; None otherwise.
    """

    client_id: int
    name: str
    retired: int | None
    contact_id: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one client is one, or why two are two.

    Attributes:
        asked: the client, or the two.
        contacts: one row per contact of theirs: where it stands in its file, and how it got to its client.
        pairs: one row per pair of contacts that speaks for or against: those that hold a client together, and of each
            other client the nearest, with what became of them.
        comparisons: one row per such pair and part that both have: the values, how they compare, the weight in bits.
        decisions: what a person said of these contacts.
        aliases: retired ids of the clients.
    """

    asked: tuple[Asked, ...]
    contacts: Table
    pairs: Table
    comparisons: Table
    decisions: Table
    aliases: Table


def explain(view: View, queries: Sequence[str], settings: Settings) -> Explanation:
    """Return why the client that one query means is one, or why the clients that two queries mean are two, or one.

    Raises:
        UsageProblem: client.not_found, client.several.
    """
    connection = view.connection
    context = CleaningContext(settings.country, settings.currency, view.as_of, settings.rules)
    asked = tuple(dict.fromkeys(_asked(connection, query, context) for query in queries))
    ids = {"client_ids": sorted({one.client_id for one in asked})}
    pipeline.create_temporary(connection, "contact_ties", "3_clients/contact_ties", ids)
    pairs = pipeline.select(connection, "3_clients/why_pairs", ids).fetchall()
    pairs += _between(asked)
    own = connection.execute("select contact_id from contact_ties order by contact_id").fetchall()
    reasons.tell_listed(connection, pairs, [contact for (contact,) in own])
    reasons.reasons_of_contacts(connection)
    return Explanation(
        asked,
        result_table("Contacts of the client", pipeline.select(connection, "3_clients/why_contacts")),
        result_table("Pairs", pipeline.select(connection, "3_clients/why_told", ids)),
        _comparisons(connection),
        result_table("Your decisions", pipeline.select(connection, "3_clients/why_decisions", ids)),
        result_table("Former numbers", pipeline.select(connection, "3_clients/why_aliases", ids)),
    )


def _asked(connection: Connection, query: str, context: CleaningContext) -> Asked:
    """Return the client of a query as `set` finds it; a number that is no client's is looked for as a contact's."""
    try:
        client_id = found_client(connection, query, context)
    except UsageProblem as problem:
        if problem.code != "client.not_found":
            raise
        found = connection.execute(
            "select client_id from client_contacts where contact_id::varchar = ?", [query.strip()]
        ).fetchall()
        if not found:
            raise
        client_id = int(found[0][0])
    retired = connection.execute(
        "select retired_id from client_aliases where retired_id::varchar = ? and client_id = ?",
        [query.strip(), client_id],
    ).fetchall()
    contact = connection.execute(
        "select contact_id from client_contacts where contact_id::varchar = ? and client_id = ?",
        [query.strip(), client_id],
    ).fetchall()
    return Asked(
        client_id,
        client_name(connection, client_id),
        int(retired[0][0]) if retired else None,
        int(contact[0][0]) if contact else None,
    )


def _between(asked: Sequence[Asked]) -> list[tuple[int, int]]:
    """Return the pair of two contacts that were asked for by their numbers."""
    contacts = sorted({one.contact_id for one in asked if one.contact_id is not None})
    return [(contacts[0], contacts[1])] if len(contacts) > 1 else []


def _comparisons(connection: Connection) -> Table:
    """Return both values, level and weight of every part that both contacts of a told pair have."""
    weights = _weights(connection)
    result = connection.execute("select * from pair_levels order by contact_a, contact_b")
    names = [column[0] for column in result.description or ()]
    rows: list[Row] = []
    for values in result.fetchall():
        told = dict(zip(names, values, strict=True))
        rows += _parts(told, levels_of(told["levels"]), weights)
    return Table("Comparisons", COMPARISON_COLUMNS, tuple(rows))


def _parts(told: Mapping[str, object], pair: PairLevels, weights: _Weights) -> Iterator[Row]:
    for name in COMPARISONS:
        level = pair.levels[name]
        if level in _SILENT:
            continue
        value_b = told[f"{name}_a"] if name == "client_key" and level in ("same", "unnamed") else told[f"{name}_b"]
        compared = _COMPARED_AS.get(level, level)
        weight = 0.0 if _is_implied(pair, name) else weights.get((pair.kind, name, compared))
        yield (told["contact_a"], told["contact_b"], name, told[f"{name}_a"], value_b, compared, weight)


def _weights(connection: Connection) -> _Weights:
    """Return what each level weighs."""
    found = connection.execute("select kind, comparison, level, match_weight from match_weights").fetchall()
    return {(kind, comparison, level): weight for kind, comparison, level, weight in found}


def _is_implied(pair: PairLevels, name: str) -> bool:
    """Return whether another comparison of the pair says already what this one would, so that it does not count."""
    implied_by = _IMPLIED_BY.get((pair.kind, name), {})
    return any(
        _COMPARED_AS.get(pair.levels[other], pair.levels[other]) in levels for other, levels in implied_by.items()
    )
