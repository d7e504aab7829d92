"""The CRM's export: one row a contact card, header names repeated, notes with line breaks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from . import spelling
from .contacts import Appearance, Reach, as_called_then, company_name, firm_of, mixed_in, reach
from .model import LAST_DAY, Firm, Person, Row

HEADER = (
    "ID", "Полное имя контакта", "Компания", "Телефон", "Телефон", "E-mail", "Город", "Источник", "Дата создания",
    "День рождения", "Теги", "Согласие на рассылку", "Согласие SMS", "Дата согласия", "Ответственный", "Примечание",
    "Товар", "Товар",
)  # fmt: skip

_MOMENT = "%d.%m.%Y %H:%M:%S"
_SOURCES = ("Сайт", "Магазин", "Рекомендация", "ВКонтакте", "Яндекс", "Мастер-класс", "2ГИС", "Телеграм", "")
_MANAGERS = ("Ольга Крапивина", "Тимур", "Настя", "")
_TAGS = ("постоянный", "улуны", "пуэр", "мастер-класс", "подарки", "опт", "эспрессо", "аренда", "8 марта", "новый год")
_INTERESTS = ("Улун Те Гуань Инь", "Пуэр Шу", "Сенча", "Эфиопия Иргачефф", "Аренда зала", "Гайвань", "Подарочный набор")
_NOTES = (
    "Любит улуны,\nзвонить после 18:00", "Просил напомнить про мастер-класс", "Аллергия на жасмин!",
    "Подарок маме;\nкрасивая упаковка", "Забирает сам", "Вернули чайник, треснула крышка. Заменили.",
    "не перезванивать", "Ждёт новый урожай\n\nпервая чайная — в апреле", "звонила, обещала зайти на неделе",
    "Скидка 5 % «для своих»", "Оплата по счёту, закрывающие на почту", "Просит молоть под турку",
    "Был на дегустации 14.02",
)  # fmt: skip


def crm_rows(rng: Random, appearances: Sequence[Appearance]) -> tuple[Row, ...]:
    """Return the export, oldest card first, with the rows that a spreadsheet program has spoilt."""
    dated = sorted(((_created(rng, each), each) for each in appearances), key=lambda pair: pair[0])
    rows, number = [], 10_020
    for created, appearance in dated:
        number += rng.randint(1, 6)
        rows.append(_row(rng, str(number), created, appearance))
    return mixed_in(rng, rows, _strays(rng, rows))


def keys_by_person(rows: Sequence[Row]) -> Mapping[str, list[tuple[date, str]]]:
    """Return person → (created on, id) of each card, oldest first: what an order may refer to."""
    keys: dict[str, list[tuple[date, str]]] = {}
    for row in rows:
        if row.person_id:
            created = datetime.strptime(str(row.cells[8]), _MOMENT).date()  # noqa: DTZ007 (a wall clock has no zone)
            keys.setdefault(row.person_id, []).append((created, str(row.cells[0])))
    return keys


def _created(rng: Random, appearance: Appearance) -> datetime:
    """Return when the card was made; a second card of a person comes later."""
    first = appearance.whom.joined_on
    days = 0 if appearance.is_first else rng.randint(1, max(1, (LAST_DAY - first).days))
    clock = time(rng.randint(9, 20), rng.randrange(60), rng.randrange(60))
    return datetime.combine(min(first + timedelta(days=days), LAST_DAY), clock)


def _row(rng: Random, key: str, created: datetime, appearance: Appearance) -> Row:
    whom = as_called_then(appearance)
    name = _name(rng, whom, appearance)
    contact = reach(rng, appearance)
    phones, phone_trait = _phones(rng, whom, contact)
    born = _birthday(rng, whom)
    note = rng.choice(_NOTES) if rng.random() < 0.14 else ""
    cells = (
        key, name.text, company_name(rng, firm_of(whom)), *phones, contact.email, spelling.city(rng, whom.city),
        rng.choice(_SOURCES), created.strftime(_MOMENT), born.text, _tags(rng, whom), *_consents(rng, created),
        rng.choice(_MANAGERS), note, *_interests(rng),
    )  # fmt: skip
    family = "family" if isinstance(whom, Person) and whom.family else ""
    traits = (name.trait, phone_trait, born.trait, family, "line_break" if "\n" in note else "", *contact.traits)
    return Row(cells, whom.person_id, tuple(trait for trait in traits if trait))


def _name(rng: Random, whom: Person | Firm, appearance: Appearance) -> spelling.Spelled:
    if isinstance(whom, Person):
        return spelling.name_in_one_cell(rng, whom, appearance.dirty)
    return spelling.Spelled(rng.choice(("", whom.name)))


def _phones(rng: Random, whom: Person | Firm, contact: Reach) -> tuple[tuple[str, str], str]:
    """Return both phone cells: a second number stands in the second, or behind the first one."""
    second = whom.second_phone if isinstance(whom, Person) and whom.keeps == "phone" else ""
    if not second or not contact.phone or rng.random() < 0.35:
        return (contact.phone, ""), ""
    other = spelling.phone(rng, second)
    if rng.random() < 0.35:
        return (f"{contact.phone}{rng.choice((', ', ' / ', '; ', ' и '))}{other}", ""), "two_phones"
    return (contact.phone, other), ""


def _birthday(rng: Random, whom: Person | Firm) -> spelling.Spelled:
    if isinstance(whom, Firm) or rng.random() < 0.55:
        return spelling.Spelled("")
    return spelling.birth_date(rng, whom.birth_date)


def _tags(rng: Random, whom: Person | Firm) -> str:
    own = ["юрлицо"] if firm_of(whom) else []
    return ", ".join(own + rng.sample(_TAGS, rng.choices((0, 1, 2), (60, 28, 12))[0]))


def _consents(rng: Random, created: datetime) -> tuple[str, str, str]:
    """Return consent to mail, to SMS, and the day of it."""
    words = ("Да", "да", "1", "+", "Нет", "нет", "0", "")
    mail = rng.choices(words, (46, 6, 4, 2, 13, 3, 3, 23))[0]
    sms = rng.choices(words, (34, 5, 3, 1, 18, 3, 3, 33))[0]
    is_given = {mail, sms} & {"Да", "да", "1", "+"}
    return mail, sms, f"{created:%d.%m.%Y}" if is_given and rng.random() < 0.93 else ""


def _interests(rng: Random) -> tuple[str, str]:
    first, second = rng.sample(_INTERESTS, 2)
    return (first if rng.random() < 0.3 else "", second if rng.random() < 0.08 else "")


def _strays(rng: Random, rows: Sequence[Row]) -> list[Row]:
    """Return records that cannot be taken, and the header once more where two exports were joined."""
    spoilt = rng.sample(rows, 4)
    key = int(str(rows[-1].cells[0]))
    empty = [
        (str(key + 40 + place), *[""] * 7, "03.06.2026 11:20:00", *[""] * 5, "Тимур", "", "", "") for place in (1, 2)
    ]
    return [
        *(Row((*row.cells[:15], "чай", " кофе", " посуда", "", "Сенча"), "", ("extra_cells",)) for row in spoilt[:2]),
        *(Row(row.cells[:4], "", ("cut_short",)) for row in spoilt[2:]),
        *(Row(cells, "", ("nobody",)) for cells in empty),
        Row(HEADER, "", ("repeated_header",)),
    ]
