"""How far a long step is: told by whoever works, heard by whoever shows it, ignored when nobody does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Takes a step's name (an English source text of the catalogue), how many parts are done, and how many there are.
Listener = Callable[[str, int, int], None]


def _ignore(_step: str, _done: int, _total: int) -> None:
    """Hear nothing."""


_listeners: list[Listener] = [_ignore]


def tell(step: str, done: int, total: int) -> None:
    """Tell that `done` of `total` parts of a step are done."""
    _listeners[-1](step, done, total)


def rest() -> None:
    """Tell that nothing goes on for a while, so that a person can be asked something."""
    tell("", 0, 0)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let `listener` hear what is told inside the block."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.pop()
