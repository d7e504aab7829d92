"""The `[[sources]]` of clientbase.toml: files that `refresh` takes by itself, and what is said of their rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from clientbase.config.checks import bad, is_country, is_text, parse_limit, refuse_unknown
from clientbase.errors import SettingsProblem, UsageProblem
from clientbase.fields import IMPORTABLE_KINDS

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


def source_from(entry: Mapping[str, Any], file: str) -> SourceSettings:
    """Return one `[[sources]]` table; `file` names it in errors.

    Raises:
        SettingsProblem: an unknown key, a wrong value, consent stated of a bought or open list.
    """
    refuse_unknown(entry, [f.name for f in fields(SourceSettings)], file)
    if not isinstance(entry.get("files"), str):
        raise bad(file, "files", entry.get("files", ""), '"inbox/crm*.csv"')
    values: dict[str, Any] = dict(entry)
    for key in values.keys() & _SOURCE_KEYS.keys():
        values[key] = _SOURCE_KEYS[key](values[key], file)
    for key, value in values.items():
        rule = _SOURCE_RULES.get(key, is_text)
        if not rule(value):
            raise bad(file, key, entry[key], _SOURCE_EXAMPLES.get(key, '"…"'))
    source = SourceSettings(**values)
    if source.consent and source.basis in ("open", "bought"):
        raise SettingsProblem("consent.of_a_bought_list", basis=source.basis)
    return source


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, tuple) and all(map(is_text, value))


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
    "map": lambda given: isinstance(given, dict) and all(map(is_text, given.values())),
    "delimiter": lambda text: is_text(text) and len(text) <= 1,
    "country": lambda text: text == "" or (is_text(text) and is_country(text)),
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
