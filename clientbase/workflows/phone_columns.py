"""What the clean copy of a file says of each row's phones: how sure they are, and of what type."""

from collections.abc import Callable, Sequence

from clientbase.base import Connection
from clientbase.cleaning.phone_facts import phone_type
from clientbase.cleaning.phone_quality import phone_quality
from clientbase.cleaning.problems import Cleaned
from clientbase.workflows.tables import Row
from clientbase.workflows.taking import Taken

PHONE_COLUMNS = ("phone_quality", "phone_type")


def phone_columns(connection: Connection, taken: Taken) -> Callable[[Row], Row]:
    """Return what makes the PHONE_COLUMNS of a row; of a table without phones it makes none.

    Several cells, and several numbers of one cell, stand in their order, between commas.
    """
    places = {place: verdict.context for place, verdict in enumerate(taken.contexts) if verdict.type == "phone"}
    known = {place: _told(connection, context) for place, context in places.items()}

    def columns(row: Row) -> Row:
        told = [known[place][row[place]] for place in places if row[place] in known[place]]
        return tuple(_joined([cell[i] for cell in told]) for i in range(len(PHONE_COLUMNS)))

    return columns if places else lambda _: ()


def _told(connection: Connection, context: str) -> dict[str, tuple[str, str]]:
    """Return cell as written → its quality and the types of its numbers."""
    found = connection.execute(
        """
        select text, list({'value': value, 'quality': quality, 'code': code} order by ordinal)
        from cleaned_values
        where type = 'phone' and context = ?
        group by text
        """,
        [context],
    ).fetchall()
    told = {}
    for text, verdicts in found:
        cell = [Cleaned(text, v["value"] or "", "", v["quality"] or "", v["code"] or "") for v in verdicts]
        told[text] = phone_quality(cell), _joined([phone_type(verdict.value) for verdict in cell if verdict.value])
    return told


def _joined(words: Sequence[str]) -> str:
    return ", ".join(filter(None, words))
