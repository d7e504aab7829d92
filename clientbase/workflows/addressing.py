"""How letters to clients begin."""

from collections.abc import Mapping
from typing import Any

from clientbase.cleaning.salutations import salutation, salutation_of_company


def salutation_to(client: Mapping[str, Any]) -> str:
    """Return how a letter to a client begins, "" where nobody is known well enough.

    `client` holds last_name, first_name, patronymic, sex and company; each may be None.
    """
    last_name, first_name, patronymic = (client[part] or "" for part in ("last_name", "first_name", "patronymic"))
    if last_name or first_name:
        return salutation(last_name, first_name, patronymic, client["sex"] or "")
    return salutation_of_company(client["company"]) if client["company"] else ""
