"""The world runs and its sources write: rows in the order of their days, each with the one whom it tells of."""

import csv
import math
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from .kinds import KINDS, ROWS, Kind
from .model import FIRST_DAY, LAST_DAY, YEAR, Person
from .population import Population
from .source import Source


class Line(NamedTuple):
    """A row of a source: its day, its cells, and the entity behind it."""

    day: int
    cells: tuple[str, ...]
    entity: str


class Chronicle:
    """Lets a world live until its sources have written a number of rows; the same seed gives the same rows."""

    def __init__(self, kind: str, contacts: int, seed: int) -> None:
        self.kind: Kind = KINDS[kind]
        self._chance = Random(f"{kind} {seed}")
        first, last = self.kind.birthdays
        self.population = Population(self._chance, self.kind.countries, first_birth=first, last_birth=last)
        classes = dict.fromkeys(
            source for shares in (self.kind.private, self.kind.business, self.kind.foreign) for source, _ in shares
        )
        self.sources: dict[type[Source], Source] = {source: source(self._chance) for source in classes}
        self.lines: dict[type[Source], list[Line]] = {source: [] for source in classes}
        self.families: dict[str, set[str]] = {}
        self._write(contacts)

    def _write(self, contacts: int) -> None:
        firm_rows = int(contacts * self.kind.firms)
        left = contacts - firm_rows
        for family in self.population.households():
            for person in family.people:
                for source, day in self._touches(person):
                    if left == 0:
                        return self._write_firms(firm_rows)
                    if (cells := self.sources[source].row(person, day)) is None:
                        continue
                    self.lines[source].append(Line(day, cells, person.entity))
                    left -= 1
                    if family.why:
                        self.families.setdefault(family.why, set()).add(person.entity)
        return None

    def _touches(self, person: Person) -> Iterator[tuple[type[Source], int]]:
        chance = self._chance
        shares = self.kind.foreign if person.country != "ru" else self.kind.private
        if person.country == "ru" and any(person.jobs.values) and chance.random() < 0.55:
            shares = self.kind.business
        sources, weights = [source for source, _ in shares], [share for _, share in shares]
        begins = max(FIRST_DAY, person.born + int(14 * YEAR))
        day = chance.randint(begins, LAST_DAY)
        for _ in range(chance.choices([count for count, _ in ROWS], [share for _, share in ROWS])[0]):
            yield chance.choices(sources, weights)[0], day
            day += int(-math.log(1 - chance.random()) * self.kind.years * YEAR)
            day = chance.randint(begins, LAST_DAY) if day > LAST_DAY else day

    def _write_firms(self, rows: int) -> None:
        chance = self._chance
        firms = self.population.firms.all
        writers = (
            [(kind, source) for kind, source in self.sources.items() if source.firm_row(firms[0]) is not None]
            if firms
            else []
        )
        while rows and writers:
            firm = chance.choice(firms)
            for _ in range(min(rows, chance.choice((1, 1, 2, 3)))):
                kind, source = chance.choice(writers)
                cells = source.firm_row(firm)
                if cells is not None:
                    self.lines[kind].append(Line(chance.randint(FIRST_DAY, LAST_DAY), cells, firm.entity))
                    rows -= 1

    def save(self, folder: Path, later: int = 0) -> list[Path]:
        """Write a CSV a source, and truth.csv: file, record (the header is 1), entity; return the sources' paths.

        The newest `later` rows, and the others of their first day, go into files of their own: `later_…`.
        """
        folder.mkdir(parents=True, exist_ok=True)
        days = sorted((line.day for lines in self.lines.values() for line in lines), reverse=True)
        held_from = days[later - 1] if later else LAST_DAY + 1
        paths = []
        with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as stream:
            truth = csv.writer(stream, lineterminator="\n")
            truth.writerow(("file", "record", "entity"))
            for source, lines in self.lines.items():
                ordered = sorted(lines, key=lambda line: line.day)
                for name, rows in (
                    (source.file, [line for line in ordered if line.day < held_from]),
                    (f"later_{source.file}", [line for line in ordered if line.day >= held_from]),
                ):
                    if rows:
                        paths.append(folder / name)
                        _save(folder / name, source, rows)
                        truth.writerows((name, number, line.entity) for number, line in enumerate(rows, start=2))
        return paths


def _save(path: Path, source: type[Source], lines: list[Line]) -> None:
    with path.open("w", encoding=source.encoding, newline="", errors="replace") as stream:
        writer = csv.writer(stream, delimiter=source.delimiter, lineterminator="\r\n")
        writer.writerow(source.header)
        writer.writerows(line.cells for line in lines)
