"""A segment file: who belongs to the segment and what its mailing file shall look like.

# segments/tea-lovers.toml
title = "Tea lovers who went quiet"
where = 'product = "Tea" and recency_days > 90'
channel = "email"
order_by = "monetary desc"
limit = 500
"""

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from clientbase.errors import DiskProblem, SettingsProblem
from clientbase.segments.language import parse
from clientbase.segments.subjects import LISTABLE

Channel = Literal["email", "sms", "phone", "none"]
Purpose = Literal["ads", "service"]
Format = Literal["csv", "xlsx"]

_NAMES = ("first_name", "last_name")
_DEFAULT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("client_id", "email", *_NAMES),
    "sms": ("client_id", "phone", *_NAMES),
    "phone": ("client_id", "phone", *_NAMES),
    "none": ("client_id", *_NAMES, "city"),
}
#: The columns that reach a person, and the one that each channel may carry.
_CONTACTS = frozenset({"phone", "email", "social", "address"})
_OWN_CONTACT = {"email": "email", "sms": "phone", "phone": "phone"}

#: Key of a segment file → how it is written, for the error that teaches it.
_EXAMPLES = {
    "title": '"Tea lovers"',
    "where": "'city = \"Riga\"'",
    "channel": '"email" | "sms" | "phone" | "none"',
    "purpose": '"ads" | "service"',
    "columns": '["client_id", "city"]',
    "order_by": '"client_id" | "monetary desc"',
    "limit": "500",
    "format": '"csv" | "xlsx"',
    "sensitive": "true | false",
}
_CHOICES = {"channel": tuple(_DEFAULT_COLUMNS), "purpose": ("ads", "service"), "format": ("csv", "xlsx")}


@dataclass(frozen=True, slots=True)
class SegmentDefinition:
    """One segment file, checked.

    Attributes:
        name: the file's name without ".toml": letters, digits, - and _.
        title: what people call it; the name unless said otherwise.
        where: the condition; it parses, its fields are checked when it is compiled for a base.
        channel: how the clients will be reached; "none" is a list for analysis, without contacts.
        purpose: what they are reached for, the purpose that their consent must cover.
        columns: columns of segment_facts that the file lists, in order.
        order_by: one of its columns, perhaps with " desc": safe to write into SQL.
        limit: the greatest number of clients, from 1; None for all.
        format: of the file that is written.
        sensitive: whether the file holds what tells of health, belief, documents and the like; else it is left out.
        path: of the segment file.
    """

    name: str
    title: str
    where: str
    channel: Channel
    purpose: Purpose
    columns: tuple[str, ...]
    order_by: str
    limit: int | None
    format: Format
    path: Path
    sensitive: bool = False


def load_segment(path: Path) -> SegmentDefinition:
    """Return the segment that the file `path` defines.

    Raises:
        SettingsProblem: broken TOML, an unknown key or column, a wrong value, a condition that does not parse, or
            a column that reaches a person by another channel than the segment's.
        DiskProblem: the file cannot be read.
    """
    file = path.name
    if not re.fullmatch(r"[\w-]+", path.stem):
        raise SettingsProblem("segment.bad_name", file=file, name=path.stem)
    raw = _read_toml(path)
    for key in raw:
        _refuse_unknown("segment.unknown_key", key, _EXAMPLES, file)
    values = {"title": path.stem, "where": "", "channel": "none", "purpose": "ads", "format": "csv", **raw}
    for key in ("title", "where", *_CHOICES):
        _refuse_bad_text(key, values[key], file)
    parse(values["where"], file)
    return SegmentDefinition(
        name=path.stem,
        title=values["title"],
        where=values["where"],
        channel=values["channel"],
        purpose=values["purpose"],
        columns=_columns(values.get("columns"), values["channel"], file),
        order_by=_order(values.get("order_by", "client_id"), file),
        limit=_limit(values.get("limit"), file),
        format=values["format"],
        path=path,
        sensitive=_yes_no("sensitive", values.get("sensitive", False), file),
    )


def load_segments(folder: Path) -> tuple[SegmentDefinition, ...]:
    """Return the segments of a folder by name; none where there is no folder. Hidden files are not read.

    Raises:
        SettingsProblem, DiskProblem: of the first file that is wrong.
    """
    paths = (path for path in folder.glob("*.toml") if not path.name.startswith("."))
    return tuple(load_segment(path) for path in sorted(paths, key=lambda path: path.stem))


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else len(path.read_text(encoding="utf-8-sig").splitlines())
        raise SettingsProblem("segment.bad_toml", file=path.name, line=line, reason=str(error)) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SettingsProblem("segment.bad_toml", file=path.name, line=line, reason="not UTF-8") from error
    except OSError as error:
        raise DiskProblem("disk.unreadable", file=path.name, reason=error.strerror or str(error)) from error


def _refuse_bad_text(key: str, value: object, file: str) -> None:
    is_good = value in _CHOICES[key] if key in _CHOICES else isinstance(value, str) and bool(value.strip())
    if not is_good:
        raise _bad(file, key, value)


def _columns(value: object, channel: Channel, file: str) -> tuple[str, ...]:
    if value is None:
        return _DEFAULT_COLUMNS[channel]
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        raise _bad(file, "columns", value)
    if len(set(value)) < len(value):
        raise _bad(file, "columns", value)
    for name in value:
        _refuse_foreign_contact(name, channel, file)
        _refuse_unknown("segment.unknown_column", name, LISTABLE, file)
    return tuple(value)


def _refuse_foreign_contact(column: str, channel: Channel, file: str) -> None:
    """A file carries the addresses that its channel needs, and no others: consent was checked for that channel."""
    if column not in _CONTACTS or column == _OWN_CONTACT.get(channel):
        return
    code = "segment.contact_without_channel" if channel == "none" else "segment.column_of_other_channel"
    raise SettingsProblem(code, file=file, column=column, channel=channel)


def _order(value: object, file: str) -> str:
    """Return the order as "column" or "column desc"."""
    words = value.lower().split() if isinstance(value, str) else []
    if len(words) not in (1, 2) or words[1:] not in ([], ["asc"], ["desc"]):
        raise _bad(file, "order_by", value)
    _refuse_unknown("segment.unknown_column", words[0], LISTABLE, file)
    return words[0] if words[1:] != ["desc"] else f"{words[0]} desc"


def _limit(value: object, file: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise _bad(file, "limit", value)


def _yes_no(key: str, value: object, file: str) -> bool:
    if isinstance(value, bool):
        return value
    raise _bad(file, key, value)


def _refuse_unknown(code: str, key: str, known: Collection[str], file: str) -> None:
    if key not in known:
        nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
        raise SettingsProblem(code, file=file, key=key, nearest=nearest)


def _bad(file: str, key: str, value: object) -> SettingsProblem:
    shown = '""' if value == "" else value
    return SettingsProblem("segment.bad_value", file=file, key=key, value=shown, example=_EXAMPLES[key])
