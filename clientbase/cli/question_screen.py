"""One question on the terminal: two clients side by side, what agrees and what differs marked, and the keys."""

import sys
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from clientbase.cli.output import cell_text, column_label, field_label
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.questions import COMPARED, Question
from clientbase.workflows.review_session import ReviewSession

_WIDEST = 110
_LABEL_WIDTH = 14
_SAME, _DIFFERENT = "=", "≠"


def draw(run: ReviewSession, question: Question) -> None:
    """Clear the screen and show the current question."""
    console = Console(stderr=True, highlight=False)
    console.width = min(console.width, _WIDEST)
    if console.is_terminal and not console.is_dumb_terminal:
        console.clear()
    console.print(Padding(_head(run, question), (0, 1)))
    console.print(Padding(Text(_harmless(question.reason)), (0, 1)))
    console.print()
    console.print(_sides(question, console.width))
    console.print()
    keys = tr("[s] same  [d] different  [r] related  [u] back  [space] later  [q] finish")
    console.print(Padding(Text(keys, style="bold"), (0, 1)))
    sys.stderr.flush()


def _head(run: ReviewSession, question: Question) -> Text:
    head = Text()
    head.append(tr("{number} of {total}", number=run.number, total=run.total), style="bold")
    head.append(" · " + tr("one client with probability {percent}", percent=_percent(question.match_probability)))
    if run.kept and run.number == run.kept + 1:
        head.append(" · " + trn("{count} answer kept from last time", "{count} answers kept from last time", run.kept))
    elif run.last:
        head.append(" · " + tr("last answer: {answer}", answer=sentence("answer", run.last).text))
    return head


def _percent(probability: float) -> str:
    return f"{min(max(probability, 0.01), 0.99):.0%}"


def _sides(question: Question, width: int) -> Table:
    """Return what is known of both: a mark, a name, a value of each."""
    value_width = (width - 3 - _LABEL_WIDTH - 3) // 2
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2, justify="right")
    table.add_column(width=_LABEL_WIDTH, overflow="fold", style="dim")
    table.add_column(width=value_width, overflow="fold")
    table.add_column(width=value_width, overflow="fold")
    for mark, label, one, other in _lines(question):
        style = "bold yellow" if mark == _DIFFERENT else ""
        table.add_row(Text(mark, style=style), Text(label), Text(one, style=style), Text(other, style=style))
    return table


def _lines(question: Question) -> Iterator[tuple[str, str, str, str]]:
    one, other = question.one.cells, question.other.cells
    for field in COMPARED:
        if one[field] is None and other[field] is None:
            continue
        mark = _DIFFERENT if question.differs(field) else _SAME if question.agrees(field) else ""
        label = column_label("name") if field == "name" else field_label(field)
        yield mark, label, _listed(one[field]), _listed(other[field])
    for field in ("purchases", "revenue", "last_deal_on", "contacts"):
        if one[field] is not None or other[field] is not None:
            yield "", column_label(field), cell_text(field, one[field]), cell_text(field, other[field])
    yield "", column_label("place"), _place(one), _place(other)


def _listed(value: object) -> str:
    return "" if value is None else _harmless(str(value)).replace(", +", "\n+")


def _harmless(text: str) -> str:
    """Return a text without what steers a terminal: a file's cell must not."""
    return "".join(sign for sign in text if sign >= " " and not "\x7f" <= sign <= "\x9f")


def _place(cells: object) -> str:
    known = cells if isinstance(cells, dict) else {}
    sheet = f" · {known['sheet']}" if known.get("sheet") else ""
    return f"{known.get('file')}{sheet}:{known.get('source_row')}"
