"""Files in: demo, init, inspect, import, imports, clean, refresh."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientbase import messages
from clientbase.cli.diagnostics import say
from clientbase.cli.opened import opened_base
from clientbase.cli.session import SessionCommand, is_terminal, moment, session
from clientbase.config import FIXES, ConsentStatement, Settings, parse_consent, parse_limit
from clientbase.errors import UsageProblem

if TYPE_CHECKING:
    from clientbase.workflows.import_options import ImportOptions

AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="KIND",
        help="What the rows are: contacts, deals, products, costs, interactions, answers, consents or agreements.",
    ),
]
SheetOption = Annotated[str | None, typer.Option("--sheet", metavar="SHEET", help="Only this sheet of a workbook.")]
MapOption = Annotated[
    list[str] | None, typer.Option("--map", metavar="HEADER=FIELD", help="What a column means; may be repeated.")
]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="CC", help="Country of phones without a country code.")
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Which system the file's client ids come from.")
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of a text file, e.g. cp1251.")
]
DelimiterOption = Annotated[
    str | None,
    typer.Option("--delimiter", metavar="SIGN", help="What parts the cells of a text file; tab is a word."),
]
FixOption = Annotated[
    str | None,
    typer.Option("--fix", metavar="typos", help="Put what is suggested for a misspelt address or city in its place."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    for name, command in (
        ("demo", demo),
        ("init", init),
        ("inspect", inspect),
        ("import", import_),
        ("imports", imports),
    ):
        app.command(name, cls=SessionCommand)(command)
    app.command("clean", cls=SessionCommand)(clean)
    app.command("refresh", cls=SessionCommand)(refresh)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make the demo base.")] = Path(
        "clientbase-demo"
    ),
    yes: YesOption = False,
) -> None:
    """Make a base of the shipped messy example files, run everything, and show what came out."""
    from clientbase.cli import story
    from clientbase.workflows.demo import demo as run

    story.tell_demo(run(folder, moment(), replace=yes))


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make the base.")] = Path(),
    country: CountryOption = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CUR", help="The base's currency, e.g. RUB.")
    ] = None,
) -> None:
    """Make a new base; asks for its settings on a terminal."""
    from clientbase.config import settings_from
    from clientbase.workflows.init import init as run
    from clientbase.workflows.init import settings_text

    default = Settings()
    language = messages.active_language()
    asks = is_terminal() and not session().quiet
    country = country or (typer.prompt(messages.tr("Country"), default.country) if asks else default.country)
    currency = currency or (typer.prompt(messages.tr("Currency"), default.currency) if asks else default.currency)
    settings_from({"country": country, "currency": currency}, "clientbase init")
    base = run(folder, settings_text(language, country, currency, default.time_zone), moment())
    say(messages.tr("A base was made in {folder}.", folder=base.folder))
    say(
        messages.tr(
            "Next: put your files into {inbox} and run `clientbase refresh`, or import them one by one.",
            inbox=base.folder / "inbox",
        )
    )


def inspect(  # noqa: PLR0913 -- one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A file; - is standard input.")],
    kind: AsOption = None,
    sheet: SheetOption = None,
    column_map: MapOption = None,
    rows: Annotated[
        str | None,
        typer.Option("--rows", metavar="N|all", help="Show so many rows as they were read, instead of the columns."),
    ] = None,
    encoding: EncodingOption = None,
    delimiter: DelimiterOption = None,
) -> None:
    """Show how a file is understood: encoding, sheets, header row, what each column means. Writes nothing."""
    from clientbase.cli import inspection
    from clientbase.workflows.inspect import inspect as run
    from clientbase.workflows.rows_read import rows_read

    sign = parse_delimiter(delimiter)
    if rows is not None:
        most = parse_rows(rows)
        inspection.tell_rows(rows_read(file, sheet=sheet, encoding=encoding, delimiter=sign), most)
        return
    options = import_options(kind, sheet, column_map)
    inspection.tell_inspection(run(file, options, encoding=encoding, delimiter=sign))


def import_(  # noqa: PLR0913 -- one parameter an option
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", readable=False, help="Files or folders; - is standard input.")
    ],
    kind: AsOption = None,
    sheet: SheetOption = None,
    column_map: MapOption = None,
    source: SourceOption = None,
    max_rejects: Annotated[
        str | None, typer.Option("--max-rejects", metavar="N|%", help="How many rows may be rejected, or their share.")
    ] = None,
    snapshot: Annotated[
        bool, typer.Option("--snapshot", help="The file is the whole of its source: what is not in it has vanished.")
    ] = False,
    consent: Annotated[
        list[str] | None,
        typer.Option("--consent", metavar="WORDS", help="What all rows agreed to: channel:purpose:date[:proof]."),
    ] = None,
    country: CountryOption = None,
    encoding: EncodingOption = None,
    delimiter: DelimiterOption = None,
    fix: FixOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Take the same file again, and a snapshot that lacks most rows.")
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Take files into the base: all of it or nothing; the same file twice changes nothing."""
    from clientbase.cli.doubts import ask_fields
    from clientbase.cli.intake_story import imports_taken, tell_import
    from clientbase.cli.output import show, wants_data
    from clientbase.sources.detect import source_files
    from clientbase.workflows.import_ import import_files

    base = opened_base()
    paths = [path for given in files for path in source_files(given)]
    options = import_options(
        kind,
        sheet,
        column_map,
        source=source or "main",
        is_source_said=source is not None,
        max_rejects=_limit(max_rejects),
        may_leave=len(paths) > 1,
        snapshot=snapshot,
        consent=_consents(consent),
        country=_country(country),
        encoding=encoding,
        delimiter=parse_delimiter(delimiter),
        fix=_fix(fix),
        is_forced=force,
        is_confirmed=yes or force,
        is_dry=dry_run,
    )
    options = replace(options, said=options.map)
    ask = ask_fields if is_terminal() and not session().quiet and not yes else None
    outcome = import_files(base, paths, options, moment(base.settings), session().patience, ask)
    tell_import(outcome)
    if wants_data():
        show(imports_taken(outcome))


def imports(
    with_undone: Annotated[bool, typer.Option("--all", help="Also those that were taken back.")] = False,
) -> None:
    """List what was imported: rows read = accepted + rejected."""
    from clientbase.cli.intake_story import IMPORTS_SEEN
    from clientbase.cli.output import show
    from clientbase.workflows.status import imports as listing

    seen = (*IMPORTS_SEEN, "undone_at") if with_undone else IMPORTS_SEEN
    show(listing(opened_base(), with_undone=with_undone), most=1000, people_see=seen)


def clean(  # noqa: PLR0913 -- one parameter an option
    files: Annotated[list[Path], typer.Argument(metavar="FILE", readable=False, help="Files; - is standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where to write; beside each file otherwise.")
    ] = None,
    country: CountryOption = None,
    kind: AsOption = None,
    sheet: SheetOption = None,
    column_map: MapOption = None,
    fix: FixOption = None,
) -> None:
    """Clean files without a base: a clean copy, the clients, the problems and the duplicates beside each."""
    from clientbase.cli import story
    from clientbase.config import settings_from
    from clientbase.sources.detect import source_files
    from clientbase.workflows.clean import clean_files

    settings = settings_from({"country": country.upper()} if country else {}, "--country")
    paths = [path for given in files for path in source_files(given)]
    options = import_options(kind, sheet, column_map, fix=_fix(fix))
    story.tell_clean(clean_files(paths, output, options, settings, moment()))


def refresh() -> None:
    """Bring everything up to date: inbox and declared sources, clients, metrics, segment members. For cron."""
    from clientbase.cli import story
    from clientbase.workflows.refresh import refresh as run

    base = opened_base()
    story.tell_refresh(run(base, moment(base.settings), session().patience))


def import_options(
    kind: str | None,
    sheet: str | None,
    column_map: list[str] | None,
    **said: Any,  # noqa: ANN401 -- fields of ImportOptions
) -> "ImportOptions":
    """Return what the options say about a file.

    Raises:
        UsageProblem: an unknown kind, a `--map` without "=".
    """
    from clientbase.fields import kinds
    from clientbase.workflows.import_options import ImportOptions

    if kind is not None and kind not in kinds():
        raise UsageProblem("usage.unknown_kind", kind=kind, known=", ".join(kinds()))
    pairs = {}
    for given in column_map or []:
        header, sign, field = given.rpartition("=")
        if not sign:
            raise UsageProblem("usage.bad_map", given=given)
        pairs[header.strip()] = field.strip()
    return ImportOptions(kind, sheet, pairs, **said)


def _limit(given: str | None) -> float | int | None:
    limit = None if given is None else parse_limit(given)
    if given is not None and limit is None:
        raise UsageProblem("usage.bad_share", given=given)
    return limit


def _fix(given: str | None) -> str:
    if given is not None and given not in FIXES:
        raise UsageProblem("usage.unknown_fix", given=given, known=", ".join(FIXES))
    return given or ""


def _consents(given: list[str] | None) -> tuple[ConsentStatement, ...]:
    return tuple(parse_consent(text) for text in given or [])


def _country(given: str | None) -> str:
    from clientbase.config import settings_from

    return settings_from({"country": given.upper()}, "--country").country if given else ""


def parse_rows(given: str) -> int | None:
    """Return how many rows are wanted, None for all.

    Raises:
        UsageProblem: neither a number nor "all".
    """
    if given == "all":
        return None
    if not (given.isascii() and given.isdigit()):
        raise UsageProblem("usage.bad_rows", given=given)
    return int(given)


def parse_delimiter(given: str | None) -> str | None:
    """Return the one character that parts cells, None when nobody named it; "tab" is the word for TAB.

    Raises:
        UsageProblem: not one character, or one that ends lines or quotes cells.
    """
    sign = {"tab": "\t", "\\t": "\t"}.get(given or "", given)
    if sign is not None and (len(sign) != 1 or sign in '"\r\n'):
        raise UsageProblem("usage.bad_delimiter", given=given)
    return sign
