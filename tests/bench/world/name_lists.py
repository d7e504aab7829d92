"""Names to draw from; of each kind the most frequent first."""

#: Men's and women's names, each with the forms that friends use.
MEN = """
Александр:Саша,Саша,Саня,Шура | Сергей:Серёжа,Серёга,Серж | Дмитрий:Дима,Дима,Димон,Митя
Алексей:Лёша,Лёша,Алёша,Лёха | Андрей:Андрюша,Андрюха | Владимир:Вова,Володя | Евгений:Женя,Жека
Михаил:Миша,Мишаня | Иван:Ваня,Ванёк | Николай:Коля,Колян | Максим:Макс | Игорь:Игорёк,Гоша | Павел:Паша,Пашка
Юрий:Юра,Юрик | Артём:Тёма | Денис:Дэн,Диня | Роман:Рома | Виктор:Витя | Антон:Тоша | Олег:Олежка | Константин:Костя
Илья:Илюша | Никита:Ник | Василий:Вася | Владислав:Влад,Слава | Вячеслав:Слава | Анатолий:Толя,Толик | Кирилл:Кир
Егор:Гоша | Станислав:Стас | Вадим:Вадик | Даниил:Даня | Валерий:Валера | Геннадий:Гена | Виталий:Виталик
Руслан:Рус | Григорий:Гриша | Пётр:Петя | Борис:Боря | Тимур:Тима | Леонид:Лёня | Георгий:Гоша,Жора | Ярослав:Ярик
Степан:Стёпа | Глеб: | Матвей:Мотя | Фёдор:Федя | Эдуард:Эдик | Аркадий:Аркаша | Семён:Сеня,Сёма | Лев:Лёва
Рустам:Рустик | Тимофей:Тима | Яков:Яша | Марат: | Ринат: | Захар: | Савелий:Сава | Арсений:Сеня | Филипп:Филя
"""
WOMEN = """
Елена:Лена,Лена,Алёна | Ольга:Оля | Татьяна:Таня | Наталья:Наташа,Ната | Ирина:Ира | Анна:Аня,Анюта
Светлана:Света,Лана | Екатерина:Катя,Катюша | Мария:Маша,Маша,Маруся | Анастасия:Настя | Юлия:Юля
Людмила:Люда,Мила | Марина:Мариша | Надежда:Надя | Галина:Галя | Ксения:Ксюша | Виктория:Вика | Оксана:Ксана
Дарья:Даша | Любовь:Люба | Валентина:Валя | Евгения:Женя | Александра:Саша,Шура | Нина: | Лариса:Лара | Вера:
Елизавета:Лиза | Кристина:Крис | Полина:Поля | Алина:Аля | Тамара:Тома | Валерия:Лера | Алла: | София:Соня
Маргарита:Рита | Вероника:Ника | Инна: | Яна: | Диана: | Варвара:Варя | Лидия:Лида | Раиса:Рая | Зинаида:Зина
Арина:Ариша | Алёна: | Карина: | Жанна: | Снежана: | Гульнара:Гуля | Эльвира:Эля | Антонина:Тоня | Кира:
Ульяна:Уля | Эльмира:Эля | Милана:Мила | Регина: | Анжела: | Римма: | Нелли: | Василиса:Вася
"""
SURNAMES = """
Смирнов Иванов Кузнецов Соколов Попов Лебедев Козлов Новиков Морозов Петров Волков Соловьёв Васильев Зайцев Павлов
Семёнов Голубев Виноградов Богданов Воробьёв Фёдоров Михайлов Беляев Тарасов Белов Комаров Орлов Киселёв Макаров
Андреев Ковалёв Ильин Гусев Титов Кузьмин Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сорокин Сергеев Романов
Захаров Борисов Королёв Герасимов Пономарёв Григорьев Лазарев Медведев Ершов Никитин Соболев Рябов Поляков Цветков
Данилов Жуков Фролов Журавлёв Николаев Крылов Максимов Сидоров Осипов Белоусов Федотов Дорофеев Егоров Матвеев Бобров
Дмитриев Калинин Анисимов Петухов Антонов Тимофеев Никифоров Веселов Филиппов Марков Большаков Суханов Миронов Ширяев
Александров Коновалов Шестаков Казаков Ефимов Денисов Громов Фомин Давыдов Мельников Щербаков Блинов Колесников Карпов
Афанасьев Власов Маслов Исаков Тихонов Аксёнов Гаврилов Родионов Котов Горбунов Кудряшов Быков Зуев Третьяков Савельев
Панов Рыбаков Суворов Абрамов Воронов Мухин Архипов Трофимов Мартынов Емельянов Горшков Чернов Овчинников Селезнёв
Панфилов Копылов Михеев Галкин Назаров Лобанов Лукин Беляков Потапов Некрасов Хохлов Жданов Наумов Шилов Воронцов
Ермаков Дроздов Игнатьев Савин Логинов Сафонов Капустин Кириллов Моисеев Коваленко Шевченко Бондаренко Ткаченко
Кравченко Мельник Коваль Шевчук Ткачук Савчук Бойко Мороз Лысенко Марченко Руденко Галиев Хасанов Ахметов Сафин
Гарипов Алиев Мамедов Магомедов Григорян Саркисян Гогоберидзе Ким Пак Цой Рабинович Вишневский Покровский Левицкий
Белинский Донской Толстой Островский Соболевский Черных Седых Крамаренко Дудко
"""
#: Beginnings and endings of the long tail.
STEMS = """
Берез Дубр Сосн Калин Рябин Вяз Ясен Ольх Лип Клён Камен Песк Болот Озёр Реч Луг Бор Степ Ветр Снег Град Туман Рассвет
Зор Полоз Сом Щуч Карас Окун Ерш Лещ Сув Скворц Грач Дят Стриж Чиж Снегир Филин Сыч Коршун Лис Барс Хорьк Бобр Выдр
Крот Еж Сапож Шорник Гончар Столяр Бочар Плот Токар Слесар Пекар Мельн Косар Пасеч Рыбал Охот Сторож Дьяк Звонар Писар
Тютюн Горох Редьк Капуст Морк Репк Тыкв Лук Чеснок Хрен Перц Мак Овс Прос Греч Ячмен Пшен Кулеш Бусл Жихар Лопат
Гребен Топор Молот Зубил Гвозд Кочерг Сково Чугун Самовар Подков Хомут Дуг Колес Оглоб Громык Тараб Балаб Шумил Криков
Молчал Говор Смех Плакс Весел Груст Добр Зл Смел Храбр Быстр Лен Румян Курнос Лобаст Ушак
"""
ENDINGS = [
    "ов",
    "ов",
    "ов",
    "ев",
    "ин",
    "ин",
    "кин",
    "кин",
    "ский",
    "енко",
    "ук",
    "чук",
    "янов",
    "ников",
    "ищев",
    "ычев",
]
#: First names, nicknames and surnames of other countries; the most frequent first.
ABROAD = {
    "en": (
        """
James:Jim,Jimmy | John:Jack,Johnny | Robert:Bob,Rob,Bobby | Michael:Mike,Mick | William:Bill,Will,Billy | David:Dave
Richard:Rick,Dick | Joseph:Joe | Thomas:Tom | Charles:Charlie,Chuck | Christopher:Chris | Daniel:Dan,Danny
Matthew:Matt | Anthony:Tony | Mark: | Steven:Steve | Paul: | Andrew:Andy,Drew | Kenneth:Ken | Joshua:Josh | George:
Kevin: | Brian: | Edward:Ed,Ted | Ronald:Ron | Timothy:Tim | Jason: | Jeffrey:Jeff | Ryan: | Gary: | Nicholas:Nick
Jonathan:Jon | Stephen:Steve | Larry: | Benjamin:Ben | Samuel:Sam | Gregory:Greg | Patrick:Pat | Alexander:Alex,Sandy
Peter:Pete | Philip:Phil | Henry:Harry
""",
        """
Mary:Molly,Polly | Patricia:Pat,Trish | Jennifer:Jen,Jenny | Linda: | Elizabeth:Liz,Beth,Betty | Barbara:Barb
Susan:Sue | Jessica:Jess | Sarah:Sally | Karen: | Margaret:Maggie,Peggy,Meg | Lisa: | Nancy: | Betty: | Sandra:Sandy
Ashley: | Kimberly:Kim | Emily:Em | Donna: | Michelle:Shelly | Carol: | Amanda:Mandy | Melissa:Mel
Deborah:Debbie,Deb | Stephanie:Steph | Rebecca:Becky | Laura: | Helen: | Catherine:Kate,Cathy,Katie | Victoria:Vicky
Christine:Chris,Chrissy | Samantha:Sam | Janet:Jan | Anne:Annie | Dorothy:Dot,Dolly | Frances:Fran | Alice: | Grace:
Florence:Flo | Eleanor:Nell,Ellie
""",
        """
Smith Johnson Williams Brown Jones Davies Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris Martin
Thompson Robinson Clark Lewis Walker Hall Allen Young King Wright Scott Green Baker Adams Nelson Hill Campbell
Mitchell Roberts Carter Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper
Peterson Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray Hughes Price Myers Long
Foster Sanders Ross Powell Sullivan Russell Fisher Henderson Coleman Patterson Jordan Graham Hamilton Wallace Cole
West Hayes Gibson Ellis Stevens Ford Marshall Harrison McDonald Kennedy Wells Webb Simpson Porter Hunter Hicks
Crawford Mason Fox Rose Stone Hawkins Dunn Perkins Hudson Spencer Payne Pierce Berry Matthews Willis
""",
    ),
    "de": (
        """
Thomas:Tom | Michael:Michi | Andreas:Andi | Peter: | Stefan: | Christian:Chris | Hans: | Klaus: | Wolfgang:Wolf
Jürgen: | Matthias: | Alexander:Alex | Markus: | Frank: | Daniel: | Martin: | Sebastian:Basti | Tobias:Tobi
Florian:Flo | Jan: | Uwe: | Maximilian:Max
""",
        """
Maria: | Ursula:Uschi | Monika:Moni | Petra: | Sabine:Bine | Andrea: | Claudia: | Susanne:Susi | Karin: | Birgit:
Anna: | Katharina:Kathi | Stefanie:Steffi | Nicole: | Julia: | Christine:Chris | Barbara:Babsi | Heike: | Lena:
Johanna:Hanna | Elisabeth:Lisa,Elli
""",
        """
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler
Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Keller Günther Frank
""",
    ),
    "es": (
        """
Antonio:Toño | José:Pepe | Manuel:Manolo | Francisco:Paco | Juan: | David: | Javier:Javi | Daniel:Dani | Carlos:
Miguel: | Rafael:Rafa | Pedro: | Ángel: | Alejandro:Álex | Fernando: | Pablo: | Sergio: | Luis: | Jorge: | Alberto:
José | María:Chema
""",
        """
María: | Carmen: | Ana: | Isabel:Isa | Laura: | Cristina:Cris | Marta: | Dolores:Lola | Pilar: | Rosa: | Lucía:
Elena: | Teresa:Tere | Francisca:Paca | Raquel: | Mercedes:Merche | Sara: | Paula: | Beatriz:Bea | Rocío: | Ana
María:
""",
        """
García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno
Álvarez Muñoz Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Suárez
Blanco Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos
""",
    ),
    "tr": (
        """
Mehmet: | Mustafa: | Ahmet: | Ali: | Hüseyin: | Hasan: | İbrahim: | Murat: | Emre: | Kemal: | Yusuf: | Can: | Burak:
""",
        """
Fatma: | Ayşe: | Emine: | Hatice: | Zeynep: | Elif: | Meryem: | Selin: | Derya: | Esra: | Büşra: | Gül:
""",
        """
Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Şimşek Polat
""",
    ),
}
#: Beginnings and endings of the long tail of surnames in other countries.
PARTS = {
    "en": (
        """
Ash Black Brad Clay Cran Dray Eather Fair Farn Gran Hart Hazel Hol Hum Kings Lang Lin Lock Marl Mel Mid Nor Oak Pem
Pres Red Rip Rock Rush Sel Shel Sher Stan Staf Sut Thorn Tun Wal War Wake West Whit Wil Win Wood Worth York
""",
        "ton ley ford field worth combe ham by well man son wood more bridge house",
    ),
    "de": (
        """
Acker Alt Bach Berg Birk Brand Breit Buch Eber Eich Feld Fried Grün Hack Heid Hirsch Hoch Holz Kalt Kirch Land Lind
Loh Markt Nieder Ober Rosen Sand Schön Stein Stock Tann Wald Weid Wein Winter
""",
        "mann er bauer meier hofer berger bach hoff lein ler stein müller",
    ),
    "es": (
        """
Agui Alar Alba Bara Bena Cala Cama Cara Cone Dura Escu Esca Fuen Gala Guerra Herra Lara Lina Mada Mira Mora Oliva Pala
Pena Ribe Rosa Sala Sando Tole Vala Vega Villa
""",
        "res da dero nes llo val rte sco no ro mar ños",
    ),
    "tr": (
        """
Ak Al Ata Ay Bal Bay Bek Boz Bul Can Dal Dem Den Dur Er Gök Gün Güv Kar Kan Kor Ok Öz Sar Ser Sev Soy Taş Tek Tem
Tun Tür Ulu Uz Yal Yur
""",
        "oğlu kaya taş er can kan soy demir bulut han öz alp",
    ),
}
