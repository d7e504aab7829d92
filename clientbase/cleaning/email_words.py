"""What stands before the @: a word where there is no mailbox, or a company's mailbox instead of a person's."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.email_domains import is_free

#: "test", "test1", "тест22": a number behind changes nothing.
_TEST = re.compile(r"(?:test|тест)\d{0,3}")


#: Kept for manuals by RFC 2606: nobody has a mailbox there.
_IN_MANUALS = frozenset({"example.com", "example.net", "example.org"})


class _Words(NamedTuple):
    nowhere: frozenset[str]
    made_up: frozenset[str]
    letters: frozenset[str]
    unread: frozenset[str]
    roles: frozenset[str]


def is_made_up(local: str, domain: str) -> bool:
    """Tell whether an address was typed to fill a cell: no@mail.ru, test@test.ru, 123@123.ru.

    Args:
        local: what stands before the @, in lower case.
        domain: in lower case. A word such as "test" counts at a free provider and at a domain of the same name only:
            at any other it may be somebody's.
    """
    words = _words()
    if local in words.nowhere or (domain in _IN_MANUALS and local in words.made_up):
        return True
    name, _, ending = domain.partition(".")
    is_own_name = local == name and "." not in ending
    if is_own_name or is_free(domain):
        return (
            local in words.made_up
            or len(set(local)) == 1
            or bool(_TEST.fullmatch(local))
            or (is_own_name and local.isdigit())
            or (not is_own_name and local in words.letters)
        )
    return False


def is_role(local: str, domain: str) -> bool:
    """Tell whether an address is a company's rather than a person's: info@firma.ru, sales@firma.ru, noreply@firma.ru.

    Args:
        local: what stands before the @, in lower case.
        domain: in lower case; at a free provider only "noreply" and its like count.
    """
    words = _words()
    return local in words.unread or (local in words.roles and not is_free(domain))


def telling_words() -> list[str]:
    """Return every word before the @ that may change a verdict, in order."""
    return sorted(frozenset().union(*_words()))


@cache
def _words() -> _Words:
    raw = tomllib.loads((Path(__file__).parent / "email_words.toml").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(words) for name, words in raw.items()})
