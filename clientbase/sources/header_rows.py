"""Where a table begins: title lines, the row (or two rows) of headers, or data at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from clientbase.sources.headers import is_known
from clientbase.sources.values import is_blank, is_value

#: A header stands among the first rows that are not blank.
SEARCHED_ROWS = 30
#: Longer texts are sentences or data; questions of forms are long too.
_LONGEST_LABEL = 300
#: A header has not more rows than this below its first.
_MOST_CONTINUED = 3
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")

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
    last = _last_continued(rows, chosen)
    if last > chosen:
        return _stacked(rows, chosen, last)
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
    if any(len(cell) > _LONGEST_LABEL for cell in cells) or _is_comment(rows[index]) or cells[0].endswith(":"):
        return False
    if values > (len(cells) / 2 if known >= 2 else 0) and not _has_number_labels(rows, index):
        return False
    if len({cell.lower() for cell in cells}) * 2 < len(cells) and not _stands_over_values(rows, index):
        return False
    sure = known >= 2 or known * 2 >= len(cells)
    if not sure and _is_like_others(rows, index):
        return False
    if not sure and any(_is_data(row, len(cells)) for row in rows[:index]):
        return False
    return len(cells) >= _width_below(rows, index) * (0.5 if known >= 2 else 0.8)


def _is_data(row: Row, width: int) -> bool:
    """Tell whether a row is about as wide as the others and holds values: no title line."""
    cells = _filled(row)
    values = sum(is_value(cell) for cell in cells)
    return len(cells) >= width * 0.8 and values > 0 and (len(cells) >= 3 or values == len(cells))


def _is_comment(row: Row) -> bool:
    """Tell whether a row is a line that a program is told to skip: "# exported on Monday"."""
    return row[0].lstrip().startswith("#") and len(_filled(row)) == 1


def _has_number_labels(rows: Sequence[Row], index: int) -> bool:
    """Tell whether numbers in a row are labels: years in a line, or numbers over columns of something else.

    "Museum, 2011, 2010" over sums; "id, 100022, 100025" over TRUE and FALSE. The first cell is a word.
    """
    row = rows[index]
    places = [i for i, cell in enumerate(row) if is_value(cell)]
    labels = [row[i].strip() for i in places]
    if len(set(labels)) < len(labels) or not all(map(str.isdecimal, labels)) or not _starts_with_word(row):
        return False
    below = [cells for i in places if (cells := _cells_below(rows, index, i))]
    if all(_YEAR.fullmatch(label) for label in labels):
        steps = {int(right) - int(left) for left, right in pairwise(labels)}
        is_line = len(steps) == 1 and steps <= {-1, 1}
        return is_line and not any(_YEAR.fullmatch(cell) for cells in below for cell in cells)
    return bool(below) and not any(is_value(cell) for cells in below for cell in cells)


def _stands_over_values(rows: Sequence[Row], index: int) -> bool:
    """Tell whether values stand below every label of a row of equal words: "a,a,a" over numbers."""
    below = [_cells_below(rows, index, i) for i, cell in enumerate(rows[index]) if not is_blank(cell)]
    return all(cells and all(map(is_value, cells)) for cells in below)


def _is_like_others(rows: Sequence[Row], index: int) -> bool:
    """Tell whether a cell differs from those around it by its digits only: "A-1" over "A-2" is a code, no label."""
    for i, cell in enumerate(rows[index]):
        shape = _DIGITS.sub("0", cell.strip())
        if "0" not in shape or is_value(cell):
            continue
        around = _cells_below(rows, index, i)[:2] or [_cell(row, i).strip() for row in rows[index - 1 : index]]
        if around and all(_DIGITS.sub("0", text) == shape for text in around):
            return True
    return False


def _starts_with_word(row: Row) -> bool:
    first = next(cell for cell in row if not is_blank(cell))
    return not is_value(first)


def _cells_below(rows: Sequence[Row], index: int, column: int) -> list[str]:
    """Return the filled cells of one column below a row."""
    cells = (_cell(row, column).strip() for row in rows[index + 1 :])
    return [cell for cell in cells if cell]


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
    below = [len(_filled(row)) for row in rows[index + 1 : index + 21] if not _is_comment(row)]
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


def _last_continued(rows: Sequence[Row], first: int) -> int:
    """Return the last row of a header whose merged cells reach over several rows; `first` when it has one row only.

    The rows below hold labels only, leave the first column blank and name a column that has no label yet; the data
    never leaves the first column blank.
    """
    key = next(i for i, cell in enumerate(rows[first]) if not is_blank(cell))
    last = first
    while last + 1 < len(rows) and is_blank(_cell(rows[last + 1], key)) and last - first < _MOST_CONTINUED:
        last += 1
    lower, data = rows[first + 1 : last + 1], rows[last + 1 :]
    if not lower or not data or any(is_blank(_cell(row, key)) for row in data):
        return first
    is_labelled = not any(is_value(cell) for row in lower for cell in _filled(row))
    return last if is_labelled and any(_has_gap(rows[first], row) for row in lower) else first


def _stacked(rows: Sequence[Row], first: int, last: int) -> HeaderRows:
    """Return a header of several rows, each column's texts joined; an upper one reaches over blanks to its right."""
    labels, groups, group = [], [], ""
    for i in range(max(map(len, rows[first : last + 1]))):
        above, *below = (" ".join(_cell(row, i).split()) for row in rows[first : last + 1])
        lower = " ".join(filter(None, below))
        group = above or (group if lower else "")
        groups.append(group if lower else "")
        labels.append(f"{group} {lower}".strip())
    return HeaderRows(first, last, tuple(labels), tuple(groups))


def _filled(row: Row) -> list[str]:
    return [cell.strip() for cell in row if not is_blank(cell)]


def _cell(row: Row, index: int) -> str:
    return row[index] if index < len(row) else ""
