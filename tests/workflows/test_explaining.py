"""Why a client is one: sentences for all contacts, and the evidence behind them."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from clientbase import messages
from clientbase.base import ClientBase
from clientbase.cli.matching_story import tell_why
from clientbase.errors import UsageProblem
from clientbase.workflows.dedupe import dedupe
from clientbase.workflows.explaining import Explanation, explain
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.reasons import sentences, tell_contacts
from clientbase.workflows.views import View, viewed

NOON = datetime.fromisoformat("2026-11-01T12:00")
LINES = (
    "ID,ФИО,Телефон,E-mail,Дата рождения,Компания,Должность",
    "1,Александр Котов,+79161234567,,05.03.1990,,",
    "2,Саша Котов,+79161234567,,05.03.1990,,",
    "3,Анна Котова,+79161234567,,,,",
    "4,{0} Лис,+442071838750,,,,",
    "5,,+442071838750,,,,",
    "6,Иван Орлов,+79031112233,,01.02.1985,,",
    "7,Иван Сидоров,+79035556677,,,ООО Ромашка,директор",
    "8,,+74951234567,,,Ромашка,",
)
COTOV, ANNA, ORLOV, SIDOROV = 1, 3, 6, 7


@pytest.fixture(autouse=True)
def _language_restored() -> Iterator[None]:
    """Leave the next test the language that it would have without this one."""
    before = messages.active_language()
    yield
    messages.activate(before)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> ClientBase:
    """A base of one list; a person said that Орлов and Сидоров are one, and that Саша and Анна are not."""
    folder = tmp_path_factory.mktemp("why")
    made = ClientBase.create(folder / "base", "", NOON)
    (folder / "list.csv").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    import_files(made, [folder / "list.csv"], ImportOptions(kind="contacts"), NOON)
    dedupe(made, NOON)
    with made.write(NOON) as copy:
        copy.connection.execute("""
            insert into decisions by name
            select *, timestamp '2026-11-01 12:00' as decided_at
            from (values (1, 6, 7, 'same'), (2, 2, 3, 'different'))
                as said (decision_id, contact_a, contact_b, decision)
        """)
    dedupe(made, NOON)
    return made


@pytest.fixture
def view(base: ClientBase) -> Iterator[View]:
    """The base, open for reading."""
    with viewed(base, None, NOON) as opened:
        yield opened


def told(view: View, base: ClientBase, *queries: str) -> Explanation:
    """Return what `why` finds."""
    return explain(view, queries, base.settings)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_contact_has_a_reason(view: View, language: str) -> None:
    """The list of contacts never has an empty reason, in either language."""
    messages.activate(language)
    tell_contacts(view.connection)
    rows = view.connection.execute("""
        select client_contacts.contact_id, reason
        from client_contacts
        left join contact_reasons using (contact_id)
        order by client_contacts.contact_id
    """).fetchall()
    assert [contact for contact, _ in rows] == list(range(1, len(LINES)))
    assert all(reason for _, reason in rows)


def test_a_reason_holds_the_values_of_the_two(view: View) -> None:
    """An owner sees in the sentence what the two rows say, and in braces nothing but what a row says."""
    said = sentences(view.connection, [(1, 2), (2, 3), (4, 5), (6, 7)])
    assert said[1, 2] == "same phone +7 916 123-45-67, name Александр ~ Саша, same surname Котов, birthday equal"
    assert said[2, 3] == "decided by you on 2026-11-01: not the same"
    assert said[4, 5].startswith("same phone +44 207 183 8750")
    assert said[6, 7] == "decided by you on 2026-11-01"


def test_a_client_is_told_with_its_rows_and_who_is_close(view: View, base: ClientBase) -> None:
    """The rows of both namesakes stand in the list, and the wife on the same phone is close but apart."""
    found = told(view, base, str(COTOV))
    assert found.contacts.only(("contact_id", "source_file")).rows == ((1, "list.csv"), (2, "list.csv"))
    near = [row for row in found.pairs.only(("client_a", "client_b", "outcome")).rows if row[0] != row[1]]
    assert near == [(COTOV, ANNA, "decided")]
    assert found.decisions.only(("contact_a", "contact_b", "decision")).rows == ((2, 3, "different"),)


def test_the_weights_belong_to_the_values(view: View, base: ClientBase) -> None:
    """What the two say, how it compares and what that weighs stand together, part by part."""
    parts = {row[2]: row[3:] for row in told(view, base, str(COTOV)).comparisons.rows if row[:2] == (1, 2)}
    assert parts["first_name"][:2] == ("Александр", "Саша")
    assert parts["phone"][2] == "same"
    assert parts["phone"][3] > 0
    assert parts["sex"][3] == 0, "the first name says it already"


def test_a_client_is_found_as_set_finds_it(view: View, base: ClientBase) -> None:
    """A phone in any spelling, and the number of a contact that is in another's client."""
    assert told(view, base, "8 (903) 111-22-33").asked[0].client_id == ORLOV
    assert told(view, base, str(SIDOROV)).asked[0].client_id == ORLOV


def test_a_former_number_leads_to_the_client(view: View, base: ClientBase) -> None:
    """Who kept the number of a client that was merged still finds it."""
    (asked,) = told(view, base, str(SIDOROV)).asked
    assert asked.retired == SIDOROV
    assert told(view, base, str(ORLOV)).aliases.rows == ((SIDOROV, ORLOV),)


def test_two_clients_are_told_side_by_side(view: View, base: ClientBase) -> None:
    """Asked of two, the pair of them stands there with its reason, also where they share nothing."""
    assert [one.client_id for one in told(view, base, str(COTOV), str(ANNA)).asked] == [COTOV, ANNA]
    strangers = told(view, base, str(COTOV), str(ORLOV))
    assert {row[0] for row in strangers.contacts.only(("client_id",)).rows} == {COTOV, ORLOV}


def test_nobody_is_told_so(view: View, base: ClientBase) -> None:
    """A number that nobody has is a mistake of the caller, not an empty page."""
    with pytest.raises(UsageProblem):
        told(view, base, "777")


def test_a_person_and_their_company_are_related(view: View) -> None:
    """Who works for a client company is kept with the position, and that they decide."""
    rows = view.connection.execute("select relation, role, is_decision_maker from client_relations").fetchall()
    assert ("company_member", "директор", True) in rows


@pytest.mark.parametrize(("language", "words"), [("en", {"male", "female"}), ("ru", {"мужской", "женский"})])
def test_nothing_is_told_in_codes(
    view: View, base: ClientBase, capsys: pytest.CaptureFixture[str], language: str, words: set[str]
) -> None:
    """An owner reads of a man or a woman in the own language."""
    messages.activate(language)
    tell_why(told(view, base, str(COTOV), str(ANNA)), is_full=True)
    shown = set(capsys.readouterr().out.split())
    assert words <= shown
    assert language == "en" or "male" not in shown
