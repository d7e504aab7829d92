"""Time of cleaning phones, e-mails and full names of a contact list on one core, against the libraries row by row.

python tests/bench/bench_cleaning.py [--rows 1000000] [--sample 20000]

The list is a Russian shop's: nearly every phone and address is another one, surnames and first names come by their
frequency. One in twelve phones and addresses and one in ten names is written badly. The floor asks phonenumbers and
email-validator for a sample of the same rows, one by one, and is scaled to all of them; nobody reads names there.
"""

import argparse
import csv
import os
import random
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import phonenumbers
from email_validator import EmailNotValidError, validate_email

import clientbase.cleaning
from clientbase import pipeline
from clientbase.base import Connection
from clientbase.base.store import scratch
from clientbase.cleaning.registry import CleaningContext
from clientbase.sources.detect import read_source
from clientbase.sources.mapping import ColumnMapping, Mapping
from clientbase.workflows.values import clean_columns

HEADER = {"Телефон": "phone", "E-mail": "email", "ФИО": "full_name"}
DOMAINS = ("mail.ru", "mail.ru", "yandex.ru", "gmail.com", "gmail.com", "bk.ru", "list.ru", "rambler.ru", "ya.ru")
SLIPS = ("gmial.com", "yandx.ru", "mail.ry", "gmail.con")
STEMS = ("Иван", "Петр", "Сидор", "Кузнец", "Смирн", "Волк", "Лебед", "Козл", "Новик", "Мороз", "Павл", "Семён")
MIDDLES = ("", "ч", "ник", "щик", "ень", "ец", "оч", "ош", "ань", "юш", "ав", "ур", "ит", "ел", "аш", "об", "ар", "ик")
FATHERS = ("Иванов", "Петров", "Сергеев", "Алексеев", "Александров", "Николаев", "Андреев", "Владимиров", "Михайлов")


def main() -> None:
    """Make the list, clean it, print seconds and the ratio to the floor."""
    parser = argparse.ArgumentParser(description="Cleaning a list of contacts on one core.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=20_000)
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "contacts.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(HEADER)
            writer.writerows(contacts(options.rows))
        seconds = {field: cleaned(path, field) for field in HEADER.values()}
        seconds["all"] = cleaned(path, *HEADER.values())
    for field, took in seconds.items():
        print(f"{field:10} {took:6.1f} s")
    floor = row_by_row(options.sample) * options.rows / options.sample
    print(f"row by row {floor:6.1f} s (phones and e-mails only): {floor / seconds['all']:.1f} × all")


def contacts(rows: int) -> Iterator[tuple[str, str, str]]:
    """Yield phone, e-mail and full name of so many people, the same in every run."""
    chance = random.Random(11)
    names = first_names()
    surnames = [stem + middle + ending for stem in STEMS for middle in MIDDLES for ending in ("ов", "ев", "ин", "енко")]
    for number in range(rows):
        yield phone(chance), email(chance, number), full_name(chance, names, surnames)


def phone(chance: random.Random) -> str:
    """Return a number as somebody would type it."""
    area = chance.choice(("903", "905", "910", "912", "916", "921", "926", "961", "985", "495", "812"))
    a, b, c = f"{chance.randrange(100, 1000)}", f"{chance.randrange(100):02}", f"{chance.randrange(100):02}"
    if chance.random() < 0.08:
        return chance.choice(
            (f"{a}-{b}-{c}", f"тел. {area}{a}{b}", "+7 999 999-99-99", f"8{area}{a}{b}{c} доб. 12", "")
        )
    shapes = (f"+7 {area} {a}-{b}-{c}", f"8 ({area}) {a}-{b}-{c}", f"8{area}{a}{b}{c}", f"7{area}{a}{b}{c}")
    return chance.choice((*shapes, f"+7{area}{a}{b}{c}", f"{area}{a}{b}{c}"))


def email(chance: random.Random, number: int) -> str:
    """Return an address as somebody would type it."""
    local = f"{chance.choice(('ivan', 'olga', 'anna', 'info', 'petrov.s', 'Elena_V'))}{number}"
    if chance.random() < 0.08:
        return chance.choice((f"{local}@{chance.choice(SLIPS)}", f"{local}.mail.ru", f"{local}@mail,ru", "no@mail.ru"))
    return f"{local}@{chance.choice(DOMAINS)}"


def full_name(chance: random.Random, names: dict[str, list[str]], surnames: list[str]) -> str:
    """Return surname, name and patronymic in one of the ways of lists."""
    sex = chance.choice(("male", "female"))
    at = min(int(chance.expovariate(12 / len(names[sex]))), len(names[sex]) - 1)
    ending, patronymic = ("", "ич") if sex == "male" else ("а", "на")
    surname = chance.choice(surnames)
    surname += "" if surname.endswith("о") else ending
    parts = surname, names[sex][at], chance.choice(FATHERS) + patronymic
    if chance.random() < 0.1:
        ways: tuple[Callable[[], str], ...] = (
            lambda: f"{parts[1]} {parts[0]}",
            lambda: f"{parts[0]} {parts[1][0]}.{parts[2][0]}.",
            lambda: " ".join(parts).upper(),
            lambda: f"{parts[1]} (сосед)",
            lambda: f"{parts[1]} маникюр",
        )
        return chance.choice(ways)()
    return " ".join(parts)


def first_names() -> dict[str, list[str]]:
    """Return the full first names of each sex that the dictionary knows."""
    path = Path(clientbase.cleaning.__file__).parent / "first_names.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {sex: [name for name in raw[sex] if name.isalpha() and not name.isascii()] for sex in ("male", "female")}


def cleaned(path: Path, *wanted: str) -> float:
    """Return the seconds that cleaning these fields of a file takes, its reading left out."""
    file = read_source(path)
    (table,) = file.tables
    columns = tuple(
        ColumnMapping(place, header, f"c{place}", HEADER[header] if HEADER[header] in wanted else "", "given")
        for place, header in enumerate(table.headers, 1)
    )
    context = CleaningContext("RU", "RUB", date(2026, 1, 1))
    with scratch() as connection:
        connection.execute("set threads = 1")
        pipeline.ensure_clean(connection)
        return timed(lambda: clean_columns(connection, table, Mapping("contacts", columns), context, {}), connection)


def timed(work: Callable[[], object], connection: Connection) -> float:
    """Return the seconds of a piece of work that must leave verdicts."""
    started = time.perf_counter()
    work()
    took = time.perf_counter() - started
    judged = connection.execute("select (select count(*) from cleaned_values) + (select count(*) from cleaned_names)")
    assert judged.fetchall()[0][0], "nothing was cleaned"
    return took


def row_by_row(rows: int) -> float:
    """Return the seconds that the libraries take for the phones and addresses of so many rows."""
    sample = list(contacts(rows))
    started = time.perf_counter()
    for number, address, _ in sample:
        with suppress(phonenumbers.NumberParseException):
            parsed = phonenumbers.parse(number, "RU")
            if phonenumbers.is_valid_number(parsed):
                phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        with suppress(EmailNotValidError):
            validate_email(address, check_deliverability=False)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
