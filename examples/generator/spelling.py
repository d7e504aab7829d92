"""How people and programs write a name, a phone, an e-mail, a city and a date: rarely twice the same way."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import NamedTuple

from .model import Person
from .words import CITIES, DIMINUTIVES, in_latin


class Spelled(NamedTuple):
    """A value as written, and the name of the dirt in it; "" when it is only a matter of form."""

    text: str
    trait: str = ""


#: Cyrillic letters that have a Latin look-alike.
_LOOKALIKES = str.maketrans("СсАаЕеОоРрХх", "CcAaEeOoPpXx")

_REMARKS = (
    "(сосед)", "маникюр", "не звонить", "от Светы", "(опт)", "мастер-класс 8 марта", "пуэр", "!!! должна 450 р",
    "новый номер", "(доставка)", "с собакой", "с рынка", "VIP",
)  # fmt: skip

_PLACEHOLDER_PHONES = ("+7 999 999-99-99", "0000000", "89999999999", "+7 000 000-00-00", "нет", "-", "1111111111")
_PLACEHOLDER_EMAILS = ("no@mail.ru", "нет", "-", "test@test.ru", "net@net.ru", "no@mail.ru")
_IMPOSSIBLE_DATES = ("31.02.1990", "00.00.0000", "01.01.1900", "15.13.1978", "29.02.1999", "12.05.2091")
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip


def typo(rng: Random, word: str) -> str:
    """Return a word with one slip of the hand: a letter lost, doubled, or swapped with its neighbour."""
    at = rng.randrange(1, len(word) - 1)
    a, b = word[at], word[at + 1]
    slips = [word[:at] + word[at + 1 :], word[:at] + a + word[at:]]
    if a != b:
        slips.append(word[:at] + b + a + word[at + 2 :])
    return rng.choice([slip for slip in slips if slip != word])


def _mistyped(rng: Random, person: Person) -> str:
    if rng.random() < 0.6:
        return f"{typo(rng, person.last_name)} {person.first_name}"
    return f"{person.last_name} {typo(rng, person.first_name)}"


def _mixed_alphabets(rng: Random, person: Person) -> str:
    first = person.first_name[0].translate(_LOOKALIKES) + person.first_name[1:]
    if first == person.first_name:
        first = person.first_name.translate(_LOOKALIKES)
    return f"{first} {person.last_name}" if rng.random() < 0.5 else f"{person.last_name} {first}"


def _diminutive(rng: Random, person: Person) -> str:
    short = DIMINUTIVES.get(person.first_name, person.first_name)
    return f"{short} {person.last_name}" if rng.random() < 0.7 else short


def _remarked(rng: Random, person: Person) -> str:
    shown = rng.choice((person.first_name, f"{person.first_name} {person.last_name}"))
    return f"{shown} {rng.choice(_REMARKS)}"


def _initials(_: Random, person: Person) -> str:
    return f"{person.last_name} {person.first_name[0]}.{person.patronymic[0]}."


def _latin(rng: Random, person: Person) -> str:
    first, last = in_latin(person.first_name), in_latin(person.last_name)
    return f"{first} {last}" if rng.random() < 0.8 else f"{last} {first}".upper()


#: Trait → (weight, how it is made).
_DIRTY_NAMES: dict[str, tuple[int, Callable[[Random, Person], str]]] = {
    "surname_missing": (16, lambda _, person: person.first_name),
    "diminutive": (14, _diminutive),
    "typo": (18, _mistyped),
    "latin": (12, _latin),
    "mixed_alphabets": (8, _mixed_alphabets),
    "upper_case": (10, lambda _, person: f"{person.last_name} {person.first_name} {person.patronymic}".upper()),
    "lower_case": (6, lambda _, person: f"{person.first_name} {person.last_name}".lower()),
    "remark": (10, _remarked),
    "initials": (6, _initials),
}


def name_in_one_cell(rng: Random, person: Person, dirty: float) -> Spelled:
    """Return the whole name in one cell; with probability `dirty` in a bad way."""
    if rng.random() < dirty:
        traits = [trait for trait in _DIRTY_NAMES if trait != "diminutive" or person.first_name in DIMINUTIVES]
        trait = rng.choices(traits, [_DIRTY_NAMES[trait][0] for trait in traits])[0]
        return without_yo(rng, Spelled(_DIRTY_NAMES[trait][1](rng, person), trait))
    last, first, patronymic = person.last_name, person.first_name, person.patronymic
    forms = (f"{first} {last}", f"{last} {first}", f"{last} {first} {patronymic}", f"{first}  {last} ")
    return without_yo(rng, Spelled(rng.choices(forms, (45, 38, 15, 2))[0]))


def without_yo(rng: Random, name: Spelled) -> Spelled:
    """Return a name with е for ё more often than not: it is one letter in most people's hands."""
    if "ё" not in name.text or rng.random() < 0.35:
        return name
    return Spelled(name.text.replace("ё", "е"), name.trait or "without_yo")


def phone(rng: Random, digits: str) -> str:
    """Return a valid number as somebody would write it."""
    if not digits.startswith("7") or digits[1] in "07":
        return "+" + digits
    code, a, b, c = digits[1:4], digits[4:7], digits[7:9], digits[9:]
    forms = (
        f"+7 {code} {a}-{b}-{c}", f"8 ({code}) {a}-{b}-{c}", f"8{digits[1:]}", f"+{digits}", digits, digits[1:],
        f"+7({code}){a}-{b}-{c}", f"8-{code}-{a}-{b}-{c}", f"+7\u00a0{code}\u00a0{a}\u00a0{b}\u00a0{c}", f"{digits}.0",
        f"т. 8 {code} {a} {b} {c}",
    )  # fmt: skip
    return rng.choices(forms, (24, 14, 16, 14, 10, 5, 6, 4, 3, 3, 1))[0]


def broken_phone(rng: Random, digits: str) -> str:
    """Return a number that nobody can dial: a digit is missing, or Excel has eaten the end."""
    if rng.random() < 0.2:
        return f"{digits[0]},{digits[1:6]}E+10"
    at = rng.randrange(4, len(digits) - 1)
    short = digits[:at] + digits[at + 1 :]
    return rng.choice((f"8{short[1:]}", f"+{short}", f"8 ({short[1:4]}) {short[4:7]}-{short[7:]}"))


def placeholder_phone(rng: Random) -> str:
    """Return what a cashier types when the form insists on a phone."""
    return rng.choice(_PLACEHOLDER_PHONES)


def email(rng: Random, address: str) -> str:
    """Return a working address, now and then in capitals or with a space around it."""
    forms = (address, address.capitalize(), address.upper(), f" {address}", f"{address};")
    return rng.choices(forms, (88, 5, 3, 3, 1))[0]


def mistyped_email(rng: Random, address: str) -> str:
    """Return an address with a slip in its domain."""
    local, domain = address.split("@")
    slips = {
        "gmail.com": ("gmial.com", "gmail.con", "gmail,com"),
        "yandex.ru": ("yandx.ru", "yndex.ru", "yandex,ru"),
        "mail.ru": ("mail,ru", "mial.ru", "mail.ri", "maill.ru"),
    }.get(domain, (domain.replace(".", ","), f" {domain}"))
    return f"{local}@{rng.choice(slips)}" if rng.random() < 0.85 else f"{local}{domain}"


def placeholder_email(rng: Random) -> str:
    """Return what stands where an e-mail was asked for and not given."""
    return rng.choice(_PLACEHOLDER_EMAILS)


def city(rng: Random, name: str) -> str:
    """Return a city as people write it, or nothing."""
    if rng.random() < 0.14:
        return ""
    return rng.choice(CITIES[name][0]) if name in CITIES else name


def birth_date(rng: Random, day: date) -> Spelled:
    """Return a date of birth in one of many forms; a few are impossible."""
    if rng.random() < 0.05:
        return Spelled(rng.choice(_IMPOSSIBLE_DATES), "impossible_date")
    forms = (
        f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
        f"{day:%d.%m.%y}", f"{day:%d.%m.%Y} г.", f"{day:%d.%m}",
    )  # fmt: skip
    return Spelled(rng.choices(forms, (60, 12, 6, 8, 6, 4, 4))[0])
