"""vCard 2.1, 3.0 and 4.0 → one row a card, under headers that the vocabulary knows.

Read by hand: a card is lines of `name;parameters:value`, and each version escapes and encodes them its own way.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clientbase.errors import SourceUnreadable
from clientbase.sources.encodings import decode
from clientbase.sources.failures import naming, read_bytes, sha256_of
from clientbase.sources.grids import GridBuilder, headed_table
from clientbase.sources.sizes import refuse_too_big
from clientbase.sources.tables import SourceFile

#: Property → header. Structured ones and those with a type of their own are taken apart below.
_HEADERS = {
    "FN": "Full name",
    "TEL": "Phone",
    "EMAIL": "E-mail",
    "BDAY": "Birthday",
    "TITLE": "Job title",
    "NOTE": "Note",
    "URL": "Website",
    "CATEGORIES": "Tags",
    "GENDER": "Gender",
    "UID": "ID",
    "IMPP": "Messenger",
    "NICKNAME": "Nickname",
    "ROLE": "Occupation",
}
_NAME_PARTS = ("Last name", "First name", "Middle name", "Name prefix", "Name suffix")
#: Post-office box, further line, street, city, region, postcode, country, as the format orders them.
_ADDRESS_PARTS = ("Address", "Address", "Address", "City", "Region", "Postcode", "Country")
#: In this order the columns stand; others follow as they are met.
_ORDER = (
    "ID", *_NAME_PARTS[:3], "Full name", "Phone", "E-mail", "Company", "Department", "Job title", "Birthday", "Gender",
    "Address", "City", "Region", "Postcode", "Country", "Website", "Messenger", "Tags", "Note",
)  # fmt: skip
#: Pictures, keys and what only machines read.
_LEFT_OUT = frozenset(
    {"BEGIN", "END", "VERSION", "PHOTO", "LOGO", "SOUND", "KEY", "PRODID", "REV", "SORT-STRING", "CLIENTPIDMAP", "XML"}
)
_LABEL = "X-ABLABEL"
#: What stands in a card and is no property is kept for a person to see.
_UNREAD = "Other lines"
_MOST_OF_A_KIND = 9
_NUMBER_BEHIND = re.compile(r" \d$")
_NUMBER_OF_CARD = re.compile(r"[-\w]+\.")
_QUOTED_PARAMETER = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^;="]*(?:=(?:"[^"]*"|[^;"]*)*)?)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"((?:[^\\;]++|\\.|\\\Z)*+)(;|\Z)", re.DOTALL)
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})T(?:00:?00:?00.*)?")


def read_vcards(path: Path, encoding: str | None = None) -> SourceFile:
    """Return the cards of a file as one table.

    Several phones or addresses of one card get a column each ("Phone", "Phone 2"…); a day is written YYYY-MM-DD.
    The first card is row 2, as below a header; its line number is that of its BEGIN.

    Raises:
        SourceUnreadable: source.empty (no card), source.cut_off (a card without its END), source.too_big.
    """
    with naming(path.name):
        refuse_too_big(path, "vCard")
        text, found = decode(read_bytes(path), encoding)
        cards = list(_cards(text))
        headers = _columns(cards)
        builder = GridBuilder()
        for number, card in enumerate(cards, start=2):
            builder.add(number, [card.values.get(header) for header in headers], card.line)
        table = headed_table("", headers, builder.grid())
        if table is None:
            raise SourceUnreadable("source.empty")
        return SourceFile(path, sha256_of(path), "vcard", found, "", (table,))


@dataclass
class _Card:
    """The values of one card under their headers."""

    line: int
    values: dict[str, str] = field(default_factory=dict)

    def put(self, header: str, value: str) -> None:
        """Take one more value; the second of a kind goes under "Phone 2", the tenth beside the ninth."""
        value = value.strip()
        if not value or value in (self.values.get(name) for name in _numbered(header)):
            return
        free = next((name for name in _numbered(header) if name not in self.values), "")
        if free:
            self.values[free] = value
        else:
            last = f"{header} {_MOST_OF_A_KIND}"
            self.values[last] = f"{self.values[last]}; {value}"


def _numbered(header: str) -> Iterator[str]:
    yield header
    yield from (f"{header} {n}" for n in range(2, _MOST_OF_A_KIND + 1))


@dataclass(frozen=True)
class _Property:
    """One line of a card."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def types(self) -> str:
        """The kinds that a phone or address says of itself, in capitals: "CELL,VOICE"."""
        return ",".join((*self.parameters, *self.parameters.values())).upper()


def _columns(cards: list[_Card]) -> list[str]:
    met = dict.fromkeys(header for card in cards for header in card.values)
    places = {header: place for place, header in enumerate(_ORDER)}
    return sorted(met, key=lambda header: places.get(_NUMBER_BEHIND.sub("", header), len(places)))


def _cards(text: str) -> Iterator[_Card]:
    card: _Card | None = None
    nested = 0
    for line, content in _unfolded(text):
        start = content.strip().upper()
        if start == "BEGIN:VCARD":
            nested += 1
            card = card or _Card(line)
        elif start == "END:VCARD" and card:
            nested -= 1
            if not nested:
                yield card
                card = None
        elif card and nested == 1:
            found = _property(content)
            if found:
                _take(card, found)
            else:
                card.put(_UNREAD, content)
    if card:
        raise SourceUnreadable("source.cut_off")


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield line number and content: a line that begins with a space, or follows a soft break, belongs to the last."""
    number, parts, soft, is_binary = 0, [""], False, False
    for n, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if soft:
            parts.append("\n" + line)
        elif number and (line[:1] in (" ", "\t") or (is_binary and ":" not in line)):
            parts.append(line[1:])
        else:
            yield from [(number, "".join(parts))] if number else []
            number, parts = n, [line]
            is_binary = _is_coded(line, "BASE64")
        soft = line.endswith("=") and _is_coded(parts[0], "QUOTED-PRINTABLE")
    yield number, "".join(parts)


def _is_coded(first: str, coding: str) -> bool:
    return coding in first.partition(":")[0].upper()


def _property(content: str) -> _Property | None:
    split = _QUOTED_PARAMETER.fullmatch(content)
    head, colon, value = (split[1], ":", split[2]) if split else content.partition(":")
    if not colon:
        return None
    name = _NUMBER_OF_CARD.sub("", head.partition(";")[0].strip(), count=1).upper()
    parameters: dict[str, str] = {}
    for said in _PARAMETER.findall(head[len(head.partition(";")[0]) :]):
        key, _, stated = said.partition("=")
        key = key.strip().upper()
        parameters[key] = f"{parameters[key]},{stated}" if key in parameters else stated.strip('"')
    return _Property(name, parameters, _decoded(value, parameters))


def _decoded(value: str, parameters: dict[str, str]) -> str:
    coding = f"{parameters.get('ENCODING', '')},{','.join(parameters)}".upper()
    if "QUOTED-PRINTABLE" not in coding:
        return value
    raw = quopri.decodestring(value.encode("utf-8"))
    for encoding in (parameters.get("CHARSET", "utf-8"), "utf-8", "cp1251"):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("utf-8", "replace")


def _take(card: _Card, found: _Property) -> None:
    name = found.name
    if name in _LEFT_OUT or name == _LABEL:
        return
    if name == "N":
        for header, part in zip(_NAME_PARTS, _parts(found.value), strict=False):
            card.put(header, part)
    elif name == "ADR":
        _take_address(card, _parts(found.value))
    elif name == "ORG":
        company, *units = [*_parts(found.value), ""]
        card.put("Company", company)
        card.put("Department", ", ".join(filter(None, units)))
    elif name == "TEL":
        is_fax = "FAX" in found.types and "VOICE" not in found.types
        card.put("Fax" if is_fax else "Phone", _plain(found.value).removeprefix("tel:"))
    elif name == "BDAY":
        card.put("Birthday", _day(_plain(found.value)))
    else:
        value = _plain(found.value).removeprefix("mailto:") if name == "EMAIL" else _plain(found.value)
        card.put(_HEADERS.get(name, name) or _UNREAD, value)


def _take_address(card: _Card, parts: list[str]) -> None:
    """Put the first address into its columns; further ones whole beside it."""
    if "Address" in card.values or "City" in card.values:
        card.put("Address", ", ".join(filter(None, (part.strip() for part in parts))))
        return
    by_header: dict[str, list[str]] = {}
    for header, part in zip(_ADDRESS_PARTS, parts, strict=False):
        by_header.setdefault(header, []).append(part.strip())
    for header, texts in by_header.items():
        card.put(header, ", ".join(filter(None, texts)))


def _parts(value: str) -> list[str]:
    """Return the parts of a structured value; a semicolon behind a backslash belongs to its part."""
    return [_plain(found[1]) for found in _PART.finditer(value)]


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _day(value: str) -> str:
    plain = _PLAIN_DAY.fullmatch(value)
    if plain:
        return "-".join(plain.groups())
    midnight = _MIDNIGHT.fullmatch(value)
    return midnight[1] if midnight else value
