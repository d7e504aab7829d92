"""What a review file holds, and what became of a person's decisions, told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientbase.cli.diagnostics import complain, say
from clientbase.cli.output import column_label, show, wants_data
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.deciding import WORDS
from clientbase.workflows.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

    from clientbase.workflows.answering import AnswersOutcome
    from clientbase.workflows.review_file import ReviewWritten
    from clientbase.workflows.review_session import ReviewSession


def tell_written(path: Path, written: ReviewWritten, *, is_dry: bool) -> None:
    """Say how many pairs are in the review file and what to do with it."""
    _tell_dry(is_dry=is_dry)
    if not written.pairs:
        say(tr("Nobody is in doubt: there is nothing to decide."))
        if wants_data():
            show(Table("Written", ("file", "pairs", "left"), ()))
        return
    say(trn(
        "{count} pair to decide on is in {file}, the most useful first.",
        "{count} pairs to decide on are in {file}, the most useful first.",
        written.pairs, file=path,
    ))  # fmt: skip
    if written.left:
        say(trn(
            "{count} more pair waits for the next file (--limit takes more at once).",
            "{count} more pairs wait for the next file (--limit takes more at once).",
            written.left,
        ))  # fmt: skip
    say(tr("Choose a decision where you know, save the file, and give: clientbase dedupe --apply {file}", file=path))
    show(Table("Written", ("file", "pairs", "left"), ((str(path), written.pairs, written.left),)))


def tell_answers(outcome: AnswersOutcome, name: str, *, is_dry: bool) -> None:
    """Say what was taken, what was not and why, and how many clients it joined; `name` is the file's, "" for keys."""
    _tell_dry(is_dry=is_dry)
    for line, word, code, lines in outcome.refused.rows:
        said = sentence("answer", code, lines=lines)
        where = f"{name}:{line} · {column_label('decision')}" if name else tr("answer {number}", number=line)
        complain(f'{where} · "{word}" · {said.text} · {said.remedy}')
    kinds = ", ".join(f"{sentence('answer', code).text} {count}" for code, count in outcome.taken.items())
    taken, refused = sum(outcome.taken.values()), len(outcome.refused.rows)
    say(tr(
        "Decisions taken: {taken}{kinds}; taken before: {unchanged}; not taken: {refused}.",
        taken=taken, kinds=f" ({kinds})" if kinds else "", unchanged=outcome.unchanged, refused=refused,
    ))  # fmt: skip
    if taken:
        say(tr(
            "Clients joined to others: {joined}; pairs kept apart: {apart}; clients now: {clients}.",
            joined=outcome.joined, apart=outcome.apart, clients=outcome.clients,
        ))  # fmt: skip
    if outcome.run and not is_dry:
        say(tr("clientbase undo {run} takes it back.", run=outcome.run))
    if wants_data():
        columns = ("taken", *WORDS, "unchanged", "refused", "joined", "apart", "clients", "run")
        counts = [outcome.taken.get(word, 0) for word in WORDS]
        row = (taken, *counts, outcome.unchanged, refused, outcome.joined, outcome.apart, outcome.clients, outcome.run)
        show(Table("", columns, (row,)))


def tell_none_filled(path: Path) -> None:
    """Say that a review file has no decisions."""
    say(tr("{file}: no decision is filled in; nothing to do.", file=path.name))


def tell_asked(run: ReviewSession) -> None:
    """Say why no question is on the screen any more."""
    if run.current is None and not run.answers:
        say(tr("Nobody is in doubt: there is nothing to decide."))
    elif run.current is None:
        say(tr("That was the last question."))
    if run.left:
        say(trn(
            "{count} more pair waits for another time.", "{count} more pairs wait for another time.", run.left
        ))  # fmt: skip


def tell_broken_off(count: int) -> None:
    """Say that the answers of a session that breaks off are kept."""
    if count:
        say(trn(
            "{count} answer is kept; clientbase dedupe --interactive goes on from there.",
            "{count} answers are kept; clientbase dedupe --interactive goes on from there.",
            count,
        ))  # fmt: skip


def _tell_dry(*, is_dry: bool) -> None:
    if is_dry:
        say(tr("A dry run: nothing is written."))
