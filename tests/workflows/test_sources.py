"""What is said of a source: whole exports, consent, basis, trust, columns to drop; and what a newer export changes."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from clientbase.base import ClientBase
from clientbase.config import ConsentStatement, parse_consent, parse_limit, settings_from
from clientbase.errors import ConfirmationNeeded, SettingsProblem, UsageProblem
from clientbase.workflows.import_ import ImportOptions, import_files
from clientbase.workflows.reading import due_files
from clientbase.workflows.refresh import refresh
from clientbase.workflows.undo import undo
from tests.conftest import Cli
from tests.workflows.conftest import NOON, dedupe_and_build, everything

HEADER = "ID;ФИО;Телефон;E-mail;Город;Вес\n"
PEOPLE = {
    1: "1;Котова Анна;89161234567;anna@example.ru;Казань;60\n",
    2: "2;Лис Пётр;89160000001;petr@example.ru;Пермь;80\n",
    3: "3;Ёж Яна;89160000002;yana@example.ru;Тверь;55\n",
}
ORDERS = "Номер заказа;Дата;Телефон;Сумма\nA1;05.01.2026;89161234567;100\nA2;06.01.2026;89160000001;200\n"
ALL = ImportOptions(max_rejects=1.0)
WHOLE = ImportOptions(snapshot=True, source="crm")


@pytest.fixture
def base(tmp_path: Path) -> ClientBase:
    """An empty base."""
    return ClientBase.create(tmp_path / "base", "", NOON)


def write(folder: Path, name: str, *rows: str, header: str = HEADER) -> Path:
    """Write a file of rows."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(header + "".join(rows), encoding="utf-8")
    return folder / name


def rows_of(base: ClientBase, sql: str) -> list[tuple[object, ...]]:
    """Return the rows of a question to a base."""
    with duckdb.connect(base.database, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def compared(base: ClientBase) -> tuple[object, ...]:
    """Return what the last import changed: rows new, changed, same, vanished."""
    sql = "select rows_new, rows_changed, rows_same, rows_vanished from imports order by import_id desc limit 1"
    return rows_of(base, sql)[0]


def settled(base: ClientBase, text: str) -> ClientBase:
    """Return the base with other settings."""
    (base.folder / "clientbase.toml").write_text(text, encoding="utf-8")
    return ClientBase.open(base.folder)


def test_a_newer_export_tells_what_it_changes(base: ClientBase, tmp_path: Path) -> None:
    """Rows are known again by their own id, and a changed one keeps its old value in the rows as imported."""
    import_files(base, [write(tmp_path, "old.csv", PEOPLE[1], PEOPLE[2])], ALL, NOON)
    assert compared(base) == (2, 0, 0, 0)
    newer = write(tmp_path, "new.csv", PEOPLE[1].replace("Казань", "Омск"), PEOPLE[2], PEOPLE[3])
    import_files(base, [newer], ALL, NOON)
    assert compared(base) == (1, 1, 1, 0)
    assert rows_of(base, "select city from stg_contacts where client_key = '1' order by import_id") == [
        ("Казань",),
        ("Омск",),
    ]
    dedupe_and_build(base, NOON)
    assert rows_of(base, "select city from clients where client_key = '1'") == [("Омск",)]


def test_rows_without_an_id_are_known_by_what_they_say(base: ClientBase, tmp_path: Path) -> None:
    """Of equal rows each is counted once: two in a newer export against one before are one new."""
    header = "Имя,Телефон\n"
    import_files(base, [write(tmp_path, "a.csv", "Яна,89160000001\n", header=header)], ALL, NOON)
    newer = write(tmp_path, "b.csv", "Яна,89160000001\n", "Яна,89160000001\n", "Пётр,89160000002\n", header=header)
    import_files(base, [newer], ALL, NOON)
    assert compared(base) == (2, 0, 1, 0)


def test_changed_orders_are_told(base: ClientBase, tmp_path: Path) -> None:
    """A line whose order was known with another sum is changed; one whose buyer changed is too."""
    import_files(base, [write(tmp_path, "a.csv", header=ORDERS)], ALL, NOON)
    changed = ORDERS.replace(";100", ";150") + "A3;07.01.2026;89160000009;300\n"
    import_files(base, [write(tmp_path, "b.csv", header=changed)], ALL, NOON)
    assert compared(base) == (1, 1, 1, 0)
    import_files(base, [write(tmp_path, "c.csv", header=changed.replace("89160000009", "89160000008"))], ALL, NOON)
    assert compared(base) == (0, 1, 2, 0)


def test_what_a_whole_export_lacks_has_vanished(base: ClientBase, tmp_path: Path) -> None:
    """Vanished people speak no more, other sources stay; undo brings them back exactly."""
    import_files(base, [write(tmp_path, "one.csv", *PEOPLE.values())], WHOLE, NOON)
    import_files(base, [write(tmp_path, "other.csv", PEOPLE[3])], ALL, NOON)
    dedupe_and_build(base, NOON)
    before = everything(base.folder)
    import_files(base, [write(tmp_path, "two.csv", PEOPLE[1], PEOPLE[3])], WHOLE, NOON)
    assert compared(base) == (0, 0, 2, 1)
    dedupe_and_build(base, NOON)
    assert rows_of(base, "select last_name from clients order by 1") == [("Ёж",), ("Котова",)]
    undo(base, "two.csv", NOON, is_confirmed=True)
    assert everything(base.folder) == before


def test_a_whole_export_without_most_rows_is_refused(base: ClientBase, tmp_path: Path) -> None:
    """A filter forgotten in the CRM does not empty the base; who means it says so."""
    import_files(base, [write(tmp_path, "one.csv", *PEOPLE.values())], WHOLE, NOON)
    half = write(tmp_path, "two.csv", PEOPLE[1])
    before = everything(base.folder)
    with pytest.raises(ConfirmationNeeded):
        import_files(base, [half], WHOLE, NOON)
    assert everything(base.folder) == before
    import_files(base, [half], ImportOptions(snapshot=True, source="crm", is_confirmed=True), NOON)
    assert compared(base) == (0, 0, 1, 2)


def test_vanished_orders_count_no_more(base: ClientBase, tmp_path: Path) -> None:
    """An order deleted in the shop is deleted here."""
    import_files(base, [write(tmp_path, "one.csv", header=ORDERS)], WHOLE, NOON)
    import_files(base, [write(tmp_path, "two.csv", header=ORDERS.rsplit("A2", 1)[0])], WHOLE, NOON)
    dedupe_and_build(base, NOON)
    assert len(rows_of(base, "from client_deals")) == 1


def allowed(base: ClientBase) -> list[tuple[object, ...]]:
    """Return who may be written an advertisement to by e-mail."""
    dedupe_and_build(base, NOON)
    return rows_of(
        base,
        "select address from client_permissions where is_allowed and channel = 'email' and purpose = 'ads' order by 1",
    )


def test_what_all_rows_agreed_to_is_their_consent(base: ClientBase, tmp_path: Path) -> None:
    """A statement grants as a column would, from its day, but not where the row itself says no."""
    header = "ФИО;E-mail;Согласие на рассылку\n"
    file = write(tmp_path, "a.csv", "Лис Пётр;p@example.ru;\n", "Ёж Яна;y@example.ru;нет\n", header=header)
    said = ImportOptions(consent=(parse_consent("email:ads:2026-05-01:form"),))
    import_files(base, [file], said, NOON)
    assert allowed(base) == [("p@example.ru",)]
    assert rows_of(base, "select consent_on, proof from consents where status = 'given'") == [
        (date(2026, 5, 1), "form")
    ]


@pytest.mark.parametrize(("basis", "count"), [("bought", 0), ("open", 0), ("contract", 1), ("consent", 1)])
def test_a_bought_list_brings_no_consent(base: ClientBase, tmp_path: Path, basis: str, count: int) -> None:
    """Whoever sells a list with a column "agreed" has not got anybody's consent for us."""
    file = write(tmp_path, "a.csv", "Лис Пётр;p@example.ru;да\n", header="ФИО;E-mail;Согласие на рассылку\n")
    import_files(base, [file], ImportOptions(basis=basis), NOON)
    assert len(allowed(base)) == count


def test_a_trusted_source_is_believed_first(base: ClientBase, tmp_path: Path) -> None:
    """A newer file of a lesser source does not overwrite what the trusted one says."""
    import_files(base, [write(tmp_path, "a.csv", PEOPLE[1])], ImportOptions(trust=5), NOON)
    import_files(
        base, [write(tmp_path, "b.csv", PEOPLE[1].replace("Казань", "Омск"))], ImportOptions(source="form"), NOON
    )
    dedupe_and_build(base, NOON)
    assert rows_of(base, "select city from clients") == [("Казань",)]


@pytest.mark.parametrize("said", [{"drop": ("Вес",)}, {"keep": ()}], ids=str)
def test_a_dropped_column_never_enters_the_base(
    base: ClientBase, tmp_path: Path, said: dict[str, tuple[str, ...]]
) -> None:
    """What is not needed is not collected, not even with the rows that did not fit."""
    file = write(tmp_path, "a.csv", PEOPLE[1].replace(";60", ";616161"), "2;Лис;;;;626262;z\n")
    outcome = import_files(
        base, [file], ImportOptions(max_rejects=1.0, drop=said.get("drop", ()), keep=said.get("keep")), NOON
    )
    assert outcome.dropped == {1: ("Вес",)}
    assert "616161" not in repr(everything(base.folder))
    assert "626262" not in repr(everything(base.folder))


def test_a_misspelt_column_to_drop_is_told(base: ClientBase, tmp_path: Path) -> None:
    """Else it would be collected."""
    with pytest.raises(UsageProblem, match="unknown_column"):
        import_files(base, [write(tmp_path, "a.csv", PEOPLE[1])], ImportOptions(drop=("Весь",)), NOON)


def test_a_dry_run_writes_nothing(base: ClientBase, tmp_path: Path) -> None:
    """It tells what would be, and neither the base nor rejects/ changes."""
    before = everything(base.folder)
    file = write(tmp_path, "a.csv", PEOPLE[1], "2;Лис\n")
    outcome = import_files(base, [file], ImportOptions(max_rejects=1.0, is_dry=True), NOON)
    assert outcome.taken[0].rows_accepted == 1
    assert everything(base.folder) == before
    assert list((base.folder / "rejects").iterdir()) == []


def test_the_same_bytes_come_again_when_forced(base: ClientBase, tmp_path: Path) -> None:
    """Twice the same file is nothing, unless a person wants it."""
    file = write(tmp_path, "a.csv", PEOPLE[1])
    import_files(base, [file], ALL, NOON)
    assert import_files(base, [file], ALL, NOON).taken[0].is_repeat
    assert not import_files(base, [file], ImportOptions(is_forced=True), NOON).taken[0].is_repeat
    assert compared(base) == (0, 0, 1, 0)


SETTINGS = """\
[[sources]]
files = "{folder}/deep/**/crm*.csv"
name = "crm"
snapshot = true
trust = 2
consent = "email:ads:2026-05-01"
drop = ["Вес"]
max_rejects = 3

[[sources]]
files = "inbox/*"
country = "KZ"
"""


def test_refresh_takes_what_the_settings_say(base: ClientBase, tmp_path: Path) -> None:
    """Globs may be absolute and go deep, a file of two sources is the first's, what is half-written waits."""
    base = settled(base, SETTINGS.format(folder=tmp_path))
    write(tmp_path, "deep/a/b/crm1.csv", *PEOPLE.values())
    write(base.folder / "inbox", "good.csv", "Дуб Лев;89165550011\n", header="ФИО;Телефон\n")
    write(base.folder / "inbox", "cut.csv", "Дуб Лев;89165550011\nБук", header="ФИО;Телефон\n")
    write(base.folder / "inbox", "next.csv.part", "Дуб Лев;89165550011\n", header="ФИО;Телефон\n")
    summary = refresh(base, NOON)
    assert rows_of(base, "select file, source, is_snapshot, trust, country from imports order by import_id") == [
        ("crm1.csv", "crm", True, 2, ""), ("good.csv", "main", False, 0, "KZ"),
    ]  # fmt: skip
    left = {(one.file, one.code) for outcome in summary.imports for one in outcome.left}
    assert left == {("cut.csv", "source.cut"), ("next.csv.part", "source.unfinished")}
    assert len(rows_of(base, "from consents")) == 3


def test_a_file_that_goes_away_is_no_error(base: ClientBase) -> None:
    """Between looking and reading somebody may move a file of the inbox."""
    base = settled(base, '[[sources]]\nfiles = "inbox/*.csv"\n')
    path = write(base.folder / "inbox", "a.csv", PEOPLE[1])
    due = due_files(base)
    path.unlink()
    assert due[0][0].name == "a.csv"
    assert rows_of(base, "from imports") == []
    refresh(base, NOON)


@pytest.mark.parametrize(
    ("given", "limit"),
    [("10%", 0.1), ("0.25", 0.25), (25, 25), ("25", 25), ("100%", 1.0), (1.0, 1.0), ("-1", None), ("x", None)],
)
def test_a_limit_is_a_count_or_a_share(given: object, limit: float | int | None) -> None:
    """A whole number is rows, a share has a percent sign or a point."""
    assert parse_limit(given) == limit
    assert type(parse_limit(given)) is type(limit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("email:ads", "consent.bad_form"),
        ("fax:ads:2026-01-01", "consent.bad_channel"),
        ("email:spam:2026-01-01", "consent.bad_purpose"),
        ("email:ads:yesterday", "consent.bad_date"),
        ("any:ads:2026-01-01", "consent.not_any"),
        ("email:processing:2026-01-01", "consent.not_any"),
    ],
)
def test_a_wrong_statement_of_consent_teaches(text: str, code: str) -> None:
    """Whoever mistypes it learns which part is wrong."""
    with pytest.raises(UsageProblem, match=code):
        parse_consent(text)
    with pytest.raises(SettingsProblem, match=code):
        settings_from({"sources": [{"files": "*", "consent": text}]}, "clientbase.toml")


def test_a_statement_of_consent_may_name_its_proof() -> None:
    """The proof may hold colons: an address of a page does."""
    assert parse_consent("sms:service:2026-01-02:https://example.ru/form") == ConsentStatement(
        "sms", "service", date(2026, 1, 2), "https://example.ru/form"
    )


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"snapshoot": True}, "snapshot"),
        ({"snapshot": "yes"}, "snapshot"),
        ({"basis": "stolen"}, "basis"),
        ({"purpose": "fun"}, "purpose"),
        ({"fix": "typo"}, "fix"),
        ({"trust": "high"}, "trust"),
        ({"keep": [1]}, "keep"),
        ({"country": "Russia"}, "country"),
        ({"max_rejects": "many"}, "max_rejects"),
        ({"delimiter": ";;"}, "delimiter"),
        ({"basis": "bought", "consent": "email:ads:2026-01-01"}, "bought"),
    ],
)
def test_a_wrong_setting_of_a_source_is_named(entry: dict[str, object], named: str) -> None:
    """A misspelt key or a value of another kind is an error that says which."""
    with pytest.raises(SettingsProblem) as caught:
        settings_from({"sources": [{"files": "*.csv", **entry}]}, "clientbase.toml")
    assert named in repr(caught.value.parameters)


def test_the_command_takes_what_the_settings_take(cli: Cli) -> None:
    """Every option reaches the import, and a source's name brings its settings."""
    cli.done("init", "base")
    settings = cli.folder / "base" / "clientbase.toml"
    text = settings.read_text(encoding="utf-8") + '[[sources]]\nfiles = "none*.csv"\nname = "list"\ndrop = ["Вес"]\n'
    settings.write_text(text, encoding="utf-8")
    (cli.folder / "a.txt").write_bytes((HEADER + PEOPLE[1]).replace(";", "|").encode("koi8-r"))
    words = "--encoding koi8-r --delimiter | --country KZ --snapshot --source list --consent email:ads:2026-01-01"
    told = cli.done("import", "a.txt", *words.split(), "--base", "base", "--format", "json")
    assert told.data[0]["rows_new"] == 1
    assert "Вес" in told.err
    write(cli.folder, "b.csv", PEOPLE[1].replace("Казань", "Омск"))
    told = cli.done("import", "b.csv", "--source", "list", "--base", "base", "--dry-run", "--lang", "ru")
    assert "изменилось 1" in told.err
    assert cli.run("import", "b.csv", "--base", "base", "--consent", "email").code == 2
