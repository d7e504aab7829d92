"""Runs that change who is who: what was before each is kept, so that it can be taken back exactly."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from clientbase import pipeline
from clientbase.base import ClientBase, Connection, Writing
from clientbase.base.store import frugal
from clientbase.workflows.habits import declare_sources

#: A run that nobody asked for: an import, or a newer version, changed who is who when the models were built.
BUILD = "build"
#: Runs whose words can be taken back at any time, not only as the last ones.
DECIDING = ("merge", "split", "apart", "review", "interactive")
#: So many of the newest runs keep what was before them.
MOST_KEPT = 50
#: The engine may always hold so much while contacts are compared.
_LEAST_MEGABYTES = 1000

_DELTAS = ("contacts_before", "contacts_come", "aliases_before", "doubts_before")
_WATCHED = ("client_contacts", "client_aliases", "clients_to_confirm", "counters", "model_state", "match_state")


@dataclass
class IdentityRun:
    """A run under way.

    Attributes:
        run_id: its number.
        details: what a list of runs tells of it: ids, no personal data.
        is_changed: whether it changed anything, once it has ended.
    """

    run_id: int
    details: dict[str, object] = field(default_factory=dict)
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What the models were before a run, and the last numbers then: of contacts or clients, and of inherited keys.

    Figures had never been built where `as_of` is None, and nobody had asked who is who where not `was_matched`.
    """

    models_key: str | None
    as_of: date | None
    imports_key: str | None
    was_matched: bool
    last_contact: int
    last_inherited: int


@contextmanager
def identity_run(copy: Writing, how: str) -> Iterator[IdentityRun]:
    """Keep what the block changes of who is who as one run; a block that changes nothing is none.

    `how` is BUILD, "dedupe" or one of DECIDING.
    """
    connection = copy.connection
    ((last,),) = connection.execute("select last_id from counters where name = 'identity_run'").fetchall()
    run = IdentityRun(int(last) + 1)
    for table in _WATCHED:
        connection.execute(f"create or replace temp table {table}_then as from main.{table}")
    connection.execute("create or replace temp table inherited_then as select count(*) inherited from inherited_keys")
    yield run
    _keep_differences(connection, run.run_id)
    run.is_changed = _is_changed(connection, run.run_id)
    if run.is_changed:
        _keep_run(copy, run, how)
        _forget_oldest(connection)
    else:
        forget_run(connection, run.run_id)
    for table in _WATCHED:
        connection.execute(f"drop table temp.{table}_then")
    connection.execute("drop table temp.inherited_then")


def build_anew(base: ClientBase, copy: Writing, as_of: date, how: str = BUILD) -> None:
    """Bring every model to what is in the base and to `as_of`; what that changes of who is who can be taken back."""
    declare_sources(copy.connection, base.settings)
    with identity_run(copy, how):
        pipeline.build_all(copy.connection, as_of, base.settings)


def match_only(base: ClientBase, copy: Writing, how: str, *, is_anew: bool = False) -> None:
    """Find out who is who, and let whoever reads clients and figures next build those.

    `is_anew` learns everything from all contacts once more.
    """
    connection = copy.connection
    pipeline.ensure_clean(connection)
    declare_sources(connection, base.settings)
    was_known = pipeline.knows_clients(connection)
    with identity_run(copy, how) as run, frugal(connection, _enough(connection)):
        pipeline.match_contacts(connection, base.settings.matching, is_anew=is_anew)
    if run.is_changed or not was_known:
        pipeline.call_outdated(connection)


def _enough(connection: Connection) -> int:
    """Return how many megabytes comparing takes without much spilling: about one for 700 rows."""
    ((rows,),) = connection.execute("select count(*) from clean_contacts").fetchall()
    return max(_LEAST_MEGABYTES, int(rows) // 700)


def take_back(connection: Connection, run_id: int) -> Before | None:
    """Let who is who be as it was before a run, with all that came after it.

    Returns what the models were then; None, and nothing is changed, where what came between was not kept.
    """
    runs = connection.execute(
        "select run_id, state_after from identity_runs where run_id >= ? order by run_id desc", [run_id]
    ).fetchall()
    if not runs or not _is_kept(connection, run_id) or runs[0][1] != _state(connection):
        return None
    for number, _ in runs:
        _restore(connection, number)
    (before,) = connection.execute(
        """
        select models_key, as_of, imports_key, was_matched, last_contact, last_inherited
        from identity_runs where run_id = ?
        """,
        [run_id],
    ).fetchall()
    for number, _ in runs:
        forget_run(connection, number)
    return Before(*before)


def take_back_loosely(connection: Connection, run_id: int) -> None:
    """Forget the words of a run, and let the contacts that it moved be where they were; the others stay.

    It stays as a step that nobody asked for, so that what was before it can still be reached.
    """
    connection.execute(
        """
        update client_contacts set client_id = old.client_id
        from contacts_before as old
        where old.run_id = ? and client_contacts.contact_id = old.contact_id
        """,
        [run_id],
    )
    _forget_words(connection, run_id)
    connection.execute("update identity_runs set how = ? where run_id = ?", [BUILD, run_id])


def first_since(connection: Connection, after_import: int, after_correction: int = 0) -> int | None:
    """Return the first run after an import and a correction; None when there is none."""
    ((first,),) = connection.execute(
        "select min(run_id) from identity_runs where after_import >= ? and after_correction >= ?",
        [after_import, after_correction],
    ).fetchall()
    return None if first is None else int(first)


def forget_numbers(connection: Connection, before: Before) -> None:
    """Let contacts and clients be numbered on from where they were."""
    connection.execute("delete from contact_keys where contact_id > ?", [before.last_contact])
    connection.execute(
        """
        delete from contact_keys
        where (source, row_key) in (select source, row_key from inherited_keys where number > ?)
        """,
        [before.last_inherited],
    )
    connection.execute("delete from inherited_keys where number > ?", [before.last_inherited])
    connection.execute("update counters set last_id = ? where name = 'contact'", [before.last_contact])


def forget_run(connection: Connection, run_id: int) -> None:
    """Forget a run and its words; words that it had overruled count again."""
    _forget_words(connection, run_id)
    for table in ("identity_runs", *_DELTAS):
        connection.execute(f"delete from {table} where run_id = ?", [run_id])


def _forget_words(connection: Connection, run_id: int) -> None:
    connection.execute("delete from decisions where run_id = ?", [run_id])
    connection.execute("update decisions set overruled_by = null where overruled_by = ?", [run_id])


def _keep_differences(connection: Connection, run_id: int) -> None:
    values = {"run": run_id}
    connection.execute(
        """
        insert into contacts_before by name
        select $run as run_id, * from (from client_contacts_then except from client_contacts)
        """,
        values,
    )
    connection.execute(
        """
        insert into contacts_come
        select $run, min(contact_id), max(contact_id)
        from (
            select contact_id, contact_id - row_number() over (order by contact_id) as island
            from client_contacts anti join client_contacts_then using (contact_id)
        )
        group by island
        """,
        values,
    )
    connection.execute(
        """
        insert into aliases_before
        select $run, retired_id, client_id from (from client_aliases_then except from client_aliases)
        union all
        select $run, retired_id, null from client_aliases anti join client_aliases_then using (retired_id)
        """,
        values,
    )
    connection.execute(
        "insert into doubts_before by name select $run as run_id, * from clients_to_confirm_then", values
    )


def _is_changed(connection: Connection, run_id: int) -> bool:
    ((is_changed,),) = connection.execute(
        """
        select
            exists (from contacts_before where run_id = $run)
            or exists (from contacts_come where run_id = $run)
            or exists (from aliases_before where run_id = $run)
            or exists (from decisions where run_id = $run)
            or (select count(*) from inherited_keys) <> (select inherited from inherited_then)
            or (select last_id from counters where name = 'contact')
                <> (select last_id from counters_then where name = 'contact')
        """,
        {"run": run_id},
    ).fetchall()
    return bool(is_changed)


def _keep_run(copy: Writing, run: IdentityRun, how: str) -> None:
    connection = copy.connection
    connection.execute("update counters set last_id = ? where name = 'identity_run'", [run.run_id])
    connection.execute(
        """
        insert into identity_runs by name
        select
            $run as run_id, $how as how, $made_at as made_at, $state as state_after, $details as details,
            (select last_id from counters where name = 'import') as after_import,
            (select last_id from counters where name = 'correction') as after_correction,
            (select last_id from counters_then where name = 'contact') as last_contact,
            (select inherited from inherited_then) as last_inherited,
            (select models_key from model_state_then) as models_key,
            (select as_of from model_state_then) as as_of,
            (select imports_key from model_state_then) as imports_key,
            (select count(*) > 0 from match_state_then) as was_matched
        """,
        {
            "run": run.run_id,
            "how": how,
            "made_at": copy.moment,
            "state": _state(connection),
            "details": json.dumps(run.details, ensure_ascii=False),
        },
    )


def _forget_oldest(connection: Connection) -> None:
    """Forget what was before the oldest runs; a person's words stay, and can still be taken back."""
    old = "select run_id from identity_runs order by run_id desc offset ?"
    for table in _DELTAS:
        connection.execute(f"delete from {table} where run_id in ({old})", [MOST_KEPT])
    connection.execute(
        f"delete from identity_runs where run_id in ({old}) and how not in (select unnest(?))",
        [MOST_KEPT, list(DECIDING)],
    )


def _is_kept(connection: Connection, run_id: int) -> bool:
    ((newer,),) = connection.execute("select count(*) from identity_runs where run_id > ?", [run_id]).fetchall()
    return int(newer) < MOST_KEPT


def _restore(connection: Connection, run_id: int) -> None:
    values = {"run": run_id}
    for sql in (
        """
        delete from client_contacts
        where contact_id in (
            select contact_id
            from client_contacts
            join contacts_come on contact_id between first_id and last_id
            where run_id = $run
        )
        """,
        "delete from client_contacts where contact_id in (select contact_id from contacts_before where run_id = $run)",
        "insert into client_contacts by name select * exclude (run_id) from contacts_before where run_id = $run",
        "delete from client_aliases where retired_id in (select retired_id from aliases_before where run_id = $run)",
        "delete from clients_to_confirm where $run is not null",
        "insert into clients_to_confirm by name select * exclude (run_id) from doubts_before where run_id = $run",
        """
        insert into client_aliases
        select retired_id, client_id from aliases_before where run_id = $run and client_id is not null
        """,
    ):
        connection.execute(sql, values)


def _state(connection: Connection) -> str:
    """Return a digest of who is who, whatever the order of rows."""
    found = connection.execute("""
        select
            (select count(*) || ' ' || coalesce(bit_xor(hash(contact_id, client_id)), 0) from client_contacts),
            (select count(*) || ' ' || coalesce(bit_xor(hash(retired_id, client_id)), 0) from client_aliases)
    """).fetchall()[0]
    return " ".join(found)


def is_as_before(connection: Connection, before: Before) -> bool:
    """Tell whether models that were so are of this version and of what is in the base now."""
    built = str(before.imports_key).split("-")[:2]
    return before.models_key == pipeline.models_key() and built == pipeline.imports_key(connection).split("-")
