"""E-mail addresses: what is one, what was meant, what is a word instead of one."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.blanks import trimmed
from clientbase.cleaning.emails import clean_emails, is_mailable
from clientbase.cleaning.registry import CleaningContext, clean_value

ISEMAIL = Path(__file__).parents[3] / "shared" / "data" / "values" / "isemail" / "tests.xml"


@pytest.mark.parametrize(
    ("text", "value", "key"),
    [
        ("Ivan@Mail.RU", "Ivan@mail.ru", "ivan@mail.ru"),
        ("  ivan@mail.ru. ", "ivan@mail.ru", "ivan@mail.ru"),
        ("mailto:ivan@mail.ru?subject=Привет", "ivan@mail.ru", "ivan@mail.ru"),
        ("Иван Петров <ivan@mail.ru>", "ivan@mail.ru", "ivan@mail.ru"),
        ("ivan @ mail.ru", "ivan@mail.ru", "ivan@mail.ru"),
        ("ivan@mail. ru", "ivan@mail.ru", "ivan@mail.ru"),
        ("почта: ivan@mail .ru", "ivan@mail.ru", "ivan@mail.ru"),
        ("user@firma.ru", "user@firma.ru", "user@firma.ru"),
        ("test@firma.ru", "test@firma.ru", "test@firma.ru"),
        ("net@provider.ru", "net@provider.ru", "net@provider.ru"),
        ("no@firma.ru", "no@firma.ru", "no@firma.ru"),
        ("abc@abc.ru", "abc@abc.ru", "abc@abc.ru"),
        ("79161234567@mail.ru", "79161234567@mail.ru", "79161234567@mail.ru"),
        ("a@a.company.ru", "a@a.company.ru", "a@a.company.ru"),
        ("i.v.a.n+shop@gmail.com", "i.v.a.n+shop@gmail.com", "i.v.a.n+shop@gmail.com"),
        ("olga@почта.рф", "olga@почта.рф", "olga@xn--80a1acny.xn--p1ai"),
        ("olga@xn--80a1acny.xn--p1ai", "olga@почта.рф", "olga@xn--80a1acny.xn--p1ai"),
        ("ann@example.com", "ann@example.com", "ann@example.com"),
        ("ann@shop.example", "ann@shop.example", "ann@shop.example"),
        ("romashka@romashka.ru", "romashka@romashka.ru", "romashka@romashka.ru"),
        ("ivan@gmail.ru", "ivan@gmail.ru", "ivan@gmail.ru"),
        ("ivan@mai.ru", "ivan@mai.ru", "ivan@mai.ru"),
    ],
)
def test_an_address_has_one_form(text: str, value: str, key: str) -> None:
    """Two spellings of one address would be two clients; a real domain would be called a mistake."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.value, cleaned.key, cleaned.code, cleaned.suggestion) == (value, key, "", "")


@pytest.mark.parametrize(
    "text",
    [
        "ivan@mail.ru, petr@ya.ru",
        "ivan@mail.ru,petr@ya.ru",
        "ivan@mail.ru; petr@ya.ru",
        "ivan@mail.ru petr@ya.ru",
        "Иван <ivan@mail.ru>, Пётр <petr@ya.ru>",
        "ivan@mail.ru\nIVAN@mail.ru\npetr@ya.ru",
        "ivan@mail.ru, de Vries petr@ya.ru",
        "ivan@mail.ru/petr@ya.ru",
        "ivan@mail.ru и petr@ya.ru",
    ],
)
def test_several_addresses_in_a_cell_are_several(text: str) -> None:
    """The second address would be lost, and a repeated one would come twice."""
    assert [cleaned.value for cleaned in clean_emails(text)] == ["ivan@mail.ru", "petr@ya.ru"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ivan O'Neil@mail.ru", "O'Neil@mail.ru"),
        ("anna@mail.ru,8916", "anna@mail.ru"),
        ("ivan@yandex.ru ivan", "ivan@yandex.ru"),
        ("t.p@mail.ru и ещё", "t.p@mail.ru"),
        ("Иван <ivan@mail.ru> по пятницам", "ivan@mail.ru"),
    ],
)
def test_what_is_left_out_is_told(text: str, value: str) -> None:
    """Half an address, a phone or a remark would vanish from the base without a word."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.value, cleaned.code, cleaned.original) == (value, "email.remark", text)


@pytest.mark.parametrize(
    "text", ["Петров, Иван <ivan@mail.ru>", "e-mail: ivan@mail.ru", "Эл. почта: ivan@mail.ru", "(ivan@mail.ru)"]
)
def test_whose_an_address_is_needs_no_remark(text: str) -> None:
    """Every address that a mail program wrote would be told of."""
    assert [(cleaned.value, cleaned.code) for cleaned in clean_emails(text)] == [("ivan@mail.ru", "")]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ivan", ""),
        ("ivan.firma.ru", ""),
        ("ivanmail.ru", "ivan@mail.ru"),
        ("ivangmail.com", "ivan@gmail.com"),
        ("ivan@", ""),
        ("some.com", ""),
        ("specialist.ru", ""),
        ("www.mail.ru", ""),
        ("gmail.com", ""),
        ("@mail.ru", ""),
        ("a@b@c.ru", ""),
        ("test@org", ""),
        ("ivan@iana.123", ""),
        ("ivan@255.255.255.255", ""),
        ("iv" * 33 + "@mail.ru", ""),
        (".ivan@mail.ru", ""),
        ("ivan@mail,ru", "ivan@mail.ru"),
        ("ivan@mailru", "ivan@mail.ru"),
        ("ivаn@mail.ru", "ivan@mail.ru"),
        ("ivan@mаil.ru", "ivan@mail.ru"),
        ("ivan@@mail.ru", "ivan@mail.ru"),
        ("ivan@mail..ru", "ivan@mail.ru"),
        ("ivan@mail.,ru", "ivan@mail.ru"),
        ("ivan@gmial,con", "ivan@gmail.com"),
        ("ivan@gmail", "ivan@gmail.com"),
        ("ivan@yandexru", "ivan@yandex.ru"),
        ("ivan(собака)mail.ru", "ivan@mail.ru"),
        ("ivan [at] firma.ru", "ivan@firma.ru"),
        ('ivan"mail.ru', "ivan@mail.ru"),
        ("шмфт@ьфшдюкг", "ivan@mail.ru"),
        ("шмфт@ьфшд.кг", "ivan@mail.ru"),
        ("шмфт@ромашка.кг", ""),
        ("ivan@mail.rи", "ivan@mail.ru"),
        ("ivan@ромaшka.рф", ""),
        ("иван@mail.ru", ""),
    ],
)
def test_what_no_server_takes_is_no_address(text: str, suggestion: str) -> None:
    """A mailing would bounce on it; an obvious slip would not be offered for correction."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.code, cleaned.value, cleaned.suggestion) == ("email.not_an_address", "", suggestion)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Ivan@gmial.com", "Ivan@gmail.com"),
        ("ivan@gmail.con", "ivan@gmail.com"),
        ("ivan@gmial.con", "ivan@gmail.com"),
        ("ivan@yandx.ru", "ivan@yandex.ru"),
        ("ivan@yandex.ry", "ivan@yandex.ru"),
        ("ivan@bk.tu", "ivan@bk.ru"),
        ("ivan@maill.ru", "ivan@mail.ru"),
        ("ivan@firma.ry", "ivan@firma.ru"),
        ("ivan@firma.comm", "ivan@firma.com"),
        ("ivan@mail.ру", "ivan@mail.ru"),
        ("ivan@яндекс.ру", "ivan@yandex.ru"),
        ("ivan@gmail.co", "ivan@gmail.com"),
        ("ivan@ynadex.ru", "ivan@yandex.ru"),
        ("ivan@outlok.com", "ivan@outlook.com"),
        ("b@gmial.com", "b@gmail.com"),
        ("1@yandx.ru", "1@yandex.ru"),
        ("ivan@maii.ru", "ivan@mail.ru"),
    ],
)
def test_a_misspelt_domain_is_told_and_never_changed(text: str, suggestion: str) -> None:
    """A guess would be written into the base as if the client had said it."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.code, cleaned.value, cleaned.suggestion) == ("email.typo_domain", text, suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "no@mail.ru",
        "net@net.ru",
        "нет@mail.ru",
        "test@test.ru",
        "123@123.ru",
        "a@a.ru",
        "none@firma.ru",
        "noemail@gmail.com",
        "email@email.com",
        "test12@mail.ru",
        "1111@ya.ru",
        "no@gmial.com",
        "x@mail,ru",
        "otkaz@mail.ru",
        "user@example.com",
        "abc@mail.ru",
    ],
)
def test_a_made_up_address_is_none(text: str) -> None:
    """All who typed no@mail.ru would become one client."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.code, cleaned.value, cleaned.key) == ("email.placeholder", "", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("info@firma.ru", "email.role"),
        ("Sales@Firma.com", "email.role"),
        ("buh@firma.ru", "email.role"),
        ("noreply@mail.ru", "email.role"),
        ("заказ@почта.рф", "email.role"),
        ("info@mailinator.com", "email.disposable"),
        ("ivan@some.mailinator.com", "email.disposable"),
        ("info2@firma.ru", ""),
        ("sales@mail.ru", ""),
        ("ivan@mail.by", ""),
    ],
)
def test_an_address_of_no_person_stays_with_a_word(text: str, code: str) -> None:
    """A department would be greeted by name, or a mailbox of ten minutes counted as a client's."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.value.lower(), cleaned.code, cleaned.suggestion) == (text.lower(), code, "")


def test_the_owners_slips_come_first_and_what_they_mean_is_known() -> None:
    """A rule would not reach the cleaner, or its right side would be called a slip."""
    rules = {"frima.ru": "firma.ru", "gmail.com": "gmeil.com"}
    assert [clean_emails(f"ivan@{domain}", rules)[0].suggestion for domain in ("frima.ru", "gmail.com")] == [
        "ivan@firma.ru",
        "ivan@gmeil.com",
    ]
    assert [clean_emails(f"ivan@{domain}", rules)[0].code for domain in ("firma.ru", "gmeil.com")] == ["", ""]
    assert clean_emails("ivan@gmeil.com")[0].code == "email.typo_domain"


@pytest.mark.parametrize("text", ["", " ", "-", "нет", "нету", "N/A"])
def test_an_empty_cell_is_no_problem(text: str) -> None:
    """Empty cells would be reported as mistakes."""
    (cleaned,) = clean_emails(text)
    assert (cleaned.original, cleaned.value, cleaned.code) == (text, "", "")


@settings(deadline=None)
@given(st.one_of(st.text(), st.emails(), st.text("abви@.,;<> -ru'\"")))
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str) -> None:
    """One odd cell would stop an import, or an address would change each time it passes."""
    for cleaned in clean_emails(text):
        if cleaned.value:
            assert [again.value for again in clean_emails(cleaned.value)] == [cleaned.value]


@settings(deadline=None)
@given(st.one_of(st.text(), st.emails(), st.text("abви@.,;<> -ru'\"")))
def test_the_original_is_kept_and_a_value_is_mailable(text: str) -> None:
    """What was written would be lost, or a letter sent to what is no address."""
    found = clean_emails(text)
    for cleaned in found:
        assert cleaned.original == text or _letters(cleaned.original) in _letters(trimmed(text))
    for cleaned in found:
        assert all(is_mailable(address) for address in (cleaned.value, cleaned.suggestion) if address)


@settings(deadline=None)
@given(st.emails())
def test_what_the_library_takes_is_mailable(text: str) -> None:
    """An address that the library takes would be refused for no reason that we name."""
    try:
        valid = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return
    assert is_mailable(text) or len(valid.local_part) > 64


@pytest.mark.parametrize("local", ["anna", "Info", "o'neill", "xy" * 32, "a..b", "х"])
@pytest.mark.parametrize(
    "domain",
    ["Mail.RU", "почта.рф", "ru", "mail..ru", "x" * 63 + ".ru", ".".join(["é"] * 29), ".".join(["x" * 60] * 4)],
)
def test_the_library_says_what_an_address_is_like(local: str, domain: str) -> None:
    """Addresses of one domain share what the library says of it: one would get the form of another."""
    (cleaned,) = clean_emails(f"{local}@{domain}")
    try:
        expected = validate_email(f"{local}@{domain}", check_deliverability=False).normalized
    except EmailNotValidError:
        expected = ""
    assert cleaned.value == (expected if local.isascii() or not domain.isascii() else "")


@pytest.mark.skipif(not ISEMAIL.exists(), reason="isemail's cases are not beside this checkout")
def test_mailable_is_what_isemail_says() -> None:
    """One of isemail's 164 addresses would be taken for what it is not."""
    told = {"ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN"}
    cases = ET.parse(ISEMAIL).getroot().findall("test")  # noqa: S314 -- a file of ours
    wrong = [
        address
        for case in cases
        if is_mailable(address := _with_control_letters(case.findtext("address") or ""))
        != (case.findtext("category") in told)
    ]
    assert (len(cases), wrong) == (164, [])


def _letters(text: str) -> str:
    return "".join(text.split())


def _with_control_letters(text: str) -> str:
    """Return a text whose control letters stand as pictures of themselves in the file."""
    return "".join(chr(ord(letter) - 0x2400) if 0x2400 <= ord(letter) <= 0x2421 else letter for letter in text)


@settings(deadline=None)
@given(st.one_of(st.text("abви@.,;<> -ru'\""), st.sampled_from(["a.b@gmial.com", "anna@mail,ru", "test@gmial.com"])))
def test_what_is_mended_needs_no_mending(text: str) -> None:
    """A mended address would be mended again at the next import, or be none."""
    context = CleaningContext("RU", "RUB", date(2026, 11, 1), is_mending=True)
    for cleaned in clean_value("email", text, "", context):
        if cleaned.code == "email.typo_fixed":
            (again,) = clean_value("email", cleaned.value, "", context)
            assert (cleaned.value, cleaned.key) == (again.value, again.key)
            assert again.code in {"", "email.role", "email.disposable"}
