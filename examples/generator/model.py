"""The shop's world: who really exists, and which row of which file speaks of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

#: What a cell of a file holds; CSV cells are always text.
Cell = str | int | float | date | datetime | None

CRM = "crm_contacts.csv"
ACCOUNTANT = "accountant_clients.xlsx"
FORM = "form_answers.csv"
ORDERS = "orders.csv"
ADS = "ad_costs.csv"
SURVEY = "survey.csv"

CONTACT_FILES = (CRM, ACCOUNTANT, FORM)

#: The shop's books begin and end here; everything is seen as of the day after the end.
FIRST_DAY = date(2024, 11, 1)
LAST_DAY = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Firm:
    """An office or a café that buys; `person_id` is its own, as a row may speak of the firm alone."""

    person_id: str
    name: str
    inn: str
    phone: str
    email: str
    city: str
    address: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class Person:
    """One human being.

    Attributes:
        person_id: "p001"; what all rows of this person have in common, and no file tells.
        sex: "f" or "m".
        maiden_name: surname before the wedding, for the few who changed it; else "".
        phone, second_phone: digits with the country code and without a plus; "" when there is no second one.
        email: "" for those who have none.
        keeps: what stays the same in all rows of a person with several: "phone" or "email".
        family: number of the family that shares the phone; 0 for all others.
        firm: where the person works, for contact persons.
        joined_on: first heard of.
    """

    person_id: str
    sex: str
    last_name: str
    first_name: str
    patronymic: str
    maiden_name: str
    birth_date: date
    phone: str
    second_phone: str
    email: str
    keeps: str
    city: str
    address: str
    joined_on: date
    family: int = 0
    firm: Firm | None = None
    position: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file and the truth about it.

    Attributes:
        cells: the record as written; too many or too few cells where the record is broken.
        person_id: whom it speaks of; "" for rows that speak of nobody, or cannot be taken.
        traits: the dirt that was put in on purpose: "typo", "placeholder_phone", "extra_cells"…
    """

    cells: tuple[Cell, ...]
    person_id: str = ""
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """All people, and all records under the header of each file, in the order of the file.

    The n-th row of `rows[file]` is the n-th record below the header; a broken record, a repeated header and a
    total count as records. For the workbook this is sheet row n plus `accountant.HEADER_END`.
    """

    people: tuple[Person, ...]
    firms: tuple[Firm, ...]
    rows: Mapping[str, tuple[Row, ...]]

    def told(self, file: str) -> tuple[Row, ...]:
        """Return the rows of a file that speak of somebody."""
        return tuple(row for row in self.rows[file] if row.person_id)
