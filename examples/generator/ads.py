"""What the shop paid for advertising: a report with a preamble and a total, as ad systems make them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from .model import FIRST_DAY, LAST_DAY, Row
from .orders import money

PREAMBLE = (
    ("Статистика по кампаниям",),
    ("Период: 01.11.2024 - 31.10.2026",),
    ("Аккаунт: chaynaya-lavka",),
    ("Валюта: руб., с учётом НДС",),
)

HEADER = ("Дата", "Кампания", "Канал", "Показы", "Клики", "Расход (руб.)")


class _Campaign(NamedTuple):
    """What is usual: impressions a line, clicks an impression, kopecks a click."""

    name: str
    channel: str
    shows: int
    click_rate: float
    click_price: int


class _Spent(NamedTuple):
    day: date
    campaign: str
    channel: str
    shows: int
    clicks: int
    cost: int


_WEEKLY = (
    _Campaign("Поиск | чай и кофе | Москва", "Яндекс", 9_000, 0.041, 2_900),
    _Campaign("РСЯ | подарки", "Яндекс", 42_000, 0.006, 1_150),
)
_MONTHLY = (
    _Campaign("Мастер-классы", "ВКонтакте", 60_000, 0.008, 1_700),
    _Campaign("Посев в каналах", "Телеграм", 25_000, 0.011, 3_400),
)


def ad_rows(rng: Random) -> tuple[Row, ...]:
    """Return weekly and monthly lines of 24 months and the total."""
    lines = sorted((*_spent(rng, _WEEKLY, list(_mondays())), *_spent(rng, _MONTHLY, list(_firsts()))))
    rows = [
        Row((f"{day:%d.%m.%Y}", campaign, channel, str(shows), str(clicks), money(cost)))
        for day, campaign, channel, shows, clicks, cost in lines
    ]
    return (*rows, _total(lines))


def _total(lines: Sequence[_Spent]) -> Row:
    shows, clicks = sum(line.shows for line in lines), sum(line.clicks for line in lines)
    cost = money(sum(line.cost for line in lines))
    return Row(("Итого", "—", "—", str(shows), str(clicks), cost), "", ("total",))


def _spent(rng: Random, campaigns: tuple[_Campaign, ...], days: list[date]) -> Iterator[_Spent]:
    """Return a line for each campaign and day."""
    for name, channel, usual, rate, price in campaigns:
        for day in days:
            season = 1.5 if day.month in (11, 12, 2) else 1.0
            shows = int(usual * season * rng.uniform(0.7, 1.3))
            clicks = int(shows * rate * rng.uniform(0.8, 1.2))
            yield _Spent(day, name, channel, shows, clicks, int(clicks * price * rng.uniform(0.85, 1.2)))


def _mondays() -> Iterator[date]:
    day = FIRST_DAY + timedelta(days=-FIRST_DAY.weekday() % 7)
    while day <= LAST_DAY:
        yield day
        day += timedelta(days=7)


def _firsts() -> Iterator[date]:
    yield from (date(2024, month, 1) for month in (11, 12))
    yield from (date(2025, month, 1) for month in range(1, 13))
    yield from (date(2026, month, 1) for month in range(1, 11))
