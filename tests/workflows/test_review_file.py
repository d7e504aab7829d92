"""A review file: what a person sees in it, and whatever Excel made of it, what they decided."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from clientbase import messages
from clientbase.base import ClientBase
from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.workflows.answering import AnswersOutcome, decision_of, take_answers
from clientbase.workflows.review_file import KEY, answered_rows, write_review
from clientbase.workflows.views import View
from tests.conftest import listing
from tests.workflows.doubtful import NOON, clients, doubtful_copy

Rows = list[list[Any]]


@pytest.fixture
def base(doubtful: Path, tmp_path: Path) -> Iterator[ClientBase]:
    """A base with doubts; the next test gets its language back."""
    before = messages.active_language()
    yield doubtful_copy(doubtful, tmp_path)
    messages.activate(before)


def review(base: ClientBase, name: str) -> Path:
    """Write the doubts of a base to a file beside it."""
    path = base.folder.parent / name
    with base.read() as connection:
        write_review(View(connection, NOON.date()), path)
    return path


def rows_of(path: Path) -> Rows:
    """Return the cells of a review file, its header first."""
    if path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def pair_of(row: list[Any]) -> str:
    """Return the two contacts that a row is of: "1-2"."""
    a, _, b, _ = row[-1].split("-")
    return f"{a}-{b}".replace("c", "")


def fill(path: Path, words: dict[str, str], *, second_row: bool = False) -> None:
    """Write decisions into a workbook, each in the first or the second row of its pair."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    seen: set[str] = set()
    for row in sheet.iter_rows(min_row=2):
        pair = pair_of([cell.value for cell in row])
        if pair in words and (pair in seen) == second_row:
            row[1].value = words[pair]
        seen.add(pair)
    book.save(path)


def applied(base: ClientBase, path: Path) -> AnswersOutcome:
    """Take the decisions of a file."""
    return take_answers(base, answered_rows(path), "review", NOON)


def test_a_pair_is_two_rows_with_the_most_useful_first(base: ClientBase) -> None:
    """An owner reads two clients under each other, with why, how likely and where from; the key is hidden."""
    path = review(base, "r.xlsx")
    header, *rows = rows_of(path)
    assert [pair_of(row) for row in rows] == ["1-2", "1-2", "2-3", "2-3", "1-3", "1-3", "3-4", "3-4"]
    first = dict(zip(header, rows[0], strict=True))
    assert first["name"] == "Котова Анна Сергеевна"
    assert first["phone"] == "+7 916 123-45-67"
    assert first["date of birth"] == "1985-03-13"
    assert first["probability"] == 0.9
    assert (first["file"], first["row"]) == ("crm.csv", 2)
    assert rows[4][header.index("phone")] is not None
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    hidden = [name for name, column in zip(header, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False)
              if sheet.column_dimensions[column].hidden]  # fmt: skip
    assert hidden == [KEY]
    assert sheet.freeze_panes == "C2"


def test_what_differs_is_marked_not_by_colour_alone(base: ClientBase) -> None:
    """On a black-and-white print, and for who does not see colours, a differing cell is bold and named in a column."""
    path = review(base, "r.xlsx")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    name, phone = sheet.cell(2, header.index("name") + 1), sheet.cell(2, header.index("phone") + 1)
    assert name.font.bold
    assert name.fill.fgColor.rgb != phone.fill.fgColor.rgb
    assert not phone.font.bold
    assert sheet.cell(2, header.index("what differs") + 1).value == "name, e-mail, city"


def test_the_same_doubts_give_the_same_bytes(base: ClientBase) -> None:
    """A review file kept in a folder under git changes only with its doubts."""
    assert review(base, "a.xlsx").read_bytes() == review(base, "b.xlsx").read_bytes()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_csv_says_the_same_and_runs_nothing(base: ClientBase, language: str) -> None:
    """A cell that a spreadsheet would run as a formula stays a text; phones stay phones."""
    messages.activate(language)
    header, *rows = rows_of(review(base, "r.csv"))
    city = next(place for place, name in enumerate(header) if name in ("city", "город"))
    assert {row[city] for row in rows} == {"Казань", "'=1+1", ""}
    assert rows[0][2] == "90%"
    assert any("+7 916 123-45-67, +7 903 111-22-33" in row for row in rows)


def test_a_limit_takes_the_most_useful_and_tells_the_rest(base: ClientBase) -> None:
    """Nobody looks through thousands of pairs in one sitting."""
    with base.read() as connection:
        written = write_review(View(connection, NOON.date()), base.folder.parent / "r.xlsx", 1)
    assert (written.pairs, written.left) == (1, 3)


def test_decisions_are_obeyed_at_once_and_not_asked_again(base: ClientBase) -> None:
    """The two become one client, the others stay apart, in whichever row of a pair it was written."""
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same", "2-3": "Different ", "3-4": "СВЯЗАННЫЕ"}, second_row=True)
    outcome = applied(base, path)
    assert outcome.taken == {"same": 1, "different": 1, "related": 1}
    assert (outcome.joined, outcome.apart, outcome.clients) == (1, 2, 3)
    assert clients(base) == [1, 1, 3, 4]
    assert not review(base, "again.xlsx").exists()


def test_the_same_file_twice_changes_nothing(base: ClientBase) -> None:
    """A file applied again by mistake writes no new state."""
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same"})
    applied(base, path)
    before = listing(base.folder)
    outcome = applied(base, path)
    assert (outcome.taken, outcome.unchanged, len(outcome.refused.rows)) == ({}, 1, 0)
    assert listing(base.folder) == before


def test_a_dry_run_tells_and_writes_nothing(base: ClientBase) -> None:
    """What would be joined is told before it is."""
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same"})
    before = listing(base.folder)
    outcome = take_answers(base, answered_rows(path), "review", NOON, is_dry=True)
    assert outcome.joined == 1
    assert listing(base.folder) == before


def test_sorted_thinned_out_and_saved_as_csv_it_still_applies(base: ClientBase) -> None:
    """Excel sorts by name, deletes rows, and saves for a Russian locale; the pair is known by its hidden key."""
    header, *rows = rows_of(review(base, "r.xlsx"))
    kept = sorted((row for row in rows if pair_of(row) != "1-3"), key=lambda row: str(row[5]), reverse=True)
    for row in kept:
        row[1] = "один" if pair_of(row) == "1-2" else None
    path = base.folder.parent / "saved.csv"
    with path.open("w", encoding="cp1251", newline="", errors="replace") as stream:
        csv.writer(stream, delimiter=";").writerows([header, *kept])
    assert applied(base, path).taken == {"same": 1}
    assert clients(base) == [1, 1, 3, 4]


def test_what_cannot_be_taken_is_told_and_the_rest_is(base: ClientBase) -> None:
    """A typing error, a row without its key, a file of another base: each with its row, and the good ones are kept."""
    path = review(base, "r.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    last = sheet.max_column
    sheet["B2"] = "same"
    sheet["B4"] = "maybe"
    sheet["B6"] = "same"
    sheet.cell(6, last).value = None
    sheet["B8"] = "same"
    sheet.cell(8, last).value = str(sheet.cell(8, last).value)[:-6] + "000000"
    book.save(path)
    outcome = applied(base, path)
    assert outcome.taken == {"same": 1}
    assert [(row[0], row[1], row[2]) for row in outcome.refused.rows] == [
        (4, "maybe", "answer.unknown_word"), (6, "same", "answer.no_key"), (8, "same", "answer.other_base"),
    ]  # fmt: skip


def test_two_words_on_one_pair_are_not_chosen_between(base: ClientBase) -> None:
    """Both rows of a pair filled in differently: neither is taken, both are named."""
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same"})
    fill(path, {"1-2": "different"}, second_row=True)
    outcome = applied(base, path)
    assert outcome.taken == {}
    assert [(row[0], row[3]) for row in outcome.refused.rows] == [(2, "3"), (3, "2")]


def test_a_triangle_that_cannot_be_is_told(base: ClientBase) -> None:
    """A is B, B is C, but A is not C: the three rows are named, and the fourth is taken."""
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same", "2-3": "same", "1-3": "different", "3-4": "different"})
    outcome = applied(base, path)
    assert outcome.taken == {"different": 1}
    assert [(row[0], row[2], row[3]) for row in outcome.refused.rows] == [
        (2, "answer.against_others", "4, 6"),
        (4, "answer.against_others", "2, 6"),
        (6, "answer.against_others", "2, 4"),
    ]


def test_an_answer_holds_when_its_clients_have_changed(base: ClientBase) -> None:
    """The file was written before two of its clients were joined: its other answers are about contacts, and hold."""
    path = review(base, "r.xlsx")
    old = review(base, "old.xlsx")
    fill(path, {"1-2": "same"})
    applied(base, path)
    fill(old, {"2-3": "same"})
    assert applied(base, old).taken == {"same": 1}
    assert clients(base) == [1, 1, 1, 4]


def test_a_stale_file_does_not_overrule_later_words(base: ClientBase) -> None:
    """What was decided since the file was written stays, and the row that contradicts it is told."""
    old = review(base, "old.xlsx")
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same", "2-3": "same"})
    applied(base, path)
    fill(old, {"1-3": "different"})
    outcome = applied(base, old)
    assert [row[2] for row in outcome.refused.rows] == ["answer.against_decided"]
    assert clients(base) == [1, 1, 1, 4]


def test_a_mind_that_changed_is_taken(base: ClientBase) -> None:
    """The last word on a pair counts."""
    path = review(base, "r.xlsx")
    fill(path, {"1-2": "same"})
    applied(base, path)
    fill(path, {"1-2": "different"})
    assert applied(base, path).taken == {"different": 1}
    assert clients(base)[:2] == [1, 2]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("same", "same"), (" Same. ", "same"), ("s", "same"), ("один клиент", "same"), ("О", "same"),
        ("разные", "different"), ("разный", "different"), ("d", "different"), ("связаны", "related"),
        ("связь", "related"),
        ("related", "related"), ("", ""), ("да", ""), ("same?", ""), ("x", ""), ("?", ""), ("-", ""),
    ],
)  # fmt: skip
def test_words_of_both_languages_are_read(text: str, meant: str) -> None:
    """A file written in Russian is taken back under an English locale; what is unsure is not guessed."""
    assert decision_of(text) == meant


def test_another_file_is_no_review_file(base: ClientBase) -> None:
    """A price list given by mistake is refused whole, and so is a file that we cannot write."""
    path = base.folder.parent / "prices.csv"
    path.write_text("product,price\nx,1\ny,2\n", encoding="utf-8")
    with pytest.raises(SourceUnreadable):
        answered_rows(path)
    with pytest.raises(UsageProblem):
        review(base, "r.docx")


def test_the_workbook_offers_words_and_draws_lines(base: ClientBase) -> None:
    """The decision is chosen from a list in the reader's language; a line parts the pairs however they are sorted."""
    messages.activate("ru")
    sheet = openpyxl.load_workbook(review(base, "r.xlsx")).active
    assert sheet is not None
    (offer,) = sheet.data_validations.dataValidation
    assert (str(offer.sqref), offer.formula1) == ("B2:B9", '"один клиент,разные клиенты,связанные клиенты"')
    (line,) = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert line.formula == ["$A2<>$A3"]
    assert line.dxf.border.bottom.style == "thin"
    assert sheet.auto_filter.ref is not None
    assert sheet.row_dimensions[6].height > sheet.row_dimensions[8].height
