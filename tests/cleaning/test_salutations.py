"""Salutations: nobody is addressed by an initial, with the wrong gender or by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.names import clean_name
from clientbase.cleaning.salutations import salutation, salutation_of_company


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("Котова Анна Петровна", "Уважаемая Анна Петровна"),
        ("ИВАНОВ ИВАН", "Уважаемый Иван"),
        ("Алиев Вели Али оглы", "Уважаемый Вели Али оглы"),
        ("Саша", "Здравствуйте, Саша"),
        ("Иванов И.И.", "Уважаемый господин Иванов"),
        ("Иванова", "Уважаемая госпожа Иванова"),
        ("Черных А.", ""),
        ("Anna Smith", "Dear Anna"),
        ("John Fitzgerald Kennedy", "Dear John"),
        ("J. Smith", ""),
        ("", ""),
        ("тест", ""),
        ("Анна С.", "Уважаемая Анна"),
    ],
)
def test_a_name_is_addressed_as_people_do(cell: str, address: str) -> None:
    """A letter would begin with "Уважаемый И." or call a woman a man."""
    name = clean_name("", "", "", cell)
    assert salutation(name.last_name, name.first_name, name.patronymic, name.sex) == address


def test_a_letter_may_be_in_the_other_language() -> None:
    """An English newsletter would greet in Russian."""
    assert salutation("Котова", "Анна", "Петровна", "female", "en") == "Dear Анна"
    assert salutation("Smith", "", "", "male", "en") == "Dear Mr Smith"
    assert salutation("Smith", "Anna", "Maria", "female", "ru") == "Уважаемая Anna"


def test_a_company_is_addressed_as_its_people() -> None:
    """A letter to a firm would have no beginning."""
    assert salutation_of_company("ООО «Ромашка»") == "Уважаемые коллеги"
    assert salutation_of_company("Acme LLC") == "Dear colleagues"


@given(st.text(), st.text(), st.text(), st.sampled_from(["", "male", "female"]), st.sampled_from(["", "ru", "en"]))
def test_any_name_has_an_address_or_none(last: str, first: str, patronymic: str, sex: str, language: str) -> None:
    """One odd name would stop a mailing."""
    address = salutation(last, first, patronymic, sex, language)
    assert not address or first in address or last in address
