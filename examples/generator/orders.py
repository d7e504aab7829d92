"""The order export: one row an order line, amounts as a Russian Excel writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from . import spelling
from .goods import RENT, Good
from .habits import MARKETPLACE, SITE, STORE, Purchase, purchases
from .model import LAST_DAY, Cell, Person, Row

HEADER = (
    "Номер заказа", "Дата заказа", "Код клиента", "Покупатель", "Телефон", "E-mail", "Товар", "Категория", "Количество",
    "Цена", "Сумма", "Себестоимость", "Статус", "Канал", "Менеджер", "Промокод", "Причина отказа",
    "Срок аренды, дней", "Повод",
)  # fmt: skip

DONE, RETURNED, LOST, IN_WORK, BILLED = "Выполнен", "Возврат", "Отменён", "В обработке", "Счёт выставлен"

DATE, AMOUNT, QUANTITY = HEADER.index("Дата заказа"), HEADER.index("Сумма"), HEADER.index("Количество")

_LOST_REASONS = ("Дорого", "Нет в наличии", "Передумал", "Долгая доставка", "Купил в другом месте", "Не дозвонились")
_OCCASIONS = ("День рождения", "Корпоратив", "Свадьба", "Переговоры", "Съёмка", "Девичник", "Презентация")
_PROMO_CODES = ("CHAI10", "NEWYEAR", "OSEN10")

#: Sales over the counter to people who left nothing of themselves.
WALK_INS = 8
_WALK_IN = "Розничный покупатель"

#: An order that is younger than this may still be open.
_OPEN_FOR = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Order:
    """What all lines of an order share."""

    number: str
    purchase: Purchase
    buyer: tuple[str, str, str, str]
    status: str
    manager: str
    promo_code: str
    lost_reason: str
    occasion: str
    traits: tuple[str, ...] = ()

    @property
    def person_id(self) -> str:
        """The buyer: a person, the firm where the order names only it, "" when nobody knows."""
        whom = self.purchase.whom
        if "walk_in" in self.traits:
            return ""
        return whom.firm.person_id if whom.firm and "firm" in self.traits else whom.person_id


def order_rows(rng: Random, people: Sequence[Person], cards: Mapping[str, list[tuple[date, str]]]) -> tuple[Row, ...]:
    """Return all lines by date, with the returns, a few broken lines, and the total at the end.

    Args:
        rng: this file's own dice.
        people: everybody, with or without a contact row.
        cards: person → (created on, id) of the CRM's cards.
    """
    bought = purchases(rng, people, frozenset(cards))
    counter = [place for place, purchase in enumerate(bought) if purchase.channel == STORE]
    walk_ins = set(rng.sample(counter, WALK_INS))
    dated = [
        line
        for place, purchase in enumerate(bought)
        for line in _lines(rng, _order(rng, place + 1, purchase, cards, is_walk_in=place in walk_ins))
    ]
    rows = [row for _, row in sorted(dated, key=lambda pair: pair[0])]
    return (*_spoilt(rng, rows), _total(rows))


def money(kopecks: int, space: str = " ") -> str:
    """Return an amount as a Russian Excel writes it: 123450 → "1 234,50"."""
    sign = "-" if kopecks < 0 else ""
    return f"{sign}{abs(kopecks) // 100:,}".replace(",", space) + f",{abs(kopecks) % 100:02}"


def _order(
    rng: Random, number: int, purchase: Purchase, cards: Mapping[str, list[tuple[date, str]]], *, is_walk_in: bool
) -> Order:
    status = _status(rng, purchase.day)
    buyer, trait = _buyer(rng, purchase, cards.get(purchase.whom.person_id, []))
    return Order(
        number=f"{purchase.day:%y}-{number:05}",
        purchase=purchase,
        buyer=("", _WALK_IN, "", "") if is_walk_in else buyer,
        status=status,
        manager="" if purchase.channel == MARKETPLACE else rng.choice(("Ольга", "Тимур", "Настя", "Настя")),
        promo_code=rng.choice(_PROMO_CODES) if purchase.channel == SITE and rng.random() < 0.12 else "",
        lost_reason=rng.choice(_LOST_REASONS) if status == LOST else "",
        occasion=rng.choice(_OCCASIONS) if purchase.lines[0][0].category == RENT else "",
        traits=("walk_in",) if is_walk_in else tuple(filter(None, (trait,))),
    )


def _status(rng: Random, day: date) -> str:
    if LAST_DAY - day < _OPEN_FOR and rng.random() < 0.5:
        return rng.choice((IN_WORK, BILLED))
    return rng.choices((DONE, LOST, BILLED), (935, 58, 7))[0]


def _buyer(rng: Random, purchase: Purchase, cards: list[tuple[date, str]]) -> tuple[tuple[str, str, str, str], str]:
    """Return the cells that tell the buyer, and what is special in them: "guest", "firm", "name_only"."""
    whom = purchase.whom
    name = spelling.name_in_one_cell(rng, whom, 0.12).text
    if cards and purchase.channel != MARKETPLACE and rng.random() < 0.96:
        earlier = [key for created, key in cards if created <= purchase.day] or [cards[0][1]]
        return (
            rng.choice(earlier),
            name if rng.random() < 0.55 else "",
            spelling.phone(rng, whom.phone) if rng.random() < 0.15 else "",
            whom.email if rng.random() < 0.06 else "",
        ), ""
    if whom.firm and rng.random() < 0.35:
        return ("", whom.firm.name, spelling.phone(rng, whom.firm.phone), whom.firm.email), "firm"
    if purchase.channel == MARKETPLACE and rng.random() < 0.18:
        return ("", f"{whom.first_name} {whom.last_name[0]}.", "", ""), "name_only"
    has_phone = not whom.email or rng.random() < 0.72
    has_email = bool(whom.email) and (not has_phone or rng.random() < 0.35)
    phone = spelling.phone(rng, whom.phone) if has_phone else ""
    return ("", name if rng.random() < 0.93 else "", phone, whom.email if has_email else ""), "guest"


def _lines(rng: Random, order: Order) -> list[tuple[date, Row]]:
    """Return the lines of an order with their days, and the one that came back."""
    lines = [(order.purchase.day, _line(rng, order, good, quantity)) for good, quantity in order.purchase.lines]
    day = order.purchase.day + timedelta(days=rng.randint(2, 14))
    if order.status == DONE and "walk_in" not in order.traits and rng.random() < 0.05 and day <= LAST_DAY:
        good, quantity = rng.choice(order.purchase.lines)
        number = order.number + rng.choice(("", "-В"))
        returned = replace(order, number=number, status=RETURNED, purchase=replace(order.purchase, day=day))
        lines.append((day, _line(rng, returned, good, -quantity)))
    return lines


def _line(rng: Random, order: Order, good: Good, quantity: int) -> Row:
    price = good.price * 9 // 10 if order.promo_code else good.price
    space = "\u00a0" if rng.random() < 0.15 else " "
    cost = "" if rng.random() < 0.06 else money(round(good.price * good.cost_share) * quantity, space)
    cells: tuple[Cell, ...] = (
        order.number, f"{order.purchase.day:%d.%m.%Y}", *order.buyer, good.name, good.category, str(quantity),
        money(price, space), money(price * quantity, space), cost, order.status, order.purchase.channel, order.manager,
        order.promo_code, order.lost_reason, str(abs(quantity)) if good.category == RENT else "", order.occasion,
    )  # fmt: skip
    return Row(cells, order.person_id, order.traits)


def _spoilt(rng: Random, rows: list[Row]) -> list[Row]:
    """Return the lines with ten of them broken by hand; a broken line that can be taken still has its buyer."""
    places = rng.sample(range(50, len(rows)), 10)
    changes: tuple[tuple[str, int, str], ...] = (
        ("amount_words", AMOUNT, "сто рублей"),
        ("bad_date", DATE, "32.13.2025"),
        ("bad_date", DATE, "вчера"),
        ("amount_unit", AMOUNT, "{} руб."),
        ("amount_unit", AMOUNT, "{} ₽"),
        ("amount_blank", AMOUNT, ""),
        ("quantity_words", QUANTITY, "две"),
    )
    spoilt = list(rows)
    for place, (trait, column, text) in zip(places, changes, strict=False):
        cells = list(rows[place].cells)
        cells[column] = text.format(cells[column])
        spoilt[place] = replace(rows[place], cells=tuple(cells), traits=(*rows[place].traits, trait))
    for place in places[7:9]:
        spoilt[place] = Row((*rows[place].cells, "перезвонить", ""), "", ("extra_cells",))
    spoilt[places[9]] = Row(rows[places[9]].cells[:7], "", ("cut_short",))
    return spoilt


def _total(rows: Sequence[Row]) -> Row:
    """Return the last line of the export: the sum over all lines, whatever their status."""
    kopecks = sum(int("".join(c for c in str(row.cells[AMOUNT]) if c.isdigit() or c == "-")) for row in rows)
    return Row(("Итого", *[""] * (AMOUNT - 1), money(kopecks), *[""] * (len(HEADER) - AMOUNT - 1)), "", ("total",))
