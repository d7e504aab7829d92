"""The whole world from one seed."""

from random import Random

from .accountant import accountant_rows
from .ads import ad_rows
from .contacts import cast
from .crm import crm_rows, keys_by_person
from .form import form_rows
from .model import ACCOUNTANT, ADS, CRM, FORM, ORDERS, SURVEY, World
from .orders import order_rows
from .people import settle
from .survey import survey_rows

#: The world of the committed files.
SEED = 2026


def make_world(seed: int = SEED) -> World:
    """Return people, firms and every row with the truth about it; the same seed gives the same world."""

    def dice(part: str) -> Random:
        """Each part has its own dice: a change in one file leaves the others as they are."""
        return Random(f"{seed} {part}")

    people, firms = settle(dice("people"))
    appearances = cast(dice("cast"), people, firms)
    crm = crm_rows(dice(CRM), appearances[CRM])
    orders = order_rows(dice(ORDERS), people, keys_by_person(crm))
    buyers = {row.person_id for row in orders}
    rows = {
        CRM: crm,
        ACCOUNTANT: accountant_rows(dice(ACCOUNTANT), appearances[ACCOUNTANT]),
        FORM: form_rows(dice(FORM), appearances[FORM]),
        ORDERS: orders,
        ADS: ad_rows(dice(ADS)),
        SURVEY: survey_rows(dice(SURVEY), [person for person in people if person.person_id in buyers]),
    }
    return World(people, firms, rows)
