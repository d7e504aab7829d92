"""What a cleaner returns: values that are fine, and named problems with the original kept."""

from dataclasses import dataclass
from enum import StrEnum

from clientbase import messages


class Severity(StrEnum):
    """How much a problem matters: an error loses the value, a warning doubts it, a note tells what was understood."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The verdict on one value.

    Attributes:
        original: the value as written, always.
        value: the normalised value, "" when there is none.
        key: what two spellings of the same thing have in common, for matching; "" when it identifies nothing.
        quality: how sure the value is, a stable word of its cleaner: "sure", "assumed", "none"…
        code: the problem's code in texts.toml, "" when the value is fine.
        suggestion: what a person may accept instead, never applied by itself; "" when there is none.
    """

    original: str
    value: str = ""
    key: str = ""
    quality: str = ""
    code: str = ""
    suggestion: str = ""


def fine(original: str, value: str, *, key: str = "", quality: str = "sure") -> Cleaned:
    """Return a value that needs no word."""
    return Cleaned(original, value, key or value, quality)


def problem(code: str, original: str, *, value: str = "", key: str = "", suggestion: str = "") -> Cleaned:
    """Return a named problem; a warning or a note may still carry a value."""
    return Cleaned(original, value, key or value, "assumed" if value else "none", code, suggestion)


def severity(code: str) -> Severity:
    """Return how much the problem `code` matters; an unknown code is an error."""
    return Severity(messages.texts()["problem"].get(code, {}).get("severity", "error"))
