"""Mailchimp: an audience, and those who left it."""

from tests.shapes.conftest import Import

AUDIENCE = """\
"Email Address","First Name","Last Name",Phone,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
anna@example.com,Anna,Kotova,+4915112345678,2,"2026-01-02 09:00:00",1.2.3.4,"2026-01-02 09:05:00",1.2.3.4,52.52,13.4,1,2,Europe/Berlin,DE,BE,"2026-01-03 09:00:00",11001,a1b2c3,,\"\"\"VIP\"\",\"\"Blog\"\"\"
"""
UNSUBSCRIBED = """\
"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID
boris@example.com,Boris,Lind,2,"2026-01-02 09:00:00",,"2026-01-02 09:05:00",,"2026-02-02 09:00:00",Spring,77,"No longer interested",,11002,a1b2c4
"""


def test_an_audience(imported: Import) -> None:
    """Tags are written in doubled quotes; the rating, the position on earth and the IP stay own columns."""
    found = imported(AUDIENCE)
    assert found.kind == "contacts"
    assert found.fields == {
        "Email Address": "email",
        "First Name": "first_name",
        "Last Name": "last_name",
        "Phone": "phone",
        "OPTIN_TIME": "created_on",
        "CONFIRM_TIME": "consent_on",
        "CC": "country",
        "REGION": "region",
        "LEID": "client_key",
        "NOTES": "note",
        "TAGS": "tags",
    }
    assert found.rows("select first_name, tags, consent_on::varchar from clean_contacts") == [
        ("Anna", '"VIP","Blog"', "2026-01-02")
    ]


def test_those_who_left(imported: Import) -> None:
    """The time of leaving is a withdrawal: nobody of this file is written to again."""
    found = imported(UNSUBSCRIBED)
    assert found.kind == "contacts"
    assert found.fields == {
        "Email Address": "email",
        "First Name": "first_name",
        "Last Name": "last_name",
        "OPTIN_TIME": "created_on",
        "CONFIRM_TIME": "consent_on",
        "UNSUB_TIME": "unsubscribed",
        "UNSUB_REASON": "leave_reason",
        "LEID": "client_key",
    }
    assert found.rows("select first_name, unsubscribed, leave_reason from clean_contacts") == [
        ("Boris", "yes", "No longer interested")
    ]
