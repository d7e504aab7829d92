"""The tree of a condition: frozen nodes that know their canonical text, `str(node)`."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Sign = Literal["=", "!=", "<", "<=", ">", ">="]
Position = Literal["contains", "starts with"]


@dataclass(frozen=True, slots=True)
class Today:
    """The day to look from, shifted by whole days; it becomes a date when the condition is compiled."""

    offset_days: int = 0

    def __str__(self) -> str:
        if not self.offset_days:
            return "today"
        return f"today {'+' if self.offset_days > 0 else '-'} {abs(self.offset_days)} days"


Value: TypeAlias = str | Decimal | bool | date | Today


@dataclass(frozen=True, slots=True)
class FieldRef:
    """What a condition asks about, and where in the text it stands (which does not count for equality).

    Attributes:
        name: a field of the vocabulary in lower case, or the header of an own column as written.
        is_own_column: whether it stood in quotes.
        is_last: only the latest won deal that has it, not any.
        line, column: from 1.
    """

    name: str
    is_own_column: bool = False
    is_last: bool = False
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)

    def __str__(self) -> str:
        if not self.is_own_column:
            return self.name
        return f"last {quoted(self.name)}" if self.is_last else quoted(self.name)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`city = "Riga"`, `monetary > 1500`."""

    field: FieldRef
    operator: Sign
    value: Value

    @property
    def values(self) -> tuple[Value, ...]:
        """The values that it names."""
        return (self.value,)

    def __str__(self) -> str:
        return f"{self.field} {self.operator} {value_text(self.value)}"


@dataclass(frozen=True, slots=True)
class Membership:
    """`city in ("Riga", "Рига")`; `not in` is a Not around it."""

    field: FieldRef
    values: tuple[Value, ...]

    @property
    def operator(self) -> Literal["in"]:
        """The word between the field and the values."""
        return "in"

    def __str__(self) -> str:
        return f"{self.field} in ({', '.join(value_text(value) for value in self.values)})"


@dataclass(frozen=True, slots=True)
class Emptiness:
    """`city is empty`; `is not empty` is a Not around it."""

    field: FieldRef

    def __str__(self) -> str:
        return f"{self.field} is empty"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """`company contains "bank"`, `phone starts with "+371"`."""

    field: FieldRef
    operator: Position
    text: str

    @property
    def values(self) -> tuple[Value, ...]:
        """The values that it names."""
        return (self.text,)

    def __str__(self) -> str:
        return f"{self.field} {self.operator} {quoted(self.text)}"


@dataclass(frozen=True, slots=True)
class Between:
    """`monetary between 100 and 500`, both ends included."""

    field: FieldRef
    low: Value
    high: Value

    @property
    def operator(self) -> Literal["between"]:
        """The word between the field and the values."""
        return "between"

    @property
    def values(self) -> tuple[Value, ...]:
        """The values that it names."""
        return (self.low, self.high)

    def __str__(self) -> str:
        return f"{self.field} between {value_text(self.low)} and {value_text(self.high)}"


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " and ".join(_in_brackets(part, (And, Or)) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " or ".join(_in_brackets(part, (Or,)) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"

    def __str__(self) -> str:
        return f"not {_in_brackets(self.part, (And, Or))}"


#: A condition that asks about values, and any condition on one field.
ValueTest: TypeAlias = Comparison | Membership | TextMatch | Between
Test: TypeAlias = ValueTest | Emptiness
Node: TypeAlias = Test | And | Or | Not


def unparse(node: Node) -> str:
    """Return the canonical text of a tree, in English words on one line; it parses back to an equal tree."""
    return str(node)


def quoted(text: str) -> str:
    """Return a text as the language writes it: in double quotes, a quote inside doubled."""
    return '"' + text.replace('"', '""') + '"'


def value_text(value: Value) -> str:
    """Return a value as the language writes it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return quoted(value)
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case Today():
            return str(value)


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the conditions that a node joins or negates; a condition on a field has none."""
    match node:
        case And() | Or():
            return node.parts
        case Not():
            return (node.part,)
        case _:
            return ()


def _in_brackets(part: Node, kinds: tuple[type, ...]) -> str:
    return f"({part})" if isinstance(part, kinds) else str(part)
