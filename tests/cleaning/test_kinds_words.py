"""The words of events, channels, consents, agreements, questions and moments, as exports and people write them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.agreement_types import clean_agreement_type
from clientbase.cleaning.channels import clean_channels
from clientbase.cleaning.consent_words import clean_consent_status, clean_purpose
from clientbase.cleaning.interaction_types import clean_interaction_type
from clientbase.cleaning.moments import clean_moment
from clientbase.cleaning.periods import clean_period
from clientbase.cleaning.questions import clean_question


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Opened", "open"),
        ("Открытие письма", "open"),
        ("Клик", "click"),
        ("link_click", "click"),
        ("Unsubscribed", "unsubscribe"),
        ("Отписался", "unsubscribe"),
        ("Отказ от рассылки", "unsubscribe"),
        ("spam complaint", "spam_complaint"),
        ("Жалоба на спам", "spam_complaint"),
        ("Жалоба", "complaint"),
        ("Hard bounce", "hard_bounce"),
        ("bounce (hard)", "hard_bounce"),
        ("Адрес не существует", "hard_bounce"),
        ("soft_bounce", "bounce"),
        ("soft", "bounce"),
        ("Hard", "hard_bounce"),
        ("Не доставлено", "bounce"),
        ("Доставлено", "sent"),
        ("Входящий звонок", "call"),
        ("пропущенный", "call"),
        ("Визит", "visit"),
        ("page_view", "visit"),
        ("Брошенная корзина", "cart"),
        ("Обращение в поддержку", "support"),
        ("Подписался", "subscribe"),
        ("Чат", "message"),
        ("-", ""),
    ],
)
def test_what_happened_has_one_name(text: str, value: str) -> None:
    """A letter that was opened is one thing in every mailing service; who leaves is never taken for who joins."""
    assert clean_interaction_type(text).value == value


def test_an_unknown_event_happened_all_the_same() -> None:
    """A dance is kept as "other", with a note and its own word."""
    verdict = clean_interaction_type("Танец")
    assert (verdict.value, verdict.code, verdict.original) == ("other", "interaction.other", "Танец")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("e-mail", ["email"]),
        ("Почта", ["email"]),
        ("email-рассылка", ["email"]),
        ("СМС-рассылка", ["sms"]),
        ("Звонки", ["phone"]),
        ("WhatsApp", ["messenger"]),
        ("email, sms", ["email", "sms"]),
        ("почта и смс", ["email", "sms"]),
        ("Все каналы", ["any"]),
        ("сайт", ["web"]),
        ("факс", ["other"]),
        ("", [""]),
    ],
)
def test_channels_have_one_name(text: str, values: list[str]) -> None:
    """A consent for "почта и смс" is one for two channels, and a fax is not e-mail."""
    assert [verdict.value for verdict in clean_channels(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("given", "given"),
        ("Дано", "given"),
        ("да", "given"),
        ("subscribed", "given"),
        ("Подписан", "given"),
        ("active", "given"),
        ("withdrawn", "withdrawn"),
        ("Отозвано", "withdrawn"),
        ("не подписан", "withdrawn"),
        ("unsubscribed", "withdrawn"),
        ("неактивно", "withdrawn"),
        ("да, но отписалась", "withdrawn"),
        ("2026-03-01 10:00:00", "withdrawn"),
        ("хм", "withdrawn"),
        ("", ""),
    ],
)
def test_a_consent_is_given_only_when_it_says_so(text: str, value: str) -> None:
    """Nobody is written to on a guess."""
    assert clean_consent_status(text).value == value


@given(st.text())
def test_no_accident_gives_consent(text: str) -> None:
    """A status made of anything is given, withdrawn or nothing; what is not understood is withdrawn and told."""
    verdict = clean_consent_status(text)
    assert verdict.value in ("given", "withdrawn", "")
    assert not verdict.code or verdict.value == "withdrawn"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Реклама", "ads"),
        ("рассылка", "ads"),
        ("marketing", "ads"),
        ("Обработка персональных данных", "processing"),
        ("уведомления о заказе", "service"),
        ("дружба", "other"),
        ("", ""),
    ],
)
def test_purposes_have_one_name(text: str, value: str) -> None:
    """Consent to processing is none to advertising."""
    assert clean_purpose(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Договор аренды", "contract"),
        ("Абонемент", "subscription"),
        ("yearly membership", "subscription"),
        ("Гарантия", "warranty"),
        ("Договор на обслуживание", "service_level"),
        ("Дружба", "Дружба"),
        ("—", ""),
    ],
)
def test_agreements_have_one_name(text: str, value: str) -> None:
    """What is none of the known kinds stays as written."""
    assert clean_agreement_type(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Что подтолкнуло?", "trigger"),
        ("how did you find us", "path"),
        ("Любимый  чай?", "любимый чай"),
        ("NPS", "nps"),
        ("-", ""),
    ],
)
def test_a_question_is_known_or_stays_its_own(text: str, value: str) -> None:
    """Two spellings of one question are one question."""
    assert clean_question(text).value == value


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("02.01.2026 15:04:05", "", "2026-01-02 15:04:05"),
        ("2026-05-01T10:00:00Z", "", "2026-05-01 10:00:00"),
        ("2026-05-01 10:00:00 +0200", "", "2026-05-01 10:00:00"),
        ("1/31/2026 2:30 PM", "mdy", "2026-01-31 14:30:00"),
        ("1/31/2026 12:05 AM", "mdy", "2026-01-31 00:05:00"),
        ("45292.5", "", "2024-01-01 12:00:00"),
        ("05.03.2026", "", "2026-03-05 00:00:00"),
        ("05.03.2026 25:10", "", ""),
        ("вчера", "", ""),
        ("", "", ""),
    ],
)
def test_a_moment_keeps_its_time(text: str, order: str, value: str) -> None:
    """A call at night is told from one at noon; a time that no clock shows is a problem."""
    assert clean_moment(text, order).value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("март 2026", ["2026-03-01", "2026-03-31"]),
        ("Feb 2024", ["2024-02-01", "2024-02-29"]),
        ("Марта 2026 г.", ["2026-03-01", "2026-03-31"]),
        ("2026-03", ["2026-03-01", "2026-03-31"]),
        ("03.2026", ["2026-03-01", "2026-03-31"]),
        ("01.03.2026 - 15.03.2026", ["2026-03-01", "2026-03-15"]),
        ("2026-03-01—2026-03-15", ["2026-03-01", "2026-03-15"]),
        ("с 01.03.2026 по 15.03.2026", ["2026-03-01", "2026-03-15"]),
        ("15.03.2026 - 01.03.2026", [""]),
        ("01.03.2026", ["2026-03-01"]),
        ("13.2026", [""]),
        ("весна 2026", [""]),
        ("", [""]),
    ],
)
def test_a_month_is_a_period(text: str, values: list[str]) -> None:
    """Small shops write down their advertising by months."""
    assert [verdict.value for verdict in clean_period(text, "")] == values


@given(st.datetimes().filter(lambda moment: 1980 <= moment.year <= 2090))
def test_every_moment_comes_back(moment: datetime) -> None:
    """Whatever a clock shows, to the second, is read as it was."""
    text = f"{moment:%d.%m.%Y %H:%M:%S}"
    assert clean_moment(text, "").value == f"{moment:%Y-%m-%d %H:%M:%S}"
