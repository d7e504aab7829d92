"""Accounts in social networks: network and name of every way to write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.social import clean_social, network_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://t.me/Ivan", "telegram:ivan"),
        ("t.me/ivan?start=1", "telegram:ivan"),
        ("telegram: ivan", "telegram:ivan"),
        ("тг @ivan_p", "telegram:ivan_p"),
        ("tg: https://t.me/ivan", "telegram:ivan"),
        ("ivan (telegram)", "telegram:ivan"),
        ("t.me/+79123456789", "telegram:+79123456789"),
        ("vk.com/id123", "vk:id123"),
        ("https://m.vk.com/durov", "vk:durov"),
        ("vk: durov", "vk:durov"),
        ("https://www.instagram.com/x.y/?igshid=1", "instagram:x.y"),
        ("ok.ru/profile/567", "ok:567"),
        ("https://facebook.com/profile.php?id=42", "facebook:42"),
        ("wa.me/79123456789", "whatsapp:+79123456789"),
        ("whatsapp 8 912 345-67-89", "whatsapp:+79123456789"),
        ("https://api.whatsapp.com/send?phone=79123456789", "whatsapp:+79123456789"),
        ("linkedin.com/in/ivan-petrov", "linkedin:ivan-petrov"),
        ("vk.com/id123; instagram.com/ivan", "vk:id123, instagram:ivan"),
        ("http://vk.com/durov https://t.me/x123", "vk:durov, telegram:x123"),
    ],
)
def test_an_account_has_one_form(text: str, value: str) -> None:
    """Two spellings of one account would be two people."""
    cleaned = clean_social(text)
    assert (cleaned.value, cleaned.key, cleaned.code) == (value, value, "")


def test_a_bare_name_is_of_the_network_that_its_column_names() -> None:
    """The names of a column "Telegram" would be of no network."""
    assert clean_social("@Ivan", network_of("Ник в Telegram")).value == "telegram:ivan"
    assert network_of("Соцсети") == network_of("vk / instagram") == ""


def test_a_bare_handle_is_of_an_unknown_network() -> None:
    """@ivan of Telegram and @ivan of Instagram, two people, would be found to be one."""
    cleaned = clean_social("@ivan")
    assert (cleaned.value, cleaned.key, cleaned.code) == ("@ivan", "", "social.unknown_network")


@pytest.mark.parametrize("text", ["Иванов Иван", "вк", "есть в инсте", "https://t.me/joinchat/AAA", "vk.com/wall-12_3"])
def test_what_is_no_account_stays_as_written_and_is_compared_with_nothing(text: str) -> None:
    """A remark would be lost, or everybody with "есть" would be one client."""
    cleaned = clean_social(text)
    assert (cleaned.value, cleaned.key, cleaned.code) == (text, "", "social.not_understood")


@pytest.mark.parametrize("text", ["whatsapp", "ivan", "yes", "@no", "tg: no", "telegram viber"])
def test_a_word_in_a_column_of_telegram_names_is_no_account(text: str) -> None:
    """Everybody whose cell says "whatsapp" would be one client."""
    cleaned = clean_social(text, "telegram")
    assert (cleaned.value, cleaned.key, cleaned.code) == (text, "", "social.not_understood")


@given(st.text() | st.text("@:/.,; tgvkivn1+7", max_size=25), st.sampled_from(["", "telegram", "whatsapp"]))
def test_accounts_never_raise_and_stay_as_they_are_once_clean(text: str, network: str) -> None:
    """An import would stop at a strange cell, or its second run would give other accounts."""
    cleaned = clean_social(text, network)
    assert cleaned.original == text
    if cleaned.value:
        again = clean_social(cleaned.value, network)
        assert (again.value, again.key) == (cleaned.value, cleaned.key)
