"""The table `unjudged` of values that wait for their verdicts, and what a whole column of them tells."""

from collections.abc import Iterator

from clientbase import progress
from clientbase.base import Connection

#: So many values are cleaned before they are stored.
_PART = 50_000


def in_parts(connection: Connection, columns: str) -> Iterator[list[tuple[str, ...]]]:
    """Yield the rows of the table `unjudged`, some at a time, in order."""
    (count,) = connection.execute("select count(*) from unjudged").fetchall()[0]
    for start in range(0, count, _PART):
        progress.tell("Cleaning values", start, count)
        yield connection.execute(
            f"select {columns} from unjudged where place > ? and place <= ? order by place", [start, start + _PART]
        ).fetchall()


def telling_texts(connection: Connection, most: int) -> Iterator[str]:
    """Yield the texts of `written` by which ambiguous values are decided: all of them, or a steady choice of many."""
    rows = connection.execute("select text from written order by md5(text) limit ?", [most]).fetchall()
    yield from sorted(text for (text,) in rows)
