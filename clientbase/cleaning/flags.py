"""Yes and no: consents, subscriptions, tick boxes."""

import re

from clientbase.cleaning.blanks import is_void, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

_YES = frozenset(
    {
        "да",
        "д",
        "yes",
        "y",
        "true",
        "t",
        "истина",
        "on",
        "1",
        "1.0",
        "+",
        "✓",
        "✔",
        "☑",
        "✅",
        "v",
        "x",
        "х",
        "ok",
        "ок",
    }
    | {"согласен", "согласна", "согласие", "есть", "получено", "дано", "подписан", "подписана", "разрешено", "можно"}
    | {"subscribed", "granted", "given", "opted in", "opt-in", "agree", "agreed", "accepted", "checked", "вкл"}
)
_NO = frozenset(
    {"нет", "н", "no", "n", "false", "f", "ложь", "off", "0", "0.0", "-", "–", "—", "−", "✗", "✘", "☐", "❌", "выкл"}
    | {"не согласен", "не согласна", "отказ", "отказался", "отказалась", "отозвано", "отписан", "отписана", "запрещено"}
    | {"нельзя", "unsubscribed", "denied", "withdrawn", "opted out", "opt-out", "disagree", "declined", "unchecked"}
    | {"отписался", "отписалась", "не подписан", "не подписана", "never", "not subscribed"}
)
_CLEARLY_NOT = frozenset(
    {"нет", "н", "no", "n", "false", "f", "ложь", "off", "0", "0.0", "-", "–", "—", "подписан", "subscribed"}
)
_SENTENCE_NO = re.compile(r"(?:нет\b|no\b|не\s|отказ|отпис|do not\b|don't\b|i do not\b)", re.IGNORECASE)
_SENTENCE_YES = re.compile(
    r"(?:да\b|даю\b|yes\b|соглас(?:ен|на|ие)\b|подписан|i agree\b|i accept\b|i consent\b)", re.IGNORECASE
)
#: Taken back, wherever in the sentence it stands: "да, но отписалась".
_TAKEN_BACK = re.compile(r"\b(?:отоз|отзыв|отпис|отказ|больше не|unsub|withdr|revok|opt(?:ed)?[- ]?out)", re.IGNORECASE)
#: What makes a yes doubtful: "согласие не получено", "подписан до 2024".
_DOUBT = re.compile(r"\b(?:не|нет|но|до|кроме|no|not|but|until|except|never)\b", re.IGNORECASE)


def clean_yes_no(text: str) -> Cleaned:
    """Return "yes" or "no" for a tick, a word or the sentence of a form ("Да, согласен получать новости").

    A dash and "нет" mean no here; only an empty cell says nothing. What is neither is a no with the problem
    `yes_no.not_understood`: nobody is written to on a guess.
    """
    plain = trimmed(text)
    if not plain:
        return Cleaned(text)
    word = plain.casefold().rstrip(".!").replace("_", " ")
    if word in _YES:
        return fine(text, "yes")
    if word not in _NO and is_void(plain):
        return Cleaned(text)
    if word in _NO or _SENTENCE_NO.match(plain) or _TAKEN_BACK.search(plain):
        return fine(text, "no")
    if _SENTENCE_YES.match(plain) and not _DOUBT.search(plain):
        return fine(text, "yes")
    return problem("yes_no.not_understood", text, value="no")


def clean_stop(text: str) -> Cleaned:
    """Return "yes" when a cell of a column such as "Отписан" says that a person does not want to be written to.

    An empty cell or a clear no says nothing of the kind; anything else, a date among it, does.
    """
    plain = trimmed(text)
    if not plain:
        return Cleaned(text)
    return fine(text, "no" if plain.casefold().rstrip(".!") in _CLEARLY_NOT else "yes")
