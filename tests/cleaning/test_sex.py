"""Sex: what each part of a name tells, which part is believed, and what stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.first_name_endings import plain, sex_of_ending
from clientbase.cleaning.sex import SexEvidence, sex_evidence, sex_of, sex_of_patronymic


@pytest.mark.parametrize(
    ("last_name", "first_name", "patronymic", "sex", "told_by"),
    [
        ("", "Саша", "Петровна", "female", "patronymic"),
        ("Иванов", "Анна", "", "female", "first_name"),
        ("", "Светомира", "", "female", "ending"),
        ("Петров", "Женя", "", "male", "surname"),
        ("", "Женя", "", "", "both"),
        ("Ким", "Женя", "", "", "both"),
        ("", "Анна", "Петрович", "", "disagree"),
        ("Петрова", "Мирослеп", "", "", "disagree"),
        ("Ким", "", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_the_evidence_names_the_part_that_tells(
    last_name: str, first_name: str, patronymic: str, sex: str, told_by: str
) -> None:
    """A guess by an ending would pass for knowledge, or a contradiction for an answer."""
    assert sex_evidence(last_name, first_name, patronymic) == SexEvidence(sex, told_by)


def test_only_patronymics_and_known_names_are_sure() -> None:
    """A source that says otherwise would be doubted because of a surname or an ending."""
    told_by = ("patronymic", "first_name", "ending", "surname", "both", "disagree", "")
    assert [SexEvidence("male", part).is_sure for part in told_by] == [True, True, *[False] * 5]


@pytest.mark.parametrize(
    ("sex", "patronymics"),
    [
        ("male", "Иванович Сергеевич Ильич Кузьмич Фомич Лукич Саввич Никитич Іванович Іванавіч ИВАНОВИЧ"),
        ("female", "Ивановна Сергеевна Ильинична Кузьминична Фоминична Лукинична Саввична Никитична Юріївна Іванаўна"),
        ("female", "Саввишна Ильинишна Николавна"),
        ("male", "Али-оглы Серікұлы Ivanovich Sergeevich Ilyich Kuz'mich Ivanovitch Iwanowitsch"),
        ("female", "Серікқызы Али-кызы Ivanovna Sergeyevna Ilyinichna Yuryevna"),
        ("", "Джон Maria Иван Fagiuli Anna оглоблин"),
    ],
)
def test_patronymics_tell_by_their_ending(sex: str, patronymics: str) -> None:
    """The surest part of a Russian name would tell nothing."""
    assert {word: sex_of_patronymic(word) for word in patronymics.split()} == dict.fromkeys(patronymics.split(), sex)


@pytest.mark.parametrize(
    ("patronymic", "sex"),
    [
        *((f"Али {word}", "male") for word in ("оглы", "оглу", "угли", "улы", "уулу", "ұлы", "ўғли", "ogly", "oğlu")),
        *((f"Али {word}", "female") for word in ("кызы", "гызы", "кизи", "қызы", "kyzy", "qızı")),
    ],
)
def test_clan_words_tell(patronymic: str, sex: str) -> None:
    """Sons and daughters of the Turkic languages would stay unknown."""
    assert sex_of_patronymic(patronymic) == sex


@pytest.mark.parametrize(
    ("sex", "surnames"),
    [
        (
            "male",
            "Иванов Сергеев Ильин Птицын Достоевский Троцкий Толстой Белый Горький Петров-Водкин Ivanov Dostoevsky",
        ),
        ("female", "Иванова Сергеева Ильина Птицына Достоевская Толстая Белая Петрова-Ким Дзюба-Панова Ivanova"),
        ("", "Черных Шевченко Гиоргадзе Оганесян Ковальчук Цой Калина Сова Лев Мороз Ли Martin Brown"),
    ],
)
def test_surnames_tell_where_their_ending_does(sex: str, surnames: str) -> None:
    """Half of those without a known first name would stay unknown, or Shevchenko would be a man."""
    assert {name: sex_of(name, "", "") for name in surnames.split()} == dict.fromkeys(surnames.split(), sex)


@pytest.mark.parametrize(
    ("sex", "names"),
    [
        ("male", "Илья Никита Кузьма Лука Фома Савва Данила Гаврила Мустафа Муса Иса Зия Абдулла Хайрулла Игорь Карен"),
        ("male", "Рафаэль Шамиль Асланбек Эмирхан Рахимджан Нуретдин Акакий Спиридон Шота Гиви Вано Дмитро НИКИТА"),
        ("female", "Любовь Нинель Айгуль Гузель Асель Рахиль Руфь Эстер Кармен Гульназ Нурбану Мариам Анаит Ануш"),
        ("female", "Гульшат Патимат Ляйсан Кетеван Тамар Нелли Нарине Айсылу Дания Феврония Домна Оксана ЛЮБОВЬ Лєся"),
        ("female", "Анна-Мария Мария-Антуанетта"),
        ("male", "Жан-Мари Мамед-Али"),
        ("", "Саша Женя Валя Слава Айнур Мишель Робин Ли Андреа"),
        ("", "Barba Xena Zylka"),
    ],
)
def test_first_names_known_and_unknown(sex: str, names: str) -> None:
    """Никита would be a woman and Любовь a man; a foreign name would be judged by a Russian ending."""
    assert {name: sex_of("", name, "") for name in names.split()} == dict.fromkeys(names.split(), sex)


@pytest.mark.parametrize(
    ("sex", "names"),
    [
        ("male", "Mario Julio Valerio Natalio Jake Jesse Dario Sergio Antonio Ryan Joshua Luke Jason Keith Hans Jasur"),
        ("female", "Maria Marie Julia Julie Jackie Jessie Daria Natalia Emma Chiara Ursula Dilnoza Begoña"),
        ("", "Andrea Kim Jordan Robin Taylor Alex Sasha Jean Dominique Chris Jamie"),
        ("male", "Марио Гарифолла Аникита Никола Михайла Гришаня Захарка Иуда Мойша Лейба Гиа Уча Саидали Мендель Эли"),
        ("male", "Микита Олекса Ярема Хома Микола Ілля В'ячеслав Вʼячеслав В’ячеслав Дем'ян Лук'ян"),
        ("female", "Русудан Мар'яна Любов Тамилла Паула Урсула Элисо Нато Барият Салихат Хасмик Анушик Жасмин Айлин"),
        ("female", "Айшолпан Аққыз Алтыншаш Дженнифер Кармен Долорес Тиффани Ландыш"),
        ("", "Алмаз Анар Бакыт Рахат Мина Айбала Жумаканым Сирварик"),
    ],
)
def test_names_of_other_peoples(sex: str, names: str) -> None:
    """Mario would be a spelling of Marie, Jake of Jackie, and whatever ends in a consonant a man."""
    assert {name: sex_of("", name, "") for name in names.split()} == dict.fromkeys(names.split(), sex)


@pytest.mark.parametrize(
    ("patronymic", "sex"),
    [
        ("Пална", "female"),
        ("Михална", "female"),
        ("Rustam ogʻli", "male"),
        ("Alekseevič", "male"),
        ("Ali qızı", "female"),
    ],
)
def test_patronymics_as_they_are_spoken_and_abroad(patronymic: str, sex: str) -> None:
    """What a clerk writes by ear, or a passport in another spelling, would tell nothing."""
    assert sex_of_patronymic(patronymic) == sex


def test_a_first_name_that_is_a_spoken_patronymic() -> None:
    """Саша Иванна would be anybody, or Иванна no first name."""
    assert sex_of("", "Саша", "Иванна") == sex_of("", "Иванна", "") == "female"
    assert not sex_of_patronymic("Иванна")


@pytest.mark.parametrize("word", ["", "Ю", "Ли", "МТС", "Антошка", "Валюшка", "Zina", "Иван5", "李小龙", "Шевченко"])
def test_an_ending_tells_nothing_of_what_is_no_full_name(word: str) -> None:
    """An abbreviation, a diminutive or a foreign word would get a sex."""
    assert sex_of_ending(word) == ""


def test_the_owner_s_first_names_win() -> None:
    """Who serves many called Ким, men and women, could not say so."""
    own = {plain("Ким"): "both", plain("Никитá"): "female", "ли": "female", "kim": "female"}
    assert sex_evidence("", "Ким", "", own) == SexEvidence("", "both")
    assert sex_evidence("", "Ли", "", own) == SexEvidence("female", "first_name")
    assert sex_of("", "KIM", "", own) == "female"
    assert sex_of("", "Ким", "Петрович", own) == "male"


NAMES = st.one_of(st.text(), st.text("ИванАнасовчйьяо- ёіyovchnai"))


@given(NAMES, NAMES, NAMES)
def test_any_name_gives_a_sex_and_its_evidence(last_name: str, first_name: str, patronymic: str) -> None:
    """One odd name would stop an import, or a sex would stand there that nothing told."""
    found = sex_evidence(last_name, first_name, patronymic)
    assert found.sex in {"male", "female", ""}
    assert bool(found.sex) == (found.told_by not in {"both", "disagree", ""})
