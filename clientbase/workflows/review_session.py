"""dedupe --interactive: a person answers question after question; the base is written once, at the end.

Meanwhile the answers lie in a small append-only file in the base's folder: a session that breaks off loses none.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from clientbase import pipeline
from clientbase.base import ClientBase, Connection
from clientbase.matching.agreement import Known, Pair
from clientbase.workflows.answering import Answer, AnswersOutcome, settle
from clientbase.workflows.identity_runs import build_anew
from clientbase.workflows.questions import Question, questions

#: Lies in the base's folder while a session goes on, and after one that broke off.
ANSWERS_FILE = "review-answers.jsonl"

_SKIPPED = "skip"


class ReviewSession:
    """Questions on their way to answers.

    What follows from the answers is not asked: A is B and B is C, so A is C; A is B and B is not C, so A is not C.

    Attributes:
        kept: how many answers of a session that broke off are here.
        left: how many more questions wait for another session.
        outcome: what became of the answers, once the session has ended.
    """

    def __init__(self, asked: Sequence[Question], left: int, decided: dict[Pair, str], path: Path) -> None:
        self.left = left
        self.outcome = AnswersOutcome()
        self._asked = asked
        self._decided = decided
        self._path = path
        self._steps: list[tuple[str, str]] = list(_read(path))
        self.kept = len(self._steps)
        self._think()

    @property
    def current(self) -> Question | None:
        """The question to ask now; None when no more is open."""
        return self._open[0] if self._open else None

    @property
    def number(self) -> int:
        """Which question the current one is, from 1 on."""
        return len(self._steps) + 1

    @property
    def total(self) -> int:
        """How many questions there are, those that follow from answers left out."""
        return len(self._steps) + len(self._open)

    @property
    def last(self) -> str:
        """The last answer: same, different, related; "" for none, or where the last question was put off."""
        return self._steps[-1][1] if self._steps and self._steps[-1][1] != _SKIPPED else ""

    @property
    def answers(self) -> list[Answer]:
        """All answers in the order given; the last one on a pair counts."""
        said = {key: word for key, word in self._steps if word != _SKIPPED}
        return [Answer(number, key, word) for number, (key, word) in enumerate(said.items(), 1)]

    def answer(self, decision: str) -> None:
        """Answer the current question; the answer is on the disk before the next question is asked."""
        self._step(decision)
        _append(self._path, {"pair": self._steps[-1][0], "decision": decision})

    def skip(self) -> None:
        """Put the current question off to another session."""
        self._step(_SKIPPED)

    def undo(self) -> bool:
        """Take the last step back; return whether there was one."""
        if not self._steps:
            return False
        key, word = self._steps.pop()
        if word != _SKIPPED:
            _append(self._path, {"pair": key, "decision": ""})
        self._think()
        return True

    def forget(self) -> None:
        """Remove the file of answers: the base has them."""
        self._path.unlink(missing_ok=True)

    def _step(self, word: str) -> None:
        self._steps.append((self._open[0].key, word))
        self._think()

    def _think(self) -> None:
        """Work out which questions are open."""
        said = dict(self._steps)
        by_clients = {
            _clients(question): word
            for question in self._asked
            if (word := said.get(question.key, _SKIPPED)) != _SKIPPED
        }
        known = Known({**self._decided, **by_clients})
        self._open = [
            question for question in self._asked if question.key not in said and not known.settles(*_clients(question))
        ]


@contextmanager
def review_session(
    base: ClientBase, moment: datetime, wait: float = 0.0, limit: int | None = None
) -> Iterator[ReviewSession]:
    """Yield a session under the base's lock; when the block ends well its answers are taken and obeyed.

    When the block breaks off, the base stays as it was and the answers wait for the next session.
    """
    as_of = base.settings.as_of or moment.date()
    with base.write(moment, wait) as copy:
        connection = copy.connection
        is_current = pipeline.is_current(connection, as_of, base.settings)
        if not is_current:
            build_anew(base, copy, as_of)
        asked, left = questions(connection, limit)
        run = ReviewSession(asked, left, _decided(connection), base.folder / ANSWERS_FILE)
        yield run
        run.outcome = settle(copy, run.answers, "interactive", as_of)
        copy.unchanged = is_current and not run.outcome.taken
    run.forget()


def kept_answers(base: ClientBase) -> int:
    """Return how many answers of a session that broke off wait for the next one."""
    return len(list(_read(base.folder / ANSWERS_FILE)))


def _clients(question: Question) -> Pair:
    a, b = question.one.client_id, question.other.client_id
    return min(a, b), max(a, b)


def _decided(connection: Connection) -> dict[Pair, str]:
    """Return what was decided before, of clients as they are now."""
    rows = connection.execute("""
        select least(a.client_id, b.client_id), greatest(a.client_id, b.client_id), arg_max(decision, decision_id)
        from decided_pairs
        join client_contacts as a on a.contact_id = decided_pairs.contact_a
        join client_contacts as b on b.contact_id = decided_pairs.contact_b
        where a.client_id <> b.client_id
        group by all
    """).fetchall()
    return {(a, b): decision for a, b, decision in rows}


def _read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield pair and decision of a session that broke off; what was taken back, and a line that broke off, is none."""
    said: dict[str, str] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
                said.pop(entry["pair"], None)
                said[entry["pair"]] = entry["decision"]
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
    yield from ((key, decision) for key, decision in said.items() if decision)


def _append(path: Path, entry: dict[str, str]) -> None:
    """Write one line to the disk; it begins with a line end, so that one that broke off spoils no other."""
    handle = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        os.write(handle, f"\n{json.dumps(entry)}".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
