"""Deal and order statuses: the words of CRMs, shops and managers → open, won, lost, returned."""

import re

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem

# The first pattern found decides: what is not yet or not done stands before what is.
_MEANINGS = (
    ("won", r"(?:partial\w*|частичн\w*) (?:refund|return|возврат|возвращ)"),
    ("lost", r"не реализован|не состоял|нереализован|без успеха|безуспеш|\bunsuccess"),
    ("open", r"не закрыт|не опла(?:чен|т)|неоплачен|не (?:выполн|доставл|заверш|получен)|ожида|ждет|частичн|предопла"),
    ("open", r"\b(?:not|un|in)\s?(?:yet|paid|complete|delivered|fulfilled|closed)|\bpartial|\bprepaid|\bdeposit"),
    ("open", r"\bpending|\bawaiting|\bon hold|\bin progress|\bprocessing|\bout for delivery"),
    ("open", r"\bк оплате|\bна оплат|счет (?:выставлен|отправлен)|\bв (?:работ|обработ|процесс|пути|доставк|сборк)"),
    ("open", r"на (?:согласовани|рассмотрени|стади)|готов к"),
    ("returned", r"возврат|возвращ|\brefund|\breturn|\bcharge ?back"),
    ("lost", r"отказ|отмен|аннулир|проигр|потерян|провал|сорва|неуспеш|не отвеч|недозвон|спам|дубл|некачеств|просроч"),
    (
        "lost",
        r"\bcancel|lost\b|\bvoid|\bfail|\bdeclin|\breject|\babandon|\bexpire|\bdisqualif|\bunqualif|\bspam\b|\btrash",
    ),
    (
        "won",
        r"успеш|(?:реализова|выигра|оплаче|выполне|доставле|заверше|исполне|прода|отгруже|вруче|выда|получе)н[аоы]?\b",
    ),
    ("won", r"оплата получена|\bсостоял|won\b|\bpaid\b|\bcomplete|\bdelivered|\bfulfilled|\bsuccess|\bsold\b|\bdone\b"),
    (
        "open",
        r"\bнов(?:ый|ая|ое|ые)\b|открыт|переговор|принят|первичн|неразобран|квалифик|предложени|договор|\bкп\b|бриф",
    ),
    ("open", r"подтвержд|собира|собран|доставляется|отправлен|передан|оформлен|заявк|черновик|думает|решени|\bлид\b"),
    (
        "open",
        r"\bopen|\bnew\b|\bnegotiat|\bqualif|\bproposal|\bquote|\bprospect|\bappointment|\bcontract|\bdecision|\blead\b",
    ),
    (
        "open",
        r"\bdraft|\bauthori[sz]ed|\bshipped|\bshipping|\bconfirmed|\baccepted|\bscheduled|\bactive\b|\bplaced\b|\bhold\b",
    ),
)
_PATTERNS = tuple((value, re.compile(pattern)) for value, pattern in _MEANINGS)
_PUNCTUATION = re.compile(r"[\W_]+")


def clean_status(text: str) -> Cleaned:
    """Return "open", "won", "lost" or "returned" for a status in Russian or English.

    A partial refund stays "won": the money that went back is a matter of the returns. Problem:
    `status.not_understood`, with the value "open", so that nobody's money is counted before it is certain.
    """
    if is_blank(text):
        return Cleaned(text)
    plain = _PUNCTUATION.sub(" ", trimmed(text).casefold().replace("ё", "е")).strip()
    for value, pattern in _PATTERNS:
        if pattern.search(plain):
            return fine(text, value)
    return problem("status.not_understood", text, value="open")


def clean_stage(text: str) -> Cleaned:
    """Return the status that a stage of a CRM's funnel amounts to, "" when its name tells none."""
    verdict = clean_status(text)
    return verdict if verdict.code == "" else Cleaned(text)
