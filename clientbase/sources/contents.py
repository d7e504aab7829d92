"""What the values of a column tell of its meaning, whatever its header says."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from clientbase.cleaning.blanks import is_blank
from clientbase.cleaning.cities import clean_city
from clientbase.cleaning.dates import clean_date
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.sex import sex_of_patronymic
from clientbase.sources.values import is_date, is_email, is_inn, is_number, is_phone, is_profile, is_url

#: Nearly all values of a column have to look alike.
LIKE_ENOUGH = 0.8
#: Bad values are to be told under their own header: it is not wrong while some of them are right.
_SOME = 0.1
#: So few values prove little.
_FEW = 3
_NAME_SAMPLE = 100
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
#: "anna@mail.ru" has words too.
_NOT_OF_NAMES = re.compile(r"[^\w\s.,'’()-]|\d")
_SILENT = re.compile(
    r"column_\d+(?: \(\d+\))?|unnamed: \d+|столбец ?\d+|поле ?\d+|field ?\d+|column ?\d+|f\d+", re.IGNORECASE
)
_ABOUT_SITES = re.compile(r"сайт|site|web|домен|domain|url", re.IGNORECASE)
_SEXES = frozenset({"м", "ж", "муж", "жен", "муж.", "жен.", "мужской", "женский", "m", "f", "male", "female"})
#: People whose birthday a list may hold were born in these years, and not all of them yesterday.
_BIRTH_YEARS = range(1930, 2016)
_GROWN_UP_BEFORE = 2000


@dataclass(frozen=True)
class Contents:
    """A column's header and a sample of its values, without those that say nothing.

    Attributes:
        is_headless: whether the table has no header at all, so that `header` is a made-up name.
    """

    header: str
    values: tuple[str, ...]
    is_headless: bool = False
    _shares: dict[Callable[[str], bool], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def share(self, like: Callable[[str], bool]) -> float:
        """Return the share of values that look so, 0 of none."""
        if like not in self._shares:
            self._shares[like] = sum(map(like, self.values)) / len(self.values) if self.values else 0.0
        return self._shares[like]

    def are(self, like: Callable[[str], bool]) -> bool:
        """Tell whether nearly all values look so."""
        return self.share(like) >= LIKE_ENOUGH

    @property
    def is_silent(self) -> bool:
        """Whether the header says nothing: there is none, or a program made it up."""
        return self.is_headless or bool(_SILENT.fullmatch(self.header.strip()))

    @cached_property
    def address(self) -> str:
        """The field whose values these can only be, "phone" or "email", "" for none."""
        return "phone" if self.are(is_phone) else "email" if self.are(is_email) else ""

    @cached_property
    def are_full_names(self) -> bool:
        """Whether nearly all values are names of persons in two words or more."""
        sample = self.values[:_NAME_SAMPLE]
        return bool(sample) and sum(map(_is_full_name, sample)) / len(sample) >= LIKE_ENOUGH


def sample_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells that say something."""
    return tuple(cell.strip() for cell in cells if not is_blank(cell))


def fields_told(column: Contents) -> Iterator[tuple[str, float]]:
    """Yield the fields that the values speak for, each with how sure they are of it by themselves."""
    if not column.values:
        return
    if column.address:
        yield column.address, 0.9
        return
    for name, (like, few, many) in _CHECKS.items():
        if column.are(like):
            yield name, few if len(set(column.values)) < _FEW else many
            return
    if column.are(is_url) and (column.is_silent or _ABOUT_SITES.search(column.header)):
        yield "website", 0.8
        return
    if column.are_full_names:
        yield "full_name", 0.85 if column.is_silent else 0.7
    if column.is_silent:
        yield from _told_without_header(column)


def _told_without_header(column: Contents) -> Iterator[tuple[str, float]]:
    """Yield what values can mean that are found in many columns: only where no header says otherwise."""
    if column.are(_is_sex):
        yield "sex", 0.8
    elif column.are(_is_first_name):
        yield "first_name", 0.8
    elif column.are(_is_city):
        yield "city", 0.8
    elif column.are(is_date):
        years = sorted(_year(value) for value in column.values)
        is_birth = sum(year in _BIRTH_YEARS for year in years) >= LIKE_ENOUGH * len(years)
        if is_birth and years[len(years) // 2] < _GROWN_UP_BEFORE:
            yield "birth_date", 0.65
        else:
            yield "created_on", 0.5


def contradicts(column: Contents, field: str, field_type: str) -> bool:
    """Tell whether the values cannot be what the header promises: e-mails under "Телефон", names under "Дата"."""
    if len(column.values) < _FEW:
        return False
    if column.address and column.address != field:
        return field_type in _NO_ADDRESSES
    if field_type in ("money", "number", "age"):
        return column.are(_has_no_digits)
    if field_type in ("date", "birth_date"):
        return column.are_full_names or column.are(_has_no_digits)
    if field_type in ("phone", "email"):
        is_other = column.are_full_names or column.are(is_date) or column.are(is_url)
        return is_other and column.share(_LOOKS[field_type]) <= _SOME
    return False


def agrees(column: Contents, field: str, field_type: str) -> bool:
    """Tell whether the values are what the header promises, as far as values can tell."""
    like = _LOOKS.get(field) or _LOOKS.get(field_type)
    return bool(column.values) and like is not None and column.are(like)


def has_no_letters(column: Contents) -> bool:
    """Tell whether nearly all values are codes such as "#1001": never a name."""
    return column.are(_has_no_letters)


def are_codes(column: Contents) -> bool:
    """Tell whether nearly all values are one word with digits: "#1001", "EN-1001", "INV0042"."""
    return column.are(_is_code)


def _has_no_digits(value: str) -> bool:
    return not any(map(str.isdigit, value))


def _has_no_letters(value: str) -> bool:
    return not any(map(str.isalpha, value))


def _is_code(value: str) -> bool:
    return any(map(str.isdigit, value)) and " " not in value


def _is_sex(value: str) -> bool:
    return value.casefold() in _SEXES


def _is_first_name(value: str) -> bool:
    return " " not in value and is_first_name(value)


def _is_day(value: str) -> bool:
    return is_date(value) or bool(clean_date(value, "").value)


def _is_full_name(value: str) -> bool:
    words = _WORD.findall(value)
    if not 2 <= len(words) <= 4 or _NOT_OF_NAMES.search(value) or len(value) > 60:
        return False
    return any(is_first_name(word) or sex_of_patronymic(word) for word in words)


def _is_city(value: str) -> bool:
    return not any(map(str.isdigit, value)) and clean_city(value, "RU").code == ""


def _year(value: str) -> int:
    return int((clean_date(value, "dmy").value or "0")[:4])


#: Field → (what its values look like, sureness of few values, of more): what no header is needed for.
_CHECKS: Mapping[str, tuple[Callable[[str], bool], float, float]] = {
    "inn": (is_inn, 0.5, 0.9),
    "social": (is_profile, 0.7, 0.75),
}
_NO_ADDRESSES = frozenset(
    {"phone", "email", "full_name", "last_name", "first_name", "patronymic", "date", "birth_date", "money", "number"}
    | {"city", "sex", "country", "company"}
)
#: Field or field type → what its values look like where a header promises them.
_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "phone": is_phone,
    "email": is_email,
    "date": _is_day,
    "birth_date": _is_day,
    "money": is_number,
    "number": is_number,
    "age": is_number,
    "inn": is_inn,
    "website": is_url,
    "social": is_profile,
    "full_name": _is_full_name,
    "first_name": is_first_name,
    "city": _is_city,
    "sex": _is_sex,
}
