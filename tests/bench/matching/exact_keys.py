"""The floor: one by phone or e-mail and first name, or by full name with patronymic or birthday.

python tests/bench/matching/exact_keys.py CLEANED.parquet LABELS.csv

Values are compared as import has cleaned them; diminutives are not folded. What is joined in turn is joined.
"""

import csv
import sys
from itertools import pairwise

import duckdb

KEYS = """
select
    unique_id,
    'point ' || unnest(list_concat(coalesce(phones, []), coalesce(emails, []))) || ' ' || first_name as key
from read_parquet($path) where first_name is not null
union all
select unique_id, 'father ' || last_name || ' ' || first_name || ' ' || patronymic
from read_parquet($path) where last_name is not null and first_name is not null and length(patronymic) > 2
union all
select unique_id, 'day ' || last_name || ' ' || first_name || ' ' || birth_date
from read_parquet($path) where last_name is not null and first_name is not null and birth_date is not null
order by key, unique_id
"""


class Joined:
    """Rows joined in turn."""

    def __init__(self) -> None:
        self._heads: dict[int, int] = {}

    def head(self, row: int) -> int:
        """Return the row that stands for all joined with this one."""
        head = row
        while (above := self._heads.get(head, head)) != head:
            head = above
        while row != head:
            self._heads[row], row = head, self._heads.get(row, row)
        return head

    def join(self, one: int, other: int) -> None:
        """Make two rows and all that is joined with them one."""
        one, other = self.head(one), self.head(other)
        if one != other:
            self._heads[max(one, other)] = min(one, other)


def main(path: str, labels: str) -> None:
    """Write unique_id and label of every row."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        rows = [
            row for (row,) in connection.execute("select unique_id from read_parquet($path)", {"path": path}).fetchall()
        ]
        keyed = connection.execute(KEYS, {"path": path}).fetchall()
    joined = Joined()
    for (one, key), (other, next_key) in pairwise(keyed):
        if key == next_key:
            joined.join(one, other)
    with open(labels, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123
        writer = csv.writer(stream)
        writer.writerow(("unique_id", "label"))
        writer.writerows((row, joined.head(row)) for row in rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
