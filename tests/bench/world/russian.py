"""The lists of a Russian business: CRM, shop, form on the site, cards, telephone operators, accountant, exhibition."""

from random import Random

from .model import Firm, Person
from .seen import NO_EMAILS, NO_PHONES
from .source import Source
from .spelling import day as spelled_day
from .spelling import phone as spelled_phone

#: Numbers of the shop's own people, typed where the client gave none.
_OWN_PHONES = ("79161230417", "79035550216", "79262014471")
_NOTES = (
    "маникюр",
    "ремонт",
    "оптовик",
    "сайт",
    "постоянная",
    "доставка",
    "вторая",
    "мама",
    "шторы",
    "кухня",
    "Авито",
    "пекарня",
)


class Crm(Source):
    """Managers type what they hear; names are split into three columns, now and then into the wrong ones."""

    file = "crm_export.csv"
    header = (
        "ID",
        "Фамилия",
        "Имя",
        "Отчество",
        "Телефон",
        "Рабочий телефон",
        "E-mail",
        "Компания",
        "Должность",
        "Город",
        "Дата рождения",
        "Примечание",
    )

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self._count = 10_000

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a card of the CRM."""
        seen = self.seen
        self._count += 1
        job = person.jobs.at(day)
        at_work = job is not None and seen.has(0.55)
        phone = seen.phone(person, day, wrong=0.015, work=0.05 if at_work else 0) if seen.has(0.95) else ""
        email = seen.email(person, day, wrong=0.02, work=0.35 if at_work else 0.02) if seen.has(0.6) else ""
        return (
            str(self._count),
            *self._name(person, day),
            phone or self._no_phone(),
            spelled_phone(job.firm.switchboard, 1) if job and at_work and seen.has(0.3) else "",
            email or (self.chance.choice(NO_EMAILS) if seen.has(0.01) else ""),
            seen.company(job.firm) if job and at_work else "",
            seen.position(job) if job and at_work and seen.has(0.7) else "",
            seen.town(person.home(day)) if seen.has(0.65) else "",
            seen.born(person, "ru", wrong=0.02, none=0.03) if seen.has(0.25) else "",
            self.chance.choice(("перезвонить", "скидка 5%", "ждёт счёт", "просил не звонить утром"))
            if seen.has(0.1)
            else "",
        )

    def _no_phone(self) -> str:
        roll = self.chance.random()
        if roll < 0.12:
            return self.chance.choice(NO_PHONES)
        return spelled_phone(self.chance.choice(_OWN_PHONES), 0) if roll < 0.16 else ""

    def _name(self, person: Person, day: int) -> tuple[str, str, str]:
        seen = self.seen
        first = seen.first(person, short=0.1, wrong=0.015) if seen.has(0.985) else ""
        last = seen.last(person, day, wrong=0.03) if seen.has(0.75) or not first else ""
        father = seen.patronymic(person, wrong=0.02) if last and first and seen.has(0.5) else ""
        roll = self.chance.random()
        if roll < 0.03:
            return (first, last, father)
        if roll < 0.07:
            return (" ".join(filter(None, (last, first, father))), "", "")
        if roll < 0.11:
            return ("", " ".join(filter(None, (first, last))), father)
        return (last, first, father)

    def firm_row(self, firm: Firm) -> tuple[str, ...]:
        """Return a card without a person."""
        seen = self.seen
        self._count += 1
        return (
            str(self._count),
            "",
            "",
            "",
            spelled_phone(firm.switchboard, 1) if seen.has(0.8) else "",
            "",
            f"info@{firm.domain}" if seen.has(0.5) else "",
            seen.company(firm),
            "",
            firm.town.name if seen.has(0.7) else "",
            "",
            "",
        )


class Shop(Source):
    """Buyers type themselves: mostly a first name, always a telephone."""

    file = "shop_customers.csv"
    header = ("Покупатель", "Телефон", "E-mail", "Город", "Адрес доставки", "Дата регистрации")
    delimiter = ","
    phone_styles = (0,)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return an account or a guest's order."""
        seen = self.seen
        home = person.home(day)
        return (
            seen.typed(self._name(person, day), person),
            seen.phone(person, day, wrong=0.01, lent=0.035) if seen.has(0.985) else "",
            seen.email(person, day, wrong=0.02) if seen.has(0.75) else "",
            seen.town(home) if seen.has(0.75) else "",
            seen.street(home, person.country) if seen.has(0.4) else "",
            spelled_day(day, "iso"),
        )

    def _name(self, person: Person, day: int) -> str:
        seen = self.seen
        roll = self.chance.random()
        first = seen.first(person, short=0.17, wrong=0.015)
        if roll < 0.44:
            return first
        if roll < 0.8:
            pair = (first, seen.last(person, day, wrong=0.02))
            return " ".join(pair if seen.has(0.6) else pair[::-1])
        if roll < 0.965:
            return " ".join(
                filter(None, (seen.last(person, day), seen.first(person, short=0), seen.patronymic(person)))
            )
        return seen.nickname(person) if roll < 0.985 else seen.last(person, day)


class Form(Source):
    """The form on the site asks for little and gets less."""

    file = "site_form.csv"
    header = ("Имя", "Email", "Телефон", "Комментарий")
    delimiter = ","
    phone_styles = (0, 1, 2, 2, 3, 6)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return one filled form."""
        seen = self.seen
        email = seen.email(person, day, wrong=0.05, work=0.05) if seen.has(0.8) else ""
        phone = seen.phone(person, day, wrong=0.012) if seen.has(0.9) or not email else ""
        if seen.has(0.01):
            email, phone = phone, email
        comment = (
            self.chance.choice(("Сколько стоит?", "перезвоните мне", "Есть в наличии?", "Хочу скидку"))
            if seen.has(0.3)
            else ""
        )
        return (seen.typed(self._name(person, day), person), email, phone, comment)

    def _name(self, person: Person, day: int) -> str:
        seen = self.seen
        roll = self.chance.random()
        if roll < 0.58:
            return seen.first(person, short=0.22, wrong=0.02)
        if roll < 0.9:
            return f"{seen.first(person, short=0.2, wrong=0.03)} {seen.last(person, day, wrong=0.03)}"
        if roll < 0.95:
            return seen.nickname(person)
        return "" if roll < 0.98 else seen.last(person, day)


class Cards(Source):
    """Discount cards: the form is filled in by hand and typed by a cashier."""

    file = "loyalty_cards.csv"
    header = ("Номер карты", "ФИО", "Пол", "Дата рождения", "Мобильный", "Почта")
    encoding = "cp1251"
    phone_styles = (2, 4)

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self._count = 2_200_000

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a card's owner."""
        seen = self.seen
        self._count += self.chance.randint(1, 9)
        name = [seen.last(person, day, wrong=0.035), seen.first(person, short=0.06, wrong=0.03)]
        if seen.has(0.45):
            name.append(seen.patronymic(person, wrong=0.02))
        sex = {"male": "М", "female": "Ж"}[person.sex] if seen.has(0.85) else ""
        return (
            str(self._count),
            " ".join(name).strip(),
            sex,
            seen.born(person, "ru", wrong=0.035, none=0.03) if seen.has(0.85) else "",
            seen.phone(person, day, wrong=0.015, lent=0.035)
            if seen.has(0.95)
            else self.chance.choice(("", "", "0000000000")),
            seen.email(person, day, wrong=0.04) if seen.has(0.2) else "",
        )


class Calls(Source):
    """Operators write by ear, for themselves."""

    file = "call_centre.csv"
    header = ("Номер", "Имя", "Город", "Заметка")
    encoding = "cp1251"
    phone_styles = (3,)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a caller; the number is shown by the telephone."""
        seen = self.seen
        return (
            seen.phone(person, day, wrong=0.0, work=0.03, lent=0.03),
            self._name(person, day),
            seen.town(person.home(day)) if seen.has(0.3) else "",
            self.chance.choice(("заказ", "жалоба", "вопрос по доставке", "повторный")) if seen.has(0.4) else "",
        )

    def _name(self, person: Person, day: int) -> str:
        seen = self.seen
        roll = self.chance.random()
        first = seen.by_ear(seen.first(person, short=0.22), 0.03)
        if roll < 0.45:
            return first
        if roll < 0.55:
            return f"{first} {self.chance.choice(_NOTES)}"
        if roll < 0.7 and person.patronymic:
            return f"{seen.by_ear(seen.first(person, short=0), 0.04)} {seen.by_ear(seen.patronymic(person), 0.06)}"
        if roll < 0.95:
            return f"{seen.by_ear(seen.last(person, day), 0.15)} {first}"
        return seen.by_ear(seen.last(person, day), 0.15) if roll < 0.985 else ""


class Accountant(Source):
    """Documents: full names or initials, taxpayer numbers, addresses; firms too."""

    file = "accountant.csv"
    header = ("ФИО", "ИНН", "Адрес", "Телефон", "Эл. почта")
    encoding = "cp1251"

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a buyer with an invoice."""
        seen = self.seen
        home = person.home(day)
        return (
            self._name(person, day),
            person.inn if seen.has(0.5) else "",
            f"{home.town.postcode}{home.flat:03}, г. {home.town.name}, {seen.street(home, person.country)}"
            if seen.has(0.8)
            else "",
            seen.phone(person, day, wrong=0.012) if seen.has(0.82) else "",
            seen.email(person, day, wrong=0.02) if seen.has(0.4) else "",
        )

    def _name(self, person: Person, day: int) -> str:
        seen = self.seen
        last, first, father = (
            seen.last(person, day, wrong=0.015),
            seen.first(person, short=0, wrong=0.01),
            seen.patronymic(person),
        )
        if not father:
            return f"{last} {first}"
        if seen.has(0.25):
            return f"{last} {first[0]}.{self.chance.choice(('', ' '))}{father[0]}."
        return f"{last} {first} {father}"

    def firm_row(self, firm: Firm) -> tuple[str, ...]:
        """Return a firm with its requisites."""
        seen = self.seen
        return (
            seen.company(firm),
            firm.inn if seen.has(0.9) else "",
            f"г. {firm.town.name}, ул. {firm.street}, {firm.house}",
            spelled_phone(firm.switchboard, 0) if seen.has(0.4) else "",
            f"info@{firm.domain}" if seen.has(0.4) else "",
        )


class Event(Source):
    """Cards left at an exhibition: people of firms, the firm's contacts as often as their own."""

    file = "exhibition.csv"
    header = ("Имя и фамилия", "Компания", "Должность", "Телефон", "Email", "Город")
    delimiter = ","
    phone_styles = (0, 1, 5)

    def row(self, person: Person, day: int) -> tuple[str, ...]:
        """Return a visitor."""
        seen = self.seen
        job = person.jobs.at(day)
        pair = [seen.first(person, short=0.05, wrong=0.02), seen.last(person, day, wrong=0.03)]
        if seen.has(0.2):
            pair.insert(1, seen.patronymic(person))
        return (
            " ".join(filter(None, pair)),
            seen.company(job.firm) if job else "",
            seen.position(job) if job and seen.has(0.8) else "",
            seen.phone(person, day, wrong=0.02, work=0.12) if seen.has(0.88) else "",
            seen.email(person, day, wrong=0.03, work=0.4) if seen.has(0.88) else "",
            seen.town(person.home(day)) if seen.has(0.4) else "",
        )
