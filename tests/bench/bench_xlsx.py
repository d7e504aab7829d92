"""How long a workbook of 100,000 × 12 takes us, beside the bare reader of polars on the same file, in one run.

    python tests/bench/bench_xlsx.py [ROWS]

The data are seeded. The ratio is what counts: both share the machine. The best of three runs of each is shown.
"""

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import xlsxwriter

from clientbase.sources.detect import read_source

_HEADERS = (
    "ID", "ФИО", "Телефон", "E-mail", "Город", "Дата", "Сумма", "Заказов", "Согласие", "Комментарий", "Менеджер", "Код",
)  # fmt: skip


def write_workbook(path: Path, rows: int) -> None:
    """Write a workbook of contacts with numbers, days, flags and texts."""
    chance = random.Random(1)
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Клиенты")
        sheet.write_row(0, 0, _HEADERS)
        for i in range(1, rows + 1):
            day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(700))
            sheet.write_row(i, 0, (i, f"Иванов Иван {i}", 79160000000 + i, f"client{i}@mail.ru", "Москва"))
            sheet.write_datetime(i, 5, day)
            amount, orders = round(chance.random() * 10_000, 2), chance.randrange(9)
            sheet.write_row(i, 6, (amount, orders, i % 2 == 0, f"текст {i % 1000}", "Петрова", f"00{i}"))


def seconds(work: Callable[[], object]) -> float:
    """Return how long the work takes at best."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Write the file, read it both ways, print both times and their ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="clientbase-bench-") as folder:
        path = Path(folder) / "clients.xlsx"
        write_workbook(path, rows)
        bare = seconds(lambda: pl.read_excel(path, engine="calamine"))
        ours = seconds(lambda: read_source(path))
        count = read_source(path).tables[0].count
    print(f"rows {count} · polars.read_excel {bare:.2f} s · read_source {ours:.2f} s · ratio {ours / bare:.2f}")


if __name__ == "__main__":
    main()
