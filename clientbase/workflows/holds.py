"""A "no" in a row that was not taken must not be lost: its addresses are held until the row is mended."""

import re
from collections.abc import Iterator, Sequence

from clientbase.base import Connection
from clientbase.cleaning.emails import clean_emails
from clientbase.cleaning.flags import clean_stop, clean_yes_no
from clientbase.cleaning.phones import clean_phones
from clientbase.cleaning.problems import severity
from clientbase.workflows.taking import Reject, Taken

_CODE = "consent.in_rejected_row"
_SHORTEST_PHONE = 10
_ASKING = ("consent_email", "consent_sms", "consent_phone", "consent_processing", "unsubscribed")


def hold_refusals(connection: Connection, taken: Taken, rows: Sequence[Sequence[str]], country: str) -> int:
    """Hold the addresses of rejected rows that refuse consent, or may; return how many rows that are.

    Where a file tells of consent, a row whose cells do not fit the header may hold a refusal in any of them. A row that
    fits is asked by its own columns.

    Args:
        connection: the open base.
        taken: what became of the table.
        rows: its rejected rows as they stand in the rejects file.
        country: of phones without a country code.
    """
    asked = {column.position: column.field for column in taken.mapping.columns if column.field in _ASKING}
    if not asked:
        return 0
    places = {place: asked[position] for place, position in enumerate(taken.table.positions) if position in asked}
    held = 0
    for reject, row in zip(taken.rejects, rows, strict=True):
        cells = [*row[:-3], row[-2]]
        is_aligned = not reject.code.startswith("row.") or reject.code in ("row.no_date", "row.no_identity")
        if is_aligned and not any(_refuses(field, cells[place]) for place, field in places.items()):
            continue
        addresses = sorted(set(_addresses(cells, country)))
        if addresses:
            held += 1
            _hold(connection, taken, reject, row[-1], addresses)
    return held


def _refuses(field: str, cell: str) -> bool:
    return (clean_stop(cell).value == "yes") if field == "unsubscribed" else (clean_yes_no(cell).value == "no")


def _addresses(cells: Sequence[str], country: str) -> Iterator[tuple[str, str]]:
    """Yield channel and key of every phone and e-mail that can be read in the cells of a row."""
    for part in (part for cell in cells for part in re.split(r"[;,\t|\n]", cell)):
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
