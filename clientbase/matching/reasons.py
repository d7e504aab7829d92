"""Levels of a pair's comparisons → one plain sentence in the user's language, with slots for the pair's own values.

What agrees stands first, what differs after "but", the verdict last where the two stay apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clientbase.messages import sentence, texts, tr

#: The comparisons in the order in which a sentence names what agrees.
COMPARISONS = (
    "client_key", "phone", "email", "inn", "ogrn", "kpp", "domain", "company", "first_name", "last_name", "patronymic",
    "birth_date", "own_1", "own_2", "own_3", "address", "postcode", "city", "sex",
)  # fmt: skip
#: What may be filled into a template, by number: both contacts' values, their whole names, the day of a decision.
SLOTS = (*(f"{name}_{side}" for name in COMPARISONS for side in "ab"), "name_a", "name_b", "decided_on")
#: Columns that only this list has; the caller says what they are called.
OWN = ("own_1", "own_2", "own_3")

_NAMES = ("last_name", "first_name", "patronymic")
#: That these differ is no news where something of the two agrees: people have several.
_PASSING = ("phone", "email", "domain", "address", "postcode", "city", "company")
#: What these say, the other says already.
_IMPLIED = {"postcode": ("address",), "city": ("address",), "domain": ("email",), "ogrn": ("inn",), "kpp": ("inn",)}
#: A level of these says that both have a value and the values do not agree.
_DIFFERENT = frozenset({"other", "veto"})
_SILENT = frozenset({"missing", "-"})
#: Reasons that are a verdict themselves, and those that say of an apart pair only that it is not enough.
_VERDICTS = frozenset({"colleagues", "firm_and_person", "other_firm"})
_TOO_LITTLE = ("same_name", "name_alone", "similar_name", "surname_only", "nameless", "same_id", "new_surname")


@dataclass(frozen=True, slots=True)
class PairLevels:
    """How two contacts compare, and what became of the pair.

    Attributes:
        kind: person or firm: which of the two kinds of record they were compared as.
        reason_code: stable code of the rule that judged the pair; its own sentence is told where no level speaks.
        outcome: merge, leaning (doubtful, but rather one), doubtful or apart; "-" where the pair was not compared.
        pair_class: match, relative, colleague, stranger…; "-" where the pair was not compared.
        decision: a person's last word: same, different or related; "-" for none.
        is_one: the two belong to one client.
        named: how many of the two have a name or a company: none, one or both; unknown where they were not compared.
        levels: comparison → level, of COMPARISONS.
    """

    reason_code: str
    outcome: str = "-"
    pair_class: str = "-"
    kind: str = "person"
    decision: str = "-"
    is_one: bool = True
    named: str = "both"
    levels: Mapping[str, str] = field(default_factory=dict)


def levels_of(text: str) -> PairLevels:
    """Return what `pair_levels` wrote in one text: kind, reason, outcome, class, decision, clients, names, levels."""
    kind, reason_code, outcome, pair_class, decision, clients, named, *levels = text.split(" ")
    by_name = dict(zip(COMPARISONS, levels, strict=True))
    return PairLevels(reason_code, outcome, pair_class, kind, decision, clients == "one", named, by_name)


def template(pair: PairLevels, headers: Mapping[str, str] | None = None) -> str:
    """Return a pair's sentence with a slot {n} for the n-th of SLOTS; braces of its own are doubled.

    Args:
        pair: how the two compare.
        headers: what the columns of OWN are called in this list.
    """
    if pair.decision != "-" and (pair.decision == "same") == pair.is_one:
        return _said("decision", pair.decision, "decided_on")
    agreeing = [*_agreeing(pair.levels, headers or {}), *_namelessness(pair)]
    differing = _told_differences(pair, headers or {})
    told = ", ".join(agreeing)
    if agreeing and differing:
        told = tr("{agreeing} but {differing}", agreeing=told, differing=", ".join(differing))
    elif differing:
        told = ", ".join(differing)
    verdict = _verdict(pair)
    if not told:
        return verdict or sentence("reason", pair.reason_code).text
    return f"{told}: {verdict}" if verdict else told


def _agreeing(levels: Mapping[str, str], headers: Mapping[str, str]) -> Iterator[str]:
    """Yield what agrees, in the order of COMPARISONS; equal name parts are told as one name."""
    for name in COMPARISONS:
        if not _agrees(levels, name) or _is_told_elsewhere(levels, name):
            continue
        if name == "last_name" and levels[name] == "swapped":
            yield _said("agrees", "whole_name.swapped", "name_a", "name_b")
        elif name == "first_name" and levels[name] == "same":
            yield _same_name(levels)
        else:
            yield _part("agrees", name, levels[name], headers)


def _is_told_elsewhere(levels: Mapping[str, str], name: str) -> bool:
    if name == "sex" or any(_agrees(levels, other) for other in _IMPLIED.get(name, ())):
        return True
    if name == "first_name":
        return levels.get("last_name") == "swapped"
    return name in _NAMES and levels[name] == "same" and levels.get("first_name") == "same"


def _same_name(levels: Mapping[str, str]) -> str:
    same = [name for name in _NAMES if levels.get(name) == "same"]
    return tr("same name {name}", name=" ".join(_slot(f"{name}_a") for name in same))


def _namelessness(pair: PairLevels) -> Iterator[str]:
    if pair.named == "one":
        yield tr("one of them without a name")
    elif pair.named == "none":
        yield tr("both without a name")


def _agrees(levels: Mapping[str, str], name: str) -> bool:
    return levels.get(name, "missing") not in _DIFFERENT | _SILENT


def _told_differences(pair: PairLevels, headers: Mapping[str, str]) -> list[str]:
    """Return what differs: who they are first; that people have several phones only where nothing weightier does."""
    levels = pair.levels
    different = [name for name in COMPARISONS if levels.get(name) in _DIFFERENT]
    told = list(_different_names(levels, is_one=pair.is_one))
    if pair.named == "both" and all(levels.get(name, "missing") in _SILENT for name in (*_NAMES, "company")):
        told.append(_said("differs", "whole_name", "name_a", "name_b"))
    if pair.kind == "firm" and "company" in different:
        told.append(_part("differs", "company", "", headers))
    told += [_part("differs", name, "", headers) for name in different if name in ("birth_date", "inn", *OWN)]
    if levels.get("client_key") == "veto":
        told.append(_part("differs", "client_key", "", headers))
    if "sex" in different and "first_name" not in different:
        told.append(_part("differs", "sex", "", headers))
    if told or (pair.is_one and (_agrees(levels, "phone") or _agrees(levels, "email"))):
        return told
    return [_part("differs", name, "", headers) for name in _PASSING if name in different]


def _different_names(levels: Mapping[str, str], *, is_one: bool) -> Iterator[str]:
    different = [name for name in _NAMES if levels.get(name) in _DIFFERENT]
    if "last_name" in different and "first_name" in different:
        yield _said("differs", "whole_name", "name_a", "name_b")
    elif "first_name" in different:
        yield _part("differs", "first_name", "", {})
    elif "last_name" in different:
        yield _part("differs", "last_name", "changed" if is_one else "", {})
    if "patronymic" in different and "first_name" not in different:
        yield _part("differs", "patronymic", "", {})


def _verdict(pair: PairLevels) -> str:
    """Return what follows for two that are not one client; "" for those that are."""
    if pair.is_one:
        return ""
    if pair.decision == "same":
        return sentence("verdict", "decision_waits").text
    if pair.levels.get("client_key") == "veto":
        return sentence("verdict", "two_ids").text
    if pair.outcome == "merge":
        return sentence("verdict", "refused").text
    if pair.outcome in ("leaning", "doubtful"):
        return sentence("verdict", pair.outcome).text
    return sentence("verdict", _apart(pair)).text if pair.outcome == "apart" else ""


def _apart(pair: PairLevels) -> str:
    """Return the code of what two are to each other whom nobody takes for one."""
    if pair.reason_code in _VERDICTS:
        return pair.reason_code
    if pair.kind == "firm":
        return {"relative": "branch", "site": "branch", "colleague": "neighbour"}.get(pair.pair_class, "other_firm")
    if pair.reason_code == "family" and any(_agrees(pair.levels, name) for name in ("phone", "email", "address")):
        return "family"
    if pair.pair_class in ("relative", "colleague"):
        return {"relative": "family", "colleague": "colleagues"}[pair.pair_class]
    return "too_little" if pair.reason_code.startswith(_TOO_LITTLE) else "different_people"


def _part(group: str, comparison: str, level: str, headers: Mapping[str, str]) -> str:
    """Return what a comparison of some level says; a level without a text of its own is told as a likeness."""
    family = "own" if comparison in OWN else comparison
    code = f"{family}.{level}" if f"{family}.{level}" in texts()[group] else f"{family}.alike"
    header = _escaped(headers.get(comparison, comparison)) if family == "own" else ""
    return _said(group, code, f"{comparison}_a", f"{comparison}_b", header=header)


def _said(group: str, code: str, *slots: str, header: str = "") -> str:
    numbered = dict(zip("ab", map(_slot, slots), strict=False))
    return sentence(group, code, **numbered, header=header).text


def _slot(name: str) -> str:
    return "{" + str(SLOTS.index(name)) + "}"


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
