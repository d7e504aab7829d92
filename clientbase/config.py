"""clientbase.toml → frozen settings; a wrong key or value is an error that names the right one."""

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clientbase.errors import DiskProblem, SettingsProblem
from clientbase.fields import IMPORTABLE_KINDS

SETTINGS_FILE = "clientbase.toml"


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One `[[sources]]` table: files that `refresh` takes by itself, and how they are read.

    Attributes:
        name: the key space of the source's own ids; "main" unless said otherwise.
        files: a glob, relative to the base.
        kind: "contacts", "deals", or "" to recognise it.
        map: header → field, over what is recognised.
    """

    files: str
    name: str = "main"
    kind: str = ""
    sheet: str = ""
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner of a base may say in clientbase.toml; every key has a default.

    Attributes:
        language: "en", "ru", or "" for the locale's.
        country: ISO 3166-1 alpha-2 code assumed for phones without a country code.
        currency: ISO 4217 code of the base's money.
        time_zone: IANA name; days are whole days there.
        as_of: the day to look from and to date imports by, where it must not be today (closed books, examples).
        max_rejects: share of rows that an import may reject, 0 to 1.
        delimiter: of written CSV files; "" means ";" for Russian and "," for English.
        inbox: folder that `refresh` picks files up from.
    """

    language: str = ""
    country: str = "RU"
    currency: str = "RUB"
    time_zone: str = "Europe/Moscow"
    as_of: date | None = None
    max_rejects: float = 0.10
    delimiter: str = ""
    inbox: str = "inbox"
    sources: tuple[SourceSettings, ...] = ()


def load_settings(path: Path) -> Settings:
    """Return the settings in the file `path`.

    Raises:
        SettingsProblem: broken TOML, not UTF-8, an unknown key, a value of the wrong type or out of range.
        DiskProblem: the file cannot be read.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsProblem("settings.bad_encoding", file=path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsProblem("settings.bad_toml", file=path.name, reason=str(error)) from error
    except OSError as error:
        raise DiskProblem("disk.unreadable", file=path.name, reason=error.strerror or str(error)) from error
    return settings_from(raw, path.name)


def settings_from(raw: Mapping[str, Any], file: str) -> Settings:
    """Return the settings that a parsed TOML document holds; `file` names it in errors."""
    _refuse_unknown(raw, [f.name for f in fields(Settings)], file)
    sources = raw.get("sources", [])
    if not isinstance(sources, list):
        raise _bad(file, "sources", sources, "[[sources]]")
    values: dict[str, Any] = {key: _checked(key, value, file) for key, value in raw.items() if key != "sources"}
    return Settings(**values, sources=tuple(_source(entry, file) for entry in sources))


def parse_share(text: object) -> float | None:
    """Return "10%", "0.1" or 0.1 as a share between 0 and 1; None for anything else."""
    plain = str(text).strip().replace(",", ".")
    try:
        share = float(plain.rstrip("% ")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def _source(entry: Mapping[str, Any], file: str) -> SourceSettings:
    _refuse_unknown(entry, [f.name for f in fields(SourceSettings)], file)
    if not isinstance(entry.get("files"), str):
        raise _bad(file, "files", entry.get("files", ""), '"inbox/crm*.csv"')
    if entry.get("kind", "") not in ("", *IMPORTABLE_KINDS):
        raise _bad(file, "kind", entry["kind"], " | ".join(IMPORTABLE_KINDS))
    for key in ("name", "sheet"):
        if not isinstance(entry.get(key, ""), str):
            raise _bad(file, key, entry[key], '"…"')
    if not isinstance(entry.get("map", {}), dict):
        raise _bad(file, "map", entry["map"], '{ "Header" = "field" }')
    return SourceSettings(**entry)


def _checked(key: str, value: object, file: str) -> object:
    """Return a top-level value in the type the settings keep, or raise with an example of a right one."""
    if key == "max_rejects":
        share = parse_share(value)
        if share is None:
            raise _bad(file, key, value, '"10%"')
        return share
    if key == "as_of":
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        raise _bad(file, key, value, "2026-12-31")
    rule = _RULES.get(key)
    if not isinstance(value, str) or (rule and not rule(value)):
        raise _bad(file, key, value, _EXAMPLES.get(key, '"…"'))
    return value


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


_RULES: Mapping[str, Callable[[str], bool]] = {
    "language": lambda text: text in ("", "en", "ru"),
    "country": lambda text: len(text) == 2 and text.isalpha() and text.isupper(),
    "currency": lambda text: len(text) == 3 and text.isalpha() and text.isupper(),
    "time_zone": _is_time_zone,
    "delimiter": lambda text: text in ("", ",", ";", "\t"),
}
_EXAMPLES = {
    "language": '"ru"',
    "country": '"RU"',
    "currency": '"RUB"',
    "time_zone": '"Europe/Moscow"',
    "delimiter": '";"',
    "inbox": '"inbox"',
}


def _bad(file: str, key: str, value: object, example: str) -> SettingsProblem:
    return SettingsProblem("settings.bad_value", file=file, key=key, value=value, example=example)


def _refuse_unknown(raw: Mapping[str, Any], known: list[str], file: str) -> None:
    for key in raw:
        if key not in known:
            nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
            raise SettingsProblem("settings.unknown_key", file=file, key=key, nearest=nearest)
