"""Kinds of lasting agreement: contract, subscription, warranty, service level."""

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.meanings import meaning_of, meanings
from clientbase.cleaning.problems import Cleaned, fine

_TYPES = meanings(
    ("warranty", r"гарант|\bwarrant|\bguarantee"),
    ("subscription", r"подписк|абонем|абонент|\bsubscri|\bmembership|\bpass\b"),
    ("service_level", r"\bsla\b|обслужив|поддержк|сервис|уровн\w* услуг|\bservice level|\bmaintenance|\bsupport"),
    ("contract", r"договор|контракт|соглашени|аренд|\bcontract|\bagreement|\brent|\blease"),
)


def clean_agreement_type(text: str) -> Cleaned:
    """Return "contract", "subscription", "warranty" or "service_level"; any other word stays as written."""
    return Cleaned(text) if is_blank(text) else fine(text, meaning_of(text, _TYPES) or trimmed(text))
