"""Headers → fields: the exports of real systems, questions of forms, values; never a field by a loose guess."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.fields import kinds
from clientbase.sources.detect import read_source
from clientbase.sources.mapping import REJECT_COLUMNS, recognise
from clientbase.sources.tables import SourceTable


def table(header: str, *rows: str, delimiter: str = ",") -> SourceTable:
    """Return a table with this header and these rows."""
    text = "\n".join([header, *rows]) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(text, encoding="utf-8")
        return read_source(path, delimiter=delimiter).tables[0]


def mapped(header: str, *rows: str, delimiter: str = ",") -> tuple[str, dict[str, str]]:
    """Return the kind and header → field of the columns that mean one."""
    found = recognise(table(header, *rows, delimiter=delimiter))
    return found.kind, {column.header: column.field for column in found.columns if column.field}


AMO_DEALS = (
    "ID,Название сделки,Бюджет,Ответственный,Дата создания сделки,Дата закрытия,Теги,Этап сделки,Воронка,"
    "Полное имя контакта,Компания контакта,Ответственный за контакт,Рабочий телефон,Мобильный телефон,Факс,"
    "Рабочий email,Личный email,Город,Источник,Товар,Товар,utm_campaign"
)
AMO_CONTACTS = "Полное имя контакта,Ответственный,Рабочий телефон,Факс,Рабочий email,Адрес,Город,Источник,Товар,Skype"
BITRIX = (
    "ID,Название компании,Тип компании,Сфера деятельности,Рабочий телефон,Рабочий e-mail,Корпоративный сайт,"
    "Реквизит (Россия): ИНН,Реквизит (Россия): Адрес - населенный пункт"
)
SHOPIFY = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Phone,Phone,"
    "Accepts SMS Marketing,Total Spent,Total Orders,Note,Tags"
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,E-mail 1 - Value,"
    "E-mail 2 - Value,E-mail 3 - Value,Phone 1 - Label,Phone 1 - Value,Phone 4 - Value,Address 1 - City"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Job Title,Business City,Assistant's Phone,Business Fax,Business Phone,"
    "Business Phone 2,Mobile Phone,E-mail Address,E-mail 2 Address,E-mail 3 Address"
)
RETAIL = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,{},Country"


@pytest.mark.parametrize(
    ("header", "kind", "fields"),
    [
        (AMO_DEALS, "deals", {"ID": "deal_key", "Название сделки": "deal_name", "Бюджет": "amount"}),
        (AMO_DEALS, "deals", {"Дата закрытия": "deal_on", "Ответственный": "manager", "Этап сделки": "stage"}),
        (AMO_DEALS, "deals", {"Рабочий телефон": "phone", "Мобильный телефон": "phone", "Личный email": "email"}),
        (AMO_CONTACTS, "contacts", {"Полное имя контакта": "full_name", "Рабочий телефон": "phone"}),
        (BITRIX, "contacts", {"ID": "client_key", "Название компании": "company", "Реквизит (Россия): ИНН": "inn"}),
        (SHOPIFY, "contacts", {"Customer ID": "client_key", "Default Address Phone": "phone", "Phone": "phone"}),
        ("Record ID,First Name,Last Name,Email,Phone Number", "contacts", {"Record ID": "client_key"}),
        ("Email Address,First Name,Last Name,MEMBER_RATING,TAGS", "contacts", {"Email Address": "email"}),
        (GOOGLE, "contacts", {"E-mail 3 - Value": "email", "Phone 4 - Value": "phone", "Middle Name": "patronymic"}),
        (OUTLOOK, "contacts", {"Job Title": "position", "Business Phone 2": "phone", "E-mail 3 Address": "email"}),
        (RETAIL.format("Customer ID"), "deals", {"Invoice": "deal_key", "Description": "product"}),
        (RETAIL.format("CustomerID"), "deals", {"CustomerID": "client_key", "Price": "price"}),
        ("LAST_NAME,NAME,SECOND_NAME,EMAIL", "contacts", {"NAME": "first_name", "LAST_NAME": "last_name"}),
        ("Name,Username,Sign Up,Email,City", "contacts", {"Name": "full_name", "Sign Up": "created_on"}),
        ("Дата,Кампания,Показы,Клики,Расход (руб.)", "costs", {"Расход (руб.)": "amount"}),
        ("Email,Какую проблему решали?,Как нас нашли?", "answers", {"Как нас нашли?": "path"}),
        ("Телефон,Вопрос,Ответ", "answers", {"Вопрос": "question"}),
        ("Номенклатура,Категория,Розничная цена", "products", {"Розничная цена": "price"}),
        ("ФИО,Телефон,Товар,Источник", "contacts", {"ФИО": "full_name"}),
        ("ID,ФИО,Телефон,Товар", "contacts", {"ID": "client_key"}),
    ],
)
def test_exports_of_known_systems(header: str, kind: str, fields: Mapping[str, str]) -> None:
    """Nobody should have to map by hand what every CRM writes."""
    found_kind, found = mapped(header)
    assert found_kind == kind
    assert {name: found.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    ("header", "own"),
    [
        (AMO_DEALS, ["Факс", "Ответственный за контакт", "Товар (2)", "Воронка"]),
        (OUTLOOK, ["Title", "Assistant's Phone", "Business Fax"]),
        (GOOGLE, ["Phone 1 - Label"]),
        (SHOPIFY, ["Total Spent", "Total Orders"]),
    ],
)
def test_what_is_not_the_clients_own_stays_an_own_column(header: str, own: Sequence[str]) -> None:
    """A fax or an assistant's number in the mailing is worse than none."""
    _, found = mapped(header)
    assert not set(own) & found.keys()


def test_repeated_headers_stay_apart_and_both_phones_count() -> None:
    """CRM exports repeat names; a reader that overwrites loses the second phone."""
    found = recognise(table("Телефон;Телефон;E-mail;Товар;Товар", "1;2;a@b.ru;x;y", delimiter=";"), "contacts")
    assert [(c.header, c.column, c.field) for c in found.columns] == [
        ("Телефон", "c1", "phone"),
        ("Телефон (2)", "c2", "phone"),
        ("E-mail", "c3", "email"),
        ("Товар", "c4", ""),
        ("Товар (2)", "c5", ""),
    ]


@pytest.mark.parametrize(
    "header", ["Сумма, руб.", "Сумма (руб.)", "СУММА, ₽", "сумма ₽:", " Сумма *", "Сумма, тыс. руб.", "Сумма (RUB)"]
)
def test_units_do_not_hide_a_header(header: str) -> None:
    """Half of all money columns carry their currency in the name."""
    assert mapped(f"Заказ;Дата;{header}", delimiter=";")[1][" ".join(header.split())] == "amount"


def test_an_orders_name_is_its_number() -> None:
    """Shopify's "Name" is "#1001": a client of that name would collect all orders' letters."""
    header = "Name,Email,Paid at,Total,Lineitem name,Billing Name,Id"
    kind, found = mapped(header, "#1001,a@b.ru,2024-01-05,10,Роза,Anna Kotova,77")
    assert (kind, found["Name"], found["Billing Name"]) == ("deals", "deal_key", "full_name")
    assert "Id" not in found


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("Как вас зовут (имя и фамилия)?", "full_name"),
        ("Ваш номер телефона", "phone"),
        ("Укажите ваш телефон для связи", "phone"),
        ("Ваша электронная почта", "email"),
        ("В каком городе вы живёте?", "city"),
        ("Ваша дата рождения", "birth_date"),
        ("Согласие на получение рассылки", "consent_email"),
        ("Согласны ли вы получать SMS?", "consent_sms"),
        ("Даю согласие на обработку моих персональных данных", "consent_processing"),
    ],
)
def test_questions_of_forms(question: str, field: str) -> None:
    """Forms ask in sentences."""
    assert mapped(f"Отметка времени;Email;{question}", delimiter=";")[1][question] == field


@pytest.mark.parametrize(
    "question",
    ["Телефон менеджера", "Телефон вашего друга", "Модель телефона", "Ваше мнение о городских ярмарках", "Дата отказа"],
)
def test_questions_about_something_else_stay_own_columns(question: str) -> None:
    """A loose keyword would put a friend's number into the client's card."""
    assert question not in mapped(f"Email;{question}", "a@b.ru;да", delimiter=";")[1]


def test_values_tell_phones_and_emails() -> None:
    """A column "Связь" full of phones is phones."""
    rows = [f"+7 916 123-45-{i:02d};u{i}@mail.ru;{i}" for i in range(20)]
    found = recognise(table("Связь;Аккаунт;Число", *rows, delimiter=";"))
    assert [(c.field, c.how) for c in found.columns] == [("phone", "content"), ("email", "content"), ("", "")]


@pytest.mark.parametrize("values", ["7707083893", "4601234567890", "1700000000", "2024-01-05", "5000", "телефон"])
def test_other_numbers_are_no_phones(values: str) -> None:
    """Tax numbers, bar codes and time stamps have ten digits too."""
    assert mapped("ФИО;Номерок", *[f"Анна;{values}"] * 5, delimiter=";")[1] == {"ФИО": "full_name"}


def test_two_row_headers_are_matched_by_their_lower_part() -> None:
    """The phone under "Контакты" is the client's; the one under "Менеджер" is somebody else's."""
    rows = ["ФИО;Контакты;;Менеджер;", ";Телефон;E-mail;Телефон;E-mail", "Анна;+79161234567;a@b.ru;+79161234568;c@d.ru"]
    assert mapped(*rows, delimiter=";")[1] == {
        "ФИО": "full_name",
        "Контакты Телефон": "phone",
        "Контакты E-mail": "email",
    }


def test_what_was_given_goes_first() -> None:
    """A person's word beats every guess, is partial, and may say that a column means nothing."""
    found = recognise(
        table("ФИО;Звонить;Почта;;Город", "Анна;1;a@b.ru;2;Омск", delimiter=";"),
        given={"звонить ": "phone", "Почта": "-", "column_4": "phone", "Город": ""},
    )
    assert [(c.field, c.how) for c in found.columns] == [
        ("full_name", "header"),
        ("phone", "given"),
        ("", ""),
        ("phone", "given"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("kind", "given", "code", "word"),
    [
        (None, {"ФИО": "fullname"}, "map.unknown_field", "full_name"),
        ("contacts", {"ФИО": "amount"}, "map.unknown_field", ""),
        (None, {"Фамилия": "phone"}, "map.unknown_header", "ФИО, Телефон, Тел"),
        (None, {"Телефон": "city", "Тел": "city"}, "map.field_twice", "city"),
        ("clients", {}, "map.unknown_kind", "contacts"),
    ],
)
def test_wrong_words_are_refused(kind: str | None, given: dict[str, str], code: str, word: str) -> None:
    """A typo in --map must not be an own column."""
    with pytest.raises(UsageProblem) as caught:
        recognise(table("ФИО;Телефон;Тел", delimiter=";"), kind, given)
    assert caught.value.code == code
    assert word in " ".join(map(str, caught.value.parameters.values()))


def test_unknown_columns_are_refused_with_their_names() -> None:
    """Nothing recognised: rather a question than a base of nothing."""
    with pytest.raises(SourceUnreadable) as caught:
        recognise(table("Порода;Кличка", "Такса;Рекс", delimiter=";"), file="dogs.csv")
    assert caught.value.code == "source.no_known_column"
    assert caught.value.parameters == {"file": "dogs.csv", "headers": "Порода, Кличка"}


def test_a_given_kind_wins() -> None:
    """The same columns may be read as contacts when a person says so."""
    header = table("ФИО;Телефон;Сумма;Дата", delimiter=";")
    assert (recognise(header).kind, recognise(header, "contacts").kind) == ("deals", "contacts")


def test_the_columns_of_a_rejects_file_are_no_data() -> None:
    """A mended rejects file must not bring its reasons as attributes of clients."""
    found = recognise(table(";".join(["ФИО", *REJECT_COLUMNS]), "Анна;a;b;7", delimiter=";"))
    assert [column.header for column in found.columns] == ["ФИО"]


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6))
def test_any_header_is_mapped_or_refused(headers: list[str]) -> None:
    """Every column is either a field of the kind or its own, and a one-value field is taken once."""
    plain = ["".join(c for c in header if c.isprintable() and c not in ';"') or "x" for header in headers]
    found = recognise(table(";".join(["ФИО", *plain]), delimiter=";"), "contacts")
    fields = [column.field for column in found.columns if column.field]
    assert set(fields) <= kinds()["contacts"].keys()
    assert all(fields.count(name) == 1 for name in fields if not kinds()["contacts"][name].many)


@pytest.mark.parametrize(
    "header",
    ["Отказ от рассылки", "Согласие на рассылку отозвано", "Отписан", "Unsubscribed", "Email Opt Out", "Не беспокоить"],
)
def test_a_column_that_takes_consent_back_is_no_consent(header: str) -> None:
    """Under such a header "Да" would put the very people who left into the mailing."""
    _, fields = mapped(f"ФИО,E-mail,{header}", "Анна Котова,anna@mail.ru,Да")
    assert fields[header] == "unsubscribed"


def test_a_reason_to_refuse_is_no_unsubscription() -> None:
    """An order has a "Причина отказа" too, which is about the order."""
    _, fields = mapped("Номер заказа,Дата заказа,Сумма,Причина отказа", "1,01.02.2026,100,дорого")
    assert fields["Причина отказа"] == "lost_reason"
