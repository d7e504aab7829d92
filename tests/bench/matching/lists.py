"""Lists with a known truth: worlds made for the run, and labelled files from elsewhere."""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.bench.world.chronicle import Chronicle


@dataclass(frozen=True, slots=True)
class LabelledList:
    """Files to import, and a truth.csv of every row of them and of rows that come later."""

    name: str
    files: Path
    truth: Path


def made(folder: Path, kind: str, contacts: int, seed: int, later: int = 0) -> LabelledList:
    """Return a world's lists in the folder's `files`; the newest `later` rows stand in `later`."""
    paths = Chronicle(kind, contacts, seed).save(folder, later)
    for name in ("files", "later"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    for path in paths:
        path.rename(folder / ("later" if path.name.startswith("later_") else "files") / path.name)
    return LabelledList(f"{kind}, {contacts:,}", folder / "files", folder / "truth.csv")


def labelled(folder: Path, source: Path, column: str) -> LabelledList:
    """Return a CSV without the column that names the entity, and that column as the truth."""
    files = folder / "files"
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    with (
        source.open(encoding="utf-8", newline="") as read,
        (files / source.name).open("w", encoding="utf-8", newline="") as write,
        (folder / "truth.csv").open("w", encoding="utf-8", newline="") as told,
    ):
        rows, writer, truth = csv.reader(read), csv.writer(write), csv.writer(told)
        header = next(rows)
        at = header.index(column)
        writer.writerow(header[:at] + header[at + 1 :])
        truth.writerow(("file", "record", "entity"))
        for number, row in enumerate(rows, start=2):
            writer.writerow(row[:at] + row[at + 1 :])
            truth.writerow((source.name, number, row[at]))
    return LabelledList(source.stem, files, folder / "truth.csv")
