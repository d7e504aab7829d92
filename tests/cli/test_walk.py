"""The walk on one's own files, from two messy exports to a list of people to write to; what must not happen on it."""

import csv
import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from tests.conftest import Cli, listing

CONTACTS = [
    "ID;ФИО;Телефон;E-mail;Город;Согласие на рассылку e-mail;Дата согласия;Комментарий",
    '1;Котова Анна Петровна;8 (916) 123-45-67;anna@mail.ru;Москва;да;01.02.2026;"любит ""улун""; звонить утром"',
    "2;Пётр Котов;+7 916 123-45-67;petr@mail.ru;москва;нет;;",
    "3;анна котова;79161234567;;;;;",
    "4;Смирнов Олег Иванович;8-926-505-11-22;oleg@@mail.ru;Казань;да;01.02.2026;",
    "5;Юлия Белова;8 903 777 66 55;yulia@example.ru;Тверь;да;15.03.2026;новая",
]
DEALS_HEADER = ["Номер заказа", "Дата", "Код клиента", "Товар", "Сумма"]
SEGMENT = """\
title = "Покупатели чая"
where = 'product = "Чай" and monetary > 500   # кто любит чай'
channel = "email"
columns = ["client_id", "email", "first_name", "monetary", "salutation"]
order_by = "monetary desc"
"""


def write_csv(path: Path, lines: list[str], encoding: str = "cp1251") -> Path:
    """Write lines as a Windows program would."""
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def write_orders(path: Path) -> Path:
    """Write a workbook of 21 orders, the last of a day that is none."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Заказы"
    sheet.append(DEALS_HEADER)
    for number in range(1, 21):
        day = date(2026, 1 + number // 4, 1 + number)
        sheet.append([f"A-{number}", day, 1 + number % 5, "Кофе" if number % 2 else "Чай", 100 * number + 0.5])
    sheet.append(["A-21", "когда-то", 1, "Чай", 700])
    book.save(path)
    return path


def read_csv(path: Path) -> list[list[str]]:
    """Return a written CSV file, header and rows."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";", strict=True))


def fingerprint(base: Path) -> str:
    """Return the digest of a base's database."""
    return hashlib.sha256((base / "clients.duckdb").read_bytes()).hexdigest()


def query(base: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a question to a base."""
    with duckdb.connect(base / "clients.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two files and a base that has taken them and built everything."""
    folder = tmp_path_factory.mktemp("walk")
    write_csv(folder / "contacts.csv", CONTACTS)
    write_orders(folder / "orders.xlsx")
    shell = Cli(folder)
    shell.done("init", "base")
    settings = folder / "base" / "clientbase.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "as_of = 2026-08-01\ndelimiter = ';'\n", encoding="utf-8"
    )
    (folder / "base" / "segments" / "tea.toml").write_text(SEGMENT, encoding="utf-8")
    shell.done("import", "contacts.csv", "orders.xlsx", "--base", "base")
    shell.done("dedupe", "--base", "base")
    shell.done("levels", "--base", "base")
    return folder


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Cli:
    """The command in a copy of that folder, which a test may change."""
    shutil.copytree(home, tmp_path / "own")
    return Cli(tmp_path / "own", CLIENTBASE_HOME="base")


def test_a_new_base_explains_itself(cli: Cli) -> None:
    """`init` makes the folders of a base, settings to read, and says what comes next."""
    result = cli.done("init", "mine", "--country", "KZ", "--currency", "KZT")
    assert sorted(path.name for path in (cli.folder / "mine").iterdir() if not path.name.endswith(".lock")) == [
        "backups",
        "clientbase.toml",
        "clients.duckdb",
        "inbox",
        "logs",
        "out",
        "rejects",
        "segments",
    ]
    assert 'country = "KZ"' in (cli.folder / "mine" / "clientbase.toml").read_text(encoding="utf-8")
    assert "refresh" in result.err
    assert cli.run("init", "mine").code == 2


def test_inspect_shows_how_a_file_is_understood(home: Path) -> None:
    """Before anything is taken one sees sheet, encoding and the meaning of each column; nothing is written."""
    before = listing(home)
    shell = Cli(home)
    contacts = shell.done("inspect", "contacts.csv", "--format", "json")
    assert [column["field"] for column in contacts.data][:5] == ["client_key", "full_name", "phone", "email", "city"]
    assert "cp1251" in contacts.err
    orders = shell.done("inspect", "orders.xlsx", "--format", "json").data
    assert {column["sheet"] for column in orders} == {"Заказы"}
    assert [column["field"] for column in orders] == ["deal_key", "deal_on", "client_key", "product", "amount"]
    assert listing(home) == before


def test_the_files_are_taken(home: Path) -> None:
    """Every row is in the base or in rejects/, with its line and its reason."""
    contacts, orders = Cli(home).done("imports", "--base", "base", "--format", "json").data
    assert (contacts["rows_read"], contacts["rows_accepted"], contacts["rows_rejected"]) == (5, 5, 0)
    assert (orders["rows_read"], orders["rows_accepted"], orders["rows_rejected"]) == (21, 20, 1)
    header, row = read_csv(home / "base" / "rejects" / orders["rejects_file"])
    assert header[:5] == DEALS_HEADER
    assert row[:5] == ["A-21", "когда-то", "1", "Чай", "700"]
    assert "когда-то" in row[5]


def test_who_is_who(home: Path) -> None:
    """Анна's two rows are one client, her husband on the same phone is another."""
    shell = Cli(home)
    rows = shell.done("dedupe", "--base", "base", "--format", "json").data
    client = {row["source_row"]: row["client_id"] for row in rows if row["source_file"] == "contacts.csv"}
    assert client[2] == client[4] != client[3]
    assert len(set(client.values())) == 4


def test_levels_metrics_and_check_answer(home: Path) -> None:
    """The figures of the small base can be counted by hand and are right."""
    shell = Cli(home, CLIENTBASE_HOME="base")
    ltv = {row["name"]: row for row in shell.done("metrics", "ltv", "--format", "json").data}
    anna = ltv["Котова Анна Петровна"]
    numbers = [n for n in range(1, 21) if 1 + n % 5 in (1, 3)]
    assert anna["frequency"] == len(numbers)
    assert anna["revenue"] == pytest.approx(sum(100 * n + 0.5 for n in numbers))
    rfm = shell.done("metrics", "rfm", "--format", "json").data
    assert {row["name"] for row in rfm} == set(ltv)
    assert all(1 <= row[f"{part}_score"] <= 5 for row in rfm for part in ("recency", "frequency", "monetary"))
    cohorts = shell.done("metrics", "cohorts", "--format", "json").data
    assert sum(row["active_clients"] for row in cohorts if row["period_index"] == 0) == 4
    assert len(shell.done("levels", "--format", "json").data) == 4
    problems = shell.done("check", "--format", "json").data["problems"]
    assert {row["code"] for row in problems} >= {"email.not_an_address", "date.not_a_date"}


def test_a_segment_reaches_only_who_agreed(own: Cli) -> None:
    """Of the tea drinkers only those with provable consent and a usable address are in the file."""
    result = own.done("segment", "tea", "--format", "json")
    (told,) = result.data
    path = own.folder / "base" / told["file"]
    rows = read_csv(path)
    assert rows[0] == ["client_id", "email", "first_name", "monetary", "salutation"]
    assert [row[4] for row in rows[1:]] == ["Уважаемая Анна Петровна", "Уважаемая Юлия"]
    assert [row[1:3] for row in rows[1:]] == [["anna@mail.ru", "Анна"], ["yulia@example.ru", "Юлия"]]
    manifest = json.loads((path.parent / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["matched"] == manifest["included"] + sum(manifest["excluded"].values()) == 4
    assert manifest["where"].startswith("product")
    status = own.done("status", "--format", "json").data
    assert (status["imports"], status["contacts"], status["clients"], status["deals"]) == (2, 5, 4, 20)


def test_looking_at_segments_writes_nothing(own: Cli) -> None:
    """--list and --preview leave the folder byte by byte as it was."""
    before = listing(own.folder)
    listed = own.done("segment", "--list", "--format", "json").data
    assert listed[0]["where"] == 'product = "Чай" and monetary > 500'
    assert len(own.done("segment", "--preview", "--format", "csv").rows) == 2
    assert listing(own.folder) == before


def test_the_same_file_twice_changes_nothing(own: Cli) -> None:
    """An import that is repeated by mistake, under another name too, leaves the base byte by byte as it was."""
    before = listing(own.folder / "base")
    shutil.copyfile(own.folder / "contacts.csv", own.folder / "copy.csv")
    result = own.done("import", "contacts.csv", "copy.csv", "orders.xlsx")
    assert result.err.count("imported before") == 3
    assert listing(own.folder / "base") == before


def test_a_mended_rejects_file_adds_exactly_its_rows(own: Cli) -> None:
    """The rejected order, with its day put right, comes in; no other order comes twice."""
    rejects = next((own.folder / "base" / "rejects").iterdir())
    text = rejects.read_text(encoding="utf-8-sig").replace(";когда-то;", ";01.07.2026;")
    mended = own.folder / "mended.csv"
    mended.write_text(text, encoding="utf-8-sig")
    before = {row["name"]: row for row in own.done("metrics", "ltv", "--format", "json").data}
    own.done("import", mended.name)
    after = {row["name"]: row for row in own.done("metrics", "ltv", "--format", "json").data}
    anna = "Котова Анна Петровна"
    assert after[anna]["frequency"] == before[anna]["frequency"] + 1
    assert after[anna]["revenue"] == pytest.approx(before[anna]["revenue"] + 700)
    assert {name: row for name, row in after.items() if name != anna} == {
        name: row for name, row in before.items() if name != anna
    }
    assert own.done("imports", "--format", "json").data[-1]["rows_accepted"] == 1


def test_a_newer_export_keeps_the_ids(own: Cli) -> None:
    """A changed phone and a new row in the next export change no client's number, so that no history is lost."""
    before = dict(query(own.folder / "base", "select client_key, client_id from clients"))
    newer = [line.replace("8-926-505-11-22", "8-926-505-33-44") for line in CONTACTS]
    newer.append("6;Новиков Иван;8 905 111 22 33;ivan@example.ru;Омск;;;")
    write_csv(own.folder / "contacts-2.csv", newer)
    own.done("import", "contacts-2.csv")
    own.done("levels")
    after = dict(query(own.folder / "base", "select client_key, client_id from clients"))
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1
    phones = query(own.folder / "base", "select phone from clients where client_key = '4'")
    assert phones == [("+79265053344",)]


def test_refresh_takes_the_inbox_once(own: Cli) -> None:
    """The cron job takes what lies in the inbox; the next night nothing comes, goes or gets another number."""
    write_csv(own.folder / "base" / "inbox" / "new.csv", [CONTACTS[0], "7;Орлова Вера;8 905 222 33 44;;Пермь;;;"])
    base = own.folder / "base"
    first = own.done("refresh")
    assert "new.csv" in first.err
    assert "4 entered, 0 left" in first.err
    ids = query(base, "select * from client_contacts order by all")
    members = query(base, "select * from segment_members order by all")
    second = own.done("refresh")
    assert "imported before" in second.err
    assert "0 entered, 0 left" in second.err
    assert query(base, "select * from client_contacts order by all") == ids
    assert query(base, "select * from segment_members order by all") == members
    assert own.done("imports", "--format", "json").data[-1]["file"] == "new.csv"


def test_a_refresh_is_whole_or_not_at_all(own: Cli) -> None:
    """One file in the inbox with too many bad rows leaves last night's state; the sentence names the file."""
    inbox = own.folder / "base" / "inbox"
    write_csv(inbox / "a.csv", [CONTACTS[0], "7;Орлова Вера;8 905 222 33 44;;Пермь;;;"])
    write_csv(inbox / "b.csv", [";".join(DEALS_HEADER), "B-1;вчера;7;Чай;100", "B-2;завтра;7;Чай;100"])
    before = fingerprint(own.folder / "base")
    result = own.run("refresh")
    assert result.code == 4
    assert "b.csv" in result.err
    assert fingerprint(own.folder / "base") == before


def test_a_refresh_leaves_what_is_no_table(own: Cli) -> None:
    """A stray file in the inbox does not stop the night's work, and somebody is told of it."""
    inbox = own.folder / "base" / "inbox"
    write_csv(inbox / "a.csv", [CONTACTS[0], "7;Орлова Вера;8 905 222 33 44;;Пермь;;;"])
    (inbox / "b.csv").write_bytes(b"")
    result = own.done("refresh", "-q")
    assert "b.csv" in result.err
    assert own.done("imports", "--format", "json").data[-1]["file"] == "a.csv"


def test_another_day_stores_nothing(own: Cli) -> None:
    """--as-of looks from another day, with other figures, and leaves the base byte by byte as it was."""
    before = fingerprint(own.folder / "base")
    today = own.done("metrics", "rfm", "--format", "json").data
    spring = own.done("metrics", "rfm", "--format", "json", "--as-of", "2026-04-01").data
    assert sum(row["frequency"] for row in spring) < sum(row["frequency"] for row in today)
    own.done("levels", "--as-of", "2026-04-01")
    own.done("metrics", "cohorts", "--as-of", "2026-04-01")
    own.done("metrics", "ltv", "--as-of", "2026-04-01")
    assert fingerprint(own.folder / "base") == before
    wrong = own.run("levels", "--as-of", "01.04.2026")
    assert wrong.code == 2
    assert "2026-12-31" in wrong.err


def test_strict_check_fails_on_errors(own: Cli) -> None:
    """A cron line stops before the mailing when values are lost; without errors it goes on."""
    result = own.run("check", "--strict", "--format", "json")
    assert result.code == 7
    assert result.data["problems"]
    own.done("init", "empty")
    own.done("check", "--strict", "--base", "empty")


@pytest.mark.parametrize("elsewhere", [False, True])
def test_clean_writes_its_four_files_and_nothing_else(own: Cli, *, elsewhere: bool) -> None:
    """The one-shot leaves the input alone, makes no base, and each row of the input is a row of the copy."""
    shutil.rmtree(own.folder / "base")
    before = listing(own.folder)
    own.done("clean", "contacts.csv", *(["-o", "cleaned"] if elsewhere else []))
    place = "cleaned/" if elsewhere else ""
    kinds = ("clean", "clients", "duplicates", "problems")
    assert {name for name in listing(own.folder) if name not in before} == {f"{place}contacts.{k}.csv" for k in kinds}
    assert before.items() <= listing(own.folder).items()
    folder = own.folder / place
    for kind in kinds:
        assert (folder / f"contacts.{kind}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    header, *rows = read_csv(folder / "contacts.clean.csv")
    assert header == [*CONTACTS[0].split(";"), "client_id", "problems", "phone_quality", "phone_type"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[0][1:4] == ["Котова Анна Петровна", "+79161234567", "anna@mail.ru"]
    assert rows[0][7] == 'любит "улун"; звонить утром'
    assert rows[2][1] == "Анна Котова"
    assert rows[3][3] == "oleg@@mail.ru"
    assert rows[3][9] == "email.not_an_address"
    assert rows[0][8] == rows[2][8] != rows[1][8]
    columns, anna, *_ = read_csv(folder / "contacts.clients.csv")
    assert dict(zip(columns, anna, strict=True))["salutation"] == "Уважаемая Анна Петровна"


def test_clean_keeps_a_workbook_a_workbook(own: Cli) -> None:
    """Sheet, headers, order and row count of an XLSX come back; numbers are numbers."""
    before = set(listing(own.folder))
    own.done("clean", "orders.xlsx")
    assert set(listing(own.folder)) - before == {
        "orders.clean.xlsx",
        "orders.clients.xlsx",
        "orders.problems.csv",
        "orders.duplicates.csv",
    }
    book = openpyxl.load_workbook(own.folder / "orders.clean.xlsx")
    assert book.sheetnames == ["Заказы"]
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert list(header[:5]) == DEALS_HEADER
    assert [row[0] for row in rows] == [f"A-{number}" for number in range(1, 22)]
    assert rows[20][1] == "когда-то"


def test_clean_finds_duplicates_across_files(own: Cli) -> None:
    """Two lists of the same shop are cleaned each alone, and who stands in both is told with file and row."""
    write_csv(
        own.folder / "form.csv", ["Ваше имя,Ваш телефон", "Белова Юлия,+79037776655", "Чужой Иван,89051112233"], "utf-8"
    )
    own.done("clean", "contacts.csv", "form.csv", "-o", "out")
    across = [row for row in read_csv(own.folder / "out" / "contacts.duplicates.csv")[1:] if "Белова" in "".join(row)]
    with (own.folder / "out" / "form.duplicates.csv").open(encoding="utf-8-sig", newline="") as stream:
        across += [row for row in csv.reader(stream, delimiter=",") if "Белова" in "".join(row)]
    assert {(row[1], row[3]) for row in across} >= {("contacts.csv", "6"), ("form.csv", "2")}
    assert len({row[0] for row in across}) == 1
    assert len(read_csv(own.folder / "out" / "contacts.clean.csv")) == 6
    assert (own.folder / "out" / "form.clean.csv").read_text(encoding="utf-8-sig").count("\n") == 3


def test_the_kind_and_a_column_can_be_told(own: Cli) -> None:
    """A file whose headers say nothing is taken when a person says what it holds."""
    write_csv(own.folder / "odd.csv", ["kto;chto", "К-77;важный", "К-78;новый"])
    assert own.run("import", "odd.csv").code == 3
    own.done("import", "odd.csv", "--as", "contacts", "--map", "kto=client_key", "--map", "chto=note")
    assert own.done("imports", "--format", "json").data[-1]["rows_accepted"] == 2


def test_a_whole_folder_is_imported(own: Cli) -> None:
    """A folder means its tables; what is no table stays where it is."""
    own.done("init", "second")
    (own.folder / "in").mkdir()
    shutil.copyfile(own.folder / "contacts.csv", own.folder / "in" / "contacts.csv")
    (own.folder / "in" / "readme.md").write_text("notes", encoding="utf-8")
    own.done("import", "in", "--base", "second")
    assert [row["file"] for row in own.done("imports", "--base", "second", "--format", "json").data] == ["contacts.csv"]
