"""Who is in which segment: found from its definition, remembered, compared with the last time."""

from dataclasses import dataclass
from datetime import date

from clientbase.base import ClientBase, Connection
from clientbase.errors import SettingsProblem, UsageProblem
from clientbase.segments.compile import compile_segment
from clientbase.segments.definition import SegmentDefinition, load_segments
from clientbase.segments.language import parse


@dataclass(frozen=True, slots=True)
class MembershipChange:
    """How a segment changed since it was last computed."""

    segment: str
    members: int
    entered: int
    left: int


def definitions(base: ClientBase, names: list[str] | None = None) -> list[SegmentDefinition]:
    """Return the base's segments, all or the named ones in the given order.

    Raises:
        UsageProblem: there is no segment of that name.
        SettingsProblem: a segment file is wrong.
    """
    known = {segment.name: segment for segment in load_segments(base.folder / "segments")}
    for name in names or []:
        if name not in known:
            raise UsageProblem("segment.not_found", name=name, known=", ".join(known) or "–")
    return [known[name] for name in names or known]


def members(connection: Connection, segment: SegmentDefinition, as_of: date) -> list[int]:
    """Return the client ids that a segment's condition holds for, in order."""
    known = {
        name
        for (name,) in connection.execute(
            "select distinct name from deal_parameters union select distinct name from client_attributes"
        ).fetchall()
    }
    compiled = compile_segment(parse(segment.where, segment.path.name), as_of, known, segment.path.name)
    # The one place where SQL text is put together: the compiler wrote it from its own tree, values are bound.
    rows = connection.execute(
        f"select f.client_id from segment_facts as f where {compiled.sql} order by f.client_id", compiled.parameters
    ).fetchall()
    return [client for (client,) in rows]


def update_memberships(base: ClientBase, connection: Connection, as_of: date) -> list[MembershipChange]:
    """Find the members of every segment of the base anew and store them."""
    return [
        store_members(connection, segment.name, members(connection, segment, as_of), as_of)
        for segment in definitions(base)
    ]


def recount_memberships(base: ClientBase, connection: Connection, as_of: date) -> tuple[str, ...]:
    """Find the members anew where something was taken back; return the segments that ask for what is gone.

    Nobody is in such a segment; asked for itself, it tells what is wrong with it.
    """
    uncountable = []
    for segment in definitions(base):
        try:
            store_members(connection, segment.name, members(connection, segment, as_of), as_of)
        except SettingsProblem:
            store_members(connection, segment.name, [], as_of)
            uncountable.append(segment.name)
    return tuple(uncountable)


def store_members(connection: Connection, segment: str, clients: list[int], as_of: date) -> MembershipChange:
    """Remember the members of a segment; who stays keeps the day of entering."""
    stored = {
        c
        for (c,) in connection.execute("select client_id from segment_members where segment = ?", [segment]).fetchall()
    }
    entered = sorted(set(clients) - stored)
    left = sorted(stored - set(clients))
    connection.execute(
        "delete from segment_members where segment = ? and client_id in (select unnest(?))", [segment, left]
    )
    connection.execute("insert into segment_members select ?, unnest(?), ?", [segment, entered, as_of])
    return MembershipChange(segment, len(clients), len(entered), len(left))
