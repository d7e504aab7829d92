"""Telephones, e-mail addresses and taxpayer numbers that nobody else has, and those that come back to others."""

from random import Random

from .model import Person, Town
from .spelling import latin

_CODES = [
    "903",
    "905",
    "906",
    "909",
    "910",
    "911",
    "912",
    "913",
    "914",
    "915",
    "916",
    "917",
    "918",
    "919",
    "920",
    "921",
    "922",
    "923",
    "924",
    "925",
    "926",
    "927",
    "928",
    "929",
    "937",
    "950",
    "951",
    "952",
    "953",
    "960",
    "961",
    "962",
    "963",
    "964",
    "965",
    "967",
    "968",
    "977",
    "980",
    "981",
    "982",
    "983",
    "985",
    "987",
    "988",
    "989",
    "999",
]
_MOBILE = {
    "en": (("7400", "7415", "7500", "7588", "7711", "7730", "7788", "7811", "7850", "7921", "7960"), 6),
    "de": (("151", "152", "157", "160", "170", "171", "172", "175", "176"), 8),
    "es": (("60", "61", "62", "63", "64", "65", "66", "67", "68"), 7),
    "tr": (("530", "531", "532", "533", "535", "542", "543", "553"), 7),
}
CODE = {"ru": "7", "en": "44", "de": "49", "es": "34", "tr": "90"}
_FREE = {
    "ru": (
        "mail.ru",
        "mail.ru",
        "mail.ru",
        "yandex.ru",
        "yandex.ru",
        "gmail.com",
        "gmail.com",
        "bk.ru",
        "list.ru",
        "rambler.ru",
        "inbox.ru",
        "ya.ru",
    ),
    "en": ("gmail.com", "gmail.com", "hotmail.co.uk", "yahoo.co.uk", "outlook.com", "btinternet.com", "icloud.com"),
    "de": ("gmx.de", "web.de", "t-online.de", "gmail.com", "outlook.de"),
    "es": ("gmail.com", "hotmail.es", "yahoo.es", "outlook.es"),
    "tr": ("gmail.com", "hotmail.com", "outlook.com", "yahoo.com"),
}
_ACCENTS = str.maketrans("áéíóúñüöäßşğıçâÁÉÍÓÚÇŞİÖÜ", "aeiounuoassgicaAEIOUCSIOU")
#: Years after which an operator sells a number again.
_REST = 200


class Numbers:
    """Gives numbers out and takes dropped ones back."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._taken: set[str] = set()
        self._dropped: list[tuple[int, str]] = []

    def mobile(self, country: str, day: int) -> str:
        """Return a number in use from a day on: a new one, now and then one that somebody dropped long before."""
        chance = self._chance
        if country == "ru" and self._dropped and chance.random() < 0.16:
            place = chance.randrange(len(self._dropped))
            dropped_on, digits = self._dropped[place]
            if dropped_on + _REST < day:
                self._dropped[place] = self._dropped[-1]
                self._dropped.pop()
                return digits
        codes, rest = (_CODES, 7) if country == "ru" else _MOBILE[country]
        return self._fresh(CODE[country] + chance.choice(codes), rest)

    def drop(self, digits: str, day: int) -> None:
        """Take a number back."""
        self._dropped.append((day, digits))

    def landline(self, country: str, town: Town) -> str:
        """Return a town's number."""
        rest = {"ru": 10, "en": 10, "de": 10, "es": 9, "tr": 10}[country] - len(town.area) - 1
        return self._fresh(CODE[country] + town.area + self._chance.choice("234567"), rest)

    def _fresh(self, head: str, rest: int) -> str:
        while True:
            digits = head + f"{self._chance.randrange(10**rest):0{rest}}"
            if digits not in self._taken:
                self._taken.add(digits)
                return digits

    def email(self, person: Person, day: int) -> str:
        """Return an address that somebody chooses for oneself."""
        first, last = mail_letters(person.name.full), mail_letters(person.last(day))
        year = str(1 + int((person.born - 1) / 365.2425))
        chance = self._chance
        local = chance.choice(
            (
                f"{last}.{first}",
                f"{first}.{last}",
                f"{first[0]}.{last}",
                f"{last}{first[0]}",
                f"{first}{year[2:]}",
                f"{last}{year[2:]}",
                mail_letters(person.nickname),
                mail_letters(person.nickname) + year[2:],
                f"{first}-{last}",
                f"{first}_{last}",
                f"{last}_{first[0]}",
            )
        )
        domain = chance.choice(_FREE[person.country])
        tail = ""
        while f"{local}{tail}@{domain}" in self._taken:
            tail = str(chance.randrange(1, 2000))
        self._taken.add(f"{local}{tail}@{domain}")
        return f"{local}{tail}@{domain}"

    def work_email(self, person: Person, day: int, domain: str) -> str:
        """Return an address at a firm."""
        first, last = mail_letters(person.name.full), mail_letters(person.last(day))
        local = self._chance.choice((f"{first[0]}.{last}", f"{last}", f"{first}.{last}"))
        tail = ""
        while f"{local}{tail}@{domain}" in self._taken:
            tail = str(int(tail or 1) + 1)
        self._taken.add(f"{local}{tail}@{domain}")
        return f"{local}{tail}@{domain}"

    def inn_of_person(self) -> str:
        """Return a taxpayer number of twelve digits with right check digits."""
        digits = [self._chance.randrange(10) for _ in range(10)]
        digits[:2] = (
            [7, 7] if self._chance.random() < 0.3 else [self._chance.randrange(1, 9), self._chance.randrange(1, 9)]
        )
        digits.append(_check(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)))
        digits.append(_check(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)))
        return "".join(map(str, digits))

    def inn_of_firm(self) -> str:
        """Return a taxpayer number of ten digits with a right check digit."""
        digits = [7, 7, *(self._chance.randrange(10) for _ in range(7))]
        digits[:2] = (
            [7, 7] if self._chance.random() < 0.3 else [self._chance.randrange(1, 9), self._chance.randrange(1, 9)]
        )
        return "".join(map(str, [*digits, _check(digits, (2, 4, 10, 3, 5, 9, 4, 6, 8))]))


def mail_letters(name: str) -> str:
    """Return a name in the letters of e-mail addresses."""
    return latin(name.lower(), 1).translate(_ACCENTS).replace(" ", "").replace("'", "")


def _check(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10
