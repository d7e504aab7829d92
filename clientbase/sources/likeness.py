"""A header that the vocabulary does not spell → the field it must mean: other order, short words, endings, a typo.

Every word of the header has to find its twin: "Модель телефона" is no "телефон". Rather none than wrong.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from clientbase.cleaning.edits import edits_between
from clientbase.fields import fields_of, normal_header
from clientbase.sources.headers import is_of_others, vocabulary

_WORD = re.compile(r"[^\W_]+|[%№#]")
_MOST_WORDS = 6
#: Words shorter than this have too many neighbours to be taken for one of them.
_TYPO_LETTERS = 5
_LONG_WORD = 8

#: Short forms of words.
_SHORT: Mapping[str, str] = {
    "тел": "телефон", "тлф": "телефон", "телеф": "телефон", "моб": "мобильный", "мобил": "мобильный",
    "сот": "сотовый", "дом": "домашний", "раб": "рабочий", "доп": "дополнительный", "эл": "электронная",
    "электр": "электронная", "наим": "наименование", "наимен": "наименование", "рожд": "рождения", "рож": "рождения",
    "гор": "город", "адр": "адрес", "обл": "область", "орг": "организация", "комп": "компания", "стоим": "стоимость",
    "ед": "единицу", "кол": "количество", "колво": "количество", "коммент": "комментарий", "прим": "примечание",
    "конт": "контактный", "отв": "ответственный", "ном": "номер", "почт": "почтовый", "no": "number", "num": "number",
    "nr": "number", "tel": "phone", "ph": "phone", "addr": "address", "cust": "customer", "qty": "quantity",
    "amt": "amount", "desc": "description", "prod": "product",
}  # fmt: skip
#: What changes nothing in a header.
_EMPTY = frozenset(
    {"основной", "основная", "контактный", "контактная", "личный", "личная", "актуальный", "ваш", "ваша", "ваше", "наш"}
    | {"main", "primary", "your", "personal", "the", "of", "a", "my", "full", "текущий", "current", "и", "для", "связи"}
)
#: Whose it is, which a client's own fields need not say.
_OWNERS = frozenset(
    {"клиента", "клиент", "покупателя", "покупатель", "заказчика", "заказчик", "контакта", "контактного", "лица"}
    | {"абонента", "гостя", "пациента", "ученика", "подписчика", "участника", "человека", "контрагента"}
    | {
        "customer",
        "client",
        "buyer",
        "contact",
        "person",
        "guest",
        "patient",
        "student",
        "user",
        "member",
        "subscriber",
    }
    | {"customers", "clients", "buyers"}
)
_OWNED = frozenset(
    {"full_name", "last_name", "first_name", "patronymic", "sex", "birth_date", "age", "phone", "email", "social"}
    | {"city", "region", "country", "postcode", "address", "company", "position", "inn", "kpp", "ogrn", "website"}
)
_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ый|ий|ой|ые|ие|ых|их|ую|ами|ам|ов|ей|ом|а|у|ы|и|о|е|я|ю|ь|s)$"
)
_STEM_LETTERS = 4


class Like(NamedTuple):
    """A field, how many words of the header only resemble the vocabulary's, and whether it is one short word alone."""

    field: str = ""
    typos: int = 0
    is_short: bool = False


def field_like(header: str, kind: str) -> Like:
    """Return the field of `kind` that a header means in other words than the vocabulary's; of none Like()."""
    words = _words(header)
    if not 0 < len(words) <= _MOST_WORDS or is_of_others(header):
        return Like()
    found = [like for like in _twins(words, kind) if like.field]
    best = min((like.typos for like in found), default=0)
    fields = {like.field for like in found if like.typos == best}
    return next(like for like in found if like.typos == best) if len(fields) == 1 else Like()


def _twins(words: tuple[str, ...], kind: str) -> Iterator[Like]:
    """Yield the fields whose headers have the same words, with and without those that say nothing."""
    plain = tuple(word for word in words if word not in _EMPTY)
    own = tuple(word for word in plain if word not in _OWNERS)
    for group in dict.fromkeys((words, plain, own)):
        is_owned = len(group) < len(plain)
        for twin, field in _by_words(kind, len(group)):
            typos = _differences(group, twin, kind)
            if group and typos is not None and (field in _OWNED or not is_owned):
                yield Like(field, typos, len(group) == 1 and len(group[0]) <= _TYPO_LETTERS)


def _differences(words: tuple[str, ...], twin: tuple[str, ...], kind: str) -> int | None:
    """Return how many words are a typing error away from their twins, None when one has no twin."""
    mine, theirs = {_stem(word): word for word in words}, {_stem(word): word for word in twin}
    left = [mine[stem] for stem in sorted(mine.keys() - theirs.keys())]
    free = [theirs[stem] for stem in sorted(theirs.keys() - mine.keys())]
    if len(mine) != len(theirs) or len(left) != len(free):
        return None
    for word in left:
        meant = [other for other in free if _is_typo(word, other)]
        if len(meant) != 1 or _stem(word) in _known_stems(kind):
            return None
        free.remove(meant[0])
    return len(left)


def _is_typo(word: str, meant: str) -> bool:
    """Tell whether two words begin alike and are one edit apart, two when both are long."""
    shortest = min(len(word), len(meant))
    if shortest < _TYPO_LETTERS or word[0] != meant[0]:
        return False
    return edits_between(word, meant) <= (2 if shortest > _LONG_WORD else 1)


def _words(header: str) -> tuple[str, ...]:
    """Return the words of a header, short ones in full; "Кол-во" is one."""
    text = re.sub(r"\bкол[-.\s]?во\b|\bк-во\b", "количество", normal_header(header))
    text = re.sub(r"\be[-\s]?mail\b|\bе[-\s]?mail\b|\bи?[еи]-?мейл\b", "email", text)
    return tuple(_SHORT.get(word, word) for word in _WORD.findall(text) if not word.isdigit())


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word) if len(word) > _STEM_LETTERS else word
    return stem if len(stem) >= _STEM_LETTERS - 1 else word


@cache
def _by_words(kind: str, count: int) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the vocabulary's headers of `count` words, as words, with their fields."""
    found = {(_words(header), field): None for header, (field, _) in vocabulary(kind).items()}
    return tuple((words, field) for words, field in found if len(words) == count and field in fields_of(kind))


@cache
def _known_stems(kind: str) -> frozenset[str]:
    """Return the stems of all words of the vocabulary: a right word is nobody's typing error."""
    return frozenset(_stem(word) for header in vocabulary(kind) for word in _words(header))
