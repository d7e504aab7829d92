"""Time of an import against the engine's own load of the same file, both as whole processes in one run.

python tests/bench/bench_import.py [--rows 1000000] [--rounds 3]

The floor reads the file with a fixed dialect, every column as text, into a database file. The import also finds the
encoding, dialect and header, cleans the values, tells the buyers and keeps the rows as written and as cleaned.
Phones and e-mails are not in the file: their cost is that of the phone library.
"""

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HEADER = (
    "Номер заказа", "ID клиента", "Дата заказа", "Статус", "Товар", "Категория",
    "Количество", "Цена", "Сумма", "Источник", "Менеджер", "Домофон и этаж",
)  # fmt: skip
FLOOR = """
import duckdb, sys
file, database, names = sys.argv[1], sys.argv[2], sys.argv[3:]
connection = duckdb.connect(database)
connection.execute(
    "create table rows as select * from read_csv(?, auto_detect=false, delim=';', quote='\\"', escape='\\"',"
    " header=true, columns=?)",
    [file, {name: "VARCHAR" for name in names}],
)
connection.execute("checkpoint")
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds on the clock and on the processors, megabytes at its largest."""

    wall: float
    cpu: float
    megabytes: float


def main() -> None:
    """Make the files, run floor and imports in turn, print medians and ratios."""
    parser = argparse.ArgumentParser(description="An import against the engine's own load.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_orders(folder / "clean.csv", options.rows)
        write_orders(folder / "windows.csv", options.rows, encoding="cp1251")
        write_orders(folder / "bad.csv", options.rows, bad=0.01)
        costs: dict[str, list[Cost]] = {"floor": [], "clean": [], "windows": [], "bad": []}
        for _ in range(options.rounds):
            costs["floor"].append(floor(folder))
            for file in ("clean", "windows", "bad"):
                costs[file].append(imported(folder, folder / f"{file}.csv"))
    report(costs)


def write_orders(path: Path, rows: int, *, encoding: str = "utf-8", bad: float = 0.0) -> None:
    """Write order lines of a tea shop; the share `bad` of them has a cell too few or too many, or no sum or day."""
    chance = random.Random(7)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        for number, row in enumerate(_orders(chance, rows)):
            writer.writerow(_spoilt(chance, row, number) if chance.random() < bad else row)


def _orders(chance: random.Random, rows: int) -> Iterator[list[str]]:
    teas = [f"Чай {kind}, {grams} г" for kind in ("зелёный", "чёрный", "белый", "улун") for grams in (50, 100, 250)]
    for number in range(rows):
        pieces, price = chance.randint(1, 9), chance.randint(50, 3000)
        date = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(2023, 2026)}"
        door = 'код "12В"; этаж 3' if chance.random() < 0.05 else "этаж 5, оплата картой при получении"
        yield [
            str(100_000 + number // 2), str(chance.randint(1, max(rows // 5, 1))), date,
            chance.choice(("Оплачен", "Оплачен", "Отменён", "Новый")), chance.choice(teas),
            chance.choice(("Чай", "Кофе", "Посуда", "Сладости")), str(pieces), f"{price},50",
            f"{pieces * (price + 0.5):.2f}".replace(".", ","), chance.choice(("Яндекс Директ", "ВКонтакте", "сайт")),
            f"Менеджер {chance.randint(1, 30)}", door if chance.random() < 0.4 else "",
        ]  # fmt: skip


def _spoilt(chance: random.Random, row: list[str], number: int) -> list[str]:
    way = (number + chance.randint(0, 3)) % 4
    if way < 2:
        return row[:6] if way else [*row, "лишнее"]
    return [*row[:2], "вчера", *row[3:]] if way == 2 else [*row[:8], "сто рублей", *row[9:]]


def floor(folder: Path) -> Cost:
    """Return the cost of the engine's own load."""
    database = folder / "floor.duckdb"
    database.unlink(missing_ok=True)
    return cost_of([sys.executable, "-c", FLOOR, str(folder / "clean.csv"), str(database), *HEADER])


def imported(folder: Path, file: Path) -> Cost:
    """Return the cost of the whole import command into a new base."""
    base = tempfile.mkdtemp(dir=folder)
    subprocess.run([sys.executable, "-m", "clientbase", "init", base, "-q"], stdin=subprocess.DEVNULL, check=True)
    return cost_of([sys.executable, "-m", "clientbase", "import", str(file), "--base", base, "-q"])


def cost_of(command: list[str]) -> Cost:
    """Run a command to its end and return what it took."""
    started = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command[:6])}")
    return Cost(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def report(costs: dict[str, list[Cost]]) -> None:
    """Print the medians, each beside the floor's, and what bad rows add to a clean file."""
    middle = {
        name: Cost(*(statistics.median(getattr(cost, part) for cost in each) for part in ("wall", "cpu", "megabytes")))
        for name, each in costs.items()
    }
    print(f"{'':10}{'wall s':>9}{'× floor':>9}{'cpu s':>9}{'× floor':>9}{'peak MB':>9}")
    base = middle["floor"]
    for name, cost in middle.items():
        walls, cpus = cost.wall / base.wall, cost.cpu / base.cpu
        print(f"{name:10}{cost.wall:9.2f}{walls:9.2f}{cost.cpu:9.2f}{cpus:9.2f}{cost.megabytes:9.0f}")
    print(f"bad / clean: {middle['bad'].wall / middle['clean'].wall:.2f}")


if __name__ == "__main__":
    main()
