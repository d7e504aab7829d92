"""HubSpot and Salesforce: contacts, leads and deals."""

from decimal import Decimal

from tests.shapes.conftest import Import

HUBSPOT_CONTACTS = """\
Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Last Modified Date,Contact Type,Lifecycle Stage,Lead Source,Associated Company,Associated Deal,Associated Deal IDs,Associated Company IDs,Country/Region,City,State/Region,Postal Code,Last Activity Date
8001,Anna,Kotova,anna@example.com,+4915112345678,Olga Kim,Open,2026-03-12 09:14,2026-03-13 10:00,Customer,Lead,Organic,Romashka GmbH,Tea,9001;9002,7001,Germany,Berlin,Berlin,10115,2026-03-13 10:00
8002,Boris,Lind,boris@example.com,,Olga Kim,,2026-03-14 09:14,,,Lead,,,,,,,,,,
"""
HUBSPOT_DEALS = """\
Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date,Pipeline,Associated Company IDs,Associated Contact IDs
9001,Tea,Closed won,1500,Olga Kim,3/15/2026 2:30 PM,3/12/2026 9:14 AM,Sales,7001,8001;8002
9002,Coffee,Closed lost,300,Olga Kim,3/16/2026 2:30 PM,3/12/2026 9:14 AM,Sales,,8002
9003,Honey,Appointment scheduled,100,Olga Kim,,3/13/2026 9:14 AM,Sales,,8002
"""
SALESFORCE = """\
First Name,Last Name,Email,Phone,Account Name,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Last Activity
Anna,Kotova,anna@example.com,+4915112345678,Romashka GmbH,Berlin,BE,10115,2026-03-13
"""
SALESFORCE_LEADS = """\
Lead Source,First Name,Last Name,Email,Phone,Lead Status,Owner Alias,Created Date
Web,Anna,Kotova,anna@example.com,+4915112345678,Open,okim,2026-03-13
"""
SALESFORCE_API = """\
Lead ID,FirstName,LastName,Email,Phone,Company,LeadSource,Status,OwnerId
00Q5g00000AbCdE,Anna,Kotova,anna@example.com,+4915112345678,Romashka GmbH,Web,Open,0055g00000XyZ
"""


def test_hubspot_contacts(imported: Import) -> None:
    """Deals that a contact has do not make the file one of deals."""
    found = imported(HUBSPOT_CONTACTS)
    assert found.kind == "contacts"
    assert found.fields == {
        "Record ID": "client_key",
        "First Name": "first_name",
        "Last Name": "last_name",
        "Email": "email",
        "Phone Number": "phone",
        "Contact owner": "manager",
        "Create Date": "created_on",
        "Contact Type": "client_type",
        "Lead Source": "channel",
        "Associated Company": "company",
        "Country/Region": "country",
        "City": "city",
        "State/Region": "region",
        "Postal Code": "postcode",
    }
    assert found.rows("select client_key, last_name, created_on::varchar from clean_contacts order by row_number") == [
        ("8001", "Kotova", "2026-03-12"),
        ("8002", "Lind", "2026-03-14"),
    ]


def test_hubspot_deals(imported: Import) -> None:
    """The stage tells what was won; of several contacts the first one is the buyer."""
    found = imported(HUBSPOT_DEALS)
    assert found.kind == "deals"
    assert found.fields == {
        "Record ID": "deal_key",
        "Deal Name": "deal_name",
        "Deal Stage": "stage",
        "Amount": "amount",
        "Deal owner": "manager",
        "Close Date": "deal_on",
        "Create Date": "created_on",
        "Associated Contact IDs": "client_key",
    }
    select = "select deal_id, status, amount, deal_on::varchar from client_deals order by deal_id"
    assert found.rows(select) == [
        ("9001", "won", Decimal(1500), "2026-03-15"),
        ("9002", "lost", Decimal(300), "2026-03-16"),
        ("9003", "open", Decimal(100), "2026-03-13"),
    ]
    assert found.rows("select distinct client_key from clean_contacts order by all") == [("8001",), ("8002",)]


def test_salesforce(imported: Import) -> None:
    """A report of contacts has its address under "Mailing …"."""
    found = imported(SALESFORCE)
    assert (found.kind, found.own) == ("contacts", ["Last Activity"])
    select = "select last_name, company, city, region, postcode from clean_contacts"
    assert found.rows(select) == [("Kotova", "Romashka GmbH", "Berlin", "BE", "10115")]


def test_salesforce_leads(imported: Import) -> None:
    """A lead's status is no deal's."""
    found = imported(SALESFORCE_LEADS)
    assert (found.kind, found.own) == ("contacts", ["Lead Status"])
    assert found.fields["Owner Alias"] == "manager"


def test_salesforce_by_api(imported: Import) -> None:
    """Names run together are read as their words."""
    found = imported(SALESFORCE_API)
    assert (found.kind, found.own) == ("contacts", ["Status", "OwnerId"])
    select = "select client_key, first_name, last_name, channel from clean_contacts"
    assert found.rows(select) == [("00Q5g00000AbCdE", "Anna", "Kotova", "Web")]
