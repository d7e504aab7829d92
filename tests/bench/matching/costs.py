"""What a process takes when it has one processor to itself."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and on the processor, megabytes at its largest."""

    wall: float
    cpu: float
    megabytes: float


def alone(function: Callable[..., Value], *values: object) -> Value:
    """Return what a function gives, computed in a process of its own.

    A process begun by a large one counts as large itself, so whoever measures must stay small.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *values).result()


def cost_of(command: Sequence[str | Path], core: int | None, output: Path | None = None) -> Cost:
    """Run a command to its end on one core (None: on all), its stdout into a file, and return what it took."""
    words = [*(["taskset", "-c", str(core)] if core is not None else []), *map(str, command)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    with (output or Path(os.devnull)).open("wb") as stdout, tempfile.TemporaryFile() as stderr:
        started = time.monotonic()
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        if status:
            stderr.seek(0)
            sys.exit(
                f"{' '.join(words)}\nended with {os.waitstatus_to_exitcode(status)}:\n{stderr.read().decode()[-2000:]}"
            )
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
