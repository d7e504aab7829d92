"""What every command may be told, and what it then works with: the base, the format, the day, the clock."""

import os
import sys
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from typer.core import TyperCommand, TyperGroup

from clientbase import messages
from clientbase.config import SETTINGS_FILE, Settings
from clientbase.errors import UsageProblem


class Format(StrEnum):
    """How a table comes out on stdout."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Session:
    """The shared options of one call, where None and False mean that nothing was said; and which command was called."""

    base: Path | None = None
    format: Format | None = None
    as_of: str | None = None
    lang: str | None = None
    wait: float | None = None
    quiet: bool = False
    verbose: bool = False
    command: str = ""

    @property
    def day(self) -> date | None:
        """The day of `--as-of`, None when it was not given."""
        if self.as_of is None:
            return None
        try:
            return date.fromisoformat(self.as_of)
        except ValueError as error:
            raise UsageProblem("usage.bad_date", value=self.as_of) from error

    @property
    def patience(self) -> float:
        """Seconds to wait for another writer."""
        return self.wait or 0.0


_SHARED = tuple(name for name in Session.__slots__ if name != "command")
_current = Session()


def session() -> Session:
    """Return the options of the running command."""
    return _current


def moment(settings: Settings | None = None) -> datetime:
    """Return now in the base's time zone, without an offset: days are whole days there."""
    zone = ZoneInfo((settings or Settings()).time_zone)
    return datetime.now(zone).replace(tzinfo=None, microsecond=0)


def found_base(folder: Path | None) -> Path:
    """Return the base's folder: as given, else CLIENTBASE_HOME, else the nearest one upwards with a clientbase.toml."""
    if folder is not None:
        return folder
    if home := os.environ.get("CLIENTBASE_HOME"):
        return Path(home)
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / SETTINGS_FILE).is_file():
            return candidate
    raise UsageProblem("base.not_found", folder=here)


def _shared(  # noqa: PLR0913 -- the options that every command takes
    base: Annotated[Path | None, typer.Option("--base", metavar="DIR", help="Folder of the base.")] = None,
    format: Annotated[Format | None, typer.Option("--format", help="How tables come out on stdout.")] = None,  # noqa: A002
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Count as of this day, e.g. 2026-12-31.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="en|ru", help="Language of messages.")] = None,
    wait: Annotated[
        float | None,
        typer.Option("--wait", metavar="SECONDS", help="Seconds to wait while another process writes to the base."),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only errors.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more; for a bug, where it happened.")] = False,
) -> None:
    """Hold the shared options; never called."""


def _shared_options() -> list[Any]:
    holder = typer.Typer(add_completion=False, rich_markup_mode=None)
    holder.command()(_shared)
    return list(typer.main.get_command(holder).params)


def add_shared_options(command: Any) -> None:  # noqa: ANN401 -- typer's command tree has no public type
    """Let a command, and every command below it, take the shared options after its own."""
    own = {param.name for param in command.params}
    command.params += [option for option in _shared_options() if option.name not in own]
    for below in getattr(command, "commands", {}).values():
        add_shared_options(below)


class SessionCommand(TyperCommand):
    """A command whose shared options become the session; those before the command's name count too."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 -- as the class it extends
        """Write the usage line with its first word in the active language."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_usage())

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 -- as the class it extends
        """Return `--help` in the active language: the parser knows it in English only."""
        return _translated(super().get_help_option(ctx))

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 -- as the class it extends
        """Run the command with its own options only."""
        global _current  # noqa: PLW0603 -- one process, one command
        said: dict[str, Any] = {}
        levels = [ctx]
        while levels[-1].parent is not None:
            levels.append(levels[-1].parent)
        for level in reversed(levels):
            said |= {name: level.params[name] for name in _SHARED if level.params.get(name)}
        for name in _SHARED:
            ctx.params.pop(name, None)
        _current = Session(**said, command=" ".join(level.info_name for level in reversed(levels[:-1])))
        if _current.lang not in (None, *messages.LANGUAGES):
            raise UsageProblem("usage.bad_language", lang=_current.lang)
        return super().invoke(ctx)


class SessionGroup(TyperGroup):
    """A group that takes the shared options before the command's name."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 -- as the class it extends
        """Write the usage line with its first word in the active language."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_usage())

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 -- as the class it extends
        """Return `--help` in the active language: the parser knows it in English only."""
        return _translated(super().get_help_option(ctx))

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 -- as the class it extends
        """Leave the shared options to the command that is called."""
        kept = dict(ctx.params)
        callback, self.callback = self.callback, None
        try:
            ctx.params = kept
            return super().invoke(ctx)
        finally:
            self.callback = callback


def _usage() -> str:
    return f"{messages.tr('Usage')}: "


def _translated(help_option: Any) -> Any:  # noqa: ANN401
    if help_option is not None:
        help_option.help = messages.tr("Show this message and exit.")
    return help_option


def is_terminal() -> bool:
    """Return whether a person can be asked: stdin and stderr are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()
