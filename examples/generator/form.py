"""Answers of the sign-up form on the site: one name cell in any order, foreign numbers, emoji."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from . import spelling
from .contacts import Appearance, as_called_then, mixed_in, reach
from .model import FIRST_DAY, LAST_DAY, Firm, Row

HEADER = (
    "Отметка времени", "Как вас зовут?", "Ваш телефон", "Ваша почта", "Ваш город",
    "Согласие на обработку персональных данных", "Согласие на e-mail рассылку",
)  # fmt: skip

#: Said around a name by people who take a form for a chat.
_ADDED = ("🌸", "☕️ обожаю ваш улун!", "🍵🍵🍵")


def form_rows(rng: Random, appearances: Sequence[Appearance]) -> tuple[Row, ...]:
    """Return the answers in the order of time; later answers of a person come later."""
    stamped = sorted(((_stamp(rng, each), each) for each in appearances), key=lambda pair: pair[0])
    talkative = set(rng.sample(range(len(stamped)), len(_ADDED)))
    added = iter(_ADDED)
    rows = [
        _row(rng, stamp, appearance, next(added) if place in talkative else "")
        for place, (stamp, appearance) in enumerate(stamped)
    ]
    return mixed_in(rng, rows, _strays(rng, rows))


def _stamp(rng: Random, appearance: Appearance) -> datetime:
    first = max(appearance.whom.joined_on, FIRST_DAY)
    days = rng.randint(0, 20) if appearance.is_first else rng.randint(1, max(1, (LAST_DAY - first).days))
    clock = time(rng.randint(7, 23), rng.randrange(60), rng.randrange(60))
    return datetime.combine(min(first + timedelta(days=days), LAST_DAY), clock)


def _row(rng: Random, stamp: datetime, appearance: Appearance, added: str) -> Row:
    whom = as_called_then(appearance)
    if isinstance(whom, Firm):
        raise TypeError("a firm does not fill in forms")
    name = spelling.name_in_one_cell(rng, whom, appearance.dirty)
    contact = reach(rng, appearance)
    cells = (
        f"{stamp:%d.%m.%Y %H:%M:%S}", f"{name.text} {added}".strip() if added else name.text, contact.phone,
        contact.email, spelling.city(rng, whom.city), _answer(rng, whom.sex, (88, 2, 10)),
        _answer(rng, whom.sex, (56, 24, 20)),
    )  # fmt: skip
    traits = (name.trait, "family" if whom.family else "", "emoji" if added else "", *contact.traits)
    return Row(cells, whom.person_id, tuple(filter(None, traits)))


def _answer(rng: Random, sex: str, weights: tuple[int, int, int]) -> str:
    """Return consent given, refused or left blank, by `weights`."""
    agreed = "Да, согласна" if sex == "f" and rng.random() < 0.5 else "Да, согласен"
    return rng.choices((agreed, "Нет", ""), weights)[0]


def _strays(rng: Random, rows: Sequence[Row]) -> list[Row]:
    """Return records that cannot be taken, and the header once more."""
    spoilt = rng.sample(rows, 4)
    return [
        *(Row((*row.cells, "", "https://chay.example/?utm"), "", ("extra_cells",)) for row in spoilt[:2]),
        *(Row(row.cells[:2], "", ("cut_short",)) for row in spoilt[2:]),
        *(Row((stamp, "", "", "", "Москва", "Нет", ""), "", ("nobody",)) for stamp in _EMPTY),
        Row(HEADER, "", ("repeated_header",)),
    ]


_EMPTY = ("05.03.2026 23:58:01", "05.03.2026 23:58:09")
