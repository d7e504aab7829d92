"""A session of questions: what is asked, what follows, and what is left when it breaks off."""

import json
from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.workflows.review_session import ANSWERS_FILE, ReviewSession, review_session
from tests.conftest import listing
from tests.workflows.doubtful import NOON, clients, doubtful_copy


class CutShort(Exception):
    """The session breaks off."""


@pytest.fixture
def base(doubtful: Path, tmp_path: Path) -> ClientBase:
    """A base with doubts of this test alone."""
    return doubtful_copy(doubtful, tmp_path)


def asked(run: ReviewSession) -> tuple[int, int] | None:
    """Return the two contacts of the current question."""
    return (run.current.one.contact_id, run.current.other.contact_id) if run.current else None


def test_what_follows_is_not_asked(base: ClientBase) -> None:
    """After 1 = 2 and 2 = 3 nobody asks of 1 and 3; the count of questions says so at once."""
    with review_session(base, NOON) as run:
        assert (asked(run), run.number, run.total) == ((1, 2), 1, 4)
        run.answer("same")
        run.answer("same")
        assert (asked(run), run.number, run.total) == ((3, 4), 3, 3)
        run.undo()
        assert (asked(run), run.total) == ((2, 3), 4)
        run.answer("different")
        assert asked(run) == (3, 4)
        run.skip()
        assert run.current is None
    assert run.outcome.taken == {"same": 1, "different": 1}
    assert clients(base) == [1, 1, 3, 4]
    assert not (base.folder / ANSWERS_FILE).exists()


def test_a_session_that_breaks_off_loses_nothing(base: ClientBase) -> None:
    """The base is as before, the answers are in a private file, and the next session goes on from there."""
    before = listing(base.folder)
    with pytest.raises(CutShort), review_session(base, NOON) as run:
        run.answer("same")
        run.answer("different")
        run.undo()
        raise CutShort
    kept = base.folder / ANSWERS_FILE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {**listing(base.folder), ANSWERS_FILE: b""} == {**before, ANSWERS_FILE: b""}
    with review_session(base, NOON) as run:
        assert (run.kept, asked(run), run.number) == (1, (2, 3), 2)
    assert run.outcome.taken == {"same": 1}
    assert not kept.exists()


def test_a_line_that_broke_off_spoils_no_other(base: ClientBase) -> None:
    """The power fails in the middle of a line: the answers before and after it count."""
    with pytest.raises(CutShort), review_session(base, NOON) as run:
        run.answer("same")
        raise CutShort
    kept = base.folder / ANSWERS_FILE
    whole = kept.read_bytes()
    kept.write_bytes(whole + b'\n{"pair": "c3')
    with pytest.raises(CutShort), review_session(base, NOON) as run:
        assert run.kept == 1
        run.answer("related")
        raise CutShort
    with review_session(base, NOON) as run:
        assert [answer.text for answer in run.answers] == ["same", "related"]


def test_answers_of_before_can_be_taken_back_too(base: ClientBase) -> None:
    """Who comes back after a crash may have changed their mind."""
    with pytest.raises(CutShort), review_session(base, NOON) as run:
        run.answer("same")
        raise CutShort
    before = listing(base.folder).keys()
    with review_session(base, NOON) as run:
        assert run.undo()
        assert not run.undo()
        assert asked(run) == (1, 2)
    assert listing(base.folder).keys() == before - {ANSWERS_FILE}
    assert clients(base) == [1, 2, 3, 4]


def test_a_crash_after_the_swap_asks_nothing_twice(base: ClientBase) -> None:
    """The answers are in the base and still in the file: taking them again changes nothing."""
    with review_session(base, NOON) as run:
        key = run.current.key if run.current else ""
        run.answer("same")
    (base.folder / ANSWERS_FILE).write_text("\n" + json.dumps({"pair": key, "decision": "same"}), encoding="utf-8")
    with review_session(base, NOON) as run:
        pass
    assert (run.outcome.taken, run.outcome.unchanged) == ({}, 1)
