"""What each kind of file goes through on its way into the base: one row a kind."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindSteps:
    """The steps of one kind of file.

    Attributes:
        staging: its staging table, and the SELECT in 1_staging that fills it.
        clean: the clean tables that are made of it.
        unusable: the SELECT in 2_clean that finds the rows which cannot be used.
        needed: an error in one of these fields rejects its row: it could not be counted.
        person: column of the staging table that points to the row of its person in `stg_contacts`; "" for none.
    """

    staging: str
    clean: tuple[str, ...]
    unusable: str
    needed: tuple[str, ...] = ()
    person: str = ""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that hold the rows of this kind."""
        return (self.staging, *self.clean)


#: Kind → its steps, for every kind that can be imported.
STEPS: Mapping[str, KindSteps] = {
    "contacts": KindSteps("stg_contacts", ("clean_contacts", "clean_points"), "unusable_contacts"),
    "deals": KindSteps(
        "stg_deals",
        ("clean_deals",),
        "unusable_deals",
        needed=("amount", "quantity", "price", "deal_on", "currency"),
        person="buyer_row",
    ),
    "products": KindSteps("stg_products", ("clean_products",), "unusable_products", needed=("cost", "price")),
    "costs": KindSteps(
        "stg_costs",
        ("clean_costs",),
        "unusable_costs",
        needed=("amount", "cost_on", "period_from", "period_to"),
    ),
    "interactions": KindSteps(
        "stg_interactions",
        ("clean_interactions",),
        "unusable_interactions",
        needed=("interaction_at",),
        person="person_row",
    ),
    "answers": KindSteps("stg_answers", ("clean_answers",), "unusable_answers", person="person_row"),
    "consents": KindSteps("stg_consents", ("clean_consents",), "unusable_consents", person="person_row"),
    "agreements": KindSteps("stg_agreements", ("clean_agreements",), "unusable_agreements", person="person_row"),
}
