"""What somebody who writes a list gets to see and hear of a person on a day."""

from collections.abc import Sequence
from random import Random

from . import spelling
from .model import Firm, Home, Job, Person
from .names import GivenName

NO_PHONES = ("0000000000", "80000000000", "+7 (999) 999-99-99", "1234567890", "нет", "-", "79999999999", "111")
NO_EMAILS = ("net@net.ru", "no@mail.ru", "net@mail.ru", "нет", "test@test.ru", "-", "a@a.ru")
NO_DAYS = ("01.01.1900", "01.01.1970", "00.00.0000", "01.01.2000")


class Seen:
    """Looks at people with one source's eyes; a program's export has one style, people have many."""

    def __init__(self, chance: Random, phone_styles: Sequence[int]) -> None:
        self.chance = chance
        self._phone_styles = phone_styles

    def has(self, share: float) -> bool:
        """Return whether something of this share happens."""
        return self.chance.random() < share

    def phone(self, person: Person, day: int, *, wrong: float, work: float = 0.0, lent: float = 0.02) -> str:
        """Return the number that a person gives: the own one, another card's, the wall's, the desk's, a relative's."""
        digits = self._number(person, day, work, lent)
        if not digits:
            return ""
        if self.has(wrong):
            digits = spelling.wrong_digit(digits, self.chance)
        return spelling.phone(digits, self.chance.choice(self._phone_styles))

    def _number(self, person: Person, day: int, work: float, lent: float) -> str:
        job = person.jobs.at(day)
        if job and self.has(work):
            return job.phone or job.firm.switchboard
        if self.has(lent) and len(person.family.people) > 1:
            other = self.chance.choice(person.family.people)
            return other.phones.at(day) or ""
        if person.second_sim and self.has(0.25):
            return person.second_sim
        landline = person.home(day).landline
        if landline and self.has(0.08):
            return landline
        return person.phones.at(day) or landline

    def email(self, person: Person, day: int, *, wrong: float, work: float = 0.0) -> str:
        """Return the address that a person gives."""
        job = person.jobs.at(day)
        if job and self.has(work):
            address = job.email or f"info@{job.firm.domain}"
        elif person.family.email and self.has(0.5):
            address = person.family.email
        else:
            address = person.emails.at(day) or ""
        if address and self.has(wrong):
            address = self._wrong_email(address)
        return address.upper() if address and self.has(0.01) else address

    def _wrong_email(self, address: str) -> str:
        local, _, domain = address.partition("@")
        if self.has(0.35):
            wrong = {"gmail.com": "gmial.com", "mail.ru": "mai.ru", "yandex.ru": "yandx.ru", "bk.ru": "bk.u"}
            return f"{local}@{wrong.get(domain, domain.replace('.', ','))}"
        return f"{spelling.slip(local, self.chance)}@{domain}"

    def first(self, person: Person, *, short: float, wrong: float = 0.0) -> str:
        """Return the first name, by the share `short` as friends say it; everybody mostly uses one form of it."""
        name = person.name.full
        if person.name.short and self.has(short):
            name = person.called if self.has(0.85) else self.chance.choice(person.name.short)
        return self._hand(name, person, wrong)

    def last(self, person: Person, day: int, *, wrong: float = 0.0) -> str:
        """Return the surname of a day; some go on under the former one for a while."""
        name = person.last(day - 200 if self.has(0.5) else day)
        return self._hand(name, person, wrong)

    def patronymic(self, person: Person, *, wrong: float = 0.0) -> str:
        """Return the patronymic, if the country knows such a thing."""
        return self._hand(person.patronymic, person, wrong) if person.patronymic else ""

    def _hand(self, text: str, person: Person, wrong: float) -> str:
        if self.has(0.8):
            text = text.replace("ё", "е").replace("Ё", "Е")
        if not self.has(wrong):
            return text
        if person.country == "ru" and self.has(0.05):
            return spelling.other_keyboard(text)
        return spelling.slip(text, self.chance)

    def typed(self, text: str, person: Person) -> str:
        """Return text as the person types it at home: some write in Latin letters, some without capitals."""
        if person.types_latin and self.has(0.7):
            text = spelling.latin(text, 1 if self.has(0.7) else 2)
        return text.lower() if person.types_lower and self.has(0.7) else text

    def nickname(self, person: Person) -> str:
        """Return what people call themselves on the net."""
        return person.nickname if self.has(0.7) else person.nickname.replace("_", " ").title()

    def born(self, person: Person, style: str, *, wrong: float, none: float = 0.0) -> str:
        """Return the birthday."""
        if self.has(none):
            return self.chance.choice(NO_DAYS)
        day = spelling.wrong_day(person.born, self.chance) if self.has(wrong) else person.born
        return spelling.day(day, style)

    def town(self, home: Home) -> str:
        """Return a town as people write it."""
        return self.chance.choice(home.town.spellings) if self.has(0.35) else home.town.name

    def street(self, home: Home, country: str) -> str:
        """Return an address below the town, in one of the usual ways."""
        if country != "ru":
            return f"{home.house} {home.street}" if country == "en" else f"{home.street} {home.house}"
        flat = self.chance.choice((f", кв. {home.flat}", f"-{home.flat}", f", кв {home.flat}", f" кв.{home.flat}"))
        house = self.chance.choice((f", д. {home.house}", f" {home.house}", f", {home.house}", f" д.{home.house}"))
        kind = self.chance.choice(("ул. ", "ул ", "улица ", ""))
        return f"{kind}{home.street}{house}{flat if self.has(0.85) else ''}"

    def company(self, firm: Firm) -> str:
        """Return a firm's name as people and documents write it."""
        if firm.country != "ru":
            return f"{firm.name} {firm.form}" if self.has(0.6) else firm.name if self.has(0.8) else firm.name.upper()
        written = (
            f"{firm.form} «{firm.name}»",
            f'{firm.form} "{firm.name}"',
            firm.name,
            f"{firm.name}, {firm.form}",
            f"«{firm.name}»",
        )
        if firm.form == "ИП":
            written = (f"ИП {firm.name}", f"ИП {firm.name}", f"ИП {firm.name.split()[0]}", f"ИП {firm.name}", firm.name)
        text = self.chance.choices(written, (5, 3, 3, 1, 1))[0]
        return text.lower() if self.has(0.05) else spelling.slip(text, self.chance) if self.has(0.03) else text

    def position(self, job: Job) -> str:
        """Return a position by one of its names."""
        return self.chance.choice(job.position.split("/"))

    def by_ear(self, name: str, share: float) -> str:
        """Return a name as an operator may have understood it."""
        return spelling.by_ear(name, self.chance) if self.has(share) else name

    def short_form(self, name: GivenName) -> str:
        """Return any form that friends use."""
        return self.chance.choice(name.short) if name.short else name.full
