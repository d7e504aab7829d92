"""Addresses of sites: one form for the many spellings of a domain."""

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_SCHEMES = re.compile(r"^(?:[a-z]{2,6}:[\\/]{0,3}|[\\/]{2,})+", re.IGNORECASE)
_LABEL = re.compile(r"^(?:сайт|веб-?сайт|site|website|url|web)\s*[:=-]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,|\s]+")
_SITE = re.compile(r"(?P<host>[^/?#:\\]+)(?P<port>:[0-9]{1,5})?(?P<path>[/\\][^?#]*)?(?:\?(?P<query>[^#]*))?(?:#.*)?")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_CYRILLIC_ENDINGS = frozenset(
    {"рф", "рус", "москва", "дети", "онлайн", "сайт", "орг", "ком", "бел", "укр", "қаз", "срб", "мкд", "бг", "ею"}
)
_NO_SITE = frozenset({"no", "no website", "no site", "нету", "нет сайта", "без сайта"})
_ACCOUNT = re.compile(r"@[\w.]+")
_TRACKING = re.compile(r"utm_\w+|yclid|ysclid|gclid|fbclid|_openstat|from|ref|etext|igshid", re.IGNORECASE)


def clean_website(text: str) -> Cleaned:
    """Return the addresses of a cell without scheme, "www." and tracking: "example.ru/shop"; several with ", " between.

    The host is in lower case and in its own letters ("пример.рф"); the key has it in ASCII.
    What is no address is kept as written: `website.not_an_address`, and "@ivan": `website.account`.
    An e-mail address is `website.email`, no value.
    """
    if is_blank(text) or text.strip().casefold() in _NO_SITE:
        return Cleaned(text)
    plain = trimmed(unicodedata.normalize("NFKC", text)).strip(" '\"<>()«»`")
    written = _LABEL.sub("", plain)
    if _ACCOUNT.fullmatch(written):
        return Cleaned(text, trimmed(text), "", "assumed", "website.account")
    if "@" in written and not re.search(r"[/?].*@", written):
        return problem("website.email", text)
    sites = [_site(piece) for piece in filter(None, _BETWEEN.split(written))]
    if not sites or not all(sites):
        return Cleaned(text, trimmed(text), "", "assumed", "website.not_an_address")
    unique = dict.fromkeys(filter(None, sites))
    return fine(text, ", ".join(site for site, _ in unique), key=", ".join(key for _, key in unique))


def _site(piece: str) -> tuple[str, str] | None:
    """Return the address as it is shown and as it is compared; None for what is none."""
    match = _SITE.fullmatch(_SCHEMES.sub("", piece.strip(".")))
    if not match:
        return None
    host = _own_letters(_without_www(match["host"].lower().strip(".")))
    ascii_host = _ascii(host)
    if not ascii_host or not _is_domain(host):
        return None
    path = (match["path"] or "").replace("\\", "/").rstrip("/.,")
    kept = [
        pair for pair in parse_qsl(match["query"] or "", keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    rest = (match["port"] or "") + path + (f"?{urlencode(kept)}" if kept else "")
    return host + rest, ascii_host + rest


def _without_www(host: str) -> str:
    bare = re.sub(r"^(?:www\d?\.)+", "", host)
    return bare if "." in bare else host


def _is_domain(host: str) -> bool:
    labels = host.split(".")
    ending = labels[-1]
    is_ending = ending in _CYRILLIC_ENDINGS or (
        ending.isascii() and re.fullmatch(r"[a-z]{2,24}|xn--[a-z0-9-]+", ending)
    )
    return len(labels) > 1 and bool(is_ending) and all(map(_LETTERS_AND_DIGITS.fullmatch, labels))


def _own_letters(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna").lower() if "xn--" in host else host
    except UnicodeError:
        return host


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
