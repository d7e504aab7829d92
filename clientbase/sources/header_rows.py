"""Where a table begins: title lines, the row (or two rows) of headers, or data at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from clientbase.sources.headers import is_known
from clientbase.sources.values import is_blank, is_value

#: A header stands among the first rows that are not blank.
SEARCHED_ROWS = 30
#: Longer texts are sentences or data; questions of forms are long too.
_LONGEST_LABEL = 200

Row = Sequence[str]


@dataclass(frozen=True)
class HeaderRows:
    """The header of a table, as indexes into the rows that were searched.

    Attributes:
        first: index of the first row of the table: its header, or its first data row when there is none.
        last: index of the last header row; `first - 1` when there is none.
        labels: one text a column, whitespace-trimmed, "" where the header is blank.
        groups: the upper row's text over each column of a two-row header, "" where there is none.
    """

    first: int
    last: int
    labels: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether the table starts with data."""
        return self.last < self.first


def find_header(rows: Sequence[Row]) -> HeaderRows:
    """Return where the table begins in its first `rows`, none of which is blank; at least one row."""
    candidates = [i for i in range(min(len(rows), SEARCHED_ROWS)) if _may_be_header(rows, i)]
    if not candidates:
        start = _first_wide_row(rows)
        return HeaderRows(start, start - 1)
    chosen = _best(rows, candidates)
    for upper in (chosen, chosen - 1):
        if upper >= 0 and upper + 1 < len(rows) and _is_pair(rows[upper], rows[upper + 1]):
            return _joined(rows[upper], rows[upper + 1], upper)
    labels = tuple(" ".join(cell.split()) for cell in rows[chosen])
    return HeaderRows(chosen, chosen, labels, ("",) * len(labels))


def known_names(row: Row) -> int:
    """Return how many different cells of a row are headers of the vocabulary."""
    return len({cell.strip().lower() for cell in row if not is_blank(cell) and is_known(cell)})


def _may_be_header(rows: Sequence[Row], index: int) -> bool:
    """Tell whether a row reads as labels and is about as wide as what stands below it."""
    cells = _filled(rows[index])
    known = known_names(rows[index])
    values = sum(is_value(cell) for cell in cells)
    if any(len(cell) > _LONGEST_LABEL for cell in cells) or values > (len(cells) / 2 if known >= 2 else 0):
        return False
    if len({cell.lower() for cell in cells}) * 2 < len(cells):
        return False
    if not known and any(_is_data(row, len(cells)) for row in rows[:index]):
        return False
    return len(cells) >= _width_below(rows, index) * (0.5 if known >= 2 else 0.8)


def _is_data(row: Row, width: int) -> bool:
    """Tell whether a row is about as wide as the others and holds values: no title line."""
    cells = _filled(row)
    return len(cells) >= max(width * 0.8, 3) and any(is_value(cell) for cell in cells)


def _best(rows: Sequence[Row], candidates: Sequence[int]) -> int:
    """Return the first candidate, unless a later row consists of known names and has more than twice its number."""
    first = candidates[0]
    known = {i: known_names(rows[i]) for i in candidates}
    better = [i for i in candidates if known[i] > 2 * known[first] and _consists_of_names(rows, i)]
    return max(better, key=lambda i: (known[i], -i)) if better else first


def _consists_of_names(rows: Sequence[Row], index: int) -> bool:
    """Tell whether half of a row are known names; a lone one may be a word of the data unless values follow."""
    known = known_names(rows[index])
    enough = known * 2 >= len(_filled(rows[index])) > 0
    return enough and (known >= 2 or any(is_value(cell) for row in rows[index + 1 : index + 2] for cell in row))


def _width_below(rows: Sequence[Row], index: int) -> float:
    below = [len(_filled(row)) for row in rows[index + 1 : index + 21]]
    return median(below) if below else 0


def _first_wide_row(rows: Sequence[Row]) -> int:
    """Return the index of the first row that is about as wide as the others; lines above it are titles."""
    usual = median(len(_filled(row)) for row in rows)
    return next(i for i, row in enumerate(rows) if len(_filled(row)) >= usual * 0.6 or _is_data(row, 0))


def _is_pair(upper: Row, lower: Row) -> bool:
    """Tell whether `upper` names groups over the labels of `lower`: "Контакты" over "Телефон" and "E-mail"."""
    below = _filled(lower)
    labels = not any(is_value(cell) for cell in (*_filled(upper), *below))
    named = known_names(lower) * 2 >= len(below) > 0
    return labels and named and _has_gap(upper, lower) and not _is_title(upper, lower)


def _has_gap(upper: Row, lower: Row) -> bool:
    return any(is_blank(_cell(upper, i)) and not is_blank(cell) for i, cell in enumerate(lower))


def _is_title(upper: Row, lower: Row) -> bool:
    """Tell whether the upper row is one text at the table's left edge: a title, not a group."""
    filled = [i for i, cell in enumerate(upper) if not is_blank(cell)]
    left = next(i for i, cell in enumerate(lower) if not is_blank(cell))
    return len(filled) < 2 and (not filled or filled[0] <= left)


def _joined(upper: Row, lower: Row, index: int) -> HeaderRows:
    """Return a two-row header; a group reaches over the blanks to its right as long as labels stand below it."""
    labels, groups, group = [], [], ""
    for i in range(max(len(upper), len(lower))):
        above, below = " ".join(_cell(upper, i).split()), " ".join(_cell(lower, i).split())
        group = (above or group) if below else ""
        groups.append(group)
        labels.append(f"{group} {below}".strip() or above)
    return HeaderRows(index, index + 1, tuple(labels), tuple(groups))


def _filled(row: Row) -> list[str]:
    return [cell.strip() for cell in row if not is_blank(cell)]


def _cell(row: Row, index: int) -> str:
    return row[index] if index < len(row) else ""
