"""The command tree, its language, and the way out."""

import gettext
import locale
import os
import signal
import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

import clientbase
from clientbase import messages
from clientbase.cli import care, deciding, insight, intake, progress_bar, quality, segments
from clientbase.cli.diagnostics import guarded
from clientbase.cli.session import SessionGroup, add_shared_options, found_base
from clientbase.config import SETTINGS_FILE
from clientbase.errors import UsageProblem

app = typer.Typer(
    cls=SessionGroup,
    name="clientbase",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for group in (intake, quality, deciding, insight, segments, care):
    group.register(app)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 -- typer's callback
    if wanted:
        sys.stdout.write(f"clientbase {clientbase.__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Client lists from spreadsheets: cleaned, deduplicated, measured and segmented on your own machine."""


def main() -> NoReturn:
    """Run the command line of this process and exit with its code."""
    signal.signal(signal.SIGTERM, _end_quietly)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = sys.argv[1:]
    speak(chosen_language(arguments))
    command = command_tree()
    with progress_bar.shown():
        code = guarded(lambda: _called(command, arguments))
    sys.exit(code)


def _called(command: Any, arguments: list[str]) -> object:  # noqa: ANN401
    """Parse and run a command; typer's own `main` would answer a closed pipe and Ctrl-C in its own way."""
    with command.make_context("clientbase", arguments) as context:
        return command.invoke(context)


def command_tree() -> Any:  # noqa: ANN401 -- typer's command tree has no public type
    """Return the whole tree with the shared options, its help in the active language."""
    command = typer.main.get_command(app)
    add_shared_options(command)
    _translate(command)
    return command


def speak(language: str) -> None:
    """Speak `language`, the parser's own headings too: they come through the same catalogue."""
    messages.activate(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(messages.DOMAIN, messages.LOCALE_DIR)
    gettext.textdomain(messages.DOMAIN)


def chosen_language(arguments: list[str]) -> str:
    """Return the language to speak: --lang, else the base's settings, else the locale."""
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            return messages.language_of_locale(arguments[place + 1])
        if word.startswith("--lang="):
            return messages.language_of_locale(word.removeprefix("--lang="))
    return _language_of_settings(arguments) or _language_of_locale()


def _language_of_settings(arguments: list[str]) -> str:
    folder = None
    for place, word in enumerate(arguments):
        if word == "--base" and place + 1 < len(arguments):
            folder = Path(arguments[place + 1])
        elif word.startswith("--base="):
            folder = Path(word.removeprefix("--base="))
    try:
        settings = tomllib.loads((found_base(folder) / SETTINGS_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, UsageProblem):
        return ""
    language = settings.get("language", "")
    return language if language in messages.LANGUAGES else ""


def _language_of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return messages.language_of_locale(value)
    return messages.language_of_locale(locale.getlocale()[0] or "en")


def _translate(command: Any) -> None:  # noqa: ANN401
    command.help = messages.tr(command.help or "")
    for param in command.params:
        if getattr(param, "help", None):
            param.help = messages.tr(param.help)
        if param.param_type_name == "argument":
            param.display_type_rich = _untyped
    for below in getattr(command, "commands", {}).values():
        _translate(below)


def _untyped(ctx: object) -> str:  # noqa: ARG001
    """Stand for an argument's type in the help: `<list[Path]>` says nothing to people."""
    return ""


def _end_quietly(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + signal.SIGTERM)
