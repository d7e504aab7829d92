"""How hands, ears and programs write things down."""

from datetime import date
from random import Random

_SHARED = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "ч": "ch", "ш": "sh",
    "ы": "y", "э": "e", "ъ": "", "ь": "",
}  # fmt: skip
#: A passport, a web shop, a person in a hurry.
SCHEMES = (
    _SHARED | {"ё": "e", "й": "i", "х": "kh", "ц": "ts", "щ": "shch", "ю": "iu", "я": "ia", "ъ": "ie"},
    _SHARED | {"ё": "yo", "й": "y", "х": "h", "ц": "ts", "щ": "sch", "ю": "yu", "я": "ya"},
    _SHARED | {"ё": "e", "й": "j", "х": "x", "ц": "c", "щ": "sh", "ю": "u", "я": "ya"},
)
_KEYS_RU = "йцукенгшщзхъфывапролджэячсмитьбюё"
_KEYS_EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_TO_ENGLISH = str.maketrans(_KEYS_RU + _KEYS_RU.upper(), _KEYS_EN + _KEYS_EN.upper())
_TO_RUSSIAN = str.maketrans(_KEYS_EN + _KEYS_EN.upper(), _KEYS_RU + _KEYS_RU.upper())
#: What an ear cannot tell: sound heard → sound written instead.
_BY_EAR = (
    ("о", "а"), ("е", "и"), ("ё", "е"), ("в", "ф"), ("нн", "н"), ("лл", "л"), ("я", "е"), ("тс", "ц"), ("ий", "ей"),
    ("ев", "ёв"), ("ье", "ие"), ("сс", "с"), ("а", "о"), ("и", "е"), ("ь", ""), ("ы", "и"), ("зд", "сд"), ("б", "п"),
)  # fmt: skip
_BY_EAR_ABROAD = (
    ("ph", "f"), ("ck", "k"), ("c", "k"), ("ie", "ee"), ("ss", "s"), ("ll", "l"), ("s", "z"), ("ey", "y"), ("tt", "t"),
    ("e", "a"), ("a", "e"), ("ei", "ai"), ("th", "t"), ("n", "nn"), ("y", "ie"), ("ü", "ue"), ("ö", "oe"), ("z", "s"),
)  # fmt: skip
_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def latin(text: str, scheme: int) -> str:
    """Return Russian text in Latin letters by one of `SCHEMES`; letters of other alphabets stay."""
    table = SCHEMES[scheme]
    written = "".join(table.get(letter.lower(), letter) for letter in text)
    return written.title() if text[:1].isupper() else written


def other_keyboard(text: str) -> str:
    """Return what appears when the keyboard stood in the other language."""
    return text.translate(_TO_ENGLISH if text[:1].lower() in _KEYS_RU else _TO_RUSSIAN)


def slip(text: str, chance: Random) -> str:
    """Return text with one slip of the fingers: two letters swapped, one left out, doubled or hit beside."""
    if len(text) < 3:
        return text
    at = chance.randrange(1, len(text) - 1)
    way = chance.randrange(4)
    if way == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if way == 1:
        return text[:at] + text[at + 1 :]
    if way == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + beside(text[at], chance) + text[at + 1 :]


def beside(letter: str, chance: Random) -> str:
    """Return the letter or digit of a neighbouring key."""
    for keys in (_KEYS_RU, "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"):
        place = keys.find(letter.lower())
        if place >= 0:
            other = keys[max(place - 1, 0)] if chance.random() < 0.5 or place + 1 >= len(keys) else keys[place + 1]
            return keys[place + 1] if other == letter.lower() else other
    return letter


def by_ear(text: str, chance: Random) -> str:
    """Return a name as somebody understood it."""
    ways = _BY_EAR if text[:1].lower() in _KEYS_RU else _BY_EAR_ABROAD
    fits = [(heard, written) for heard, written in ways if heard in text[1:]]
    if not fits:
        return text
    heard, written = chance.choice(fits)
    return text[0] + text[1:].replace(heard, written, 1)


def wrong_digit(digits: str, chance: Random) -> str:
    """Return a number with one digit mistyped, or two swapped."""
    at = chance.randrange(4, len(digits) - 1)
    if chance.random() < 0.35 and digits[at] != digits[at + 1]:
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    return digits[:at] + chance.choice("0123456789".replace(digits[at], "")) + digits[at + 1 :]


def phone(digits: str, style: int) -> str:
    """Return a number, digits with the country's code, in one of seven styles of people and programs."""
    if digits[0] != "7":
        local = {"44": "0", "49": "0", "34": "", "90": "0"}[digits[:2]] + digits[2:]
        code, rest = digits[:2], digits[2:]
        return (
            f"+{digits}", f"+{code} {rest[:3]} {rest[3:]}", f"{local[:5]} {local[5:]}", f"00{digits}", f"+{digits}",
            f"+{code} {rest}", f"+{code}-{rest[:4]}-{rest[4:]}",
        )[style]  # fmt: skip
    area, one, two, three = digits[1:4], digits[4:7], digits[7:9], digits[9:]
    return (
        f"+7 ({area}) {one}-{two}-{three}", f"8 ({area}) {one}-{two}-{three}", f"8{digits[1:]}", f"+{digits}",
        f"{digits}.0", f"8-{area}-{one}-{two}-{three}", f"8 {area} {one} {two}{three}",
    )[style]  # fmt: skip


def day(ordinal: int, style: str) -> str:
    """Return a day as "ru" 05.03.1984, "iso", "us" 03/05/1984, "gb" 05/03/1984, "short" 5.3.84 or "words"."""
    on = date.fromordinal(ordinal)
    return {
        "ru": f"{on.day:02}.{on.month:02}.{on.year}",
        "iso": on.isoformat(),
        "us": f"{on.month:02}/{on.day:02}/{on.year}",
        "gb": f"{on.day:02}/{on.month:02}/{on.year}",
        "short": f"{on.day}.{on.month}.{on.year % 100:02}",
        "words": f"{on.day} {_MONTHS[on.month - 1]} {on.year}",
    }[style]


def wrong_day(ordinal: int, chance: Random) -> int:
    """Return a date as mistyped: day and month swapped, another decade's or year's digit, a day beside."""
    on = date.fromordinal(ordinal)
    way = chance.random()
    if way < 0.4 and on.day <= 12:
        return date(on.year, on.day, on.month).toordinal()
    day_of_month = min(on.day, 28)
    if way < 0.6:
        return date(on.year + chance.choice((-10, -1, 1, 10)), on.month, day_of_month).toordinal()
    if way < 0.75:
        return date(on.year, on.month % 12 + 1, day_of_month).toordinal()
    return ordinal + chance.choice((-10, -1, 1, 2, 10))
