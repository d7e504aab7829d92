"""Every kind of file through the command line, in English and in Russian: recognised, taken, told, and with effect."""

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from tests.conftest import Cli

KINDS = Path(__file__).parent / "kinds"
CASES = sorted((path.parent.name, path.stem) for path in KINDS.glob("*/*.csv"))

#: Kind → what is told of its clean rows: the same in both languages.
CLEAN: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "products": ("price, cost", [(100.0, 40.0), (250.5, None)]),
    "costs": (
        "cost_on::varchar, amount, clicks",
        [("2026-03-01", 500.5, 20.0), ("2026-03-02", 0.0, 0.0)],
    ),
    "interactions": (
        "interaction_at::varchar, type, channel",
        [("2026-03-05 10:30:00", "open", "email"), ("2026-03-05 14:30:00", "other", "email")],
    ),
    "answers": (
        "survey, answer, answered_on::varchar",
        [("spring", "A gift", "2026-03-01"), ("spring", "Oolong", "2026-03-01")],
    ),
    "consents": (
        "channel, purpose, status, consent_on::varchar, proof",
        [("email", "ads", "given", "2026-03-01", "form 7"), ("sms", "ads", "withdrawn", "2026-03-02", None)],
    ),
    "agreements": (
        "type, from_on::varchar, to_on::varchar, amount",
        [("subscription", "2026-01-01", "2026-12-31", 1200.0), ("warranty", None, "2027-01-01", None)],
    ),
}
#: Kind → the reasons of its two bad rows, in their order.
REASONS = {
    "products": ["row.no_product", "money.not_a_number"],
    "costs": ["row.no_amount", "date.not_a_date"],
    "interactions": ["row.no_day", "row.no_identity"],
    "answers": ["row.no_answer", "row.no_identity"],
    "consents": ["row.no_channel", "row.no_identity"],
    "agreements": ["row.no_identity", "row.no_terms"],
}
SEGMENT = 'title = "All"\nwhere = "frequency >= 0"\nchannel = "email"\ncolumns = ["client_id", "email"]\n'
CRM = (
    "ID;ФИО;E-mail;Телефон;Согласие на рассылку e-mail;Дата согласия\n"
    "1;Котова Анна;anna@example.ru;89161234567;да;01.02.2026\n"
    "2;Лис Пётр;petr@example.ru;89161234568;;\n"
    "3;Ёж Яна;yana@example.ru;89161234569;да;01.02.2026\n"
)


def write(path: Path, text: str) -> Path:
    """Write a text file."""
    path.write_text(text, encoding="utf-8")
    return path


def asked(base: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a question to a base, decimals as floats."""
    with duckdb.connect(base / "clients.duckdb", read_only=True) as connection:
        rows = connection.execute(sql).fetchall()
    return [tuple(float(v) if type(v).__name__ == "Decimal" else v for v in row) for row in rows]


@pytest.fixture(scope="session")
def empty_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new base in `base`, whose day is set."""
    folder = tmp_path_factory.mktemp("kinds")
    Cli(folder).done("init", "base")
    settings = folder / "base" / "clientbase.toml"
    write(settings, settings.read_text(encoding="utf-8") + "as_of = 2026-08-01\n")
    write(folder / "base" / "segments" / "all.toml", SEGMENT)
    return folder


@pytest.fixture
def shop(empty_base: Path, tmp_path: Path) -> Cli:
    """The command beside an empty base of this test alone."""
    shutil.copytree(empty_base, tmp_path / "shop")
    return Cli(tmp_path / "shop", CLIENTBASE_HOME="base")


def mailed(shop: Cli) -> list[str]:
    """Return the addresses in the segment file of all clients."""
    shop.done("segment", "all")
    (path,) = (shop.folder / "base" / "out").rglob("all.csv")
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    return sorted(line.replace(",", ";").split(";")[1] for line in lines)


def text_of(kind: str, language: str) -> str:
    """Return a file of a kind with two good rows and two bad ones, its columns called as in that language."""
    return (KINDS / kind / f"{language}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_a_file_of_each_kind_is_recognised_and_taken_whole(shop: Cli, kind: str, language: str) -> None:
    """Rows read are rows taken and rows rejected, each rejected one with its reason, in English and Russian alike."""
    write(shop.folder / "file.csv", text_of(kind, language))
    told = shop.done("import", "file.csv", "--max-rejects", "60%").err
    (row,) = shop.done("imports", "--format", "json").data
    assert (row["kind"], row["rows_read"], row["rows_accepted"], row["rows_rejected"]) == (kind, 4, 2, 2)
    base = shop.folder / "base"
    columns, rows = CLEAN[kind]
    assert asked(base, f"select {columns} from clean_{kind} order by row_number") == rows
    codes = asked(base, "select code from problems where severity = 'error' order by row_number, code")
    assert [code for (code,) in codes] == REASONS[kind]
    assert told.count("file.csv:") >= 3
    assert asked(base, f"select count(*) from stg_{kind}") == [(2,)]


@pytest.mark.parametrize("kind", CLEAN)
def test_the_same_file_again_changes_nothing(shop: Cli, kind: str) -> None:
    """A file of any kind that lies in the inbox for a week is taken once."""
    write(shop.folder / "file.csv", text_of(kind, "en"))
    shop.done("import", "file.csv", "--max-rejects", "60%")
    before = (shop.folder / "base" / "clients.duckdb").read_bytes()
    shop.done("import", "file.csv", "--max-rejects", "60%")
    assert (shop.folder / "base" / "clients.duckdb").read_bytes() == before


@pytest.mark.parametrize("kind", ["costs", "answers"])
def test_bad_rows_come_back_mended(shop: Cli, kind: str) -> None:
    """The rejects file holds the rows in their own columns; mended, exactly those rows are added."""
    write(shop.folder / "file.csv", text_of(kind, "ru"))
    shop.done("import", "file.csv", "--max-rejects", "60%")
    (rejects,) = (shop.folder / "base" / "rejects").iterdir()
    text = rejects.read_text(encoding="utf-8-sig")
    mended = text.replace("когда-то", "04.03.2026").replace(";10;1;;", ";10;1;9;")
    mended = mended.replace("Какой?;;", "Какой?;Этот;").replace("\n;spring", "\nanna@example.ru;spring")
    write(shop.folder / "mended.csv", mended)
    shop.done("import", "mended.csv")
    assert asked(shop.folder / "base", f"select count(*) from clean_{kind}") == [(4,)]


def test_problems_name_line_and_column(shop: Cli) -> None:
    """A wrong sum in a report of costs is found as fast as one in a list of deals."""
    write(shop.folder / "ads.csv", text_of("costs", "ru").replace("500,50", "пятьсот"))
    told = shop.done("import", "ads.csv", "--max-rejects", "80%").err
    assert 'ads.csv:3 · column 6 "Расход (руб.)" · "пятьсот" · not a number' in told


def test_wide_and_long_answers_are_the_same_answers(shop: Cli) -> None:
    """A form with a question a column and a table of questions and answers say the same; own words are kept."""
    write(
        shop.folder / "wide.csv",
        "Отметка времени;E-mail;Какую задачу решали?;Что подтолкнуло?;Любимый чай?;NPS;IP\n"
        "01.03.2026 10:00:00;anna@example.ru;подарок;день рождения;улун;9;1.1.1.1\n"
        "02.03.2026 10:00:00;petr@example.ru;чай домой;-;;10;1.1.1.2\n",
    )
    questions = ("Какую задачу решали?", "Что подтолкнуло?", "Любимый чай?", "NPS")
    answers = {"anna": ("подарок", "день рождения", "улун", "9"), "petr": ("чай домой", "-", "", "10")}
    lines = [
        f"{name}@example.ru;{question};{answer};0{day}.03.2026"
        for day, (name, given) in enumerate(answers.items(), 1)
        for question, answer in zip(questions, given, strict=True)
        if answer not in ("", "-")
    ]
    write(shop.folder / "long.csv", "\n".join(["E-mail;Вопрос;Ответ;Дата ответа", *lines, ""]))
    shop.done("import", "wide.csv", "long.csv")
    sql = """
        select key, survey, question_code, question, answer, number, answered_on
        from clean_answers
        join clean_points on clean_points.import_id = clean_answers.import_id and clean_points.row_number = person_row
        where clean_answers.import_id = {} order by all
    """
    base = shop.folder / "base"
    wide, long = asked(base, sql.format(1)), asked(base, sql.format(2))
    assert wide == long
    assert [row[2:5] for row in wide if row[0].startswith("anna")] == [
        ("nps", "NPS", "9"),
        ("problem", "Какую задачу решали?", "подарок"),
        ("trigger", "Что подтолкнуло?", "день рождения"),
        ("любимый чай", "Любимый чай?", "улун"),
    ]
    assert asked(base, "select distinct extra::varchar from stg_answers where row_number = 2 and import_id = 1") == [
        ('{"IP":"1.1.1.1"}',)
    ]


def test_surveys_add_up_and_the_newest_answer_counts(shop: Cli) -> None:
    """A second survey does not wipe the first; asked again, a client is believed in the last answer."""
    header = "E-mail;Опрос;Вопрос;Ответ;Дата ответа\n"
    write(shop.folder / "a.csv", f"{header}anna@example.ru;весна;Любимый чай?;улун;01.03.2026\n")
    write(shop.folder / "b.csv", f"{header}anna@example.ru;осень;Любимый чай?;пуэр;01.05.2026\n")
    write(shop.folder / "c.csv", f"{header}anna@example.ru;весна;Любимый чай?;сенча;01.02.2026\n")
    write(shop.folder / "d.csv", f"{header}anna@example.ru;весна;любимый чай;габа;01.04.2026\n")
    shop.done("import", "a.csv", "b.csv", "c.csv", "d.csv")
    shop.done("levels")
    sql = "select survey, answer from client_answers order by survey"
    assert asked(shop.folder / "base", sql) == [("весна", "габа"), ("осень", "пуэр")]


def test_what_rows_tell_of_people_is_told_of_the_clients(shop: Cli) -> None:
    """Answers, events and agreements stand with the client of the list, found by address, phone or the source's id."""
    write(shop.folder / "crm.csv", CRM)
    write(shop.folder / "survey.csv", "Телефон;Вопрос;Ответ\n+7 916 123-45-67;Любимый чай?;улун\n")
    write(shop.folder / "calls.csv", "Дата звонка;Тип звонка;Код клиента\n05.03.2026 12:15;входящий;2\n")
    write(shop.folder / "contracts.csv", text_of("agreements", "ru"))
    shop.done("import", "crm.csv", "survey.csv", "calls.csv", "contracts.csv", "--max-rejects", "60%")
    shop.done("levels")
    base = shop.folder / "base"
    assert (
        asked(base, "select last_name from clients order by last_name") == [("Ёж",), ("Котова",), ("Лис",)]
        or len(asked(base, "select 1 from clients")) == 3
    )
    of_client = "select last_name, {} from {} join clients using (client_id) order by all"
    assert asked(base, of_client.format("answer", "client_answers")) == [("Котова", "улун")]
    assert asked(base, of_client.format("type, interaction_at::varchar", "client_interactions")) == [
        ("Лис", "call", "2026-03-05 12:15:00")
    ]
    assert asked(base, of_client.format("type", "client_agreements")) == [
        ("Котова", "subscription"),
        ("Котова", "warranty"),
    ]


def test_a_consents_file_changes_who_is_mailed(shop: Cli) -> None:
    """A given consent lets in, a withdrawn one keeps out, whatever the contacts file says."""
    write(shop.folder / "crm.csv", CRM)
    shop.done("import", "crm.csv")
    assert mailed(shop) == ["anna@example.ru", "yana@example.ru"]
    write(
        shop.folder / "consents.csv",
        "E-mail;Канал;Статус согласия;Дата согласия\npetr@example.ru;почта;дано;01.03.2026\n"
        "anna@example.ru;почта;отозвано;01.03.2026\nyana@example.ru;смс;отозвано;01.03.2026\n",
    )
    shop.done("import", "consents.csv")
    assert mailed(shop) == ["petr@example.ru", "yana@example.ru"]


def test_a_consent_told_by_the_clients_code_covers_the_address_on_file(shop: Cli) -> None:
    """A file of consents that names clients by code alone is no list of nobodies."""
    write(shop.folder / "crm.csv", CRM)
    write(
        shop.folder / "consents.csv",
        "Код клиента;Канал;Статус согласия;Дата согласия\n2;e-mail;дано;01.03.2026\n3;e-mail;отозвано;01.03.2026\n",
    )
    shop.done("import", "crm.csv", "consents.csv")
    assert mailed(shop) == ["anna@example.ru", "petr@example.ru"]


@pytest.mark.parametrize("event", ["unsubscribe", "Отписка", "hard bounce", "Жёсткий возврат", "жалоба на спам"])
def test_leaving_and_dead_addresses_are_not_mailed(shop: Cli, event: str) -> None:
    """Whoever unsubscribed, complained of spam, or has an address that takes no mail is out of the next file."""
    write(shop.folder / "crm.csv", CRM)
    write(
        shop.folder / "events.csv",
        f"Дата события;Событие;E-mail;Канал\n05.03.2026;{event};anna@example.ru;e-mail\n"
        "05.03.2026;bounce;yana@example.ru;\n",
    )
    shop.done("import", "crm.csv", "events.csv")
    assert mailed(shop) == ["yana@example.ru"]


def test_a_mailchimp_list_of_the_unsubscribed_is_heeded(shop: Cli) -> None:
    """The list that a mailing service gives of those who left keeps them out, however it is taken."""
    write(shop.folder / "crm.csv", CRM)
    write(
        shop.folder / "unsubscribed.csv",
        '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,'
        "UNSUB_REASON\n"
        'anna@example.ru,Анна,Котова,2,"2024-01-01 10:00:00","2026-03-01 10:00:00",Весна,NORMAL\n',
    )
    shop.done("import", "crm.csv", "unsubscribed.csv")
    assert mailed(shop) == ["yana@example.ru"]


def test_a_price_list_gives_costs_to_lines_without_one(shop: Cli) -> None:
    """What was sold costs what the price list says, times the quantity; a cost of the line's own stands."""
    write(
        shop.folder / "orders.csv",
        "Номер заказа;Дата;Код клиента;Товар;Количество;Сумма;Себестоимость\n"
        "A1;01.03.2026;1;чай;2;200;\nA2;01.03.2026;1;Чай;1;100;30\nA3;01.03.2026;1;Кофе;1;100;\n",
    )
    write(shop.folder / "prices.csv", "Товар;Цена;Себестоимость\nЧай;100;40\n")
    shop.done("import", "orders.csv", "prices.csv")
    shop.done("levels")
    found = asked(shop.folder / "base", "select deal_id, cost from deal_lines order by deal_id")
    assert found == [("A1", 80.0), ("A2", 30.0), ("A3", None)]


def test_the_newest_report_of_a_day_counts(shop: Cli) -> None:
    """A month downloaded again with corrected sums does not cost twice."""
    header = "Дата;Кампания;Показы;Клики;Расход\n"
    write(shop.folder / "a.csv", f"{header}01.03.2026;Поиск;10;1;100\n02.03.2026;Поиск;10;1;200\n")
    write(shop.folder / "b.csv", f"{header}02.03.2026;Поиск;11;1;210\n03.03.2026;Поиск;10;1;300\n")
    shop.done("import", "a.csv", "b.csv")
    shop.done("levels")
    assert asked(shop.folder / "base", "select sum(amount) from costs") == [(610.0,)]


def test_an_event_in_two_exports_is_one(shop: Cli) -> None:
    """Overlapping exports of a mailing service do not make a client open a letter twice; two equal events stay two."""
    header = "Дата события;Событие;E-mail\n"
    event = "05.03.2026 10:30;Открытие;anna@example.ru\n"
    write(shop.folder / "a.csv", header + event + event)
    write(shop.folder / "b.csv", f"{header}{event}{event}06.03.2026 10:30;Клик;anna@example.ru\n")
    shop.done("import", "a.csv", "b.csv")
    shop.done("levels")
    assert asked(shop.folder / "base", "select count(*) from client_interactions") == [(3,)]


def test_refresh_takes_every_kind_from_the_settings(shop: Cli) -> None:
    """A source of any kind may be declared; what it is for is not guessed then."""
    base = shop.folder / "base"
    write(base / "ads.csv", "Дата;Канал;Сумма\n01.03.2026;Яндекс;500\n")
    settings = base / "clientbase.toml"
    write(
        settings,
        settings.read_text(encoding="utf-8") + '\n[[sources]]\nname = "ads"\nfiles = "ads.csv"\nkind = "costs"\n',
    )
    shop.done("refresh")
    assert asked(base, "select channel, amount from costs") == [("Яндекс", 500.0)]


def test_a_workbook_may_hold_every_kind(shop: Cli) -> None:
    """Sheet by sheet each is taken for what it is, and all of them tell of the same client."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    sheets: dict[str, list[list[Any]]] = {
        "Клиенты": [["ID", "ФИО", "E-mail", "Телефон"], [1, "Котова Анна", "anna@example.ru", "89161234567"]],
        "Цены": [["Товар", "Цена", "Себестоимость"], ["Чай", 100, 40]],
        "Реклама": [["Месяц", "Канал", "Расход"], ["март 2026", "Яндекс", 1000.5]],
        "Опрос": [["E-mail", "Какую задачу решали?", "Что подтолкнуло?"], ["anna@example.ru", "подарок", "праздник"]],
        "Звонки": [["Дата и время", "Тип звонка", "Телефон"], [datetime(2026, 3, 5, 12, 30), "входящий", 89161234567]],
        "Согласия": [["Код клиента", "Канал", "Статус", "Дата согласия"], [1, "все", "дано", date(2026, 1, 1)]],
        "Договоры": [["Телефон", "Вид договора", "Дата начала"], ["+7 916 123-45-67", "Абонемент", date(2026, 1, 1)]],
        "Заказы": [["Номер заказа", "Дата", "Код клиента", "Товар", "Сумма"], ["A1", date(2026, 3, 1), 1, "Чай", 200]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(shop.folder / "all.xlsx")
    shop.done("import", "all.xlsx")
    kinds = [row["kind"] for row in shop.done("imports", "--format", "json").data]
    assert kinds == [
        "contacts", "products", "costs", "answers", "interactions", "consents", "agreements", "deals",
    ]  # fmt: skip
    assert mailed(shop) == ["anna@example.ru"]
    base = shop.folder / "base"
    told = "union all ".join(f"select client_id from {t} " for t in ("client_answers", "client_interactions"))
    assert asked(base, f"select count(*), max(client_id) from ({told})") == [(3, 1)]
    assert asked(base, "select period_from::varchar, period_to::varchar from costs") == [("2026-03-01", "2026-03-31")]


def test_clean_takes_a_survey(shop: Cli) -> None:
    """The one-shot keeps one output row per input row, with the client of each, also where answers are unfolded."""
    write(
        shop.folder / "survey.csv",
        "E-mail;Какую задачу решали?;Что подтолкнуло?\n"
        "anna@example.ru;подарок;праздник\nANNA@example.ru;чай;\n;никто;тут\n",
    )
    shop.done("clean", "survey.csv")
    lines = (shop.folder / "survey.clean.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("E-mail;Какую задачу решали?;Что подтолкнуло?;client_id")
    assert [line.split(";")[3] for line in lines[1:]] == ["1", "1", ""]
