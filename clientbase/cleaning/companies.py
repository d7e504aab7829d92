"""Names of companies: one display form, and a key without legal forms, quotes and spelling."""

import re
from itertools import cycle

from clientbase.cleaning.alphabets import has_cyrillic, in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine
from clientbase.cleaning.skeletons import skeleton

_LONG_FORMS = re.compile(
    r"обществ[оа] с ограниченной ответственностью|(?:публичное |открытое |закрытое )?акционерное общество"
    r"|индивидуальный предприниматель|limited liability (?:company|partnership)|public limited company"
    r"|товарищество с ограниченной ответственностью|общество с дополнительной ответственностью",
    re.IGNORECASE,
)
_RUSSIAN_FORMS = frozenset(
    {"ооо", "оао", "ао", "зао", "пао", "нао", "ип", "тоо", "одо", "чп", "чуп", "уп", "нко", "ано", "гуп", "муп", "фгуп"}
    | {"гбу", "мбу", "фгбу", "гау", "мау", "тсж", "снт", "кфх", "гк", "фоп"}
)
_FOREIGN_FORMS = frozenset(
    {"llc", "inc", "ltd", "limited", "gmbh", "corp", "corporation", "incorporated", "co", "company", "plc", "llp", "lp"}
    | {"ag", "sa", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "aps", "kg", "ug", "pty", "sro", "doo", "ooo"}
    | {"oao", "zao", "pao", "kft", "sas", "pte"}
)
_FORMS = _RUSSIAN_FORMS | _FOREIGN_FORMS
# The others may be somebody's name or initials: "Ао", "Sa", "Co".
_TELLING_FORMS = frozenset(form for form in _RUSSIAN_FORMS if len(form) > 2) - {"фоп"} | frozenset(
    {"llc", "inc", "ltd", "limited", "gmbh", "corp", "corporation", "incorporated", "plc", "llp", "sarl", "pty", "ooo"}
)
_TELLING_CAPITALS = frozenset({"АО", "ЧП", "ГК", "УП", "AG", "SA", "BV", "NV", "AB", "OY"})
_ORGANISATIONS = frozenset(
    {"салон", "магазин", "кафе", "студия", "фирма", "компания", "клиника", "школа", "отель", "гостиница", "ресторан"}
    | {"агентство", "центр", "бар", "аптека", "фонд", "завод", "клуб", "ателье", "мастерская", "фабрика", "сеть"}
    | {
        "бюро",
        "группа",
        "ип",
        "типография",
        "автосервис",
        "склад",
        "стоматология",
        "парикмахерская",
        "пекарня",
        "кофейня",
    }
    | {"shop", "store", "salon", "studio", "cafe", "hotel", "restaurant", "clinic", "school", "agency", "firm"}
)
_QUOTES = re.compile(r"[\"«»„“”‟]")
_FOREIGN_QUOTES = re.compile(r"[„“”‟]|''|``")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.\s?[^\W\d_])+\.?(?!\w)")
_WORD = re.compile(r"[^\W_]+")


def clean_company(text: str) -> Cleaned:
    """Return a company's name with one kind of quotes, and its key.

    Returns:
        The name as written with single spaces and paired «» in Cyrillic names, "" in others. The key is the skeletons
        of its words without legal forms (ООО, LLC, GmbH…), so that ООО «Ромашка» and Romashka LLC agree.
    """
    if is_blank(text):
        return Cleaned(text)
    display = with_paired_quotes(trimmed(text))
    return fine(text, display, key=company_key(display) or display.casefold())


def company_key(name: str) -> str:
    """Return what two spellings of a company have in common: words without legal forms and punctuation."""
    plain = _ABBREVIATION.sub(_without_dots, _LONG_FORMS.sub(" ", in_one_alphabet(name)).replace("&", " and "))
    words = [word.casefold() for word in _WORD.findall(plain)]
    telling = [word for word in words if word not in _FORMS]
    return " ".join(filter(None, map(skeleton, telling or words)))


def is_company_name(text: str) -> bool:
    """Tell whether a cell for a person's name holds a company: by its legal form or by quotes."""
    plain = trimmed(text)
    words = _WORD.findall(_ABBREVIATION.sub(_without_dots, plain))
    if _LONG_FORMS.search(plain) and "индивидуальный" not in plain.casefold():
        return True
    if any(word.casefold() in _TELLING_FORMS or word in _TELLING_CAPITALS for word in words[:1] + words[-1:]):
        return len(words) > 1
    if not _QUOTES.search(plain) or len(words) == 0:
        return False
    is_whole_quoted = bool(_QUOTES.match(plain)) and bool(_QUOTES.match(plain[-1]))
    return is_whole_quoted or words[0].casefold() in _ORGANISATIONS


def with_paired_quotes(name: str) -> str:
    """Return a name with «» around what a Cyrillic name quotes; inner quotes and Latin names keep plain ones."""
    plain = _FOREIGN_QUOTES.sub('"', name)
    if not has_cyrillic(name) or plain.count('"') % 2 or "«" in plain or "»" in plain:
        return plain
    head, *others = plain.split('"')
    return head + "".join(mark + part for mark, part in zip(cycle("«»"), others, strict=False))


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "").replace(" ", "") + " "
