"""People are born into households, marry, move, change numbers and work."""

import math
from collections.abc import Iterator
from random import Random

from .firms import Firms
from .model import FIRST_DAY, LAST_DAY, YEAR, History, Home, Household, Person
from .names import GivenName, country, of_woman, patronymic, words
from .numbers import Numbers
from .places import STREETS, TOWNS
from .spelling import latin

#: Years between two of a kind, on the average.
PHONE_YEARS, EMAIL_YEARS, MOVE_YEARS, JOB_YEARS = 40.0, 36.0, 14.0, 7.0
_NICKS = words("""
cat fox lisa star moon zebra pilot rider tiger rose smile happy lucky kit panda storm best super zaika kotik solnce
""")
#: Shape of a household → its share.
_SHAPES = (
    ("single", 0.40),
    ("couple", 0.26),
    ("children", 0.17),
    ("grown child", 0.09),
    ("father and son", 0.025),
    ("twins", 0.02),
    ("mother and daughter", 0.015),
    ("siblings", 0.02),
)


class Population:
    """Makes one household after another, each with its whole life."""

    def __init__(
        self, chance: Random, countries: tuple[tuple[str, float], ...], *, first_birth: int, last_birth: int
    ) -> None:
        self._chance = chance
        self._countries = countries
        self._births = (first_birth, last_birth)
        self._count = 0
        self._households = 0
        self.numbers = Numbers(chance)
        self.firms = Firms(chance, self.numbers)

    def households(self) -> Iterator[Household]:
        """Yield households without end."""
        while True:
            code = self._pick(self._countries)
            family = Household(self._households)
            self._households += 1
            homes = self._moves(self.home(code))
            for person in self._members(self._pick(_SHAPES), code, family):
                if person.born > LAST_DAY - int(15 * YEAR):
                    continue
                person.homes = self._homes(person, homes)
                self._live(person)
                family.people.append(person)
            if len(family.people) > 1 and self._chance.random() < 0.05:
                family.email = self.numbers.email(family.people[0], LAST_DAY)
            yield family

    def _pick(self, shares: tuple[tuple[str, float], ...]) -> str:
        return self._chance.choices([name for name, _ in shares], [share for _, share in shares])[0]

    def home(self, code: str) -> Home:
        """Return a new home somewhere in a country."""
        chance = self._chance
        towns = TOWNS[code]
        near_the_top = chance.random() < 0.7
        place = int(chance.paretovariate(0.75)) - 1 if near_the_top else chance.randrange(len(towns))
        town = towns[min(place, len(towns) - 1)]
        ends = ("", "", "", "", "а", "к2", "б") if code == "ru" else ("", "", "", "a")
        house = f"{chance.randint(1, 140)}{chance.choice(ends)}"
        landline = self.numbers.landline(code, town) if chance.random() < 0.25 else ""
        return Home(town, chance.choice(STREETS[code]), house, chance.randint(1, 240), landline)

    def _members(self, shape: str, code: str, family: Household) -> Iterator[Person]:
        chance = self._chance
        born = chance.randint(*self._births)
        surname = country(code).surnames.draw(chance)
        if shape == "single":
            yield self._person(code, family, chance.choice(("male", "female")), surname, born)
            return
        if shape in ("twins", "siblings"):
            family.why = shape
            yield from self._brothers(shape, code, family, surname, born)
            return
        husband = self._person(code, family, "male", surname, born)
        wife = self._person(code, family, "female", surname, born + chance.randint(-1500, 2500))
        self._marry(wife, surname, code)
        if shape == "mother and daughter":
            family.why = shape
            daughter = self._child(code, family, husband, "female", wife.born)
            daughter.name, daughter.called = wife.name, wife.called
            yield from (wife, daughter)
            return
        yield husband
        if chance.random() < 0.9:
            yield wife
        if shape == "father and son":
            family.why = shape
            son = self._child(code, family, husband, "male", wife.born)
            son.name, son.called = husband.name, husband.called
            son.patronymic = patronymic(husband.name.full, "male") if code == "ru" else ""
            yield son
        elif shape in ("children", "grown child"):
            yield from self._children(shape, code, family, husband, wife.born)

    def _children(
        self, shape: str, code: str, family: Household, father: Person, mothers_birth: int
    ) -> Iterator[Person]:
        for _ in range(self._chance.choice((1, 1, 2, 2, 3)) if shape == "children" else 1):
            yield self._child(code, family, father, self._chance.choice(("male", "female")), mothers_birth)

    def _brothers(self, shape: str, code: str, family: Household, surname: str, born: int) -> Iterator[Person]:
        chance = self._chance
        sexes = [chance.choice(("male", "female")) for _ in range(2)]
        if shape == "twins" and chance.random() < 0.7:
            sexes[1] = sexes[0]
        one = self._person(code, family, sexes[0], surname, born)
        other = self._person(
            code, family, sexes[1], surname, born if shape == "twins" else born + chance.randint(400, 2500)
        )
        while other.name.full == one.name.full:
            other.name = self._given(code, sexes[1])
        self._habits(other)
        if code == "ru":
            father = country(code).men.draw(chance).full
            one.patronymic, other.patronymic = (patronymic(father, sex) for sex in sexes)
        yield from (one, other)

    def _child(self, code: str, family: Household, father: Person, sex: str, mothers_birth: int) -> Person:
        born = mothers_birth + int(self._chance.uniform(19, 34) * YEAR)
        child = self._person(code, family, sex, father.lasts.values[0], born)
        if code == "ru":
            child.patronymic = patronymic(father.name.full, sex)
        return child

    def _given(self, code: str, sex: str) -> GivenName:
        names = country(code)
        return (names.men if sex == "male" else names.women).draw(self._chance)

    def _person(self, code: str, family: Household, sex: str, surname: str, born: int) -> Person:
        chance = self._chance
        self._count += 1
        own = of_woman(surname) if code == "ru" and sex == "female" else surname
        name = self._given(code, sex)
        person = Person(
            self._count,
            code,
            sex,
            name,
            "",
            born,
            "",
            "",
            family,
            History(born, own),
            types_latin=code == "ru" and chance.random() < 0.04,
            types_lower=chance.random() < 0.08,
        )
        if code == "ru":
            person.patronymic = patronymic(country(code).men.draw(chance).full, sex)
            person.inn = self.numbers.inn_of_person() if chance.random() < 0.5 else ""
        short = latin((name.short or (name.full,))[0].lower(), 2).replace(" ", "")
        person.nickname = (
            f"{chance.choice(_NICKS)}_{short}" if chance.random() < 0.4 else f"{short}{chance.choice(_NICKS)}"
        )
        self._habits(person)
        return person

    def _habits(self, person: Person) -> None:
        person.called = self._chance.choice(person.name.short) if person.name.short else person.name.full

    def _marry(self, wife: Person, surname: str, code: str) -> None:
        chance = self._chance
        maiden = country(code).surnames.draw(chance)
        on = wife.born + int(chance.uniform(19, 38) * YEAR)
        wife.lasts = History(wife.born, of_woman(maiden) if code == "ru" else maiden)
        if chance.random() < 0.85 and code in ("ru", "en", "de"):
            wife.lasts.since(on, of_woman(surname) if code == "ru" else surname)

    def _live(self, person: Person) -> None:
        """Fill a life from the first number on; what came before the sources began is kept short."""
        grown = person.born + int(13 * YEAR)
        begins = max(grown, FIRST_DAY - int(4 * YEAR))
        self._phones(person, begins)
        if self._chance.random() < 0.78:
            for day in self._days(begins, EMAIL_YEARS):
                person.emails.since(day, self.numbers.email(person, day))
        if self._chance.random() < 0.04:
            person.second_sim = self.numbers.mobile(person.country, begins)
        if self._chance.random() < 0.4:
            self._work(person)

    def _moves(self, home: Home) -> History[Home]:
        """Return the homes of a household; most moves are within the town."""
        homes = History(0, home)
        for day in list(self._days(FIRST_DAY - int(4 * YEAR), MOVE_YEARS))[1:]:
            homes.since(day, self._next_home(home))
        return homes

    def _next_home(self, home: Home) -> Home:
        new = self.home(next(code for code, towns in TOWNS.items() if home.town in towns))
        return Home(home.town, new.street, new.house, new.flat, new.landline) if self._chance.random() < 0.75 else new

    def _homes(self, person: Person, homes: History[Home]) -> History[Home]:
        """Return the household's homes, for a child until it leaves."""
        head = person.family.people[0] if person.family.people else person
        leaves = person.born + int(self._chance.uniform(18, 32) * YEAR)
        if person.born < head.born + int(16 * YEAR) or leaves > LAST_DAY:
            return homes
        own: History[Home] = History(0, homes.at(leaves))
        for day in self._days(leaves, MOVE_YEARS):
            own.since(day, self._next_home(own.at(day) or homes.values[0]))
        return own

    def _phones(self, person: Person, begins: int) -> None:
        old = ""
        for day in self._days(begins, PHONE_YEARS):
            if old:
                self.numbers.drop(old, day)
            old = self.numbers.mobile(person.country, day)
            person.phones.since(day, old)

    def _work(self, person: Person) -> None:
        for day in self._days(max(person.born + int(20 * YEAR), FIRST_DAY - int(3 * YEAR)), JOB_YEARS):
            person.jobs.since(day, self.firms.job(person, day) if self._chance.random() < 0.85 else None)

    def _days(self, begins: int, years: float) -> Iterator[int]:
        """Yield a beginning and the days of change after it."""
        day = float(begins)
        while day < LAST_DAY:
            yield int(day)
            day += -math.log(1 - self._chance.random()) * years * YEAR + 60
