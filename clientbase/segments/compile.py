"""The tree of a condition → SQL over one client `f` of segment_facts.

The SQL text is written from the tree and from subjects.py alone; whatever the user wrote is a bound parameter.
Every test is two-valued: it holds or it does not, also where the client has no value, so `not` keeps the others.

- Texts are equal when they are after lower case and ё → е, on both sides, folded by the engine.
- A subject with many values, or an own column, holds when any won deal up to the day to look from holds.
- `!=` is `not =`: without a city, `city != "Riga"` holds; `product != "Tea"` means never bought.
- `<`, `>`, `between` and the like hold for nobody without a value.

Portable: only EXISTS over equal client ids, position(), lower(), replace(), rank() and casts.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Literal

from clientbase.errors import SettingsProblem
from clientbase.fields import normal_header
from clientbase.segments.subjects import SUBJECTS, Subject, SubjectType, nearest_fields
from clientbase.segments.tree import (
    And,
    Comparison,
    Emptiness,
    FieldRef,
    Node,
    Not,
    Or,
    Test,
    Today,
    Value,
    ValueTest,
)

_ORDERED = frozenset({"=", "!=", "<", "<=", ">", ">=", "in", "between"})
_TEXTUAL = frozenset({"=", "!=", "in", "contains", "starts with"})
_OPERATORS: Mapping[SubjectType, frozenset[str]] = {
    "text": _TEXTUAL,
    "key": _TEXTUAL,
    "number": _ORDERED,
    "money": _ORDERED,
    "date": _ORDERED,
    "yes_no": frozenset({"=", "!="}),
}

Kind = Literal["text", "number", "date", "yes_no"]
_KINDS: Mapping[SubjectType, frozenset[Kind]] = {
    "text": frozenset({"text"}),
    "key": frozenset({"text", "number"}),
    "number": frozenset({"number"}),
    "money": frozenset({"number"}),
    "date": frozenset({"date"}),
    "yes_no": frozenset({"yes_no"}),
}

#: How a field of each type is asked about, for the error that teaches it.
_EXAMPLES: Mapping[SubjectType, str] = {
    "text": '{} = "…"',
    "key": '{} = "…"',
    "number": "{} > 30",
    "money": "{} > 1500.50",
    "date": "{} >= 31.01.2026",
    "yes_no": "{} = yes",
}

#: Operator → SQL of it, over the field and the operands. `!=` is negated around the whole test, so it looks for equals.
_SHAPES: Mapping[str, Callable[[str, list[str]], str]] = {
    "=": lambda field, operands: f"{field} = {operands[0]}",
    "!=": lambda field, operands: f"{field} = {operands[0]}",
    "<": lambda field, operands: f"{field} < {operands[0]}",
    "<=": lambda field, operands: f"{field} <= {operands[0]}",
    ">": lambda field, operands: f"{field} > {operands[0]}",
    ">=": lambda field, operands: f"{field} >= {operands[0]}",
    "in": lambda field, operands: f"{field} in ({', '.join(operands)})",
    "between": lambda field, operands: f"{field} between {operands[0]} and {operands[1]}",
    "contains": lambda field, operands: f"position({operands[0]} in {field}) > 0",
    "starts with": lambda field, operands: f"position({operands[0]} in {field}) = 1",
}

#: Where an own column keeps a value of each kind; yes and no are texts there.
_OWN_VALUES: Mapping[Kind, tuple[SubjectType, str]] = {
    "text": ("text", "r.text"),
    "number": ("number", "cast(r.number as double)"),
    "date": ("date", "r.on_date"),
}
_OWN_IS_FILLED = "(r.text <> '' or r.number is not null or r.on_date is not null)"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A condition ready to run.

    Attributes:
        sql: a boolean expression over alias f of segment_facts, never NULL.
        parameters: what it binds: p1, p2…, and as_of where deals are asked about.
    """

    sql: str
    parameters: dict[str, object]


def compile_segment(node: Node, as_of: date, own_columns: Collection[str] = (), file: str = "where") -> Compiled:
    """Return the SQL of a condition.

    Args:
        node: the tree that `parse` made.
        as_of: the day to look from; later deals do not count, and `today` is this day.
        own_columns: headers of the deal parameters and client attributes that the base has, as stored.
        file: what errors call the place that the condition comes from.

    Raises:
        SettingsProblem: a field is not known, or is compared with what it cannot hold; names line and column.
    """
    writer = _SqlWriter(as_of, own_columns, file)
    sql = writer.condition(node)
    return Compiled(sql, writer.parameters)


class _SqlWriter:
    """Writes the SQL of one tree and collects what it binds."""

    def __init__(self, as_of: date, own_columns: Collection[str], file: str) -> None:
        self.parameters: dict[str, object] = {}
        self._numbers = count(1)
        self._as_of = as_of
        self._own_columns = own_columns
        self._file = file

    def condition(self, node: Node) -> str:
        match node:
            case And():
                return f"({' and '.join(self.condition(part) for part in node.parts)})"
            case Or():
                return f"({' or '.join(self.condition(part) for part in node.parts)})"
            case Not():
                return f"(not {self.condition(node.part)})"
            case Emptiness() | Comparison(operator="!="):
                return f"(not {self._holds(node)})"
            case _:
                return self._holds(node)

    def _holds(self, test: Test) -> str:
        """Return SQL that says whether the field has what is asked for: equals for `!=`, any value for `is empty`."""
        if test.field.is_own_column:
            return self._own_column_holds(test)
        subject = self._subject(test.field)
        predicate = self._predicate(test, subject.type, subject.sql)
        if not subject.many:
            return f"coalesce({predicate}, false)"
        return _exists(subject.relation, f"{self._is_won()} and {predicate}")

    def _own_column_holds(self, test: Test) -> str:
        names = ", ".join(self._bind(name) for name in self._own_names(test.field))
        predicate = _OWN_IS_FILLED if isinstance(test, Emptiness) else self._predicate(test, *self._own_value(test))
        is_named = f"r.name in ({names})"
        if test.field.is_last:
            return _exists(self._latest_parameters(is_named), f"r.nth = 1 and {predicate}")
        in_deals = _exists("deal_parameters", f"{self._is_won()} and {is_named} and {predicate}")
        return f"({in_deals} or {_exists('client_attributes', f'{is_named} and {predicate}')})"

    def _latest_parameters(self, is_named: str) -> str:
        # rank(), not row_number(): a deal may hold several values of one column
        return (
            "(select r.*, rank() over (partition by r.client_id order by r.deal_on desc, r.deal_id desc) as nth"
            f" from deal_parameters r where {self._is_won()} and {is_named} and {_OWN_IS_FILLED})"
        )

    def _is_won(self) -> str:
        self.parameters["as_of"] = self._as_of
        return "r.status = 'won' and r.deal_on <= $as_of"

    def _predicate(self, test: Test, type_: SubjectType, expression: str) -> str:
        is_text = type_ in ("text", "key")
        if isinstance(test, Emptiness):
            return f"{expression} <> ''" if is_text else f"{expression} is not null"
        self._refuse_misfit(test, type_)
        operands = [self._operand(value, type_) for value in test.values]
        if is_text:
            return _SHAPES[test.operator](_folded(expression), [_folded(operand) for operand in operands])
        return _SHAPES[test.operator](expression, operands)

    def _operand(self, value: Value, type_: SubjectType) -> str:
        match value:
            case Today():
                return self._bind(self._as_of + timedelta(days=value.offset_days))
            case Decimal():
                return self._bind(format(value, "f") if type_ == "key" else float(value))
            case _:
                return self._bind(value)

    def _bind(self, value: object) -> str:
        name = f"p{next(self._numbers)}"
        self.parameters[name] = value
        return f"${name}"

    # --- what a field is, and what it is not ---

    def _subject(self, ref: FieldRef) -> Subject:
        if ref.name not in SUBJECTS:
            raise self._unknown(ref)
        return SUBJECTS[ref.name]

    def _own_names(self, ref: FieldRef) -> list[str]:
        """Return the stored headers that are this one but for case and spaces: files spell it as they like."""
        names = sorted(name for name in self._own_columns if normal_header(name) == normal_header(ref.name))
        if not names:
            raise self._unknown(ref)
        return names

    def _own_value(self, test: ValueTest) -> tuple[SubjectType, str]:
        kinds = {_kind(value) for value in test.values}
        if len(kinds) > 1 or "yes_no" in kinds:
            raise self._misfit(test, "text")
        return _OWN_VALUES[kinds.pop()]

    def _unknown(self, ref: FieldRef) -> SettingsProblem:
        nearest = ", ".join(nearest_fields(ref.name, self._own_columns))
        return self._problem("segment.unknown_field", ref, field=str(ref), nearest=nearest)

    def _refuse_misfit(self, test: ValueTest, type_: SubjectType) -> None:
        if "" in test.values:
            raise self._problem("segment.empty_text", test.field, field=str(test.field), near=str(test))
        is_fit = {_kind(value) for value in test.values} <= _KINDS[type_] and test.operator in _OPERATORS[type_]
        if not is_fit or (type_ == "key" and not all(map(_is_key, test.values))):
            raise self._misfit(test, type_)

    def _misfit(self, test: ValueTest, type_: SubjectType) -> SettingsProblem:
        example = _EXAMPLES[type_].format(test.field)
        return self._problem(
            "segment.type", test.field, field=str(test.field), type=type_, near=str(test), example=example
        )

    def _problem(self, code: str, ref: FieldRef, **parameters: object) -> SettingsProblem:
        return SettingsProblem(code, file=self._file, line=ref.line, column=ref.column, **parameters)


def _exists(relation: str, condition: str) -> str:
    return f"exists (select 1 from {relation} r where r.client_id = f.client_id and {condition})"


def _folded(expression: str) -> str:
    return f"replace(lower({expression}), 'ё', 'е')"


def _kind(value: Value) -> Kind:
    match value:
        case bool():
            return "yes_no"
        case Decimal():
            return "number"
        case date() | Today():
            return "date"
        case str():
            return "text"


def _is_key(value: Value) -> bool:
    return not isinstance(value, Decimal) or value == value.to_integral_value()
