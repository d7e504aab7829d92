"""The one client that a person means: by its id, a phone, an e-mail or the source's own id."""

from clientbase.base import Connection
from clientbase.cleaning.registry import CleaningContext, clean_value
from clientbase.corrections import CONTEXT
from clientbase.errors import UsageProblem

_MOST_NAMED = 5


def found_client(connection: Connection, query: str, context: CleaningContext) -> int:
    """Return the id of the client that `query` means; an id of ours goes first, a retired one leads to its heir.

    Raises:
        UsageProblem: client.not_found, client.several (the sentence names them).
    """
    asked = query.strip()
    own = connection.execute(
        """
        select client_id from clients where client_id::varchar = $asked
        union
        select clients.client_id
        from client_aliases join clients using (client_id)
        where client_aliases.retired_id::varchar = $asked
        """,
        {"asked": asked},
    ).fetchall()
    clients = [client for (client,) in own] or _by_points_and_keys(connection, asked, context)
    if not clients:
        raise UsageProblem("client.not_found", query=query)
    if len(clients) > 1:
        raise UsageProblem("client.several", query=query, clients=_named(connection, clients))
    return clients[0]


def client_name(connection: Connection, client_id: int) -> str:
    """Return how a client is called: the person's name, else the company's, else nothing."""
    found = connection.execute(
        """
        select coalesce(nullif(concat_ws(' ', last_name, first_name, patronymic), ''), company, '')
        from clients where client_id = ?
        """,
        [client_id],
    ).fetchall()
    return str(found[0][0]) if found else ""


def _by_points_and_keys(connection: Connection, asked: str, context: CleaningContext) -> list[int]:
    keys = {
        channel: [verdict.key for verdict in clean_value(channel, asked, "", context) if verdict.key]
        for channel in ("phone", "email")
    }
    found = connection.execute(
        """
        select client_id from client_points
        where (channel = 'phone' and key in (select unnest($phones)))
            or (channel = 'email' and key in (select unnest($emails)))
        union
        select client_id from client_rows where client_key = $asked
        union
        select said.client_id
        from (
            select client_id, field, written, arg_max(value, correction_id) as value
            from corrections join client_contacts using (contact_id)
            where field in ('phone', 'email')
            group by client_id, field, written
        ) as said
        join cleaned_values as verdict
            on verdict.context = $corrected and verdict.type = said.field and verdict.text = said.value
        where (field = 'phone' and verdict.key in (select unnest($phones)))
            or (field = 'email' and verdict.key in (select unnest($emails)))
        order by client_id
        """,
        {"phones": keys["phone"], "emails": keys["email"], "asked": asked, "corrected": CONTEXT},
    ).fetchall()
    return [client for (client,) in found]


def _named(connection: Connection, clients: list[int]) -> str:
    named = [f"{client} {client_name(connection, client)}".strip() for client in clients[:_MOST_NAMED]]
    return ", ".join(named) + (", …" if len(clients) > _MOST_NAMED else "")
