"""Which kind of file a set of fields makes: contacts, deals, costs, answers and the others."""

from collections.abc import Callable, Collection, Iterable

Fields = Collection[str]

_BUYER = frozenset({"full_name", "last_name", "first_name", "phone", "email", "company"})
_QUESTIONS = frozenset({"problem", "trigger", "alternatives", "dislikes", "current_solution", "path"})
_EVENT = frozenset({"interaction_at", "type", "outcome", "device", "direction", "topic", "resolved_at"})
_TERM = frozenset({"type", "from_on", "to_on", "renewal_on", "period"})


def kind_of(fields_by_kind: Callable[[str], Fields]) -> str:
    """Return the kind that the fields found speak for, "" when they speak for none.

    Args:
        fields_by_kind: the fields that the headers mean, if the file were of that kind.

    The most telling kinds are asked first: nearly every file also holds a name or a phone.
    """
    return next((kind for kind, speaks_for in _RULES.items() if speaks_for(fields_by_kind(kind))), "")


def _is_answers(fields: Fields) -> bool:
    return _count(fields, _QUESTIONS) >= 2 or _count(fields, ("question", "answer")) == 2


def _is_deals(fields: Fields) -> bool:
    has_money = "amount" in fields or {"price", "quantity"}.issubset(fields)
    is_placed = _count(fields, ("deal_on", "created_on", "product")) > 0
    is_named = _count(fields, ("deal_key", "deal_name")) > 0
    return (has_money and (is_placed or is_named)) or (is_named and _count(fields, ("deal_on", "product", "stage")) > 0)


def _is_costs(fields: Fields) -> bool:
    return _count(fields, ("channel", "campaign")) > 0 and _count(fields, ("amount", "impressions", "clicks")) > 0


def _is_consents(fields: Fields) -> bool:
    return "status" in fields and _count(fields, ("channel", "purpose", "consent_on")) > 0


def _is_interactions(fields: Fields) -> bool:
    return _count(fields, ("interaction_at", "type")) > 0 and _count(fields, _EVENT) >= 2


def _is_agreements(fields: Fields) -> bool:
    return _count(fields, _TERM) >= 2


def _is_products(fields: Fields) -> bool:
    return "product" in fields and _count(fields, ("price", "cost")) > 0 and not _count(fields, _BUYER)


def _is_contacts(fields: Fields) -> bool:
    return _count(fields, _BUYER) > 0


_RULES: dict[str, Callable[[Fields], bool]] = {
    "answers": _is_answers,
    "deals": _is_deals,
    "costs": _is_costs,
    "consents": _is_consents,
    "interactions": _is_interactions,
    "agreements": _is_agreements,
    "products": _is_products,
    "contacts": _is_contacts,
}


def _count(fields: Fields, wanted: Iterable[str]) -> int:
    return sum(name in fields for name in wanted)
