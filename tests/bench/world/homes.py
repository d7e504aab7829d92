"""Lists of households: everybody at an address, no telephones."""

from .model import Person
from .source import Source
from .spelling import day as spelled_day


class HousingOffice(Source):
    """A housing office: full names, addresses, birthdays of most."""

    file = "housing_office.csv"
    header = ("Фамилия", "Имя", "Отчество", "Дата рождения", "Индекс", "Город", "Адрес")
    encoding = "cp1251"

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a tenant."""
        seen = self.seen
        home = person.home(day)
        return (
            seen.last(person, day, wrong=0.03),
            seen.first(person, short=0.02, wrong=0.02),
            seen.patronymic(person, wrong=0.02) if seen.has(0.85) else "",
            seen.born(person, "ru", wrong=0.04) if seen.has(0.75) else "",
            f"{home.town.postcode}{sum(map(ord, home.street)) % 900 + 100}" if seen.has(0.7) else "",
            seen.town(home) if seen.has(0.9) else "",
            seen.street(home, "ru"),
        )


class Residents(Source):
    """A club of neighbours: as people call each other, with the address."""

    file = "neighbours.csv"
    header = ("Имя и фамилия", "Город", "Адрес", "Год рождения")

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a member."""
        seen = self.seen
        home = person.home(day)
        pair = [seen.first(person, short=0.3, wrong=0.03), seen.last(person, day, wrong=0.03)]
        if seen.has(0.25):
            pair.insert(1, seen.patronymic(person))
        return (
            " ".join(pair),
            seen.town(home) if seen.has(0.7) else "",
            seen.street(home, "ru") if seen.has(0.92) else "",
            spelled_day(person.born, "iso")[:4] if seen.has(0.4) else "",
        )


class Parcels(Source):
    """A postal service: initials and names, addresses in full."""

    file = "parcels.csv"
    header = ("Получатель", "Индекс", "Адрес")

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a recipient."""
        seen = self.seen
        home = person.home(day)
        last, first, father = (
            seen.last(person, day, wrong=0.03),
            seen.first(person, short=0.05, wrong=0.02),
            seen.patronymic(person),
        )
        name = (
            f"{last} {first[0]}. {father[0]}."
            if seen.has(0.3)
            else f"{last} {first} {father if seen.has(0.5) else ''}".strip()
        )
        postcode = f"{home.town.postcode}{sum(map(ord, home.street)) % 900 + 100}" if seen.has(0.9) else ""
        return (name, postcode, f"{seen.town(home)}, {seen.street(home, 'ru')}")
