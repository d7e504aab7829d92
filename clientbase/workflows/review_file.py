"""dedupe --review: pairs in doubt as a workbook or CSV to decide in, two rows a pair, and the decisions back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clientbase import messages
from clientbase.base.files import written_whole
from clientbase.base.forms import Form, Offer, write_form
from clientbase.base.spreadsheets import write_csv
from clientbase.errors import SourceUnreadable, UsageProblem
from clientbase.fields import kinds
from clientbase.messages import sentence, tr
from clientbase.sources.detect import read_source
from clientbase.sources.tables import SourceTable
from clientbase.workflows.answering import Answer
from clientbase.workflows.deciding import WORDS
from clientbase.workflows.questions import COMPARED, SEVERAL, TOLD, Question, questions
from clientbase.workflows.views import View

#: Hidden column that tells which two contacts a row is of, whatever was sorted, filtered or deleted.
KEY = "clientbase_key"
#: So many pairs a person may look through in one sitting; the others come with the next file.
MOST_PAIRS = 500

_ASKING = ("pair", "decision", "match_probability", "reason", "differs")
#: Seen also where no client of the file has any.
_ALWAYS = frozenset({"name", "file", "source_row"})
_WIDTHS = {
    "pair": 6, "decision": 16, "match_probability": 13, "reason": 56, "differs": 16, "name": 30, "birth_date": 12,
    "phone": 21, "email": 30, "company": 26, "inn": 14, "city": 16, "address": 30, "client_key": 12, "purchases": 9,
    "revenue": 12, "last_deal_on": 12, "contacts": 9, "file": 20, "sheet": 12, "source_row": 8, KEY: 32,
}  # fmt: skip
#: A spreadsheet runs a cell of a CSV that starts with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PHONES = re.compile(r"\+\d[\d -]+(, \+\d[\d -]+)*")
#: Never quite: what is certain is not asked.
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class ReviewWritten:
    """What was written: how many pairs, and how many more wait for the next file."""

    pairs: int
    left: int


def write_review(view: View, path: Path, limit: int = MOST_PAIRS, *, is_dry: bool = False) -> ReviewWritten:
    """Write the pairs in doubt, the most useful first, each with an empty cell for the decision.

    Raises:
        UsageProblem: review.not_a_table, `path` is of another kind.
        DiskProblem: the file cannot be written.
    """
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageProblem("review.not_a_table", file=path.name)
    asked, left = questions(view.connection, limit)
    if asked and not is_dry:
        with written_whole(path) as part:
            if path.suffix.lower() == ".xlsx":
                write_form(part, _form(asked), view.as_of)
            else:
                _write_csv(part, asked)
    return ReviewWritten(len(asked), left)


def answered_rows(path: Path) -> list[Answer]:
    """Return the rows of a review file in which a person decided.

    Raises:
        SourceUnreadable: review.no_keys, the file is none; and whatever reading it may raise.
    """
    known = messages.in_every_language(messages.texts()["column"]["decision"]["text"])
    for table in read_source(path).tables:
        column = next((header for header in table.headers if header in known), None)
        if column and KEY in table.headers:
            return sorted(_answers(table, column), key=lambda answer: answer.line)
    raise SourceUnreadable("review.no_keys", file=path.name)


def _answers(table: SourceTable, column: str) -> Iterator[Answer]:
    cells = table.rows.table()
    decision, key = (f"c{table.headers.index(header) + 1}" for header in (column, KEY))
    for line, text, stated in zip(*(cells.column(n).to_pylist() for n in ("row_number", decision, key)), strict=True):
        if text and text.strip():
            yield Answer(line, stated or "", text.strip())
    place = table.headers.index(column)
    for misfit in table.misfits:
        if len(misfit.cells) > place and (text := misfit.cells[place].strip()):
            yield Answer(misfit.row_number, "", text)


def _form(asked: Sequence[Question]) -> Form:
    columns = _columns(asked)
    labels = [*(_label(name) for name in columns), KEY]
    rows = [[*_lined(row, columns), question.key] for question, row in _rows(asked, columns)]
    differing = [frozenset(field for field in COMPARED if question.differs(field)) for question in asked]
    marked = {
        (2 * number + below, columns.index(field))
        for number, fields in enumerate(differing)
        for field in fields
        for below in (0, 1)
    }
    words = [sentence("answer", code).text for code in WORDS]
    remedies = [f"{word}: {sentence('answer', code).remedy}" for word, code in zip(words, WORDS, strict=True)]
    hint = Offer(words, tr("Are these two one client?"), "\n".join([*remedies, tr("Empty: I shall be asked again.")]))
    return Form(
        tr("Doubtful pairs"),
        labels,
        rows,
        [_WIDTHS[name] for name in (*columns, KEY)],
        grouped_by=labels[0],
        offers={_label("decision"): hint},
        inputs=frozenset(range(0, len(rows), 2)),
        marked=frozenset(marked),
        quiet=frozenset(_label(name) for name in ("pair", "match_probability", "reason", "differs")),
        hidden=frozenset({KEY}),
        formats={_label("match_probability"): "0%", _label("revenue"): "#,##0"},
        frozen=2,
    )


def _write_csv(path: Path, asked: Sequence[Question]) -> None:
    """Write the pairs as CSV, divided as spreadsheets of the reader's language expect it."""
    columns = _columns(asked)
    percent = columns.index("match_probability")
    rows = [
        [*(f"{cell:.0%}" if place == percent else _harmless(cell) for place, cell in enumerate(row)), question.key]
        for question, row in _rows(asked, columns)
    ]
    delimiter = ";" if messages.active_language() == "ru" else ","
    write_csv(path, [*(_label(name) for name in columns), KEY], rows, delimiter)


def _rows(asked: Sequence[Question], columns: Sequence[str]) -> Iterator[tuple[Question, list[Any]]]:
    """Yield two rows a pair: what is asked stands in both, so that each can be read alone after sorting."""
    for number, question in enumerate(asked, 1):
        asking = {
            "pair": number,
            "decision": None,
            "match_probability": round(min(max(question.match_probability, _LEAST), _MOST), 2),
            "reason": question.reason,
            "differs": ", ".join(_label(field) for field in COMPARED if question.differs(field)),
        }
        for side in (question.one, question.other):
            cells = {**asking, **side.cells}
            yield question, [cells[name] for name in columns]


def _lined(row: Sequence[Any], columns: Sequence[str]) -> list[Any]:
    """Return a row whose cells of several values have each on a line of its own."""
    return [
        cell.replace(", ", "\n") if cell and name in SEVERAL else cell for name, cell in zip(columns, row, strict=True)
    ]


def _columns(asked: Sequence[Question]) -> list[str]:
    """Return the columns that say something of anybody."""
    sides = [side for question in asked for side in (question.one, question.other)]
    told = [f for f in (*COMPARED, *TOLD) if f in _ALWAYS or any(side.cells[f] is not None for side in sides)]
    return [*_ASKING, *told]


def _label(name: str) -> str:
    field = kinds()["contacts"].get(name) if name in COMPARED else None
    return tr(field.label) if field else sentence("column", name).text


def _harmless(cell: Any) -> Any:  # noqa: ANN401 -- a cell of any type
    """Return a cell that no spreadsheet runs as a formula; a phone alone is none."""
    is_formula = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) and not _PHONES.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
