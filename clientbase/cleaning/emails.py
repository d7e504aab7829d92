"""E-mail addresses: one cell in, each address in normal form or a named problem out. Nobody is asked over the net."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from clientbase.cleaning.alphabets import in_one_alphabet, latin_lookalikes
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_LOCAL_PART_LETTERS = 64
_NOWHERE = frozenset({"arpa", "invalid", "local", "localhost", "onion"})

_BETWEEN = re.compile(r"[;,|\s<>]+")
_AROUND_AT = re.compile(r"\s*@\s*")
_BEFORE = " ,:;<>()[]{}\"'«»`/\\"
_AFTER = _BEFORE + "."
_COMMA_FOR_DOT = re.compile(r"(@[\w.-]+),\s?(\w+)(?=$|[\s;,|>])")

# With any domain they say "no address"; the second set does so only at a free provider or at a domain of that name.
_NO_ADDRESS = frozenset(
    {"no", "none", "net", "нет", "noemail", "no-email", "no_email", "no.email", "nomail", "no-mail", "no_mail"}
    | {"netemail", "netmail", "netpochty", "net-email", "нетпочты", "noaddress", "unknown", "null", "неизвестно"}
)
_MADE_UP = frozenset(
    {
        "test",
        "тест",
        "email",
        "e-mail",
        "mail",
        "почта",
        "qwerty",
        "asdf",
        "asd",
        "qwe",
        "abc",
        "xxx",
        "user",
        "example",
    }
    | {"123", "1234", "12345", "123456", "1234567", "12345678", "123456789"}
)


class _Domains(NamedTuple):
    endings: dict[str, str]
    domains: dict[str, str]
    without_dot: dict[str, str]
    free: frozenset[str]
    known_endings: frozenset[str]


def clean_emails(text: str) -> tuple[Cleaned, ...]:
    """Return the addresses of one cell, each once, in the order written.

    Args:
        text: one cell as written: "Ivan@Mail.RU", "Иван <ivan@mail.ru>; petr@mail.ru", "mailto:ivan@mail.ru".

    Returns:
        For each address the local part as written with the domain in lower case (IDNA domains in their own letters);
        the key is the whole address in lower case with an ASCII domain. Dots of Gmail stay: they are the owner's.
        Problems: `email.not_an_address`, perhaps with a suggestion; `email.placeholder`, no value;
        `email.typo_domain`, which keeps the value as written.

    Source:
        email-validator's syntax and IDNA rules; beyond them one label, a numeric ending and a local part over
        64 letters are refused, for no mail server takes them.
    """
    if is_blank(text):
        return (Cleaned(text),)
    pieces = _pieces(trimmed(text))
    if len(pieces) < 2:
        return (_clean_email(text, pieces[0] if pieces else text),)
    found: dict[str, Cleaned] = {}
    for piece in pieces:
        verdict = _clean_email(piece, piece)
        found.setdefault(verdict.key or piece, verdict)
    return tuple(found.values())


def _pieces(text: str) -> list[str]:
    """Return what looks like addresses; words beside them (a name, a label) are left out."""
    whole = _COMMA_FOR_DOT.sub(_with_comma_inside, _AROUND_AT.sub("@", text))
    pieces = (piece.lstrip(_BEFORE).rstrip(_AFTER) for piece in _BETWEEN.split(whole))
    return [_without_mailto(piece) for piece in pieces if "@" in piece]


def _with_comma_inside(match: re.Match[str]) -> str:
    """Keep the comma of mail,ru (as one that does not separate), so that the address stays in one piece."""
    is_ending = match[2].lower() in _domains().known_endings
    return f"{match[1]}\N{FULLWIDTH COMMA}{match[2]}" if is_ending else match[0]


def _without_mailto(piece: str) -> str:
    plain = re.sub(r"^(?:mailto|e-?mail|почта)\s*:", "", piece, flags=re.IGNORECASE)
    return plain.split("?")[0].lstrip(_BEFORE) if plain != piece else piece


def _clean_email(original: str, address: str) -> Cleaned:
    local, _, domain = address.rpartition("@")
    if _is_made_up(local.casefold(), domain.casefold()):
        return problem("email.placeholder", original)
    valid = _validated(address)
    if valid is None:
        return problem("email.not_an_address", original, suggestion=_mended(local, domain))
    value = f"{valid.local_part}@{valid.domain}"
    key = f"{valid.local_part}@{valid.ascii_domain}".lower()
    meant = _meant_domain(valid.domain)
    if meant != valid.domain:
        return problem("email.typo_domain", original, value=value, key=key, suggestion=f"{valid.local_part}@{meant}")
    return fine(original, value, key=key)


def _validated(address: str) -> ValidatedEmail | None:
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
    is_deliverable = name and not ending.isdigit() and ending not in _NOWHERE
    # a foreign letter before an ASCII domain is a slip of the keyboard
    is_typed_well = valid.local_part.isascii() or not valid.domain.isascii()
    is_typed_well &= in_one_alphabet(valid.domain) == valid.domain
    return valid if is_deliverable and is_typed_well and len(valid.local_part) <= _LOCAL_PART_LETTERS else None


def _mended(local: str, domain: str) -> str:
    """Return the address that was probably meant by one that is none, "" when nothing comes to mind."""
    if not local:
        local, domain = _with_the_at_left_out(domain)
    lower = domain.lower().replace("\N{FULLWIDTH COMMA}", ".")
    plain = latin_lookalikes(lower)
    latin = plain if plain.isascii() else lower
    mended = f"{latin_lookalikes(local)}@{_meant_domain(_domains().without_dot.get(latin, latin))}"
    return mended if _validated(mended) else ""


def _with_the_at_left_out(text: str) -> tuple[str, str]:
    """Return "ivan" and "mail.ru" for "ivanmail.ru", where the domain is one that everybody knows."""
    known = sorted((domain for domain in _domains().free if text.lower().endswith(domain)), key=len)
    return (text[: -len(known[-1])].rstrip("."), known[-1]) if known else ("", text)


def _meant_domain(domain: str) -> str:
    name, _, ending = domain.rpartition(".")
    with_ending = f"{name}.{_domains().endings.get(ending, ending)}"
    return _domains().domains.get(with_ending, with_ending) if name else domain


def _is_made_up(local: str, domain: str) -> bool:
    if local in _NO_ADDRESS:
        return True
    name = domain.partition(".")[0]
    if local != name and domain not in _domains().free:
        return False
    return local in _MADE_UP or (len(set(local)) == 1) or (local == name and local.isdigit())


@cache
def _domains() -> _Domains:
    raw = tomllib.loads((Path(__file__).parent / "email_domains.toml").read_text(encoding="utf-8"))
    known = raw["known"]
    return _Domains(
        raw["endings"], raw["domains"], raw["without_dot"], frozenset(known["free"]), frozenset(known["endings"])
    )
