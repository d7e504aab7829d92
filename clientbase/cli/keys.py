"""Single keys from the terminal, without Enter and without an echo."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from clientbase.cleaning.keyboards import TO_LATIN_KEYS

#: Reads the next key as the Latin layout names it, in small letters; "" for arrows and the like.
Reader = Callable[[], str]

_LONGEST_KEY = 32


@contextmanager
def single_keys() -> Iterator[Reader]:
    """Yield a reader of keys; the terminal is as before afterwards, however the block ends.

    A key of the Russian layout counts as the Latin one at its place. What was typed before the reader is called is
    dropped: nobody answers a question that they have not seen.
    """
    if sys.platform == "win32":
        yield _read_on_windows
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield _read
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def drop_typed() -> None:
    """Forget the keys that were pressed and not read yet."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        return
    import termios

    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def named(text: str) -> str:
    """Return the key that typed `text`, as the Latin layout names it."""
    if not text or text.startswith("\x1b"):
        return ""
    return text[0].lower().translate(TO_LATIN_KEYS)


def _read() -> str:
    typed = os.read(sys.stdin.fileno(), _LONGEST_KEY)
    if not typed:
        raise EOFError
    return named(typed.decode("utf-8", errors="replace"))


def _read_on_windows() -> str:
    if sys.platform != "win32":
        return ""
    import msvcrt

    typed = msvcrt.getwch()
    if typed in ("\x00", "\xe0"):
        msvcrt.getwch()
        return ""
    if typed == "\x03":
        raise KeyboardInterrupt
    return named(typed)
