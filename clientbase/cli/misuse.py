"""A wrong call in words: what the parser refused, and what shows the right way."""

import re

from typer.exceptions import TyperException

from clientbase.messages import Sentence, sentence


def wrong_call(error: TyperException) -> Sentence:
    """Return what is wrong with a call and what to do about it; the parser's own words where we have none."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return Sentence(error.format_message(), "")
    help_ = sentence("usage", "help", command=getattr(getattr(error, "ctx", None), "command_path", "clientbase")).text
    if kind == "NoSuchOption":
        nearest = ", ".join(sorted(getattr(error, "possibilities", None) or []))
        said = sentence("usage", "no_such_option", option=getattr(error, "option_name", ""), nearest=nearest)
        return Sentence(said.text, said.remedy if nearest else help_)
    return Sentence(_text(error, kind), help_)


def _text(error: TyperException, kind: str) -> str:
    if kind == "MissingParameter":
        return sentence("usage", "missing", name=_name(error)).text
    if kind in ("BadParameter", "BadOptionUsage"):
        return sentence("usage", "bad_value", name=_name(error)).text
    if extra := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)$", error.message):
        return sentence("usage", "extra", words=extra[1]).text
    return error.format_message().rstrip(".")


def _name(error: TyperException) -> str:
    """Return the option or the argument that an error is about, as the help writes it."""
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "option_name", ""))
    written = str(param.opts[0])
    return written if written.startswith("-") else str(param.metavar or written.upper())
