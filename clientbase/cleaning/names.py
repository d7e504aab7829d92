"""Names of people: the cells of one row in, the parts of one name, its sex and its keys out."""

import re
from dataclasses import dataclass, replace

from clientbase.cleaning.alphabets import in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.companies import clean_company, is_company_name
from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.name_keys import given_name_key, is_initial, patronymic_key, surname_key
from clientbase.cleaning.name_order import NameParts, are_swapped, is_surname_like, name_parts
from clientbase.cleaning.name_remarks import is_placeholder, split_remarks
from clientbase.cleaning.name_spelling import displayed
from clientbase.cleaning.sex import sex_of, sex_of_patronymic
from clientbase.cleaning.skeletons import skeleton

_EDGES = ',;:*+-–—"«»_/|\\!?&()[]{}<>'
_QUOTED = re.compile(r"«[^»]*»|[\"“„][^\"“”]*[\"“”]")
_INITIAL_DOT = re.compile(r"(?<![^\W\d_])([^\W\d_])\.\s*")


@dataclass(frozen=True, slots=True)
class PersonName:
    """One person's name in parts, or why there is none.

    Attributes:
        last_name, first_name, patronymic: display forms; "" where not known. An initial keeps its dot.
        sex: "male", "female", or "" when the name does not tell or contradicts itself.
        note: remarks that stood in the cells, "ИП" among them.
        code, suggestion: the problem, "" when there is none; the suggestion is the name as it was read.
        first_key, last_key, patronymic_key: Latin skeletons for matching: of the full form of a diminutive,
            of the surname and the patronymic for either sex; an initial is one letter and a dot.
        is_company, company: whether the cells name a company, and its display form.
    """

    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""
    sex: str = ""
    note: str = ""
    code: str = ""
    suggestion: str = ""
    first_key: str = ""
    last_key: str = ""
    patronymic_key: str = ""
    is_company: bool = False
    company: str = ""


def clean_name(last_name: str, first_name: str, patronymic: str, full_name: str) -> PersonName:
    """Return one person's name from the cells that a row has for it; any of them may be "".

    Args:
        last_name: the surname's own column.
        first_name: the first name's own column; it or the surname's may hold the whole name.
        patronymic: the patronymic's own column.
        full_name: "Иванов Иван Иванович", "Иван Иванов", "Smith, John", "Иванов И.И."; fills what the others lack.

    Returns:
        The name. Codes: `name.no_letters` and `name.placeholder` (no name), `name.note_split` (a remark went to the
        note), `name.mixed_alphabets` (Latin look-alikes among Cyrillic letters were read as Cyrillic).
    """
    as_written = [trimmed(cell) for cell in (last_name, first_name, patronymic, full_name)]
    mended = [in_one_alphabet(cell) for cell in as_written]
    if refusal := _refusal(mended):
        return refusal
    split = [_name_and_remarks(cell) for cell in mended]
    notes = ", ".join(dict.fromkeys(note for _, note in split if note))
    parts = _displayed(_arranged(*(name for name, _ in split)))
    if not any(parts):
        return PersonName(note=notes, code="name.no_letters" if "@" in notes else "name.placeholder")
    code = "name.note_split" if notes else "name.mixed_alphabets" if mended != as_written else ""
    return replace(_with_keys(parts), note=notes, code=code, suggestion=" ".join(filter(None, parts)) if code else "")


def _refusal(cells: list[str]) -> PersonName | None:
    """Return the verdict on cells that hold no person's name, None when they may hold one."""
    *columns, full_name = ("" if is_blank(cell) else cell for cell in cells)
    written = " ".join(filter(None, columns)) or full_name
    if is_placeholder(written) or (not written and any(map(is_placeholder, cells))):
        return PersonName(code="name.placeholder")
    if not written:
        return PersonName()
    if not any(letter.isalpha() for letter in written):
        return PersonName(code="name.no_letters")
    if is_company_name(written) or _is_nobody_s_name_with_quotes(written):
        return PersonName(is_company=True, company=clean_company(written).value)
    return None


def _is_nobody_s_name_with_quotes(written: str) -> bool:
    """Tell "Антикафе «Циферблат»", a company, from "Иван «Сосед» Петров"."""
    outside = _QUOTED.sub(" ", written)
    return outside != written and not any(is_first_name(word) or is_surname_like(word) for word in outside.split())


def _name_and_remarks(cell: str) -> tuple[str, str]:
    """Return a cell's name and remarks; words that stand for no name are none."""
    if is_blank(cell):
        return "", ""
    name, note = split_remarks(cell)
    return "" if is_blank(name) or is_placeholder(name) else name, note


def _with_keys(parts: NameParts) -> PersonName:
    sex = sex_of(*parts)
    return PersonName(
        *parts,
        sex=sex,
        first_key=given_name_key(parts.first_name, sex),
        last_key=surname_key(parts.last_name),
        patronymic_key=patronymic_key(parts.patronymic),
    )


def _displayed(parts: NameParts) -> NameParts:
    return NameParts(*(" ".join(map(_displayed_word, part.split())) for part in parts))


def _displayed_word(word: str) -> str:
    if is_initial(word):
        return word[0].upper() + "."
    # a small b is no Cyrillic letter, a capital B may be one
    return in_one_alphabet(displayed(word))


def _arranged(last_name: str, first_name: str, patronymic: str, full_name: str) -> NameParts:
    """Put every word where it belongs; what a column of its own says is changed only when it says too much."""
    parts = NameParts(last_name, first_name, patronymic)
    if not (last_name and first_name):
        parts = _completed(_parts(last_name or first_name), patronymic, _parts(full_name))
    return _from_columns(*parts) if parts.last_name and parts.first_name else parts


def _completed(parts: NameParts, patronymic: str, whole: NameParts) -> NameParts:
    """Fill what one column does not say with what the whole name says."""
    return NameParts(
        parts.last_name or _unless_same(whole.last_name, parts.first_name),
        parts.first_name or _unless_same(whole.first_name, parts.last_name),
        patronymic or parts.patronymic or whole.patronymic,
    )


def _from_columns(last_name: str, first_name: str, patronymic: str) -> NameParts:
    """Read two parts; they may be swapped, the first name may repeat the surname or hold the patronymic too."""
    words = [word for word in _words(first_name) if skeleton(word) != skeleton(last_name)] or _words(first_name)
    if len(words) > 1 and not patronymic and sex_of_patronymic(words[-1]):
        return NameParts(last_name, " ".join(words[:-1]), words[-1])
    surname, name = " ".join(_words(last_name)), " ".join(words)
    if are_swapped(surname, name):
        surname, name = name, surname
    return NameParts(surname, name, " ".join(_words(patronymic)))


def _parts(cell: str) -> NameParts:
    head, comma, tail = cell.partition(", ")
    words, others = _words(head), _words(tail)
    if not words + others:
        return NameParts()
    if not comma or len(words) != 1 or not others or (is_surname_like(others[0]) and not is_surname_like(head)):
        return name_parts(words + others)
    return NameParts(head, others[0], " ".join(others[1:]))


def _words(name: str) -> list[str]:
    """Return the words of a name, those that have letters; "И.И." is two."""
    words = (word.lstrip(_EDGES + ".'").rstrip(_EDGES) for word in _INITIAL_DOT.sub(r"\1. ", name).split())
    return [word for word in words if any(map(str.isalpha, word))]


def _unless_same(word: str, other: str) -> str:
    return "" if other and skeleton(word) == skeleton(other) else word
