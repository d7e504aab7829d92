"""The catalogue: whatever a person can read stands in it in Russian, and nothing else does."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import clientbase
from clientbase import messages
from clientbase.cli.app import command_tree
from clientbase.fields import kinds

#: One text, or the singular and the plural of one.
Source = str | tuple[str, ...]

PACKAGE = Path(clientbase.__file__).parent
RUSSIAN = messages.LOCALE_DIR / "ru" / "LC_MESSAGES" / "clientbase"

#: What typer asks gettext for, as we show it; its source is typer/core.py.
PARSER_TEXTS = frozenset(
    {
        "(dynamic)",
        "Aborted!",
        "Arguments",
        "Commands",
        "Missing command.",
        "No such command {name!r}.",
        "Options",
        "default: {default}",
        "env var: {var}",
        "required",
    }
)

#: The same in both languages.
ALIKE = frozenset({"F", "LTV", "M", "NPS", "R", "RFM", "e-mail", "–"})

TRANSLATING = ("tr", "trn")
TITLED = ("Table", "pairs_table", "result_table")


@cache
def catalogue() -> Catalog:
    """Return the Russian catalogue as written."""
    with RUSSIAN.with_suffix(".po").open("rb") as stream:
        return read_po(stream, locale="ru")


def translations(catalog: Catalog) -> dict[Source, Source]:
    """Return source → translation of a catalogue, without its header and what it marks as unsure."""
    return {_plain(message.id): _plain(message.string) for message in catalog if message.id and not message.fuzzy}


def _plain(text: str | Sequence[str] | None) -> Source:
    return text if isinstance(text, str) else tuple(text or ())


@cache
def sources() -> frozenset[Source]:
    """Return every English text that the package can show to a person."""
    return frozenset({*coded_texts(), *labels(), *literals(), *titles(), *steps(), *help_texts(), *PARSER_TEXTS})


def coded_texts() -> Iterator[str]:
    """Yield the texts and remedies of texts.toml."""
    for group in messages.texts().values():
        for entry in group.values():
            yield from filter(None, (entry["text"], entry.get("remedy", "")))


def labels() -> Iterator[str]:
    """Yield what the fields are called."""
    for fields in kinds().values():
        yield from (field.label for field in fields.values())


def literals() -> Iterator[Source]:
    """Yield the texts that the code hands to tr() and trn() itself."""
    for _, call in calls(TRANSLATING, PACKAGE.rglob("*.py")):
        count = 2 if called_name(call) == "trn" else 1
        texts = tuple(literal for argument in call.args[:count] if (literal := literal_of(argument)))
        if len(texts) == count:
            yield texts if count > 1 else texts[0]


def titles() -> Iterator[str]:
    """Yield the headings of tables."""
    files = [path for folder in ("cli", "workflows") for path in (PACKAGE / folder).rglob("*.py")]
    for _, call in calls(TITLED, files):
        yield from filter(None, [literal_of(argument) for argument in call.args[:1]])


def steps() -> Iterator[str]:
    """Yield what a progress bar calls its steps."""
    for _, call in calls(("tell",), PACKAGE.rglob("*.py")):
        yield from filter(None, [literal_of(argument) for argument in call.args[:1]])


def help_texts() -> set[str]:
    """Return the help of every command, group, option and argument, as the catalogue is asked for it."""
    messages.activate("en")
    return set(_help_of(command_tree()))


def _help_of(command: Any) -> Iterator[str]:  # noqa: ANN401 -- typer's command tree has no public type
    params = [getattr(param, "help", None) for param in command.params]
    yield from filter(None, [command.help, *params])
    for below in getattr(command, "commands", {}).values():
        yield from _help_of(below)


def calls(names: Iterable[str], files: Iterable[Path]) -> Iterator[tuple[str, ast.Call]]:
    """Yield "file:line" and call for every call of a function or method of one of the names."""
    for path in sorted(files):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called_name(node) in names:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def called_name(call: ast.Call) -> str:
    """Return `tr` for tr(…) and messages.tr(…)."""
    function = call.func
    return getattr(function, "attr", "") if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def literal_of(node: ast.expr) -> str:
    """Return a literal text, "" for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def forms(text: Source) -> tuple[str, ...]:
    """Return the one form of a text, or all of its plural forms."""
    return (text,) if isinstance(text, str) else text or ("",)


def placeholders(text: Source) -> set[str]:
    """Return the {names} in a text; of all forms together."""
    return {name for form in forms(text) for _, name, _, _ in Formatter().parse(form) if name is not None}


@pytest.fixture(autouse=True)
def _language_restored() -> Iterator[None]:
    """Leave the next test the language that it would have without this one."""
    before = messages.active_language()
    yield
    messages.activate(before)


@pytest.fixture
def russian() -> None:
    """Speak Russian during a test."""
    messages.activate("ru")


def test_every_text_has_a_russian_translation() -> None:
    """A shop owner who reads Russian never meets an English sentence."""
    known = translations(catalogue())
    assert [text for text in sorted(sources(), key=str) if not all(forms(known.get(text, "")))] == []


def test_no_translation_outlives_its_text() -> None:
    """The catalogue does not grow with sentences that nobody can read any more."""
    assert [text for text in translations(catalogue()) if text not in sources()] == []
    assert not catalogue().obsolete


def test_no_translation_is_a_copy() -> None:
    """An English sentence pasted as its own translation is found; only names that both languages share may be alike."""
    known = translations(catalogue())
    assert {text for text, translation in known.items() if text == translation} <= ALIKE


def test_translations_keep_the_placeholders() -> None:
    """No value is lost in translation, and none is asked for that the text does not get."""
    known = translations(catalogue())
    assert {text for text, said in known.items() if placeholders(text) != placeholders(said)} == set()


def test_every_plural_form_keeps_the_placeholders() -> None:
    """Each of the three Russian forms names every value."""
    plurals = {text: said for text, said in translations(catalogue()).items() if isinstance(text, tuple)}
    assert plurals
    for text, said in plurals.items():
        assert [placeholders(form) for form in forms(said)] == [placeholders(text)] * 3


def test_texts_are_translated_before_they_are_filled() -> None:
    """A text put together out of parts is not in the catalogue, so it would stay English."""
    built = (ast.JoinedStr, ast.BinOp, ast.IfExp)
    assert [place for place, call in calls(TRANSLATING, PACKAGE.rglob("*.py")) if isinstance(call.args[0], built)] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """The .mo that is shipped says what the .po says: nobody forgot to compile it."""
    with RUSSIAN.with_suffix(".mo").open("rb") as stream:
        compiled = translations(read_mo(stream))
    assert compiled == translations(catalogue())


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 строка"), (2, "2 строки"), (5, "5 строк"), (11, "11 строк"), (21, "21 строка")]
)
def test_russian_counts_in_three_forms(count: int, said: str) -> None:
    """Five rows are not counted as one is: "5 строк", never "5 строка"."""
    assert messages.trn("{count} row", "{count} rows", count) == said


@pytest.mark.usefixtures("russian")
def test_a_sentence_comes_with_its_remedy() -> None:
    """Both halves of a coded sentence are spoken in the active language, their values filled in."""
    said = messages.sentence("error", "source.no_sheet", file="clients.xlsx", sheet="Май", known="Июнь")
    assert said == ("в файле clients.xlsx нет листа «Май»", "есть: Июнь")


@pytest.mark.usefixtures("russian")
def test_a_value_with_braces_stays_as_written() -> None:
    """A cell that holds braces cannot pull other values, or attributes, into a sentence."""
    said = messages.tr("{file} is empty", file="{line} {file.__class__}", line=7)
    assert said == "файл {line} {file.__class__} пуст"


def test_a_value_nobody_gave_stays_a_placeholder() -> None:
    """A forgotten parameter never turns a message into an exception."""
    messages.activate("en")
    assert messages.tr("{file}:{line} is not valid {encoding}", file="a.csv") == "a.csv:{line} is not valid {encoding}"


@pytest.mark.usefixtures("russian")
def test_an_unknown_code_is_shown_as_itself() -> None:
    """A base written by a newer version, with codes of its own, can still be read."""
    assert messages.sentence("problem", "phone.on_the_moon") == ("phone.on_the_moon", "")
    assert messages.sentence("no such group", "code") == ("code", "")


def test_an_unknown_language_falls_back_to_english() -> None:
    """A locale that we do not speak gets English, not a crash."""
    messages.activate("fr")
    assert messages.active_language() == "en"
    assert messages.tr("{file} is empty", file="a.csv") == "a.csv is empty"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ru_RU.UTF-8", "ru"), ("ru", "ru"), ("RU-ru", "ru"), ("C", "en"), ("", "en"), ("uk_UA", "en")],
)
def test_the_language_of_a_locale(locale: str, language: str) -> None:
    """A Russian desktop is spoken to in Russian without any setting."""
    assert messages.language_of_locale(locale) == language
