"""Levels of a pair's comparisons → one plain sentence in the user's language, with slots for the pair's own values.

What agrees stands first, what differs after "but", the verdict last where the two stay apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clientbase.messages import sentence, texts, tr

#: The comparisons in the order in which a sentence names what agrees.
COMPARISONS = (
    "client_key", "phone", "email", "inn", "company", "first_name", "last_name", "patronymic", "birth_date", "address",
    "postcode", "city", "sex",
)  # fmt: skip
#: What may be filled into a template, by number: each comparison's values of both contacts, and a decision's day.
SLOTS = (*(f"{name}_{side}" for name in COMPARISONS for side in "ab"), "name_a", "name_b", "decided_on")

_NAMES = ("last_name", "first_name", "patronymic")
#: Where these agree, that the rest differs is no news: people have several.
_PASSING = ("phone", "email", "address", "postcode", "city", "client_key", "company")
#: A level of these says that both have a value and the values do not agree.
_DIFFERENT = "other"
_SILENT = frozenset({"missing", "-"})


@dataclass(frozen=True, slots=True)
class PairLevels:
    """How two contacts compare, and what became of the pair.

    Attributes:
        reason_code: stable code of the rule that judged the pair; its own sentence is told where no level speaks.
        outcome: merge, doubtful or apart; "-" where the pair was not compared.
        decision: a person's last word: same, different or related; "-" for none.
        is_one: the two belong to one client.
        named: how many of the two have a name or a company: none, one or both.
        levels: comparison → level, of COMPARISONS.
    """

    reason_code: str
    outcome: str = "-"
    decision: str = "-"
    is_one: bool = True
    named: str = "both"
    levels: dict[str, str] = field(default_factory=dict)


def levels_of(text: str) -> PairLevels:
    """Return what `pair_levels` wrote in one text: reason, outcome, decision, clients, names, then the levels."""
    reason_code, outcome, decision, clients, named, *levels = text.split(" ")
    by_name = dict(zip(COMPARISONS, levels, strict=True))
    return PairLevels(reason_code, outcome, decision, clients == "one", named, by_name)


def template(pair: PairLevels) -> str:
    """Return a pair's sentence with a slot {n} for the n-th of SLOTS; braces of its own are doubled."""
    if pair.decision != "-" and (pair.decision == "same") == pair.is_one:
        return _said(f"decision.{pair.decision}", "decided_on")
    agreeing, differing = [*_agreeing(pair.levels), *_namelessness(pair)], _told_differences(pair)
    told = ", ".join(agreeing)
    if agreeing and differing:
        told = tr("{agreeing} but {differing}", agreeing=told, differing=", ".join(differing))
    elif differing:
        told = ", ".join(differing)
    verdict = _verdict(pair)
    if not told:
        return verdict or sentence("reason", pair.reason_code).text
    return f"{told}: {verdict}" if verdict else told


def filled(text: str, values: Sequence[str]) -> str:
    """Return a template with the values of SLOTS in their places."""
    return text.format(*values)


def _agreeing(levels: dict[str, str]) -> Iterator[str]:
    """Yield what agrees, in the order of COMPARISONS; equal name parts are told as one name."""
    for name in COMPARISONS:
        level = levels.get(name, "missing")
        if name == "first_name" and level == "same":
            yield _same_name(levels)
        elif not _is_told_elsewhere(levels, name, level):
            yield _part("agrees", name, level)


def _is_told_elsewhere(levels: dict[str, str], name: str, level: str) -> bool:
    if level in _SILENT or level == _DIFFERENT or name == "sex":
        return True
    if name in ("postcode", "city"):
        return _agrees(levels, "address")
    return name in _NAMES and level == "same" and levels.get("first_name") == "same"


def _same_name(levels: dict[str, str]) -> str:
    same = [name for name in _NAMES if levels.get(name) == "same"]
    return tr("same name {name}", name=" ".join(_slot(f"{name}_a") for name in same))


def _namelessness(pair: PairLevels) -> Iterator[str]:
    if pair.named == "one":
        yield tr("one of them without a name")
    elif pair.named == "none":
        yield tr("both without a name")


def _agrees(levels: dict[str, str], name: str) -> bool:
    return levels.get(name, "missing") not in (_DIFFERENT, *_SILENT)


def _told_differences(pair: PairLevels) -> list[str]:
    """Return what differs: who they are first; that people have several phones only where nothing weightier does."""
    levels = pair.levels
    different = [name for name in COMPARISONS if levels.get(name) == _DIFFERENT]
    told = list(_different_names(levels, is_one=pair.is_one))
    if pair.named == "both" and all(levels.get(name, "missing") in _SILENT for name in (*_NAMES, "company")):
        told.append(_said("differs.whole_name", "name_a", "name_b"))
    told += [_part("differs", name) for name in different if name in ("birth_date", "inn")]
    if "sex" in different and "first_name" not in different:
        told.append(_part("differs", "sex"))
    if told or (pair.is_one and (_agrees(levels, "phone") or _agrees(levels, "email"))):
        return told
    return [_part("differs", name) for name in _PASSING if name in different]


def _different_names(levels: dict[str, str], *, is_one: bool) -> Iterator[str]:
    different = [name for name in _NAMES if levels.get(name) == _DIFFERENT]
    if "last_name" in different and "first_name" in different:
        yield _said("differs.whole_name", "name_a", "name_b")
    elif "first_name" in different:
        yield _part("differs", "first_name")
    elif "last_name" in different and is_one:
        yield _part("differs", "last_name", "changed")
    elif "last_name" in different:
        yield _part("differs", "last_name")
    if "patronymic" in different and "first_name" not in different:
        yield _part("differs", "patronymic")


def _verdict(pair: PairLevels) -> str:
    """Return what follows for two that are not one client; "" for those that are."""
    if pair.is_one:
        return ""
    if pair.decision == "same":
        return sentence("verdict", "decision_waits").text
    if pair.outcome == "merge":
        return sentence("verdict", "refused").text
    if pair.outcome == "doubtful":
        return sentence("verdict", "doubtful").text
    known = texts()["verdict"]
    return sentence("verdict", pair.reason_code).text if pair.reason_code in known else ""


def _part(group: str, comparison: str, level: str = "") -> str:
    code = f"{comparison}.{level}" if level else comparison
    if code not in texts()[group]:
        code = f"{comparison}.alike"
    return _said(f"{group}.{code}", f"{comparison}_a", f"{comparison}_b")


def _said(coded: str, *slots: str) -> str:
    group, _, code = coded.partition(".")
    numbered = dict(zip("ab", map(_slot, slots), strict=False))
    return sentence(group, code, **numbered).text


def _slot(name: str) -> str:
    return "{" + str(SLOTS.index(name)) + "}"
