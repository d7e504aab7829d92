"""What happened between a client and the business: the words of mailings, sites and telephones → a few codes."""

from clientbase.cleaning.blanks import is_blank
from clientbase.cleaning.meanings import meaning_of, meanings
from clientbase.cleaning.problems import Cleaned, fine, problem

_TYPES = meanings(
    ("unsubscribe", r"отпис|отказ\w* от рассыл|\bunsub|\bopt(?:ed)? ?out|\blist unsub"),
    ("spam_complaint", r"\bspam|спам|\babuse|\bcomplained\b"),
    (
        "hard_bounce",
        r"\bhard ?bounce|\bhard\b.*\bbounce|\bbounce\w*\b.*\bhard\b|^hard$|жестк|постоянн\w* ошибк|\bpermanent\b",
    ),
    ("hard_bounce", r"не существует|\binvalid (?:address|recipient|email)|\bcleaned\b|\bunknown user"),
    ("bounce", r"\bbounce|^soft$|мягк|возврат|не ?доставл|\bundelivered|\bnot delivered|\bdropped\b|\bdeferred\b"),
    ("complaint", r"жалоб|претензи|рекламаци|\bcomplain|\bclaim\b"),
    ("cart", r"корзин|\bcart\b|\bbasket\b|\bcheckout\b"),
    ("click", r"клик|переход|переш(?:ел|ла)|\bclick"),
    ("call", r"звон|\bcall|входящ|исходящ|\bincoming\b|\boutgoing\b|пропущ|\bmissed\b|\bphone\b|\btelephon"),
    ("open", r"открыти|открыл|открыто|прочит|прочт|\bopen|\bread\b"),
    ("visit", r"визит|посещ|просмотр|заш(?:ел|ла)|\bvisit|\bsession|\bpage ?view|\bview"),
    ("subscribe", r"подпис|\bsubscri|\bopt(?:ed)? ?in|\bsign ?up"),
    ("sent", r"отправ|доставлен|разослан|\bsent\b|\bsend\b|\bdeliver"),
    ("support", r"поддержк|обращени|тикет|заявк|\bsupport|\bticket|\bhelp ?desk|\brequest"),
    ("meeting", r"встреч|\bmeeting|\bappointment|\bdemo\b"),
    ("review", r"отзыв|\breview|\bfeedback"),
    ("message", r"сообщени|письм|переписк|\bчат\b|ответил|\bsms\b|смс"),
    ("message", r"\bmessage|\bchat\b|\be ?mail\b|\brepl(?:y|ied)"),
)


def clean_interaction_type(text: str) -> Cleaned:
    """Return what happened: "visit", "open", "click", "call", "unsubscribe", "hard_bounce"…, in Russian or English.

    A complaint of spam is one of its own: it takes leave as an unsubscription does. Problem: `interaction.other`,
    with the value "other": it happened all the same.
    """
    if is_blank(text):
        return Cleaned(text)
    found = meaning_of(text, _TYPES)
    return fine(text, found) if found else problem("interaction.other", text, value="other")
