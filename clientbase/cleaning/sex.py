"""Sex: what a column says, and what a Russian name tells."""

import re

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.first_names import sex_of_first_name
from clientbase.cleaning.problems import Cleaned, fine, problem
from clientbase.cleaning.skeletons import skeleton

_MALE = frozenset(
    {
        "м",
        "муж",
        "мужской",
        "мужчина",
        "мальчик",
        "парень",
        "m",
        "male",
        "man",
        "boy",
        "mr",
        "mister",
        "г-н",
        "господин",
    }
)
_FEMALE = frozenset(
    {"ж", "жен", "женский", "женщина", "девочка", "девушка", "f", "fem", "female", "w", "woman", "girl", "mrs", "ms"}
    | {"miss", "mme", "г-жа", "госпожа"}
)

_MALE_PATRONYMIC = re.compile(r"\w(?:[oe]vich|ich)$|(?:^|\W)(?:ogli|ugli|uli)$")
_FEMALE_PATRONYMIC = re.compile(r"\w(?:[oe]vna|ichna)$|(?:^|\W)(?:kizi|gizi)$")
_MALE_SURNAME = re.compile(r"\w(?:[oe]v|in|(?:sk|ck)[oi]?i)$")
_FEMALE_SURNAME = re.compile(r"\w(?:[oe]va|ina|aia)$")
# In Latin letters Martin and Franklin are nobody's Russian surname.
_TELLING_IN_LATIN = re.compile(r"\w(?:[oe]va?|skaia|ckaia|ski)$")


def clean_sex(text: str) -> Cleaned:
    """Return "male" or "female" for м, жен., M, Mrs…; problem: `sex.not_understood`."""
    if is_blank(text):
        return Cleaned(text)
    word = trimmed(text).casefold().rstrip(".")
    if word in _MALE:
        return fine(text, "male")
    return fine(text, "female") if word in _FEMALE else problem("sex.not_understood", text)


def sex_of(last_name: str, first_name: str, patronymic: str) -> str:
    """Return "male" or "female" as a name tells it, "" when it tells nothing or contradicts itself.

    The patronymic and the first name must not disagree; the surname speaks only where they are silent, for it is
    the one that marriage and foreign passports change.
    """
    told = {sex_of_patronymic(patronymic), sex_of_first_name(first_name)} - {""}
    if len(told) == 2:
        return ""
    return told.pop() if told else _sex_of_surname(last_name)


def sex_of_patronymic(patronymic: str) -> str:
    """Return "male" or "female" by the ending (-ович, -овна, оглы, кызы), "" for anything else."""
    word = " ".join(map(skeleton, patronymic.split()))
    if _FEMALE_PATRONYMIC.search(word):
        return "female"
    return "male" if _MALE_PATRONYMIC.search(word) else ""


def _sex_of_surname(last_name: str) -> str:
    word = skeleton(last_name)
    if not has_cyrillic(last_name) and not _TELLING_IN_LATIN.search(word):
        return ""
    if _FEMALE_SURNAME.search(word):
        return "female"
    return "male" if _MALE_SURNAME.search(word) else ""
