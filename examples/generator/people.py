"""Who lives in the world: private people, families on one phone, firms with their contact persons."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from .model import LAST_DAY, Firm, Person
from .words import (
    ABROAD,
    CITIES,
    DIMINUTIVES,
    FIRMS,
    MAIL_DOMAINS,
    MEN,
    MOBILE_PREFIXES,
    OFFICE_PREFIXES,
    PATRONYMICS,
    POSITIONS,
    STREETS,
    SURNAMES,
    WOMEN,
    in_latin,
    womans,
    womans_patronymic,
)

#: How many of each there are; the sum of people is 560.
SINGLES, FAMILIES, STAFF, RENAMED, NAMESAKES = 421, 25, 74, 7, 3

_JOINED_FROM = date(2023, 6, 1)


class Population:
    """Makes people one by one and keeps phones, e-mails and full names from being given twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._taken: set[str] = set()
        self._count = 0

    def person(self, sex: str = "", surname: str = "", avoid: tuple[str, ...] = ()) -> Person:
        """Return a new private person.

        Args:
            sex: "f" or "m", by chance when empty.
            surname: in a man's form, by chance when empty.
            avoid: first names that the person must not be mistaken for.
        """
        sex = sex or self.rng.choice("ffm")
        last, first = self._name(sex, surname, avoid)
        patronymic = self.rng.choice(PATRONYMICS)
        self._count += 1
        return Person(
            person_id=f"p{self._count:03}",
            sex=sex,
            last_name=last,
            first_name=first,
            patronymic=womans_patronymic(patronymic) if sex == "f" else patronymic,
            maiden_name="",
            birth_date=date(1956, 1, 1) + timedelta(days=self.rng.randrange(50 * 365)),
            phone=self.mobile(),
            second_phone=self.mobile() if self.rng.random() < 0.15 else "",
            email=self.email(last, first) if self.rng.random() < 0.84 else "",
            keeps="phone",
            city=self.rng.choices(list(CITIES), [share for _, share in CITIES.values()])[0],
            address=self._address(),
            joined_on=self.day(),
        )

    def mobile(self) -> str:
        """Return a Russian mobile number that nobody has yet."""
        return self._unused(lambda: f"7{self.rng.choice(MOBILE_PREFIXES)}{self.rng.randrange(2_000_000, 9_900_000)}")

    def email(self, last: str, first: str) -> str:
        """Return an address on a common domain that nobody has yet."""
        surname, name = in_latin(last).lower(), in_latin(first).lower()
        beginnings = (f"{surname}.{name[0]}", f"{name}.{surname}", f"{name[0]}{surname}", f"{name}-{surname[:4]}")
        return self._unused(
            lambda: (
                f"{self.rng.choice(beginnings)}{self.rng.randrange(11, 9_999)}@"
                f"{self.rng.choices(MAIL_DOMAINS, (34, 30, 22, 5, 5, 4))[0]}"
            )
        )

    def day(self) -> date:
        """Return the day on which somebody is first heard of: the earlier, the likelier."""
        return _JOINED_FROM + timedelta(days=int(self.rng.random() ** 1.4 * (LAST_DAY - _JOINED_FROM).days))

    def _address(self) -> str:
        house, flat = self.rng.randint(1, 90), self.rng.randint(1, 180)
        return f"{self.rng.choice(STREETS)}, {house}-{flat}"

    def _name(self, sex: str, surname: str, avoid: tuple[str, ...]) -> tuple[str, str]:
        forbidden = {DIMINUTIVES.get(name, name) for name in avoid}
        while True:
            man = surname or self.rng.choice(SURNAMES)
            first = self.rng.choice(WOMEN if sex == "f" else MEN)
            last = womans(man) if sex == "f" else man
            if DIMINUTIVES.get(first, first) not in forbidden and self._is_new(f"{last} {first}"):
                return last, first

    def _unused(self, make: Callable[[], str]) -> str:
        while True:
            value = make()
            if self._is_new(value):
                return value

    def _is_new(self, value: str) -> bool:
        new = value not in self._taken
        self._taken.add(value)
        return new


def settle(rng: Random) -> tuple[tuple[Person, ...], tuple[Firm, ...]]:
    """Return all people and firms of the world."""
    population = Population(rng)
    firms = tuple(_firms(population))
    singles = [population.person() for _ in range(SINGLES)]
    families = [member for number in range(1, FAMILIES + 1) for member in _family(population, number)]
    staff = [_employee(population, firm) for firm in _employers(rng, firms)]
    people = list(_with_namesakes(_with_foreigners(_with_weddings(singles, rng), population)))
    return tuple(replace(person, keeps=_keeps(rng, person)) for person in (*people, *families, *staff)), firms


def _keeps(rng: Random, person: Person) -> str:
    """A family's phone tells nobody apart and a firm's address neither; some private people change their phone."""
    movable = person.email and person.second_phone and not person.family and not person.firm
    return "email" if movable and rng.random() < 0.6 else "phone"


def _family(population: Population, number: int) -> Iterator[Person]:
    rng = population.rng
    surname = rng.choice(SURNAMES)
    husband = population.person("m", surname)
    wife = population.person("f", surname if rng.random() < 0.7 else "", avoid=(husband.first_name,))
    members = [husband, wife]
    if number % 5 < 3:
        child = population.person("", surname, avoid=(husband.first_name, wife.first_name))
        born = date(1997, 3, 1) + timedelta(days=rng.randrange(3_500))
        members.append(replace(child, birth_date=born))
    for member in members:
        yield replace(
            member, phone=husband.phone, second_phone="", city=husband.city, address=husband.address, family=number
        )


def _firms(population: Population) -> Iterator[Firm]:
    rng = population.rng
    for number, name in enumerate(FIRMS, 1):
        city = rng.choices(list(OFFICE_PREFIXES), (6, 2, 1, 1))[0]
        domain = in_latin(name.split("«")[1].rstrip("»")).lower().replace("№", "").replace(" ", "-")
        yield Firm(
            person_id=f"f{number:02}",
            name=name,
            inn=_inn(rng),
            phone=f"{OFFICE_PREFIXES[city]}{rng.randrange(10_000):04}" if rng.random() < 0.6 else population.mobile(),
            email=f"info@{domain}-{rng.randrange(10, 99)}.ru",
            city=city,
            address=f"{rng.choice(STREETS)}, {rng.randint(1, 60)}, оф. {rng.randint(1, 400)}",
            joined_on=population.day(),
        )


def _inn(rng: Random) -> str:
    """Return a company's tax number with a right check digit (order of the Federal Tax Service ММВ-7-6/435)."""
    digits = [7, 7, *(rng.randrange(10) for _ in range(7))]
    control = sum(weight * digit for weight, digit in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), digits, strict=True)) % 11 % 10
    return "".join(map(str, (*digits, control)))


def _employers(rng: Random, firms: tuple[Firm, ...]) -> list[Firm]:
    """Each firm at least once, the others by chance: one to five contact persons a firm."""
    return [*firms, *rng.choices(firms[:22], k=STAFF - len(firms))]


def _employee(population: Population, firm: Firm) -> Person:
    person = population.person()
    own_email = person.email if population.rng.random() < 0.3 else ""
    return replace(
        person,
        second_phone=person.phone,
        phone=firm.phone,
        email=own_email or firm.email,
        city=firm.city,
        address=firm.address,
        joined_on=firm.joined_on,
        firm=firm,
        position=population.rng.choice(POSITIONS),
    )


def _with_weddings(people: list[Person], rng: Random) -> list[Person]:
    """A few women took another surname; their older rows have the maiden one."""
    women = [person for person in people if person.sex == "f" and person.last_name.endswith("ва")]
    renamed = {
        woman.person_id: replace(woman, maiden_name=woman.last_name, last_name=womans(rng.choice(SURNAMES)))
        for woman in women[:RENAMED]
    }
    return [renamed.get(person.person_id, person) for person in people]


def _with_foreigners(people: list[Person], population: Population) -> list[Person]:
    abroad = [
        replace(
            person,
            phone=prefix + "".join(population.rng.choices("123456789", k=digits)),
            second_phone="",
            city=city,
        )
        for person, (prefix, digits, city) in zip(people[-len(ABROAD) :], ABROAD, strict=True)
    ]
    return [*people[: -len(ABROAD)], *abroad]


def _with_namesakes(people: list[Person]) -> Iterator[Person]:
    """Two people of one name and nothing else in common: not everybody called so is the same."""
    yield from people[:-NAMESAKES]
    for place, person in enumerate(people[-NAMESAKES:]):
        twin = [other for other in people if other.sex == person.sex and not other.maiden_name][place]
        yield replace(person, last_name=twin.last_name, first_name=twin.first_name)
