"""A header as written → the field of the vocabulary that it means."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from clientbase.fields import fields_of, kinds, normal_header

_UNIT = r"(?:тыс\.? ?)?(?:руб(?:\.|лей)?|р\.?|₽|rub|rur|usd|eur|byn|kzt|\$|€|шт\.?|utc|мск)"
#: "Телефон (2)", "Телефон 2" and "Телефон_2": the same thing once more.
_REPEAT = re.compile(r"\s*(?:\(\d+\)|[\s_№]\d+)$")
#: "Сумма, руб.", "Сумма (руб.)", "Бюджет ₽".
_WITH_UNIT = re.compile(rf"\s*(?:,\s*{_UNIT}|\({_UNIT}\)|\s{_UNIT})$")
#: "Phone 3 - Value" of address books, numbered without end.
_NUMBERED_VALUE = re.compile(r" \d+ - value$")
#: "E-mail 2 Address" of Outlook.
_NUMBERED_WORD = re.compile(r"(?<=\w) [2-9](?= (?:address|value|number|phone)$)")
#: "Телефон 1" goes before "Телефон 2".
_MOST_REPEATS = 99
#: What a CRM puts before the requisites of a company: "Реквизит (Россия): ИНН", "Контрагент.КПП", "Контакт: Город".
_PREFIX = re.compile(r"^(?:реквизит \([^)]*\): |контрагент\.|контакт: |компания: |клиент: |contact: |customer: )")
#: "Fecha de nacimiento (customer.metafields.facts.birth_date)": a shop's own field tells its name in the brackets.
_METAFIELD = re.compile(r"\((?:customer|order)\.metafields\.(?:[\w-]+\.)?([\w-]+)\)$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_QUESTION = re.compile(r"\?|\b(?:ваш\w*|вас|вам|вы|укажите|введите|напишите|оставьте|your|you|enter)\b")
_CONSENT = re.compile(r"\b(?:соглас\w+|consent|agree)\b")
#: A column that takes consent back: its yes is a no.
_STOP = re.compile(
    r"\b(?:отказ\w*|отзыв\w*|отозв\w*|отпис\w*|unsubscrib\w*|opt(?:ed)?[- ]?out|withdraw\w*|revok\w*)\b"
    r"|\bdo not (?:call|e-?mail)\b|\bне (?:беспокоить|писать|звонить|присылать)\b"
)
_ABOUT_MAILING = re.compile(
    r"\b(?:рассыл\w*|соглас\w*|подпис\w*|consent|e-?mail|sms|смс|newsletter|marketing|реклам\w*)\b"
)
#: Somebody else's address, or none that can be written to.
_OF_OTHERS = re.compile(
    r"\b(?:менеджер\w*|ответственн\w*|ассистент\w*|сотрудник\w*|поставщик\w*|друг|друг(?:а|у|ом|ой|ого|их)|рекоменд\w*"
    r"|родственник\w*|родител\w*|муж|мужа|супруг\w*|жен[аы]|ребен\w*|дет(?:и|ей)|факс\w*|курьер\w*|водител\w*|мастер\w*"
    r"|исполнител\w*|врач\w*|тренер\w*|кассир\w*|оператор\w*|продав\w*|куратор\w*|агент\w*|администратор\w*|бухгалтер\w*"
    r"|автор\w*|кем|созда(?:л|тел)\w*|получател\w*|директор\w*|магазин\w*|филиал\w*|офис\w*|склад\w*|партнер\w*"
    r"|manager\w*|assistant\w*|owner\w*|employee\w*|supplier\w*|friend\w*|referr\w*|emergency|fax|shipping|recipient"
    r"|courier|driver|agent|author|spouse|parent|child|relation|company main|inner|created by|vendor|seller|doctor)\b"
)
#: Whole words that give a long question of a form away; only fields that cannot be meant otherwise.
_KEYWORDS = (
    ("birth_date", re.compile(r"\bдат\w+ рождения\b|\bдень рождения\b|\bdate of birth\b|\bbirthday\b")),
    ("phone", re.compile(r"\bтелефон(?:а|ы)?\b|\bphone\b")),
    ("email", re.compile(r"\be-?mail\b|\bэлектронн\w+ почт\w+\b|\bпочта\b|\bпочту\b")),
    ("city", re.compile(r"\bгород\b|\bгороде\b|\bcity\b")),
    ("full_name", re.compile(r"\bфио\b|\bимя и фамили\w+\b|\bкак вас зовут\b|\byour (?:full )?name\b")),
)
#: In a row of an order these tell of the order, not of its buyer: they stay parameters of the deal.
_OF_THE_DEAL = frozenset({"note", "tags", "role"})
_CONSENT_KEYWORDS = (
    ("consent_sms", re.compile(r"\bsms\b|\bсмс\b")),
    ("consent_email", re.compile(r"\bрассылк\w+\b|\bnewsletter\b|\be-?mail\b")),
    ("consent_processing", re.compile(r"\bперсональн\w+ данн\w+\b|\bpersonal data\b")),
)


class Named(NamedTuple):
    """What a header names: a field of the vocabulary, "" for none.

    Attributes:
        rank: how far down the field's own list of headers it stands; of two columns the more usual name wins.
        is_exact: whether it is written so, and not with a number, a unit or a prefix more.
    """

    field: str = ""
    rank: int = 0
    is_exact: bool = True


def named(header: str, kind: str) -> Named:
    """Return the field of `kind` that a header names in one of its usual spellings."""
    names = vocabulary(kind)
    if _takes_consent_back(normal_header(header)) and "unsubscribed" in fields_of(kind):
        return Named("unsubscribed")
    forms = list(spellings(header))
    found = next((form for form in forms if form in names), None)
    if found is None:
        return Named()
    field, rank = names[found]
    repeat = re.search(r"\d+", forms[0]) if found != forms[0] else None
    return Named(field, rank + min(int(repeat[0]), _MOST_REPEATS) if repeat else rank, is_exact=found == forms[0])


def field_of_question(header: str, kind: str) -> str:
    """Return the field that a form's question asks for ("Ваш номер телефона"), or ""; rather none than wrong."""
    text = normal_header(header)
    if _OF_OTHERS.search(text):
        return ""
    words = _CONSENT_KEYWORDS if _CONSENT.search(text) else _KEYWORDS if _QUESTION.search(header.lower()) else ()
    found = next((field for field, pattern in words if pattern.search(text)), "")
    return found if found in fields_of(kind) else ""


def _takes_consent_back(text: str) -> bool:
    """Tell "Отказ от рассылки" and "Отписан" from "Причина отказа", which is about a deal."""
    found = _STOP.search(text)
    if found is None:
        return False
    return found[0].startswith(("отпис", "unsub", "opt", "не ", "do not")) or bool(_ABOUT_MAILING.search(text))


def is_known(header: str) -> bool:
    """Tell whether a header is in the vocabulary of any kind of file."""
    return any(spelling in _all_headers() for spelling in spellings(header))


def is_of_others(header: str) -> bool:
    """Tell whether a column tells of a manager, an assistant or a fax: its numbers are not the client's own."""
    return bool(_OF_OTHERS.search(normal_header(header)))


def spellings(header: str) -> Iterator[str]:
    """Yield a header as the vocabulary may spell it, the closest first: as it is, without number, unit and prefix."""
    text = normal_header(header)
    bare = _REPEAT.sub("", text)
    unitless = _WITH_UNIT.sub("", bare)
    own = _METAFIELD.search(text)
    yield from dict.fromkeys(
        normal_header(form)
        for form in (
            text,
            bare,
            unitless,
            unitless.replace("_", " "),
            _CAMEL.sub(" ", header),
            _NUMBERED_VALUE.sub(" 1 - value", text),
            _NUMBERED_WORD.sub("", text),
            _PREFIX.sub("", text),
            own[1].replace("-", "_") if own else text,
        )
    )


@cache
def vocabulary(kind: str) -> Mapping[str, tuple[str, int]]:
    """Return normalised header → field and its rank; a kind's own field goes before the buyer's of the same header."""
    names: dict[str, tuple[str, int]] = {}
    for field in fields_of(kind).values():
        if (field.kind, kind) == ("contacts", "deals") and field.name in _OF_THE_DEAL:
            continue
        for rank, header in enumerate((*field.headers, field.name)):
            names.setdefault(normal_header(header), (field.name, rank))
    return names


@cache
def _all_headers() -> frozenset[str]:
    return frozenset(header for kind in kinds() for header in vocabulary(kind))
