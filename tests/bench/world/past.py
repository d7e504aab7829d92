"""People of the past: registers, voters and directories know no telephones. Their days stand a hundred years back."""

from .model import Person
from .places import OCCUPATIONS
from .source import Source
from .spelling import by_ear, latin, wrong_day
from .spelling import day as spelled_day

#: Days between a life of ours and the same life in the lists.
_CENTURY = 36_524


class _Past(Source):
    def _first(self, person: Person, short: float) -> str:
        name = self.seen.first(person, short=short, wrong=0.02)
        if self.seen.has(0.08):
            name = by_ear(name, self.chance)
        if self.seen.has(0.06):
            name = f"{name[0]}."
        return latin(name, 0) if person.country == "ru" else name

    def _last(self, person: Person, day: int) -> str:
        name = self.seen.last(person, day, wrong=0.02)
        if self.seen.has(0.12):
            name = by_ear(name, self.chance)
        return latin(name, 0) if person.country == "ru" else name

    def _born(self, person: Person, full: float, none: float) -> str:
        seen = self.seen
        day = (wrong_day(person.born, self.chance) if seen.has(0.08) else person.born) - _CENTURY
        if seen.has(none):
            return ""
        return spelled_day(day, "iso") if seen.has(full) else spelled_day(day, "iso")[:4]

    def _occupation(self, person: Person, day: int) -> str:
        return OCCUPATIONS[(person.number * 7 + day // 4000) % len(OCCUPATIONS)]


class Register(_Past):
    """A parish book: birthdays and birthplaces."""

    file = "parish_register.csv"
    header = ("First name", "Last name", "Date of birth", "Birth place", "Occupation")
    delimiter = ","

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return an entry."""
        home = person.homes.values[0]
        return (
            self._first(person, 0.05),
            self._last(person, day),
            self._born(person, 0.95, 0.05),
            self.seen.town(home) if self.seen.has(0.85) else "",
            self._occupation(person, day) if self.seen.has(0.5) else "",
        )


class Voters(_Past):
    """A list of voters: where somebody lived, and sometimes the birthday."""

    file = "voters.csv"
    header = ("Full name", "Date of birth", "City", "Address", "Occupation")
    delimiter = ","

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a voter."""
        home, last, first = person.home(day), self._last(person, day), self._first(person, 0.1)
        return (
            f"{last}, {first}" if self.seen.has(0.3) else f"{first} {last}",
            self._born(person, 0.85, 0.25),
            self.seen.town(home),
            self.seen.street(home, "en") if self.seen.has(0.85) else "",
            self._occupation(person, day) if self.seen.has(0.6) else "",
        )


class Obituaries(_Past):
    """Encyclopaedias and newspapers: a name by which somebody was known, birthday, place."""

    file = "biographies.csv"
    header = ("Name", "Date of birth", "Birth place", "Postcode", "Occupation")
    delimiter = ","

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a person of note."""
        home = person.homes.values[0]
        return (
            f"{self._first(person, 0.25)} {self._last(person, day)}",
            self._born(person, 0.85, 0.08),
            self.seen.town(home) if self.seen.has(0.8) else "",
            f"{home.town.postcode}{home.flat % 9 + 1}" if self.seen.has(0.5) else "",
            self._occupation(person, day) if self.seen.has(0.8) else "",
        )
