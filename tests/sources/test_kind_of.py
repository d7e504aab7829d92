"""Headers → the kind of file: reports, surveys, events, consents, agreements, and what must stay a list of people."""

import pytest

from clientbase.sources.kinds import asks
from clientbase.sources.mapping import recognise
from clientbase.sources.staging import wide_questions
from tests.conftest import read_as_file

DIRECT = (
    "Дата;Кампания;№ Кампании;Группа;№ Группы;№ Объявления;Условие показа;№ Условия показа;Тип условия показа;"
    "Тип площадки;Показы;Клики;Расход (руб.)"
)
SURVEY = (
    "Отметка времени;Телефон;E-mail;Какую задачу решали?;Что подтолкнуло?;Какие варианты рассматривали?;"
    "Что не понравилось?;Чем пользуетесь сейчас?;Как нас нашли?;Порекомендуете ли вы нас (0–10)?"
)


def kind(header: str) -> str:
    """Return the kind of a table with this header and one row."""
    row = ";".join("x" for _ in header.split(";"))
    return recognise(read_as_file(f"{header}\n{row}\n".encode(), "x.csv", delimiter=";").tables[0]).kind


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (DIRECT, "costs"),
        (
            "Дата;ID кампании;Название кампании;ID объявления;ID условия показа;Показы;Клики;Расход (руб.);Валюта",
            "costs",
        ),
        ("Дата;Показы;Клики;CTR (%);Расход (руб.);Ср. цена клика (руб.);Глубина (стр.)", "costs"),
        ("Дата;Кампания;Канал;Показы;Клики;Расход (руб.)", "costs"),
        ("Campaign name;Reporting starts;Reporting ends;Impressions;Link clicks;Amount spent (RUB)", "costs"),
        ("Day;Campaign;Clicks;Impr.;Cost", "costs"),
        ("Кампания;Показы;Клики;Стоимость;Дата", "costs"),
        ("Период с;Период по;Канал;Потрачено", "costs"),
        ("Месяц;Канал;Расход", "costs"),
        ("Дата;Клиент;Товар;Сумма;Канал;Кампания", "deals"),
        ("Дата;Канал;Сумма", "deals"),
        (SURVEY, "answers"),
        ("Email;Question;Answer", "answers"),
        ("Timestamp;Email;NPS", "answers"),
        ("ФИО;Телефон;Город;NPS", "contacts"),
        ("Event time;Event;Email;Campaign", "interactions"),
        ("Дата звонка;Тип звонка;Телефон;Результат;Менеджер", "interactions"),
        ("Дата;Тип;ФИО;Телефон;Город;Адрес", "contacts"),
        ("Дата;Статус;Клиент;Телефон", "contacts"),
        ("Email;Bounce type;Date", "interactions"),
        ("E-mail;Канал;Статус согласия;Дата согласия", "consents"),
        ("Email;Consent status;Consent date", "consents"),
        ("ФИО;Телефон;E-mail;Статус;Дата согласия", "contacts"),
        ("ФИО;Телефон;E-mail;Город;Канал;Статус;Дата согласия;Дата рождения", "contacts"),
        ("Телефон;Вид договора;Дата начала;Действует до", "agreements"),
        ("Email;Plan;Start date;Renewal date;Amount", "agreements"),
        ("Номенклатура;Группа;Закупочная цена;Розничная цена", "products"),
        ("Product;Cost", "products"),
        (
            "Email Address;First Name;Last Name;MEMBER_RATING;OPTIN_TIME;UNSUB_TIME;UNSUB_CAMPAIGN_TITLE;UNSUB_REASON",
            "contacts",
        ),
    ],
)
def test_the_headers_tell_the_kind(header: str, expected: str) -> None:
    """A report dropped into the inbox is taken for what it is; a list of people is never taken for a list of events."""
    assert kind(header) == expected


def test_an_id_of_an_event_is_not_the_clients() -> None:
    """Every answer has a number of its own: taken for the client's, each would be another client."""
    text = "ID;E-mail;Вопрос;Ответ;Комментарий\n1;a@b.ru;Что?;То;торопился\n".encode()
    mapping = recognise(read_as_file(text, "x.csv", delimiter=";").tables[0])
    assert [column.field for column in mapping.columns] == ["", "email", "question", "answer", ""]


@pytest.mark.parametrize("header", ["Любите чай?", "Какой чай любите", "How old are you", "Оцените нашу доставку"])
def test_a_question_reads_as_one(header: str) -> None:
    """The own questions of a form are answers too."""
    assert asks(header)


@pytest.mark.parametrize("header", ["IP", "Response ID", "Филиал", "utm_source", "Браузер"])
def test_what_a_form_adds_is_no_question(header: str) -> None:
    """An IP address is nobody's answer."""
    assert not asks(header)


def test_the_columns_of_a_form_that_ask() -> None:
    """Known questions have their codes, own ones their words; what nobody knows and asks nothing stays beside."""
    header = "E-mail;Что подтолкнуло?;Как нас нашли?;Любимый чай?;IP"
    table = read_as_file(f"{header}\na@b.ru;x;y;z;1\n".encode(), "x.csv", delimiter=";").tables[0]
    asked = wide_questions(recognise(table)).to_pylist()
    assert [(row["position"], row["field"], row["code"]) for row in asked] == [
        (2, "trigger", "trigger"),
        (3, "path", "path"),
        (4, "", "любимый чай"),
    ]


def test_a_survey_of_own_words_alone_is_all_questions() -> None:
    """Told that a file holds answers, every column that is nobody's address is a question."""
    table = read_as_file("E-mail;Чай;Кофе\na@b.ru;x;y\n".encode(), "x.csv", delimiter=";").tables[0]
    asked = wide_questions(recognise(table, "answers")).to_pylist()
    assert [row["code"] for row in asked] == ["чай", "кофе"]
