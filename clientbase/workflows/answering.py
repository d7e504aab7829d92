"""A person's answers on pairs of clients: judged, stored as decisions, and obeyed at once."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from clientbase import messages, pipeline
from clientbase.base import ClientBase, Connection, Writing
from clientbase.matching.agreement import SAME, Pair, contradictions
from clientbase.workflows.deciding import WORDS, Decision, decide
from clientbase.workflows.identity_runs import build_anew
from clientbase.workflows.tables import Table

_KEY = re.compile(r"c(\d{1,18})-([0-9a-f]{6})-c(\d{1,18})-([0-9a-f]{6})")
#: So many letters of a word tell it from the others.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a person gave it.

    Attributes:
        line: where it stands in its file; its number, where keys were pressed.
        key: of the pair, as a `Question` has it.
        text: the word.
    """

    line: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswersOutcome:
    """What became of answers.

    Attributes:
        taken: decision → how many answers were stored that were not there before.
        unchanged: how many had been stored before.
        refused: one row per answer that was not taken: its line, the word, a code, and the other lines of it.
        joined: how many clients went into others, where matching followed.
        apart: how many pairs are kept apart.
        clients: how many there are now.
        run: what `undo` calls it; "" where nothing was taken.
    """

    taken: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0
    refused: Table = field(default=Table("Refused", ("line", "value", "code", "lines"), ()))
    joined: int = 0
    apart: int = 0
    clients: int = 0
    run: str = ""


def decision_of(text: str) -> str:
    """Return the decision that a word means in any language, by its beginning; "" when none or several."""
    word = text.strip().strip(".").casefold()
    if not word:
        return ""
    meant = {code for known, code in _words() if known.startswith(word) or known[:_TELLING] == word[:_TELLING]}
    return meant.pop() if len(meant) == 1 and "?" not in word else ""


def take_answers(  # noqa: PLR0913 -- whose answers, when, and how
    base: ClientBase,
    answers: Sequence[Answer],
    how: str,
    moment: datetime,
    wait: float = 0.0,
    *,
    is_dry: bool = False,
) -> AnswersOutcome:
    """Take answers as decisions, and match anew by them; what contradicts itself is told and not taken."""
    as_of = base.settings.as_of or moment.date()
    with base.write(moment, wait) as copy:
        if not pipeline.knows_clients(copy.connection):
            build_anew(base, copy, as_of)
        outcome = settle(copy, answers, how, as_of)
        copy.unchanged = is_dry or not outcome.taken
    return outcome


def settle(copy: Writing, answers: Sequence[Answer], how: str, as_of: date) -> AnswersOutcome:
    """Take answers inside a writing command that is under way, as one run; the models must be built."""
    connection = copy.connection
    stored = _stored(connection)
    given, lines, refused = _readable(connection, answers)
    clashes = contradictions(stored, given)
    refused += [_clash(pair, others, given, lines) for pair, others in clashes.items()]
    sound = {pair: decision for pair, decision in given.items() if pair not in clashes}
    taken = {pair: decision for pair, decision in sorted(sound.items()) if stored.get(pair) != decision}
    empty = AnswersOutcome().refused
    told = Table(empty.title, empty.columns, tuple(sorted(refused)))
    if not taken:
        return AnswersOutcome(unchanged=len(sound), refused=told, clients=_count(connection))
    before = _clients_of(connection, taken)
    counts = Counter(taken.values())
    run = decide(copy, [Decision(a, b, word) for (a, b), word in taken.items()], how, as_of, details=dict(counts)).run
    copy.journal(how, json.dumps({"run": run, "taken": len(taken), "refused": len(refused)}))
    after = _clients_of(connection, taken)
    same = {contact for pair, decision in taken.items() if decision == SAME for contact in pair}
    return AnswersOutcome(
        {decision: counts[decision] for decision in WORDS if counts[decision]},
        len(sound) - len(taken),
        told,
        max(len({before[one] for one in same if one in before}) - len({after[one] for one in same if one in after}), 0),
        sum(after.get(a) != after.get(b) for (a, b), decision in taken.items() if decision != SAME),
        _count(connection),
        run,
    )


@cache
def _words() -> frozenset[tuple[str, str]]:
    texts = messages.texts()["answer"]
    return frozenset(
        (word.casefold(), code) for code in WORDS for word in messages.in_every_language(texts[code]["text"])
    )


def _readable(
    connection: Connection, answers: Sequence[Answer]
) -> tuple[dict[Pair, str], dict[Pair, list[int]], list[tuple[int, str, str, str]]]:
    """Return pair → decision and the lines that say so, and the answers that say nothing usable."""
    stated = [(answer, _KEY.fullmatch(answer.key.strip()), decision_of(answer.text)) for answer in answers]
    digests = _digests(connection, {int(found[n]) for _, found, _ in stated if found for n in (1, 3)})
    said: dict[Pair, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[int, str] = {}
    refused = []
    for answer, found, decision in stated:
        if not found:
            refused.append((answer.line, answer.text, "answer.no_key", ""))
            continue
        a, b = int(found[1]), int(found[3])
        if a == b or found[2] not in digests.get(a, ()) or found[4] not in digests.get(b, ()):
            refused.append((answer.line, answer.text, "answer.other_base", ""))
        elif not decision:
            refused.append((answer.line, answer.text, "answer.unknown_word", ""))
        else:
            said[min(a, b), max(a, b)][decision].append(answer.line)
            texts[answer.line] = answer.text
    given, lines = {}, {}
    for pair, by_decision in said.items():
        lines[pair] = sorted(line for found_lines in by_decision.values() for line in found_lines)
        if len(by_decision) == 1:
            (given[pair],) = by_decision
        else:
            refused += [(n, texts[n], "answer.two_words", _listed(set(lines[pair]) - {n})) for n in lines[pair]]
    return given, lines, refused


def _clash(
    pair: Pair, others: frozenset[Pair], given: Mapping[Pair, str], lines: Mapping[Pair, list[int]]
) -> tuple[int, str, str, str]:
    """Return the row that tells of one answer of a contradiction."""
    word = messages.sentence("answer", given[pair]).text
    beside = [other for other in others if other in given]
    if not beside:
        return lines[pair][0], word, "answer.against_decided", ""
    return lines[pair][0], word, "answer.against_others", _listed(lines[other][0] for other in beside)


def _listed(lines: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(lines)))


def _digests(connection: Connection, contacts: Iterable[int]) -> dict[int, set[str]]:
    """Return contact → the digests of all keys that it is known by."""
    found: dict[int, set[str]] = defaultdict(set)
    parameters = {"contact_ids": sorted(contacts)}
    for contact, digest in pipeline.select(connection, "3_clients/contact_digests", parameters).fetchall():
        found[contact].add(digest)
    return found


def _stored(connection: Connection) -> dict[Pair, str]:
    words = connection.execute("select contact_a, contact_b, decision from decided_pairs").fetchall()
    return {(a, b): decision for a, b, decision in words}


def _clients_of(connection: Connection, pairs: Iterable[Pair]) -> dict[int, int]:
    contacts = sorted({contact for pair in pairs for contact in pair})
    sql = "select contact_id, client_id from client_contacts where contact_id in (select unnest(?::bigint[]))"
    return dict(connection.execute(sql, [contacts]).fetchall())


def _count(connection: Connection) -> int:
    return int(connection.execute("select count(distinct client_id) from client_contacts").fetchall()[0][0])
