"""The base that a command's options mean, opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clientbase import messages
from clientbase.cli.diagnostics import say
from clientbase.cli.session import found_base, moment, session

if TYPE_CHECKING:
    from clientbase.base import ClientBase
    from clientbase.workflows.views import View


def opened_base() -> "ClientBase":
    """Return the base that the options mean."""
    from clientbase.base import ClientBase

    return ClientBase.open(found_base(session().base))


@contextmanager
def opened_view() -> Iterator["View"]:
    """Yield the base with fresh models; what was done for that is said on stderr."""
    from clientbase.workflows.views import viewed

    base = opened_base()
    with viewed(base, session().day, moment(base.settings), session().patience) as view:
        if view.note:
            say(messages.sentence("note", view.note).text)
        yield view
