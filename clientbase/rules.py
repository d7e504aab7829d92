"""The owner's own rules of cleaning, over those that are built in."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Rules:
    """What `[rules]` in the settings adds; every part may be empty.

    Attributes:
        required: fields of a contact whose empty cell is a problem.
        email_domains: domain as mistyped, in lower case → domain as meant.
        cities: spelling → the city's name; a name that no list has is a city from then on.
        first_names: name → "male", "female" or "both".
        not_names: words that stand in a name's place and are none.
    """

    required: tuple[str, ...] = ()
    email_domains: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    first_names: Mapping[str, str] = field(default_factory=dict)
    not_names: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """A digest of what changes a verdict, "" when nothing does: values are judged anew when it changes."""
        telling = [sorted(part.items()) for part in (self.email_domains, self.cities, self.first_names)]
        if not any(telling) and not self.not_names:
            return ""
        return hashlib.sha256(repr((telling, sorted(self.not_names))).encode()).hexdigest()[:8]


NO_RULES = Rules()
