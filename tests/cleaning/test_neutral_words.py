"""Words that do not tell one organisation or street from another."""

from clientbase.cleaning.neutral_words import NeutralWord, neutral_words


def test_each_kind_has_its_words() -> None:
    """A kind that lost its list would let "school", "street" or mail.ru join strangers."""
    expected = {
        NeutralWord("company", "shkola"),
        NeutralWord("free_domain", "mail.ru"),
        NeutralWord("heading", "north"),
        NeutralWord("house", "дом"),
        NeutralWord("part", "suite"),
        NeutralWord("street", "улица"),
    }
    assert expected <= set(neutral_words())


def test_words_are_written_as_they_are_looked_up() -> None:
    """An address is compared in lower case with ё as е and by letters alone: another word would never be found."""
    words = [word for kind, word in neutral_words() if kind in ("heading", "house", "part", "street")]
    assert words == [word.lower().replace("ё", "е") for word in words]
    assert all(word.isalpha() for word in words)
