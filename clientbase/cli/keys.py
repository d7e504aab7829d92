"""Single keys from the terminal, without Enter and without an echo."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from clientbase.cleaning.keyboards import TO_LATIN_KEYS

#: Returns the next key as the Latin layout names it, in small letters; "" for arrows and the like.
Reader = Callable[[], str]

_LONGEST_KEY = 32
#: What arrows, function keys and Alt send.
_ARROWS = re.compile(r"(?:\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z]|.)?)+", re.DOTALL)


def named(typed: str) -> str:
    """Return the key that typed something: of the Russian layout, the Latin one at its place; "" for an arrow."""
    return _ARROWS.sub("", typed)[:1].lower().translate(TO_LATIN_KEYS)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys() -> Iterator[Reader]:
        """Yield a reader of keys."""
        yield _read

    def drop_typed() -> None:
        """Forget the keys that were pressed and not read yet: nobody answers a question that they have not seen."""
        while msvcrt.kbhit():
            msvcrt.getwch()

    def _read() -> str:
        typed = msvcrt.getwch()
        if typed in ("\x00", "\xe0"):
            msvcrt.getwch()
            return ""
        if typed == "\x03":
            raise KeyboardInterrupt
        return named(typed)

else:
    import termios
    import tty

    @contextmanager
    def single_keys() -> Iterator[Reader]:
        """Yield a reader of keys; the terminal is as before afterwards, however the block ends."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal)
            yield _read
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)

    def drop_typed() -> None:
        """Forget the keys that were pressed and not read yet: nobody answers a question that they have not seen."""
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)

    def _read() -> str:
        typed = os.read(sys.stdin.fileno(), _LONGEST_KEY)
        if not typed:  # the terminal is gone
            raise KeyboardInterrupt
        return named(typed.decode("utf-8", errors="replace"))
