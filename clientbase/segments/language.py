"""The segment language: the text of a condition → its tree.

    city in ("Riga", "Рига") and not product = "Coffee"
    monetary >= 1500.50 or last "Срок аренды" > 30    # own columns stand in quotes, on the left

Grammar: grammar.lark. Nothing here knows which fields exist: that is subjects.py, asked by compile.py.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Never, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args

from clientbase.errors import SettingsProblem
from clientbase.segments.tree import (
    And,
    Between,
    Comparison,
    Emptiness,
    FieldRef,
    Membership,
    Node,
    Not,
    Or,
    Sign,
    TextMatch,
    Today,
    Value,
    parts_of,
    unparse,
)

__all__ = ["MAX_DEPTH", "MAX_OFFSET_DAYS", "Node", "one_line", "parse", "unparse"]

#: Conditions nested deeper than this are refused: nobody can read them, and a recursion has an end.
MAX_DEPTH = 50
#: The furthest day from today that a condition may name, a hundred years either way.
MAX_OFFSET_DAYS = 36_525

#: A text in quotes, which may hold a #, or a comment.
_QUOTED_OR_COMMENT = r"""\"(?:[^"\r\n]|"")*"|'(?:[^'\r\n]|'')*'|#[^\n]*"""

#: What could stand at a place, in the language's own words; the first terminal that the grammar would take decides.
_HINTS = {
    "COMPARE": '= != < <= > >= in (…), contains "…", starts with "…", between … and …, is empty',
    "YES": '"…", 1500.50, 31.01.2026, today - 30 days, yes, no',
    "NAME": 'city, monetary, "…", not, (',
    "COUNT": "30 days",
    "_DAYS": "days, weeks",
    "_IN": 'in (…), contains "…", starts with "…", between … and …, empty',
    "_EMPTY": "empty, not empty",
    "LPAR": "(",
    "STRING": '"…"',
    "_OR": "and, or, )",
    "_AND": "and",
    "_COMMA": ", )",
    "RPAR": "), and, or",
    "$END": "and, or",
}


def one_line(text: str) -> str:
    """Return a condition on one line as its writer put it, without the comments, which end with their line."""
    kept = re.sub(_QUOTED_OR_COMMENT, lambda found: "" if found[0].startswith("#") else found[0], text)
    return " ".join(kept.split())


def parse(text: str, file: str = "where") -> Node:
    """Return the tree of a condition.

    Args:
        text: the condition, in English or Russian words, on any number of lines.
        file: what errors call the place that it comes from.

    Raises:
        SettingsProblem: the text is no condition; the sentence names line, column and what could stand there.
    """
    try:
        node = cast("Node", _grammar().parse(text))
    except UnexpectedInput as error:
        raise _syntax_problem(error, text, file) from None
    except _MisreadError as error:
        raise SettingsProblem(error.code, file=file, **error.parameters) from None
    _refuse_deep(node, file)
    return node


@v_args(inline=True)
class _TreeBuilder(Transformer[Token, Node]):
    """Makes a node of each rule while it is being read: no recursion over a finished tree."""

    def start(self, node: Node) -> Node:
        return node

    def any_of(self, *parts: Node) -> Node:
        return Or(parts)

    def all_of(self, *parts: Node) -> Node:
        return And(parts)

    def negated(self, part: Node) -> Node:
        return Not(part)

    def comparison(self, ref: FieldRef, sign: Token, value: Value) -> Node:
        return Comparison(ref, cast("Sign", "!=" if sign == "<>" else str(sign)), value)

    def membership(self, ref: FieldRef, values: tuple[Value, ...]) -> Node:
        return Membership(ref, values)

    def no_membership(self, ref: FieldRef, values: tuple[Value, ...]) -> Node:
        return Not(Membership(ref, values))

    def emptiness(self, ref: FieldRef) -> Node:
        return Emptiness(ref)

    def no_emptiness(self, ref: FieldRef) -> Node:
        return Not(Emptiness(ref))

    def text_match(self, ref: FieldRef, word: Token, text: str) -> Node:
        return TextMatch(ref, "contains" if word.type == "CONTAINS" else "starts with", text)

    def no_text_match(self, ref: FieldRef, word: Token, text: str) -> Node:
        return Not(TextMatch(ref, "contains" if word.type == "CONTAINS" else "starts with", text))

    def between(self, ref: FieldRef, low: Value, high: Value) -> Node:
        return Between(ref, low, high)

    def no_between(self, ref: FieldRef, low: Value, high: Value) -> Node:
        return Not(Between(ref, low, high))

    def subject(self, name: Token) -> FieldRef:
        return FieldRef(str(name).lower(), line=_line(name), column=_column(name))

    def own_column(self, header: Token) -> FieldRef:
        return FieldRef(_unquoted(header), is_own_column=True, line=_line(header), column=_column(header))

    def last_own_column(self, header: Token) -> FieldRef:
        return FieldRef(_unquoted(header), is_own_column=True, is_last=True, line=_line(header), column=_column(header))

    def list(self, *values: Value) -> tuple[Value, ...]:
        return values

    def string(self, token: Token) -> str:
        return _unquoted(token)

    def number(self, token: Token) -> Decimal:
        return _number(token)

    def comma_number(self, token: Token) -> Decimal:
        return _number(token)

    def comma_in_list(self, token: Token) -> Decimal:
        raise _MisreadError(
            "segment.comma_in_list", token, decimal=token.replace(",", "."), two=token.replace(",", ", ")
        )

    def iso_date(self, token: Token) -> date:
        return _date(token, "%Y-%m-%d")

    def dotted_date(self, token: Token) -> date:
        return _date(token, "%d.%m.%Y")

    def yes(self, _: Token) -> bool:
        return True

    def no(self, _: Token) -> bool:
        return False

    def today(self) -> Today:
        return Today()

    def days_from_today(self, sign: Token, count: Token) -> Today:
        return _shifted(sign, count, 1)

    def weeks_from_today(self, sign: Token, count: Token) -> Today:
        return _shifted(sign, count, 7)


class _MisreadError(Exception):
    """A token that the grammar takes and the language refuses; `parse` adds the file."""

    def __init__(self, code: str, token: Token, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = {"line": _line(token), "column": _column(token), "near": str(token), **parameters}


@cache
def _grammar() -> Lark:
    return Lark.open(
        "grammar.lark",
        rel_to=__file__,
        parser="lalr",
        transformer=_TreeBuilder(),
        lexer_callbacks={"NAME": _refuse_reserved, "SPACED_NUMBER": _refuse_spaces},
    )


def _refuse_reserved(token: Token) -> Token:
    """A word of the language cannot be a field: `city = "Riga" and and …`."""
    if any(t.name != "NAME" and re.fullmatch(t.pattern.to_regexp(), token) for t in _grammar().terminals):
        raise _MisreadError("segment.syntax", token, expected=_HINTS["NAME"])
    return token


def _refuse_spaces(token: Token) -> Never:
    raise _MisreadError("segment.spaced_number", token, correct=re.sub(r"\s", "", token))


def _number(token: Token) -> Decimal:
    if re.match(r"-?0\d", token):
        raise _MisreadError("segment.leading_zero", token)
    return Decimal(token.replace(",", "."))


def _date(token: Token, pattern: str) -> date:
    try:
        return datetime.strptime(token, pattern).date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        raise _MisreadError("segment.no_such_day", token) from None


def _shifted(sign: Token, count: Token, days: int) -> Today:
    if len(count) > len(str(MAX_OFFSET_DAYS)) or int(count) * days > MAX_OFFSET_DAYS:
        raise _MisreadError("segment.too_far", count, furthest=MAX_OFFSET_DAYS)
    return Today(int(count) * days * (-1 if sign == "-" else 1))


def _unquoted(token: Token) -> str:
    quote = token[0]
    return token[1:-1].replace(quote * 2, quote)


def _line(token: Token) -> int:
    return token.line or 1


def _column(token: Token) -> int:
    return token.column or 1


def _refuse_deep(node: Node, file: str) -> None:
    level: list[Node] = [node]
    for _ in range(MAX_DEPTH):
        level = [part for parent in level for part in parts_of(parent)]
        if not level:
            return
    raise SettingsProblem("segment.too_deep", file=file, deepest=MAX_DEPTH)


def _syntax_problem(error: UnexpectedInput, text: str, file: str) -> SettingsProblem:
    """Return what a marketer needs to mend the text: the place, what stands there and what could."""
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if at_end:
        lines = text.split("\n")
        place = {"line": len(lines), "column": len(lines[-1]) + 1, "near": ""}
    else:
        start = error.pos_in_stream or 0
        near = re.match(r"\w[\w.]*|\S{1,20}", text[start:])
        place = {"line": error.line, "column": error.column, "near": near[0] if near else ""}
    return SettingsProblem(_syntax_code(error, text), file=file, expected=_expected(error), **place)


def _syntax_code(error: UnexpectedInput, text: str) -> str:
    if isinstance(error, UnexpectedToken):
        if error.token.type == "$END":
            return "segment.unfinished"
        wants_quotes = "STRING" in error.accepts and "NAME" not in error.accepts
        return "segment.unquoted_text" if error.token.type == "NAME" and wants_quotes else "segment.syntax"
    sign = text[error.pos_in_stream or 0]
    if sign in "\"'":
        return "segment.unclosed_quote"
    return "segment.curly_quotes" if sign in "«»“”„‟‘’`" else "segment.syntax"


def _expected(error: UnexpectedInput) -> str:
    terminals: set[str] = set()
    if isinstance(error, UnexpectedToken):
        terminals = set(error.accepts)
    elif isinstance(error, UnexpectedCharacters):
        terminals = set(error.allowed)
    return next((hint for terminal, hint in _HINTS.items() if terminal in terminals), "")
