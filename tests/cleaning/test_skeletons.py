"""Skeletons: the transliterations of one word agree, different words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.cleaning.alphabets import in_one_alphabet
from clientbase.cleaning.skeletons import skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        "Щербаков Shcherbakov Scherbakov Sherbakov",
        "Кузнецов Kuznetsov Kuznecov Kuznetzov",
        "Дмитриев Dmitriev Dmitriyev Dmitrijev",
        "Достоевский Dostoevsky Dostoyevskiy Dostoevskii",
        "Соловьёв Соловьев Soloviev Solovyov Solov'ev",
        "Юлия Julia Yulia Yuliya Iuliia",
        "Хабаров Khabarov Habarov",
        "Алексей Alexey Aleksei Alexei",
        "Татьяна Tatyana Tatiana Tat'yana Tatjana",
        "Виктор Victor Viktor",
        "Филипп Philip Filipp",
        "Цветкова Tsvetkova Cvetkova",
        "Ксения Ksenia Xenia",
        "Фёдор Федор Fyodor Fedor",
        "Müller Muller",
        "Львов Lvov L'vov",
    ],
)
def test_transliterations_of_a_word_agree(spellings: str) -> None:
    """A client of a passport office and of a Russian form would be two people."""
    assert len({skeleton(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("left", "right"), [("Иванов", "Петров"), ("Мария", "Марина"), ("Сергей", "Сергеев"), ("Ян", "Яна"), ("李", "王")]
)
def test_different_words_stay_different(left: str, right: str) -> None:
    """Strangers would share a key."""
    assert skeleton(left) != skeleton(right)


@given(st.text())
def test_a_skeleton_has_letters_and_digits_only(text: str) -> None:
    """A quote or a space in a key would split or break what is joined by it."""
    assert all(letter.isalnum() for letter in skeleton(text))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Cветлана", "Светлана"),
        ("Иван Пeтpoв", "Иван Петров"),
        ("Аnna", "Anna"),
        ("Anna", "Anna"),
        ("Анна", "Анна"),
        ("Dжон", "Dжон"),
    ],
)
def test_look_alikes_come_into_one_alphabet(text: str, mended: str) -> None:
    """Светлана with a Latin C would never be found by her name; a real mix must not be guessed at."""
    assert in_one_alphabet(text) == mended
