"""Days, times and lengths of time of a workbook, as a person sees them there."""

import re

import pyarrow as pa
import pyarrow.compute as pc

#: OpenDocument writes a moment with a T.
_WITH_T = r"^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.0+)?$"
#: Excel keeps a day as midnight, and a time of day as a moment of its day zero.
_MIDNIGHT, _DAY_ZERO = " 00:00:00", "1899-12-3"
_AT_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"
_TIME_OF_DAY = r"^1899-12-3[01] (\d{2}:\d{2}:\d{2}.*)$"
#: A length of time over a day stands as a moment of its first month: 255 hours as the 10th, 15 o'clock.
_FIRST_MONTH = "1900-01-"
_LONG_TIME = re.compile(r"1900-01-(\d{2}) (\d{2}):(\d{2}:\d{2})(?:\.\d+)?")


def plain_moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write midnights as days, day zero as times of day, long times in hours; most columns hold none of them."""
    if _any(pc.match_like(column, "____-__-__T__:__:__%")):
        column = pc.replace_substring_regex(column, _WITH_T, r"\1 \2")
    if _any(pc.match_substring(column, _MIDNIGHT)):
        column = pc.replace_substring_regex(column, _AT_MIDNIGHT, r"\1")
    if _any(pc.starts_with(column, _DAY_ZERO)):
        column = pc.replace_substring_regex(column, _TIME_OF_DAY, r"\1")
    if _any(pc.starts_with(column, _FIRST_MONTH)):
        column = pa.chunked_array([[_long_time(cell) for cell in column.to_pylist()]], pa.string())
    return column


def _any(found: pa.ChunkedArray) -> bool:
    return bool(pc.any(found).as_py())


def _long_time(cell: str | None) -> str | None:
    found = _LONG_TIME.fullmatch(cell) if cell else None
    if found is None:
        return cell
    days, hours, rest = found.groups()
    return f"{int(days) * 24 + int(hours)}:{rest}"
