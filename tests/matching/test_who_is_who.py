"""Who is who, from a file's rows to clients with ids that stay: the whole way that a person's list takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from clientbase.base import ClientBase
from clientbase.workflows.dedupe import DedupeSummary, dedupe
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.views import viewed
from tests.workflows.conftest import say_of

NOON = datetime.fromisoformat("2026-11-01T12:00")
HEADER = "ФИО,Телефон,E-mail,Компания,Дата рождения,ID"

#: client_id → what its rows call it: a name, else a company, else nothing.
Clients = dict[int, list[str]]


@dataclass
class People:
    """A base that takes small lists and says who is who.

    Attributes:
        summaries: what each dedupe told, the last one at the end.
    """

    base: ClientBase
    folder: Path
    summaries: list[DedupeSummary] = field(default_factory=list)

    def take(self, *lines: str, header: str = HEADER) -> Clients:
        """Import one more file of these lines, tell who is who and return the clients."""
        path = self.folder / f"list{len(self.summaries)}.csv"
        width = header.count(",")
        full = [line + "," * (width - line.count(",")) for line in lines]
        path.write_text("\n".join([header, *full]) + "\n", encoding="utf-8")
        import_files(self.base, [path], ImportOptions(kind="contacts"), NOON)
        return self.match()

    def match(self) -> Clients:
        """Tell who is who anew and return the clients."""
        self.summaries.append(dedupe(self.base, NOON))
        clients: Clients = {}
        sql = """
            select client_contacts.client_id, coalesce(full_name, company, '')
            from client_contacts
            join current_rows using (contact_id)
            join stg_contacts using (import_id, row_number)
            order by client_contacts.client_id, contact_id
        """
        for client, name in self.rows(sql):
            clients.setdefault(int(str(client)), []).append(str(name))
        return clients

    def decide(self, one: str, other: str, decision: str) -> None:
        """Write down a person's word on two contacts, found by their names."""
        sql = """
            select contact_id
            from current_rows
            join stg_contacts using (import_id, row_number)
            where full_name in (?, ?)
            order by contact_id
        """
        (a,), (b,) = self.rows(sql, one, other)
        with self.base.write(NOON) as copy:
            say_of(copy, int(str(a)), int(str(b)), decision)

    def relations(self) -> list[tuple[object, ...]]:
        """Return the relation of each pair of clients that share something, with what they share."""
        sql = "select relation, by_phone, by_email from client_relations order by client_a, client_b"
        with viewed(self.base, None, NOON) as view:
            return view.connection.execute(sql).fetchall()

    def doubts(self) -> list[object]:
        """Return the reasons of the doubtful pairs of clients, the likeliest first."""
        place = self.summaries[-1].doubtful.columns.index("reason_code")
        return [row[place] for row in self.summaries[-1].doubtful.rows]

    def rows(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        """Return the rows of a question to the base."""
        with self.base.read() as connection:
            return connection.execute(sql, list(values)).fetchall()


Matched = Callable[..., Clients]


@pytest.fixture
def people(tmp_path: Path) -> People:
    """A new base without anybody."""
    return People(ClientBase.create(tmp_path / "base", "", NOON), tmp_path)


@pytest.fixture
def matched(people: People) -> Matched:
    """The clients behind one list of contacts, in the columns of HEADER; cells may be left out at the end."""
    return people.take


def names(clients: Clients) -> list[list[str]]:
    """Return each client's names, in the order of client ids."""
    return [clients[client] for client in sorted(clients)]


PHONE = "+79161234567"
BY_PHONE = (True, False)
BY_EMAIL = (False, True)


def test_a_family_phone_does_not_merge_spouses(people: People, matched: Matched) -> None:
    """Анна and Пётр on one number stay two clients, and the number is kept as their relation."""
    clients = matched(f"Анна Котова,{PHONE}", f"Пётр Котов,{PHONE}")
    assert names(clients) == [["Анна Котова"], ["Пётр Котов"]]
    assert people.relations() == [("family", *BY_PHONE)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Анна Котова,8 (916) 123-45-67", f"КОТОВА АННА,{PHONE}"),
        (f"Наталья Котова,{PHONE}", f"Наташа Котова,{PHONE}"),
        (f"Анна Котова,{PHONE}", f"Anna Kotova,{PHONE}"),
        (f"Анна Котова,{PHONE}", f"Анна,{PHONE}"),
        (f"Анна Сергеевна Котова,{PHONE}", f"Котова А. С.,{PHONE}"),
        (f"Анна Смирнова,{PHONE}", f"Анна Смернова,{PHONE}"),
        ("Анна Котова,,Anna@Example.ru", "Анна Котова,,anna@example.ru"),
        (f"Анна Котова,{PHONE},,,05.03.1990", f"Анна Лис,{PHONE},,,05.03.1990"),
        (f",{PHONE},,ООО «Ромашка»", f",{PHONE},,Ромашка ООО"),
    ],
    ids=[
        "the same name",
        "a diminutive",
        "a transliteration",
        "a missing surname",
        "initials",
        "a typing error",
        "an e-mail in capitals",
        "a new surname",
        "a firm",
    ],
)
def test_one_person_in_two_rows_is_one_client(matched: Matched, one: str, other: str) -> None:
    """What is shared plus an agreeing name is enough; otherwise a mailing reaches the same person twice."""
    assert len(matched(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"Александр Котов,{PHONE}", f"Александра Котова,{PHONE}"),
        (f"Мария Котова,{PHONE}", f"Марина Котова,{PHONE}"),
        (f"Анна Сергеевна Котова,{PHONE}", f"Анна Петровна Котова,{PHONE}"),
        (f"Анна Котова,{PHONE},,,05.03.1990", f"Анна Котова,{PHONE},,,06.07.2012"),
        (f"Анна Котова,{PHONE}", f"Анна Лис,{PHONE}"),
        ("Анна Котова,+79161234567", "Анна Котова,+79161234568"),
        ("Анна Котова", "Анна Котова"),
    ],
    ids=[
        "two names of one letter's difference",
        "two known names that look alike",
        "another patronymic",
        "another birth date",
        "another surname",
        "another phone",
        "nothing but a name",
    ],
)
def test_two_people_with_something_in_common_stay_two(matched: Matched, one: str, other: str) -> None:
    """A merge that is wrong is worse than a pair left to a person."""
    assert len(matched(one, other)) == 2


def test_a_namesake_on_one_phone_is_a_doubt_that_is_told(people: People, matched: Matched) -> None:
    """Анна Котова and Анна Лис on one phone may be one person who married: a person is asked."""
    matched(f"Анна Котова,{PHONE}", f"Анна Лис,{PHONE}")
    assert people.doubts() == ["namesake"]


def test_a_nameless_row_joins_a_single_person(matched: Matched) -> None:
    """A subscription that gave only a phone is the person whose phone it is."""
    assert names(matched(f"Анна Котова,{PHONE}", f",{PHONE},anna@example.ru")) == [["Анна Котова", ""]]


def test_a_nameless_row_does_not_join_a_family(people: People, matched: Matched) -> None:
    """On the phone of two, nobody knows whose row it is: it stays alone and is told as a doubt."""
    clients = matched(f"Анна Котова,{PHONE}", f"Пётр Котов,{PHONE}", f",{PHONE},box@example.ru")
    assert names(clients) == [["Анна Котова"], ["Пётр Котов"], [""]]
    assert people.doubts() == ["nameless_on_shared", "nameless_on_shared"]


def test_a_made_up_phone_joins_nobody(people: People, matched: Matched) -> None:
    """A number typed to get past a form says nothing about who is who."""
    clients = matched("Анна Котова,89999999999", "Анна Котова,8 999 999 99 99", "Анна,+79999999999")
    assert len(clients) == 3
    assert people.relations() == []


def test_a_firms_shared_mailbox_keeps_colleagues_apart(people: People, matched: Matched) -> None:
    """Two people at info@ of one firm stay two, related by the firm."""
    clients = matched("Анна Котова,,info@romashka.ru,ООО Ромашка", "Пётр Лис,,info@romashka.ru,ООО «Ромашка»")
    assert names(clients) == [["Анна Котова"], ["Пётр Лис"]]
    assert people.relations() == [("firm", *BY_EMAIL)]


def test_a_firm_is_not_the_person_who_answers_its_phone(people: People, matched: Matched) -> None:
    """A company's row and its director's row on one phone stay two: she works there."""
    clients = matched(f",{PHONE},,ООО Ромашка", f"Анна Котова,{PHONE},,ООО Ромашка")
    assert names(clients) == [["ООО Ромашка"], ["Анна Котова"]]
    assert people.relations() == [("company_member", *BY_PHONE)]


def test_one_id_on_two_people_is_a_doubt_and_never_a_merge(people: People, matched: Matched) -> None:
    """A CRM that gave one number twice does not make one client of two."""
    clients = matched("Анна Котова,,,,,7", "Пётр Лис,,,,,7")
    assert names(clients) == [["Анна Котова"], ["Пётр Лис"]]
    assert people.doubts() == ["same_id_other_name"]


def test_spouses_do_not_meet_through_a_third_row(matched: Matched) -> None:
    """А. Котов on the family phone may be either; whomever it joins, if anybody, the spouses stay two."""
    clients = matched(f"Анна Котова,{PHONE}", f"Алексей Котов,{PHONE}", f"А. Котов,{PHONE}")
    assert len(clients) in (2, 3)
    together = [members for members in names(clients) if {"Анна Котова", "Алексей Котов"} <= set(members)]
    assert together == []


MERGED = (f"Анна Котова,{PHONE}", f"Аня Котова,{PHONE}", "Яна Ёж,+79160000002")


def test_a_word_different_holds_for_ever(people: People) -> None:
    """Two rows that a person told apart stay apart after a re-match, a re-import and in another order of rows."""
    assert len(people.take(*MERGED)) == 2
    people.decide("Анна Котова", "Аня Котова", "different")
    apart = people.match()
    assert sorted(names(apart)) == [["Анна Котова"], ["Аня Котова"], ["Яна Ёж"]]
    assert people.match() == apart
    assert people.take(*reversed(MERGED)) == apart
    with_more = people.take(f"Анна,{PHONE}", *MERGED)
    assert not any({"Анна Котова", "Аня Котова"} <= set(members) for members in names(with_more))


def test_a_word_same_merges_and_leaves_an_alias(people: People) -> None:
    """Two rows that share nothing are one when a person says so; the retired id leads to the client."""
    before = people.take("Анна Котова,+79160000001", "Анна Лис,+79160000002")
    assert sorted(before) == [1, 2]
    people.decide("Анна Котова", "Анна Лис", "same")
    assert people.match() == {1: ["Анна Котова", "Анна Лис"]}
    assert people.rows("select retired_id, client_id from client_aliases") == [(2, 1)]
    assert people.take("Анна Лис,+79160000002", "Анна Котова,+79160000001") == {1: ["Анна Котова", "Анна Лис"]}


def test_the_last_word_counts(people: People) -> None:
    """A person may think again: the newer of two decisions holds, and a freed client is called as before."""
    people.take("Анна Котова,+79160000001", "Анна Лис,+79160000002")
    people.decide("Анна Котова", "Анна Лис", "same")
    people.match()
    people.decide("Анна Котова", "Анна Лис", "different")
    assert people.match() == {1: ["Анна Котова"], 2: ["Анна Лис"]}
    assert people.rows("select retired_id from client_aliases") == []


def test_ids_stay_when_the_same_people_come_again(people: People) -> None:
    """Another order of rows and new rows between them change nobody's id; new people get new numbers."""
    first = people.take(*MERGED, "Пётр Лис,+79160000003")
    again = people.take("Пётр Лис,+79160000003", "Ольга Зимина,+79160000004", *reversed(MERGED))
    assert {client: again[client] for client in first} == first
    assert {client: again[client] for client in again.keys() - first.keys()} == {max(first) + 1: ["Ольга Зимина"]}


def test_ids_stay_when_an_export_changes_what_it_says(people: People) -> None:
    """A source's own id finds its client again after a new phone, a new city and another order of rows."""
    first = people.take("Анна Котова,+79160000001,,,,7", "Пётр Лис,+79160000002,,,,8")
    again = people.take("Пётр Лис,+79160000008,,,,8", "Анна Сергеевна Котова,+79160000009,,,,7")
    assert sorted(first) == sorted(again) == [1, 2]
    assert names(again) == [["Анна Сергеевна Котова"], ["Пётр Лис"]]


def test_a_row_that_joins_two_clients_retires_the_younger(people: People) -> None:
    """A new row with both phones shows that two clients are one: the older id stays, the younger becomes its alias."""
    assert sorted(people.take("Анна Котова,+79160000001", "Анна Котова,+79160000002")) == [1, 2]
    joined = people.take("Анна Котова,+79160000001; +79160000002")
    assert list(joined) == [1]
    assert people.rows("select retired_id, client_id from client_aliases") == [(2, 1)]
    assert list(people.take("Яна Ёж,+79160000003")) == [1, 4]


def test_a_phone_on_sixty_contacts_does_not_explode_and_is_told(people: People, matched: Matched) -> None:
    """A switchboard's number compares neighbours of one name only, never everyone with everyone."""
    firsts = ("Анна", "Пётр", "Яна", "Олег", "Ирина", "Борис")
    lasts = ("Котов", "Лис", "Ёж", "Зимин", "Белов", "Орлов", "Волков", "Громов", "Дымов", "Жуков")
    people_of_it = [f"{last} {first},{PHONE}" for first in firsts for last in lasts]
    clients = matched(*people_of_it[:59], f"Котов Анна,{PHONE},anna@example.ru")
    assert len(people_of_it) == 60
    assert len(people.summaries[-1].capped.rows) == 1
    ((pairs,),) = people.rows("select count(*) from candidate_pairs")
    assert int(str(pairs)) < len(people_of_it) * 10
    assert len(clients) in (59, 60)
    doubt = "select reason_code from match_pairs where (contact_a, contact_b, outcome) in ((1, 60, 'merge'))"
    leaning = "select reason_code from match_pairs where (contact_a, contact_b) in ((1, 60)) and leans"
    assert people.rows(f"{doubt} union {leaning}") == [("same_name",)]
