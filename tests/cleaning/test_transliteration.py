"""Transliteration: passports and everyday spelling agree with what is printed, and lead back to the name."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clientbase.cleaning.skeletons import skeleton
from clientbase.cleaning.transliteration import in_cyrillic, in_everyday_latin, in_passport_latin

#: Clusters that no Russian name has, and whose Latin letters may stand for others.
NO_WORD = re.compile("кь?х|щь?ч|ть?з|^ы|[ий][её][юя]|[ыэ]э")
RUSSIAN_WORDS = st.text("абвгдеёжзийклмнопрстуфхцчшщыьэюя", min_size=1)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Юлия Щербакова", "Iuliia Shcherbakova"),
        ("Дмитрий Хрущёв", "Dmitrii Khrushchev"),
        ("Алексей Цветаев", "Aleksei Tsvetaev"),
        ("Наталья Подъячева", "Natalia Podieiacheva"),
        ("ЭЛЬВИРА ЖУКОВА", "ELVIRA ZHUKOVA"),
        ("Анна-Мария Быстрых", "Anna-Mariia Bystrykh"),
        ("Юрий Я. Ёлкин", "Iurii Ia. Elkin"),
    ],
)
def test_a_passport_s_spelling(name: str, latin: str) -> None:
    """A ticket would not match the passport."""
    assert in_passport_latin(name) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Дмитрий Достоевский", "Dmitry Dostoevsky"),
        ("Юлия Щербакова", "Yuliya Shcherbakova"),
        ("Фёдор Чайковский", "Fyodor Chaykovsky"),
        ("Объедков", "Obedkov"),
        ("Анна Smith", "Anna Smith"),
    ],
)
def test_an_everyday_spelling(name: str, latin: str) -> None:
    """A badge would look like a passport."""
    assert in_everyday_latin(name) == latin


@pytest.mark.parametrize(
    ("latin", "name"),
    [
        ("Shcherbakov", "Щербаков"),
        ("Scherbakova", "Щербакова"),
        ("Iuliia", "Юлия"),
        ("Yulia", "Юлия"),
        ("Julia", "Юлия"),
        ("Dmitrii", "Дмитрий"),
        ("Dmitry", "Дмитрий"),
        ("Alexey Tsvetaev", "Алексей Цветаев"),
        ("KHABAROV", "ХАБАРОВ"),
        ("Dostoevsky", "Достоевский"),
        ("Dostoevskaya", "Достоевская"),
        ("Tchaikovsky", "Чайковский"),
        ("Soloviev", "Соловьев"),
        ("Solovyov", "Соловьёв"),
        ("Vasilyeva", "Васильева"),
        ("Dmitriev", "Дмитриев"),
        ("Zhukov", "Жуков"),
        ("Kuznetsova", "Кузнецова"),
        ("Petr Ivanovich", "Петр Иванович"),
        ("Anna-Maria", "Анна-Мария"),
        ("Sasha", "Саша"),
        ("Bystrykh", "Быстрых"),
    ],
)
def test_the_way_back_is_guessed(latin: str, name: str) -> None:
    """A letter in Russian would greet Iuliia."""
    assert in_cyrillic(latin).replace("Пётр", "Петр") == name


@given(RUSSIAN_WORDS)
def test_keys_do_not_mind_the_alphabet(word: str) -> None:
    """A client with a passport's spelling and one with a Russian spelling would be two people."""
    assume(not NO_WORD.search(word))
    assert skeleton(in_passport_latin(word)) == skeleton(word)


@given(st.text())
def test_any_text_is_transliterated(text: str) -> None:
    """One odd name would stop a mailing."""
    assert in_passport_latin(in_passport_latin(text)) == in_passport_latin(text)
    assert in_everyday_latin(in_everyday_latin(text)) == in_everyday_latin(text)
    assert in_cyrillic(in_cyrillic(text)) == in_cyrillic(text)
