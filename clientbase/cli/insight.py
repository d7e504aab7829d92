"""What the numbers say: levels, metrics."""

import typer

from clientbase.cli.opened import opened_view
from clientbase.cli.session import SessionCommand, SessionGroup


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.command("levels", cls=SessionCommand)(levels)
    metrics = typer.Typer(
        cls=SessionGroup,
        rich_markup_mode=None,
        no_args_is_help=True,
        help="Show recency, frequency and money; lifetime value; cohorts.",
    )
    for command in (rfm, ltv, cohorts):
        metrics.command(command.__name__, cls=SessionCommand)(command)
    app.add_typer(metrics, name="metrics")


def levels() -> None:
    """Show where clients stand (basic, advanced, guru) and what would lift them."""
    from clientbase.cli import story
    from clientbase.cli.output import show, wants_data
    from clientbase.workflows.levels import client_levels, summarise_levels

    with opened_view() as view:
        if wants_data():
            show(client_levels(view))
        else:
            story.tell_levels(summarise_levels(view))


def rfm() -> None:
    """Show each buyer's recency, frequency and money with their quintiles; 5 is best."""
    from clientbase.cli.output import show
    from clientbase.cli.story import RFM_SEEN
    from clientbase.workflows.metrics import rfm as run

    with opened_view() as view:
        show(run(view), people_see=RFM_SEEN)


def ltv() -> None:
    """Show what each buyer has brought so far: revenue net of returns."""
    from clientbase.cli.output import show
    from clientbase.cli.story import LTV_SEEN
    from clientbase.workflows.metrics import ltv as run

    with opened_view() as view:
        show(run(view), people_see=LTV_SEEN)


def cohorts() -> None:
    """Show which share of each month's new buyers bought again, month by month; what is not observed yet is blank."""
    from clientbase.cli import story
    from clientbase.cli.output import show, wants_data
    from clientbase.workflows.metrics import cohorts as run

    with opened_view() as view:
        listing = run(view)
    if wants_data():
        show(listing)
    else:
        story.tell_cohorts(listing)
