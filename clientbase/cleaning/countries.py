"""Countries: common Russian and English names → ISO codes."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from clientbase.cleaning.alphabets import in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine, problem


def clean_country(text: str) -> Cleaned:
    """Return the ISO 3166-1 alpha-2 code of a country.

    Args:
        text: "Россия", "РФ", "RUS", "United Kingdom", "the USA".

    Returns:
        The code, which is its key too. Problem: `country.unknown`, a note; the value stays as written.
    """
    plain = trimmed(text).strip(" ,;")
    if is_blank(plain):
        return Cleaned(text)
    if code := country_code(plain):
        return fine(text, code)
    return problem("country.unknown", text, value=plain, key=plain.casefold())


def country_code(text: str) -> str:
    """Return the ISO code of a country's name or code, "" when it is none that we know."""
    name = trimmed(in_one_alphabet(text)).casefold().replace("ё", "е")
    return _codes().get(name) or _codes().get(name.strip(".")) or _codes().get(name.removeprefix("the ")) or ""


@cache
def _codes() -> Mapping[str, str]:
    raw = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))
    names = {name.replace("ё", "е"): code for code, names in raw.items() for name in names}
    return names | {code.casefold(): code for code in raw}
