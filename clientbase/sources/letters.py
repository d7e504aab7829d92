"""Whether the words of a text look like words of a language: what a single-byte encoding is judged by."""

from collections.abc import Sequence
from itertools import pairwise

#: Letter → the letters that often follow it in Russian words and names.
_NEXT_LETTERS = {
    "а": "вдйклмнрстя",
    "б": "еоу",
    "в": "аеиносы",
    "г": "аео",
    "д": "аемор",
    "е": "вгдйклмнрст",
    "ж": "е",
    "з": "ао",
    "и": "авейклмнрстчя",
    "к": "аиорс",
    "л": "аеиоуьюя",
    "м": "аеиоу",
    "н": "аеинотуы",
    "о": "бвгдейклмнорстч",
    "п": "аелор",
    "р": "аеиотуы",
    "с": "веклотя",
    "т": "аеиоруь",
    "у": "лс",
    "х": "о",
    "ц": "ае",
    "ч": "ен",
    "ш": "аеи",
    "ы": "ейн",
    "ь": "е",
    "э": "л",
    "ю": "р",
    "я": "внт",
}
#: The letters of Ukrainian and Belarusian follow where these Russian ones do.
_MORE_LETTERS = "ёіїєґў"
_ALIKE = str.maketrans("ёіїєґў", "еиийгу")
#: What the words of each Western language have beside a to z; no word mixes two languages.
_WESTERN_LETTERS = (
    "äöüß",
    "àâæçéèêëîïôœùûüÿ",
    "áéíóúüñ",
    "áâãàçéêíóôõúü",
    "àèéìíîòóùú",
    "æøåéèêóòôüä",
    "åäöéàü",
    "áðéíóúýþæö",
    "äéèëïíóöü",
    "àçéèíïóòúü",
    "äöõüšž",
)
_JOINTS = "’'´`-·\u00ad"
#: So large a part of the words may be of no language: names are spelt in every way.
_MOST_STRANGE = 0.1
#: Pairs of letters that look less Russian than this on the mean are of some other language; few pairs tell nothing,
#: and abbreviations in capitals look little like words.
_LEAST_RUSSIAN, _LEAST_OF_ABBREVIATIONS, _JUDGED_PAIRS = 0.2, 0.1, 4


def russian_pair(left: str, right: str) -> float:
    """Judge two neighbours in a word as Russian, from 1 for a frequent pair down to -2.

    Other pairs of Russian letters are 0, a sign or another alphabet costs, a capital after a small letter costs most:
    that is how one Russian code page looks in another.
    """
    if _is_russian(left) and _is_russian(right):
        if left.islower() and right.isupper():
            return -2
        pair = (left + right).lower().translate(_ALIKE)
        return 1 if pair[1] in _NEXT_LETTERS.get(pair[0], "") else 0
    return -1 if left.isalpha() and right.isalpha() else -0.5


def western_pair(left: str, right: str) -> float:
    """Judge two neighbours of a Western word: an accent beside a plain letter is usual, two accents are not."""
    if left.isascii() and right.isascii():
        return 0
    if left.isalpha() and right.isalpha() and left.isascii() != right.isascii():
        return -1 if left.islower() and right.isupper() else 1
    return -1


def _is_russian(letter: str) -> bool:
    return "а" <= letter.lower() <= "я" or letter.lower() in _MORE_LETTERS


def is_western(words: Sequence[str]) -> bool:
    """Tell whether nearly all words are spelt with the letters of one Western language each."""
    strange = sum(not _is_western_word(word) for word in words)
    return strange <= len(words) * _MOST_STRANGE


def is_russian_enough(words: Sequence[str]) -> bool:
    """Tell whether the pairs of letters are those of Russian words on the whole, or too few to tell."""
    scores = [russian_pair(word[i], word[i + 1]) for word in words for i in range(len(word) - 1)]
    least = _LEAST_OF_ABBREVIATIONS if all(map(str.isupper, words)) else _LEAST_RUSSIAN
    return len(scores) < _JUDGED_PAIRS or sum(scores) > len(scores) * least


def _is_western_word(word: str) -> bool:
    """Tell whether a word is of one language; signs at its edges are none of it."""
    core = word.strip("".join({letter for letter in word if not letter.isalpha() or letter in "ªº"}))
    if any(left.islower() and right.isupper() and not right.isascii() for left, right in pairwise(core)):
        return False
    accents = {letter for letter in core.lower() if not letter.isascii() and letter not in _JOINTS}
    return not accents or any(accents.issubset(letters) for letters in _WESTERN_LETTERS)
