"""Every error that a command can end with, and the exit code it ends with.

    ClientbaseError
    ├── UsageProblem          2  a wrong option, a missing file, an unknown name
    │   ├── SettingsProblem   2  clientbase.toml or a segment file is wrong
    │   └── BaseTooNew        2  the base was written by a newer version
    ├── SourceUnreadable      3  a file cannot be read as a table, or its columns are not known
    ├── TooManyRejects        4  more rows rejected than allowed; nothing was written
    ├── BaseLocked            5  another process is writing to the base
    ├── DiskProblem           6  disk full, no permission, input or output failed
    ├── CheckFailed           7  `check --strict` found errors
    └── ConfirmationNeeded    8  refused until confirmed

An error is a code of the message catalogue plus its parameters; the sentence is made where it is shown.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells the shell; part of the interface."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    SOURCE = 3
    REJECTS = 4
    LOCKED = 5
    DISK = 6
    CHECK = 7
    REFUSED = 8
    INTERRUPTED = 130


class ClientbaseError(Exception):
    """A whole file or command cannot be done; the base and the files are as before.

    Args:
        code: key of the table `error` in texts.toml, stable for machines: "source.empty".
        parameters: what the sentence names: file, line, value…
    """

    exit_code = ExitCode.INTERNAL

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


class UsageProblem(ClientbaseError):
    """What was asked for cannot be found or makes no sense."""

    exit_code = ExitCode.USAGE


class SettingsProblem(UsageProblem):
    """A settings or segment file is wrong; the sentence names the file, the place and the nearest right word."""


class BaseTooNew(UsageProblem):
    """The base was written by a newer version; an older one must not touch it."""


class SourceUnreadable(ClientbaseError):
    """A file cannot be read as a table at all; nothing was taken from it."""

    exit_code = ExitCode.SOURCE


class TooManyRejects(ClientbaseError):
    """More rows were rejected than allowed; nothing was written but the rejected rows."""

    exit_code = ExitCode.REJECTS


class BaseLocked(ClientbaseError):
    """Another process is writing to the base."""

    exit_code = ExitCode.LOCKED


class DiskProblem(ClientbaseError):
    """The disk is full, a folder is read-only, a file is held by another program."""

    exit_code = ExitCode.DISK


class CheckFailed(ClientbaseError):
    """`check --strict` found errors."""

    exit_code = ExitCode.CHECK


class ConfirmationNeeded(ClientbaseError):
    """The command would replace something and was not told to."""

    exit_code = ExitCode.REFUSED
