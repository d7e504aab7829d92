"""What a cell looks like before anybody cleans it: enough to tell a header from data and to find phones and e-mails."""

import re

from clientbase.cleaning.legal_ids import clean_inn

_EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,.<>]{2,}")
_NUMBER = re.compile(r"[-+−]?\d(?:[\d\s']*\d)?(?:[.,]\d{3})*(?:[.,]\d+)?\s*(?:₽|руб\.?|р\.?|\$|€|%)?", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T,].*)?|\d{1,2}:\d{2}(?::\d{2})?")
_PHONE = re.compile(r"(?=.*\d)[\d\s()+.\-–—]+")
#: "тел. ", "моб.:", "tel:" before a number, "доб. 12", "ext 12" after it.
_PHONE_WORD = re.compile(
    r"^(?:тел(?:ефон)?|моб(?:ильный)?|сот|раб|дом|т|м|tel|phone|mob|cell|w|h|m)[.:\s]+(?=[\d+(])", re.IGNORECASE
)
_EXTENSION = re.compile(r"[,\s(]*(?:доб|вн|внутр|ext|x)[.:\s]*\d{1,6}\)?$", re.IGNORECASE)
#: Bare digits that are a phone of Russia, Kazakhstan or a neighbour; the last two shapes are with the country's code.
_BARE = re.compile(r"[78][3-9]\d{9}|9\d{9}|375[234]\d{8}|380[3-9]\d{8}|998[3-9]\d{8}|996[2-9]\d{8}")
#: "(495) 123-45-67", "916 123-45-67", "(555) 123-4567": without a country's code only in a phone's usual groups.
_GROUPED = re.compile(
    r"\(\d{3,5}\)\s?\d{1,3}(?:[-\s.]?\d{2,4}){1,3}|\d{3}[-\s]\d{3}[-\s]\d{2}[-\s]\d{2}|\d{3}[-.]\d{3}[-.]\d{4}"
)
_SNILS = re.compile(r"\d{3}-\d{3}-\d{3}[ -]\d{2}")
_MANY = re.compile(r"[,;/\n]|:::")
_URL = re.compile(
    r"(?:https?://|www\.)\S+\.\S+|[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:ru|com|рф|net|org|by|kz|ua|su|io|me|shop)(?:/\S*)?",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:vk\.com|vk\.ru|t\.me|telegram\.me|instagram\.com|ok\.ru|facebook\.com|fb\.com)/\S+"
    r"|@[A-Za-z]\w{3,}",
    re.IGNORECASE,
)


def is_email(cell: str) -> bool:
    """Tell whether the first of the cell's values has the shape of an e-mail address: "a@b.ru", "Анна <a@b.ru>"."""
    text = _first(cell)
    named = re.fullmatch(r"[^<>@]*<([^<>]+)>", text)
    return bool(_EMAIL.fullmatch((named[1] if named else text).lower().removeprefix("mailto:")))


def is_phone(cell: str) -> bool:
    """Tell whether the first of the cell's values has the shape of a phone number.

    Bare digits count only in the shapes of Russia and its neighbours (7… or 8… with 11 digits, 9… with 10, 375…):
    other runs of digits are as often an id, a tax number or a bar code.
    """
    text = _first(cell).lstrip("'=\"").rstrip("\"'").removesuffix(".0").replace("\u00a0", " ")
    text = _EXTENSION.sub("", _PHONE_WORD.sub("", text))
    if not _PHONE.fullmatch(text) or is_date(text) or _SNILS.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        return 8 <= len(digits) <= 15
    return bool(_BARE.fullmatch(digits) or (len(digits) == 10 and _GROUPED.fullmatch(text)))


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


def is_inn(cell: str) -> bool:
    """Tell whether the cell is a Russian tax number whose check digits are right; Excel's "7701234567.0" is one too."""
    digits = cell.strip().lstrip("'").removesuffix(".0")
    return bool(re.fullmatch(r"[0-9]{10}|[0-9]{12}", digits)) and clean_inn(digits).quality == "sure"


def is_url(cell: str) -> bool:
    """Tell whether the cell is the address of a web page or a domain."""
    return bool(_URL.fullmatch(cell.strip())) and not is_email(cell)


def is_profile(cell: str) -> bool:
    """Tell whether the cell is somebody's page in a social network or a messenger's nickname."""
    return bool(_PROFILE.fullmatch(re.split(r"[,;\s]|:::", cell.strip(), maxsplit=1)[0]))


def _first(cell: str) -> str:
    return _MANY.split(cell.strip(), maxsplit=1)[0].strip()
