"""E-mails of a million rows: cleaned as the import cleans them, against email-validator called row by row in one run.

python tests/bench/bench_emails.py [--rows 1000000] [--seed 1] [--check 200000]

The values are made by rule from a seed: providers and firms, upper case, spaces, labels, slips, made-up ones, two in a
cell, a share of repeats. Equality: on every checked value that stands in a cell by itself our value is the library's,
but for the classes that we refuse or name on purpose; what differs otherwise is printed and ends the run with 1.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pyarrow as pa
from email_validator import EmailNotValidError, validate_email

from clientbase.base.store import scratch
from clientbase.cleaning.emails import clean_emails, is_mailable
from clientbase.cleaning.registry import CleaningContext
from clientbase.workflows.values import _clean_column

CONTEXT = CleaningContext("RU", "RUB", date(2026, 11, 1))
PROVIDERS = ["mail.ru"] * 9 + ["yandex.ru"] * 6 + ["gmail.com"] * 6 + ["bk.ru", "list.ru", "inbox.ru", "ya.ru"] * 2
PROVIDERS += ["rambler.ru", "icloud.com", "outlook.com", "hotmail.com", "yahoo.com", "tut.by", "ukr.net"]
SLIPS = ["gmial.com", "yandx.ru", "mail,ru", "gmail.con", "yandex.ry", "mailru", "mailinator.com"]
ODD = ["-", "нет", "no@mail.ru", "test@test.ru", "иван@mail.ru", "ivan@@mail.ru", "ivan", "@mail.ru", "a..b@mail.ru"]
NAMES = ["anna", "ivan", "petr", "olga", "elena", "sergey", "maria", "oleg", "yulia", "dmitry", "info", "sales"]
SURNAMES = ["kotova", "lis", "smirnov", "belova", "petrov", "volkova", "orlov", "sokolova", "zhuk", "ezh"]


def main() -> int:
    """Make the values, clean them, compare values and times, print the figures."""
    parser = argparse.ArgumentParser(description="E-mails against email-validator row by row.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", type=int, default=200_000)
    options = parser.parse_args()
    texts = list(written(options.rows, options.seed))
    seconds, verdicts = cleaned(texts)
    checked = texts[: options.check]
    library = row_by_row(checked) * len(texts) / len(checked)
    print(f"rows {len(texts)}, distinct {len(set(texts))}, verdicts {sum(verdicts.values())}")
    print(f"import's way {seconds:.2f} s; email-validator row by row {library:.1f} s; {library / seconds:.1f} times")
    print(", ".join(f"{code or 'fine'} {count}" for code, count in verdicts.most_common()))
    classes = Counter(filter(None, map(difference, sorted(set(checked)))))
    print("differences:", ", ".join(f"{name} {count}" for name, count in classes.most_common()) or "none")
    return int("unexplained" in classes)


def written(rows: int, seed: int) -> Iterator[str]:
    """Yield cells as people and exports write them."""
    chance = random.Random(seed)
    for _ in range(rows):
        local = f"{chance.choice(NAMES)}{chance.choice('._-')}{chance.choice(SURNAMES)}{chance.randrange(10**6)}"
        domain = chance.choice(PROVIDERS) if chance.random() < 0.8 else f"firma{chance.randrange(2000)}.ru"
        yield _disturbed(local, domain, chance)


def _disturbed(local: str, domain: str, chance: random.Random) -> str:
    share = chance.random()
    if share < 0.90:
        return f"{local}@{domain}"
    if share < 0.94:
        return f"{local.title()}@{domain.upper()}"
    if share < 0.96:
        return chance.choice([f" {local}@{domain} ", f"mailto:{local}@{domain}", f"{local} @ {domain}"])
    if share < 0.98:
        return f"{local}@{chance.choice(SLIPS)}"
    if share < 0.99:
        return f"{chance.choice(NAMES)}@{domain}"
    return chance.choice(ODD) if share < 0.995 else f"{local}@{domain}; {chance.choice(NAMES)}@bk.ru"


def cleaned(texts: list[str]) -> tuple[float, Counter[str]]:
    """Return the seconds that the import takes over a column, and how often each code came out."""
    with scratch() as connection:
        connection.execute("set threads = 1")
        connection.register("source_column", pa.table({"text": texts}))
        start = time.perf_counter()
        _clean_column(connection, "email", CONTEXT, None, is_row_a_client=True)
        seconds = time.perf_counter() - start
        codes = connection.execute("select code, count(*) from cleaned_values group by code order by code").fetchall()
    return seconds, Counter(dict(codes))


def row_by_row(texts: list[str]) -> float:
    """Return the seconds that the library takes."""
    start = time.perf_counter()
    for text in texts:
        library_value(text)
    return time.perf_counter() - start


def library_value(text: str) -> str:
    """Return the library's normal form, "" for what it refuses."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        return ""


def difference(text: str) -> str:
    """Return the class of a difference between us and the library, "" where there is none."""
    found, theirs = clean_emails(text), library_value(text)
    if len(found) > 1:
        return "several in a cell"
    if found[0].value == theirs:
        return ""
    if found[0].code == "email.placeholder":
        return "made up"
    if found[0].value and not theirs:
        return "unpacked from its cell" if found[0].value != text else "unexplained"
    return "refused beyond the library" if theirs and not is_mailable(text) else "unexplained"


if __name__ == "__main__":
    sys.exit(main())
