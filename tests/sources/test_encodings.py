"""Encodings: the right one of those that Russian files come in, or a refusal; never other letters without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import ClientbaseError, SourceUnreadable, UsageProblem
from clientbase.sources.encodings import decode

TEXT = "ФИО;Город\nАнна Котова;Москва\nПётр Щукин;Нижний Новгород\nЮлия Чернышёва;Йошкар-Ола\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("cp866", "cp866"),
        ("mac-cyrillic", "mac-cyrillic"),
    ],
)
def test_russian_text_comes_back_from_every_encoding(encoding: str, name: str) -> None:
    """A wrong code page turns names into other letters and nobody notices before the mailing."""
    assert decode(TEXT.encode(encoding)) == (TEXT, name)


@pytest.mark.parametrize("name", ["Анна", "Пётр", "иван", "ООО", "Юля"])
def test_one_word_in_windows_text_is_enough(name: str) -> None:
    """The commonest file of all is a short cp1251 one with a single Russian word."""
    assert decode(f"Name;Phone\n{name};1\n".encode("cp1251"))[1] == "cp1251"


def test_western_text_is_not_read_as_russian() -> None:
    """Müller would become Mьller."""
    text = "Name,City\nMüller,Köln\nJosé,Málaga\n"
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_a_late_cyrillic_row_counts() -> None:
    """A sample of the beginning sees ASCII only and takes whatever it likes."""
    text = "a;b\n" + "x;1\n" * 300_000 + "Анна Котова;Москва\n"
    assert decode(text.encode("koi8-r")) == (text, "koi8-r")


def test_half_utf8_half_windows_is_refused_with_its_line() -> None:
    """Two joined exports read as one code page give half a file of mojibake."""
    data = "Имя\nАнна Котова\n".encode() + "Пётр\n".encode("cp1251")
    with pytest.raises(SourceUnreadable) as caught:
        decode(data)
    assert (caught.value.code, caught.value.parameters) == ("source.mixed_encoding", {"line": 3})


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03abc", bytes(range(32)) * 9, b"abc\x00", b"\xff\xfea\x00\x00\x00"])
def test_binary_data_is_refused(data: bytes) -> None:
    """Control bytes in cells break everything downstream."""
    with pytest.raises(SourceUnreadable, match=r"source\.binary"):
        decode(data)


def test_a_mark_that_lies_is_refused() -> None:
    """A UTF-8 mark before cp1251 bytes must not lose letters."""
    with pytest.raises(SourceUnreadable, match=r"source\.bad_encoding"):
        decode(b"\xef\xbb\xbf" + "Анна".encode("cp1251"))


def test_a_named_encoding_is_strict() -> None:
    """What a person names is used, and bytes that contradict it are an error with the line."""
    assert decode("Анна".encode("cp866"), "cp866") == ("Анна", "cp866")
    with pytest.raises(SourceUnreadable) as caught:
        decode(b"a\n\xc0\n", "utf-8")
    assert caught.value.parameters["line"] == 2


@pytest.mark.parametrize("name", ["utf-88", "base64", "rot13"])
def test_an_unknown_encoding_is_a_usage_problem(name: str) -> None:
    """A typo in --encoding must not end as a bug."""
    with pytest.raises(UsageProblem, match=r"source\.unknown_encoding"):
        decode(b"a", name)


def test_the_old_end_of_file_mark_is_no_row() -> None:
    """DOS programs end their files with 0x1A."""
    assert decode(b"a;b\r\n\x1a") == ("a;b\r\n", "utf-8")


@given(st.binary())
def test_any_bytes_give_text_or_a_named_error(data: bytes) -> None:
    """A codec's own exception would be shown as a bug."""
    try:
        text, _ = decode(data)
    except ClientbaseError:
        return
    assert "\x00" not in text


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["name,phone\nAnna,+79161234567\n", TEXT])
def test_utf32_without_a_mark_is_read(encoding: str, text: str) -> None:
    """Three of four bytes are NULs, and it is a text all the same."""
    assert decode(text.encode(encoding)) == (text, encoding)
