"""The list of contacts that `dedupe --format csv` gives."""

from pathlib import Path

from clientbase.base import ClientBase
from clientbase.workflows.dedupe import contact_assignments
from tests.workflows.doubtful import make_doubtful


def test_who_is_alone_in_doubt_is_not_sure(tmp_path: Path) -> None:
    """A reason that speaks of a doubtful pair stands beside that pair's probability, not beside a 1."""
    base = ClientBase.open(make_doubtful(tmp_path))
    with base.read() as connection:
        rows = contact_assignments(connection).only(("contact_id", "match_probability")).rows
    assert rows == ((1, 0.9), (2, 0.9), (3, 0.8), (4, 0.6))
