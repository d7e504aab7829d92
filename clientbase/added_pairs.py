"""The pairs of new and changed contacts: found, compared and judged by what was learnt from all pairs before."""

from collections.abc import Mapping

from clientbase.base import Connection
from clientbase.building import select_text
from clientbase.covering import Covers
from clientbase.matching import firms, persons, scoring
from clientbase.matching.design import Design

_BOTH = ("contact_a", "contact_b")


def is_learnt(connection: Connection) -> bool:
    """Return whether what the stored pairs were judged by is kept."""
    return all(scoring.stored(connection, design) is not None for design in (persons.PERSONS, firms.FIRMS))


def renew_pairs(connection: Connection, made: Covers, limits: Mapping[str, float]) -> None:
    """Compare and judge the changed contacts with all that are worth it, by what was learnt before."""
    connection.execute("""
        create or replace temp table asked_contacts as
        select contact_id from changed_contacts
        union
        select contact_id from contact_twins where twin_id in (from changed_contacts)
    """)
    connection.execute("update match_state set added_contacts = added_contacts + (select count(*) from asked_contacts)")
    if connection.execute("select count(*) from asked_contacts").fetchall() == [(0,)]:
        return
    _renew_reach(connection, made)
    _renew_shares(connection)
    _renew_candidates(connection, made)
    _renew_judgements(connection, made, limits)


def _renew_reach(connection: Connection, made: Covers) -> None:
    """Find the phones and e-mails of the asked contacts, and of those whose number became a crowd's through them."""
    made.cover(
        "contact_points",
        """
        from contact_points semi join (
            select channel, key from contact_points semi join asked_contacts using (contact_id)
            where channel in ('phone', 'email')
        ) using (channel, key)
        """,
    )
    made.cover("contact_tokens", "from contact_tokens semi join contact_points using (contact_id)")
    made.freshen("contact_reach")
    made.uncover()
    connection.execute("""
        create or replace temp table crowded_since as
        select
            before.contact_id,
            nullif(list_filter(
                before.phones, lambda key: not list_contains(coalesce(now.shared_phones, []), key)
            ), []) as phones,
            nullif(list_sort(list_distinct(list_concat(before.shared_phones, now.shared_phones))), []) as shared_phones,
            nullif(list_filter(
                before.emails, lambda key: not list_contains(coalesce(now.shared_emails, []), key)
            ), []) as emails,
            nullif(list_sort(list_distinct(list_concat(before.shared_emails, now.shared_emails))), []) as shared_emails
        from contact_reach as before
        join fresh_contact_reach as now using (contact_id)
        anti join asked_contacts using (contact_id)
        where list_has_any(before.phones, now.shared_phones) or list_has_any(before.emails, now.shared_emails)
    """)
    connection.execute("delete from fresh_contact_reach where contact_id not in (from asked_contacts)")
    connection.execute("insert into fresh_contact_reach by name from crowded_since")
    connection.execute("""
        create or replace temp table reach_asked as
        select contact_id from asked_contacts union select contact_id from crowded_since
    """)
    made.put_in_place("contact_reach", "reach_asked", "contact_id")


def _renew_shares(connection: Connection) -> None:
    """Let a value that nobody had before be as rare as the rarest one known."""
    connection.execute("""
        insert into value_shares by name
        with told as (
            select unnest([
                {'comparison': 'first_name', 'value': first_key},
                {'comparison': 'last_name', 'value': last_key},
                {'comparison': 'patronymic', 'value': patronymic_key},
                {'comparison': 'city', 'value': city_key}
            ], recursive := true)
            from contact_tokens semi join asked_contacts using (contact_id)
        )
        select distinct told.comparison, told.value, rarest.share
        from told
        join (select comparison, min(share) as share from value_shares group by comparison) as rarest using (comparison)
        anti join value_shares as known on known.comparison = told.comparison and known.value = told.value
        where told.value is not null
    """)


def _renew_candidates(connection: Connection, made: Covers) -> None:
    """Find whom the asked contacts are to be compared with."""
    for table in ("contact_tokens", "contact_points", "contact_reach"):
        made.cover(table, f"from {table} semi join asked_contacts using (contact_id)")
    made.freshen("contact_twins")
    made.cover("contact_twins")
    made.freshen("blocking_keys")
    made.uncover()
    made.put_in_place("contact_twins", "asked_contacts", "contact_id")
    made.put_in_place("blocking_keys", "asked_contacts", "contact_id")
    made.cover("blocking_keys", "from blocking_keys semi join fresh_blocking_keys using (rule, value)")
    made.cover("contact_twins")
    made.freshen("capped_blocks")
    made.freshen("candidate_pairs")
    made.uncover()
    connection.execute("""
        delete from fresh_candidate_pairs
        where contact_a not in (from asked_contacts) and contact_b not in (from asked_contacts)
    """)
    connection.execute("delete from capped_blocks where (rule, value) in (select rule, value from fresh_blocking_keys)")
    connection.execute("insert into capped_blocks by name from fresh_capped_blocks")
    made.put_in_place("candidate_pairs", "asked_contacts", *_BOTH)


def _renew_judgements(connection: Connection, made: Covers, limits: Mapping[str, float]) -> None:
    """Compare the new candidate pairs and judge them."""
    made.cover("candidate_pairs")
    connection.execute("""
        create or replace temp table compared_contacts as
        select contact_a as contact_id from fresh_candidate_pairs union select contact_b from fresh_candidate_pairs
    """)
    made.cover(
        "contact_points",
        """
        from contact_points semi join (
            select channel, key from contact_points semi join compared_contacts using (contact_id)
            where channel in ('phone', 'email')
        ) using (channel, key)
        """,
    )
    made.cover("contact_tokens", "from contact_tokens semi join contact_points using (contact_id)")
    made.freshen("crowded_points")
    made.cover("crowded_points")
    for table in ("contact_points", "contact_tokens", "contact_reach"):
        made.cover(table, f"from {table} semi join compared_contacts using (contact_id)")
    for table in ("crowded_pairs", "pair_comparisons"):
        made.freshen(table)
        made.cover(table)
    _score(connection, persons.PERSONS, "person_patterns", "pattern_scores")
    _compare_firms(connection, made)
    _score(connection, firms.FIRMS, "firm_patterns", "firm_scores")
    for table in ("person_pairs", "firm_pairs", "match_pairs"):
        made.freshen(table, limits)
        made.cover(table)
    for table in ("crowded_pairs", "pair_comparisons", "firm_comparisons", "person_pairs", "firm_pairs", "match_pairs"):
        made.put_in_place(table, "asked_contacts", *_BOTH)
    made.uncover()
    for scores in ("pattern_scores", "firm_scores"):
        connection.unregister(scores)


def _score(connection: Connection, design: Design, patterns: str, name: str) -> None:
    """Let SQL see what the patterns of the covered comparisons say, by what was learnt, as the relation `name`."""
    weights = scoring.stored(connection, design)
    if weights is None:
        raise LookupError(design.kind)
    compared = connection.sql(select_text(f"3_clients/{patterns}")).to_arrow_table()
    if "is_random" in compared.column_names:
        compared = compared.drop_columns("is_random")
    connection.register(name, scoring.score(design, weights, compared))


def _compare_firms(connection: Connection, made: Covers) -> None:
    """Compare the asked organisations with their likes; how much a word tells is counted anew where there are any."""
    made.cover("contact_points", "from contact_points semi join asked_contacts using (contact_id)")
    made.cover("current_rows", "from current_rows semi join asked_contacts using (contact_id)")
    for table in ("firm_addresses", "firm_tokens"):
        made.freshen(table)
        made.put_in_place(table, "asked_contacts", "contact_id")
        made.cover(table)
    made.uncover("current_rows", "contact_points", "firm_addresses", "firm_tokens")
    if connection.execute("select count(*) from fresh_firm_tokens").fetchall() != [(0,)]:
        for table in ("firm_words", "firm_points", "firm_reach"):
            made.freshen(table)
            connection.execute(f"delete from {table}")
            connection.execute(f"insert into {table} by name from fresh_{table}")
    made.cover("firm_tokens", "from firm_tokens semi join asked_contacts using (contact_id)")
    made.cover(
        "firm_points",
        """
        from firm_points semi join (
            select channel, key from firm_points semi join asked_contacts using (contact_id)
        ) using (channel, key)
        """,
    )
    made.freshen("firm_candidates")
    made.uncover("firm_tokens", "firm_points")
    connection.execute("""
        delete from fresh_firm_candidates
        where is_random or (contact_a not in (from asked_contacts) and contact_b not in (from asked_contacts))
    """)
    made.cover("firm_candidates")
    for table in ("firm_names", "firm_comparisons"):
        made.freshen(table)
        made.cover(table)
    made.uncover("firm_candidates", "firm_names")
    made.cover("contact_points", "from contact_points semi join compared_contacts using (contact_id)")
