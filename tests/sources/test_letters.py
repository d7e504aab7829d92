"""An encoding is told by how its words look; where they look like nothing, the file is refused and not misread."""

import pytest

from clientbase.errors import SourceUnreadable
from clientbase.sources.encodings import decode


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "ід;ім'я\n1;Їжак\n2;Євген"),
        ("cp1251", "Андрій Шевченко, вулиця Хрещатик"),
        ("cp1251", "ўсё, Беларусь, Мінск"),
        ("cp1251", "ЦРБ, ФГУП НИИ"),
        ("cp1251", "Юлия Эдуардовна Цой, г. Йошкар-Ола"),
        ("koi8-r", "Гюзель Хайруллина"),
        ("cp1252", "José García; François Lefèvre"),
        ("cp1252", "Größe; Müßiggang; ÜBERSICHT"),
        ("cp1252", "Håkan Sjöström; Bjørn Ærø; São Paulo"),
        ("cp1252", "Jökull Þór; Guðrún"),
        ("cp1252", "à l\u2019été, \u201cCafé\u201d, 1ª vez"),
    ],
)
def test_a_language_is_known_by_its_words(encoding: str, text: str) -> None:
    """Neighbours of Russian, Western languages of all sorts and bare abbreviations are read as they were written."""
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1250", "Zażółć gęślą jaźń; Łódź"),
        ("cp1250", "Dvořák; Řehoř Veselý"),
        ("iso-8859-7", "Λεωνίδας; Αλέξανδρος; Μύρων; Ευστόργιος"),
        ("iso-8859-7", "Λεωνιδας; Αλεξανδρος; Μυρων; Ευστοργιος"),
        ("cp1254", "Çağrı; Gülşen"),
        ("cp1257", "Žvėrynas; Ąžuolas"),
        ("cp1256", "محمد; فاطمة"),
        ("shift_jis", "名前; 鈴木花子; 山田太郎"),
        ("gbk", "姓名; 李雷; 北京市; 王小明"),
        ("big5", "姓名; 李雷; 台北市"),
        ("euc-kr", "이름; 김철수; 서울"),
        ("mac-roman", "Café; José; Müller"),
        ("koi8-u", "Київ; Андрій; Їжак"),
    ],
)
def test_words_of_no_known_language_are_refused(encoding: str, text: str) -> None:
    """A file that would turn to nonsense in every encoding we know is asked about, and read when it is named."""
    with pytest.raises(SourceUnreadable) as refused:
        decode(text.encode(encoding))
    assert refused.value.code == "source.unknown_letters"
    assert decode(text.encode(encoding), encoding)[0] == text


@pytest.mark.parametrize(("encoding", "text"), [("cp1251", "№ 7; 5 °C"), ("cp1252", "100 €")])
def test_signs_that_stand_alone_are_read(encoding: str, text: str) -> None:
    """A lone sign tells little, but the usual ones are known."""
    assert decode(text.encode(encoding)) == (text, encoding)


def test_a_letter_that_stands_alone_is_refused() -> None:
    """French "à" has the byte of a Russian "а": with nothing else to go by nobody guesses."""
    with pytest.raises(SourceUnreadable):
        decode("Full name;Note\nAnn;à la carte".encode("cp1252"))


def test_utf8_with_a_byte_of_windows_is_not_all_misread() -> None:
    """One curly quote of Windows among lines of UTF-8 does not make a code page of the whole file."""
    lines = ["Zoë", "Žižek", "Añb", "éé", "öö", "üü", "ää", "ñandú", "ça", "Łódź", "Brontë", "Škoda"]
    data = "\n".join(lines).encode() + b"\nit\x92s"
    with pytest.raises(SourceUnreadable) as refused:
        decode(data)
    assert (refused.value.code, refused.value.parameters["line"]) == ("source.bad_encoding", 13)
