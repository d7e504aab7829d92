"""The progress bar on stderr: only on a terminal, only for what takes longer than two seconds, gone when it is done."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clientbase import messages, progress

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE_SECONDS = 2.0


class Bar:
    """Draws what is told, once the command has taken two seconds."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.drawn: Progress | None = None
        self.tasks: dict[str, TaskID] = {}

    def hear(self, step: str, done: int, total: int) -> None:
        """Show a step's state; rich works out the time that remains."""
        if not total and not step:
            self.close()
            self.drawn, self.tasks, self.started = None, {}, time.monotonic()
            return
        if self.drawn is None:
            if time.monotonic() - self.started < _PATIENCE_SECONDS:
                return
            self.drawn = _progress()
            self.drawn.start()
        if step not in self.tasks:
            self.tasks[step] = self.drawn.add_task(messages.tr(step), total=total)
        self.drawn.update(self.tasks[step], completed=done, total=total)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self.drawn is not None:
            self.drawn.stop()


@contextmanager
def shown() -> Iterator[None]:
    """Show progress for the command inside the block, where a person looks at it."""
    if not sys.stderr.isatty():
        yield
        return
    bar = Bar()
    try:
        with progress.heard_by(bar.hear):
            yield
    finally:
        bar.close()


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
