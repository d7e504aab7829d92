"""What stands in a name cell beside the name: remarks, titles, phones, words instead of a name."""

import re

from clientbase.cleaning.first_names import is_first_name
from clientbase.cleaning.name_order import CLAN_WORDS, PARTICLES, is_surname_like
from clientbase.cleaning.sex import sex_of_patronymic
from clientbase.cleaning.skeletons import skeleton

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[:;/|]\s*|\s[-–—](?=\w)")
_COMMA = re.compile(r"\s*,\s*")
_TRADER = re.compile(r"(?:^|\s)(?:ип|индивидуальный предприниматель|самозанят(?:ый|ая))(?=\s|$)", re.IGNORECASE)
_TITLE = re.compile(r"^(?:г-н|г-жа|господин|госпожа|mr|mrs|ms|miss|dr|prof|д-р|проф)(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<!\S)\S*@\S*")
_NUMBER = re.compile(r"[+№#]?\d(?:[\d\s().+_-]*\d)?(?:-?[а-яa-z]{1,2}\b)?")
_QUOTED = re.compile(r"[\"«“„]([^\"«»“”„]*)[\"»”“]")
_DOT_AFTER_WORD = re.compile(r"(?<=[^\W\d_]{3})\.+(?=\s|$|[^\W\d_]{2})")
_EDGES = ' ,;:*+-–—"«»_/|\\!?&()[]{}<>'
# In small letters after a capital these are still names, typed in haste.
_HASTY_SURNAME = re.compile(r"\w\w(?:[oe]va?|sk(?:i|aia)|ck(?:i|aia))$")

#: Words that are never part of a name, whatever their case.
_REMARK_WORDS = frozenset(
    {"не", "маникюр", "педикюр", "сосед", "соседка", "подруга", "друг", "муж", "жена", "мама", "папа", "сын", "дочь"}
    | {"клиент", "клиентка", "от", "из", "по", "на", "для", "вторая", "второй", "новая", "новый", "старая"}
    | {"звонить", "скидка", "массаж", "стрижка", "ресницы", "брови", "мастер", "бухгалтер", "директор", "менеджер"}
    | {"водитель", "доставка", "рабочий", "домашний", "тел", "телефон", "whatsapp", "viber", "инстаграм", "вк", "авито"}
    | {"manicure", "neighbour", "neighbor", "friend", "wife", "husband", "client", "customer", "vip", "вип"}
)
# A capital or a dot would make an initial of it.
_REMARK_LETTERS = frozenset({"с", "у", "и", "&"})

_PLACEHOLDER_WORDS = frozenset(
    {"тест", "тестов", "тестова", "тестович", "тестовна", "тестовый", "тестовая", "test", "tester", "testov", "testing"}
    | {
        "имя",
        "фамилия",
        "отчество",
        "фио",
        "аноним",
        "анонимный",
        "анонимно",
        "anonymous",
        "anonim",
        "клиент",
        "клиентка",
    }
    | {"покупатель", "заказчик", "гость", "guest", "user", "пользователь", "unknown", "неизвестный", "неизвестная"}
    | {"неизвестно", "noname", "name", "customer", "client", "розничный", "частное", "лицо", "физлицо", "физическое"}
    | {"безымянный", "инкогнито", "qwerty", "asdf", "йцукен", "ххх", "xxx", "фыва", "нету"}
)
_PLACEHOLDER_PHRASES = frozenset(
    {"без имени", "нет имени", "имя неизвестно", "имя не указано", "no name", "без фио", "не представился"}
    | {"не представилась", "first name", "last name", "full name"}
)


def split_remarks(text: str) -> tuple[str, str]:
    """Return the name and the remarks of one cell, which has single spaces: "Анна маникюр" → ("Анна", "маникюр")."""
    notes: list[str] = []
    before, name = "", text
    while name != before:
        before, name = name, _without_outer_remarks(name, notes)
    return name, ", ".join(notes)


def _without_outer_remarks(name: str, notes: list[str]) -> str:
    """Take one layer of remarks off: what is left may show another one."""
    for pattern in (_ADDRESS, _BRACKETS, _QUOTED, _TRADER, _TITLE):
        name = _taken_out(pattern, name, notes)
    name = _before_comma(_before_dash(name, notes), notes)
    name = _taken_out(_NUMBER, _before_remark_word(name, notes), notes)
    return " ".join(_DOT_AFTER_WORD.sub(" ", name.strip(_EDGES).lstrip(".")).split())


def is_placeholder(name: str) -> bool:
    """Tell whether a cell holds a word instead of a name: "тест", "Клиент", "без имени"."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    if not words:
        return False
    return all(word in _PLACEHOLDER_WORDS for word in words) or " ".join(words) in _PLACEHOLDER_PHRASES


def _taken_out(pattern: re.Pattern[str], name: str, notes: list[str]) -> str:
    for match in pattern.finditer(name):
        found = next((group for group in match.groups() if group is not None), match[0])
        if found.strip():
            notes.append(found.strip())
    return " ".join(pattern.sub(" ", name).split())


def _before_dash(name: str, notes: list[str]) -> str:
    """Cut at a dash between spaces; "Петрова - Водкина" is one surname."""
    match = _DASH.search(name)
    if not match or not match.start():
        return name
    head, tail = name[: match.start()], name[match.end() :]
    double = head.split()[-1:], tail.split()[:1]
    if tail[:1].isupper() and all(word and is_surname_like(word[0]) for word in double):
        return f"{head}-{tail}"
    notes.append(tail.strip())
    return head


def _before_comma(name: str, notes: list[str]) -> str:
    """Keep "Smith, John" for the order; cut "Анна, маникюр"."""
    head, *others = [part for part in _COMMA.split(name) if part.strip(_EDGES)] or [""]
    if len(others) == 1 and (others[0][0].isupper() or head.islower()) and not _has_remark_word(others[0]):
        return f"{head}, {others[0]}"
    notes.extend(others)
    return head


def _before_remark_word(name: str, notes: list[str]) -> str:
    """Cut where a name in capitals goes on in small letters, and at words that are never a name."""
    words = name.split()
    starts_with_capital = bool(words) and words[0][0].isupper() and not (name.isupper() and len(words[0]) > 1)
    for index, word in enumerate(words):
        is_small = starts_with_capital and word.islower() and not _is_small_name_word(word)
        if index and (is_small or _has_remark_word(word)):
            notes.append(" ".join(words[index:]))
            return " ".join(words[:index])
    return name


def _is_small_name_word(word: str) -> bool:
    if word in PARTICLES or word in CLAN_WORDS or "'" in word:
        return True
    return is_first_name(word) or bool(sex_of_patronymic(word) or _HASTY_SURNAME.search(skeleton(word)))


def _has_remark_word(text: str) -> bool:
    return any(word in _REMARK_LETTERS or word.casefold().strip(".,!?") in _REMARK_WORDS for word in text.split())
