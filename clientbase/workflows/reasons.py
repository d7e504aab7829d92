"""Pairs of contacts → their sentences: why they are one client, or why not."""

from collections.abc import Iterable

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.matching.reasons import levels_of, template
from clientbase.messages import active_language, sentence

Pair = tuple[int, int]

_DATE_FORMATS = {"ru": "%d.%m.%Y"}


def sentences(connection: Connection, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Return the sentence of each pair (a smaller contact_id, a larger one), in the active language."""
    wanted = sorted(set(pairs))
    told = pa.table(
        {
            "contact_a": pa.array([a for a, _ in wanted], pa.int64()),
            "contact_b": pa.array([b for _, b in wanted], pa.int64()),
        }
    )
    connection.register("pairs_wanted", told)
    connection.execute("create or replace temp table pairs_told as from pairs_wanted")
    connection.unregister("pairs_wanted")
    tell_pairs(connection)
    rows = connection.execute("select contact_a, contact_b, reason from pair_reasons").fetchall()
    return {(a, b): reason for a, b, reason in rows}


def tell_contacts(connection: Connection) -> None:
    """Make the temporary table contact_reasons: a sentence for each contact, how it got to its client or why alone."""
    pipeline.create_temporary(connection, "contact_ties", "3_clients/contact_ties", {})
    connection.execute("""
        create or replace temp table pairs_told as
        select distinct contact_a, contact_b from contact_ties where contact_b is not null
    """)
    tell_pairs(connection)
    codes = connection.execute("select distinct reason_code from client_contacts order by all").fetchall()
    said = [(str(code), sentence("reason", code).text) for (code,) in codes]
    connection.register(
        "reason_texts",
        pa.table(
            {
                "reason_code": pa.array([code for code, _ in said], pa.string()),
                "reason": pa.array([text for _, text in said], pa.string()),
            }
        ),
    )
    pipeline.create_temporary(connection, "contact_reasons", "3_clients/contact_reasons", {})
    connection.unregister("reason_texts")


def tell_pairs(connection: Connection) -> None:
    """Make the temporary table pair_reasons (contact_a, contact_b, reason) of the pairs in the table pairs_told.

    pairs_told holds contact_a < contact_b, each pair once. A sentence is worked out once for every distinct
    combination of levels; the values are filled in by the engine, so that a million contacts take seconds.
    """
    named = {"date_format": _DATE_FORMATS.get(active_language(), "%Y-%m-%d")}
    pipeline.create_temporary(connection, "contact_values", "3_clients/contact_values", named)
    pipeline.create_temporary(connection, "readable_phones", "3_clients/readable_phones", {})
    pipeline.create_temporary(connection, "pair_levels", "3_clients/pair_levels", named)
    distinct = [
        text for (text,) in connection.execute("select distinct levels from pair_levels order by all").fetchall()
    ]
    templates = [template(levels_of(text)) for text in distinct]
    connection.register(
        "reason_templates",
        pa.table({"levels": pa.array(distinct, pa.string()), "template": pa.array(templates, pa.string())}),
    )
    pipeline.create_temporary(connection, "pair_reasons", "3_clients/pair_reasons", {})
    connection.unregister("reason_templates")
