"""What the world is made of. Days are ordinals of `datetime.date`."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from .names import GivenName

Value = TypeVar("Value")

#: When the sources begin and end to write.
FIRST_DAY, LAST_DAY = date(2014, 1, 1).toordinal(), date(2026, 6, 30).toordinal()
YEAR = 365.25


class History(Generic[Value]):
    """What somebody had, and since when."""

    __slots__ = ("_days", "values")

    def __init__(self, day: int = 0, value: Value | None = None) -> None:
        self._days: list[int] = []
        self.values: list[Value] = []
        if value is not None:
            self.since(day, value)

    def since(self, day: int, value: Value) -> None:
        """Add a later value."""
        place = bisect_right(self._days, day)
        self._days.insert(place, day)
        self.values.insert(place, value)

    def at(self, day: int) -> Value | None:
        """Return what stood on a day."""
        place = bisect_right(self._days, day)
        return self.values[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Town:
    """A town, how people write it, and the area code of its telephones."""

    name: str
    spellings: tuple[str, ...]
    area: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where a household lives, and its telephone on the wall, if any."""

    town: Town
    street: str
    house: str
    flat: int
    landline: str


@dataclass(slots=True)
class Firm:
    """A firm with what all its people share."""

    number: int
    country: str
    name: str
    form: str
    inn: str
    town: Town
    street: str
    house: str
    switchboard: str
    domain: str

    @property
    def entity(self) -> str:
        """Its name in the truth."""
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class Job:
    """Work at a firm; the telephone of the desk stays with the firm."""

    firm: Firm
    position: str
    phone: str
    email: str


@dataclass(slots=True)
class Person:
    """A person and what changes in a life."""

    number: int
    country: str
    sex: str
    name: GivenName
    patronymic: str
    born: int
    inn: str
    nickname: str
    family: "Household"
    lasts: History[str]
    phones: History[str] = field(default_factory=History)
    emails: History[str] = field(default_factory=History)
    homes: History[Home] = field(default_factory=History)
    jobs: History[Job | None] = field(default_factory=History)
    called: str = ""
    types_latin: bool = False
    types_lower: bool = False
    second_sim: str = ""

    @property
    def entity(self) -> str:
        """Its name in the truth."""
        return f"p{self.number}"

    def last(self, day: int) -> str:
        """Return the surname borne on a day."""
        return self.lasts.at(day) or self.lasts.values[0]

    def home(self, day: int) -> Home:
        """Return the home of a day."""
        return self.homes.at(day) or self.homes.values[0]


@dataclass(slots=True)
class Household:
    """People under one roof and what they share; `why` names what makes them hard to tell apart, or nothing."""

    number: int
    why: str = ""
    people: list[Person] = field(default_factory=list)
    email: str = ""
