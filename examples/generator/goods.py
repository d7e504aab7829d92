"""What the shop sells."""

from typing import NamedTuple

TEA, COFFEE, WARE, CLASS, RENT = "Чай", "Кофе", "Посуда", "Мастер-класс", "Аренда"


class Good(NamedTuple):
    """A product with its price in kopecks and the share of the price that it costs the shop."""

    name: str
    category: str
    price: int
    cost_share: float


GOODS = (
    Good("Улун Те Гуань Инь, 100 г", TEA, 69_000, 0.58),
    Good("Пуэр Шу 2018, блин", TEA, 189_050, 0.62),
    Good("Сенча, 100 г", TEA, 45_000, 0.57),
    Good("Да Хун Пао, 50 г", TEA, 82_000, 0.60),
    Good("Ассам, 200 г", TEA, 52_090, 0.55),
    Good("Эрл Грей, 100 г", TEA, 38_990, 0.55),
    Good("Иван-чай, 100 г", TEA, 29_000, 0.56),
    Good("Ройбуш, 100 г", TEA, 33_050, 0.57),
    Good("Чай жасминовый, 100 г", TEA, 48_000, 0.59),
    Good("Набор «Знакомство»", TEA, 149_000, 0.64),
    Good("Эфиопия Иргачефф, 250 г", COFFEE, 89_000, 0.63),
    Good("Бразилия Сантос, 1 кг", COFFEE, 219_000, 0.66),
    Good("Колумбия Уила, 250 г", COFFEE, 79_050, 0.62),
    Good("Кения АА, 250 г", COFFEE, 98_000, 0.65),
    Good("Дрип-пакеты, 10 шт", COFFEE, 56_000, 0.61),
    Good("Эспрессо-смесь, 1 кг", COFFEE, 187_090, 0.67),
    Good("Гайвань фарфор", WARE, 125_000, 0.60),
    Good("Чайник исинский", WARE, 489_000, 0.68),
    Good("Турка медная", WARE, 265_050, 0.66),
    Good("Френч-пресс", WARE, 174_000, 0.65),
    Good("Пиала", WARE, 39_000, 0.55),
    Good("Чабань бамбук", WARE, 342_000, 0.70),
    Good("Дегустация улунов", CLASS, 180_000, 0.55),
    Good("Чайная церемония", CLASS, 250_000, 0.58),
    Good("Каппинг кофе", CLASS, 150_000, 0.56),
    Good("Зал «Пиала», день", RENT, 650_000, 0.56),
    Good("Зал «Чабань», день", RENT, 1_200_000, 0.60),
    Good("Чайная комната, день", RENT, 350_000, 0.55),
)


def of_category(category: str) -> list[Good]:
    """Return the goods of one category."""
    return [good for good in GOODS if good.category == category]
