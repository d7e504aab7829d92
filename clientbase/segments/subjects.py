"""The typed vocabulary of what a segment may ask; the only place where its SQL identifiers come from.

Relations that a compiled segment reads:

    segment_facts      one row per client, alias f: every single-valued subject is a column of it
    deal_lines         one row per line of a deal: client_id, deal_id, deal_on, status, product, category
    client_deals       one row per deal: client_id, deal_id, deal_on, status, channel, manager, promo_code
    deal_parameters    one row per deal and own column: client_id, deal_id, deal_on, status, name, text, number, on_date
    client_attributes  one row per client and own column: client_id, name, text, number, on_date
"""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from clientbase.fields import kinds, normal_header
from clientbase.segments.tree import quoted

SubjectType = Literal["text", "number", "money", "date", "yes_no", "key"]

_COLUMNS: Mapping[SubjectType, str] = {
    "key": "client_id inn postcode",
    "text": """
        client_type role last_name first_name patronymic sex company position city region country time_zone
        industry employees income marital_status education occupation interests phone email
        channel campaign manager tags note level
    """,
    "date": "birth_date created_on first_deal_on last_deal_on",
    "number": """
        age_years recency_days frequency open_deals lost_deals recency_score frequency_score monetary_score
        utc_offset
    """,
    "money": "monetary aov revenue returned_amount ltv_historic ltv_margin",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that a condition may ask about.

    Attributes:
        name: as the condition writes it.
        type: which values and operators make sense with it.
        sql: its value over `f`, or over a row `r` of `relation`.
        relation: "" for a column of segment_facts, else the relation of deals that holds its many values.
    """

    name: str
    type: SubjectType
    sql: str
    relation: str = ""

    @property
    def many(self) -> bool:
        """Whether a client has any number of values, one or none a won deal or a line of it."""
        return bool(self.relation)


def _subjects() -> Iterator[Subject]:
    # Numbers are compared as doubles and keys as texts, whatever the columns' own types are on the engine.
    shapes = {"key": "cast(f.{} as varchar)", "number": "cast(f.{} as double)", "money": "cast(f.{} as double)"}
    for type_, names in _COLUMNS.items():
        for name in names.split():
            yield Subject(name, type_, shapes.get(type_, "f.{}").format(name))
    yield Subject("product", "text", "r.product", "deal_lines")
    yield Subject("category", "text", "r.category", "deal_lines")
    yield Subject("deal_channel", "text", "r.channel", "client_deals")
    yield Subject("deal_manager", "text", "r.manager", "client_deals")
    yield Subject("promo_code", "text", "r.promo_code", "client_deals")


#: Name → subject; the names are those of the field vocabulary and of the metrics.
SUBJECTS: Mapping[str, Subject] = MappingProxyType({subject.name: subject for subject in _subjects()})

#: The columns that a segment file may list and be ordered by: one value a client; how to address it is made of others.
LISTABLE = (*(name for name, subject in SUBJECTS.items() if not subject.many), "salutation")


def nearest_fields(name: str, own_columns: Collection[str]) -> list[str]:
    """Return up to three fields that somebody who wrote `name` may have meant, as a condition writes them.

    A header that files use for a field ("Город") leads to the field; own columns come in quotes.
    """
    # Sorted, so that of two spellings of one header always the same is shown.
    own = {normal_header(column): quoted(column) for column in sorted(own_columns, reverse=True)}
    meant = {**_headers(), **own}
    name = normal_header(name)
    close = difflib.get_close_matches(name, meant, n=6, cutoff=0.5) or difflib.get_close_matches(
        name, meant, n=1, cutoff=0.0
    )
    return list(dict.fromkeys(meant[match] for match in close))[:3]


@cache
def _headers() -> Mapping[str, str]:
    """Return normalised header or name → subject."""
    headers = {
        header: name
        for kind in ("deals", "contacts")
        for name, field in kinds()[kind].items()
        if name in SUBJECTS
        for header in field.headers
    }
    return {**headers, **{name: name for name in SUBJECTS}}
