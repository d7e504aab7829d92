"""Short answers, statuses, sex, companies, free text and blanks: small vocabularies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.blanks import is_blank, is_void
from clientbase.cleaning.companies import clean_company, is_company_name
from clientbase.cleaning.flags import clean_stop, clean_yes_no
from clientbase.cleaning.plain_text import clean_key, clean_text
from clientbase.cleaning.sex import clean_sex
from clientbase.cleaning.statuses import clean_status


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (
            "да|Да.|YES|y|true|1|1.0|+|✓|on|согласен|Согласен на обработку данных|Да, хочу скидки|подписан|SUBSCRIBED",
            "yes",
        ),
        ("нет|No|N|false|0|-|—|✗|off|не согласен|Нет, спасибо|отказ|отписан|not_subscribed|не хочу", "no"),
        ("", ""),
    ],
)
def test_an_answer_is_yes_or_no(texts: str, value: str) -> None:
    """Somebody who said "нет" would get the mailing; here a dash is an answer, not an empty cell."""
    assert {clean_yes_no(text).value for text in texts.split("|")} == {value}


@pytest.mark.parametrize(
    "text", ["может быть", "Дата", "2", "Согласие не получено", "Подписан до 2024", "да, но потом"]
)
def test_an_unclear_answer_is_no_consent(text: str) -> None:
    """Whoever said "может быть" would count as having agreed."""
    cleaned = clean_yes_no(text)
    assert (cleaned.value, cleaned.code) == ("no", "yes_no.not_understood")


@pytest.mark.parametrize(
    "text",
    ["Согласие отозвано", "Да, но отписалась 01.03.2026", "да (отозвал)", "больше не присылать", "Да, opted out"],
)
def test_consent_taken_back_is_a_no(text: str) -> None:
    """A sentence that begins with a yes and takes it back would be mailed."""
    assert clean_yes_no(text).value == "no"


@pytest.mark.parametrize(
    ("text", "value"),
    [("Да", "yes"), ("01.03.2026", "yes"), ("просил не писать", "yes"), ("", ""), ("нет", "no"), ("0", "no")],
)
def test_whatever_stands_in_a_stop_column_stops(text: str, value: str) -> None:
    """In a column "Отписан" a date means that the person left on that day."""
    assert clean_stop(text).value == value


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (
            "Успешно реализовано|выиграна|Оплачен|выполнен|Доставлен|завершён|paid|wc-completed|delivered|closedwon",
            "won",
        ),
        ("Closed Won|fulfilled|partially_refunded|Частичный возврат|Заказ выполнен", "won"),
        ("Закрыто и не реализовано|отказ|Отменён клиентом|проиграна|cancelled|Closed Lost|voided|Неуспешно", "lost"),
        ("возврат|Возвращён|refunded|Returned|Отменён, деньги возвращены", "returned"),
        ("Новый|в работе|В обработке|переговоры|Счёт выставлен|ожидает оплаты|Не оплачен|не закрыта|К оплате", "open"),
        ("pending|open|new|in progress|on-hold|unpaid|unfulfilled|not paid|Оплата при получении", "open"),
        ("На стадии выполнения|Первичный контакт|Принимают решение|Согласование договора", "open"),
        ("предоплата|partially_paid|processing", "open"),
    ],
)
def test_a_status_has_one_of_four_meanings(texts: str, value: str) -> None:
    """An unpaid order would be counted as revenue, or a refund as a sale."""
    assert {text: clean_status(text).value for text in texts.split("|")} == dict.fromkeys(texts.split("|"), value)


def test_an_unknown_status_is_open_and_told() -> None:
    """An unknown word would count as a sale, or the deal would vanish."""
    cleaned = clean_status("Юпитер")
    assert (cleaned.value, cleaned.code) == ("open", "status.not_understood")


@pytest.mark.parametrize(
    ("texts", "value"),
    [("м|Муж.|мужской|M|male|Mr|Mr.", "male"), ("ж|жен|Женский|F|female|Mrs.|Ms", "female"), ("|-", "")],
)
def test_sex_has_two_words(texts: str, value: str) -> None:
    """M and муж would be two groups."""
    assert {clean_sex(text).value for text in texts.split("|")} == {value}
    assert clean_sex("кошка").code == "sex.not_understood"


@pytest.mark.parametrize(
    "text",
    [
        'ООО "Ромашка"',
        "«Ромашка», ООО",
        "Romashka LLC",
        "О.О.О. Ромашка",
        'Общество с ограниченной ответственностью "РОМАШКА"',
        "ромашка",
    ],
)
def test_spellings_of_a_company_share_a_key(text: str) -> None:
    """One firm would be six."""
    assert clean_company(text).key == "romashka"


@pytest.mark.parametrize(
    ("text", "display"),
    [
        (' ООО  "Ромашка" ', "ООО «Ромашка»"),
        ("ООО „Ромашка“", "ООО «Ромашка»"),
        ('АО «ТД "Перекрёсток"»', 'АО «ТД "Перекрёсток"»'),
        ("“Acme” Inc.", '"Acme" Inc.'),
        ("ООО", "ООО"),
    ],
)
def test_a_company_is_shown_with_one_kind_of_quotes(text: str, display: str) -> None:
    """A letterhead would carry three kinds of quotes."""
    assert clean_company(text).value == display


def test_and_is_written_in_two_ways() -> None:
    """Johnson & Johnson would miss Johnson and Johnson."""
    assert clean_company("Johnson & Johnson").key == clean_company("Johnson and Johnson, Inc.").key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Teddy Bear II", "tedi bear 2"),
        ("Teddy Bear III", "tedi bear 3"),
        ("Teddy Bear Nursery, Inc. V", "tedi bear nurseri 5"),
        ("V Bear Nursery", "v bear nurseri"),
    ],
)
def test_roman_numbers_tell_companies_apart(text: str, key: str) -> None:
    """The second shop is not the third; a single letter in front is an initial."""
    assert clean_company(text).key == key


def test_a_company_is_known_by_its_form() -> None:
    """A person would become a firm, or a firm a person."""
    assert all(map(is_company_name, ["ООО Ромашка", "Acme Ltd.", "«Ромашка»", 'Салон "Шарм"', "Ромашка, ЗАО"]))
    assert not any(map(is_company_name, ["Иванов Иван", "Ао Ли", "ООО", "Салон", "Smith, John"]))


@pytest.mark.parametrize(
    ("text", "value"),
    [("'00123", "00123"), ("123.0", "123"), (" A-7 ", "A-7"), ("1.10", "1.10"), ("-", ""), ("нет", "нет")],
)
def test_a_key_keeps_its_zeros(text: str, value: str) -> None:
    """00123 and 123 would be one client, 123 and 123.0 two."""
    assert clean_key(text).value == value


def test_text_keeps_what_a_person_answered() -> None:
    """The answer "нет" to "Есть ли дети?" would be taken for an empty cell."""
    assert clean_text("  двое \n детей ").value == "двое детей"
    assert clean_text("нет").value == "нет"
    assert [clean_text(text).value for text in ("-", "NULL", "#Н/Д")] == ["", "", ""]


def test_blank_words_are_blank() -> None:
    """Words for "nothing" would be reported as mistakes."""
    assert all(map(is_blank, ["", " \u00a0", "\ufeff", "-", "—", "...", "Нет", "N/A", "null", "NaN", "не указано"]))
    assert not any(map(is_blank, ["0", "Нан", "да", "+", "Nan"]))
    assert not is_void("none")


@settings(deadline=None)
@given(st.text())
def test_any_text_is_cleaned_and_cleaned_values_stay(text: str) -> None:
    """One odd cell would stop an import, or a value would change each time it passes."""
    for clean in (clean_yes_no, clean_status, clean_sex, clean_company, clean_text, clean_key):
        cleaned = clean(text)
        assert cleaned.original == text
        assert clean(cleaned.value).value == cleaned.value
