"""RetailCRM, WooCommerce (in English and in Russian) and Stripe: lists of customers."""

from tests.shapes.conftest import Import

RETAILCRM = """\
Last Name;First Name;Patronymic;Phone Number;Email;Subscribed to the e-mail newsletter;Customer's external ID;Country
Котова;Анна;Сергеевна;89161234567;anna@mail.ru;1;00042;Россия
Лунин;Борис;;+79161234568;;0;00043;Россия
"""
WOO = """\
Name,Username,Last Active,Sign Up,Email,Orders,Total Spend,AOV,Country / Region,City,Region,Postal Code
Anna Kotova,anna,2026-05-01 10:00:00,2025-01-02 09:00:00,anna@example.com,3,120.00,40.00,DE,Berlin,BE,10115
Boris Lind,boris,,2025-03-02 09:00:00,boris@example.com,0,0.00,0.00,DE,Bonn,NW,53111
"""
WOO_RUSSIAN = """\
Имя;Имя пользователя;Последняя активность;Дата регистрации;Email;Заказы;Всего потрачено;Средний чек;Страна / регион;Город;Регион;Почтовый индекс
Анна Котова;anna;01.05.2026;02.01.2025;anna@mail.ru;3;1200;400;RU;Казань;Татарстан;420000
Борис Лунин;boris;;02.03.2025;boris@mail.ru;0;0;0;RU;Омск;Омская область;644000
"""
STRIPE = """\
id,Email,Name,Phone,Description,Created (UTC),Default Card,Card Number,Card Last 4,Card Type,Card Country,Currency,Delinquent,Total Spend
cus_NffrFeUfNV2Hib,anna@example.com,Anna Kotova,+4915112345678,from the fair,2026-01-02 09:00:00,card_1,,4242,Visa,DE,eur,FALSE,120.00
cus_NffrFeUfNV2Hic,boris@example.com,Boris Lind,,,2026-02-02 09:00:00,,,,,,eur,FALSE,0.00
"""


def test_retailcrm(imported: Import) -> None:
    """The shop's own id keeps its leading zeros."""
    found = imported(RETAILCRM)
    assert (found.kind, found.own) == ("contacts", [])
    select = (
        "select client_key, last_name, first_name, patronymic, consent_email from clean_contacts order by row_number"
    )
    assert found.rows(select) == [
        ("00042", "Котова", "Анна", "Сергеевна", "yes"),
        ("00043", "Лунин", "Борис", None, "no"),
    ]


def test_woocommerce(imported: Import) -> None:
    """A report of customers is no list of deals, for all its sums."""
    found = imported(WOO)
    assert found.kind == "contacts"
    assert found.fields == {
        "Name": "full_name",
        "Sign Up": "created_on",
        "Email": "email",
        "Country / Region": "country",
        "City": "city",
        "Region": "region",
        "Postal Code": "postcode",
    }
    select = "select last_name, first_name, created_on::varchar, postcode from clean_contacts order by row_number"
    assert found.rows(select) == [("Kotova", "Anna", "2025-01-02", "10115"), ("Lind", "Boris", "2025-03-02", "53111")]


def test_woocommerce_in_russian(imported: Import) -> None:
    """The header "Имя" over whole names is the full name; the login is nobody's name."""
    found = imported(WOO_RUSSIAN)
    assert found.kind == "contacts"
    assert found.fields == {
        "Имя": "full_name",
        "Дата регистрации": "created_on",
        "Email": "email",
        "Страна / регион": "country",
        "Город": "city",
        "Регион": "region",
        "Почтовый индекс": "postcode",
    }
    assert found.rows("select last_name, city from clean_contacts order by row_number") == [
        ("Котова", "Казань"),
        ("Лунин", "Омск"),
    ]


def test_stripe(imported: Import) -> None:
    """A card's country and the currency tell nothing of the person."""
    found = imported(STRIPE)
    assert found.kind == "contacts"
    assert found.fields == {
        "id": "client_key",
        "Email": "email",
        "Name": "full_name",
        "Phone": "phone",
        "Description": "note",
        "Created (UTC)": "created_on",
    }
    assert found.rows("select client_key, first_name, note from clean_contacts order by row_number") == [
        ("cus_NffrFeUfNV2Hib", "Anna", "from the fair"),
        ("cus_NffrFeUfNV2Hic", "Boris", None),
    ]
