"""Who is called what: a few names are everybody's, most are rare, and friends shorten them."""

import re
import tomllib
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

import clientbase

from .name_lists import ABROAD, ENDINGS, MEN, PARTS, STEMS, SURNAMES, WOMEN

Value = TypeVar("Value")

_DICTIONARY = Path(clientbase.__file__).parent / "cleaning" / "first_names.toml"
_FATHERS = {
    "Павел": "Павлович", "Пётр": "Петрович", "Лев": "Львович", "Михаил": "Михайлович", "Яков": "Яковлевич",
    "Илья": "Ильич", "Никита": "Никитич", "Дмитрий": "Дмитриевич", "Георгий": "Георгиевич",
}  # fmt: skip


class Share(Generic[Value]):
    """Values whose weights fall with their place, as the frequencies of names do, and equally rare ones beside them."""

    def __init__(
        self, values: Sequence[Value], shift: float, power: float, rare: Sequence[Value] = (), share: float = 0.0
    ) -> None:
        self.values = values
        self._rare = rare
        self._share = share
        self._sums = list(accumulate((place + shift) ** -power for place in range(1, len(values) + 1)))

    def draw(self, chance: Random) -> Value:
        """Return one of the values, the first ones most often."""
        if self._rare and chance.random() < self._share:
            return chance.choice(self._rare)
        return self.values[bisect(self._sums, chance.random() * self._sums[-1])]


@dataclass(frozen=True, slots=True)
class GivenName:
    """A first name and the forms that friends use, a frequent one several times."""

    full: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """What people of a country are called."""

    men: Share[GivenName]
    women: Share[GivenName]
    surnames: Share[str]


def words(text: str) -> list[str]:
    """Return the words of a list that is written as a text."""
    return text.split()


@cache
def country(code: str) -> Country:
    """Return the names of "ru" or of one of `ABROAD`."""
    if code == "ru":
        men, women = _given(MEN), _given(WOMEN)
        tail = _rare()
        surnames = SURNAMES.split()
        return Country(
            Share(men, 3, 0.95, _not_in(men, tail["male"]), 0.04),
            Share(women, 3, 0.95, _not_in(women, tail["female"]), 0.04),
            Share(surnames + _made_up(set(surnames)), 12, 0.95),
        )
    men_text, women_text, last_text = ABROAD[code]
    surnames = last_text.split()
    starts, ends = (words(part) for part in PARTS[code])
    return Country(
        Share(_given(men_text), 2, 0.95),
        Share(_given(women_text), 2, 0.95),
        Share(surnames + _mixed([start + end for end in ends for start in starts], set(surnames)), 8, 0.95),
    )


def _given(text: str) -> list[GivenName]:
    parts = [part.partition(":") for part in re.split(r"\s*[|\n]\s*", text.strip())]
    return [GivenName(full, tuple(short for short in shorts.split(",") if short)) for full, _, shorts in parts]


def _rare() -> dict[str, list[GivenName]]:
    names = tomllib.loads(_DICTIONARY.read_text(encoding="utf-8"))
    return {
        sex: [GivenName(full, ()) for full in names[sex] if re.fullmatch(r"[А-ЯЁ][а-яё]+", full)]
        for sex in ("male", "female")
    }


def _not_in(known: list[GivenName], names: list[GivenName]) -> list[GivenName]:
    taken = {name.full for name in known}
    return [name for name in names if name.full not in taken]


def _made_up(taken: set[str]) -> list[str]:
    made = [stem + ending for ending in dict.fromkeys(ENDINGS) for stem in STEMS.split() if not _clash(stem, ending)]
    return _mixed(made, taken)


def _mixed(made: list[str], taken: set[str]) -> list[str]:
    Random(1).shuffle(made)
    return [name for name in dict.fromkeys(made) if name not in taken]


def _clash(stem: str, ending: str) -> bool:
    vowels = "аеёиоуыэюя"
    return (stem[-1] in vowels) == (ending[0] in vowels) or (stem[-1] in "гкхжшчщ" and ending[0] in "яюэы")


def of_woman(surname: str) -> str:
    """Return the form of a Russian surname that a woman bears."""
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    if surname.endswith(("ой", "ый")):
        return surname[:-2] + "ая"
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин", "ын")) else surname


def patronymic(father: str, sex: str) -> str:
    """Return the patronymic of Russian children by their father's first name."""
    his = _FATHERS.get(father) or _patronymic(father)
    if sex == "male":
        return his
    return his.removesuffix("ич") + "инична" if his in ("Ильич",) else re.sub(r"ич$", "на", his)


def _patronymic(father: str) -> str:
    if father.endswith(("ий",)):
        return father[:-2] + "ьевич"
    if father.endswith("й"):
        return father[:-1] + "евич"
    if father.endswith("ь"):
        return father[:-1] + "евич"
    return father[:-1] + "ич" if father[-1] in "аяеио" else father + "ович"
