"""New and changed contacts find their clients without asking anew about all the others.

What was learnt from all pairs is kept; only contacts that are new, changed or gone are blocked, compared and judged by
it, and only the clients that they touch are grouped anew.
"""

from collections.abc import Mapping

from clientbase.added_pairs import is_learnt, renew_pairs
from clientbase.base import Connection
from clientbase.building import create_temporary, insert, select, select_text
from clientbase.covering import Covers, covers
from clientbase.matching import assign

#: When more than this share of the contacts learnt from has come or changed since, everything is learnt anew.
MOST_ADDED = 0.1


def inherit_contacts(connection: Connection) -> None:
    """Let a changed row without an id stay the contact that it was, where a newer export leaves no doubt.

    Import by import, so that it comes to the same whether they were taken in one go or one by one.
    """
    for (import_id,) in select(connection, "3_clients/changed_exports").fetchall():
        number_contacts(connection, before=import_id)
        create_temporary(connection, "inherited_now", "3_clients/changed_rows", {"import_id": import_id})
        connection.execute("insert into contact_keys by name from inherited_now")
        connection.execute("""
            insert into inherited_keys by name
            select *, (select count(*) from inherited_keys) + row_number() over (order by row_key) as number
            from inherited_now
        """)
        connection.execute("drop table temp.inherited_now")


def number_contacts(connection: Connection, before: int | None = None) -> None:
    """Give every row key without a contact the next contact_id; numbers are never used again.

    `before` leaves that import, and the later ones, for another time.
    """
    last_id = connection.execute("select last_id from counters where name = 'contact'").fetchall()[0][0]
    insert(connection, "contact_keys", "3_clients/new_contact_keys", {"last_id": last_id, "before": before})
    connection.execute("""
        update counters set last_id = greatest(last_id, (select coalesce(max(contact_id), 0) from contact_keys))
        where name = 'contact'
    """)


def take_added(connection: Connection, models_key: str, limits: Mapping[str, float]) -> bool:
    """Bring contacts and their clients to what is in the base, asking only about what came since.

    Returns False, and leaves the tables half done, where everything has to be built and learnt anew: nothing was
    before, or by other rules; rows were taken back; cells were corrected; or too much has come.

    `models_key` is of the rules that the stored tables must have been built by; `limits` are `merge` and `doubtful`,
    the probabilities from which pairs are merged and asked about.
    """
    if not _is_known(connection, models_key):
        return False
    new = _imports_new(connection)
    if new and _has_corrected_cells(connection):
        return False
    with covers(connection) as made:
        for table in ("current_imports", "superseded_rows", "decided_pairs"):
            made.freshen(table, {"import_id": None} if table == "current_imports" else None)
        _find_seeds(connection)
        for table in ("current_imports", "superseded_rows", "decided_pairs"):
            connection.execute(f"delete from {table}")
            connection.execute(f"insert into {table} by name from fresh_{table}")
        _add_rows(connection, made, new)
        _find_told(connection, new)
        if _too_many(connection, "contacts_told"):
            return False
        _renew_contacts(connection, made)
        if _too_many(connection, "changed_contacts"):
            return False
        renew_pairs(connection, made, limits)
    _find_touched(connection)
    group_contacts(connection, is_part=True)
    for table in ("seed_contacts", "contacts_told", "changed_contacts", "asked_contacts"):
        connection.execute(f"drop table temp.{table}")
    _remember(connection, models_key)
    return True


def group_contacts(connection: Connection, *, is_part: bool = False) -> None:
    """Give contacts their clients: all of them, or those of the temporary table touched_contacts."""
    if not is_part:
        connection.execute("create or replace temp table touched_contacts (contact_id bigint)")
        connection.execute("""
            create or replace temp table gone_contacts as
            select contact_id from client_contacts anti join contact_tokens using (contact_id)
        """)
    for name in ("contacts_to_group", "pairs_to_group", "decisions_to_group"):
        text = select_text(f"3_clients/{name}")
        connection.execute(f"create or replace temp table {name} as {text}", {"is_part": is_part})
    assign.assign_clients(connection)
    for name in ("touched_contacts", "gone_contacts", "contacts_to_group", "pairs_to_group", "decisions_to_group"):
        connection.execute(f"drop table temp.{name}")


def remember_whole(connection: Connection, models_key: str) -> None:
    """Write down that everything was just built and learnt from what is in the base."""
    connection.execute("delete from match_state")
    connection.execute(
        """
        insert into match_state
        select ?, '', 0, (select count(*) from contact_tokens), 0
        """,
        [models_key],
    )
    _remember(connection, models_key)


def forget(connection: Connection) -> None:
    """Let everything be built and learnt anew the next time."""
    connection.execute("delete from match_state")


def _remember(connection: Connection, models_key: str) -> None:
    connection.execute(
        "update match_state set models_key = ?, words_key = ?, numbered = ?", [models_key, *_stated(connection)]
    )
    connection.execute("delete from matched_imports")
    connection.execute("""
        insert into matched_imports
        select import_id, import_id in (select import_id from current_imports)
        from imports where undone_at is null order by import_id
    """)


def _stated(connection: Connection) -> tuple[str, int]:
    """Return a digest of what a person said of cells and of sources, and how many contacts are numbered."""
    ((cells, habits, numbered),) = connection.execute("""
        select
            (select list(correction_id order by correction_id) from corrections where written is not null),
            (select list(source_habits order by source) from source_habits),
            (select count(*) from contact_keys)
    """).fetchall()
    return repr((cells, habits)), int(numbered)


def _is_known(connection: Connection, models_key: str) -> bool:
    state = connection.execute("select models_key, words_key, numbered from match_state").fetchall()
    if state != [(models_key, *_stated(connection))]:
        return False
    tables = connection.execute("select count(*) from duckdb_tables() where table_name = 'match_pairs'").fetchall()
    taken_back = connection.execute("""
        select count(*) from matched_imports
        where import_id not in (select import_id from imports where undone_at is null)
    """).fetchall()
    return tables == [(1,)] and taken_back == [(0,)] and is_learnt(connection)


def _imports_new(connection: Connection) -> list[int]:
    rows = connection.execute("""
        select import_id from imports anti join matched_imports using (import_id)
        where undone_at is null order by import_id
    """).fetchall()
    return [number for (number,) in rows]


def _has_corrected_cells(connection: Connection) -> bool:
    return connection.execute("select count(*) from corrections where written is not null").fetchall() != [(0,)]


def _too_many(connection: Connection, table: str) -> bool:
    ((count, learnt, added),) = connection.execute(f"""
        select (select count(*) from {table}), learnt_contacts, added_contacts from match_state
    """).fetchall()
    return bool(count and count + added > MOST_ADDED * learnt)


def _find_seeds(connection: Connection) -> None:
    """Make seed_contacts: those of whom a person said something new since, or that have no client yet."""
    connection.execute("""
        create or replace temp table seed_contacts as
        with changed as (
            (select contact_a, contact_b, decision from fresh_decided_pairs
                except select contact_a, contact_b, decision from decided_pairs)
            union
            (select contact_a, contact_b, decision from decided_pairs
                except select contact_a, contact_b, decision from fresh_decided_pairs)
        )
        select unnest([contact_a, contact_b]) as contact_id from changed
        union
        select contact_id from contact_tokens anti join client_contacts using (contact_id)
    """)


def _add_rows(connection: Connection, made: Covers, imports: list[int]) -> None:
    """Give the rows of new imports their keys, and new keys their contacts."""
    new = {"imports": imports}
    made.cover(
        "clean_contacts",
        """
        with new as (
            select import_id, row_number, source, client_key, first_key, last_key, company_key from clean_contacts
            where import_id in (select unnest($imports))
        )
        from new
        union all
        select import_id, row_number, source, client_key, first_key, last_key, company_key from clean_contacts
        semi join (select source, client_key from new where client_key is not null) using (source, client_key)
        where import_id not in (select unnest($imports))
        """,
        new,
    )
    made.cover("stg_contacts", "select * from stg_contacts where import_id in (select unnest($imports))", new)
    made.freshen("row_keys")
    made.uncover()
    connection.execute("delete from fresh_row_keys where import_id not in (select unnest($imports))", new)
    connection.execute("insert into row_keys by name from fresh_row_keys")
    inherit_contacts(connection)
    made.cover("row_keys")
    number_contacts(connection)
    made.uncover()


def _find_told(connection: Connection, imports: list[int]) -> None:
    """Make contacts_told: those of which rows came, or stopped speaking, since."""
    connection.execute(
        """
        create or replace temp table contacts_told as
        with heard as (
            select import_id from imports where import_id in (select unnest($imports))
            union all
            select import_id from (from matched_imports where is_current) anti join current_imports using (import_id)
        )
        select distinct contact_keys.contact_id
        from row_keys
        join contact_keys using (source, row_key)
        where row_keys.import_id in (select import_id from heard)
            or (row_keys.import_id, row_keys.row_number) in (select import_id, row_number from superseded_rows)
        """,
        {"imports": imports},
    )


def _renew_contacts(connection: Connection, made: Covers) -> None:
    """Let the contacts that were told of say what they say now; make changed_contacts of those that changed."""
    made.cover(
        "row_keys",
        """
        select row_keys.* from row_keys
        semi join (from contact_keys semi join contacts_told using (contact_id)) using (source, row_key)
        """,
    )
    made.freshen("current_rows")
    made.uncover()
    for table in ("current_rows", "contact_tokens", "contact_points"):
        if table != "current_rows":
            made.freshen(table)
        made.put_in_place(table, "contacts_told", "contact_id")
        made.cover(table)
    made.freshen("contact_contents")
    made.uncover()
    connection.execute("""
        create or replace temp table changed_contacts as
        select contacts_told.contact_id
        from contacts_told
        left join fresh_contact_contents as now using (contact_id)
        left join contact_contents as before using (contact_id)
        where now.digest is distinct from before.digest
    """)
    connection.execute("""
        create or replace temp table gone_contacts as
        from contacts_told anti join contact_tokens using (contact_id)
    """)
    made.put_in_place("contact_contents", "contacts_told", "contact_id")


def _find_touched(connection: Connection) -> None:
    """Make touched_contacts: the changed ones, whom they are compared with, and all of the clients of both."""
    connection.execute("""
        create or replace temp table touched_contacts as
        with seeds as (
            select contact_id from asked_contacts
            union select contact_id from seed_contacts
            union select contact_id from gone_contacts
            union select contact_id from contact_tokens anti join client_contacts using (contact_id)
        ),
        near as (
            select contact_id from seeds
            union select contact_b from match_pairs where contact_a in (from seeds)
            union select contact_a from match_pairs where contact_b in (from seeds)
            union select contact_b from decided_pairs where contact_a in (from seeds)
            union select contact_a from decided_pairs where contact_b in (from seeds)
        ),
        clients_near as (
            select distinct suggested_client_id from client_contacts where contact_id in (from near)
        )
        select contact_id from near
        union
        select contact_id from client_contacts where suggested_client_id in (from clients_near)
    """)
