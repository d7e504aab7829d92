"""Sex: what a column says, and what a Russian name tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clientbase.cleaning.alphabets import has_cyrillic
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.first_name_endings import plain, sex_of_ending
from clientbase.cleaning.first_names import NO_NAMES, sexes_of_first_name
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

# Иванович, Ilyich, Серікұлы; Ивановна, Савишна, Іванаўна
_MALE_PATRONYMIC = re.compile(r"\w(?:[oe]vich|ich)$|(?:^|\W)(?:ogl[iu]|ugli|ul[iu])$|\w{3}ogl[iu]$")
_FEMALE_PATRONYMIC = re.compile(r"\w(?:[oe]vna|ichna)$|(?:^|\W)[kgq]izi$|\w{3}[kgq]izi$")
_MALE_PATRONYMIC_IN_CYRILLIC = re.compile(r"\w{3}(?:uli|ulu|ugli)$")
_FEMALE_PATRONYMIC_IN_CYRILLIC = re.compile(r"\w{2}(?:vna|chna|shna|[ae]una)$|^(?:palna|mihalna)$")
# Uzbek oʻgʻli in its many spellings
_OTHER_LETTERS = re.compile(r"[ʻʼ]")

# Of women and men alike: Калина, Сова; Гаврилишин.
_EITHER_ENDINGS = ("ишин", "йчин")
_EITHER_SURNAME = frozenset(
    {
        "калина",
        "тичина",
        "тычина",
        "чуприна",
        "литвин",
        "малина",
        "щербина",
        "бузина",
        "былина",
        "перина",
        "дубина",
        "година",
        "долина",
    }
    | {"голова", "корова", "дуброва", "подкова", "полова", "основа"}
)
_MALE_SURNAME = re.compile(r"\w{2}(?:[ое]в|[иы]н|[сц]к(?:ий|ой|и)|ый|[гжкнчшщ]ий|\w\wой)$")
_FEMALE_SURNAME = re.compile(r"\w{2}(?:[ое]ва|[иы]на|[сцз]ька|[ая]я)$")
# In Latin letters Martin and Franklin are nobody's Russian surname.
_MALE_SURNAME_IN_LATIN = re.compile(r"\w{2}(?:[oe]v|[sc]k[oi]?i)$")
_FEMALE_SURNAME_IN_LATIN = re.compile(r"\w{2}(?:[oe]va|[sc]kaia)$")


@dataclass(frozen=True, slots=True)
class SexEvidence:
    """What a name tells of the sex, and which part of it.

    Attributes:
        sex: "male", "female", or "" for unknown.
        told_by: "patronymic", "first_name" (a known one of one sex), "ending" (of an unknown first name), "surname";
            "both" when the first name is one that both sexes have and nothing else tells; "disagree" when two parts
            contradict each other; "" when no part tells.
    """

    sex: str = ""
    told_by: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it may contradict what a source says: a lone surname and an ending are too weak for that."""
        return self.told_by in {"patronymic", "first_name"}


def clean_sex(text: str) -> Cleaned:
    """Return "male" or "female" for м, жен., M, Mrs…; problem: `sex.not_understood`."""
    if is_blank(text):
        return Cleaned(text)
    word = trimmed(text).casefold().rstrip(".")
    if word in _MALE:
        return fine(text, "male")
    return fine(text, "female") if word in _FEMALE else problem("sex.not_understood", text)


def sex_of(last_name: str, first_name: str, patronymic: str, own: Mapping[str, str] = NO_NAMES) -> str:
    """Return "male" or "female" as a name tells it, "" when it tells nothing or contradicts itself."""
    return sex_evidence(last_name, first_name, patronymic, own).sex


def sex_evidence(last_name: str, first_name: str, patronymic: str, own: Mapping[str, str] = NO_NAMES) -> SexEvidence:
    """Return what a name tells of the sex.

    The patronymic and a known first name must not disagree. The surname speaks only where both are silent, for it is
    the one that marriage and foreign passports change; the ending of an unknown first name speaks unless the surname
    contradicts it.

    Args:
        last_name: the surname; any part may be "".
        first_name: one or several words.
        patronymic: with its clan word.
        own: the owner's first names, as `plain` spells them → "male", "female" or "both".
    """
    by_patronymic = sex_of_patronymic(patronymic) or ("female" if plain(patronymic) == "иванна" else "")
    known = sexes_of_first_name(first_name, own)
    by_name = next(iter(known)) if len(known) == 1 else ""
    if by_patronymic and by_name and by_patronymic != by_name:
        return SexEvidence(told_by="disagree")
    if by_patronymic or by_name:
        return SexEvidence(by_patronymic or by_name, "patronymic" if by_patronymic else "first_name")
    by_surname = _sex_of_surname(last_name)
    by_ending = "" if known else sex_of_ending(first_name)
    if by_ending and by_surname and by_ending != by_surname:
        return SexEvidence(told_by="disagree")
    if by_ending or by_surname:
        return SexEvidence(by_ending or by_surname, "ending" if by_ending else "surname")
    return SexEvidence(told_by="both" if known else "")


def sex_of_patronymic(patronymic: str) -> str:
    """Return "male" or "female" by the ending (-ович, -овна, оглы, кызы), "" for anything else."""
    word = " ".join(map(skeleton, re.split(r"[\s-]+", _OTHER_LETTERS.sub("", patronymic).replace("č", "ch"))))
    is_cyrillic = has_cyrillic(patronymic)
    if _FEMALE_PATRONYMIC.search(word) or (is_cyrillic and _FEMALE_PATRONYMIC_IN_CYRILLIC.search(word)):
        return "female"
    is_male = _MALE_PATRONYMIC.search(word) or (is_cyrillic and _MALE_PATRONYMIC_IN_CYRILLIC.search(word))
    return "male" if is_male else ""


def _sex_of_surname(last_name: str) -> str:
    """Return what the parts of a surname tell; Калина and parts that disagree tell nothing."""
    told = {_sex_of_surname_part(part) for part in re.split(r"[\s-]+", last_name)} - {""}
    return told.pop() if len(told) == 1 else ""


def _sex_of_surname_part(part: str) -> str:
    if not has_cyrillic(part):
        word, female, male = skeleton(part), _FEMALE_SURNAME_IN_LATIN, _MALE_SURNAME_IN_LATIN
    else:
        word, female, male = plain(part), _FEMALE_SURNAME, _MALE_SURNAME
    if word in _EITHER_SURNAME or (len(word) > 7 and word.endswith(_EITHER_ENDINGS)):
        return ""
    if female.search(word):
        return "female"
    return "male" if male.search(word) else ""
