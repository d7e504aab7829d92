"""Names: who is meant by what people type into name cells."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.first_names import full_names
from clientbase.cleaning.name_order import column_name_order
from clientbase.cleaning.names import PersonName, clean_name


def named(text: str) -> PersonName:
    """Return the name that one cell holds."""
    return clean_name("", "", "", text)


def parts(name: PersonName) -> tuple[str, str, str]:
    """Return surname, name and patronymic."""
    return name.last_name, name.first_name, name.patronymic


@pytest.mark.parametrize(
    ("text", "last_name", "first_name", "patronymic"),
    [
        ("Иванов Иван Иванович", "Иванов", "Иван", "Иванович"),
        ("Иван Иванович Иванов", "Иванов", "Иван", "Иванович"),
        ("Иван Иванов", "Иванов", "Иван", ""),
        ("Иванов Иван", "Иванов", "Иван", ""),
        ("Ильин Роман", "Ильин", "Роман", ""),
        ("Сергеевич Иванов Петр", "Иванов", "Петр", "Сергеевич"),
        ("Салтыков Щедрин Михаил", "Салтыков Щедрин", "Михаил", ""),
        ("Михаил Салтыков Щедрин", "Салтыков Щедрин", "Михаил", ""),
        ("José Luis García López", "García López", "José", "Luis"),
        ("Сергеевна Ольга Ким", "Ким", "Ольга", "Сергеевна"),
        ("Марина Иванова", "Иванова", "Марина", ""),
        ("Кузьмина Алина", "Кузьмина", "Алина", ""),
        ("Иван Кузьмич", "", "Иван", "Кузьмич"),
        ("Иванов И.И.", "Иванов", "И.", "И."),
        ("И. И. Иванов", "Иванов", "И.", "И."),
        ("Иван И.", "И.", "Иван", ""),
        ("Салтыков-Щедрин Михаил Евграфович", "Салтыков-Щедрин", "Михаил", "Евграфович"),
        ("Алиев Вели Али оглы", "Алиев", "Вели", "Али оглы"),
        ("Мамедова Лейла Рашид кызы", "Мамедова", "Лейла", "Рашид кызы"),
        ("Анна Мария Иванова", "Иванова", "Анна Мария", ""),
        ("Ivanov Ivan", "Ivanov", "Ivan", ""),
        ("Ivan Ivanov", "Ivanov", "Ivan", ""),
        ("Pushkin Alexander", "Pushkin", "Alexander", ""),
        ("GRISHINA LYUBOV", "Grishina", "Lyubov", ""),
        ("Lyubov Grishina", "Grishina", "Lyubov", ""),
        ("John Smith", "Smith", "John", ""),
        ("Smith, John", "Smith", "John", ""),
        ("John F. Kennedy", "Kennedy", "John", "F."),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig", ""),
        ("Christina Brown", "Brown", "Christina", ""),
        ("Анна", "", "Анна", ""),
        ("Анна С.", "С.", "Анна", ""),
        ("Саша", "", "Саша", ""),
        ("Кузнецов", "Кузнецов", "", ""),
        ("李小龙", "", "李小龙", ""),
    ],
)
def test_the_words_of_a_name_find_their_place(text: str, last_name: str, first_name: str, patronymic: str) -> None:
    """A letter would begin with "Здравствуйте, Иванов"."""
    assert parts(named(text)) == (last_name, first_name, patronymic)
    assert named(text).code == ""


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("ИВАНОВ ИВАН", "Иванов Иван"),
        ("иванов иван", "Иванов Иван"),
        ("ПЕТРОВА-ВОДКИНА АННА", "Петрова-Водкина Анна"),
        ("Петрова - Водкина Анна", "Петрова-Водкина Анна"),
        ("Королёва Алёна", "Королёва Алёна"),
        ("SMITH, JOHN", "Smith John"),
        ("o'brien, pat", "O'Brien Pat"),
        ("MCDONALD, RONALD", "McDonald Ronald"),
        ("McDonald, Ronald", "McDonald Ronald"),
        ("ნინო ბერიძე", "ბერიძე ნინო"),
        ("ᲜᲘᲜᲝ ᲑᲔᲠᲘᲫᲔ", "ბერიძე ნინო"),
    ],
)
def test_capitals_are_mended(text: str, display: str) -> None:
    """A printed card would shout, and ё would be lost."""
    name = named(text)
    assert f"{name.last_name} {name.first_name}" == display


@pytest.mark.parametrize(
    ("text", "display", "note"),
    [
        ("Иван (сосед)", "Иван", "сосед"),
        ("Анна маникюр", "Анна", "маникюр"),
        ("АННА МАНИКЮР", "Анна", "МАНИКЮР"),
        ("Света не звонить", "Света", "не звонить"),
        ("Анна вторая", "Анна", "вторая"),
        ("Анна, маникюр", "Анна", "маникюр"),
        ("Ольга - подруга Иры", "Ольга", "подруга Иры"),
        ("Мария 89161234567", "Мария", "89161234567"),
        ("Иванова (Петрова) Анна", "Иванова Анна", "Петрова"),
        ("ИП Иванов Иван", "Иванов Иван", "ИП"),
        ("Mr. John Smith", "Smith John", "Mr."),
        ("Борис !!! должен 450 р", "Борис", "должен 450 р"),
        ("Иван «Боцман» Петров", "Петров Иван", "Боцман"),
        ("Анна с рынка", "Анна", "с рынка"),
        ("Анна и Пётр", "Анна", "и Пётр"),
    ],
)
def test_a_remark_goes_to_the_note(text: str, display: str, note: str) -> None:
    """A letter would greet "Света не звонить"."""
    name = named(text)
    assert (name.note, name.code, name.suggestion) == (note, "name.note_split", display)
    assert " ".join(filter(None, parts(name))) == display


@pytest.mark.parametrize(
    ("text", "display", "note"),
    [
        ("Иванов И.И., Петров П.П.", "Иванов И. И.", "Петров П.П."),
        ("Шаповалов Иван, Шаповалова Анна", "Шаповалов Иван", "Шаповалова Анна"),
        ("Иванов Иван, Петрова Мария", "Иванов Иван", "Петрова Мария"),
        ("Иванов Иван Иванович; Петров Пётр", "Иванов Иван Иванович", "Петров Пётр"),
        ("Иванов Иван и Петров Пётр", "Иванов Иван", "и Петров Пётр"),
        ("Иван и Мария Ивановы", "Иванов Иван", "и Мария Ивановы"),
        ("Ивановы Мария и Иван", "Иванова Мария", "и Иван"),
        ("Bob & Mary Jones", "Jones Bob", "& Mary Jones"),
        ("Анна Петровна, Мария Ивановна", "Анна Петровна", "Мария Ивановна"),
    ],
)
def test_a_second_person_goes_to_the_note(text: str, display: str, note: str) -> None:
    """Two people would become one who does not exist."""
    name = named(text)
    assert (name.note, name.code, name.suggestion) == (note, "name.second_person", display)
    assert " ".join(filter(None, parts(name))) == display


@pytest.mark.parametrize(
    "text", ["García, José Luis", "Smith, John A.", "Петрова Водкина, Анна Кузьминична", "Анна и Пётр"]
)
def test_one_person_is_no_two(text: str) -> None:
    """The first name would be lost in a note."""
    assert named(text).code != "name.second_person"


def test_small_letters_alone_make_no_remark() -> None:
    """A surname typed in haste would be taken for a remark."""
    assert parts(named("Иван иванович петров")) == ("Петров", "Иван", "Иванович")


def test_latin_letters_in_a_cyrillic_name_are_mended_and_told() -> None:
    """Светлана with a Latin C would be another person for every search and match."""
    name = named("Cветлана Иванова")
    assert (name.first_name, name.code, name.suggestion) == ("Светлана", "name.mixed_alphabets", "Иванова Светлана")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "name.placeholder") for text in ("тест", "TEST", "без имени", "нет имени", "аноним", "Клиент 15")),
        *((text, "name.placeholder") for text in ("unknown", "Тестов Тест Тестович", "(сосед)")),
        *((text, "name.no_letters") for text in ("12345", "+7 916 123-45-67", "ivan@mail.ru", "???1")),
        *((text, "") for text in ("", "-", "нет", "n/a", "   ")),
    ],
)
def test_what_is_no_name_gives_none(text: str, code: str) -> None:
    """Everybody called "Клиент" would look like one person."""
    name = named(text)
    assert (parts(name), name.first_key, name.last_key, name.code) == (("", "", ""), "", "", code)


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ('ООО "Ромашка"', "ООО «Ромашка»"),
        ("Ромашка ООО", "Ромашка ООО"),
        ("Acme LLC", "Acme LLC"),
        ('Салон "Шарм"', "Салон «Шарм»"),
        ("Müller GmbH", "Müller GmbH"),
        ("Антикафе «Циферблат»", "Антикафе «Циферблат»"),
    ],
)
def test_a_company_in_a_name_cell_is_a_company(text: str, company: str) -> None:
    """A firm would get a sex and a first name."""
    name = named(text)
    assert (name.is_company, name.company, parts(name)) == (True, company, ("", "", ""))


def test_a_sole_trader_is_a_person() -> None:
    """ИП Иванов would be lost as a person to write to."""
    name = named("ИП Иванов Иван Иванович")
    assert (name.is_company, parts(name), name.note) == (False, ("Иванов", "Иван", "Иванович"), "ИП")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Иванов", "Иван", "Иванович", ""), ("Иванов", "Иван", "Иванович")),
        (("", "Иванов Иван", "", ""), ("Иванов", "Иван", "")),
        (("Иванов", "Иван Иванович", "", ""), ("Иванов", "Иван", "Иванович")),
        (("Иванов", "Иванов Иван", "", ""), ("Иванов", "Иван", "")),
        (("", "Иван", "", "Иванов Иван Петрович"), ("Иванов", "Иван", "Петрович")),
        (("Анна", "", "", ""), ("", "Анна", "")),
        (("Smith", "Anna Maria", "", ""), ("Smith", "Anna Maria", "")),
        (("van der Berg", "Jan", "", ""), ("van der Berg", "Jan", "")),
    ],
)
def test_columns_keep_their_say(cells: tuple[str, str, str, str], expected: tuple[str, str, str]) -> None:
    """What a column says would be overruled by a guess, or a whole name in one column would stay there."""
    assert parts(clean_name(*cells)) == expected


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Иванова Анна Петровна", "female"),
        ("Иванов Илья", "male"),
        ("Кузьма Минин", "male"),
        ("Саша", ""),
        ("Саша Иванова", "female"),
        ("Женя Петров", "male"),
        ("Валя Ивановна", "female"),
        ("Иванова Иван Петровна", ""),
        ("Алиев Вели оглы", "male"),
        ("Ivanova Olga", "female"),
        ("Robin Smith", ""),
        ("Достоевская Ж.", "female"),
    ],
)
def test_sex_is_told_only_when_the_name_tells_it(text: str, sex: str) -> None:
    """A man called Саша would get the women's offer, or a contradiction would pass for knowledge."""
    assert named(text).sex == sex


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Иванова Александра Петровна", "Иванов Саша Петрович"),
        ("Щербаков Дима", "Dmitry Scherbakov"),
        ("Достоевская Настя", "Anastasia Dostoevskaya"),
        ("Толстая Таня", "Татьяна Толстая"),
        ("Bill Gates", "Gates, William"),
        ("Щедрин-Салтыков Михаил", "Салтыков Щедрин Михаил"),
        ("Иванова (ур. Белова) Ольга", "Белова-Иванова Ольга"),
        ("Мак-Дональд Анна", "Макдональд Анна"),
    ],
)
def test_keys_of_one_family_name_agree(left: str, right: str) -> None:
    """A diminutive, a transliteration or a married couple's surname would hide that two names belong together."""
    assert named(left).last_key == named(right).last_key
    if named(left).sex == named(right).sex:
        assert named(left).first_key == named(right).first_key
    assert named(left).patronymic_key == named(right).patronymic_key


def test_an_ambiguous_diminutive_takes_the_known_sex() -> None:
    """Саша Иванова would match every Александр."""
    assert named("Саша Иванова").first_key == named("Александра").first_key
    assert named("Саша Иванов").first_key == named("Александр").first_key
    assert named("Саша").first_key == "sasha"


def test_an_initial_is_a_letter_and_a_dot() -> None:
    """И. would be compared as a whole name."""
    name = named("Иванов И.П.")
    assert (name.first_key, name.patronymic_key) == ("i.", "p.")


@pytest.mark.parametrize(
    ("short", "full"),
    [("Маша", "Мария"), ("Юра", "Юрий"), ("Liz", "Elizabeth"), ("Bob", "Robert"), ("Ксюша", "Ксения")],
)
def test_diminutives_lead_to_full_names(short: str, full: str) -> None:
    """Маша and Мария with one phone would stay two clients."""
    assert full_names(full) <= full_names(short)


ALPHABET = "Иван Петроваяй-.'ёABCdeo(),1ьчЙ "


@settings(deadline=None)
@given(*(st.one_of(st.text(), st.text(ALPHABET)) for _ in range(4)))
def test_any_cells_are_cleaned(last_name: str, first_name: str, patronymic: str, full_name: str) -> None:
    """One odd cell would stop an import."""
    assert isinstance(clean_name(last_name, first_name, patronymic, full_name), PersonName)


WORDS = st.sampled_from(
    [
        *("Иванов", "Иван", "Иванович", "ИВАНОВА", "анна", "И.", "О'Коннор", "Петрова-Водкина", "оглы", "Ивановна"),
        *("John", "SMITH", "van", "de", "McDonald", "Саша", "(x)", "5", "маникюр"),
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=5).map(" ".join))
def test_a_cleaned_name_stays_as_it_is(text: str) -> None:
    """A name would change its shape at each refresh."""
    first = named(text)
    again = clean_name(*parts(first), "")
    assert parts(again) == parts(first)
    assert (again.sex, again.first_key, again.last_key) == (first.sex, first.first_key, first.last_key)


def test_a_name_in_the_surname_s_column_is_put_right() -> None:
    """The accountant swapped the two cells of one row, and its client would not be found again."""
    name = clean_name("Лидия", "Королёва", "Анатольевна", "")
    assert (name.last_name, name.first_name) == ("Королёва", "Лидия")
    assert clean_name("Никита", "Иван", "", "").last_name == "Никита"


SURNAME_COLUMN = ["Иванов Иван", "Петрова Анна", "Сидоров Пётр Ильич", "Максим Роман"]


def test_a_column_decides_where_words_do_not() -> None:
    """Максим Роман of a list by surname would be written to as Максим."""
    order = column_name_order(SURNAME_COLUMN)
    assert parts(clean_name("", "", "", "Максим Роман", order=order)) == ("Максим", "Роман", "")
    other = column_name_order(["Иван Иванов", "Анна Петрова", "Пётр Ильич Сидоров", "Максим Роман"])
    assert parts(clean_name("", "", "", "Максим Роман", order=other)) == ("Роман", "Максим", "")


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (SURNAME_COLUMN, "surname_first"),
        (["Smirnov Ivan", "Petrova Anna", "Ivanov Oleg", "Lee Kim"], "surname_first"),
        (["John Smith", "Anna Brown", "Robert Jones"], "name_first"),
        (["Иванов Иван", "Анна Петрова", "Пётр Сидоров", "Котова Ольга"], ""),
        (["Иванов Иван", "Петрова Анна"], ""),
        (["Иванов", "Анна", "ООО Ромашка", "", "12"], ""),
    ],
)
def test_only_a_column_that_agrees_tells_an_order(texts: list[str], order: str) -> None:
    """Two names, or a column of both orders, would turn the names of everybody around."""
    assert column_name_order(texts) == order


def test_a_column_changes_no_name_that_is_sure() -> None:
    """The one row in another order would lose its first name."""
    for order in ("surname_first", "name_first"):
        assert parts(clean_name("", "", "", "Иванов Иван", order=order)) == ("Иванов", "Иван", "")
        assert parts(clean_name("", "", "", "Анна Петрова", order=order)) == ("Петрова", "Анна", "")


def test_the_owner_s_words_are_no_names() -> None:
    """What this business writes instead of a name would be greeted."""
    assert clean_name("", "", "", "Проходил мимо", not_names={"проходил мимо"}).code == "name.placeholder"


@pytest.mark.parametrize(
    ("last_name", "expected"),
    [
        ("Donaldson", ("Donaldson", "", "")),
        ("Mitchell", ("Mitchell", "", "")),
        ("de Paoli", ("de Paoli", "", "")),
        ("Ким", ("Ким", "", "")),
        ("Цой", ("Цой", "", "")),
        ("Анна", ("", "Анна", "")),
        ("Иванов Иван", ("Иванов", "Иван", "")),
        ("B.", ("B.", "", "")),
    ],
)
def test_a_surname_s_column_holds_surnames(last_name: str, expected: tuple[str, str, str]) -> None:
    """A letter would begin with "Dear Donaldson"."""
    assert parts(clean_name(last_name, "", "", "")) == expected
