"""1C: a bank statement as text, a sales report with its titles and total, and orders with their lines below."""

from decimal import Decimal

from tests.shapes.conftest import Import

STATEMENT = """\
Дата операции|Номер документа|Дебет|Кредит|Контрагент.Наименование |Контрагент.ИНН |Контрагент.КПП |Контрагент.Счет |Контрагент.БИК |Контрагент.Наименование банка |Назначение платежа|Тип документа
12.01.2026|15||15000,00|ООО "Ромашка"|7707083893|770701001|40702810900000000001|044525225|ПАО СБЕРБАНК|Оплата по счету 7|Платежное поручение
13.01.2026|15||2000,50|ИП Лунин Борис Андреевич|500100732259||40802810900000000002|044525225|ПАО СБЕРБАНК|Оплата|Платежное поручение
14.01.2026|44|7000,00||ООО "Аренда"|7728168971|772801001|40702810900000000003|044525593|АО АЛЬФА-БАНК|Аренда за январь|Платежное поручение
"""
REPORT = """\
Продажи за январь 2026;;;;;
Отбор: Склад Равно "Основной";;;;;
Контрагент;Дата продажи;Номенклатура;Количество;Цена;Сумма
Котова Анна;12.01.2026;Чай;2;100,00;200,00
ООО "Ромашка";13.01.2026;Кофе;1;1 300,00;1 300,00
Итого;;;3;;1 500,00
"""
ORDERS_WITH_LINES = """\
Номер;Дата;Контрагент;Телефон;Номенклатура;Количество;Цена;Сумма
ЗК-1;12.01.2026;Котова Анна;89161234567;Чай;2;100,00;200,00
;;;;Кофе;1;300,00;300,00
;;;;Мёд;1;50,00;50,00
ЗК-2;13.01.2026;Лунин Борис;89161234568;Чай;1;100,00;100,00
"""


def test_a_bank_statement(imported: Import) -> None:
    """What came in is money of a client; what was paid out is none. A payment order's number is nobody's key."""
    found = imported(STATEMENT)
    assert found.kind == "deals"
    assert found.fields == {
        "Дата операции": "deal_on",
        "Кредит": "amount",
        "Контрагент.Наименование": "company",
        "Контрагент.ИНН": "inn",
        "Контрагент.КПП": "kpp",
    }
    select = "select deal_on::varchar, status, amount, gross from client_deals order by deal_on"
    assert found.rows(select) == [
        ("2026-01-12", "won", Decimal(15000), Decimal(15000)),
        ("2026-01-13", "won", Decimal("2000.5"), Decimal("2000.5")),
        ("2026-01-14", "open", None, Decimal(0)),
    ]
    assert found.rows("select inn from clean_contacts order by row_number limit 1") == [("7707083893",)]


def test_a_report(imported: Import) -> None:
    """Titles and the total are no rows; a counterparty may be a person."""
    found = imported(REPORT, encoding="cp1251")
    assert found.kind == "deals"
    assert found.fields == {
        "Контрагент": "company",
        "Дата продажи": "deal_on",
        "Номенклатура": "product",
        "Количество": "quantity",
        "Цена": "price",
        "Сумма": "amount",
    }
    assert found.rows("select count(*), sum(amount) from client_deals") == [(2, Decimal(1500))]


def test_lines_below_an_order(imported: Import) -> None:
    """Rows without number, day and buyer are lines of the order above them."""
    found = imported(ORDERS_WITH_LINES)
    assert found.rejects == []
    select = "select deal_id, lines, amount, deal_on::varchar, client_id is not null from client_deals order by deal_id"
    assert found.rows(select) == [
        ("ЗК-1", 3, Decimal(550), "2026-01-12", True),
        ("ЗК-2", 1, Decimal(100), "2026-01-13", True),
    ]
    assert found.rows("select count(distinct client_id) from deal_lines where deal_id = 'ЗК-1'") == [(1,)]
