"""The message catalogue: what a person reads, in English and Russian.

English is the source text: coded sentences stand in texts.toml, headings beside the code that shows them.
Russian is `locale/ru/LC_MESSAGES/clientbase.po`, compiled to the `.mo` beside it.
Tables and files keep codes and parameters, never sentences.
"""

import gettext
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple

LANGUAGES = ("en", "ru")
DOMAIN = "clientbase"
LOCALE_DIR = Path(__file__).parent / "locale"

Texts = dict[str, dict[str, dict[str, str]]]
_active: dict[Literal["language"], str] = {"language": "en"}


class Sentence(NamedTuple):
    """One coded text in the active language: what is the matter, and what to do about it (may be empty)."""

    text: str
    remedy: str


def activate(language: str) -> None:
    """Speak `language` ("en" or "ru") from now on; an unknown one falls back to English."""
    _active["language"] = language if language in LANGUAGES else "en"


def active_language() -> str:
    """Return the language spoken now: "en" or "ru"."""
    return _active["language"]


def language_of_locale(name: str) -> str:
    """Return our language for a POSIX locale name: "ru_RU.UTF-8" is "ru", anything unknown is "en"."""
    language = name.replace("-", "_").split("_")[0].split(".")[0].lower()
    return language if language in LANGUAGES else "en"


def tr(text: str, **parameters: object) -> str:
    """Return an English source text in the active language, its {parameters} filled in."""
    translated = _translation(active_language()).gettext(text) if text else ""
    return _filled(translated, parameters)


def trn(singular: str, plural: str, count: int, **parameters: object) -> str:
    """Return the form of a text that goes with `count`, which fills {count}."""
    translated = _translation(active_language()).ngettext(singular, plural, count)
    return _filled(translated, {"count": count, **parameters})


def in_every_language(text: str) -> frozenset[str]:
    """Return an English source text as every language writes it: a file may come back under another language."""
    return frozenset(_translation(language).gettext(text) for language in LANGUAGES)


def sentence(group: str, code: str, **parameters: object) -> Sentence:
    """Return the text of a code in the active language.

    Args:
        group: table of texts.toml: "error", "problem", "reason", "block"…
        code: key in it. A code without a text is shown as it is, so that an old base never breaks a newer reader.
        parameters: fill the {names} in the text and in the remedy; a kind of file is named in words.
    """
    entry = texts().get(group, {}).get(code)
    if entry is None:
        return Sentence(code, "")
    if "kind" in parameters:
        parameters["kind"] = sentence("kind", str(parameters["kind"])).text
    return Sentence(tr(entry["text"], **parameters), tr(entry.get("remedy", ""), **parameters))


@cache
def texts() -> Texts:
    """Return texts.toml: group → code → {text, remedy, severity}."""
    return tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))


@cache
def _translation(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, [language], fallback=True)


class _Lenient(Formatter):
    """Fills what it knows: a value that holds braces, or a name nobody gave, stays as written."""

    def get_value(self, key: int | str, _args: object, kwargs: object) -> object:
        known = kwargs if isinstance(kwargs, dict) else {}
        return known.get(key, "{" + str(key) + "}")


def _filled(text: str, parameters: dict[str, object]) -> str:
    return _Lenient().vformat(text, (), parameters) if parameters else text
