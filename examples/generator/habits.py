"""How often somebody buys, when, where and what: the shop's life before it is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .goods import CLASS, COFFEE, RENT, TEA, WARE, Good, of_category
from .model import FIRST_DAY, LAST_DAY, Person

SITE, STORE, MARKETPLACE = "Сайт", "Магазин", "Маркетплейс"
CHANNELS = (SITE, STORE, MARKETPLACE)

#: Sales by month, January first: presents in December and March, quiet summers.
_SEASON = (0.8, 1.2, 1.15, 1.0, 0.9, 0.75, 0.65, 0.7, 1.0, 1.1, 1.2, 1.9)

#: Habit → (fewest, most) orders in two years.
_HABITS = {"none": (0, 0), "once": (1, 1), "twice": (2, 2), "regular": (3, 9), "loyal": (9, 24)}

#: Taste → share of each category in a basket.
_TASTES: Mapping[str, Mapping[str, int]] = {
    "tea": {TEA: 84, WARE: 16},
    "coffee": {COFFEE: 88, WARE: 12},
    "both": {TEA: 44, COFFEE: 38, WARE: 18},
}

_DAYS = [FIRST_DAY + timedelta(days=day) for day in range((LAST_DAY - FIRST_DAY).days + 1)]
_WEIGHTS = [
    _SEASON[day.month - 1] * (1.3 if day.weekday() in (4, 5) else 1.0) * (1 + place / 2_500)
    for place, day in enumerate(_DAYS)
]


@dataclass(frozen=True, slots=True)
class Purchase:
    """One visit to the shop: who, when, where, and (good, quantity) of each line."""

    whom: Person
    day: date
    channel: str
    lines: tuple[tuple[Good, int], ...]


def purchases(rng: Random, people: Sequence[Person], carded: frozenset[str]) -> list[Purchase]:
    """Return all purchases of two years by day; people with a CRM card (`carded`) buy more often."""
    bought = [purchase for person in people for purchase in _life(rng, person, is_carded=person.person_id in carded)]
    return sorted(bought, key=lambda purchase: purchase.day)


def _life(rng: Random, person: Person, *, is_carded: bool) -> list[Purchase]:
    taste = rng.choices([*_TASTES], (20, 60, 20) if person.firm else (56, 19, 25))[0]
    fewest, most = _HABITS[rng.choices([*_HABITS], (9, 31, 18, 32, 10) if is_carded else (33, 46, 12, 8, 1))[0]]
    preference = [weight * rng.random() for weight in (54, 36, 16)]
    return [
        Purchase(person, day, rng.choices(CHANNELS, preference)[0], _basket(rng, taste))
        for day in _days(rng, person, rng.randint(fewest, most))
    ] + _rentals(rng, person)


def _days(rng: Random, person: Person, count: int) -> list[date]:
    """Return at most `count` days between the first visit and the day the habit died, more of them in season."""
    late_start = rng.randint(0, 45) if person.joined_on < FIRST_DAY else rng.randint(0, 15)
    first = min((max(person.joined_on, FIRST_DAY) - FIRST_DAY).days + late_start, len(_DAYS) - 1)
    last = min(first + max(count * 20, rng.randint(60, 800)), len(_DAYS))
    fitting = min(count, 1 + (last - first) // 14)
    return rng.choices(_DAYS[first:last], _WEIGHTS[first:last], k=fitting)


def _basket(rng: Random, taste: str) -> tuple[tuple[Good, int], ...]:
    if rng.random() < 0.09:
        return ((rng.choice(of_category(CLASS)), rng.choices((1, 2, 4), (50, 40, 10))[0]),)
    shares = _TASTES[taste]
    size = rng.choices((1, 2, 3, 4, 5), (33, 29, 20, 11, 7))[0]
    categories = rng.choices([*shares], [*shares.values()], k=size)
    chosen = dict.fromkeys(rng.choice(of_category(category)) for category in categories)
    return tuple((good, rng.choices((1, 2, 3, 6), (72, 18, 7, 3))[0]) for good in chosen)


def _rentals(rng: Random, person: Person) -> list[Purchase]:
    """Return the rooms that a person rented, each order one room for some days."""
    if rng.random() > (0.35 if person.firm else 0.045):
        return []
    rooms = of_category(RENT)
    days = _days(rng, person, rng.choices((1, 2, 3), (60, 28, 12))[0])
    return [
        Purchase(person, day, SITE, ((rng.choice(rooms), rng.choices((1, 2, 3, 5), (58, 24, 12, 6))[0]),))
        for day in days
    ]
