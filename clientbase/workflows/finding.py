"""The one client that a person means: by our number, a phone, an e-mail or a source's own id."""

from clientbase.base import Connection
from clientbase.cleaning.registry import CleaningContext, clean_value
from clientbase.corrections import CONTEXT
from clientbase.errors import UsageProblem

_MOST_NAMED = 5


def found_client(connection: Connection, query: str, context: CleaningContext) -> int:
    """Return the id of the client that `query` means; a retired id of ours leads to its heir.

    "client:12" and "#12" are our number, "id:12" is an id of any source, "crm:12" one of the source crm; "12" may be
    any of them, a phone and an e-mail are written as they are.

    Raises:
        UsageProblem: client.not_found, client.several, client.number_or_id (the sentences name them).
    """
    asked = query.strip()
    ours, key, source = _meant(connection, asked)
    own = _by_number(connection, ours)
    others = _by_points_and_keys(connection, asked if ours and key else "", key, source, context)
    if own and set(others) - set(own):
        raise UsageProblem(
            "client.number_or_id", query=asked, own=_named(connection, own),
            others=_named(connection, sorted(set(others) - set(own))),
        )  # fmt: skip
    clients = own or others
    if not clients:
        raise UsageProblem("client.not_found", query=query)
    if len(clients) > 1:
        raise UsageProblem("client.several", query=query, clients=_named(connection, clients))
    return clients[0]


def _meant(connection: Connection, asked: str) -> tuple[str, str, str | None]:
    """Return which number of ours, which id of a source, and of which source (None for any) a query may mean."""
    before, sign, after = (part.strip() for part in asked.partition(":"))
    if asked.startswith("#"):
        return asked[1:].strip(), "", None
    if not sign:
        return asked, asked, None
    if before == "client":
        return after, "", None
    if before == "id":
        return "", after, None
    if connection.execute("select 1 from imports where source = ? and undone_at is null", [before]).fetchall():
        return "", after, before
    return asked, asked, None


def _by_number(connection: Connection, number: str) -> list[int]:
    found = connection.execute(
        """
        select client_id from clients where client_id::varchar = $number
        union
        select clients.client_id
        from client_aliases join clients using (client_id)
        where client_aliases.retired_id::varchar = $number
        """,
        {"number": number},
    ).fetchall()
    return [client for (client,) in found]


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


def _by_points_and_keys(
    connection: Connection, asked: str, key: str, source: str | None, context: CleaningContext
) -> list[int]:
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
        select client_id from client_rows where client_key = $key and ($source is null or source = $source)
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
        {"phones": keys["phone"], "emails": keys["email"], "key": key, "source": source, "corrected": CONTEXT},
    ).fetchall()
    return [client for (client,) in found]


def _named(connection: Connection, clients: list[int]) -> str:
    named = [f"{client} {client_name(connection, client)}".strip() for client in clients[:_MOST_NAMED]]
    return ", ".join(named) + (", …" if len(clients) > _MOST_NAMED else "")
