"""Names of people: the cells of one row in, the parts of one name, its sex and its keys out."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from clientbase.cleaning.alphabets import has_cyrillic, in_one_alphabet
from clientbase.cleaning.blanks import is_blank, trimmed
from clientbase.cleaning.companies import clean_company, has_legal_form, is_company_name
from clientbase.cleaning.first_names import NO_NAMES, is_first_name
from clientbase.cleaning.name_keys import given_name_key, is_initial, patronymic_key, surname_key
from clientbase.cleaning.name_layout import in_meant_layout
from clientbase.cleaning.name_order import (
    NameParts,
    are_swapped,
    is_leading_surname,
    is_particle,
    is_patronymic,
    is_surname_like,
    name_parts,
)
from clientbase.cleaning.name_remarks import is_placeholder, split_remarks, without_company
from clientbase.cleaning.name_spelling import displayed
from clientbase.cleaning.second_people import without_second_person
from clientbase.cleaning.sex import sex_of
from clientbase.cleaning.skeletons import skeleton

_EDGES = ',;:*+-–—"«»_/|\\!?&()[]{}<>#№~^=%$'
_QUOTED = re.compile(r"«[^»]*»|[\"“„][^\"“”]*[\"“”]")
_INITIAL_DOT = re.compile(r"(?<![^\W\d_])([^\W\d_])\.\s*")
# "Иванов ИИ", "ИвановИИ", "ИИ Иванов"
_BARE_INITIALS = re.compile(r"(?<=[а-яё])\s?([А-ЯЁ])([А-ЯЁ])$|^([А-ЯЁ])([А-ЯЁ])(?=\s[А-ЯЁ][а-яё])")
_BORN_AS = re.compile(r"^(?:урожд[её]нная|урожд\.?|ур\.|бывш(?:ая|\.)|дев(?:ичья|\.)|n[ée]e|born)\s*", re.IGNORECASE)
_OF_A_MAN = re.compile(r"(?:[оеё]в|[иы]н|[сц]кий)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """One person's name in parts, or why there is none.

    Attributes:
        last_name, first_name, patronymic: display forms; "" where not known. An initial keeps its dot.
        sex: "male", "female", or "" when the name does not tell or contradicts itself.
        note: remarks that stood in the cells, "ИП" among them.
        code, suggestion: the problem, "" when there is none; the suggestion is the name as it was read.
        first_key, last_key, patronymic_key: Latin skeletons for matching: of the full form of a diminutive,
            of the surname and the patronymic for either sex; an initial is one letter and a dot. A woman's other
            surname beside her name is in last_key too.
        is_company: whether the cells name a company and no person.
        company: its display form, or that of the company behind a person's name: "Иван (ООО Ромашка)".
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


def clean_name(  # noqa: PLR0913 -- the cells of one row
    last_name: str,
    first_name: str,
    patronymic: str,
    full_name: str,
    *,
    order: str = "",
    not_names: Set[str] = frozenset(),
    own_names: Mapping[str, str] = NO_NAMES,
) -> PersonName:
    """Return one person's name from the cells that a row has for it; any of them may be "".

    Args:
        last_name: the surname's own column.
        first_name: the first name's own column; it or the surname's may hold the whole name.
        patronymic: the patronymic's own column.
        full_name: "Иванов Иван Иванович", "Иван Иванов", "Smith, John", "Иванов И.И."; fills what the others lack.
        order: what the column of whole names says of their order, see `name_order.column_name_order`.
        not_names: the owner's own words that stand in a name's place, in lower case.
        own_names: the owner's first names and their sex, see `sex.sex_evidence`.

    Returns:
        The name. Codes: `name.no_letters` and `name.placeholder` (no name), `name.note_split` (a remark went to the
        note), `name.second_person` (so did another person), `name.company_split` (a company behind the name went to
        its own field), `name.wrong_layout` (typed on the other keyboard layout) and `name.mixed_alphabets` (Latin
        look-alikes were read as Cyrillic).
    """
    trim = [cell and trimmed(cell) for cell in (last_name, first_name, patronymic, full_name)]
    meant = [cell and in_meant_layout(cell) for cell in trim]
    mended = [in_one_alphabet(cell) for cell in meant]
    cells, companies = zip(*map(without_company, mended), strict=True)
    if refusal := _refusal(list(cells), not_names):
        return refusal
    first_people, others = zip(*map(without_second_person, cells), strict=True)
    split = [_name_and_remarks(cell, not_names) for cell in first_people]
    notes = ", ".join(dict.fromkeys([*(note for _, found in split for note in found), *filter(None, others)]))
    company = next((clean_company(company).value for company in companies if company), "")
    names = [in_meant_layout(name) for name, _ in split]
    parts = _displayed(_arranged(names, order))
    if not any(parts):
        code = "name.no_letters" if "@" in notes else "name.placeholder"
        return PersonName(note=notes, code=code, company=company)
    reasons = {
        "name.second_person": any(others),
        "name.note_split": bool(notes),
        "name.company_split": bool(company),
        "name.wrong_layout": meant != trim or names != [name for name, _ in split],
        "name.mixed_alphabets": mended != meant,
    }
    code = next((code for code, is_so in reasons.items() if is_so), "")
    suggestion = " ".join(filter(None, parts)) if code else ""
    name = _with_keys(parts, own_names)
    if maiden := _maiden_name(name, [note for _, found in split for note in found]):
        name = replace(name, last_key=surname_key(f"{name.last_name} {maiden}"))
    return replace(name, note=notes, company=company, code=code, suggestion=suggestion)


def _maiden_name(name: PersonName, notes: list[str]) -> str:
    """Return a woman's other surname that stood beside her name: Иванова (Белова) Ольга, Anna Smith (née Brown)."""
    if name.sex != "female" or not name.last_name or is_initial(name.last_name):
        return ""
    words = (_BORN_AS.sub("", note) for note in notes)
    return next((word for word in words if word.istitle() and _is_woman_s_surname(word)), "")


def _is_woman_s_surname(word: str) -> bool:
    return word.isalpha() and is_surname_like(word) and not is_first_name(word) and not _OF_A_MAN.search(word)


def _refusal(cells: list[str], not_names: Set[str]) -> PersonName | None:
    """Return the verdict on cells that hold no person's name, None when they may hold one."""
    *columns, full_name = ("" if not cell or is_blank(cell) else cell for cell in cells)
    written = " ".join(filter(None, columns)) or full_name
    if has_legal_form(written) and written.casefold() not in not_names:
        return PersonName(is_company=True, company=clean_company(written).value)
    if _is_no_name(written, not_names) or (not written and any(_is_no_name(cell, not_names) for cell in cells)):
        return PersonName(code="name.placeholder")
    if not written:
        return PersonName()
    if not any(letter.isalpha() for letter in written):
        return PersonName(code="name.no_letters")
    if is_company_name(written) or _is_nobody_s_name_with_quotes(written):
        return PersonName(is_company=True, company=clean_company(written).value)
    return None


def _is_no_name(cell: str, not_names: Set[str]) -> bool:
    return cell.casefold() in not_names or is_placeholder(cell)


def _is_nobody_s_name_with_quotes(written: str) -> bool:
    """Tell "Антикафе «Циферблат»", a company, from "Иван «Сосед» Петров"."""
    outside = _QUOTED.sub(" ", written)
    if outside == written or (outside.isspace() and _is_name_in_quotes(written)):
        return False
    return not any(is_first_name(word) or is_surname_like(word) for word in outside.split())


def _is_name_in_quotes(written: str) -> bool:
    """Tell whether a file's quotes stand around a name; «Пушкин» is a company."""
    return is_first_name(written) or ('"' in written and is_surname_like(written.strip('"')))


def _name_and_remarks(cell: str, not_names: Set[str]) -> tuple[str, list[str]]:
    """Return a cell's name and remarks; words that stand for no name are none."""
    if not cell or is_blank(cell):
        return "", []
    name, notes = split_remarks(cell)
    return "" if is_blank(name) or _is_no_name(name, not_names) else name, notes


def _with_keys(parts: NameParts, own_names: Mapping[str, str]) -> PersonName:
    sex = sex_of(*parts, own_names)
    return PersonName(
        *parts,
        sex=sex,
        first_key=given_name_key(parts.first_name, sex),
        last_key=surname_key(parts.last_name),
        patronymic_key=patronymic_key(parts.patronymic),
    )


def _displayed(parts: NameParts) -> NameParts:
    # The A of Nguyễn Văn A is a whole name.
    shown = displayed if is_leading_surname(parts.last_name) else shown_word
    return NameParts(*(" ".join(map(shown, part.split())) for part in parts))


@lru_cache(maxsize=100_000)
def shown_word(word: str) -> str:
    """Return how a word of a name is displayed; a letter is an initial with its dot."""
    if is_initial(word):
        return word[0].title() + "."
    # a small b is no Cyrillic letter, a capital B may be one
    return in_one_alphabet(displayed(word))


def _arranged(cells: list[str], order: str) -> NameParts:
    """Put every word where it belongs; what a column of its own says is changed only when it says too much."""
    last_name, first_name, patronymic, full_name = cells
    parts = NameParts(last_name, first_name, patronymic)
    if not (last_name and first_name):
        own = NameParts(last_name) if _stays_surname(last_name) else _parts(last_name or first_name, order)
        if patronymic and own.patronymic and not (own.last_name or own.first_name):
            own = NameParts(first_name=own.patronymic)
        parts = _completed(own, patronymic, _parts(full_name, order))
    return _from_columns(*parts) if parts.last_name and parts.first_name else parts


def _stays_surname(last_name: str) -> bool:
    """Tell whether a surname's column without a name beside it holds a surname and not the whole name, nor "Анна"."""
    words = _words(last_name)
    if len(words) != 1:
        return bool(words) and is_particle(words[0])
    return not has_cyrillic(words[0]) or not is_first_name(words[0]) or is_surname_like(words[0])


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
    if len(words) > 1 and not patronymic and is_patronymic(words[-1]):
        return NameParts(last_name, " ".join(words[:-1]), words[-1])
    surname, name = " ".join(_words(last_name)), " ".join(words)
    if are_swapped(surname, name):
        surname, name = name, surname
    return NameParts(surname, name, " ".join(_words(patronymic)))


def _parts(cell: str, order: str) -> NameParts:
    head, comma, tail = cell.partition(", ")
    words, others = _words(head), _words(tail)
    if not words + others:
        return NameParts()
    is_surname_with_particle = len(words) > 1 and is_particle(words[0])
    is_surname = is_surname_with_particle or len(words) == 1 or not any(map(is_first_name, words))
    if not comma or not words or not is_surname or not others:
        return name_parts(words + others, order)
    if is_surname_like(others[0]) and not any(map(is_surname_like, words)):
        return name_parts(words + others, order)
    while len(others) > 1 and is_particle(others[-1]):
        words.insert(0, others.pop())
    return NameParts(" ".join(words), others[0], " ".join(others[1:]))


def _words(name: str) -> list[str]:
    """Return the words of a name, those that have letters; "И.И." is two."""
    spread = _INITIAL_DOT.sub(r"\1. ", _BARE_INITIALS.sub(_with_dots, name))
    words = (word.lstrip(_EDGES + ".'").rstrip(_EDGES + "'" * word.startswith("'")) for word in spread.split())
    return [word for word in words if any(map(str.isalpha, word))]


def _with_dots(initials: re.Match[str]) -> str:
    return "".join(f" {letter}. " for letter in initials.groups() if letter)


def _unless_same(word: str, other: str) -> str:
    return "" if other and skeleton(word) == skeleton(other) else word
