"""stderr: what is said to a person, and the one place where an error becomes a sentence and an exit code."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from typer.exceptions import Abort, Exit, TyperException

from clientbase import messages
from clientbase.cli.misuse import wrong_call
from clientbase.cli.session import found_base, moment, session
from clientbase.errors import ClientbaseError, ExitCode, UsageProblem


def say(text: str) -> None:
    """Tell a person something that is no error; `-q` silences it."""
    if not session().quiet:
        sys.stdout.flush()
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def complain(text: str) -> None:
    """Tell a person of an error or a warning, also under `-q`."""
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def sentence_of(error: ClientbaseError) -> str:
    """Return an error as one sentence with its remedy, in the active language."""
    return _joined(messages.sentence("error", error.code, **error.parameters))


def guarded(command: Callable[[], object]) -> int:
    """Run a command and return its exit code; whatever it raises becomes one sentence on stderr."""
    try:
        with _errors_of_libraries():
            result = command()
    except Exit as error:
        return int(error.exit_code)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- the boundary: a bug is told, never dumped on a person
        code, name = _told(error)
        return _logged(int(code), name)
    return _logged(result if isinstance(result, int) else int(ExitCode.DONE), "")


def _told(error: BaseException) -> tuple[ExitCode, str]:
    """Say what went wrong; return the exit code and a stable name for the log."""
    if isinstance(error, ClientbaseError):
        complain(f"{messages.tr('Error')}: {sentence_of(error)}")
        return error.exit_code, error.code
    if isinstance(error, TyperException):
        complain(_usage_words(error))
        return ExitCode.USAGE, "usage"
    if isinstance(error, KeyboardInterrupt | Abort):
        complain(messages.tr("Interrupted; nothing was changed."))
        return ExitCode.INTERRUPTED, "interrupted"
    if isinstance(error, BrokenPipeError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 -- the interpreter flushes it at exit
        return ExitCode.DONE, "broken pipe"
    return ExitCode.INTERNAL, _bug(error)


def _joined(said: messages.Sentence) -> str:
    return f"{said.text}; {said.remedy}" if said.remedy else said.text


def _usage_words(error: TyperException) -> str:
    said = wrong_call(error)
    return f"{messages.tr('Error')}: {_joined(said)}" if said.remedy else said.text


@contextmanager
def _errors_of_libraries() -> Iterator[None]:
    """Turn what the disk or the engine says into our own errors."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from clientbase.errors import DiskProblem

        reason = error.strerror or str(error)
        raise DiskProblem("disk.failed", file=error.filename or "", reason=reason) from error
    except MemoryError as error:
        from clientbase.errors import DiskProblem

        raise DiskProblem("disk.memory") from error
    except Exception as error:
        if _is_of_the_disk(error):
            from clientbase.errors import DiskProblem

            raise DiskProblem("disk.failed", file="", reason=str(error).splitlines()[0]) from error
        raise


def _is_of_the_disk(error: Exception) -> bool:
    """Return whether the engine failed on the disk or for memory; a failed commit has a kind of its own."""
    kind = type(error)
    if not kind.__module__.startswith(("duckdb", "_duckdb")):
        return False
    return kind.__name__ in ("IOException", "OutOfMemoryException") or "Could not write" in str(error)


def _bug(error: BaseException) -> str:
    """Say that this is a bug; where it is goes to the log, and with -v to the screen."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    said = messages.sentence(
        "error",
        "internal",
        kind=type(error).__name__,
        where=where,
        reason=str(error).splitlines()[0] if str(error) else "",
    )
    complain(f"{messages.tr('Error')}: {said.text}; {said.remedy}")
    if session().verbose:
        complain("".join(traceback.format_exception(error)))
    return f"internal {type(error).__name__} {where}"


def _logged(code: int, error: str) -> int:
    """Append one JSON line to the base's log, where there is a base; a log that cannot be written stops nothing."""
    try:
        folder = found_base(session().base) / "logs"
        if not folder.is_dir():
            return code
        line = {"at": moment().isoformat(), "command": session().command, "exit_code": code, "error": error}
        handle = os.open(folder / "clientbase.log", os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    except (OSError, UsageProblem):
        pass
    return code
