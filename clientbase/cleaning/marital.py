"""Marital status: the words of forms, for women and for men → a few codes."""

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.meanings import meaning_of, meanings
from clientbase.cleaning.problems import Cleaned, fine, problem

# The first pattern found decides: "не замужем" stands before "замужем", "гражданский брак" before "брак".
_STATUSES = meanings(
    ("divorced", r"развед|развод|в разводе|разошл|\bdivorc|\bseparated"),
    ("widowed", r"вдов|\bwidow"),
    ("partnered", r"гражданск|сожител|партнер|в отношениях|встречаюсь|есть (?:парень|девушка|друг|подруга)|помолвл"),
    ("partnered", r"\bpartner|\bcohabit|\bin a relationship|\bengaged|\bcommon law|\bcivil union"),
    (
        "single",
        r"не (?:замужем|женат|в браке|состо)|незамуж|неженат|холост|одинок|свобод|без пары|нет (?:мужа|жены|пары)",
    ),
    ("single", r"\bsingle\b|\b(?:un|not |never )married|\bbachelor"),
    ("married", r"замуж|женат|\bбрак|семейн|есть (?:муж|жена)\b|\bмуж\b|\bжена\b|\bmarried\b|\bmarriage\b"),
)
_LETTERS = {"m": "married", "s": "single", "d": "divorced", "w": "widowed"}


def clean_marital_status(text: str) -> Cleaned:
    """Return "single", "married", "partnered", "divorced" or "widowed"; other words stay as written with a note.

    Problem: `marital_status.not_understood`.
    """
    if is_blank(text):
        return Cleaned(text)
    plain = trimmed(text)
    status = _LETTERS.get(plain.casefold()) or meaning_of(plain, _STATUSES)
    return fine(text, status) if status else problem("marital_status.not_understood", text, value=plain)
