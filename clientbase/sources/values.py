"""What a cell looks like before anybody cleans it: enough to tell a header from data and to find phones and e-mails."""

import re

_EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,.<>]{2,}")
_NUMBER = re.compile(r"[-+−]?\d(?:[\d\s']*\d)?(?:[.,]\d{3})*(?:[.,]\d+)?\s*(?:₽|руб\.?|р\.?|\$|€|%)?", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T,].*)?|\d{1,2}:\d{2}(?::\d{2})?")
_PHONE = re.compile(r"(?=.*\d)[\d\s()+.\-–—]+")
_MANY = re.compile(r"[,;/\n]|:::")


def is_email(cell: str) -> bool:
    """Tell whether the first of the cell's values has the shape of an e-mail address."""
    return bool(_EMAIL.fullmatch(_first(cell)))


def is_phone(cell: str) -> bool:
    """Tell whether the first of the cell's values has the shape of a phone number.

    Bare digits count only in the Russian shapes (7… or 8… with 11 digits, 9… with 10):
    other runs of digits are as often an id, a tax number or a bar code.
    """
    text = _first(cell).removeprefix("'").removesuffix(".0")
    if not _PHONE.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        return 8 <= len(digits) <= 15
    return bool(re.fullmatch(r"[78][3-9]\d{9}|9\d{9}", digits)) and not is_date(text)


def is_number(cell: str) -> bool:
    """Tell whether the cell is a number, a sum of money or a share."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def is_date(cell: str) -> bool:
    """Tell whether the cell is a date or a time of day in digits."""
    return bool(_DATE.fullmatch(cell.strip()))


def is_value(cell: str) -> bool:
    """Tell whether the cell can only be data: a number, a date, a phone or an e-mail address."""
    return is_number(cell) or is_date(cell) or is_phone(cell) or is_email(cell)


def is_blank(cell: str | None) -> bool:
    """Tell whether the cell holds nothing that a person can see."""
    return cell is None or not cell.strip()


def _first(cell: str) -> str:
    return _MANY.split(cell.strip(), maxsplit=1)[0].strip()
