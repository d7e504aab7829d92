"""Mail domains: those that were mistyped, and what was meant; those that everybody uses; those that are thrown away."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.edits import edits_between

#: A shorter name is one letter away from too many others.
_NAME_LETTERS = 5
_KEY_ROWS = "qwertyuiop", "asdfghjkl", "zxcvbnm"

_NO_RULES: Mapping[str, str] = {}


class _Domains(NamedTuple):
    popular: Mapping[str, list[str]]
    popular_endings: tuple[str, ...]
    free: frozenset[str]
    joined: tuple[str, ...]
    known: frozenset[str]
    comma_endings: frozenset[str]
    countries: frozenset[str]
    registered_endings: frozenset[str]
    cyrillic_endings: frozenset[str]
    endings: Mapping[str, str]
    domains: Mapping[str, str]
    without_dot: Mapping[str, str]


def meant_domain(domain: str, rules: Mapping[str, str] = _NO_RULES) -> str:
    """Return the domain that was probably meant: the same one where it may well be somebody's.

    Args:
        domain: in lower case: "gmial.com", "yandex.ry", "firma.con".
        rules: the owner's own: domain as mistyped → as meant; whatever is meant is known to be right.

    Returns:
        Another domain only where a rule or a kept list says so, where no registry has the ending and a popular one is
        one slip away, or where one slip makes it a popular domain and it is not one of the known real ones.
    """
    if domain in rules:
        return rules[domain]
    name, _, ending = domain.rpartition(".")
    if not name or _is_known(domain, rules):
        return domain
    whole = f"{name}.{_meant_ending(ending)}"
    whole = rules.get(whole, _lists().domains.get(whole, whole))
    if not whole.isascii() and whole != domain:
        return domain  # who writes ромашка.ру may mean ромашка.рф or romashka.ru
    return whole if _is_known(whole, rules) else _popular_one_slip_away(whole) or whole


def domain_without_dot(text: str) -> str:
    """Return "mail.ru" for "mailru" and "gmail.com" for "gmail", the text itself for any other."""
    return _lists().without_dot.get(text, text)


def closest_domain(
    domain: str, domains: Iterable[str], names: Iterable[str] = (), endings: Iterable[str] = (), *, edits: int = 2
) -> str:
    """Return the known domain closest to one, "" when it is known itself or nothing known is close.

    Args:
        domain: in lower case.
        domains: whole domains that are known: one of them is the answer when it is close enough.
        names: first parts ("gmail"); with `endings` they are compared each for itself when no whole domain is close.
        endings: all after the first part: "com", "co.uk".
        edits: so many letters left out, put in, changed or swapped with the next are close enough.

    Source:
        the method of mailcheck.js, with the optimal string alignment distance.
    """
    name, _, ending = domain.partition(".") if "." in domain else ("", "", domain)
    if name in names and ending in endings:
        return ""
    if close := _closest(domain, domains, edits):
        return close if close != domain else ""
    if not name:
        return ""
    whole = f"{_closest(name, names, edits) or name}.{_closest(ending, endings, edits) or ending}"
    return whole if whole != domain else ""


def is_free(domain: str) -> bool:
    """Tell whether anybody can have a mailbox at a domain."""
    return domain in _lists().free


def free_domains() -> frozenset[str]:
    """Return the domains at which anybody can have a mailbox."""
    return _lists().free


def is_ending(text: str) -> bool:
    """Tell whether a word is an ending that people here write, perhaps with a slip: "ru", "com", "рф", "con"."""
    return text in _lists().comma_endings or (len(text) == 3 and _meant_ending(text) != text)


def is_unheard_of(domain: str, rules: Mapping[str, str] = _NO_RULES) -> bool:
    """Tell whether a domain in its own letters ends in Cyrillic that no registry has: "ьфшд.кг", "ромашка.ру"."""
    ending = domain.rpartition(".")[2]
    return has_cyrillic(ending) and ending not in _lists().cyrillic_endings and not _is_known(domain, rules)


def popular_domain_at_end(text: str) -> str:
    """Return the longest popular provider's domain at the end of a text in lower case, "" for none."""
    return max((domain for domain in _lists().joined if text.endswith(domain)), key=len, default="")


def is_disposable(domain: str) -> bool:
    """Tell whether mailboxes at a domain live for minutes; its subdomains count too.

    Source:
        disposable-email-domains, see `disposable_list_version`; a free provider is none, whatever the list says.
    """
    parts = domain.split(".")
    return not is_free(domain) and any(".".join(parts[start:]) in _disposable() for start in range(len(parts) - 1))


def disposable_list_version() -> str:
    """Return the version of the list of disposable domains: it is released as the list grows, every few days."""
    return version("disposable-email-domains")


def _is_known(domain: str, rules: Mapping[str, str]) -> bool:
    return domain in _lists().known or domain in rules.values()


@cache
def _meant_ending(ending: str) -> str:
    lists = _lists()
    if ending in lists.endings:
        return lists.endings[ending]
    if not ending.isascii() or ending in lists.countries or ending in lists.registered_endings:
        return ending
    return next((known for known in lists.popular_endings if _is_one_slip(ending, known)), ending)


@cache
def _popular_one_slip_away(domain: str) -> str:
    name, _, ending = domain.partition(".")
    close = closest_domain(domain, _lists().popular.get(ending, ()), edits=1)
    meant = close.partition(".")[0]
    # "cloud.com", "email.com" and "gambler.ru" are other words
    begins_alike = name[:1] == meant[:1] or name[:2] == meant[1::-1]
    return close if len(meant) >= _NAME_LETTERS and begins_alike and _is_one_slip(name, meant) else ""


def _is_one_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter was left out, typed twice, swapped with the next, or hit beside its key."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = next((i for i, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]), len(meant))
    start = min(start, len(typed))
    if len(typed) < len(meant):
        return typed[start:] == meant[start + 1 :]
    if len(typed) > len(meant):
        around = {*typed[max(start - 1, 0) : start], *typed[start + 1 : start + 2]}
        beside = around.union(*(_keys_beside().get(letter, "") for letter in around))
        return typed[start + 1 :] == meant[start:] and typed[start] in beside
    if typed[start : start + 2] == meant[start : start + 2][::-1] and typed[start + 2 :] == meant[start + 2 :]:
        return True
    return typed[start + 1 :] == meant[start + 1 :] and typed[start] in _keys_beside().get(meant[start], "")


@cache
def _keys_beside() -> Mapping[str, str]:
    """Return letter → the letters of the keys beside it."""
    beside: dict[str, set[str]] = {}
    pairs = [pair for row in _KEY_ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(_KEY_ROWS):
        pairs += [*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
    for left, right in pairs:
        beside.setdefault(left, set()).add(right)
        beside.setdefault(right, set()).add(left)
    return {letter: "".join(sorted(letters)) for letter, letters in beside.items()}


def _closest(word: str, known: Iterable[str], edits: int) -> str:
    """Return the first of the words with the fewest edits between, "" when all are farther than `edits`."""
    within = [
        (distance, other)
        for other in known
        if abs(len(other) - len(word)) <= edits and (distance := edits_between(word, other)) <= edits
    ]
    return min(within, key=lambda pair: pair[0])[1] if within else ""


@cache
def _disposable() -> frozenset[str]:
    import disposable_email_domains  # noqa: PLC0415 -- ten thousand words that few commands need

    return frozenset(disposable_email_domains.blocklist)


@cache
def _lists() -> _Domains:
    raw = tomllib.loads((Path(__file__).parent / "email_domains.toml").read_text(encoding="utf-8"))
    popular, known, registries = raw["popular"], raw["known"], raw["registries"]
    free = frozenset(known["free"])
    whole = [domain for domain in (*known["free"], *popular["domains"]) if "." in domain]
    return _Domains(
        popular={
            ending: [domain for domain in popular["domains"] if domain.endswith(f".{ending}")]
            for ending in popular["endings"]
        },
        popular_endings=tuple(popular["endings"]),
        free=free,
        joined=tuple(known["joined"]),
        known=free.union(popular["domains"], known["real"]),
        comma_endings=frozenset(known["endings"]),
        countries=frozenset(registries["countries"].split()),
        registered_endings=frozenset(registries["near"]),
        cyrillic_endings=frozenset(registries["cyrillic"].split()),
        endings=raw["endings"],
        domains=raw["domains"],
        without_dot={domain.replace(".", ""): domain for domain in whole} | raw["bare"],
    )
