"""Countries: common Russian and English names → ISO codes."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.problems import Cleaned, fine


def clean_country(text: str) -> Cleaned:
    """Return the ISO 3166-1 alpha-2 code of a country; one that is not in the list stays as written, without a word."""
    if is_blank(text):
        return Cleaned(text)
    plain = trimmed(text)
    code = _codes().get(plain.casefold().replace("ё", "е"))
    return fine(text, code or plain, key=code or plain.casefold(), quality="sure" if code else "assumed")


@cache
def _codes() -> Mapping[str, str]:
    raw = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))
    names = {name: code for code, names in raw.items() for name in names}
    return names | {code.casefold(): code for code in raw}
