"""What a person corrects (`set`, the workbook of `check --fix`) goes before the files, and outlives the next ones."""

import shutil
from collections.abc import Mapping
from datetime import date
from hashlib import md5
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from tests.conftest import Cli, listing

HEADER = "ID;ФИО;Телефон;E-mail;Город;Дата рождения;Согласие на рассылку\n"
ANNA = "1;Котова Анна Сергеевна;8 916 123-45-67;anna@mail,ru;Казань;15.13.1990;да\n"
PETR = "2;Лис Пётр;891612;petr@example.ru;Масква;13.03.1985;\n"
YANA = "3;Ёж Яна;8 916 123-45-60;yana@example.ru;;;\n"
KEYLESS = "Имя;Телефон;E-mail\nОля Зимина;+7 916 555-00-11;olya@\nОля Зимина;+7 916 555-00-11;olya@\nПётр;891612;\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a CRM's export and a base that took it."""
    cli = Cli(tmp_path_factory.mktemp("corrections"), CLIENTBASE_HOME="base")
    cli.done("init", "base")
    imported(cli, "crm.csv", HEADER + ANNA + PETR + YANA)
    return cli.folder


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Cli:
    """The command in a copy of that folder."""
    return Cli(shutil.copytree(home, tmp_path / "own"), CLIENTBASE_HOME="base")


def imported(cli: Cli, name: str, text: str, *options: str) -> None:
    """Import a file of this text."""
    (cli.folder / name).write_text(text, encoding="utf-8")
    cli.done("import", name, *options)


def golden(cli: Cli, field: str) -> dict[int, Any]:
    """Return client → the value of a field, after a command that looks at the clients."""
    cli.done("check", "-q")
    with duckdb.connect(cli.folder / "base" / "clients.duckdb", read_only=True) as connection:
        return dict(connection.execute(f"select client_id, {field} from clients order by client_id").fetchall())


def codes(cli: Cli) -> set[tuple[str, str]]:
    """Return field and code of every problem that `check` shows."""
    return {(row["field"], row["code"]) for row in cli.done("check", "--format", "csv").rows}


def fill(path: Path, new_values: Mapping[str, object]) -> None:
    """Write new values into a workbook of fixes, by what the cell says."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    value, new = header.index("value"), next(i for i, name in enumerate(header) if str(name).startswith("new value"))
    for row in sheet.iter_rows(min_row=2):
        if row[value].value in new_values:
            row[new].value = new_values[row[value].value]
    book.save(path)


def fixed(cli: Cli, new_values: Mapping[str, object]) -> list[dict[str, str]]:
    """Write a new workbook, fill it, and take it back; return the counts."""
    (cli.folder / "fix.xlsx").unlink(missing_ok=True)
    cli.done("check", "--fix", "fix.xlsx")
    fill(cli.folder / "fix.xlsx", new_values)
    return cli.done("check", "--fix", "fix.xlsx", "--format", "csv").rows


def test_what_was_set_outlives_the_next_exports(own: Cli) -> None:
    """The CRM knows nothing of the correction: its next export, longer, re-ordered, changed, must not take it away."""
    own.done("set", "2", "city=питер", "phone=8 916 765-43-21")
    assert golden(own, "city")[2] == "Санкт-Петербург"
    imported(own, "longer.csv", HEADER + ANNA + PETR + YANA + "4;Новый Иван;89161234999;;Омск;;\n")
    imported(own, "turned.csv", HEADER + YANA + PETR + ANNA)
    imported(own, "changed.csv", HEADER + PETR.replace("Масква", "Тверь").replace("891612;", "8 916 000-00-01;"))
    found = golden(own, "row(city, phone)")
    assert found[2] == ("Санкт-Петербург", "+79167654321")
    assert found[1][0] == "Казань"


def test_the_last_word_counts_and_an_empty_one_empties(own: Cli) -> None:
    """A person may change their mind, and may know that nothing is right."""
    own.done("set", "2", "city=Тула")
    own.done("set", "2", "city=Тверь", "email=", "birth_date=1.2.1980")
    assert golden(own, "row(city, email, birth_date)")[2] == ("Тверь", None, date(1980, 2, 1))
    own.done("set", "2", "city=")
    assert golden(own, "city")[2] is None


def test_a_name_is_set_whole_or_in_parts(own: Cli) -> None:
    """A married name is one word; a wrong name is written anew, in any case of letters."""
    own.done("set", "1", "last_name=лисова")
    assert golden(own, "last_name || ' ' || first_name || ' ' || patronymic")[1] == "Лисова Анна Сергеевна"
    own.done("set", "1", "full_name=ЕЖОВА МАРИЯ")
    assert golden(own, "last_name || ' ' || first_name")[1] == "Ежова Мария"


@pytest.mark.parametrize("query", ["3", "8 916 123-45-60", "YANA@example.ru", "A-77"])
def test_a_client_is_found_by_what_a_person_has_at_hand(own: Cli, query: str) -> None:
    """An id of ours, a phone in any spelling, an e-mail, the source's own id."""
    imported(own, "shop.csv", "ID;ФИО;E-mail\nA-77;Ёж Яна;yana@example.ru\n")
    own.done("set", query, "city=Омск")
    assert golden(own, "city")[3] == "Омск"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["99", "city=Омск"], "99"),
        (["nobody@example.ru", "city=Омск"], "nobody@example.ru"),
        (["1", "city"], "FIELD=VALUE"),
        (["1", "cty=Омск"], '"city"'),
        (["1", "gorod=Омск"], "city=Moscow"),
        (["1", "client_key=7"], "client_key"),
        (["1", "consent_email=yes"], "consent"),
        (["1", "email=anna@"], "e-mail"),
        (["1", "birth_date=31.02.1990"], "date"),
        (["1", "client_type=dog"], "person, company"),
    ],
)
def test_what_cannot_be_set_is_refused_whole(own: Cli, words: list[str], said: str) -> None:
    """Nothing is stored of a call with one wrong value, and the sentence names what is wrong."""
    own.done("check", "-q")
    before = listing(own.folder)
    result = own.run("set", *words, "note=x")
    assert result.code == 2
    assert said in result.err
    assert listing(own.folder) == before


def test_a_phone_of_several_clients_names_them(own: Cli) -> None:
    """The command does not choose between two people on one phone."""
    imported(own, "more.csv", HEADER + "8;Котов Игорь;8 916 123-45-67;;;;\n")
    own.done("check", "-q")
    result = own.run("set", "89161234567", "city=Омск")
    assert result.code == 2
    assert "Котова Анна" in result.err
    assert "Котов Игорь" in result.err


def test_a_dry_run_and_a_repetition_write_nothing(own: Cli) -> None:
    """What would be set is shown; what is set so already needs no new state."""
    own.done("set", "1", "city=Тула")
    own.done("check", "-q")
    before = listing(own.folder)
    shown = own.done("set", "1", "city=Омск", "--dry-run", "--format", "json").data
    assert [(row["field"], row["before"], row["value"]) for row in shown] == [("city", "Тула", "Омск")]
    own.done("set", "1", "city=Тула")
    assert listing(own.folder) == before


def test_undo_takes_back_corrections_and_imports_in_their_order(own: Cli) -> None:
    """The last thing done goes first, whatever it was."""
    own.done("set", "2", "city=Тула", "note=x")
    imported(own, "changed.csv", HEADER + PETR.replace("Масква", "Тверь"))
    own.done("set", "2", "city=Омск")
    assert golden(own, "city")[2] == "Омск"
    own.done("undo")
    assert golden(own, "city")[2] == "Тула"
    own.done("undo")
    assert golden(own, "city")[2] == "Тула"
    own.done("undo")
    assert golden(own, "city")[2] == "Масква"
    assert own.done("imports", "--format", "csv").rows[0]["file"] == "crm.csv"
    with duckdb.connect(own.folder / "base" / "clients.duckdb", read_only=True) as connection:
        assert connection.execute("select count(*) from corrections").fetchall() == [(0,)]
        assert connection.execute("select * from cleaned_values where context = 'correction'").fetchall() == []


def test_a_filled_workbook_comes_back(own: Cli) -> None:
    """Good values are taken and their problems are gone, wrong ones are told with their row, "-" empties."""
    counts = fixed(own, {"anna@mail,ru": "anna@mail.ru", "891612": 89167654321, "15.13.1990": "-", "Масква": "Москва"})
    assert counts == [{"taken": "4", "unchanged": "0", "refused": "0"}]
    assert codes(own) == set()
    assert golden(own, "email")[1] == "anna@mail.ru"
    assert golden(own, "phone")[2] == "+79167654321"
    assert golden(own, "city")[2] == "Москва"
    again = own.done("check", "--fix", "fix.xlsx", "--format", "csv").rows
    assert again == [{"taken": "0", "unchanged": "4", "refused": "0"}]


def test_a_wrong_new_value_is_told_with_its_row(own: Cli) -> None:
    """The person finds the row in their workbook; the others are not held back by it."""
    own.done("check", "--fix", "fix.xlsx")
    fill(own.folder / "fix.xlsx", {"anna@mail,ru": "anna@@mail", "15.13.1990": "15.03.1990"})
    result = own.done("check", "--fix", "fix.xlsx", "--format", "csv")
    assert result.rows == [{"taken": "1", "unchanged": "0", "refused": "1"}]
    (told,) = (line for line in result.err.splitlines() if "anna@@mail" in line)
    assert told.startswith("fix.xlsx:")
    sheet = openpyxl.load_workbook(own.folder / "fix.xlsx").active
    assert sheet is not None
    assert "anna@@mail" in [cell.value for cell in sheet[int(told.split(":")[1].split()[0])]]
    assert golden(own, "birth_date")[1] == date(1990, 3, 15)


def test_a_corrected_cell_outlives_exports_that_say_the_same(own: Cli) -> None:
    """The CRM is not mended: its next export says the wrong thing again, in another place."""
    fixed(own, {"anna@mail,ru": "anna@mail.ru", "15.13.1990": "15.03.1990", "Масква": "Пермь"})
    imported(own, "longer.csv", HEADER + "4;Новый Иван;89161234999;;Омск;;\n" + YANA + PETR + ANNA)
    assert golden(own, "email")[1] == "anna@mail.ru"
    assert golden(own, "birth_date")[1] == date(1990, 3, 15)
    assert golden(own, "city")[2] == "Пермь"
    assert ("email", "email.not_an_address") not in codes(own)


def test_a_source_that_mends_its_cell_wins_over_the_cell_but_not_over_set(own: Cli) -> None:
    """A correction of a cell is of what it said; what was set is of the person."""
    fixed(own, {"Масква": "Пермь", "anna@mail,ru": "anna@mail.ru"})
    own.done("set", "1", "email=anna@example.ru")
    anna = ANNA.replace("anna@mail,ru", "a.kotova@mail.ru")
    imported(own, "next.csv", HEADER + anna + PETR.replace("Масква", "Тверь"))
    assert golden(own, "city")[2] == "Тверь"
    assert golden(own, "email")[1] == "anna@example.ru"


def test_rows_without_an_id_are_corrected_one_by_one(own: Cli) -> None:
    """Two equal rows stay two contacts, and each of them keeps what was said of it."""
    imported(own, "form.csv", KEYLESS)
    assert fixed(own, {"olya@": "olya@example.ru"}) == [{"taken": "2", "unchanged": "0", "refused": "0"}]
    imported(own, "form2.csv", KEYLESS + "Ещё Один;+7 916 555-00-99;\n")
    assert "olya@example.ru" in golden(own, "email").values()
    assert "olya@" not in {row["value"] for row in own.done("check", "--rows", "--format", "csv").rows}


def test_a_corrected_cell_is_matched_and_may_be_written_to(own: Cli) -> None:
    """It acts where the file's value would: people are recognised by it, and the row's consent covers it."""
    imported(own, "form.csv", "ФИО;E-mail\nКотова Анна;anna@mail.ru\n")
    assert len(golden(own, "client_id")) == 4
    fixed(own, {"anna@mail,ru": "anna@mail.ru"})
    assert len(golden(own, "client_id")) == 3
    with duckdb.connect(own.folder / "base" / "clients.duckdb", read_only=True) as connection:
        allowed = connection.execute(
            "select address from client_permissions where channel = 'email' and purpose = 'ads' and is_allowed"
        ).fetchall()
    assert allowed == [("anna@mail.ru",)]


def test_a_name_in_several_columns_is_written_whole(own: Cli) -> None:
    """A person writes the name as one, wherever its parts stood, and a remark in it is a problem no more."""
    imported(own, "parts.csv", "ID;Фамилия;Имя;Телефон\n50;Лис;Пётр (сосед);8 916 123-45-11\n")
    assert fixed(own, {"Лис Пётр (сосед)": "Лисин Пётр Ильич"}) == [{"taken": "1", "unchanged": "0", "refused": "0"}]
    assert "Лисин Пётр Ильич" in golden(own, "concat_ws(' ', last_name, first_name, patronymic)").values()
    assert ("last_name", "name.note_split") not in codes(own)


def test_one_of_several_phones_in_a_row_is_corrected_alone(own: Cli) -> None:
    """The other column's number stays."""
    imported(own, "two.csv", "ID;ФИО;Телефон;Телефон 2\n60;Два Телефона;8 916 123-45-11;8916\n")
    fixed(own, {"8916": "8 916 123-45-12"})
    own.done("check", "-q")
    with duckdb.connect(own.folder / "base" / "clients.duckdb", read_only=True) as connection:
        points = connection.execute(
            "select value from client_points join clients using (client_id) where client_key = '60' order by value"
        ).fetchall()
    assert points == [("+79161234511",), ("+79161234512",)]


def test_undo_takes_a_workbook_back(own: Cli) -> None:
    """The base then says what its files say, as if nobody had filled anything in."""
    before = golden(own, "row(email, phone, city, birth_date)")
    problems = codes(own)
    fixed(own, {"anna@mail,ru": "anna@mail.ru", "Масква": "Пермь", "15.13.1990": "-"})
    assert golden(own, "row(email, phone, city, birth_date)") != before
    own.done("undo")
    assert golden(own, "row(email, phone, city, birth_date)") == before
    assert codes(own) == problems


def test_a_workbook_is_not_written_over(own: Cli) -> None:
    """Somebody may be filling it in just now; with --yes an empty one is written anew."""
    own.done("check", "--fix", "fix.xlsx")
    before = (own.folder / "fix.xlsx").read_bytes()
    result = own.done("check", "--fix", "fix.xlsx")
    assert "--yes" in result.err
    assert (own.folder / "fix.xlsx").read_bytes() == before
    imported(own, "more.csv", HEADER + "9;Кто Угодно;12;;;;\n")
    own.done("check", "--fix", "fix.xlsx", "--yes")
    assert (own.folder / "fix.xlsx").read_bytes() != before


def test_a_file_of_another_kind_is_no_workbook_of_fixes(own: Cli) -> None:
    """A client list given by mistake is neither read as fixes nor written over."""
    before = (own.folder / "crm.csv").read_bytes()
    assert own.run("check", "--fix", "crm.csv").code == 3
    assert own.run("check", "--fix", "crm.csv", "--yes").code == 3
    assert own.run("check", "--fix", "new.csv").code == 2
    assert (own.folder / "crm.csv").read_bytes() == before


def test_a_workbook_of_another_language_and_of_an_older_state_is_understood(own: Cli) -> None:
    """Written in Russian it comes back under English; what a cell says no more is told and not guessed."""
    own.done("check", "--fix", "fix.xlsx", "--lang", "ru")
    book = openpyxl.load_workbook(own.folder / "fix.xlsx")
    sheet = book.active
    assert sheet is not None
    header = [str(cell.value) for cell in sheet[1]]
    value, new = header.index("значение"), next(i for i, name in enumerate(header) if name.startswith("новое значение"))
    for row in sheet.iter_rows(min_row=2):
        if row[value].value == "Масква":
            row[new].value = "Пермь"
            row[len(header) - 1].value = "2:city:000000000000"
        if row[value].value == "anna@mail,ru":
            row[new].value = "anna@mail.ru"
    book.save(own.folder / "fix.xlsx")
    result = own.done("check", "--fix", "fix.xlsx", "--format", "csv")
    assert result.rows == [{"taken": "1", "unchanged": "0", "refused": "1"}]
    assert "says something else" in result.err


def test_texts_of_the_workbook_stay_texts(own: Cli) -> None:
    """A value that looks like a formula or a number is shown as the file has it."""
    imported(own, "odd.csv", HEADER + '70;"=HYPERLINK(""x"")";0012;=1+1@;;;\n')
    own.done("check", "--fix", "fix.xlsx")
    sheet = openpyxl.load_workbook(own.folder / "fix.xlsx").active
    assert sheet is not None
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["0012"] == "s"
    assert cells["=1+1@"] == "s"
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["N"].hidden


def test_the_owners_rules_judge_corrections(own: Cli) -> None:
    """A word that the owner knows for no name is none, whether it is set or stands in the workbook."""
    with (own.folder / "base" / "clientbase.toml").open("a", encoding="utf-8") as file:
        file.write('\n[rules]\nnot_names = ["мимо проходил"]\nfirst_names = { "Зюзя" = "female" }\n')
    assert own.run("set", "1", "full_name=мимо проходил").code == 2
    imported(own, "note.csv", "ID;ФИО;Телефон\n9;Иванов Иван (сосед);8 916 123-45-99\n")
    wrong, right = {"Иванов Иван (сосед)": "мимо проходил"}, {"Иванов Иван (сосед)": "Лис Зюзя"}
    assert fixed(own, wrong)[0]["refused"] == "1"
    assert fixed(own, right)[0]["taken"] == "1"
    assert "Лис Зюзя female" in golden(own, "last_name || ' ' || first_name || ' ' || sex").values()


def test_a_client_is_found_by_what_was_set(own: Cli) -> None:
    """The address that was set a minute ago stands in no file, and the clients are not counted anew yet."""
    own.done("set", "1", "email=new@mail.ru")
    own.done("set", "new@mail.ru", "city=Омск")
    assert golden(own, "city")[1] == "Омск"


def test_a_company_set_as_a_name_is_the_company(own: Cli) -> None:
    """A company has no parts of a person's name, and was dropped without a word."""
    own.done("set", "1", "full_name=ООО Ромашка")
    assert "Ромашка" in golden(own, "company")[1]


def test_a_forged_key_is_refused_and_consent_is_not_offered(own: Cli) -> None:
    """Nobody's consent is switched on through the workbook, and a damaged key is told, not a bug."""
    imported(own, "odd.csv", HEADER + "70;Ким Олег;8 916 123-45-99;o@;;;maybe\n")
    own.done("check", "--fix", "fix.xlsx")
    book = openpyxl.load_workbook(own.folder / "fix.xlsx")
    sheet = book.active
    assert sheet is not None
    header = [str(cell.value) for cell in sheet[1]]
    keys = [str(row[-1].value) for row in sheet.iter_rows(min_row=2)]
    assert keys
    assert not any("consent" in key for key in keys)
    new = next(i for i, name in enumerate(header) if name.startswith("new value"))
    forged = (
        "999999999999999999999:city:000000000000",
        "4:consent_email:" + md5(b"maybe", usedforsecurity=False).hexdigest()[:12],
    )
    for row, key in zip(sheet.iter_rows(min_row=2), forged, strict=False):
        row[new].value, row[-1].value = "yes", key
    book.save(own.folder / "fix.xlsx")
    counts = own.done("check", "--fix", "fix.xlsx", "--format", "csv").rows
    assert counts == [{"taken": "0", "unchanged": "0", "refused": "2"}]


def test_a_cell_of_several_values_is_suggested_whole_or_not_at_all(own: Cli) -> None:
    """A new value replaces all that the cell says: the suggestion for one address may not delete the other."""
    emails, phones = "anna.p@gmial.com, b.c@yandx.ru", "8 916 123-45-67, 8 916 12"
    imported(own, "two.csv", f"{HEADER}80;Ким Олег;{phones};{emails};;;\n")
    own.done("check", "--fix", "fix.xlsx")
    sheet = openpyxl.load_workbook(own.folder / "fix.xlsx").active
    assert sheet is not None
    header = [str(cell.value) for cell in sheet[1]]
    value, said = header.index("value"), header.index("suggestion")
    offers = {row[value].value: row[said].value for row in sheet.iter_rows(min_row=2)}
    assert offers[emails] == "anna.p@gmail.com, b.c@yandex.ru"
    assert not offers[phones]


def test_a_correction_of_what_the_source_says_no_more_is_told(own: Cli) -> None:
    """The source's cell changed since: it was not "taken before", it says something else."""
    fixed(own, {"Масква": "Пермь"})
    imported(own, "next.csv", HEADER + ANNA + PETR.replace("Масква", "Тверь"))
    counts = own.done("check", "--fix", "fix.xlsx", "--format", "csv").rows
    assert counts == [{"taken": "0", "unchanged": "0", "refused": "1"}]
