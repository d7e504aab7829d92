"""Pairs of contacts → their sentences: why they are one client, or why not."""

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from clientbase import pipeline
from clientbase.base import Connection
from clientbase.fields import kinds
from clientbase.matching.reasons import levels_of, template
from clientbase.messages import active_language, sentence, tr

Pair = tuple[int, int]

_DATE_FORMATS = {"ru": "%d.%m.%Y"}


def sentences(connection: Connection, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Return the sentence of each pair (a smaller contact_id, a larger one), in the active language."""
    tell_listed(connection, pairs)
    rows = connection.execute("select contact_a, contact_b, reason from pair_reasons").fetchall()
    return {(a, b): reason for a, b, reason in rows}


def tell_listed(connection: Connection, pairs: Iterable[Pair], contacts: Sequence[int] = ()) -> None:
    """Make the temporary table pair_reasons of these pairs; contact_values knows `contacts` too."""
    wanted = sorted(set(pairs))
    columns = {name: pa.array([pair[side] for pair in wanted], pa.int64()) for side, name in enumerate(_ENDS)}
    connection.register("pairs_listed", pa.table(columns))
    connection.execute("create or replace temp table pairs_told as from pairs_listed")
    connection.unregister("pairs_listed")
    tell_pairs(connection, contacts)


def tell_contacts(connection: Connection, client_ids: Sequence[int] | None = None) -> None:
    """Make the temporary table contact_reasons (contact_id, reason): how each contact got to its client, or why not.

    Args:
        connection: an open base; it may be read-only.
        client_ids: tell of their contacts alone; None is everybody.
    """
    pipeline.create_temporary(connection, "contact_ties", "3_clients/contact_ties", {"client_ids": client_ids})
    connection.execute("""
        create or replace temp table pairs_told as
        select distinct contact_a, contact_b from contact_ties where contact_b is not null
    """)
    tell_pairs(connection)
    reasons_of_contacts(connection)


def reasons_of_contacts(connection: Connection) -> None:
    """Make contact_reasons of contact_ties and pair_reasons; who is tied to nobody has its reason code's sentence."""
    codes = connection.execute("select distinct reason_code from client_contacts order by all").fetchall()
    _register(connection, "reason_texts", {code: sentence("reason", code).text for (code,) in codes}, _BY_CODE)
    pipeline.create_temporary(connection, "contact_reasons", "3_clients/contact_reasons", {})
    connection.unregister("reason_texts")


def tell_pairs(connection: Connection, contacts: Sequence[int] = ()) -> None:
    """Make the temporary table pair_reasons (contact_a, contact_b, reason) of the pairs in the table pairs_told.

    pairs_told holds contact_a < contact_b, each pair once. A sentence is worked out once for every distinct
    combination of levels; the values are filled in by the engine, so that a million contacts take seconds.
    """
    named = {"date_format": _DATE_FORMATS.get(active_language(), "%Y-%m-%d")}
    connection.execute(_TOLD, {"contacts": list(contacts)})
    pipeline.create_temporary(connection, "contact_values", "3_clients/contact_values", named)
    pipeline.create_temporary(connection, "readable_phones", "3_clients/readable_phones", {})
    pipeline.create_temporary(connection, "pair_levels", "3_clients/pair_levels", named)
    headers = own_headers(connection)
    found = connection.execute("select distinct levels from pair_levels order by all").fetchall()
    _register(
        connection, "reason_templates", {text: template(levels_of(text), headers) for (text,) in found}, _BY_LEVELS
    )
    pipeline.create_temporary(connection, "pair_reasons", "3_clients/pair_reasons", {})
    connection.unregister("reason_templates")


def own_headers(connection: Connection) -> dict[str, str]:
    """Return the comparison of each column of the owner's own → what the column is called."""
    known = kinds()["contacts"]
    found = connection.execute("select ordinal, header from own_columns order by ordinal").fetchall()
    return {
        f"own_{ordinal}": tr(known[header[1:]].label) if header.startswith("=") else header for ordinal, header in found
    }


_ENDS = ("contact_a", "contact_b")
_BY_CODE, _BY_LEVELS = ("reason_code", "reason"), ("levels", "template")

_TOLD = """
    create or replace temp table contacts_told as
    select contact_a as contact_id from pairs_told
    union
    select contact_b from pairs_told
    union
    select unnest($contacts::bigint[])
"""


def _register(connection: Connection, name: str, texts: Mapping[str, str], columns: tuple[str, str]) -> None:
    keys, values = pa.array(list(texts), pa.string()), pa.array(list(texts.values()), pa.string())
    connection.register(name, pa.table(dict(zip(columns, (keys, values), strict=True))))
