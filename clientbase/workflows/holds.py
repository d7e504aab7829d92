"""A "no" in a row that was not taken must not be lost: its addresses are held until the row is mended."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from clientbase.base import Connection
from clientbase.cleaning.emails import clean_emails
from clientbase.cleaning.phones import clean_phones
from clientbase.cleaning.problems import severity
from clientbase.cleaning.registry import CleaningContext, clean_value
from clientbase.fields import fields_of
from clientbase.workflows.mending import MISFITS
from clientbase.workflows.taking import Reject, Taken

_CODE = "consent.in_rejected_row"
_SHORTEST_PHONE = 10
#: Type of a column → the meanings of a cell in it that refuse.
_REFUSALS = {
    "yes_no": ("no",),
    "stop": ("yes",),
    "consent_status": ("withdrawn",),
    "interaction_type": ("unsubscribe", "spam_complaint"),
}


def hold_refusals(connection: Connection, taken: Taken, rows: Sequence[Sequence[str]], country: str) -> int:
    """Hold the addresses of rejected rows that refuse consent, or may; return how many rows that are.

    Where a file tells of consent, a row whose cells do not fit the header may hold a refusal in any of them; a list of
    events has mostly others, so there a cell must name one. A row that fits is asked by its own columns.

    Args:
        connection: the open base.
        taken: what became of the table.
        rows: its rejected rows as they stand in the rejects file.
        country: of phones without a country code.
    """
    asked = _asked(taken)
    held = 0
    for reject, row in zip(taken.rejects, rows, strict=True) if asked else ():
        cells = [*row[:-3], row[-2]]
        if not _may_refuse(asked, cells, is_misfit=reject.code in MISFITS):
            continue
        addresses = sorted(set(_addresses(cells, country)))
        if addresses:
            held += 1
            _hold(connection, taken, reject, row[-1], addresses)
    return held


def _asked(taken: Taken) -> dict[int, str]:
    """Return place of a cell → type, of the columns of a table in which people refuse."""
    fields = fields_of(taken.mapping.kind)
    types = {column.position: fields[column.field].type for column in taken.mapping.columns if column.field}
    return {
        place: types[position]
        for place, position in enumerate(taken.table.positions)
        if types.get(position) in _REFUSALS
    }


def _may_refuse(asked: Mapping[int, str], cells: Sequence[str], *, is_misfit: bool) -> bool:
    if not is_misfit:
        return any(_refuses(kind, cells[place]) for place, kind in asked.items())
    events_only = set(asked.values()) == {"interaction_type"}
    return not events_only or any(_refuses("interaction_type", part) for cell in cells for part in _parts(cell))


def _refuses(field_type: str, cell: str) -> bool:
    context = CleaningContext("", "", date.min)
    return any(found.value in _REFUSALS[field_type] for found in clean_value(field_type, cell, "", context))


def _parts(cell: str) -> list[str]:
    return re.split(r"[;,\t|\n]", cell)


def _addresses(cells: Sequence[str], country: str) -> Iterator[tuple[str, str]]:
    """Yield channel and key of every phone and e-mail that can be read in the cells of a row."""
    for part in (part for cell in cells for part in _parts(cell)):
        if "@" in part:
            yield from (("email", found.key) for found in clean_emails(part) if found.key)
        elif sum(map(str.isdigit, part)) >= _SHORTEST_PHONE:
            yield from (("phone", found.key) for found in clean_phones(part, country) if found.key)


def _hold(
    connection: Connection, taken: Taken, reject: Reject, belongs: str, addresses: Sequence[tuple[str, str]]
) -> None:
    rejected = tuple(map(int, belongs.split("#")))
    connection.executemany(
        "insert into held_addresses values (?, ?, ?, ?, ?)",
        [(taken.import_id, *rejected, *address) for address in addresses],
    )
    connection.execute(
        "insert into problems values (?, ?, ?, ?, 0, '', '', ?, ?, '', '')",
        [taken.import_id, taken.table.sheet, reject.row_number, reject.line_number, _CODE, severity(_CODE).value],
    )
