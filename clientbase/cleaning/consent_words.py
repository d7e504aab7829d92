"""What a statement of consent says: given or withdrawn, and for what."""

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.dates import clean_date
from clientbase.cleaning.flags import clean_yes_no
from clientbase.cleaning.meanings import meaning_of, meanings
from clientbase.cleaning.problems import Cleaned, fine, problem

_GIVEN = frozenset(
    {"active", "confirmed", "subscribe", "single opt-in", "double opt-in", "opted-in", "valid", "in force"}
    | {"активно", "активна", "активен", "действует", "действующее", "подтверждено", "подтвержден", "подтверждена"}
    | {"дал", "дала", "предоставлено", "получено", "подписка", "подписался", "подписалась"}
)
_WITHDRAWN = frozenset(
    {"inactive", "unsubscribe", "cleaned", "expired", "invalid", "cancelled", "canceled", "blocked"}
    | {"неактивно", "неактивен", "неактивна", "истекло", "недействительно", "отменено", "прекращено", "заблокирован"}
)
_PURPOSES = meanings(
    ("processing", r"обработк|персональн|\bпдн|processing|personal data|\bgdpr"),
    ("service", r"сервис|обслужив|уведомл|исполнени|статус\w* заказ|\bservice|transaction|notification|\border"),
    ("ads", r"реклам|рассыл|маркет|акци|новост|предложени|\bads?\b|advert|marketing|newsletter|promo|mailing|offers"),
)


def clean_consent_status(text: str) -> Cleaned:
    """Return "given" or "withdrawn"; a day alone, as lists of the unsubscribed have it, is the day of a withdrawal.

    Problem: `consent.not_understood`, with the value "withdrawn": nobody is written to on a guess.
    """
    word = trimmed(text).casefold().replace("ё", "е").rstrip(".!")
    if word in _GIVEN:
        return fine(text, "given")
    if word in _WITHDRAWN or clean_date(text, "").value:
        return fine(text, "withdrawn")
    answer = clean_yes_no(text)
    if answer.code:
        return problem("consent.not_understood", text, value="withdrawn")
    return fine(text, "given" if answer.value == "yes" else "withdrawn") if answer.value else Cleaned(text)


def clean_purpose(text: str) -> Cleaned:
    """Return "ads", "service" or "processing". Problem: `consent.other_purpose`, with the value "other"."""
    if is_blank(text):
        return Cleaned(text)
    found = meaning_of(text, _PURPOSES)
    return fine(text, found) if found else problem("consent.other_purpose", text, value="other")
