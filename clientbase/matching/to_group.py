"""The tables of who is to be grouped → numbered contacts, compared pairs and what a person decided of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duckdb import DuckDBPyConnection

from clientbase.matching.clustering import BIT, Evidence, Flags, Numbers, one_id_of_a_person, united
from clientbase.matching.decided import Decided, taken_together

Shares = npt.NDArray[np.float64]

#: What a person's word weighs beside what pairs say.
_DECIDED = 1000 * BIT


@dataclass(frozen=True)
class Contacts:
    """The contacts whose client is asked, ascending by id; those that only decisions name are among them.

    Attributes:
        contact_id: their ids; everywhere else a contact is its place in it.
        is_here: whether it speaks today.
        client: the client it was of before, 0 for none.
        probability: how sure that was.
        digest: of what it says; `said`: of the same but its id, which exact duplicates share.
        person: rows of (contact, source, id) of the sources whose ids are people; Jr. and Sr. are two ids of one more.
    """

    contact_id: Numbers
    is_here: Flags
    client: Numbers
    probability: Shares
    digest: npt.NDArray[np.uint64]
    said: npt.NDArray[np.uint64]
    person: Numbers


@dataclass(frozen=True)
class Pairs:
    """Compared pairs of contacts, and at the end those that a person called the same.

    Attributes:
        weight: what each says, in thousandths of a bit.
        is_edge: whether it joins its contacts.
        leans: whether it would, had a person said yes to it.
        is_decided: whether a person called the two the same.
        reason: codes.
    """

    one: Numbers
    other: Numbers
    weight: Numbers
    probability: Shares
    is_edge: Flags
    leans: Flags
    is_decided: Flags
    reason: pa.ChunkedArray


def read_to_group(connection: DuckDBPyConnection) -> tuple[Contacts, Pairs, Evidence]:
    """Return what the tables contacts_to_group, pairs_to_group and decisions_to_group hold, and what it proves."""
    decided = taken_together(
        connection.execute("select contact_a, contact_b, decision from decisions_to_group order by rowid").fetchall()
    )
    contacts = _contacts(_table(connection, "from contacts_to_group order by contact_id"), decided)
    pairs = _pairs(_table(connection, "from pairs_to_group"), contacts, decided)
    return contacts, pairs, _evidence(contacts, pairs, decided)


def _table(connection: DuckDBPyConnection, sql: str) -> Any:  # noqa: ANN401 -- an Arrow table, untyped there
    return connection.sql(sql).to_arrow_table()


def _contacts(found: Any, decided: Decided) -> Contacts:  # noqa: ANN401
    here = found["contact_id"].to_numpy()
    named = np.array([*decided.same, *decided.apart], np.int64).ravel()
    contact_id = np.union1d(here, named) if len(named) else here
    places = np.searchsorted(contact_id, here)

    def placed(column: str, filler: npt.NDArray[Any]) -> npt.NDArray[Any]:
        filler[places] = found[column].to_numpy()
        return filler

    size = len(contact_id)
    is_here = np.zeros(size, np.bool_)
    is_here[places] = True
    return Contacts(
        contact_id,
        is_here,
        placed("client_id", np.zeros(size, np.int64)),
        placed("match_probability", np.ones(size)),
        placed("digest", np.zeros(size, np.uint64)),
        placed("said", np.zeros(size, np.uint64)),
        _people(found, places),
    )


def _people(found: Any, places: Numbers) -> Numbers:  # noqa: ANN401
    """Return rows of (contact, source, id): of ids that are people, and of generations, as if 0 were their source."""
    known = found["person_key"].is_valid()
    ids = found.filter(known).select(["person_source", "person_key"])
    source, number = (
        np.asarray(column.combine_chunks().dictionary_encode().indices, np.int64) for column in ids.columns
    )
    marked = found["generation"].is_valid()
    generation = found["generation"].drop_null().to_numpy().astype(np.int64)
    by_id = np.column_stack([places[known.to_numpy()], source + 1, number])
    by_mark = np.column_stack([places[marked.to_numpy()], np.zeros_like(generation), generation])
    return np.concatenate([by_id, by_mark])


def _pairs(found: Any, contacts: Contacts, decided: Decided) -> Pairs:  # noqa: ANN401
    same = _pair_places(contacts, decided.same)
    count = len(same)

    def column(name: str, more: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.concatenate([found[name].to_numpy(), more])

    reason = found["reason_code"].cast(pa.string())
    return Pairs(
        np.searchsorted(contacts.contact_id, column("contact_a", contacts.contact_id[same[:, 0]])),
        np.searchsorted(contacts.contact_id, column("contact_b", contacts.contact_id[same[:, 1]])),
        np.rint(column("match_weight", np.zeros(count)) * BIT).clip(-_DECIDED, _DECIDED - 1).astype(np.int64)
        + np.concatenate([np.zeros(len(found), np.int64), np.full(count, _DECIDED)]),
        column("match_probability", np.ones(count)),
        column("is_merge", np.ones(count, np.bool_)),
        column("leans", np.ones(count, np.bool_)),
        np.concatenate([np.zeros(len(found), np.bool_), np.ones(count, np.bool_)]),
        pa.chunked_array([*reason.chunks, pa.array(["decided"] * count, pa.string())]),
    )


def _pair_places(contacts: Contacts, pairs: list[tuple[int, int]]) -> Numbers:
    return np.searchsorted(contacts.contact_id, np.array(pairs, np.int64).reshape(-1, 2)).astype(np.int64)


def _evidence(contacts: Contacts, pairs: Pairs, decided: Decided) -> Evidence:
    size = len(contacts.contact_id)
    rank = np.empty(size, np.int64)
    rank[np.argsort(contacts.digest, kind="stable")] = np.arange(size)
    by_said = np.argsort(contacts.said)
    said = contacts.said[by_said]
    content = np.zeros(size, np.int64)
    content[by_said[1:]] = np.cumsum(said[1:] != said[:-1])
    same = _pair_places(contacts, decided.same)
    start = united(np.arange(size), [(int(a), int(b)) for a, b in same])
    return Evidence(
        size=size,
        one=pairs.one,
        other=pairs.other,
        weight=pairs.weight,
        is_edge=pairs.is_edge,
        rank=rank,
        content=content,
        start=start,
        apart=_pair_places(contacts, decided.apart),
        person=one_id_of_a_person(contacts.person, start),
    )
