"""Towns, streets and positions."""

from .model import Town
from .names import words

#: Name and other spellings, area code, beginning of the postcodes.
_TOWNS = {
    "ru": """
Москва/г. Москва/МСК/москва/Мск/г.Москва/Moscow 495 101 | Санкт-Петербург/СПб/Питер/С-Петербург/спб 812 190
Новосибирск/Новосиб/г. Новосибирск 383 630 | Екатеринбург/Екб/ЕКБ/г. Екатеринбург 343 620
Казань/г. Казань/казань 843 420 | Нижний Новгород/Н.Новгород/Н. Новгород/НН 831 603
Челябинск/г Челябинск/Челяб 351 454 | Самара/г. Самара 846 443 | Омск/г. Омск 3812 644
Ростов-на-Дону/Ростов на Дону/Ростов 863 344 | Уфа/г. Уфа 347 450 | Красноярск/красноярск 391 660
Пермь/г. Пермь 342 614 | Воронеж/воронеж 473 394 | Волгоград/г. Волгоград 8442 400
Краснодар/краснодар/г. Краснодар 861 350 | Саратов/г. Саратов 8452 410 | Тюмень/тюмень 3452 625
Тольятти/тольятти 8482 445 | Ижевск 3412 426 | Барнаул 3852 656 | Иркутск/г. Иркутск 3952 664 | Ульяновск 8422 432
Хабаровск 4212 680 | Ярославль/г. Ярославль 4852 150 | Владивосток 423 690 | Томск 3822 634 | Оренбург 3532 460
Кемерово 3842 650 | Рязань/г. Рязань 4912 390 | Астрахань 8512 414 | Пенза 8412 440 | Липецк 4742 398 | Киров 8332 610
Чебоксары 8352 428 | Тула/г. Тула/тула 4872 300 | Калининград 4012 236 | Курск 4712 305 | Тверь/г Тверь 4822 170
Ставрополь 8652 355 | Белгород 4722 308 | Владимир 4922 600 | Смоленск 4812 214 | Вологда 8172 160
""",
    "en": """
London 20 SW | Manchester 161 M | Birmingham 121 B | Leeds 113 LS | Bristol 117 BS | Liverpool 151 L | Hull 1482 HU
Sheffield 114 S | York 1904 YO | Norwich 1603 NR | Exeter 1392 EX | Oxford 1865 OX | Leicester 116 LE | Derby 1332 DE
""",
    "de": """
Berlin 30 10 | Hamburg 40 20 | München/Munich/Muenchen 89 80 | Köln/Koeln/Cologne 221 50 | Leipzig 341 04
Bremen 421 28 | Dresden 351 01 | Stuttgart 711 70
""",
    "es": """
Madrid 91 28 | Barcelona/BCN 93 08 | Valencia/València 96 46 | Sevilla/Seville 95 41 | Bilbao 94 48 | Zaragoza 976 50
""",
    "tr": """
İstanbul/Istanbul 212 34 | Ankara 312 06 | İzmir/Izmir 232 35 | Bursa 224 16
""",
}
_STREETS = {
    "ru": """
Садовая Лесная Новая Школьная Цветочная Полевая Заречная Советская Ленина Мира Гагарина Кирова Пушкина Чехова
Октябрьская Молодёжная Центральная Набережная Трудовая Южная Северная Луговая Победы Комсомольская Первомайская
Вокзальная Солнечная Горького Калинина Парковая Береговая Зелёная Подгорная Колхозная Клубная Озёрная
""",
    "en": """
High_Street Station_Road Church_Lane Victoria_Road Mill_Lane Park_Avenue Green_Lane Kings_Road Queen_Street
Albert_Road West_Street North_Road Manor_Way Elm_Grove Orchard_Close Bridge_Street Chapel_Hill The_Crescent
""",
    "de": """
Hauptstraße Gartenweg Bahnhofstraße Schulstraße Lindenallee Goethestraße Bergstraße Waldweg Ringstraße Dorfstraße
""",
    "es": """
Calle_Mayor Calle_Real Avenida_del_Sol Calle_Nueva Paseo_del_Río Calle_de_la_Fuente Plaza_Vieja Calle_San_Juan
""",
    "tr": """
Atatürk_Caddesi Çiçek_Sokak Deniz_Sokak İnönü_Caddesi Gül_Sokak Okul_Sokak
""",
}
#: A position and its other names; "_" is a blank.
POSITIONS = {
    "ru": """
Директор/Генеральный директор Бухгалтер/Главный_бухгалтер Менеджер Менеджер_по_закупкам/Закупщик Секретарь
Администратор Инженер Юрист Маркетолог Логист Кладовщик Программист
""",
    "en": """
Director/CEO Accountant Manager Buyer/Purchasing_Manager Secretary Engineer Lawyer Marketing_Manager Developer Owner
""",
}
#: What people of the past lived by.
OCCUPATIONS = words("""
clerk farmer carpenter teacher physician merchant tailor mason weaver servant sailor engineer priest painter miller
""")


def _towns(text: str) -> list[Town]:
    parts = [part.rsplit(maxsplit=2) for line in text.split("\n") for part in line.split("|") if part.strip()]
    return [
        Town(spellings.split("/")[0].strip(), tuple(s.strip() for s in spellings.split("/")), area, postcode)
        for spellings, area, postcode in parts
    ]


#: Country → its towns, the largest first.
TOWNS = {code: _towns(text) for code, text in _TOWNS.items()}
STREETS = {code: [street.replace("_", " ") for street in text.split()] for code, text in _STREETS.items()}
