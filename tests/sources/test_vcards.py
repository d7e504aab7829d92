"""vCards of three versions: one row a card, every value under a header that the vocabulary knows."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientbase.errors import SourceUnreadable
from clientbase.sources.mapping import recognise
from clientbase.sources.tables import SourceTable
from clientbase.sources.vcards import read_vcards

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=80)


def cards(folder: Path, *lines: str, encoding: str = "utf-8") -> SourceTable:
    """Write cards of these lines and return their table."""
    path = folder / "contacts.vcf"
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return read_vcards(path).tables[0]


def card(folder: Path, *lines: str, encoding: str = "utf-8") -> dict[str, str]:
    """Return the values of one card with these lines."""
    table = cards(folder, "BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", encoding=encoding)
    row = [table.rows.column(f"c{i}").to_pylist()[0] for i in range(1, len(table.headers) + 1)]
    return {header: cell for header, cell in zip(table.headers, row, strict=True) if cell is not None}


def test_a_phone_book_is_mapped_by_itself(tmp_path: Path) -> None:
    """The owner gives the file of his phone and says nothing."""
    table = cards(
        tmp_path,
        "BEGIN:VCARD", "VERSION:3.0", "N:Котов;Пётр;Иванович;;", "FN:Пётр Котов", "TEL;TYPE=CELL:+7 916 123-45-67",
        "TEL;TYPE=WORK,FAX:84951234567", "EMAIL;TYPE=INTERNET:a@b.ru", "ORG:ООО Роза;Склад", "TITLE:Директор",
        "BDAY:19850412", "ADR;TYPE=WORK:;;ул. Ленина\\, 5;Омск;;644000;Россия", "NOTE:VIP", "END:VCARD",
    )  # fmt: skip
    found = {column.header: column.field for column in recognise(table).columns}
    assert found == {
        "Last name": "last_name", "First name": "first_name", "Middle name": "patronymic", "Full name": "full_name",
        "Phone": "phone", "E-mail": "email", "Company": "company", "Department": "", "Job title": "position",
        "Birthday": "birth_date", "Address": "address", "City": "city", "Postcode": "postcode", "Country": "country",
        "Note": "note", "Fax": "",
    }  # fmt: skip


def test_several_of_a_kind_are_all_kept(tmp_path: Path) -> None:
    """Three phones of one person are three ways to reach him; the tenth is kept, too."""
    found = card(tmp_path, "FN:А", *(f"TEL:{n}" for n in range(1, 12)), "TEL:1", "EMAIL:a@b.ru", "item1.EMAIL:c@d.ru")
    assert [found[name] for name in ("Phone", "Phone 2", "Phone 9")] == ["1", "2", "9; 10; 11"]
    assert (found["E-mail"], found["E-mail 2"]) == ("a@b.ru", "c@d.ru")


def test_an_old_card_in_quoted_printable(tmp_path: Path) -> None:
    """Phones of 2005 write =D0=98 and break lines with a bare "="."""
    found = card(
        tmp_path,
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2=",
        "=D0=B0=D0=BD",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1251:=D2=E5=F1=F2=0D=0A=F1",
        "TEL;CELL;PREF:+7916",
    )
    assert found == {"Last name": "Иванов", "First name": "Иван", "Note": "Тест\r\nс", "Phone": "+7916"}


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig"])
def test_letters_are_right_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Outlook writes the code page of Windows and says nothing."""
    assert card(tmp_path, "FN:Иванов Иван Петрович", encoding=encoding) == {"Full name": "Иванов Иван Петрович"}


def test_folded_lines_and_escapes(tmp_path: Path) -> None:
    """A long note goes on in the next line; signs with a backslash are themselves."""
    found = card(tmp_path, "NOTE:one\\, two\\; th", " ree\\nfour \\\\ five", "ORG:A\\;B;C", 'TEL;X="a:b;c":1')
    assert found == {"Note": "one, two; three\nfour \\ five", "Company": "A;B", "Department": "C", "Phone": "1"}


def test_version_4_writes_addresses_as_links(tmp_path: Path) -> None:
    """A phone "tel:+7…" is a phone; a birthday without its year stays as written."""
    found = card(tmp_path, 'TEL;VALUE=uri;TYPE="voice,home":tel:+7-916', "EMAIL:mailto:a@b.ru", "BDAY:--0412")
    assert found == {"Phone": "+7-916", "E-mail": "a@b.ru", "Birthday": "--0412"}


def test_pictures_are_left_and_unknown_lines_kept(tmp_path: Path) -> None:
    """A photo is no value; what nobody knows may matter to its owner."""
    found = card(
        tmp_path, "FN:A", "PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ", "AAAABBBB", " CCCC", "X-SKYPE:anna", "lost words"
    )
    assert found == {"Full name": "A", "X-SKYPE": "anna", "Other lines": "lost words"}


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    """A person finds card 2 by its line; a card inside a card is not a row."""
    table = cards(
        tmp_path, "BEGIN:VCARD", "FN:A", "END:VCARD", "BEGIN:VCARD", "FN:B", "AGENT:", "BEGIN:VCARD", "FN:C",
        "END:VCARD", "END:VCARD",
    )  # fmt: skip
    assert table.rows.table().to_pydict() == {"row_number": [2, 3], "line_number": [1, 4], "c1": ["A", "B"]}


@pytest.mark.parametrize(
    ("lines", "code"),
    [(("BEGIN:VCARD", "FN:A"), "source.cut_off"), (("BEGIN:VCARD", "END:VCARD"), "source.empty")],
)
def test_a_broken_file_is_refused(tmp_path: Path, lines: tuple[str, ...], code: str) -> None:
    """Half a phone book must not pass for a whole one."""
    with pytest.raises(SourceUnreadable) as caught:
        cards(tmp_path, *lines)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "contacts.vcf")


@given(name=TEXTS, note=TEXTS, parts=st.tuples(TEXTS, TEXTS))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, name: str, note: str, parts: tuple[str, str]
) -> None:
    """Any text comes back, escaped and folded at any place."""
    lines = [f"FN:{escaped(name)}", f"NOTE:{escaped(note)}", "ORG:" + ";".join(map(escaped, parts))]
    folded = [piece for line in lines for piece in pieces(line, 20)]
    found = card(tmp_path_factory.mktemp("vcf"), "UID:1", *folded)
    wanted = {"ID": "1", "Full name": name, "Note": note, "Company": parts[0], "Department": parts[1]}
    assert found == {header: value.strip() for header, value in wanted.items() if value.strip()}


@given(lines=st.lists(st.text('BEGIN:VCARDTLN;="\\,aя 19-', max_size=30), max_size=8))
def test_any_lines_give_a_card_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """Nothing but our own refusal may rise."""
    try:
        cards(tmp_path_factory.mktemp("vcf"), "BEGIN:VCARD", "FN:A", *lines, "END:VCARD")
    except SourceUnreadable as refused:
        assert refused.code == "source.cut_off"


def escaped(text: str) -> str:
    """Return text as version 3 writes it."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text


def pieces(line: str, size: int) -> list[str]:
    """Return a line folded into pieces."""
    return [line[:size], *(" " + line[place : place + size] for place in range(size, len(line), size))]
