"""The accountant's workbook: a title, a header of two merged rows, phones and dates as Excel keeps them."""

from collections.abc import Sequence
from random import Random

from . import spelling
from .contacts import Appearance, as_called_then, company_name, firm_of, mixed_in, reach
from .model import Cell, Firm, Person, Row

TITLE = ("ООО «Чайная лавка»", "Список покупателей на 01.11.2026")

#: Upper and lower header cell of each column; an empty lower one is merged with the upper one.
HEADER = (
    ("№", ""), ("Покупатель", "Фамилия"), ("Покупатель", "Имя"), ("Покупатель", "Отчество"), ("Пол", ""),
    ("Дата рождения", ""), ("Организация", ""), ("ИНН", ""), ("Контакты", "Телефон"), ("Контакты", "E-mail"),
    ("Адрес", "Город"), ("Адрес", "Адрес"),
)  # fmt: skip

#: The sheet's row of the lower header; the first record stands below it.
HEADER_END = 5

#: The second sheet, which has nothing to do with the list.
TERMS: tuple[tuple[Cell, ...], ...] = (
    ("Код", "Условия оплаты", "Дней"), (1, "Наличные или карта", 0), (2, "Счёт, предоплата 100 %", 3),
    (3, "Счёт, отсрочка", 10), (4, "Договор, отсрочка", 30),
)  # fmt: skip

_SEXES = {"f": ("ж", "Ж", "жен", "Жен.", ""), "m": ("м", "М", "муж", "Муж.", "")}


def accountant_rows(rng: Random, appearances: Sequence[Appearance]) -> tuple[Row, ...]:
    """Return the list by the alphabet, with a few lines that name nobody and the total at the end."""
    rows = sorted((_row(rng, each) for each in appearances), key=lambda row: str(row.cells[0]))
    lines = mixed_in(rng, rows, _strays())
    numbered = [Row((number, *row.cells), row.person_id, row.traits) for number, row in enumerate(lines, 1)]
    total = Row(("Итого", len(rows), *[None] * 10), "", ("total",))
    return (*numbered, total)


def _row(rng: Random, appearance: Appearance) -> Row:
    """Return a line without its number."""
    whom = as_called_then(appearance)
    firm = firm_of(whom)
    name, name_trait = _name(rng, whom, appearance.dirty)
    sex = rng.choices(_SEXES[whom.sex], (50, 10, 10, 5, 25))[0] if isinstance(whom, Person) else ""
    born, born_trait = _birth_date(rng, whom)
    contact = reach(rng, appearance)
    cells = (
        *name, sex, born, company_name(rng, firm), _inn(rng, firm), _as_excel_keeps_it(rng, contact.phone),
        contact.email, spelling.city(rng, whom.city), whom.address if rng.random() < 0.6 else "",
    )  # fmt: skip
    family = "family" if isinstance(whom, Person) and whom.family else ""
    traits = (name_trait, born_trait, family, *contact.traits)
    return Row(tuple(None if cell == "" else cell for cell in cells), whom.person_id, tuple(filter(None, traits)))


def _name(rng: Random, whom: Person | Firm, dirty: float) -> tuple[tuple[str, str, str], str]:
    """Return surname, name and patronymic, and the dirt in them."""
    if isinstance(whom, Firm):
        return ("", "", ""), ""
    last, first, patronymic = whom.last_name, whom.first_name, whom.patronymic
    patronymic = patronymic if rng.random() < 0.7 else ""
    if rng.random() >= dirty * 0.8:
        return (last, first, patronymic), ""
    ways = {
        "typo": (spelling.typo(rng, last), first, patronymic),
        "swapped": (first, last, patronymic),
        "upper_case": (last.upper(), first.upper(), patronymic.upper()),
        "one_cell": (f"{last} {first} {patronymic}".strip(), "", ""),
        "initials": (last, f"{first[0]}.", f"{whom.patronymic[0]}."),
        "without_yo": tuple(part.replace("ё", "е") for part in (last, first, patronymic)),
    }
    trait = rng.choices([*ways], (30, 22, 14, 14, 10, 10))[0]
    surname, name, middle = ways[trait]
    return (surname, name, middle), trait if trait != "without_yo" or "ё" in last + first else ""


def _birth_date(rng: Random, whom: Person | Firm) -> tuple[Cell, str]:
    """Return a real Excel date, a text, or nothing."""
    if isinstance(whom, Firm) or rng.random() < 0.4:
        return "", ""
    if rng.random() < 0.85:
        return whom.birth_date, ""
    text = spelling.birth_date(rng, whom.birth_date)
    return text.text, text.trait


def _inn(rng: Random, firm: Firm | None) -> Cell:
    if firm is None or rng.random() < 0.1:
        return ""
    return int(firm.inn) if rng.random() < 0.5 else firm.inn


def _as_excel_keeps_it(rng: Random, phone: str) -> Cell:
    """Return most phones as numbers: what Excel makes of digits typed into a cell."""
    digits = "".join(filter(str.isdigit, phone.removesuffix(".0")))
    if len(digits) >= 10 and "E" not in phone and rng.random() < 0.75:
        return int(digits)
    return phone


def _strays() -> list[Row]:
    """Return lines with neither name nor phone nor e-mail."""
    nobody: tuple[tuple[Cell, ...], ...] = (
        (*[None] * 9, "Москва", None),
        (*[None] * 9, "Тверь", "ул. Новая, 3"),
        (None, None, None, "ж", *[None] * 7),
        (*[None] * 10, "адрес уточнить"),
        (*[None] * 3, "м", None, None, None, None, None, "Казань", None),
    )
    return [Row(cells, "", ("nobody",)) for cells in nobody]
