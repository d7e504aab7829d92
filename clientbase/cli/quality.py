"""What is wrong, what a person says instead, and who is who: check, set, dedupe."""

from pathlib import Path
from typing import Annotated

import typer

from clientbase.cli.opened import opened_base, opened_view
from clientbase.cli.session import SessionCommand, moment, session
from clientbase.errors import UsageProblem

#: `why` looks at one client, or at two side by side.
_MOST_ASKED = 2


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("check", cls=SessionCommand)(check)
    app.command("set", cls=SessionCommand)(set_)
    app.command("dedupe", cls=SessionCommand)(dedupe)
    app.command("why", cls=SessionCommand)(why)


def check(
    strict: Annotated[bool, typer.Option("--strict", help="End with code 7 when there are errors.")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="Show every problem with its file, line and value.")] = False,
    fix: Annotated[
        Path | None,
        typer.Option(
            "--fix",
            metavar="FILE",
            help="Write contacts' problems to a new workbook; take what you filled in back.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write the workbook anew where nothing is filled in.")] = False,
) -> None:
    """Show what is wrong and what to do, how full, valid and fresh the fields are, what blocks the next level."""
    if fix is not None:
        _fix(fix, is_dry=dry_run, is_confirmed=yes)
        return
    from clientbase.cli import check_story
    from clientbase.workflows.check import check as run
    from clientbase.workflows.check import problem_rows, refuse_errors

    settings = opened_base().settings
    with opened_view() as view:
        summary = run(view, settings)
        if rows:
            check_story.tell_problems(problem_rows(view, settings))
        else:
            check_story.tell_check(summary)
    if strict:
        refuse_errors(summary)


def _fix(path: Path, *, is_dry: bool, is_confirmed: bool) -> None:
    """Write a workbook of problems, or take back what a person filled in."""
    from clientbase.cli.correction_story import tell_fixes, tell_nothing_filled
    from clientbase.workflows.fixing import filled_rows, take_fixes, write_fixes

    if path.exists():
        if filled := filled_rows(path):
            base = opened_base()
            outcome = take_fixes(base, filled, moment(base.settings), session().patience, is_dry=is_dry)
            tell_fixes(path, outcome, is_dry=is_dry)
            return
        if not is_confirmed:
            tell_nothing_filled(path)
            return
    with opened_view() as view:
        outcome = write_fixes(view, path, is_dry=is_dry)
    tell_fixes(path, outcome, is_dry=is_dry)


def set_(
    client: Annotated[
        str, typer.Argument(metavar="CLIENT", help="Number of a client, or a phone, an e-mail, the source's own id.")
    ],
    fields: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE...", help="What is right: city=Moscow; an empty value empties: city="),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")] = False,
) -> None:
    """Correct a client's fields by hand: what you say goes before every file, also before later imports."""
    from clientbase.cli.correction_story import tell_set
    from clientbase.workflows.setting import set_fields

    base = opened_base()
    outcome = set_fields(base, client, fields, moment(base.settings), session().patience, is_dry=dry_run)
    tell_set(outcome, is_dry=dry_run)


def dedupe(  # noqa: PLR0913 -- the options that a person may give
    review: Annotated[
        Path | None,
        typer.Option("--review", metavar="FILE", help="Write the pairs in doubt to a workbook or CSV to decide in."),
    ] = None,
    apply: Annotated[
        Path | None,
        typer.Option("--apply", metavar="FILE", help="Take your decisions from that file, and match anew."),
    ] = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Decide on the pairs in doubt here, by single keys.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help="Ask of so many pairs at most instead of 500."),
    ] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Learn from all contacts once more instead of adding the new ones.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write the file anew where there is one.")] = False,
) -> None:
    """Find out who is who: one client for the rows of one person, nobody merged on a shared phone alone."""
    _refuse_several({"--review": review is not None, "--apply": apply is not None, "--interactive": interactive})
    _refuse_several({"--interactive": interactive, "--dry-run": dry_run})
    if review is not None or apply is not None or interactive:
        from clientbase.cli import review as reviewing

        if review is not None:
            reviewing.write(review, limit, is_dry=dry_run, is_confirmed=yes)
        elif apply is not None:
            reviewing.apply(apply, is_dry=dry_run)
        else:
            reviewing.ask(limit)
        return
    from clientbase.cli.matching_story import tell_dedupe
    from clientbase.cli.output import show, wants_data
    from clientbase.workflows.dedupe import MOST_TOLD, contact_assignments
    from clientbase.workflows.dedupe import dedupe as run

    base = opened_base()
    most = None if wants_data() and dry_run else MOST_TOLD
    summary = run(base, moment(base.settings), session().patience, is_dry=dry_run, is_anew=anew, most=most)
    if wants_data() and not dry_run:
        with base.read() as connection:
            show(contact_assignments(connection))
    else:
        tell_dedupe(summary, is_dry=dry_run)


def _refuse_several(asked: dict[str, bool]) -> None:
    """Refuse two things at once.

    Raises:
        UsageProblem: dedupe.one_of.
    """
    given = [option for option, is_given in asked.items() if is_given]
    if len(given) > 1:
        raise UsageProblem("dedupe.one_of", options=", ".join(given))


def why(
    clients: Annotated[
        list[str],
        typer.Argument(
            metavar="CLIENT [OTHER]",
            help="Number of a client, or a phone, an e-mail, the source's own id; of two, why they are one or two.",
        ),
    ],
) -> None:
    """Show why a client is one: its rows, how each got there, who is close but apart, what you decided."""
    from clientbase.cli.matching_story import tell_why
    from clientbase.workflows.explaining import explain

    if len(clients) > _MOST_ASKED:
        raise UsageProblem("why.too_many")
    settings = opened_base().settings
    with opened_view() as view:
        tell_why(explain(view, clients, settings), is_full=session().verbose)
