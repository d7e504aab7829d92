"""Yes and no: consents, subscriptions, tick boxes."""

import re

from clientbase.cleaning.blanks import trimmed
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
_SENTENCE_NO = re.compile(r"(?:нет\b|no\b|не\s|отказ|отпис|do not\b|don't\b|i do not\b)", re.IGNORECASE)
_SENTENCE_YES = re.compile(
    r"(?:да\b|yes\b|соглас(?:ен|на|ие)\b|подписан|i agree\b|i accept\b|i consent\b)", re.IGNORECASE
)


def clean_yes_no(text: str) -> Cleaned:
    """Return "yes" or "no" for a tick, a word or the sentence of a form ("Да, согласен получать новости").

    A dash and "нет" mean no here; only an empty cell says nothing. Problem: `yes_no.not_understood`.
    """
    plain = trimmed(text)
    if not plain:
        return Cleaned(text)
    word = plain.casefold().rstrip(".!").replace("_", " ")
    if word in _NO or _SENTENCE_NO.match(plain):
        return fine(text, "no")
    if word in _YES or _SENTENCE_YES.match(plain):
        return fine(text, "yes")
    return problem("yes_no.not_understood", text)
