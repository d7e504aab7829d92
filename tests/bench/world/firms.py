"""Firms and the jobs that they give."""

from random import Random

from .model import Firm, Job, Person
from .names import country, words
from .numbers import Numbers, mail_letters
from .places import POSITIONS, STREETS

_WORDS = words("""
Альфа Вектор Горизонт Гранит Заря Импульс Каскад Кедр Кристалл Лидер Лотос Маяк Меридиан Мираж Олимп Орион Парус
Прогресс Пульс Ритм Сатурн Север Сигма Союз Спектр Старт Статус Темп Титан Факел Феникс Форум Центр Эверест Элит
Энергия Эталон Юпитер Янтарь Аврора Бриз Вертикаль Дельта Изумруд Контур Магнит Омега Перспектива Радуга Стандарт
Триумф Успех Фортуна
""")
_TRADES = words("""
Строй Торг Сервис Трейд Авто Мед Пром Тех Транс Дизайн Фарм Агро Снаб Консалт Декор Пак Лес Софт Маркет Групп
""")
_FORMS = ("ООО", "ООО", "ООО", "ООО", "АО", "ЗАО", "ИП", "ИП")
_ABROAD = words("""
Northern Blue Silver Green Atlas River Summit Harbour Maple Crown Falcon Bright Oak Sterling Anchor Beacon Cedar Delta
Granite Horizon
""")
_ABROAD_TRADES = words("""
Logistics Foods Design Trading Systems Builders Partners Printing Media Supplies Motors Textiles
""")
_ABROAD_FORMS = {
    "en": ("Ltd", "Ltd", "LLC", "Inc"),
    "de": ("GmbH", "GmbH", "AG"),
    "es": ("S.L.", "S.A."),
    "tr": ("A.Ş.", "Ltd. Şti."),
}


class Firms:
    """Keeps the firms of the world; most are small, a few employ many."""

    def __init__(self, chance: Random, numbers: Numbers) -> None:
        self._chance = chance
        self._numbers = numbers
        self._in: dict[str, list[Firm]] = {}
        self.all: list[Firm] = []

    def job(self, person: Person, day: int) -> Job:
        """Return a job in the person's town, at a firm that is already known the likelier, the more people it has."""
        chance = self._chance
        home = person.home(day)
        here = self._in.setdefault(home.town.name, [])
        firm = chance.choice(here) if here and chance.random() < 0.75 else self._founded(person)
        here.append(firm)
        position = chance.choice(POSITIONS["ru" if person.country == "ru" else "en"].split())
        phone = self._numbers.mobile(person.country, day) if chance.random() < 0.15 else ""
        email = self._numbers.work_email(person, day, firm.domain) if chance.random() < 0.6 else ""
        return Job(firm, position.replace("_", " "), phone, email)

    def _founded(self, person: Person) -> Firm:
        chance, code = self._chance, person.country
        home = person.home(0)
        form = chance.choice(_FORMS if code == "ru" else _ABROAD_FORMS[code])
        if form == "ИП":
            owner = country("ru").men.draw(chance).full
            name = f"{country('ru').surnames.draw(chance)} {owner}"
        elif code == "ru":
            name = chance.choice(_WORDS) + (
                chance.choice(("-", "", " ")) + chance.choice(_TRADES) if chance.random() < 0.65 else ""
            )
        else:
            name = f"{chance.choice(_ABROAD)} {chance.choice(_ABROAD_TRADES)}"
        number = len(self.all) + 1
        inn = "" if code != "ru" else self._numbers.inn_of_person() if form == "ИП" else self._numbers.inn_of_firm()
        domain = f"{mail_letters(name).replace('-', '')[:12]}{number}.{'ru' if code == 'ru' else 'com'}"
        switchboard = self._numbers.landline(code, home.town)
        firm = Firm(
            number,
            code,
            name,
            form,
            inn,
            home.town,
            chance.choice(STREETS[code]),
            str(chance.randint(1, 90)),
            switchboard,
            domain,
        )
        self.all.append(firm)
        return firm
