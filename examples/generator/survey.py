"""What buyers answered when asked why they came: open questions, one a column."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import NamedTuple

from . import spelling
from .model import Person, Row

HEADER = (
    "Отметка времени", "Телефон", "E-mail", "Какую задачу решали?", "Что подтолкнуло?",
    "Какие варианты рассматривали?", "Что не понравилось?", "Чем пользуетесь сейчас?", "Как нас нашли?",
    "Порекомендуете ли вы нас (0–10)?",
)  # fmt: skip

ANSWERS = 80


class _Topic(NamedTuple):
    """The answers of people who came with one kind of need; a dislike costs points of recommendation."""

    tasks: tuple[str, ...]
    triggers: tuple[str, ...]
    options: tuple[str, ...]
    habits: tuple[str, ...]
    dislikes: tuple[tuple[str, int], ...]


_TOPICS = (
    _Topic(
        ("хотела перейти с пакетиков на нормальный чай", "Найти хороший улун", "Чай на каждый день, чтобы не горчил",
         "Искал пуэр, который не пахнет рыбой", "научиться заваривать правильно", "меньше кофе, больше чая"),
        ("Попробовала у подруги", "врач сказал меньше кофе", "Закончился чай из поездки", "Увидел церемонию в кино",
         "Пакетики надоели", ""),
        ("супермаркет, маркетплейс", "Другой чайный магазин у метро", "заказать из Китая, но ждать месяц", ""),
        ("Ваш улун и сенча", "пуэр по утрам", "Пью что попало, если честно", "Иван-чай вечером", ""),
        (("Продавец не смог объяснить разницу", 3), ("Мало сенчи", 1), ("цены кусаются", 2)),
    ),
    _Topic(
        ("Свежая обжарка домой", "Кофе в турку без кислинки", "зерно для новой кофемашины",
         "Хотел разобраться в сортах"),
        ("Купили кофемашину", "В кофейне стало дорого", "подарили кофемолку", "коллеги посоветовали", ""),
        ("Обжарщики с доставкой", "маркетплейс — но там старая обжарка", "зерно из супермаркета",
         "Смотрел трёх обжарщиков"),
        ("Иргачефф 250 г на две недели", "дрип-пакеты на работе", "Бразилия, кило в месяц", "Эспрессо-смесь"),
        (("перепутали помол!!!", 5), ("Нет подписки", 1), ("Дрипы разлетаются, не успела купить", 2)),
    ),
    _Topic(
        ("Подарок маме на 8 марта", "нужен был подарок коллегам, недорого и не стыдно", "Подарок начальнику",
         "Красивый набор на новоселье", "подарок тому, у кого всё есть"),
        ("Оставалось два дня", "вспомнила в последний момент, как всегда", "Позвали в гости", ""),
        ("конфеты, цветы, сертификат", "набор мёда", "книга", "Подарочные наборы на маркетплейсе", ""),
        ("Сама чай не пью :)", "маме теперь беру у вас", "-", "Пьём подаренный набор", ""),
        (("Пришла мятая коробка", 3), ("Открытку не положили", 2), ("Мало посуды на витрине", 1)),
    ),
    _Topic(
        ("Провести день рождения не дома", "Место для камерной свадьбы", "зал на корпоратив до 20 человек",
         "Снять фотосессию в чайной комнате", "тихое место для переговоров"),
        ("Друзья отмечали у вас", "Кафе отказало за неделю", "Начальство поручило", "ремонт дома"),
        ("Лофт на окраине, антикафе", "ресторан — вышло вдвое дороже", "Переговорная в коворкинге", "дача"),
        ("Больше пока не нужно", "Собираемся раз в квартал", "арендуем, где придётся", ""),
        (("В зале было холодно", 4), ("Негде припарковаться", 2), ("уборка за доплату — не предупредили", 4)),
    ),
    _Topic(
        ("Кофе и чай в офис, чтобы никто не бегал", "поставщик зерна для кафе",
         "Закупка на отдел, по счёту с закрывающими"),
        ("Прежний поставщик поднял цены", "Сотрудники жаловались на растворимый", "открылись", "Сорвали поставку"),
        ("Крупный дистрибьютор", "Вендинг", "Два обжарщика, сравнивали прайсы", "брали в опте у рынка"),
        ("Эспрессо-смесь, 6 кг в месяц", "ваш кофе и ассам", "Дрип-пакеты в переговорку"),
        (("Закрывающие документы ждали неделю", 4), ("Нет отсрочки", 2), ("менеджер долго отвечает", 3)),
    ),
)  # fmt: skip

#: What anybody may dislike, or not, and what it costs in points of recommendation.
_DISLIKES = (
    ("Ничего, всё супер", 0), ("всё понравилось", 0), ("", 0), ("-", 0), ("Долго везли", 2), ("доставка дорогая", 2),
    ("Сайт тормозит с телефона", 1), ("Не дозвониться днём", 3), ("Хамство на кассе,\nбольше не приду", 9),
)  # fmt: skip

_PATHS = (
    "По рекомендации", "яндекс", "Гуляли мимо", "Увидела вывеску", "вк", "подруга посоветовала", "Карты",
    "Были на мастер-классе", "Не помню", "телеграм-канал про чай", "2гис", "",
)  # fmt: skip


def survey_rows(rng: Random, buyers: Sequence[Person]) -> tuple[Row, ...]:
    """Return the answers in the order of time; `buyers` are people who have ordered."""
    asked = rng.sample(buyers, ANSWERS)
    stamps = sorted(datetime(2026, 3, 1) + timedelta(hours=24 * rng.randrange(230) + rng.randint(8, 22)) for _ in asked)  # noqa: DTZ001 (a wall clock)
    return tuple(_row(rng, stamp, person) for stamp, person in zip(stamps, asked, strict=True))


def _row(rng: Random, stamp: datetime, person: Person) -> Row:
    topics = _TOPICS[4:] if person.firm else _TOPICS[:4]
    topic = rng.choices(topics, (34, 20, 26, 20)[: len(topics)])[0]
    disliked, points = rng.choice(_DISLIKES + topic.dislikes * 2)
    moment = datetime.combine(stamp.date(), time(stamp.hour, rng.randrange(60), rng.randrange(60)))
    phone, email = _contact(rng, person)
    cells = (
        f"{moment:%d.%m.%Y %H:%M:%S}", phone, email, rng.choice(topic.tasks), rng.choice(topic.triggers),
        rng.choice(topic.options), disliked, rng.choice(topic.habits), rng.choice(_PATHS), _score(rng, points),
    )  # fmt: skip
    return Row(cells, person.person_id, () if phone or email else ("anonymous",))


def _contact(rng: Random, person: Person) -> tuple[str, str]:
    """Return phone and e-mail as given; some give one of them, a few neither."""
    if rng.random() < 0.05:
        return "", ""
    gives_phone = not person.email or rng.random() < 0.6
    email = spelling.email(rng, person.email) if person.email and (not gives_phone or rng.random() < 0.3) else ""
    return spelling.phone(rng, person.phone) if gives_phone else "", email


def _score(rng: Random, points: int) -> str:
    score = max(0, min(10, 10 - points - rng.choice((0, 0, 0, 1, 2))))
    odd = {10: "10!", 9: "девять"}.get(score, "")
    if rng.random() < 0.06:
        return odd
    return str(score)
