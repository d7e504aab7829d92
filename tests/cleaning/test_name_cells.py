"""Name cells as they stand in real lists: what each of them must become."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientbase.cleaning.alphabets import latin_lookalikes
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.name_order import NAME_FIRST, SURNAME_FIRST
from clientbase.cleaning.names import PersonName, clean_name

with (Path(__file__).parent / "name_cells.csv").open(encoding="utf-8", newline="") as stream:
    CELLS = list(csv.DictReader(stream, delimiter=";"))


@pytest.mark.parametrize("row", CELLS, ids=lambda row: row["cell"])
def test_a_cell_becomes_what_a_person_reads_in_it(row: dict[str, str]) -> None:
    """A letter, a list or a search would show a mistake that everybody sees at once."""
    name = clean_name("", "", "", row["cell"])
    found = {
        "last_name": name.last_name,
        "first_name": name.first_name,
        "patronymic": name.patronymic,
        "note": name.note,
        "company": name.company,
        "code": "" if name.code in ("name.note_split", "name.company_split") else name.code,
    }
    assert found == {field: row[field] for field in found}


@pytest.mark.parametrize("row", CELLS, ids=lambda row: row["cell"])
def test_what_became_of_a_cell_stays(row: dict[str, str]) -> None:
    """A list would change once more each time it is exported and read again."""
    name = clean_name("", "", "", row["cell"])
    assert _parts(clean_name(*_parts(name), "")) == _parts(name)


# A label (ФИО:) is no part of a name, initials may part, and a word of the other layout comes back in other letters.
WORDS = sorted(
    {
        word
        for row in CELLS
        for word in row["cell"].split()
        if word[-1] not in ":И" and row["code"] != "name.wrong_layout"
    }
)
NAMES = sorted(
    {word for row in CELLS for field in ("last_name", "first_name", "patronymic") for word in row[field].split()}
    | {word for row in CELLS if row["code"] == "name.wrong_layout" for word in row["cell"].split()}
)


def cells(words: list[str]) -> st.SearchStrategy[str]:
    """Cells made of a few of the words."""
    return st.lists(st.sampled_from(words), max_size=6).map(" ".join)


@settings(deadline=None, max_examples=400)
@given(st.one_of(cells(WORDS), st.text()))
def test_no_letter_is_lost(cell: str) -> None:
    """A surname or a remark would vanish from the list without a word."""
    name = clean_name("", "", "", cell)
    if name.code in ("name.placeholder", "name.no_letters", "name.wrong_layout") or is_blank(cell):
        return
    kept = "".join(_words((*_parts(name), name.note, name.company)))
    assert [word for word in _words([cell]) if word not in kept] == []


@settings(deadline=None, max_examples=400)
@given(cells(NAMES), st.sampled_from(["", SURNAME_FIRST, NAME_FIRST]))
def test_a_name_once_clean_stays_as_it_is(cell: str, order: str) -> None:
    """A name would move between its fields whenever a list is exported and read again."""
    first = clean_name("", "", "", cell, order=order)
    assert _parts(clean_name(*_parts(first), "", order=order)) == _parts(first)


def _parts(name: PersonName) -> tuple[str, str, str]:
    return name.last_name, name.first_name, name.patronymic


def _words(texts: Iterable[str]) -> list[str]:
    plain = latin_lookalikes(trimmed(" ".join(texts)).upper())
    return "".join(letter if letter.isalpha() else " " for letter in plain).split()
