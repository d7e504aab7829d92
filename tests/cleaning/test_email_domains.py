"""Mail domains: a slip of the keyboard has a suggestion, a real domain never has one."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning import email_domains
from clientbase.cleaning.email_domains import closest_domain, disposable_list_version, is_disposable, meant_domain

MAILCHECK = Path(__file__).parents[3] / "shared" / "data" / "values" / "mailcheck" / "cases.tsv"
REAL = (Path(__file__).parent / "real_domains.txt").read_text(encoding="utf-8").split()

POPULAR = ("gmail.com", "yandex.ru", "rambler.ru", "hotmail.com", "outlook.com", "icloud.com", "yahoo.com")
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


def test_no_real_domain_has_a_suggestion() -> None:
    """A client would be told that the address of their own firm, or of a well-known provider, is misspelt."""
    assert len(set(REAL)) > 1200
    assert {domain: meant for domain in REAL if (meant := meant_domain(domain)) != domain} == {}


def test_no_disposable_domain_is_called_a_slip_but_those_that_live_on_slips() -> None:
    """Ten thousand real domains of another list: a suggestion for one would be made for an honest one too."""
    blocklist = email_domains._disposable()
    slips = {domain for domain in blocklist if meant_domain(domain) != domain}
    assert slips <= {"gmial.com", "hotmai.com", "hotmial.com"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("gmsil.com", "gmail.com"),
        ("yandx.ru", "yandex.ru"),
        ("yamdex.ru", "yandex.ru"),
        ("yandx.by", "yandex.by"),
        ("ramler.ru", "rambler.ru"),
        ("inbx.ru", "inbox.ru"),
        ("otlook.com", "outlook.com"),
        ("gnail.con", "gmail.com"),
        ("list.ruu", "list.ru"),
        ("firma.cmo", "firma.com"),
        ("firma.nte", "firma.net"),
        ("firma.ogr", "firma.org"),
        ("mail.firma.ry", "mail.firma.ru"),
        ("firma.vy", "firma.by"),
    ],
)
def test_one_slip_is_seen(typed: str, meant: str) -> None:
    """The slips that people make every day would stay."""
    assert meant_domain(typed) == meant


@pytest.mark.parametrize("domain", ["firma.run", "firma.next", "firma.cam", "firma.ком", "firma.local", "firma.co"])
def test_a_rare_ending_is_no_slip(domain: str) -> None:
    """A firm in a young or small zone would be moved to another one's address."""
    assert meant_domain(domain) == domain


@pytest.mark.parametrize("domain", ["cloud.com", "email.com", "gambler.ru", "wahoo.com", "grail.com", "mali.ru"])
def test_another_word_is_no_slip(domain: str) -> None:
    """A word that differs by its first letter, or by one that lies far away on the keyboard, is a name of its own."""
    assert meant_domain(domain) == domain


@given(st.sampled_from(POPULAR), st.data())
def test_what_is_meant_means_itself(domain: str, data: st.DataObject) -> None:
    """A suggestion that is taken would get a suggestion of its own."""
    place = data.draw(st.integers(0, len(domain)))
    typed = domain[:place] + data.draw(st.text(LETTERS, max_size=2)) + domain[place + data.draw(st.integers(0, 2)) :]
    assert meant_domain(meant_domain(typed)) == meant_domain(typed)


def test_mailboxes_of_minutes_are_known() -> None:
    """The list would not be there, or a provider that people use for years would be on it."""
    assert is_disposable("mailinator.com")
    assert is_disposable("anna.mailinator.com")
    assert not any(is_disposable(domain) for domain in (*POPULAR, "mail.ru", "bk.ru", "firma.ru", "ru"))
    assert disposable_list_version().count(".") == 2


@pytest.mark.parametrize(
    ("typed", "closest"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.com", ""),
        ("hotmail.fr", ""),
        ("hotmial.fr", "hotmail.fr"),
        ("firma.xyz", ""),
    ],
)
def test_closest_domain_compares_whole_and_in_parts(typed: str, closest: str) -> None:
    """A popular name with a country's ending would be drawn to another ending."""
    assert closest_domain(typed, ["gmail.com", "msn.com"], ["hotmail"], ["com", "fr"]) == closest


@pytest.mark.skipif(not MAILCHECK.exists(), reason="mailcheck's cases are not beside this checkout")
def test_mailchecks_cases_with_its_lists() -> None:
    """The method would be another one than mailcheck's."""
    domains = ["google.com", "gmail.com", "emaildomain.com", "comcast.net", "facebook.com", "msn.com"]
    names = ["yahoo", "hotmail", "mail", "live", "outlook", "gmx"]
    endings = ["co.uk", "com", "org", "info", "fr"]
    with MAILCHECK.open(encoding="utf-8", newline="") as stream:
        cases = list(csv.reader(stream, delimiter="\t"))[1:]
    told = [
        closest_domain(email.rpartition("@")[2].lower(), domains, names, endings) if "@" in email[:-1] else ""
        for email, _ in cases
    ]
    assert len(cases) == 23
    assert told == [expected for _, expected in cases]
