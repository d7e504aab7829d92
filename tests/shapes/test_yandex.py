"""Yandex: what Metrica wants of contacts and orders, and the costs of Direct."""

from decimal import Decimal

import pytest

from tests.shapes.conftest import Import

CONTACTS = """\
uniq_id,name,create_date_time,update_date_time,client_ids,emails,phones
42,Котова Анна,2026-01-02 09:00:00,2026-01-03 09:00:00,1650123456789012345,anna@mail.ru;kotova@mail.ru,79161234567
"""
ORDERS = """\
id,client_uniq_id,client_type,create_date_time,update_date_time,finish_date_time,revenue,cost,order_status
1001,42,CONTACT,2026-01-02 09:00:00,2026-01-03 09:00:00,2026-01-04 09:00:00,1500.00,900.00,PAID
1002,42,CONTACT,2026-01-05 09:00:00,2026-01-06 09:00:00,,700.00,,CANCELLED
"""
SIMPLE_ORDERS = """\
create_date_time,id,client_ids,emails,phones
2026-01-02 09:00:00,1001,1650123456789012345,anna@mail.ru,79161234567
"""
DIRECT = """\
"Отчёт по кампаниям"
"Период: 01.01.2026 - 31.01.2026"
"Клиент: shop"
""
Дата;Кампания;№ Кампании;Группа;№ Группы;№ Объявления;Условие показа;№ Условия показа;Тип условия показа;Тип площадки;Показы;Клики;Расход (руб.)
01.01.2026;Чай;123;Группа 1;9;M-123;купить чай;77;фраза;поиск;100;10;1 250,50
02.01.2026;Чай;123;Группа 1;9;M-123;купить чай;77;фраза;поиск;120;11;1 300,00
Итого;—;—;—;—;—;—;—;—;—;220;21;2 550,50
"""


def test_contacts(imported: Import) -> None:
    """Several e-mails of a cell are kept, the web analytics id is personal data of its own."""
    found = imported(CONTACTS)
    assert (found.kind, found.own) == ("contacts", ["update_date_time"])
    select = "select client_key, last_name, client_ids, created_on::varchar from clean_contacts"
    assert found.rows(select) == [("42", "Котова", "1650123456789012345", "2026-01-02")]
    assert found.rows("select count(*) from clean_points where channel = 'email'") == [(2,)]


def test_orders(imported: Import) -> None:
    """The day of the end is the day of the deal, the status decides what is revenue."""
    found = imported(ORDERS)
    assert (found.kind, found.own) == ("deals", ["update_date_time"])
    select = "select deal_id, status, amount, cost, deal_on::varchar from client_deals order by deal_id"
    assert found.rows(select) == [
        ("1001", "won", Decimal(1500), Decimal(900), "2026-01-04"),
        ("1002", "lost", Decimal(700), None, "2026-01-05"),
    ]


def test_simple_orders(imported: Import) -> None:
    """Orders with a day and a buyer and no sum are deals all the same."""
    found = imported(SIMPLE_ORDERS)
    assert (found.kind, found.own) == ("deals", [])
    assert found.rows("select deal_id, deal_on::varchar from client_deals") == [("1001", "2026-01-02")]


@pytest.mark.parametrize(
    "header",
    [
        "Дата;Кампания;№ Кампании;Группа;№ Группы;№ Объявления;Условие показа;Показы;Клики;Расход (руб.)",
        "Дата;ID кампании;Название кампании;ID объявления;ID условия показа;Показы;Клики;Расход (руб.);Валюта",
        "Дата;Показы;Клики;CTR (%);Расход (руб.);Ср. цена клика (руб.);Глубина (стр.)",
    ],
)
def test_costs_of_direct_are_costs(imported: Import, header: str) -> None:
    """A report of advertising is nobody's deal."""
    assert imported(f"{header}\n").kind == "costs"


def test_a_report_of_direct_under_its_preamble(imported: Import) -> None:
    """Four lines before the header and a closing total do not hide what the columns mean."""
    found = imported(DIRECT, encoding="cp1251")
    assert found.kind == "costs"
    assert found.fields == {
        "Дата": "cost_on",
        "Кампания": "campaign",
        "Условие показа": "query",
        "Показы": "impressions",
        "Клики": "clicks",
        "Расход (руб.)": "amount",
    }
    assert found.rows("select count(*), sum(amount) from clean_costs") == [(2, Decimal("2550.5"))]
