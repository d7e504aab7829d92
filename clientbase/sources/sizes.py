"""How large a file may be that is read at one go; text tables and workbooks have no such limit here."""

from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.failures import reachable

_MOST_MEGABYTES = 500


def refuse_too_big(path: Path, format_name: str) -> None:
    """Refuse a file that would not fit into memory beside all else.

    Raises:
        SourceUnreadable: source.too_big.
    """
    with reachable(path):
        size = path.stat().st_size
    if size > _MOST_MEGABYTES * 2**20:
        raise SourceUnreadable(
            "source.too_big", file=path.name, megabytes=size // 2**20, format=format_name, limit=_MOST_MEGABYTES
        )
