"""Bitrix24: companies with their requisites, users, and the deals list that people make themselves."""

from tests.shapes.conftest import Import

COMPANIES = """\
ID;Название компании;Тип компании;Сфера деятельности;Кол-во сотрудников;Годовой оборот;Рабочий телефон;Мобильный телефон;Рабочий e-mail;Корпоративный сайт;Ответственный;Источник;Комментарий;Реквизит: Название;Реквизит (Россия): ИНН;Реквизит (Россия): КПП;Реквизит (Россия): ОГРН;Реквизит (Россия): ОГРНИП;Реквизит (Россия): Полное наименование организации;Реквизит (Россия): Ген. директор;Реквизит (Россия): E-Mail;Реквизит (Россия): Адрес;Реквизит (Россия): Адрес - тип;Реквизит (Россия): Адрес - населенный пункт;Реквизит (Россия): Адрес - регион;Реквизит (Россия): Адрес - почтовый индекс;Реквизит (Россия): Адрес - страна;Тип компании
12;ООО "Ромашка";Клиент;Торговля;10;5 млн;+7 495 111-22-33;;info@romashka.ru;romashka.ru;Ольга Ким;Сайт;;Ромашка;7707083893.0;770701001;1027700132195;;Общество с ограниченной ответственностью "Ромашка";Котова Анна;buh@romashka.ru;ул. Мира, 1;Юридический;Москва;Москва;101000;Россия;VIP
13;ИП Лунин Б. А.;Партнер;;;;;89161234568;;;Ольга Ким;;;;500100732259;;;304500116000157;;;;;;;;;;
"""
USERS = """\
LAST_NAME;PERSONAL_PHOTO;NAME;SECOND_NAME;WORK_POSITION;EMAIL;PERSONAL_BIRTHDAY;PERSONAL_GENDER;WORK_PHONE;UF_1C_PHONE_INNER;PERSONAL_MOBILE;PERSONAL_ICQ;LOGIN;IBLOCK_SECTION_NAME_1
Котова;/a.jpg;Анна;Сергеевна;Закупщик;anna@mail.ru;02.03.1988;F;+74951112233;101;89161234567;;kotova;Отдел
Лунин;;Борис;;;b@mail.ru;;M;;102;89161234568;;lunin;Отдел
"""
SELF_MADE = """\
ID Компании;Название компании;Ответственный;ID Контакта;ФИО;Ответственный за контакт
12;ООО Ромашка;Ольга Ким;501;Котова Анна;Тимур Ахметов
12;ООО Ромашка;Ольга Ким;502;Лунин Борис;Тимур Ахметов
"""


def test_companies(imported: Import) -> None:
    """Requisites are read by what stands after their prefix, and an INN that went through Excel loses its ".0"."""
    found = imported(COMPANIES)
    assert found.kind == "contacts"
    assert found.fields == {
        "ID": "client_key",
        "Название компании": "company",
        "Тип компании": "role",
        "Сфера деятельности": "industry",
        "Кол-во сотрудников": "employees",
        "Годовой оборот": "revenue_band",
        "Рабочий телефон": "phone",
        "Мобильный телефон": "phone",
        "Рабочий e-mail": "email",
        "Корпоративный сайт": "website",
        "Ответственный": "manager",
        "Источник": "channel",
        "Комментарий": "note",
        "Реквизит (Россия): ИНН": "inn",
        "Реквизит (Россия): КПП": "kpp",
        "Реквизит (Россия): ОГРН": "ogrn",
        "Реквизит (Россия): E-Mail": "email",
        "Реквизит (Россия): Адрес": "address",
        "Реквизит (Россия): Адрес - населенный пункт": "city",
        "Реквизит (Россия): Адрес - регион": "region",
        "Реквизит (Россия): Адрес - почтовый индекс": "postcode",
        "Реквизит (Россия): Адрес - страна": "country",
    }
    assert {"Тип компании (2)", "Реквизит (Россия): Ген. директор", "Реквизит: Название"} <= set(found.own)
    select = "select client_key, client_type, role, inn, city from clean_contacts order by row_number"
    assert found.rows(select) == [
        ("12", "company", "Клиент", "7707083893", "Москва"),
        ("13", "company", "Партнер", "500100732259", None),
    ]


def test_users(imported: Import) -> None:
    """NAME beside LAST_NAME is a first name; an inner extension is no phone."""
    found = imported(USERS)
    assert found.fields == {
        "LAST_NAME": "last_name",
        "NAME": "first_name",
        "SECOND_NAME": "patronymic",
        "WORK_POSITION": "position",
        "EMAIL": "email",
        "PERSONAL_BIRTHDAY": "birth_date",
        "PERSONAL_GENDER": "sex",
        "WORK_PHONE": "phone",
        "PERSONAL_MOBILE": "phone",
    }
    select = (
        "select last_name, first_name, patronymic, birth_date::varchar, sex from clean_contacts order by row_number"
    )
    assert found.rows(select) == [
        ("Котова", "Анна", "Сергеевна", "1988-03-02", "female"),
        ("Лунин", "Борис", None, None, "male"),
    ]


def test_a_self_made_export_in_an_old_encoding(imported: Import) -> None:
    """The person's id is the key, not the company's, which several share."""
    found = imported(SELF_MADE, encoding="cp1251")
    assert found.kind == "contacts"
    assert found.fields == {
        "Название компании": "company",
        "Ответственный": "manager",
        "ID Контакта": "client_key",
        "ФИО": "full_name",
    }
    assert found.rows("select client_key, last_name, company from clean_contacts order by row_number") == [
        ("501", "Котова", "ООО Ромашка"),
        ("502", "Лунин", "ООО Ромашка"),
    ]
