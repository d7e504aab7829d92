"""Headers as owners write them, columns that only their values tell, and how sure each reading is."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.fields import fields_of
from clientbase.sources.detect import read_source
from clientbase.sources.likeness import field_like
from clientbase.sources.mapping import SURE_ENOUGH, ColumnMapping, Mapping, recognise
from clientbase.sources.values import is_inn, is_phone, is_profile, is_url

PEOPLE = [
    f"{name};+7916123{n:04d};{name[:1]}{n}@mail.ru;{city};{1960 + n}-03-0{n % 9 + 1};{inn}"
    for n, (name, city, inn) in enumerate(
        [
            ("Котова Анна Сергеевна", "Москва", "7707083893"),
            ("Лунин Борис", "Казань", "7728168971"),
            ("Орлова Вера", "Омск", "500100732259"),
            ("Иван Петров", "г. Тула", "7736207543"),
        ]
        * 3
    )
]


def mapping_of(*lines: str, kind: str | None = None, delimiter: str | None = ";") -> Mapping:
    """Return the mapping of a text with these lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return recognise(read_source(path, delimiter=delimiter).tables[0], kind)


def column(header: str, *values: str, kind: str = "contacts") -> ColumnMapping:
    """Return how a column beside a name is read."""
    rows = [f"Котова Анна;{value}" for value in values] or ["Котова Анна;"]
    return mapping_of(f"Полное имя клиента;{header}", *rows, kind=kind).columns[1]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Тел.", "phone"),
        ("Тел.моб.", "phone"),
        ("Моб.тел", "phone"),
        ("моб. тел. клиента", "phone"),
        ("Контактный телефон 1", "phone"),
        ("Телефон покупателя (моб.)", "phone"),
        ("№ тел.", "phone"),
        ("Телефн", "phone"),
        ("Почта", "email"),
        ("эл. адрес", "email"),
        ("E-mail клиента", "email"),
        ("Дата рожд.", "birth_date"),
        ("ДР", "birth_date"),
        ("Д/р", "birth_date"),
        ("клиента дата рождения", "birth_date"),
        ("Гор.", "city"),
        ("Город клиента:", "city"),
        ("WhatsApp", "phone"),
        ("телеграм", "social"),
        ("Инстаграм", "social"),
        ("ВК", "social"),
        ("Фамиля", "last_name"),
        ("Cell phone", "phone"),
        ("DOB", "birth_date"),
        ("Zip code", "postcode"),
    ],
)
def test_headers_of_contacts(header: str, field: str) -> None:
    """Short forms, word order and a typing error hide nothing that a person sees at once."""
    assert column(header).field == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Сумма заказа, руб.", "amount"),
        ("Оплачено", "amount"),
        ("Кол-во", "quantity"),
        ("Кол-во шт.", "quantity"),
        ("Цена за ед.", "price"),
        ("Наименование товара", "product"),
        ("Наим. товара", "product"),
        ("Номенклатура", "product"),
        ("Дата продажи", "deal_on"),
        ("Дата и время", "deal_on"),
        ("Себестоимость", "cost"),
        ("Контрагент", "company"),
        ("Order #", "deal_key"),
        ("Unit price", "price"),
    ],
)
def test_headers_of_deals(header: str, field: str) -> None:
    """A shop's own table is read as well as a system's export."""
    assert column(header, kind="deals").field == field


@pytest.mark.parametrize(
    "header",
    [
        "Модель телефона",
        "Телефон менеджера",
        "Статус клиента",
        "Скидка %",
        "Долг",
        "Прибыль",
        "Артикул",
        "Сумма покупок",
        "Количество заказов",
        "Дата последней покупки",
        "Средний чек",
        "Религия",
        "Religion",
        "Имя пользователя",
        "Имя менеджера",
        "Город доставки партнера",
    ],
)
@pytest.mark.parametrize("kind", ["contacts", "deals"])
def test_rather_none_than_wrong(header: str, kind: str) -> None:
    """A word more makes another thing of it."""
    assert column(header, kind=kind).field == ""


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Связь", ["8 (916) 123-45-67", "+7 916 123 45 68", "доп. нет", "89161234569", "9161234560"], "phone"),
        ("Аккаунт", ["a@mail.ru", "b@mail.ru", "Вера <c@mail.ru>"], "email"),
        ("Реквизит", ["7707083893", "7728168971.0", "500100732259"], "inn"),
        ("Ссылки", ["https://vk.com/anna", "t.me/boris", "@vera_orlova"], "social"),
        ("Ссылка на сайт", ["https://romashka.ru", "www.chai.ru/about", "kofe.com"], "website"),
    ],
)
def test_values_tell_what_a_header_does_not(header: str, values: list[str], field: str) -> None:
    """A column of phones is phones, whatever its header."""
    found = column(header, *values)
    assert (found.field, found.how) == (field, "content")


def test_a_file_without_headers_is_told_by_its_values() -> None:
    """Names, phones, e-mails, cities, dates of birth and tax numbers are known without a word."""
    found = mapping_of(*PEOPLE)
    assert found.kind == "contacts"
    assert [c.field for c in found.columns] == ["full_name", "phone", "email", "city", "birth_date", "inn"]
    assert all(c.how == "content" for c in found.columns)


@pytest.mark.parametrize(
    ("header", "values", "field", "confidence"),
    [
        ("Телефон", ["89161234567"] * 3, "phone", 0.99),
        ("Телефон", ["занят"] * 3, "phone", 0.95),
        ("Телефон", [], "phone", 0.93),
        ("Телефон 3", ["89161234567"] * 3, "phone", 0.97),
        ("Ваш номер телефона?", ["89161234567"] * 3, "phone", 0.99),
        ("Моб. тел. клиента", ["89161234567"] * 3, "phone", 0.89),
        ("Телефн", ["89161234567"] * 3, "phone", 0.79),
        ("Связь", ["89161234567"] * 3, "phone", 0.9),
        ("Телефон", ["a@mail.ru"] * 3, "email", 0.7),
        ("E-mail", ["anna@mail.ru", "petr@mail.ru", "oleg@@mail.ru", "нет почты"], "email", 0.95),
        ("E-mail", ["anna@@mail.ru", "petr@mail,ru", "oleg.mail.ru"], "email", 0.95),
    ],
)
def test_how_sure_a_reading_is(header: str, values: list[str], field: str, confidence: float) -> None:
    """Values that agree make a header surer, a typing error less sure; values that contradict it win."""
    found = column(header, *values)
    assert (found.field, found.confidence) == (field, confidence)


@pytest.mark.parametrize(
    ("header", "values", "guess"),
    [
        ("Горад", ["Казань"], "city"),
        ("Дата рождения", ["Анна Котова", "Борис Лунин", "Вера Орлова"], "birth_date"),
        ("Номерок", ["7707083893"], "inn"),
    ],
)
def test_a_doubtful_column_is_kept_and_told(header: str, values: list[str], guess: str) -> None:
    """What is not sure enough is nobody's field, and a person hears of it."""
    found = column(header, *values)
    assert (found.field, found.guess) == ("", guess)
    assert 0 < found.confidence < SURE_ENOUGH


def test_paid_or_not_is_no_sum() -> None:
    """A column "Оплачено" of yes and no would give every order the sum of nothing."""
    assert column("Оплачено", "да", "нет", "да", "да", kind="deals").field == ""


@pytest.mark.parametrize("text", ["тел. 8(916)123-45-67 доб. 12", "(495) 123-45-67", "'+79161234567", "79161234567.0"])
def test_shapes_of_phones(text: str) -> None:
    """People write round a number."""
    assert is_phone(text)


@pytest.mark.parametrize("text", ["123-456-789 01", "12.05.1980", "4601234567890", "40702810900000000001", "5000"])
def test_shapes_of_no_phones(text: str) -> None:
    """An insurance number, a date, a bar code, an account."""
    assert not is_phone(text)


def test_shapes_of_other_values() -> None:
    """A tax number proves itself; a domain is a link, an address of a person is none."""
    assert [is_inn(t) for t in ("7707083893", "7707083894", "0000000000", "77070838933")] == [True, False, False, False]
    assert [is_url(t) for t in ("romashka.ru", "https://a.b/c", "a@b.ru", "ул. Мира")] == [True, True, False, False]
    assert [is_profile(t) for t in ("vk.com/id1", "@anna", "anna", "https://t.me/a")] == [True, True, False, True]


HEADERS = st.lists(
    st.sampled_from(
        [
            "ФИО", "Телефон", "Тел. моб.", "E-mail", "Город", "Город клиента", "Дата рождения", "ДР", "Сумма", "Итого",
            "Дата", "Дата заказа", "Товар", "Товар 1", "Товар 2", "Цена 1", "Цена 2", "Кол-во 1", "Номер заказа", "ID",
            "Источник", "utm_source", "Статус", "Name", "Last Name", "Примечание", "Что-то своё", "Телефон менеджера",
        ]
    ),
    min_size=1,
    max_size=9,
    unique=True,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(HEADERS, st.sampled_from(["contacts", "deals"]), st.randoms(use_true_random=False))
def test_columns_in_another_order_mean_the_same(headers: list[str], kind: str, random: object) -> None:
    """A field goes to the column that means it most surely, wherever it stands; twice read is read alike."""
    shuffled = list(headers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    meant = [
        {
            c.header: (c.field, c.line)
            for c in mapping_of(";".join(["Клиент", *some]), ";".join("x" * (len(some) + 1)), kind=kind).columns
        }
        for some in (headers, headers, shuffled)
    ]
    assert meant[0] == meant[1] == meant[2]
    one_value = [each for each in meant[0].values() if each[0] and not fields_of(kind)[each[0]].many]
    assert len(one_value) == len(set(one_value))


@given(st.text(max_size=60), st.sampled_from(["contacts", "deals", "costs"]))
def test_any_header_is_like_a_field_or_none(header: str, kind: str) -> None:
    """No text breaks the search for its likes, and what is found is a field of the kind."""
    found = field_like(header, kind).field
    assert not found or found in fields_of(kind)
