"""Which kind of file a set of fields makes: contacts, deals, costs, answers and the others."""

import re
from collections.abc import Callable, Collection, Iterable

from clientbase.fields import QUESTIONS, normal_header

Fields = Collection[str]

_BUYER = frozenset({"full_name", "last_name", "first_name", "phone", "email", "company"})
_SCORES = frozenset({"nps", "csat", "ces"})
_ADS = frozenset({"impressions", "clicks"})
_EVENT = frozenset({"outcome", "device", "direction", "topic", "resolved_at"})
_TERM = frozenset({"type", "from_on", "to_on", "renewal_on", "period"})
#: What a list of people says of them, and a list of their calls, clicks or statements does not.
_PORTRAIT = frozenset(
    {"city", "address", "birth_date", "sex", "position", "region", "postcode", "tags", "website", "inn", "created_on"}
)
_QUESTION_WORDS = re.compile(
    r"\?|^(?:как|как(?:ой|ая|ое|ие|ого|ую|их|им)|что|чего|чем|кто|кого|где|куда|откуда|когда|почему|зачем|сколько|насколько"
    r"|стоит ли|есть ли|готовы ли|хотели бы|порекомендуете|оцените|расскажите|опишите"
    r"|how|what|which|who|where|when|why|would|do you|did you|are you|have you|rate|please)\b"
)


def kind_of(fields_by_kind: Callable[[str], Fields]) -> str:
    """Return the kind that the fields found speak for, "" when they speak for none.

    Args:
        fields_by_kind: the fields that the headers mean, if the file were of that kind.

    The most telling kinds are asked first: nearly every file also holds a name or a phone.
    """
    return next((kind for kind, speaks_for in _RULES if speaks_for(fields_by_kind(kind))), "")


def asks(header: str) -> bool:
    """Tell whether a header reads as a question of a survey."""
    return bool(_QUESTION_WORDS.search(header.strip().lower())) or len(normal_header(header).split()) > 3


def _is_answers(fields: Fields) -> bool:
    is_scored = _count(fields, _SCORES) > 0 and _count(fields, ("survey", "answered_on")) > 0
    return _count(fields, QUESTIONS) >= 2 or _count(fields, ("question", "answer")) == 2 or is_scored


def _is_ad_report(fields: Fields) -> bool:
    return _count(fields, _ADS) > 0 and _count(fields, ("channel", "campaign", "query", "amount")) > 0


def _is_deals(fields: Fields) -> bool:
    has_money = "amount" in fields or {"price", "quantity"}.issubset(fields)
    is_placed = _count(fields, ("deal_on", "created_on", "product")) > 0
    is_named = _count(fields, ("deal_key", "deal_name")) > 0
    return (has_money and (is_placed or is_named)) or (is_named and _count(fields, ("deal_on", "product", "stage")) > 0)


def _is_costs(fields: Fields) -> bool:
    return _count(fields, ("channel", "campaign")) > 0 and "amount" in fields


def _is_consents(fields: Fields) -> bool:
    if "status" not in fields or "consent_on" not in fields or _count(fields, _PORTRAIT) > 1:
        return False
    is_scoped = _count(fields, ("channel", "purpose")) > 0
    return is_scoped or not _count(fields, {*_BUYER, *_PORTRAIT} - {"phone", "email"})


def _is_interactions(fields: Fields) -> bool:
    if "interaction_at" not in fields or _count(fields, _PORTRAIT) > 1:
        return False
    return "type" in fields or _count(fields, _EVENT) >= 2


def _is_agreements(fields: Fields) -> bool:
    return _count(fields, _TERM) >= 2 and _count(fields, ("from_on", "to_on", "renewal_on")) > 0


def _is_products(fields: Fields) -> bool:
    return "product" in fields and _count(fields, ("price", "cost")) > 0 and not _count(fields, _BUYER)


def _is_contacts(fields: Fields) -> bool:
    return _count(fields, _BUYER) > 0


_RULES: tuple[tuple[str, Callable[[Fields], bool]], ...] = (
    ("answers", _is_answers),
    ("costs", _is_ad_report),
    ("deals", _is_deals),
    ("costs", _is_costs),
    ("consents", _is_consents),
    ("interactions", _is_interactions),
    ("agreements", _is_agreements),
    ("products", _is_products),
    ("contacts", _is_contacts),
)


def _count(fields: Fields, wanted: Iterable[str]) -> int:
    return sum(name in fields for name in wanted)
