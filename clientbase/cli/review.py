"""dedupe's ways to ask a person: a file to fill in, the file taken back, single keys on the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

from clientbase.cli.opened import opened_base, opened_view
from clientbase.cli.session import is_terminal, moment, session
from clientbase.errors import BaseLocked, ConfirmationNeeded, UsageProblem

if TYPE_CHECKING:
    from clientbase.workflows.review_session import ReviewSession

#: Key → what it means; Ctrl-D ends as q does.
_MEANT = {
    "s": "same", "d": "different", "r": "related", "u": "undo", " ": "skip", "n": "skip", "q": "quit", "\x04": "quit",
}  # fmt: skip


def write(path: Path, limit: int | None, *, is_dry: bool, is_confirmed: bool) -> None:
    """Write the pairs in doubt to a file; a review file with decisions in it, or any other file, is not written over.

    Raises:
        ConfirmationNeeded: review.exists.
    """
    from clientbase.cli.review_story import tell_written
    from clientbase.workflows.review_file import MOST_PAIRS, answered_rows, write_review

    if path.exists() and not is_confirmed and (answers := answered_rows(path)):
        raise ConfirmationNeeded("review.exists", file=path.name, count=len(answers))
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


def ask(limit: int | None) -> None:
    """Ask of the pairs in doubt one by one; the answers are taken at the end, and kept where the session breaks off.

    Raises:
        UsageProblem: review.no_terminal.
    """
    refuse_without_terminal()
    from clientbase import progress
    from clientbase.cli.review_story import tell_answers, tell_asked, tell_broken_off
    from clientbase.workflows.review_file import MOST_PAIRS
    from clientbase.workflows.review_session import kept_answers, review_session

    base = opened_base()
    try:
        with review_session(base, moment(base.settings), session().patience, limit or MOST_PAIRS) as run:
            progress.rest()
            _ask_all(run)
            tell_asked(run)
            progress.rest()
    except BaseLocked:
        raise
    except BaseException:
        tell_broken_off(kept_answers(base))
        raise
    if run.answers:
        tell_answers(run.outcome, "", is_dry=False)


def _ask_all(run: "ReviewSession") -> None:
    """Ask until no question is open or the person has had enough."""
    from clientbase.cli.keys import drop_typed, single_keys
    from clientbase.cli.question_screen import draw

    with single_keys() as read:
        while question := run.current:
            drop_typed()
            draw(run, question)
            while not (meant := _MEANT.get(read())):
                continue
            if meant == "quit":
                return
            if meant == "undo":
                run.undo()
            elif meant == "skip":
                run.skip()
            else:
                run.answer(meant)
