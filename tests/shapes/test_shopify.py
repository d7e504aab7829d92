"""Shopify: customers in the new and the old shape, and orders, where an order with three products takes three rows."""

from decimal import Decimal

from tests.shapes.conftest import Import

NEW_CUSTOMERS = """\
Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags,Accepts WhatsApp Marketing,Fecha de nacimiento (customer.metafields.facts.birth_date)
'7210448301122,Anna,de Vries,anna@example.nl,yes,,Keizersgracht 1,II,Amsterdam,NH,NL,'1234AB,'+31612345678,'+31612345679,no,120.50,3,,no,"vip, tea",no,1988-03-02
'7210448301123,Marta,Ruiz,marta@example.es,no,Flores SL,Calle Mayor 5,,Madrid,M,ES,'28013,,'+34612345678,yes,0.00,0,calls only,no,,no,
"""
OLD_CUSTOMERS = """\
First Name,Last Name,Email,Accepts Email Marketing,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt
John,Smith,john@example.com,yes,,1 Main St,,Boston,Massachusetts,MA,United States,US,'02108,'+16175551234,no,10.00,1,,,no
"""
ORDER_HEADER = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,"
    "Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,"
    "Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,"
    "Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,"
    "Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value"
)

BUYERS = {
    "a": {"Billing Name": "Anna Kotova", "Billing Phone": "'+4915112345678"},
    "b": {"Billing Name": "Boris Lind", "Billing Phone": "'+4915112345670"},
    "c": {"Billing Name": "Clara Voss", "Billing Phone": ""},
}


def order(name: str, email: str, item: tuple[str, str, str], **cells: str) -> str:
    """Return one row of an orders export; `cells` are those of the order's first row."""
    quantity, product, price = item
    filled = {
        "Name": name, "Email": email, "Lineitem quantity": quantity, "Lineitem name": product, "Lineitem price": price,
        "Lineitem sku": "SKU-1", **(BUYERS[email[0]] if cells else {}), **cells,
    }  # fmt: skip
    return ",".join(filled.get(header, "") for header in ORDER_HEADER.split(","))


def paid(total: str, status: str = "paid", **cells: str) -> dict[str, str]:
    """Return the cells that only the first row of an order has."""
    day = "2026-05-01 10:00:00 +0200"
    return {
        "Financial Status": status, "Paid at": day, "Created at": day, "Total": total, "Currency": "EUR",
        "Billing Street": "Main St 1", "Billing City": "Berlin",
        "Shipping Name": "Peter Kot", "Shipping Phone": "'+4915112345679", "Id": "555001", "Refunded Amount": "0.00", "Source": "web",
        **cells,
    }  # fmt: skip


ORDERS = "\n".join(
    [
        ORDER_HEADER,
        # 2 × 10 + 5 + 5.01 = 30.01, less 3 of discount, plus 4.99 of delivery = 32.00
        order("#1001", "a@example.com", ("2", "Tea", "10.00"), **paid("32.00"), **{"Discount Code": "MAY", "Discount Amount": "3.00"}),
        order("#1001", "a@example.com", ("1", "Cup", "5.00")),
        order("#1001", "a@example.com", ("1", "Spoon", "5.01")),
        order("#1002", "a@example.com", ("1", "Tea", "10.00"), **paid("15.00", "partially_refunded", **{"Refunded Amount": "4.50"})),
        order("#1002", "a@example.com", ("1", "Cup", "5.00")),
        order("#1003", "b@example.com", ("1", "Tea", "10.00"), **paid("10.00", "refunded", **{"Refunded Amount": "10.00"})),
        order("#1004", "b@example.com", ("1", "Tea", "10.00"), **paid("10.00", "voided")),
        order("#1005", "b@example.com", ("1", "Tea", "10.00"), **{**paid("10.00", "pending"), "Paid at": ""}),
        order("#1006", "b@example.com", ("1", "Tea", "10.00"), **paid("10.00", **{"Cancelled at": "2026-05-02 10:00:00 +0200"})),
        # free of charge but for the delivery
        order("#1007", "c@example.com", ("1", "Sample", "0.00"), **paid("7.00")),
        order("#1007", "c@example.com", ("1", "Card", "0.00")),
        # the first product alone makes the total: the second one was given away
        order("#1008", "c@example.com", ("1", "Tea", "10.00"), **paid("10.00", **{"Discount Amount": "5.00"})),
        order("#1008", "c@example.com", ("1", "Cup", "5.00")),
    ]
) + "\n"  # fmt: skip


def test_new_customers(imported: Import) -> None:
    """Leading apostrophes go, the second address line stays an own column, a metafield tells its name in brackets."""
    found = imported(NEW_CUSTOMERS)
    assert found.kind == "contacts"
    assert found.fields == {
        "Customer ID": "client_key",
        "First Name": "first_name",
        "Last Name": "last_name",
        "Email": "email",
        "Accepts Email Marketing": "consent_email",
        "Default Address Company": "company",
        "Default Address Address1": "address",
        "Default Address City": "city",
        "Default Address Province Code": "region",
        "Default Address Country Code": "country",
        "Default Address Zip": "postcode",
        "Default Address Phone": "phone",
        "Phone": "phone",
        "Accepts SMS Marketing": "consent_sms",
        "Note": "note",
        "Tags": "tags",
        "Fecha de nacimiento (customer.metafields.facts.birth_date)": "birth_date",
    }
    assert found.own == [
        "Default Address Address2",
        "Total Spent",
        "Total Orders",
        "Tax Exempt",
        "Accepts WhatsApp Marketing",
    ]
    select = "select client_key, first_name, postcode, birth_date::varchar, consent_email, consent_sms, tags from clean_contacts order by all"
    assert found.rows(select) == [
        ("7210448301122", "Anna", "1234AB", "1988-03-02", "yes", "no", "vip, tea"),
        ("7210448301123", "Marta", "28013", None, "no", "yes", None),
    ]
    assert found.rows("select value from clean_points where channel = 'phone' order by all") == [
        ("+31612345678",),
        ("+31612345679",),
        ("+34612345678",),
    ]


def test_old_customers(imported: Import) -> None:
    """The old shape names its address columns plainly, and has no id."""
    found = imported(OLD_CUSTOMERS)
    assert found.kind == "contacts"
    assert found.own == ["Address2", "Province Code", "Country Code", "Total Spent", "Total Orders", "Tax Exempt"]
    select = "select first_name, last_name, address, city, region, postcode, client_key from clean_contacts"
    assert found.rows(select) == [("John", "Smith", "1 Main St", "Boston", "Massachusetts", "02108", None)]


def test_the_columns_of_orders(imported: Import) -> None:
    """The order's name is its number, the billing address is the client's, a gift's receiver is nobody's phone."""
    found = imported(ORDERS, currency="EUR")
    assert found.kind == "deals"
    assert found.fields == {
        "Name": "deal_key",
        "Email": "email",
        "Financial Status": "status",
        "Paid at": "deal_on",
        "Accepts Marketing": "consent_email",
        "Currency": "currency",
        "Total": "amount",
        "Discount Code": "promo_code",
        "Discount Amount": "discount",
        "Created at": "created_on",
        "Lineitem quantity": "quantity",
        "Lineitem name": "product",
        "Lineitem price": "price",
        "Billing Name": "full_name",
        "Billing Street": "address",
        "Billing Company": "company",
        "Billing City": "city",
        "Billing Zip": "postcode",
        "Billing Province": "region",
        "Billing Country": "country",
        "Billing Phone": "phone",
        "Cancelled at": "cancelled_on",
        "Refunded Amount": "refunded",
        "Employee": "manager",
        "Source": "channel",
    }
    assert found.rejects == []
    phones = found.rows("select distinct value from clean_points where channel = 'phone' order by 1")
    assert phones == [("+4915112345670",), ("+4915112345678",)]


def test_an_orders_lines_add_up_to_its_total(imported: Import) -> None:
    """Filling Total down would count it thrice; quantity × price alone would miss discount and delivery."""
    found = imported(ORDERS, currency="EUR")
    select = (
        "select deal_id, status, lines, amount, gross, returned, deal_on::varchar from client_deals order by deal_id"
    )
    day = "2026-05-01"
    assert found.rows(select) == [
        ("#1001", "won", 3, Decimal("32.00"), Decimal("32.00"), Decimal(0), day),
        ("#1002", "won", 2, Decimal("15.00"), Decimal("15.00"), Decimal("4.50"), day),
        ("#1003", "returned", 1, Decimal("10.00"), Decimal("10.00"), Decimal("10.00"), day),
        ("#1004", "lost", 1, Decimal("10.00"), Decimal(0), Decimal(0), day),
        ("#1005", "open", 1, Decimal("10.00"), Decimal(0), Decimal(0), day),
        ("#1006", "lost", 1, Decimal("10.00"), Decimal(0), Decimal(0), day),
        ("#1007", "won", 2, Decimal("7.00"), Decimal("7.00"), Decimal(0), day),
        ("#1008", "won", 2, Decimal("10.00"), Decimal("10.00"), Decimal(0), day),
    ]
    lines = "select product, quantity, amount from deal_lines where deal_id = '#1001' order by row_number"
    assert found.rows(lines) == [
        ("Tea", Decimal(2), Decimal("21.33")),
        ("Cup", Decimal(1), Decimal("5.33")),
        ("Spoon", Decimal(1), Decimal("5.34")),
    ]


def test_the_lines_of_an_order_have_its_buyer(imported: Import) -> None:
    """Rows after the first hold an e-mail alone, and still belong to the client whom the first one names."""
    found = imported(ORDERS, currency="EUR")
    select = """
        select clients.last_name, count(*) from deal_lines join clients using (client_id)
        where deal_id = '#1001' group by all
    """
    assert found.rows(select) == [("Kotova", 3)]
    clients = found.rows("select count(*) from clients")
    assert clients == [(3,)]


def test_what_a_client_is_worth(imported: Import) -> None:
    """Revenue is the sum of the totals paid; what was paid back is taken off."""
    found = imported(ORDERS, currency="EUR")
    select = "select sum(revenue), sum(returned_amount), sum(monetary) from client_metrics"
    assert found.rows(select) == [(Decimal("74.00"), Decimal("14.50"), Decimal("59.50"))]


def test_the_order_of_the_columns_does_not_matter(imported: Import) -> None:
    """An orders export with its columns the other way round gives the same deals."""
    turned = "\n".join(",".join(reversed(line.split(","))) for line in ORDERS.splitlines()) + "\n"
    found = imported(turned, currency="EUR")
    assert found.rows("select sum(amount), count(*) from client_deals") == [(Decimal("104.00"), 8)]
