"""What stands in a name cell beside the name: remarks, titles, phones, companies, words instead of a name."""

import re
from collections.abc import Sequence
from functools import cache

from clientbase.cleaning.companies import is_company_name
from clientbase.cleaning.first_names import is_first_name, sexes_of_first_name
from clientbase.cleaning.name_order import is_clan_word, is_particle, is_patronymic, is_surname_like
from clientbase.cleaning.name_words import name_words
from clientbase.cleaning.skeletons import skeleton

_PICTURES = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_LABEL = re.compile(
    r"^(?:имя|фамилия|фио|ф\.\s?и\.\s?о\.|контакт(?:ное лицо)?|клиент|покупатель|получатель|(?:full )?name)\s*[:=]\s*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[:;/|]\s*|\s[-–—](?=\w)")
_COMMA = re.compile(r"\s*,\s*")
_TRADER = re.compile(
    r"(?:^|\s)(?:ип|фоп|индивидуальный предприниматель|самозанят(?:ый|ая))(?=\s|$)"
    r"|^и\.\s?п\.(?=\s*\w{2,}\s+\w{2,}\s+\w{2,})",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:^|(?<=\s))[кд]\.\s?[а-я]{1,4}\.\s?н\.?(?=\s|,|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<!\S)\S*@\S*")
_NUMBER = re.compile(r"[+№#]?\d(?:[\d\s().+_-]*\d)?(?:-?[а-яa-z]{1,2}\b)?")
_TAX_NUMBER = re.compile(r"\b(?:инн|кпп|огрн(?:ип)?|снилс)[\s:№-]*\d[\d -]{8,}", re.IGNORECASE)
_REIGN = re.compile(r"(?<=[а-яё])\s([IVX])$")
_PHONE = re.compile(r"\+?\d[\d\s()-]{8,}\d")
_BORN = re.compile(
    r"(?:\d\d?\.\d\d?\.)?\d{4}\s*г(?:\.\s?р\.?|ода? рождения)"
    r"|\bд/?р\.?\s*\d{1,2}(?:\s[а-я]{3,8}\b|[.\d]+)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}\s(?:янв|февр|мар|апр|ма[яй]|июн|июл|авг|сент|окт|нояб|дек)[а-я]*", re.IGNORECASE)
_QUOTED = re.compile(r"[\"«“„]([^\"«»“”„]*)[\"»”“]")
# Иванов Иван, директор ООО "Ромашка"
_QUOTED_BEHIND = re.compile(r"(?<=\w)\s*,\s*([а-яa-z][^,]*[\"«“„].*)$")
_DOT_AFTER_WORD = re.compile(r"(?<=[^\W\d_]{3})\.+(?=\s|$|[^\W\d_]{2})")
_COMPANY_BEHIND = re.compile(r"(?P<name>[^,(]*?[^\s,(])(?:\s*,\s*|\s+[-–—]+\s*|\s*\()(?P<company>.*[^)])\)?")
_EDGES = ' ,;:*+-–—"«»_/|\\!?&()[]{}<>#№~^=%$'
# In small letters after a capital these are still names, typed in haste.
_HASTY_SURNAME = re.compile(r"\w\w(?:[oe]va?|sk(?:i|aia)|ck(?:i|aia))$")
# A capital or a dot would make an initial of it.
_REMARK_LETTERS = frozenset({"с", "у", "и", "&", "+"})
_ONE_LETTER_AGAIN = re.compile(r"(\w)\1{2,}")


def without_company(text: str) -> tuple[str, str]:
    """Return a person's cell without the company behind the name, and the company: "Иван (ООО Ромашка)"."""
    found = _COMPANY_BEHIND.fullmatch(text)
    if not found or not is_company_name(found["company"]):
        return text, ""
    is_person = any(is_first_name(word) or is_surname_like(word) for word in found["name"].split())
    return (found["name"], found["company"]) if is_person and not is_company_name(found["name"]) else (text, "")


def split_remarks(text: str) -> tuple[str, list[str]]:
    """Return the name and the remarks of one cell, which has single spaces: "Анна маникюр" → ("Анна", ["маникюр"])."""
    notes: list[str] = []
    before, name = "", _LABEL.sub("", _PICTURES.sub(" ", _unquoted(text)))
    while name != before:
        before, name = name, _without_outer_remarks(name, notes)
    return name, notes


def is_placeholder(name: str) -> bool:
    """Tell whether a cell holds a word instead of a name: "тест", "Клиент", "без имени", "Заявка с сайта"."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    if not words:
        return False
    if all(word in name_words("placeholders") or _ONE_LETTER_AGAIN.fullmatch(word) for word in words):
        return True
    if " ".join(words) in name_words("placeholder_phrases"):
        return True
    return words[0] in name_words("events") and not any(map(is_first_name, words))


def _without_outer_remarks(name: str, notes: list[str]) -> str:
    """Take one layer of remarks off: what is left may show another one."""
    name = " ".join(_taken_out(_ADDRESS, name, notes).replace("_", " ").split())
    for pattern in (
        _QUOTED_BEHIND,
        _TAX_NUMBER,
        _PHONE,
        _REIGN,
        _BRACKETS,
        _QUOTED,
        _BORN,
        _DEGREE,
        _TRADER,
        _titles(),
        _suffixes(),
    ):
        name = _taken_out(pattern, name, notes)
    name = _before_comma(_before_dash(name, notes), notes)
    name = _before_remark_word(_behind_remark_words(name, notes), notes)
    name = _taken_out(_NUMBER, _taken_out(_DAY, name, notes), notes)
    return " ".join(_DOT_AFTER_WORD.sub(" ", name.strip(_EDGES).lstrip(".")).split())


def _unquoted(text: str) -> str:
    """Return a cell without the quotes around the whole of it, which are those of a file."""
    inner = text[1:-1]
    return inner if len(text) > 2 and text[0] == text[-1] == '"' and '"' not in inner else text


@cache
def _titles() -> re.Pattern[str]:
    title = rf"(?:{'|'.join(sorted(name_words('titles'), key=len, reverse=True))})"
    return re.compile(rf"^{title}(?:\.?\s*(?:&|and|и)\s*{title})?(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)


@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w)(?:,\s*|\s+)((?:{'|'.join(name_words('suffixes'))})\.?)$", re.IGNORECASE)


def _noted(remark: str, notes: list[str]) -> None:
    if remark := remark.strip(' ,;:!-–—"«»'):
        notes.append(remark)


def _taken_out(pattern: re.Pattern[str], name: str, notes: list[str]) -> str:
    for match in pattern.finditer(name):
        _noted(next((group for group in match.groups() if group is not None), match[0]), notes)
    return " ".join(pattern.sub(" ", name).split())


def _before_dash(name: str, notes: list[str]) -> str:
    """Cut at a dash between spaces; "Петрова - Водкина" is one surname."""
    match = _DASH.search(name)
    if not match or not match.start():
        return name
    head, tail = name[: match.start()], name[match.end() :]
    double = head.split()[-1:], tail.split()[:1]
    if _are_surname_and_name(head, tail.split()):
        return f"{head} {tail}"
    if tail[:1].isupper() and all(word and is_surname_like(word[0]) for word in double):
        return f"{head}-{tail}"
    _noted(tail, notes)
    return head


def _are_surname_and_name(head: str, tail: Sequence[str]) -> bool:
    """Tell whether a dash or slash parts one person's name: Иванова/Ирина."""
    is_surname = is_surname_like(head) and not is_first_name(head)
    return is_surname and bool(tail) and is_first_name(tail[0]) and all(map(is_patronymic, tail[1:]))


def _before_comma(name: str, notes: list[str]) -> str:
    """Keep "Smith, John" for the order; cut "Анна, маникюр"; read "Иванов,Иван,Иванович" as one name."""
    head, *others = [part for part in _COMMA.split(name) if part.strip(_EDGES)] or [""]
    if len(others) == 2 and is_patronymic(others[1]) and is_first_name(others[0]):
        return " ".join((head, *others))
    if len(others) == 1 and (others[0][0].isupper() or head.islower()) and not _has_remark_word(others[0]):
        return f"{head}, {others[0]}"
    for other in others:
        _noted(other, notes)
    return head


def _behind_remark_words(name: str, notes: list[str]) -> str:
    """Cut what stands before a name: "Сосед Иван", "главный бухгалтер Мария"; "мама Маши" is no name at all."""
    words = name.split()
    start = 0
    while start < len(words) and _is_leading_remark(words, start):
        start += 1
    if start < len(words) and _bare(words[start]) in name_words("relations"):
        start = _behind_relation(words, start)
    start = max(start, _small_words_before_name(words))
    _noted(" ".join(words[:start]), notes)
    return " ".join(words[start:])


def _behind_relation(words: Sequence[str], start: int) -> int:
    """Return where the name behind "сосед" begins; "мама Маши" has none."""
    name = next((index for index in range(start + 1, len(words)) if is_first_name(words[index])), len(words))
    is_surname_before = name < len(words) and all(map(is_surname_like, words[start + 1 : name]))
    if name == len(words) - 1 and _is_of_somebody(words[name]):
        return len(words)
    return start + 1 if is_surname_before else name


def _is_of_somebody(word: str) -> bool:
    """Tell Кати and Ольги, somebody's, from Катя and the man Али."""
    if word[-1:].casefold() not in {"и", "ы"} or sexes_of_first_name(word) == {"male"}:
        return False
    return any(is_first_name(word[:-1] + ending) for ending in "ая")


def _is_leading_remark(words: Sequence[str], index: int) -> bool:
    word = _bare(words[index])
    if word in name_words("remark_adjectives"):
        return index + 1 < len(words) and _bare(words[index + 1]) in name_words("remarks")
    return word in name_words("remarks") or (word in name_words("events") and len(words) > 1)


def _small_words_before_name(words: Sequence[str]) -> int:
    """Return how many words in small letters stand before a first name with a capital: "наша Маша"."""
    for index, word in enumerate(words):
        if word[:1].isupper() and not word[1:].isupper() and is_first_name(word):
            return index
        if not word.islower() or is_small_name_word(word):
            return 0
    return 0


def _before_remark_word(name: str, notes: list[str]) -> str:
    """Cut where a name in capitals goes on in small letters, and at words that are never a name."""
    words = name.split()
    starts_with_capital = bool(words) and words[0][0].isupper() and not (name.isupper() and len(words[0]) > 1)
    for index, word in enumerate(words):
        is_small = starts_with_capital and word.islower() and not is_small_name_word(word)
        if word == "und" and is_particle(words[index - 1]):
            continue
        if index and (is_small or _has_remark_word(word)):
            _noted(" ".join(words[index:]), notes)
            return " ".join(words[:index])
    return name


def is_small_name_word(word: str) -> bool:
    """Tell whether a word in small letters goes on with the name: a particle, a name or surname typed in haste."""
    if is_particle(word) or is_clan_word(word) or "'" in word:
        return True
    return is_first_name(word) or is_patronymic(word) or bool(_HASTY_SURNAME.search(skeleton(word)))


def _has_remark_word(text: str) -> bool:
    never_names = name_words("remarks") | name_words("relations")
    return any(word in _REMARK_LETTERS or _bare(word) in never_names for word in text.split())


def _bare(word: str) -> str:
    return word.casefold().strip(".,!?:")
