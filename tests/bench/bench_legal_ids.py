"""Verdicts on random legal numbers against python-stdnum's, kind by kind.

pip install python-stdnum && python tests/bench/bench_legal_ids.py [--count 100000]

A third of the numbers is random, a third has the right check digits, a third has them with one digit changed. Numbers
that we name on purpose (placeholders, an ИНН whose leading zero was restored) are counted apart. Of a sole trader's
number python-stdnum compares the whole rest modulo 13, the law its last digit: those are counted apart too.
python-stdnum has no module for КПП, БИК and СНИЛС.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from stdnum import iban  # type: ignore[import-not-found]
from stdnum.ru import inn, ogrn  # type: ignore[import-not-found]

from clientbase.cleaning.ibans import clean_iban
from clientbase.cleaning.legal_ids import clean_inn, clean_ogrn
from clientbase.cleaning.problems import Cleaned

#: Verdicts that python-stdnum does not have.
NAMED = {"inn.leading_zero", "inn.placeholder", "ogrn.placeholder"}


def main() -> None:
    """Print, for each kind, how many verdicts agree, and the first that do not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    chance = random.Random(20261101)
    kinds: list[tuple[str, Iterator[str], Callable[[str], Cleaned], Callable[[str], bool]]] = [
        ("INN", _numbers(chance, _right_inn), clean_inn, inn.is_valid),
        ("OGRN", _numbers(chance, _right_ogrn), clean_ogrn, ogrn.is_valid),
        ("IBAN", _numbers(chance, _right_iban), clean_iban, lambda text: iban.is_valid(text, check_country=False)),
    ]
    for name, numbers, cleaner, oracle in kinds:
        tally, different = _compared([next(numbers) for _ in range(count)], cleaner, oracle)
        shown = ", ".join(f"{what} {times}" for what, times in sorted(tally.items()))
        print(f"{name}: {count} numbers: {shown}; different: {len(different)} {different[:5]}")


def _compared(
    numbers: list[str], cleaner: Callable[[str], Cleaned], oracle: Callable[[str], bool]
) -> tuple[Counter[str], list[str]]:
    tally: Counter[str] = Counter()
    different = []
    for number in numbers:
        verdict, is_valid = cleaner(number), oracle(number)
        if verdict.code in NAMED:
            tally[f"named {verdict.code}"] += 1
        elif bool(verdict.value) == is_valid and verdict.value in ("", number):
            tally["both right" if is_valid else "both wrong"] += 1
        elif len(number) == 15 and int(number[:-1]) % 13 >= 10:
            tally["rest over 9: right by law, refused by python-stdnum"] += 1
        else:
            different.append(number)
    return tally, different


def _numbers(chance: random.Random, right: Callable[[random.Random], str]) -> Iterator[str]:
    while True:
        number = right(chance)
        yield number
        place = chance.randrange(len(number))
        other = chance.choice("0123456789" if number[place].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        yield number[:place] + other + number[place + 1 :]
        yield _digits(chance, chance.choice((8, 9, 10, 10, 11, 12, 12, 13, 13, 14, 15, 15)))


def _digits(chance: random.Random, size: int) -> str:
    return "".join(chance.choices("0123456789", k=size))


def _right_inn(chance: random.Random) -> str:
    body = _digits(chance, chance.choice((9, 10)))
    ending: Any = inn.calc_company_check_digit(body) if len(body) == 9 else inn.calc_personal_check_digits(body)
    return f"{body}{ending}"


def _right_ogrn(chance: random.Random) -> str:
    size = chance.choice((12, 14))
    body = chance.choice("15" if size == 12 else "34") + _digits(chance, size - 1)
    return body + str(int(body) % (size - 1) % 10)


def _right_iban(chance: random.Random) -> str:
    forms = (
        ("GB WEST", 14),
        ("DE ", 18),
        ("BY NBRB", 20),
        ("KZ ", 16),
        ("RU ", 29),
        ("FR ", 23),
        ("ZZ ", 16),
        ("PL ", 23),
    )
    head, size = chance.choice(forms)
    country, bank = head.split(" ")
    body = bank + _digits(chance, size)
    return f"{country}{iban.calc_check_digits(country + '00' + body)}{body}"


if __name__ == "__main__":
    main()
