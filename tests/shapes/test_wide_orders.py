"""Orders that hold all their products in one row, as a person's own table does."""

from decimal import Decimal

import pytest

from tests.shapes.conftest import Import

WITH_TOTAL = """\
Номер заказа;Дата;ФИО;Телефон;Сумма заказа;Товар 1;Кол-во 1;Цена 1;Товар 2;Кол-во 2;Цена 2;Товар 3;Кол-во 3;Цена 3
A1;12.01.2026;Котова Анна;89161234567;1 250,50;Чай;2;100,00;Кофе;1;1 000,50;;;
A2;13.01.2026;Лунин Борис;89161234568;100,00;Чай;1;100,00;;;;;;
A3;14.01.2026;Лунин Борис;89161234568;90,00;Чай;1;50,00;Мёд;1;30,00;Кофе;1;20,00
"""
WITHOUT_TOTAL = """\
Дата;ФИО;Товар 1 название;Товар 1 количество;Товар 1 цена;Товар 2 название;Товар 2 количество;Товар 2 цена
12.01.2026;Котова Анна;Чай;2;100;Кофе;1;300
13.01.2026;Лунин Борис;Чай;1;100;;;
"""
WITH_LINE_SUMS = """\
Order number,Order date,Email,Item 1,Amount 1,Item 2,Amount 2
7,2026-01-12,a@example.com,Tea,20.00,Cup,5.50
"""


def test_columns_of_lines(imported: Import) -> None:
    """Each product's columns belong to its own line."""
    found = imported(WITH_TOTAL)
    assert (found.kind, found.own) == ("deals", [])
    lines = {c.header: (c.field, c.line) for c in found.outcome.taken[0].mapping.columns}
    assert lines["Сумма заказа"] == ("amount", 1)
    assert [lines[name] for name in ("Товар 1", "Кол-во 1", "Цена 1")] == [
        ("product", 1),
        ("quantity", 1),
        ("price", 1),
    ]
    assert [lines[name] for name in ("Товар 3", "Кол-во 3", "Цена 3")] == [
        ("product", 3),
        ("quantity", 3),
        ("price", 3),
    ]


def test_lines_add_up_to_the_orders_total(imported: Import) -> None:
    """1250.50 for goods of 1200.50 is 50 of delivery; 90 for goods of 100 is a discount; nothing is doubled."""
    found = imported(WITH_TOTAL)
    select = "select deal_id, lines, amount, gross from client_deals order by deal_id"
    assert found.rows(select) == [
        ("A1", 2, Decimal("1250.50"), Decimal("1250.50")),
        ("A2", 1, Decimal(100), Decimal(100)),
        ("A3", 3, Decimal(90), Decimal(90)),
    ]
    lines = "select product, quantity, amount from deal_lines where deal_id = 'A3' order by line"
    assert found.rows(lines) == [
        ("Чай", Decimal(1), Decimal(45)),
        ("Мёд", Decimal(1), Decimal(27)),
        ("Кофе", Decimal(1), Decimal(18)),
    ]


def test_orders_without_number_and_total(imported: Import) -> None:
    """A row is one deal also where it has no number, and its lines are priced by themselves."""
    found = imported(WITHOUT_TOTAL)
    assert found.kind == "deals"
    select = "select lines, amount, client_id is not null from client_deals order by amount"
    assert found.rows(select) == [(1, Decimal(100), True), (2, Decimal(500), True)]


def test_lines_with_sums_of_their_own(imported: Import) -> None:
    """Where each product has its sum, the order's is theirs together."""
    found = imported(WITH_LINE_SUMS)
    assert found.rows("select deal_id, lines, amount from client_deals") == [("7", 2, Decimal("25.50"))]


def test_a_bad_price_of_any_line_rejects_its_order(imported: Import) -> None:
    """An order whose third price cannot be read is not taken for two thirds."""
    found = imported(
        WITH_TOTAL.replace("20,00", "двадцать").replace("A2;", "A2;", 1) + "A4;15.01.2026;К;;1;Чай;1;1;;;;;;\n" * 20
    )
    assert [code for _, code in found.rejects] == ["money.not_a_number"]


@pytest.mark.parametrize("header", ["Товар;Товар", "Товар;Товар (2)"])
def test_repeated_headers_are_no_lines(imported: Import, header: str) -> None:
    """A CRM that names two fields alike has one product, and a parameter."""
    found = imported(f"Номер заказа;Дата;Сумма;{header}\n1;12.01.2026;100;Чай;Опт\n")
    assert found.rows("select lines, amount from client_deals") == [(1, Decimal(100))]
    assert found.own == ["Товар (2)"]
