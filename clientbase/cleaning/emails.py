"""E-mail addresses: one cell in, each address in normal form or a named problem out. Nobody is asked over the net."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from email_validator import EmailNotValidError, validate_email
from email_validator.rfc_constants import CASE_INSENSITIVE_MAILBOX_NAMES

from clientbase.cleaning.alphabets import has_cyrillic, latin_lookalikes, mixes_alphabets
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.email_domains import (
    domain_without_dot,
    is_disposable,
    is_ending,
    is_free,
    is_unheard_of,
    meant_domain,
    popular_domain_at_end,
)
from clientbase.cleaning.email_words import is_made_up, is_role, telling_words
from clientbase.cleaning.keyboards import TO_LATIN_KEYS
from clientbase.cleaning.problems import Cleaned, fine, problem

_LOCAL_PART_LETTERS = 64
#: With any local part of the right length the whole address has the right length too.
_SHORT_DOMAIN = 150
_NOWHERE = frozenset({"arpa", "invalid", "local", "localhost", "onion"})
#: Countries whose registry itself takes mail, as name@ai.
_MAIL_AT_THE_TOP = frozenset({"ai", "io"})
#: A local part that is no word: what it is judged with is judged by the domain alone.
_ANYBODY = "anna.kotova"
_NO_RULES: Mapping[str, str] = {}
#: These the library writes in lower case: "Info", "SALES".
_CASELESS = frozenset(CASE_INSENSITIVE_MAILBOX_NAMES)

_DOT_ATOM = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*")
_BETWEEN = re.compile(r"[;,|\s<>]+")
_AROUND_AT = re.compile(r"\s*@\s*")
_BEFORE = " ,:;<>()[]{}\"'«»`/\\"
_AFTER = _BEFORE + "."
_COMMA_FOR_DOT = re.compile(r"(@[\w.-]+),\s?(\w+)(?=$|[\s;,|>])")
_SPACED_DOT = re.compile(r"(@[\w-]+)(?:\s\.\s?|\.\s)(\w+)(?=$|[\s;,|>])")
_COMMA_INSIDE = "\N{FULLWIDTH COMMA}"
_STROKE_BETWEEN = re.compile(r"(@[\w.-]+)[/\\](?=[^\s/@]+@)")
_DISPLAY_NAME = re.compile(r"[^<>@]*<(?=[^<>]*@)")
_LABEL = re.compile(r"^(?:mailto|e-?mail|(?:эл\.?)?почта)\s*:", re.IGNORECASE)
#: They say that an address follows, or another one.
_LABELS = frozenset(
    {"mailto", "email", "e-mail", "mail", "address", "адрес", "почта", "эл", "эл.почта", "электронная", "электронный"}
) | frozenset({"мейл", "мэйл", "имейл", "емейл", "и", "или", "and", "or"})
_AT_IN_WORDS = re.compile(r"\s*[(\[{]\s*(?:at|собака|a)\s*[)\]}]\s*|\s+(?:at|собака)\s+", re.IGNORECASE)
_DOTS = re.compile(r"[.\uff0c]+")


def clean_emails(text: str, rules: Mapping[str, str] = _NO_RULES) -> tuple[Cleaned, ...]:
    """Return the addresses of one cell, each once, in the order written.

    Args:
        text: one cell as written: "Ivan@Mail.RU", "Иван <ivan@mail.ru>; petr@mail.ru", "mailto:ivan@mail.ru".
        rules: the owner's own slips: domain as mistyped, in lower case → domain as meant.

    Returns:
        For each address the local part as written with the domain in lower case (IDNA domains in their own letters);
        the key is the whole address in lower case with an ASCII domain. Dots of Gmail stay: they are the owner's.
        Problems: `email.not_an_address`, perhaps with a suggestion; `email.placeholder`, no value. The value stays as
        written with `email.typo_domain`, which suggests, `email.disposable` and `email.role`, both qualities too, and
        `email.remark` on the first address without another word: the cell says more than addresses and whose they are.

    Source:
        email-validator's syntax and IDNA rules, see `is_mailable` for what is refused beyond them; the list of
        disposable domains is that of disposable-email-domains, see `email_domains.disposable_list_version`.
    """
    if is_blank(text):
        return (Cleaned(text),)
    pieces = _pieces(trimmed(text))
    if len(pieces) < 2:
        verdict = _clean_email(text, pieces[0] if pieces else text, rules)
        return tuple(_with_remark(text, [verdict]) if pieces else [verdict])
    found: dict[str, Cleaned] = {}
    for piece in pieces:
        verdict = _clean_email(piece.replace(_COMMA_INSIDE, ","), piece, rules)
        found.setdefault(verdict.key or piece, verdict)
    return tuple(_with_remark(text, list(found.values())))


def is_mailable(address: str) -> bool:
    """Tell whether mail can be sent to an address, by its form alone; exactly as given, nothing is trimmed.

    Source:
        email-validator's rules for addresses on the internet, quoted and literal forms left out. Refused beyond them,
        as no mail server takes them: one label (but for the countries that take mail themselves), a numeric ending, a
        local part over 64 letters, an ending for machines (.local, .onion); and what is a slip of the keyboard: letters
        beyond ASCII before an ASCII domain, two alphabets in one word of a domain.
    """
    return _validated(address) is not None


def plain_email_words() -> list[str]:
    """Return the words before the @, in lower case, that may change a verdict."""
    return sorted(_CASELESS.union(telling_words()))


def plain_email_domains(domains: list[str], rules: Mapping[str, str] = _NO_RULES) -> list[str]:
    """Return those of some domains, in lower case, at which an address in ASCII letters needs no word at all."""
    return [domain for domain in domains if _is_plain(f"{_ANYBODY}@{domain}", rules)]


def _is_plain(address: str, rules: Mapping[str, str]) -> bool:
    return clean_emails(address, rules) == (fine(address, address),)


def _pieces(text: str) -> list[str]:
    """Return what looks like addresses; words beside them (a name, a label) are left out."""
    return [_without_mailto(piece) for piece in _split(text) if "@" in piece]


def _split(text: str) -> list[str]:
    whole = _STROKE_BETWEEN.sub(r"\1 ", _AROUND_AT.sub("@", text))
    whole = _SPACED_DOT.sub(lambda match: _with_sign_inside(match, "."), whole)
    whole = _COMMA_FOR_DOT.sub(lambda match: _with_sign_inside(match, _COMMA_INSIDE), whole)
    return [piece.lstrip(_BEFORE).rstrip(_AFTER) for piece in _BETWEEN.split(whole)]


def _with_remark(text: str, verdicts: list[Cleaned]) -> list[Cleaned]:
    """Tell with the first address that needs no other word that more than addresses stands in the cell."""
    place = next((i for i, verdict in enumerate(verdicts) if verdict.value and not verdict.code), None)
    if place is None or not _says_more(trimmed(text)):
        return verdicts
    told = verdicts[place]
    verdicts[place] = replace(told, original=text, code="email.remark", suggestion=told.value)
    return verdicts


def _says_more(text: str) -> bool:
    words = (piece for piece in _split(_DISPLAY_NAME.sub("<", text)) if "@" not in piece)
    return any(word.casefold() not in _LABELS and any(map(str.isalnum, word)) for word in words)


def _with_sign_inside(match: re.Match[str], sign: str) -> str:
    """Keep mail,ru and mail. ru in one piece, by a sign that does not separate."""
    _, dot, ending = match[1].lower().rpartition(".")
    is_whole = dot and is_ending(ending)
    return match[0] if is_whole or not is_ending(match[2].lower()) else f"{match[1]}{sign}{match[2]}"


def _without_mailto(piece: str) -> str:
    plain = _LABEL.sub("", piece)
    return plain.split("?")[0].lstrip(_BEFORE) if plain != piece else piece


def _clean_email(original: str, address: str, rules: Mapping[str, str]) -> Cleaned:
    verdict = _judged(original, address, rules)
    if verdict.code != "email.not_an_address":
        return verdict
    mended = _mended(address, rules)
    meant = _judged(mended, mended, rules) if mended else verdict
    if meant.code == "email.placeholder":
        return replace(meant, original=original)
    return replace(verdict, suggestion=meant.suggestion or meant.value)


def _judged(original: str, address: str, rules: Mapping[str, str]) -> Cleaned:
    """Return the verdict on one address; what was meant by one that is none is not asked here."""
    local, _, domain = address.rpartition("@")
    meant = meant_domain(domain.lower(), rules)
    # of one letter at a slip the slip is the surer word
    is_slip = len(local) == 1 and meant != domain.lower() and is_mailable(address)
    if not is_slip and is_made_up(local.casefold(), meant):
        return problem("email.placeholder", original)
    valid = _validated(address)
    if valid is None:
        return problem("email.not_an_address", original)
    value = f"{valid.local_part}@{valid.domain}"
    key = f"{valid.local_part}@{valid.ascii_domain}".lower()
    meant = meant_domain(valid.domain, rules)
    if meant != valid.domain and is_mailable(f"{valid.local_part}@{meant}"):
        return problem("email.typo_domain", original, value=value, key=key, suggestion=f"{valid.local_part}@{meant}")
    if is_unheard_of(valid.domain, rules):
        return problem("email.not_an_address", original)
    quality = _quality(valid)
    return Cleaned(original, value, key, quality, f"email.{quality}") if quality else fine(original, value, key=key)


def _quality(address: "_Address") -> str:
    if is_disposable(address.ascii_domain):
        return "disposable"
    return "role" if is_role(address.local_part.lower(), address.domain) else ""


class _Address(NamedTuple):
    local_part: str
    domain: str
    ascii_domain: str


def _validated(address: str) -> _Address | None:
    """Return an address in normal form, None for what cannot be mailed.

    Of a plain local part the library is asked nothing: the domain alone decides, and most addresses share a few.
    """
    local, _, domain = address.rpartition("@")
    if not _DOT_ATOM.fullmatch(local) or len(address) > _LOCAL_PART_LETTERS or local.lower() in _CASELESS:
        return _validated_by_library(address)
    at_domain = _somebody_at(domain)
    if at_domain and len(at_domain.ascii_domain) > _SHORT_DOMAIN:
        return _validated_by_library(address)
    return at_domain and at_domain._replace(local_part=local)


@lru_cache(maxsize=100_000)
def _somebody_at(domain: str) -> _Address | None:
    return _validated_by_library(f"a@{domain}")


def _validated_by_library(address: str) -> _Address | None:
    try:
        valid = validate_email(
            address,
            check_deliverability=False,
            allow_smtputf8=True,
            globally_deliverable=False,
            test_environment=True,  # reserved names such as shop.example and a.test are well written
        )
    except (EmailNotValidError, UnicodeError):
        return None
    name, _, ending = valid.ascii_domain.rpartition(".")
    is_deliverable = (name or ending in _MAIL_AT_THE_TOP) and not ending.isdigit() and ending not in _NOWHERE
    # a foreign letter before an ASCII domain is a slip of the keyboard
    is_typed_well = valid.local_part.isascii() or not valid.domain.isascii()
    is_typed_well &= not mixes_alphabets(valid.domain)
    if not (is_deliverable and is_typed_well and len(valid.local_part) <= _LOCAL_PART_LETTERS):
        return None
    return _Address(valid.local_part, valid.domain, valid.ascii_domain)


def _mended(address: str, rules: Mapping[str, str]) -> str:
    """Return the address that was probably meant by one that is none, "" when nothing comes to mind."""
    local, _, domain = _AT_IN_WORDS.sub("@", address).rpartition("@")
    if not local:
        local, domain = _with_the_at_left_out(domain)
    local, lower = local.rstrip("@"), _DOTS.sub(".", domain.lower()).strip(".")
    if typed := _typed_in_russian_layout(local, lower):
        return typed
    plain = latin_lookalikes(lower)
    latin = plain if plain.isascii() else lower
    mended = f"{latin_lookalikes(local)}@{meant_domain(domain_without_dot(latin), rules)}"
    return mended if is_mailable(mended) else ""


def _with_the_at_left_out(text: str) -> tuple[str, str]:
    """Return "ivan" and "mail.ru" for "ivanmail.ru", where the domain is one that everybody knows."""
    known = popular_domain_at_end(text.lower())
    local = text[: -len(known)].rstrip(".\"'") if known else ""
    return (local, known) if local.lower() != "www" else ("", text)


def _typed_in_russian_layout(local: str, domain: str) -> str:
    """Return "ivan@mail.ru" for "шмфт@ьфшдюкг", "" unless it comes out at a provider that everybody knows."""
    if not (has_cyrillic(local) and has_cyrillic(domain)):
        return ""
    typed = f"{local.lower().translate(TO_LATIN_KEYS)}@{domain.translate(TO_LATIN_KEYS)}"
    return typed if typed.isascii() and is_free(typed.rpartition("@")[2]) and is_mailable(typed) else ""
