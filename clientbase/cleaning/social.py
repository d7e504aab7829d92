"""Accounts in social networks and messengers: network and name, however they are written."""

import re
import unicodedata

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine

#: Network → the hosts of its pages, and the words and headers that people use for it.
_NETWORKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "telegram": (
        ("t.me", "telegram.me", "telegram.dog"),
        ("telegram", "телеграм", "телеграмм", "телега", "тг", "tg", "тлг", "t.me"),
    ),
    "vk": (
        ("vk.com", "vk.ru", "vkontakte.ru", "vk.me"),
        ("vk", "вк", "вконтакте", "в контакте", "vkontakte", "контакт", "vk.com", "vk.ru"),
    ),
    "instagram": (
        ("instagram.com", "instagr.am"),
        ("instagram", "инстаграм", "инстаграмм", "инста", "insta", "inst", "ig", "instagram.com"),
    ),
    "ok": (
        ("ok.ru", "odnoklassniki.ru"), ("ok", "ок", "одноклассники", "odnoklassniki", "ok.ru"),
    ),
    "facebook": (("facebook.com", "fb.com", "fb.me"), ("facebook", "фейсбук", "fb", "фб", "facebook.com")),
    "whatsapp": (("wa.me", "whatsapp.com"), ("whatsapp", "ватсап", "вотсап", "вацап", "wa", "wapp", "whats app")),
    "viber": (("viber.com",), ("viber", "вайбер")),
    "youtube": (("youtube.com", "youtu.be"), ("youtube", "ютуб")),
    "tiktok": (("tiktok.com",), ("tiktok", "тикток", "тик ток")),
    "twitter": (("twitter.com", "x.com"), ("twitter", "твиттер", "x.com")),
    "linkedin": (("linkedin.com",), ("linkedin", "линкедин")),
    "skype": (("skype.com",), ("skype", "скайп")),
    "dzen": (("dzen.ru", "zen.yandex.ru"), ("dzen", "дзен")),
}  # fmt: skip
_OF_HOST = {host: network for network, (hosts, _) in _NETWORKS.items() for host in hosts}
_OF_WORD = {word: network for network, (_, words) in _NETWORKS.items() for word in words}
_WORDS = "|".join(sorted(map(re.escape, _OF_WORD), key=len, reverse=True))
#: Where a phone number is the name.
_BY_PHONE = frozenset({"whatsapp", "viber"})

_LINK = re.compile(
    r"(?:https?:/{1,3}|//)?(?:www\.|m\.|web\.|ru\.|api\.)*(?P<host>[a-z]+(?:\.[a-z]+){1,2})/+(?P<path>\S*)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<word>{_WORDS})(?:\s*[:=–—-]+\s*|\s+|\s*(?=@))(?P<name>\S.*)", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"(?P<name>@?[\w.-]+)\s*(?:\(|[–—-]\s+|\s)\s*(?P<word>{_WORDS})\)?", re.IGNORECASE)
_HANDLE = re.compile(r"@?[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{8,18}[0-9]")
_WORD_BEFORE = re.compile(rf"(?<!\w)({_WORDS})\s*[:=–—-]*\s+(?=@|https?://)", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\s*[;,|\n]\s*|\s+(?=(?:https?://|@))|\s+(?=(?:{_WORDS})\s*[:=@])|\s+(?:и|and)\s+", re.IGNORECASE
)
#: First parts of a path that are no account's name; the name is the part after them.
_BEFORE_NAMES = frozenset(
    {"profile", "in", "company", "u", "s", "people", "groups", "group", "channel", "c", "user", "send"}
)
_PAGE = re.compile(r"(?:wall|photo|video|album|topic|clip)-?[0-9].*", re.IGNORECASE)
_PAGES = frozenset({"joinchat", "share", "feed", "p", "reel", "watch", "login", "home", "explore", "addlist", "iv"})
#: Telegram gives names of five letters and sells some of four; a shorter bare word is no name.
_SHORTEST_TELEGRAM, _SHORTEST_BARE = 4, 5
_CASE_IS_NOTHING = frozenset(
    {"telegram", "vk", "instagram", "facebook", "twitter", "tiktok", "skype", "ok", "dzen", "linkedin"}
)


def network_of(header: str) -> str:
    """Return the one network that a column's header names: "telegram" for "Ник в Telegram"; else ""."""
    words = re.findall(r"[\w.]+", header.casefold())
    found = {_OF_WORD[word] for word in words if word in _OF_WORD}
    return found.pop() if len(found) == 1 else ""


def clean_social(text: str, network: str = "") -> Cleaned:
    """Return the accounts of a cell as "telegram:ivan, vk:id123"; the key is the same, one letter case.

    Args:
        text: one cell as written: "https://t.me/ivan", "тг @ivan", "vk.com/id123; instagram.com/ivan".
        network: the network that a bare name belongs to, where the column tells.

    Returns:
        `social.unknown_network` keeps "@ivan" of a cell that does not say where, `social.not_understood` the text.
    """
    if is_blank(text):
        return Cleaned(text)
    plain = trimmed(unicodedata.normalize("NFKC", text).replace("\n", ";")).strip(" '\"«»`;,")
    pieces = _BETWEEN.split(_WORD_BEFORE.sub(r"\1:", plain))
    accounts = [_account(piece.strip(), network) for piece in pieces if piece.strip()]
    if not accounts or not all(accounts):
        return Cleaned(text, trimmed(text), "", "assumed", "social.not_understood")
    unique = ", ".join(dict.fromkeys(accounts))
    known = ", ".join(account for account in unique.split(", ") if ":" in account)
    if len(known) < len(unique):
        return Cleaned(text, unique, known, "assumed", "social.unknown_network")
    return fine(text, unique)


def _account(piece: str, network: str) -> str:
    """Return "network:name", "@name" where nothing tells the network, "" for what is no account."""
    if link := _LINK.fullmatch(piece):
        host = ".".join(link["host"].lower().split(".")[-2:])
        return _of_link(_OF_HOST.get(link["host"].lower(), _OF_HOST.get(host, "")), link["path"])
    for pattern in (_NAMED, _NAME_FIRST):
        if (named := pattern.fullmatch(piece)) and (found := _of_word(named["word"], named["name"])):
            return found
    if network:
        is_word = network == "telegram" and len(piece) < _SHORTEST_BARE and not piece.startswith("@")
        return "" if is_word else _of_name(network, piece)
    return f"@{piece[1:].lower()}" if piece.startswith("@") and _HANDLE.fullmatch(piece) else ""


def _of_link(network: str, path: str) -> str:
    if not network:
        return ""
    address, _, query = path.partition("?")
    phone = re.search(r"phone=\+?([0-9]{10,15})", query)
    number = re.search(r"(?:^|&)id=([0-9]+)", query)
    parts = [part for part in address.split("#")[0].split("/") if part]
    while len(parts) > 1 and parts[0].lower() in _BEFORE_NAMES:
        parts = parts[1:]
    if phone:
        return _of_name(network, phone[1])
    if number and parts[:1] == ["profile.php"]:
        return _of_name(network, number[1])
    is_account = parts and parts[0].lower() not in _PAGES and not _PAGE.fullmatch(parts[0])
    return _of_name(network, parts[0]) if is_account else ""


def _of_word(word: str, name: str) -> str:
    network = _OF_WORD[word.lower()]
    if link := _LINK.fullmatch(name):
        return _account(link[0], network)
    return _of_name(network, name)


def _of_name(network: str, name: str) -> str:
    if _PHONE.fullmatch(name) and (network in _BY_PHONE or (network == "telegram" and name.startswith("+"))):
        digits = re.sub(r"[^0-9]", "", name)
        return f"{network}:+{'7' + digits[1:] if len(digits) == 11 and digits[0] == '8' else digits}"
    bare = name.strip("@ .")
    if network in _BY_PHONE or not _HANDLE.fullmatch(bare) or bare.lower() in _OF_WORD:
        return ""
    if network == "telegram" and len(bare) < _SHORTEST_TELEGRAM:
        return ""
    return f"{network}:{bare.lower() if network in _CASE_IS_NOTHING else bare}"
