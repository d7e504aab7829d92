"""amoCRM / Kommo: deals and contacts, with repeated headers and "не закрыта" in the closing date."""

from decimal import Decimal

from tests.shapes.conftest import Import

DEALS_HEADER = (
    "ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована,"
    "Дата закрытия,Теги,Примечание,Примечание 2,Этап сделки,Воронка,Полное имя контакта,Компания контакта,"
    "Ответственный за контакт,Компания,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,"
    "Другой телефон,Рабочий email,Личный email,Другой email,Город,Источник,Должность,Товар,Skype,ICQ,cid,utm_source,utm_medium,"
    "utm_campaign,utm_term,utm_content,_ym_uid,Товар,Источник,cid"
)
DEALS = """\
31001,Чай оптом,15000,Тимур Ахметов,02.01.2026 15:04:05,Тимур Ахметов,03.01.2026 10:00:00,Ольга Ким,05.01.2026 12:00:00,опт,позвонить,,Успешно реализовано,Продажи,Котова Анна Сергеевна,ООО Ромашка,Ольга Ким,,+7 495 111-22-33,,'+79161234567,+7 495 111-22-34,,,work@romashka.ru,anna@mail.ru,,Москва,Сайт,Закупщик,Чай,,,111,yandex,cpc,чай-москва,купить чай,,1650,Кофе,Реклама,222
31002,Кофе,8000,Тимур Ахметов,04.01.2026 11:00:00,Тимур Ахметов,04.01.2026 11:00:00,Тимур Ахметов,не закрыта,,,,Переговоры,Продажи,Борис Лунин,,Тимур Ахметов,,,,89161234568,,,,,,,Казань,Звонок,,Кофе,,,,,,,,,,,,
31003,Мёд,500,Ольга Ким,04.01.2026 11:00:00,Ольга Ким,06.01.2026 11:00:00,Ольга Ким,06.01.2026 11:00:00,,,,Закрыто и не реализовано,Продажи,Вера Орлова,,Ольга Ким,,,,89161234569,,,,,,,Омск,Звонок,,Мёд,,,,,,,,,,,,
"""
CONTACTS = """\
Полное имя контакта,Ответственный,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,Другой телефон,Рабочий email,Личный email,Другой email,Web,Адрес,Город,Источник,Должность,Товар,Skype,ICQ,Jabber,Google Talk,MSN,Другой IM,Пользовательское соглашение,cid,uid,tid
Котова Анна,Тимур Ахметов,+74951112233,,+79161234567,+74951112234,,,work@romashka.ru,anna@mail.ru,,romashka.ru,ул. Мира 1,Москва,Сайт,Закупщик,Чай,,,,,,,да,1,2,3
Лунин Борис,Тимур Ахметов,,,89161234568,,84951234567,,,,b@mail.ru,,,Казань,Звонок,,,,,,,,,,,,
"""


def test_deals(imported: Import) -> None:
    """The manager's, creator's and fax columns are nobody's; what is not closed or not won is no revenue."""
    found = imported(f"{DEALS_HEADER}\n{DEALS}")
    assert found.kind == "deals"
    assert found.fields == {
        "ID": "deal_key",
        "Название сделки": "deal_name",
        "Бюджет": "amount",
        "Ответственный": "manager",
        "Дата создания сделки": "created_on",
        "Дата закрытия": "deal_on",
        "Этап сделки": "stage",
        "Полное имя контакта": "full_name",
        "Компания контакта": "company",
        "Рабочий телефон": "phone",
        "Рабочий прямой телефон": "phone",
        "Мобильный телефон": "phone",
        "Домашний телефон": "phone",
        "Другой телефон": "phone",
        "Рабочий email": "email",
        "Личный email": "email",
        "Другой email": "email",
        "Город": "city",
        "Источник": "channel",
        "Должность": "position",
        "Товар": "product",
        "Skype": "social",
        "utm_campaign": "campaign",
        "utm_term": "query",
        "_ym_uid": "client_ids",
    }
    assert {"Товар (2)", "Источник (2)", "cid", "cid (2)", "utm_source", "Факс", "Кем создана сделка"} <= set(found.own)
    select = "select deal_id, status, amount, deal_on::varchar, channel, campaign from client_deals order by deal_id"
    assert found.rows(select) == [
        ("31001", "won", Decimal(15000), "2026-01-05", "Сайт", "чай-москва"),
        ("31002", "open", Decimal(8000), "2026-01-04", "Звонок", None),
        ("31003", "lost", Decimal(500), "2026-01-06", "Звонок", None),
    ]
    phones = "select value from clean_points where channel = 'phone' and row_number = 2 order by value"
    assert found.rows(phones) == [("+74951112233",), ("+79161234567",)]
    parameters = "select name, text from deal_parameters where deal_id = '31001' and name like 'Товар%'"
    assert found.rows(parameters) == [("Товар (2)", "Кофе")]


def test_contacts(imported: Import) -> None:
    """All four phones of a card are kept, the fax is not one of them."""
    found = imported(CONTACTS)
    assert found.kind == "contacts"
    assert found.fields == {
        "Полное имя контакта": "full_name",
        "Ответственный": "manager",
        "Рабочий телефон": "phone",
        "Рабочий прямой телефон": "phone",
        "Мобильный телефон": "phone",
        "Домашний телефон": "phone",
        "Другой телефон": "phone",
        "Рабочий email": "email",
        "Личный email": "email",
        "Другой email": "email",
        "Web": "website",
        "Адрес": "address",
        "Город": "city",
        "Источник": "channel",
        "Должность": "position",
        "Skype": "social",
        "Пользовательское соглашение": "consent_processing",
    }
    select = "select last_name, first_name, city, manager, website from clean_contacts order by row_number"
    assert found.rows(select) == [
        ("Котова", "Анна", "Москва", "Тимур Ахметов", "romashka.ru"),
        ("Лунин", "Борис", "Казань", "Тимур Ахметов", None),
    ]
    assert found.rows("select count(*) from clean_points where value = '+74951112234'") == [(0,)]
