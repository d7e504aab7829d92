"""Bring the models up to date before they are read, and say what was done for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.errors import BaseLocked
from clientbase.workflows.identity_runs import build_anew


@dataclass(frozen=True, slots=True)
class View:
    """An open base whose models answer for `as_of`.

    Attributes:
        note: code of the catalogue's table `note` that a person should hear, "" for none.
    """

    connection: Connection
    as_of: date
    note: str = ""


@contextmanager
def viewed(base: ClientBase, as_of: date | None, moment: datetime, wait: float = 0.0) -> Iterator[View]:
    """Yield the base with models of the last import, seen from `as_of`.

    Without `as_of` that is the settings' day, else today: stored models that are older are built anew, under the lock;
    when the base is locked their old state is shown. Another `as_of` is built in temporary tables and stores nothing.

    Raises:
        BaseLocked: the models were never built, and another process is writing.
    """
    own = base.settings.as_of or moment.date()
    note = _freshen(base, own, moment, wait)
    with base.read() as connection:
        stored = pipeline.stored_as_of(connection) or own
        if as_of is None or as_of == stored:
            yield View(connection, stored, note)
        else:
            pipeline.build_as_of(connection, as_of, temporary=True)
            yield View(connection, as_of, note)


def _freshen(base: ClientBase, own: date, moment: datetime, wait: float) -> str:
    with base.read() as connection:
        is_current = pipeline.is_current(connection, own, base.settings)
        was_built = pipeline.stored_as_of(connection) is not None
    if is_current:
        return ""
    try:
        with base.write(moment, wait) as copy:
            build_anew(base, copy, own)
    except BaseLocked:
        if not was_built:
            raise
        return "old_state"
    return "built"
