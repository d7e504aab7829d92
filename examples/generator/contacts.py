"""Who stands in which contact file, how often, and with which phone and e-mail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from . import spelling
from .model import CONTACT_FILES, Firm, Person, Row
from .words import ABROAD

#: People who buy without ever leaving their contact in a list, and rows that say somebody once more.
STRANGERS, REPEATS = 25, 182

#: How likely a name is badly written where somebody is met for the first time, and later.
DIRTY_FIRST, DIRTY_LATER = 0.22, 0.45


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in a contact file.

    Attributes:
        is_first: the earliest row of this person; a woman still has her maiden name there.
        is_repeated: the person has more rows than this one.
    """

    whom: Person | Firm
    is_first: bool = True
    is_repeated: bool = False

    @property
    def dirty(self) -> float:
        """The probability that the name is badly written."""
        return DIRTY_FIRST if self.is_first else DIRTY_LATER


@dataclass(frozen=True, slots=True)
class Reach:
    """A phone and an e-mail as written in one row."""

    phone: str
    email: str
    traits: tuple[str, ...] = ()


def cast(rng: Random, people: Sequence[Person], firms: Sequence[Firm]) -> Mapping[str, list[Appearance]]:
    """Return the appearances of each contact file: everybody but the strangers once, and some again."""
    private = [person.person_id for person in people if _is_ordinary(person)]
    strangers = set(rng.sample(private, STRANGERS))
    known: list[Person | Firm] = [*(person for person in people if person.person_id not in strangers), *firms]
    renamed = [whom for whom in known if isinstance(whom, Person) and whom.maiden_name]
    again = renamed + rng.choices(known, [_weight(whom) for whom in known], k=REPEATS - len(renamed))
    rows = Counter(whom.person_id for whom in known) + Counter(whom.person_id for whom in again)
    files: dict[str, list[Appearance]] = {file: [] for file in CONTACT_FILES}
    for place, whom in enumerate([*known, *again]):
        file = rng.choices(CONTACT_FILES, _file_weights(whom))[0]
        files[file].append(Appearance(whom, is_first=place < len(known), is_repeated=rows[whom.person_id] > 1))
    return files


def _is_ordinary(person: Person) -> bool:
    return not (person.family or person.firm or person.maiden_name or _is_foreign(person))


def _is_foreign(person: Person) -> bool:
    return person.phone.startswith(tuple(prefix for prefix, _, _ in ABROAD))


def _weight(whom: Person | Firm) -> float:
    """A firm alone is rarely written twice; its people are."""
    return 0.5 if isinstance(whom, Firm) else 1.0


def _file_weights(whom: Person | Firm) -> tuple[int, int, int]:
    """Return the shares of CRM, accountant and form."""
    if isinstance(whom, Firm):
        return (40, 60, 0)
    if whom.firm:
        return (52, 38, 10)
    return (10, 0, 90) if _is_foreign(whom) else (49, 15, 36)


def as_called_then(appearance: Appearance) -> Person | Firm:
    """Return who appears, under the maiden name in the earliest row."""
    whom = appearance.whom
    if isinstance(whom, Person) and whom.maiden_name and appearance.is_first:
        return replace(whom, last_name=whom.maiden_name)
    return whom


def reach(rng: Random, appearance: Appearance) -> Reach:
    """Return a phone and an e-mail; at least one of them is good, and those with several rows keep one thing."""
    whom = appearance.whom
    phone_state = rng.choices(("good", "missing", "broken", "placeholder"), (72, 10, 9, 9))[0]
    email_state = rng.choices(("good", "missing", "typo", "placeholder"), (55, 33, 8, 4))[0]
    if not whom.email and email_state in ("good", "typo"):
        email_state = "missing"
    keeps = whom.keeps if isinstance(whom, Person) else "phone"
    must_keep = appearance.is_repeated and rng.random() < 0.93
    if must_keep and keeps == "email":
        email_state = "good"
    elif must_keep or (phone_state != "good" and email_state != "good"):
        phone_state = "good"
    phone, phone_trait = _phone(rng, _number(appearance), phone_state)
    email, email_trait = _email(rng, whom.email, email_state)
    return Reach(phone, email, tuple(trait for trait in (phone_trait, email_trait) if trait))


def _number(appearance: Appearance) -> str:
    """Return the phone of the time: those who keep their e-mail have another phone later."""
    whom = appearance.whom
    if isinstance(whom, Person) and whom.keeps == "email" and not appearance.is_first:
        return whom.second_phone
    return whom.phone


def _phone(rng: Random, digits: str, state: str) -> spelling.Spelled:
    match state:
        case "good":
            return spelling.Spelled(spelling.phone(rng, digits))
        case "broken":
            return spelling.Spelled(spelling.broken_phone(rng, digits), "broken_phone")
        case "placeholder":
            return spelling.Spelled(spelling.placeholder_phone(rng), "placeholder_phone")
    return spelling.Spelled("")


def _email(rng: Random, address: str, state: str) -> spelling.Spelled:
    match state:
        case "good":
            return spelling.Spelled(spelling.email(rng, address))
        case "typo":
            return spelling.Spelled(spelling.mistyped_email(rng, address), "email_typo")
        case "placeholder":
            return spelling.Spelled(spelling.placeholder_email(rng), "placeholder_email")
    return spelling.Spelled("")


def company_name(rng: Random, firm: Firm | None) -> str:
    """Return a firm's name with one of the usual quotes, or none."""
    if firm is None:
        return ""
    name = firm.name
    forms = (name, name.replace("«", '"').replace("»", '"'), name.split("«")[1].rstrip("»"), name.upper())
    return rng.choices(forms, (45, 30, 18, 7))[0]


def firm_of(whom: Person | Firm) -> Firm | None:
    """Return the firm that a row names: the one itself, or where the person works."""
    return whom if isinstance(whom, Firm) else whom.firm


def mixed_in(rng: Random, rows: list[Row], strays: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with stray ones between them: well below the header, and never last."""
    places = sorted(rng.sample(range(len(rows) // 4, len(rows)), len(strays)), reverse=True)
    mixed = list(rows)
    for place, stray in zip(places, strays, strict=True):
        mixed.insert(place, stray)
    return tuple(mixed)
