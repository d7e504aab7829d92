"""The lists that can be made: who lives in the world and which sources write."""

from dataclasses import dataclass
from datetime import date

from .abroad import Fair, International, Newsletter, Orders
from .homes import HousingOffice, Parcels, Residents
from .past import Obituaries, Register, Voters
from .russian import Accountant, Calls, Cards, Crm, Event, Form, Shop
from .source import Source

#: How many rows tell of one person → share of such people.
ROWS = ((1, 0.33), (2, 0.28), (3, 0.17), (4, 0.11), (5, 0.07), (6, 0.04))


@dataclass(frozen=True, slots=True)
class Kind:
    """A list's world.

    Attributes:
        countries: where its people come from, with shares.
        births: years between which they were born.
        private, business, foreign: the sources that see such people, with weights.
        firms: share of rows that tell of a firm itself.
        years: time between two rows about one person, on the average.
    """

    countries: tuple[tuple[str, float], ...]
    private: tuple[tuple[type[Source], float], ...]
    business: tuple[tuple[type[Source], float], ...]
    foreign: tuple[tuple[type[Source], float], ...]
    births: tuple[int, int] = (1948, 2004)
    firms: float = 0.0
    years: float = 1.3

    @property
    def birthdays(self) -> tuple[int, int]:
        """The first and the last day of birth."""
        return (date(self.births[0], 1, 1).toordinal(), date(self.births[1], 12, 31).toordinal())


_PRIVATE = ((Shop, 0.30), (Form, 0.14), (Cards, 0.20), (Calls, 0.15), (Crm, 0.16), (Accountant, 0.05))
_BUSINESS = ((Shop, 0.10), (Form, 0.10), (Calls, 0.12), (Crm, 0.34), (Accountant, 0.14), (Event, 0.20))
_ABROAD = ((International, 0.4), (Newsletter, 0.15), (Orders, 0.3), (Fair, 0.15))
_PAST = ((Register, 0.35), (Voters, 0.35), (Obituaries, 0.3))
_HOMES = ((HousingOffice, 0.4), (Residents, 0.3), (Parcels, 0.3))

KINDS = {
    "main": Kind(
        (("ru", 0.88), ("en", 0.06), ("de", 0.03), ("es", 0.02), ("tr", 0.01)),
        _PRIVATE,
        _BUSINESS,
        ((International, 0.55), (Shop, 0.2), (Event, 0.1), (Newsletter, 0.15)),
        firms=0.04,
    ),
    "international": Kind(
        (("en", 0.5), ("de", 0.2), ("es", 0.15), ("tr", 0.05), ("ru", 0.1)), _ABROAD, _ABROAD, _ABROAD
    ),
    "no_phones": Kind((("en", 0.75), ("de", 0.15), ("ru", 0.1)), _PAST, _PAST, _PAST, births=(1935, 1990)),
    "households": Kind((("ru", 1.0),), _HOMES, _HOMES, _HOMES),
    "few": Kind((("ru", 0.95), ("en", 0.05)), ((Crm, 0.5), (Shop, 0.5)), ((Crm, 1.0),), ((Crm, 1.0),), firms=0.04),
}
