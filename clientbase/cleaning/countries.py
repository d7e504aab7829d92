"""Countries: common Russian and English names → ISO codes."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from clientbase.cleaning.alphabets import in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.city_typos import is_one_edit
from clientbase.cleaning.problems import Cleaned, fine, problem

#: Shorter names are one letter away from other words.
_NAME_LETTERS = 6


def clean_country(text: str) -> Cleaned:
    """Return the ISO 3166-1 alpha-2 code of a country.

    Args:
        text: "Россия", "РФ", "RUS", "United Kingdom", "the USA".

    Returns:
        The code, which is its key too. Problems, with what is written kept: `country.typo`, one slip in exactly
        one country, and `country.unknown`, a note.
    """
    plain = trimmed(text).strip(" ,;")
    if is_blank(plain):
        return Cleaned(text)
    if code := country_code(plain):
        return fine(text, code)
    meant = _country_meant(plain)
    code = "country.typo" if meant else "country.unknown"
    return problem(code, text, value=plain, key=plain.casefold(), suggestion=meant)


def country_code(text: str) -> str:
    """Return the ISO code of a country's name or code, "" when it is none that we know."""
    name = trimmed(in_one_alphabet(text)).casefold().replace("ё", "е")
    return _codes().get(name) or _codes().get(name.strip(".")) or _codes().get(name.removeprefix("the ")) or ""


def _country_meant(text: str) -> str:
    """Return the name of the only country that is one slip away: "Росия" is Россия; the first letter is right."""
    name = trimmed(in_one_alphabet(text)).casefold().replace("ё", "е")
    close = {
        known: code
        for known, code in _codes().items()
        if len(known) >= _NAME_LETTERS and known[:1] == name[:1] and is_one_edit(name, known)
    }
    return next(iter(close)).title() if len(set(close.values())) == 1 else ""


@cache
def _codes() -> Mapping[str, str]:
    raw = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))
    names = {name.replace("ё", "е"): code for code, names in raw.items() for name in names}
    return names | {code.casefold(): code for code in raw}
