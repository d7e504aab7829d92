"""dedupe's ways to ask a person: a file to fill in, the file taken back, single keys on the terminal."""

from pathlib import Path

from clientbase.cli.opened import opened_base, opened_view
from clientbase.cli.session import is_terminal, moment, session
from clientbase.errors import ConfirmationNeeded, UsageProblem


def write(path: Path, limit: int | None, *, is_dry: bool, is_confirmed: bool) -> None:
    """Write the pairs in doubt to a file; one with decisions in it is not written over unasked.

    Raises:
        ConfirmationNeeded: review.exists.
    """
    from clientbase.cli.review_story import tell_written
    from clientbase.workflows.review_file import MOST_PAIRS, answered_rows, write_review

    if path.exists() and not is_confirmed:
        raise ConfirmationNeeded("review.exists", file=path.name, count=len(answered_rows(path)))
    with opened_view() as view:
        written = write_review(view, path, MOST_PAIRS if limit is None else limit, is_dry=is_dry)
    tell_written(path, written, is_dry=is_dry)


def apply(path: Path, *, is_dry: bool) -> None:
    """Take the decisions of a review file."""
    from clientbase.cli.review_story import tell_answers, tell_none_filled
    from clientbase.workflows.answering import take_answers
    from clientbase.workflows.review_file import answered_rows

    base = opened_base()
    answers = answered_rows(path)
    if not answers:
        tell_none_filled(path)
        return
    outcome = take_answers(base, answers, "review", moment(base.settings), session().patience, is_dry=is_dry)
    tell_answers(outcome, path.name, is_dry=is_dry)


def refuse_without_terminal() -> None:
    """Refuse to ask where nobody can press a key.

    Raises:
        UsageProblem: review.no_terminal.
    """
    if not is_terminal():
        raise UsageProblem("review.no_terminal")
