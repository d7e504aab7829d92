"""The whole of clientbase.toml, and the tables that no other part reads."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clientbase.config.checks import bad, is_country, is_text, parse_limit, refuse_unknown
from clientbase.config.sources import SourceSettings, source_from
from clientbase.config.survivorship import survivorship_from
from clientbase.errors import DiskProblem, SettingsProblem
from clientbase.fields import fields_of
from clientbase.rules import NO_RULES, Rules

SETTINGS_FILE = "clientbase.toml"


@dataclass(frozen=True, slots=True)
class MatchLimits:
    """The `[matching]` table: how probable it must be that two rows are one person or firm.

    Attributes:
        merge: from here on they are merged without asking.
        doubtful: from here on a person is asked; less is apart.
    """

    merge: float = 0.99
    doubtful: float = 0.2


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner of a base may say in clientbase.toml; every key has a default.

    Attributes:
        language: "en", "ru", or "" for the locale's.
        country: ISO 3166-1 alpha-2 code assumed for phones without a country code.
        currency: ISO 4217 code of the base's money.
        time_zone: IANA name; days are whole days there.
        as_of: the day to look from and to date imports by, where it must not be today (closed books, examples).
        max_rejects: how many rows an import may reject: a share (a float, 0 to 1) or a count (an int).
        delimiter: of written CSV files; "" means ";" for Russian and "," for English.
        inbox: folder that `refresh` picks files up from.
        rules: the owner's own rules of cleaning.
        matching: how sure a merge must be.
        survivorship: field → the rule that picks its value in the golden record, where it is not the field's own.
    """

    language: str = ""
    country: str = "RU"
    currency: str = "RUB"
    time_zone: str = "Europe/Moscow"
    as_of: date | None = None
    max_rejects: float | int = 0.10
    delimiter: str = ""
    inbox: str = "inbox"
    sources: tuple[SourceSettings, ...] = ()
    rules: Rules = NO_RULES
    matching: MatchLimits = MatchLimits()
    survivorship: Mapping[str, str] = field(default_factory=dict)


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
    refuse_unknown(raw, [f.name for f in fields(Settings)], file)
    sources = raw.get("sources", [])
    if not isinstance(sources, list):
        raise bad(file, "sources", sources, "[[sources]]")
    plain = raw.keys() - {"sources", "rules", "matching", "survivorship"}
    values: dict[str, Any] = {key: _checked(key, value, file) for key, value in raw.items() if key in plain}
    rules = _rules(raw.get("rules", {}), file)
    limits = _match_limits(raw.get("matching", {}), file)
    chosen = survivorship_from(raw.get("survivorship", {}), file)
    taken = tuple(source_from(entry, file) for entry in sources)
    return Settings(**values, sources=taken, rules=rules, matching=limits, survivorship=chosen)


def _rules(entry: object, file: str) -> Rules:
    """Return the `[rules]` table; domains are kept in lower case."""
    if not isinstance(entry, dict):
        raise bad(file, "rules", entry, "[rules]")
    refuse_unknown(entry, list(_RULE_RULES), file)
    for key, value in entry.items():
        is_right, example = _RULE_RULES[key]
        if not is_right(value):
            raise bad(file, key, value, example)
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    domains = {wrong.casefold(): meant.casefold() for wrong, meant in values.pop("email_domains", {}).items()}
    return Rules(**values, email_domains=domains)


def _match_limits(entry: object, file: str) -> MatchLimits:
    """Return the `[matching]` table: two probabilities, the one of a merge the greater."""
    if not isinstance(entry, dict):
        raise bad(file, "matching", entry, "[matching]")
    refuse_unknown(entry, [f.name for f in fields(MatchLimits)], file)
    for key, value in entry.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise bad(file, key, value, "0.99")
    limits = MatchLimits(**{key: float(value) for key, value in entry.items()})
    if limits.doubtful > limits.merge:
        wrong = "merge" if "merge" in entry else "doubtful"
        raise bad(file, wrong, entry[wrong], "0.99" if wrong == "merge" else "0.2")
    return limits


def _is_table_of_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(is_text, value.values()))


def _are_fields(value: object) -> bool:
    return isinstance(value, list) and all(name in fields_of("contacts") for name in value)


#: Key of `[rules]` → whether a value is right, and an example of one.
_RULE_RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "required": (_are_fields, '["phone", "city"]'),
    "email_domains": (_is_table_of_texts, '{ "frima.ru" = "firma.ru" }'),
    "cities": (_is_table_of_texts, '{ "Нск" = "Новосибирск" }'),
    "first_names": (
        lambda names: _is_table_of_texts(names) and set(names.values()) <= {"male", "female", "both"},
        '{ "Имя" = "female" }',
    ),
    "not_names": (lambda words: isinstance(words, list) and all(map(is_text, words)), '["касса"]'),
}


def _checked(key: str, value: object, file: str) -> object:
    """Return a top-level value in the type the settings keep, or raise with an example of a right one."""
    if key == "max_rejects":
        limit = parse_limit(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        if limit is None:
            raise bad(file, key, value, '"10%" | 25')
        return limit
    if key == "as_of":
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        raise bad(file, key, value, "2026-12-31")
    rule = _RULES.get(key)
    if not isinstance(value, str) or (rule and not rule(value)):
        raise bad(file, key, value, _EXAMPLES.get(key, '"…"'))
    return value


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


_RULES: Mapping[str, Callable[[str], bool]] = {
    "language": lambda text: text in ("", "en", "ru"),
    "country": is_country,
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
