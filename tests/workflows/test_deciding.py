"""merge, split and apart: what a person said is obeyed for ever, and each of them can be taken back to the letter."""

import random
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientbase.base import ClientBase
from clientbase.errors import ConfirmationNeeded, UsageProblem
from clientbase.workflows.deciding import broken_words
from clientbase.workflows.dedupe import dedupe
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.merging import keep_apart, merge_clients, split_client
from clientbase.workflows.runs import run_listing
from clientbase.workflows.setting import set_fields
from clientbase.workflows.undo import undo
from clientbase.workflows.views import viewed
from tests.workflows.conftest import NOON

HEADER = "ID;ФИО;Телефон;E-mail;Компания;ИНН"
#: Анна stands on three rows, Пётр on two; row by row: contacts 1 to 8.
ROWS = (
    "1;Котова Анна Сергеевна;89161234567;anna@example.ru;;",
    "2;Котова Анна;89161234567;;;",
    ";Котова Анна;89161234567;anna@example.ru;;",
    "4;Лис Пётр;89161234568;petr@example.ru;;",
    "5;Лис Пётр;89161234568;;;",
    "6;Ёж Яна;;yana@example.ru;;",
    ";Зимин Олег;89160001122;;;",
    "8;;84951112233;;ООО Ромашка;7707083893",
)
#: Numbers that the base may give anew, and what happened: no state of who is who.
PASSING = ("journal", "counters", "imports")

State = dict[str, list[tuple[Any, ...]]]


_made = tempfile.TemporaryDirectory(prefix="clientbase-deciding-")


@cache
def made(rows: tuple[str, ...]) -> Path:
    """Make a base that knows who is who in the rows, once."""
    folder = Path(tempfile.mkdtemp(dir=_made.name))
    base = ClientBase.create(folder / "base", "", NOON)
    take(base, folder, "crm", rows)
    matched(base)
    return base.folder


def base_of(folder: Path, rows: tuple[str, ...] = ROWS) -> ClientBase:
    """Return a base of the test's own that knows who is who in the rows."""
    return ClientBase.open(shutil.copytree(made(rows), folder / "base"))


def matched(base: ClientBase) -> None:
    """Find out who is who, and count everything by it."""
    dedupe(base, NOON)
    with viewed(base, None, NOON):
        pass


def take(base: ClientBase, folder: Path, name: str, rows: Sequence[str]) -> None:
    """Import rows as a file of their own."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    import_files(base, [path], ImportOptions(), NOON)


def everything(base: ClientBase) -> State:
    """Return every row of every table, but for the journal and the numbers of runs."""
    with duckdb.connect(base.database, read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        state = {
            name: connection.execute(f"select * from {name} order by all").fetchall()
            for name in names
            if name not in PASSING
        }
        sql = "select name, last_id from counters where name in ('contact', 'client') order by name"
        return state | {"counters": connection.execute(sql).fetchall()}


def clients(base: ClientBase) -> dict[int, list[int]]:
    """Return client → its contacts."""
    with base.read() as connection:
        found = connection.execute(
            "select client_id, list(contact_id order by contact_id) from client_contacts group by 1"
        )
        return dict(sorted(found.fetchall()))


def broken(base: ClientBase) -> list[tuple[int, int, str]]:
    """Return the words that the clients do not follow."""
    with base.read() as connection:
        return broken_words(connection)


def test_a_merge_keeps_the_older_number_and_the_other_leads_to_it(tmp_path: Path) -> None:
    """Whoever wrote the retired number down still finds the client, and names it so in the next command."""
    base = base_of(tmp_path)
    assert clients(base) == {1: [1, 2, 3], 4: [4, 5], 6: [6], 7: [7], 8: [8]}
    outcome = merge_clients(base, ["yana@example.ru", "8 916 123-45-68"], NOON)
    assert clients(base) == {1: [1, 2, 3], 4: [4, 5, 6], 7: [7], 8: [8]}
    assert outcome.decided.moves.rows == ((4, "Лис Пётр", 4, 4), (5, "Лис Пётр", 4, 4), (6, "Ёж Яна", 6, 4))
    assert set_fields(base, "client:6", ["city=Казань"], NOON).client_id == 4
    merge_clients(base, ["#6", "7", "1"], NOON)
    assert clients(base) == {1: [1, 2, 3, 4, 5, 6, 7], 8: [8]}
    assert broken(base) == []


def test_a_split_gives_the_contacts_a_number_of_their_own(tmp_path: Path) -> None:
    """The contacts taken out stay together, whoever they are; the others keep the client's number."""
    base = base_of(tmp_path)
    outcome = split_client(base, "1", ["1", "3"], NOON)
    assert clients(base)[1] == [2]
    assert clients(base)[outcome.new_client] == [1, 3]
    assert outcome.new_client > 8
    dedupe(base, NOON)
    assert clients(base)[outcome.new_client] == [1, 3]
    merge_clients(base, [f"client:{outcome.new_client}", "client:1"], NOON)
    assert clients(base)[1] == [1, 2, 3]
    assert broken(base) == []


def test_clients_kept_apart_are_not_merged_by_a_row_that_would_join_them(tmp_path: Path) -> None:
    """A person's "no" goes before the next file; a person's later "yes" goes before it."""
    base = base_of(tmp_path)
    keep_apart(base, ["6", "7"], NOON, is_related=True)
    with base.read() as connection:
        relations = connection.execute("select relation from client_relations where client_b = 7").fetchall()
    assert relations == [("decided",)]
    take(base, tmp_path, "later", ["9;Ёж Яна;89160001122;yana@example.ru;;", "10;Зимин Олег;89160001122;;;"])
    dedupe(base, NOON)
    assert broken(base) == []
    merge_clients(base, ["client:6", "client:7"], NOON)
    assert broken(base) == []
    assert {6, 7} <= set(clients(base)[6])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["1"], "decide.one_client"),
        (["1", "anna@example.ru"], "decide.same_client"),
        (["1", "nobody@example.ru"], "client.not_found"),
    ],
)
def test_a_merge_of_nothing_is_refused(tmp_path: Path, words: list[str], code: str) -> None:
    """A slip of the hand is told, and changes nothing."""
    base = base_of(tmp_path)
    with pytest.raises(UsageProblem, match=code):
        merge_clients(base, words, NOON)


def test_a_person_and_a_company_are_one_only_on_a_second_word(tmp_path: Path) -> None:
    """A secretary on the company's phone is not the company."""
    base = base_of(tmp_path)
    with pytest.raises(ConfirmationNeeded, match="person_and_company"):
        merge_clients(base, ["7", "8"], NOON)
    merge_clients(base, ["7", "8"], NOON, is_confirmed=True)
    assert clients(base)[7] == [7, 8]


@pytest.mark.parametrize(
    ("contacts", "code"),
    [(["4"], "split.no_contact"), (["1", "2", "3"], "split.all_contacts"), (["x"], "split.no_contact")],
)
def test_a_split_of_what_is_not_there_is_refused(tmp_path: Path, contacts: list[str], code: str) -> None:
    """The sentence names the contacts that there are."""
    base = base_of(tmp_path)
    with pytest.raises(UsageProblem, match=code) as raised:
        split_client(base, "1", contacts, NOON)
    assert raised.value.parameters["contacts"] == "1, 2, 3"
    with pytest.raises(UsageProblem, match="one_contact"):
        split_client(base, "6", ["6"], NOON)


def test_a_number_that_may_be_ours_or_the_sources_is_asked_about(tmp_path: Path) -> None:
    """The source calls Яна 7, we call Олег so: nobody is merged by a guess."""
    base = base_of(tmp_path, (*ROWS[:5], "7;Ёж Яна;;yana@example.ru;;", ";Зимин Олег;89160001122;;;"))
    assert clients(base) == {1: [1, 2, 3], 4: [4, 5], 6: [6], 7: [7]}
    with pytest.raises(UsageProblem, match="number_or_id"):
        merge_clients(base, ["7", "1"], NOON)
    assert merge_clients(base, ["client:7", "1"], NOON, is_dry=True).clients[1].client_id == 7
    assert merge_clients(base, ["main:7", "id:1"], NOON, is_dry=True).clients[1].client_id == 6


def test_what_was_said_before_is_no_run(tmp_path: Path) -> None:
    """Nothing is left to take back twice."""
    base = base_of(tmp_path)
    keep_apart(base, ["6", "7"], NOON)
    assert not keep_apart(base, ["7", "6"], NOON).decided.run
    dedupe(base, NOON)
    assert [row[0] for row in run_listing(base).rows] == ["apart-2", "dedupe-1", "1"]


def test_each_run_is_taken_back_to_the_letter(tmp_path: Path) -> None:
    """After an undo no table tells that the run was: who is who, aliases, words, numbers, figures."""
    base = ClientBase.create(tmp_path / "base", "", NOON)
    take(base, tmp_path, "crm", ROWS)
    states = [everything(base)]
    matched(base)
    states.append(everything(base))
    merge_clients(base, ["4", "6"], NOON)
    states.append(everything(base))
    split_client(base, "1", ["1"], NOON)
    states.append(everything(base))
    keep_apart(base, ["7", "8"], NOON, is_related=True)
    states.append(everything(base))
    merge_clients(base, ["client:1", "client:7", "client:4"], NOON)
    while states:
        undo(base, None, NOON)
        assert everything(base) == states.pop()


def test_an_earlier_merge_is_taken_back_alone(tmp_path: Path) -> None:
    """What was said after it stands, and whom it had merged come apart with their numbers of before."""
    base = base_of(tmp_path)
    merge_clients(base, ["4", "6"], NOON)
    split_client(base, "1", ["3"], NOON)
    with pytest.raises(ConfirmationNeeded, match="not_last_run"):
        undo(base, "merge-2", NOON)
    undo(base, "merge-2", NOON, is_confirmed=True)
    assert clients(base) == {1: [1, 2], 3: [3], 4: [4, 5], 6: [6], 7: [7], 8: [8]}
    undo(base, None, NOON)
    assert clients(base)[1] == [1, 2, 3]
    with pytest.raises(UsageProblem, match="not_found"):
        undo(base, "merge-2", NOON)


def test_a_word_that_newer_ones_leave_no_room_for_counts_again_when_they_go(tmp_path: Path) -> None:
    """A is B and B is C, but lately A is not C: the oldest word yields, and comes back with an undo."""
    base = base_of(tmp_path)
    merge_clients(base, ["6", "7"], NOON)
    merge_clients(base, ["6", "4"], NOON)
    split_client(base, "4", ["7"], NOON)
    assert clients(base)[4] == [4, 5, 6]
    assert broken(base) == []
    undo(base, None, NOON)
    assert clients(base)[4] == [4, 5, 6, 7]


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_words_outlive_every_import_in_any_order(data: st.DataObject) -> None:
    """However the files come again, no word of a person is broken."""
    with tempfile.TemporaryDirectory() as name:
        base = base_of(Path(name))
        for _ in range(data.draw(st.integers(2, 4))):
            _say_something(base, data)
        assert broken(base) == []
        order = random.Random(data.draw(st.integers(0, 99)))
        take(base, Path(name), "again", order.sample([*ROWS, "11;Котова Анна;89161234568;;;"], len(ROWS) + 1))
        dedupe(base, NOON)
        assert broken(base) == []


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_undo_again_and_again_goes_back_step_by_step(data: st.DataObject) -> None:
    """Whatever was done, each undo ends where only the rest had been done."""
    with tempfile.TemporaryDirectory() as name:
        base = base_of(Path(name), ROWS[:7])
        states: list[State] = []
        for number in range(data.draw(st.integers(2, 4))):
            before = everything(base)
            if data.draw(st.booleans()):
                _say_something(base, data)
            else:
                row = data.draw(st.sampled_from(ROWS))
                take(base, Path(name), f"more{number}", [f"{20 + number}{row[row.index(';') :]}"])
                states.append(before)
                before = everything(base)
                dedupe(base, NOON)
            if _runs(before) != _runs(everything(base)):
                states.append(before)
        for before in reversed(states):
            undo(base, None, NOON)
            assert _identity(everything(base)) == _identity(before)


def _runs(state: State) -> list[tuple[Any, ...]]:
    return state["identity_runs"]


def _identity(state: State) -> State:
    """Return who is who; the numbers that people of an import had are kept for when it comes again."""
    return {name: state[name] for name in ("client_contacts", "client_aliases", "decisions", "clients_to_confirm")}


def _say_something(base: ClientBase, data: st.DataObject) -> None:
    known = clients(base)
    large = sorted(client for client, contacts in known.items() if len(contacts) > 1)
    if bool(large) and data.draw(st.booleans()):
        client = data.draw(st.sampled_from(large))
        contacts = known[client]
        count = data.draw(st.integers(1, len(contacts) - 1))
        taken = data.draw(st.permutations(contacts))[:count]
        split_client(base, f"client:{client}", [str(contact) for contact in taken], NOON)
        return
    if len(known) > 1:
        pair = data.draw(st.permutations(sorted(known)))[:2]
        words = [f"client:{client}" for client in pair]
        word = data.draw(st.sampled_from(["same", "different", "related"]))
        if word == "same":
            merge_clients(base, words, NOON, is_confirmed=True)
        else:
            keep_apart(base, words, NOON, is_related=word == "related")


def test_a_changed_row_without_an_id_stays_who_it_was(tmp_path: Path) -> None:
    """A newer export has Олег's new phone: what was said of him holds, and undo gives all of it back."""
    old = (";Зимин Олег;89160001122;oleg@example.ru;;", ";Ёж Яна;;yana@example.ru;;", ";Лис Пётр;89161234568;;;")
    base = base_of(tmp_path, old)
    keep_apart(base, ["1", "2"], NOON)
    take(base, tmp_path, "newer", [";Зимин Олег;89169998877;oleg@example.ru;;", *old[1:]])
    before = everything(base)
    matched(base)
    assert clients(base) == {1: [1], 2: [2], 3: [3]}
    with base.read() as connection:
        phones = connection.execute("select phone from clients where client_id = 1").fetchall()
    assert phones == [("+79169998877",)]
    undo(base, None, NOON)
    for table in ("contact_keys", "inherited_keys", "client_contacts", "decisions", "counters"):
        assert everything(base)[table] == before[table]
