"""Lists of other countries: no patronymics, other orders of the date, nicknames, accents lost."""

from .model import Person
from .source import Source
from .spelling import day as spelled_day
from .spelling import latin

_ACCENTS = str.maketrans("áéíóúñüöäşğıçÁÉÍÓÚÇŞİÖÜ", "aeiounuoasgicAEIOUCSIOU")


def plain(text: str) -> str:
    """Return a name without accents, as a machine that knows none stores it."""
    return text.replace("ß", "ss").translate(_ACCENTS)


class International(Source):
    """An American program: first and last name, month before day."""

    file = "international.csv"
    header = ("First Name", "Last Name", "Email", "Phone", "Date of Birth", "City", "Country")
    delimiter = ","
    phone_styles = (0, 1, 3)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a contact; some put both names into one column."""
        seen = self.seen
        first, last = self._names(person, day)
        if seen.has(0.03):
            first, last = last, first
        if seen.has(0.03):
            first, last = f"{first} {last}", ""
        return (
            first,
            last if seen.has(0.88) else "",
            seen.email(person, day, wrong=0.03, work=0.15) if seen.has(0.85) else "",
            seen.phone(person, day, wrong=0.015) if seen.has(0.78) else "",
            seen.born(person, "us", wrong=0.03) if seen.has(0.35) else "",
            seen.town(person.home(day)) if seen.has(0.7) else "",
            {"ru": "Russia", "en": "United Kingdom", "de": "Germany", "es": "Spain", "tr": "Turkey"}[person.country]
            if seen.has(0.6)
            else "",
        )

    def _names(self, person: Person, day: int) -> tuple[str, str]:
        seen = self.seen
        first, last = seen.first(person, short=0.2, wrong=0.02), seen.last(person, day, wrong=0.03)
        if person.country == "ru":
            scheme = self.chance.randrange(3)
            return latin(first, scheme), latin(last, scheme)
        return (plain(first), plain(last)) if seen.has(0.4) else (first, last)


class Newsletter(Source):
    """Subscribers: an address, perhaps a name."""

    file = "newsletter.csv"
    header = ("Email Address", "Name", "Subscribed on")
    delimiter = ","

    def row(self, person: Person, day: int) -> tuple[str, ...] | None:
        """Return a subscriber."""
        seen = self.seen
        email = seen.email(person, day, wrong=0.04, work=0.1)
        if not email:
            return None
        name = seen.first(person, short=0.45, wrong=0.02)
        if seen.has(0.4):
            name = f"{name} {seen.last(person, day, wrong=0.02)}"
        if person.country == "ru":
            name = latin(name, 1)
        return (email, plain(name) if seen.has(0.5) else name, spelled_day(day, "iso"))


class Orders(Source):
    """A shop abroad: billing names, addresses, telephones."""

    file = "orders_export.csv"
    header = ("Billing Name", "Email", "Billing Phone", "Billing Street", "Billing City", "Billing Zip")
    delimiter = ","
    phone_styles = (0, 2, 3, 5)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a buyer."""
        seen = self.seen
        home = person.home(day)
        first, last = seen.first(person, short=0.2, wrong=0.02), seen.last(person, day, wrong=0.025)
        if seen.has(0.12):
            first = f"{first[0]}."
        name = f"{first} {last}" if seen.has(0.92) else first
        if person.country == "ru":
            name = latin(name, 1)
        return (
            name,
            seen.email(person, day, wrong=0.025) if seen.has(0.85) else "",
            seen.phone(person, day, wrong=0.02, lent=0.03) if seen.has(0.7) else "",
            seen.street(home, person.country),
            seen.town(home),
            f"{home.town.postcode}{home.flat % 90 + 10}" if seen.has(0.9) else "",
        )


class Fair(Source):
    """A trade fair abroad."""

    file = "trade_fair.csv"
    header = ("Full Name", "Company", "Job Title", "E-mail", "Telephone", "City")
    phone_styles = (0, 3, 6)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a visitor, surname first on every tenth badge."""
        seen = self.seen
        job = person.jobs.at(day)
        first, last = seen.first(person, short=0.2, wrong=0.02), seen.last(person, day, wrong=0.02)
        name = f"{last}, {first}" if seen.has(0.1) else f"{first} {last}"
        return (
            name if seen.has(0.8) else plain(name),
            seen.company(job.firm) if job else "",
            seen.position(job) if job and seen.has(0.8) else "",
            seen.email(person, day, wrong=0.03, work=0.6) if seen.has(0.8) else "",
            seen.phone(person, day, wrong=0.02, work=0.4) if seen.has(0.6) else "",
            seen.town(person.home(day)) if seen.has(0.5) else "",
        )
