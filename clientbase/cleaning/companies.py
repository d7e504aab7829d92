"""Names of companies: one display form, and a key without legal forms, quotes and spelling."""

import re
from itertools import cycle, pairwise

from clientbase.cleaning.alphabets import has_cyrillic, in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.name_order import is_surname_like
from clientbase.cleaning.name_words import name_words
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
    | {"мбоу", "маоу", "мбдоу", "мадоу", "гбоу", "гбпоу", "фгбоу", "сош", "гбуз", "мку", "гку", "гск", "жск", "спк"}
    | {"трц", "жшс", "შპს", "гбу", "мбу", "фгбу", "гау", "мау", "тсж", "снт", "кфх", "гк", "фоп"}
)
_FOREIGN_FORMS = frozenset(
    {"llc", "inc", "ltd", "limited", "gmbh", "corp", "corporation", "incorporated", "co", "company", "plc", "llp", "lp"}
    | {"ag", "sa", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "aps", "kg", "ug", "pty", "sro", "doo", "ooo"}
    | {"oao", "zao", "pao", "kft", "sas", "pte", "mmc", "qsc", "sl"}
)
_FORMS = _RUSSIAN_FORMS | _FOREIGN_FORMS
# The others may be somebody's name or initials: "Ао", "Sa", "Co".
_TELLING_FORMS = frozenset(form for form in _RUSSIAN_FORMS if len(form) > 2) - {"фоп"} | frozenset(
    {"llc", "inc", "ltd", "limited", "gmbh", "corp", "corporation", "incorporated", "plc", "llp", "sarl", "pty", "ooo"}
)
_TELLING_CAPITALS = frozenset({"АО", "ЧП", "ГК", "УП", "AG", "SA", "BV", "NV", "AB", "OY", "MMC", "QSC"})
# Only before the name; behind it and before a surname they are initials, "тов" is a comrade.
_LEADING_CAPITALS = frozenset({"ТОВ", "БЦ", "ТЦ", "ПП", "ТД", "УК"})
_INITIALS_TOO = frozenset({"ПП", "ТД", "УК"})
# ООО with noughts.
_NOUGHTS = re.compile(r"(?=.*0)[0oо]{3}", re.IGNORECASE)
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
# In English the kind of a company stands last or before "of": Lincoln Park School, Bank of America.
_ORGANISATIONS_ABROAD = frozenset(
    {"school", "schools", "association", "center", "centre", "centers", "club", "academy", "university", "college"}
    | {"institute", "foundation", "services", "clinic", "hotel", "restaurant", "agency", "holdings", "partners"}
    | {"solutions", "systems", "consulting", "daycare", "preschool", "kindergarten", "ministries", "society", "council"}
    | {"department", "store", "shop", "studio", "salon", "cafe", "bakery", "group", "hospital", "museum", "library"}
    | {"ymca", "corp", "headstart", "bank", "church", "trust", "federation", "committee", "organization"}
    | {"nursery", "sons"}
)
# Words of the name of a company that may be a surname too, unless two others stand before them.
_SURNAMES_TOO = frozenset({"church", "bank", "trust", "store", "group", "club"})
_OF = frozenset({"of", "for"})
_RUSSIAN_ORGANISATIONS = re.compile(
    r"(?:салон|магазин|кафе|студия|фирма|компания|клиника|школа|отель|гостиница|ресторан|агентство|центр|аптека|завод"
    r"|ателье|мастерская|фабрика|типография|автосервис|автомойка|склад|стоматология|парикмахерская|пекарня|кофейня|гимназия"
    r"|лицей|колледж|университет|институт|больница|поликлиника|библиотека|музей|театр|администрация|управление"
    r"|кооператив|колхоз|совхоз|бюро|посольство|консульство|министерство|товарищество|управляющая компания"
    r"|детский сад|торговый дом|бизнес[- ]центр|торговый центр|фонд|банк)\s+\S",
    re.IGNORECASE,
)
_ADJECTIVE_BEFORE = re.compile(
    r"[а-яё-]{3,}(?:[ыио]й|[ая]я|[ое]е)\s(?:кооператив|бюро|компания|колхоз|центр|фонд|банк|завод|фабрика|школа|больница)\b",
    re.IGNORECASE,
)
_ONE_C = re.compile(r"1[сc]", re.IGNORECASE)
_AND_OTHERS = re.compile(r".+\s(?:и|&)\s(?:партн[её]ры|сыновья|ко|компания)\.?", re.IGNORECASE)
_QUOTES = re.compile(r"[\"«»„“”‟]")
_FOREIGN_QUOTES = re.compile(r"[„“”‟]|''|``")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.\s?[^\W\d_])+\.?(?!\w)")
_WORD = re.compile(r"[^\W_]+")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
# One letter is a number at the end alone: elsewhere it is somebody's initial.
_LAST_ROMAN = _ROMAN | {"i": "1", "v": "5", "x": "10"}


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
    telling = [word for word in words if word not in _FORMS and not _NOUGHTS.fullmatch(word)]
    *before, last = telling or words or [""]
    counted = [*(_ROMAN.get(word, word) for word in before), _LAST_ROMAN.get(last, last) if len(before) > 1 else last]
    return " ".join(filter(None, map(skeleton, counted)))


def is_company_name(text: str) -> bool:
    """Tell whether a cell for a person's name holds a company: by its legal form, quotes or kind."""
    plain = trimmed(text)
    words = _WORD.findall(_ABBREVIATION.sub(_without_dots, plain))
    # Plain quotes around a name are those of a file.
    is_name = any(map(is_first_name, words)) or (len(words) == 1 and is_surname_like(words[0]))
    if '"' in plain and _is_whole_quoted(plain) and is_name:
        return False
    if len(words) < 2:
        return len(words) == 1 and (_is_whole_quoted(plain) or _ONE_C.fullmatch(plain) is not None)
    if _LONG_FORMS.search(plain) and "индивидуальный" not in plain.casefold():
        return True
    folded = [word.casefold() for word in words]
    if has_legal_form(plain) or _is_organisation_by_its_words(plain, words):
        return True
    if "gmbh" in folded or _is_organisation_abroad(folded) or _is_russian_organisation(plain, words):
        return True
    return bool(_QUOTES.search(plain)) and (_is_whole_quoted(plain) or folded[0] in _ORGANISATIONS)


def has_legal_form(text: str) -> bool:
    """Tell whether a cell is a name with a legal form before or behind it: ООО Ромашка, Acme LLC, 000 Ромашка."""
    words = _WORD.findall(_ABBREVIATION.sub(_without_dots, trimmed(text)))
    if len(words) < 2 or all(word.casefold() in _FORMS for word in words):
        return False
    first = words[0]
    if any(word.casefold() in _TELLING_FORMS or word in _TELLING_CAPITALS for word in (first, words[-1])):
        return True
    if first in _LEADING_CAPITALS and not (first in _INITIALS_TOO and len(words) == 2 and is_surname_like(words[1])):
        return True
    is_spanish = words[-1] == "SL" and len(words) > 2 and not any(map(is_first_name, words))
    return is_spanish or bool(_NOUGHTS.fullmatch(first) and words[1].isalpha())


def _is_organisation_by_its_words(plain: str, words: list[str]) -> bool:
    """Tell "Гаражный кооператив 5", "Иванов и партнёры" and "Рога и копыта", whose words are nobody's name."""
    if _AND_OTHERS.fullmatch(plain) or (_ONE_C.fullmatch(words[0]) and not any(map(is_first_name, words))):
        return True
    if _ADJECTIVE_BEFORE.match(plain):
        return words[0].casefold() not in name_words("remarks") | name_words("remark_adjectives")
    if len(words) != 3 or words[1] != "и" or not words[0][0].isupper() or not words[2].islower():
        return False
    beside = name_words("remarks") | name_words("relations") | name_words("placeholders")
    return not any(is_first_name(word) or is_surname_like(word) or word.casefold() in beside for word in words[::2])


def _is_whole_quoted(name: str) -> bool:
    return bool(_QUOTES.match(name)) and bool(_QUOTES.match(name[-1]))


def _is_organisation_abroad(words: list[str]) -> bool:
    last = words[-1]
    if last in _ORGANISATIONS_ABROAD and (len(words) > 2 or last not in _SURNAMES_TOO):
        return True
    return any(word in _ORGANISATIONS_ABROAD and after in _OF for word, after in pairwise(words))


def _is_russian_organisation(plain: str, words: list[str]) -> bool:
    """Tell "Школа танцев" and "Салон Анна" from "салон Анна", somebody's contact at a salon."""
    is_contact = words[0].islower() and any(word[0].isupper() and is_first_name(word) for word in words)
    return bool(_RUSSIAN_ORGANISATIONS.match(plain)) and not is_contact


def company_words() -> frozenset[str]:
    """Return the words, in lower case, that may make a company of a name: legal forms and kinds of organisations."""
    patterns = (_LONG_FORMS, _RUSSIAN_ORGANISATIONS, _ADJECTIVE_BEFORE, _AND_OTHERS)
    of_patterns = re.findall(r"[^\W\d_]{2,}", " ".join(pattern.pattern for pattern in patterns))
    return (
        _FORMS
        | frozenset(map(str.casefold, _LEADING_CAPITALS))
        | _ORGANISATIONS
        | _ORGANISATIONS_ABROAD
        | _OF
        | frozenset(of_patterns)
    )


def with_paired_quotes(name: str) -> str:
    """Return a name with «» around what a Cyrillic name quotes; inner quotes and Latin names keep plain ones."""
    plain = _FOREIGN_QUOTES.sub('"', name)
    if not has_cyrillic(name) or plain.count('"') % 2 or "«" in plain or "»" in plain:
        return plain
    head, *others = plain.split('"')
    return head + "".join(mark + part for mark, part in zip(cycle("«»"), others, strict=False))


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "").replace(" ", "") + " "
