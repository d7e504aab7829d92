"""A person's words on pairs of contacts: the last one counts, and none that stands is ever broken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.store import Writing
from clientbase.matching.decided import taken_together
from clientbase.workflows.identity_runs import IdentityRun, identity_run
from clientbase.workflows.moves import clients_then, moved
from clientbase.workflows.tables import Table

WORDS = ("same", "different", "related")


@dataclass(frozen=True, slots=True)
class Decision:
    """One word of a person: two contacts are the "same", "different", or "related" and yet not the same."""

    contact_a: int
    contact_b: int
    word: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person's words did.

    Attributes:
        run: what `undo` calls it: "merge-5"; "" where all was so before.
        moves: one row per contact of the clients that changed: where it was and where it is.
        overruled: pairs whose earlier word counts no more.
    """

    run: str
    moves: Table
    overruled: tuple[tuple[int, int], ...]


def decide(  # noqa: PLR0913 -- what was said, how, when, and of whom
    copy: Writing,
    decisions: Sequence[Decision],
    how: str,
    as_of: date,
    *,
    freed: Iterable[int] = (),
    details: Mapping[str, object] | None = None,
) -> Decided:
    """Write a person's words down as one run, and bring clients and figures to them.

    Words that stand already are not written again. The models must be built.

    Args:
        copy: the base, being written.
        decisions: the last one is the newest.
        how: "merge", "split", "apart", "review", "interactive".
        as_of: the day that figures look from.
        freed: contacts that must not keep the id of their client.
        details: what a list of runs tells of it: ids, no personal data.
    """
    connection = copy.connection
    clients_then(connection)
    with identity_run(copy, how) as run:
        run.details.update(details or {})
        new = _unsaid(connection, decisions)
        overruled = store_decisions(copy, run, new, how)
        if new:
            connection.execute(
                "delete from client_contacts where contact_id in (select unnest(?::bigint[]))", [list(freed)]
            )
            pipeline.build_decided(connection, as_of, copy.settings)
    return Decided(f"{how}-{run.run_id}" if run.is_changed else "", moved(connection), tuple(overruled))


def store_decisions(
    copy: Writing, run: IdentityRun, decisions: Sequence[Decision], how: str, decided_by: str = "a person"
) -> list[tuple[int, int]]:
    """Write decisions down as words of a run, the last one being the newest; clients stay until they are grouped.

    Older words that the new ones leave no room for ("A is B" and "B is C", but now "A is not C") count no more while
    this run stands.

    Returns:
        The pairs whose word is overruled so; of this run too, where it contradicts itself.
    """
    connection = copy.connection
    if not decisions:
        return []
    numbers = copy.next_ids("decision", len(decisions))
    size = len(decisions)
    given = pa.table(
        {
            "decision_id": pa.array(numbers, pa.int64()),
            "contact_a": pa.array([min(one.contact_a, one.contact_b) for one in decisions], pa.int64()),
            "contact_b": pa.array([max(one.contact_a, one.contact_b) for one in decisions], pa.int64()),
            "decision": [one.word for one in decisions],
            "decided_by": [decided_by] * size,
            "decided_at": pa.array([copy.moment] * size, pa.timestamp("us")),
            "how": [how] * size,
            "run_id": pa.array([run.run_id] * size, pa.int64()),
        }
    )
    connection.register("given", given)
    connection.execute("insert into decisions by name from given")
    connection.unregister("given")
    return _overrule(connection, run.run_id)


def broken_words(connection: Connection) -> list[tuple[int, int, str]]:
    """Return the decided pairs that the clients do not follow; a contact that is gone breaks none."""
    found = connection.execute("""
        select words.contact_a, words.contact_b, words.decision
        from decided_pairs as words
        join client_contacts as a on a.contact_id = words.contact_a
        join client_contacts as b on b.contact_id = words.contact_b
        where (words.decision = 'same') <> (a.client_id = b.client_id)
        order by words.contact_a, words.contact_b
    """).fetchall()
    return [(a, b, word) for a, b, word in found]


def decided_groups(connection: Connection, contacts: Iterable[int], without: Iterable[int] = ()) -> set[int]:
    """Return contacts with all those that a person called the same, directly or through others, here or gone.

    What only leads through the contacts `without` is not among them.
    """
    words = pipeline.select(connection, "3_clients/decided_pairs").fetchall()
    neighbours: dict[int, list[int]] = {}
    for a, b, word, *_ in words:
        if word == "same":
            neighbours.setdefault(a, []).append(b)
            neighbours.setdefault(b, []).append(a)
    seen, barred = set(contacts), set(without)
    waiting = sorted(seen)
    while waiting:
        for contact in neighbours.get(waiting.pop(), []):
            if contact not in seen and contact not in barred:
                seen.add(contact)
                waiting.append(contact)
    return seen


def _unsaid(connection: Connection, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that do not stand as the last word already."""
    words = pipeline.select(connection, "3_clients/decided_pairs").fetchall()
    standing = {(a, b): word for a, b, word, *_ in words}
    return [
        one
        for one in decisions
        if standing.get((min(one.contact_a, one.contact_b), max(one.contact_a, one.contact_b))) != one.word
    ]


def _overrule(connection: Connection, run_id: int) -> list[tuple[int, int]]:
    words = pipeline.select(connection, "3_clients/decided_pairs").fetchall()
    newest_first = sorted(words, key=lambda row: -row[4])
    overruled = sorted(taken_together((a, b, word) for a, b, word, *_ in newest_first).overruled)
    if overruled:
        pairs = pa.table(
            {
                "contact_a": pa.array([a for a, _ in overruled], pa.int64()),
                "contact_b": pa.array([b for _, b in overruled], pa.int64()),
            }
        )
        connection.register("overruled", pairs)
        connection.execute(
            """
            update decisions set overruled_by = ?
            where overruled_by is null and (contact_a, contact_b) in (select contact_a, contact_b from overruled)
            """,
            [run_id],
        )
        connection.unregister("overruled")
    return overruled
