"""clientbase.toml → frozen settings; a wrong key or value is an error that names the right one."""

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clientbase.errors import DiskProblem, SettingsProblem, UsageProblem
from clientbase.fields import IMPORTABLE_KINDS, fields_of
from clientbase.rules import NO_RULES, Rules

SETTINGS_FILE = "clientbase.toml"


#: What a list may be used by: consent, a contract, an open source (a directory), or bought.
BASES = ("consent", "contract", "open", "bought")
PURPOSES = ("ads", "service", "processing")
CONSENT_CHANNELS = ("email", "sms", "phone", "any")
#: What may be mended without asking.
FIXES = ("typos",)


@dataclass(frozen=True, slots=True)
class ConsentStatement:
    """What a person states of all rows of a file: they agreed, on that day.

    Attributes:
        channel: one of CONSENT_CHANNELS; "any" goes with the purpose "processing" alone.
        proof: where the agreement can be seen; "" when nothing was said.
    """

    channel: str
    purpose: str
    consent_on: date
    proof: str = ""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One `[[sources]]` table: files that `refresh` takes by itself, and how they are read.

    Attributes:
        name: the key space of the source's own ids; "main" unless said otherwise.
        files: a glob, relative to the base.
        kind: "contacts", "deals", or "" to recognise it.
        map: header → field, over what is recognised.
        encoding, delimiter: of text files; "" finds them.
        country: of phones without a country code; "" is the base's.
        fix: "typos" puts what was suggested for a slip in its place, with a note; "" suggests alone.
        snapshot: whether each file is the whole of its source, so that rows not in it have vanished.
        max_rejects: share (a float) or count (an int) of rows that may be rejected; None is the base's.
        consent: statements for all rows.
        trust: where sources disagree, the one with the higher number is believed.
        purpose: what the consents in the source's own columns are for.
        basis: why the list may be used, one of BASES or "".
        ids_are_people: whether two ids of it are always two people or firms.
        owns_shared_contacts: whether a phone or e-mail that others have too is of whom this source says.
        keep: the only columns that the vocabulary does not know which may enter the base; None is all of them.
        drop: columns that never enter the base.
    """

    files: str
    name: str = "main"
    kind: str = ""
    sheet: str = ""
    map: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    country: str = ""
    fix: str = ""
    snapshot: bool = False
    max_rejects: float | int | None = None
    consent: tuple[ConsentStatement, ...] = ()
    trust: int = 0
    purpose: str = "ads"
    basis: str = ""
    ids_are_people: bool = False
    owns_shared_contacts: bool = False
    keep: tuple[str, ...] | None = None
    drop: tuple[str, ...] = ()


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
    plain = raw.keys() - {"sources", "rules", "matching"}
    values: dict[str, Any] = {key: _checked(key, value, file) for key, value in raw.items() if key in plain}
    rules = _rules(raw.get("rules", {}), file)
    limits = _match_limits(raw.get("matching", {}), file)
    return Settings(**values, sources=tuple(_source(entry, file) for entry in sources), rules=rules, matching=limits)


def parse_limit(given: object) -> float | int | None:
    """Return "10%", "0.1" or 0.1 as a share, "25" or 25 as a count; None for anything else."""
    plain = str(given).strip().replace(",", ".")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    try:
        share = float(plain.rstrip("% ")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def parse_consent(text: str) -> ConsentStatement:
    """Return what "channel:purpose:date[:proof]" states.

    Raises:
        UsageProblem: consent.bad_form, consent.bad_channel, consent.bad_purpose, consent.bad_date, consent.not_any.
    """
    parts = [part.strip() for part in text.split(":", 3)]
    if len(parts) < 3:
        raise UsageProblem("consent.bad_form", given=text)
    channel, purpose, day = parts[:3]
    if channel not in CONSENT_CHANNELS:
        raise UsageProblem("consent.bad_channel", given=channel, known=", ".join(CONSENT_CHANNELS))
    if purpose not in PURPOSES:
        raise UsageProblem("consent.bad_purpose", given=purpose, known=", ".join(PURPOSES))
    if (channel == "any") != (purpose == "processing"):
        raise UsageProblem("consent.not_any", given=text)
    try:
        consent_on = date.fromisoformat(day)
    except ValueError as error:
        raise UsageProblem("consent.bad_date", given=day) from error
    return ConsentStatement(channel, purpose, consent_on, parts[3] if len(parts) > 3 else "")


def _source(entry: Mapping[str, Any], file: str) -> SourceSettings:
    _refuse_unknown(entry, [f.name for f in fields(SourceSettings)], file)
    if not isinstance(entry.get("files"), str):
        raise _bad(file, "files", entry.get("files", ""), '"inbox/crm*.csv"')
    values: dict[str, Any] = dict(entry)
    for key in values.keys() & _SOURCE_KEYS.keys():
        values[key] = _SOURCE_KEYS[key](values[key], file)
    for key, value in values.items():
        rule = _SOURCE_RULES.get(key, _is_text)
        if not rule(value):
            raise _bad(file, key, entry[key], _SOURCE_EXAMPLES.get(key, '"…"'))
    source = SourceSettings(**values)
    if source.consent and source.basis in ("open", "bought"):
        raise SettingsProblem("consent.of_a_bought_list", basis=source.basis)
    return source


def _rules(entry: object, file: str) -> Rules:
    """Return the `[rules]` table; domains are kept in lower case."""
    if not isinstance(entry, dict):
        raise _bad(file, "rules", entry, "[rules]")
    _refuse_unknown(entry, list(_RULE_RULES), file)
    for key, value in entry.items():
        is_right, example = _RULE_RULES[key]
        if not is_right(value):
            raise _bad(file, key, value, example)
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    domains = {wrong.casefold(): meant.casefold() for wrong, meant in values.pop("email_domains", {}).items()}
    return Rules(**values, email_domains=domains)


def _match_limits(entry: object, file: str) -> MatchLimits:
    """Return the `[matching]` table: two probabilities, the one of a merge the greater."""
    if not isinstance(entry, dict):
        raise _bad(file, "matching", entry, "[matching]")
    _refuse_unknown(entry, [f.name for f in fields(MatchLimits)], file)
    for key, value in entry.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise _bad(file, key, value, "0.99")
    limits = MatchLimits(**{key: float(value) for key, value in entry.items()})
    if limits.doubtful > limits.merge:
        raise _bad(file, "doubtful", limits.doubtful, f"0.2, less than merge = {limits.merge}")
    return limits


def _is_table_of_texts(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


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
    "not_names": (lambda words: isinstance(words, list) and all(map(_is_text, words)), '["касса"]'),
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_text, value))


def _texts(value: object, _file: str) -> object:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


def _limit(value: object, _file: str) -> object:
    return parse_limit(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _consents(value: object, file: str) -> object:
    texts = _texts(value, file)
    if not isinstance(texts, tuple) or not _is_list_of_texts(texts):
        return None
    try:
        return tuple(parse_consent(text) for text in texts)
    except UsageProblem as error:
        raise SettingsProblem(error.code, **error.parameters) from error


#: How a key of `[[sources]]` is kept, where not as written.
_SOURCE_KEYS: Mapping[str, Callable[[Any, str], object]] = {
    "max_rejects": _limit,
    "consent": _consents,
    "keep": _texts,
    "drop": _texts,
}
_SOURCE_RULES: Mapping[str, Callable[[Any], bool]] = {
    "kind": lambda kind: kind in ("", *IMPORTABLE_KINDS),
    "map": lambda given: isinstance(given, dict) and all(map(_is_text, given.values())),
    "delimiter": lambda text: _is_text(text) and len(text) <= 1,
    "country": lambda text: text == "" or (_is_text(text) and _RULES["country"](text)),
    "fix": lambda what: what in ("", *FIXES),
    "snapshot": lambda flag: isinstance(flag, bool),
    "ids_are_people": lambda flag: isinstance(flag, bool),
    "owns_shared_contacts": lambda flag: isinstance(flag, bool),
    "max_rejects": lambda limit: limit is not None,
    "consent": lambda statements: statements is not None,
    "trust": lambda trust: isinstance(trust, int) and not isinstance(trust, bool),
    "purpose": lambda purpose: purpose in PURPOSES,
    "basis": lambda basis: basis in ("", *BASES),
    "keep": _is_list_of_texts,
    "drop": _is_list_of_texts,
}
_SOURCE_EXAMPLES = {
    "kind": " | ".join(IMPORTABLE_KINDS),
    "map": '{ "Header" = "field" }',
    "encoding": '"cp1251"',
    "delimiter": '";"',
    "country": '"RU"',
    "fix": " | ".join(FIXES),
    "snapshot": "true",
    "ids_are_people": "true",
    "owns_shared_contacts": "true",
    "max_rejects": '"10%" | 25',
    "consent": '["email:ads:2026-12-31:form on the site"]',
    "trust": "1",
    "purpose": " | ".join(PURPOSES),
    "basis": " | ".join(BASES),
    "keep": '["Header"]',
    "drop": '["Header"]',
}


def _checked(key: str, value: object, file: str) -> object:
    """Return a top-level value in the type the settings keep, or raise with an example of a right one."""
    if key == "max_rejects":
        limit = parse_limit(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
        if limit is None:
            raise _bad(file, key, value, '"10%" | 25')
        return limit
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
