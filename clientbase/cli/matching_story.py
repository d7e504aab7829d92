"""Who is who, told to a person: what dedupe found, and why a client is one."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from clientbase.cli.diagnostics import complain, say
from clientbase.cli.output import cell_text, field_label, show, show_together, wants_data
from clientbase.messages import sentence, tr, trn
from clientbase.workflows.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clientbase.workflows.dedupe import DedupeSummary
    from clientbase.workflows.explaining import Explanation
    from clientbase.workflows.self_check import ListDoubt

Cells = dict[str, Any]

#: So many compared pairs are laid out without -v.
_PAIRS_SEEN, _MOST_PAIRS = 3, 20
_MOST_ROWS = 50
_WIDTH = 80
_CONFIRM_SEEN = ("client_id", "name", "contacts", "weakest_link")
#: Nothing is called surer than that.
_ALMOST_SURE = 0.9999
#: Of so many close ones it is told how to settle a doubt.
_DOUBTS_SETTLED = 3
_DOUBTS_SEEN = ("client_a", "name_a", "client_b", "name_b", "why")


def tell_matching(summary: DedupeSummary) -> None:
    """Say how many clients there are, what was not compared, and why the result should not be trusted, if so."""
    say(tr("{contacts} contacts are {clients} clients; {doubtful} pairs are in doubt.",
        contacts=summary.contacts, clients=summary.clients, doubtful=summary.in_doubt))  # fmt: skip
    if summary.capped.rows:
        _tell_capped(summary.capped)
    tell_doubts(summary.doubts)


def _tell_capped(capped: Table) -> None:
    """Say what so many contacts share that not all of them were compared with each other."""
    _, value, contacts = capped.rows[0]
    say(trn(
        "{count} phone, e-mail or id stands on more than 50 contacts: only equal names were compared there.",
        "{count} phones, e-mails or ids stand on more than 50 contacts each: only equal names were compared there.",
        len(capped.rows),
    ))  # fmt: skip
    say("  " + tr("Most of all {value}: {contacts} contacts.", value=value, contacts=contacts))


def tell_doubts(doubts: tuple[ListDoubt, ...]) -> None:
    """Say why who is who should not be trusted on this list, and what to do; nothing where it can be."""
    if not doubts:
        return
    complain(tr("I am not sure of this list, because:"))
    for doubt in doubts:
        said = sentence(
            "list_doubt", doubt.code, **{name: _spoken(name, value) for name, value in doubt.parameters.items()}
        )
        complain(fill(f"{said.text}; {said.remedy}", _WIDTH, initial_indent="  · ", subsequent_indent="    ",
            break_long_words=False, break_on_hyphens=False))  # fmt: skip


def _spoken(name: str, value: object) -> object:
    if name == "field":
        return field_label(str(value))
    return cell_text(name, value)


def tell_dedupe(summary: DedupeSummary, *, is_dry: bool = False) -> None:
    """Say how many clients there are and how sure that is, show how many pairs were merged or not, who is in doubt."""
    if is_dry:
        say(tr("A dry run: nothing is written."))
    tell_matching(summary)
    show(summary.outcomes)
    if summary.doubtful.rows:
        show(summary.doubtful, people_see=_DOUBTS_SEEN)
        say(tr("Decide on them: clientbase dedupe --interactive, or --review FILE.xlsx; `clientbase why` tells more."))
    if summary.to_confirm.rows:
        show(summary.to_confirm.with_column("weakest_link", _weakest), people_see=_CONFIRM_SEEN)
        say(tr("`clientbase why CLIENT` tells more; who does not belong there: `clientbase split CLIENT CONTACT`."))


def _weakest(client: Cells) -> str:
    """Return what holds a client together at its weakest place."""
    if client["doubt"] == "kept":
        return tr(
            "nothing in the lists holds contacts {a} and {b} together any more",
            a=client["contact_a"],
            b=client["contact_b"],
        )
    return client["why"] or ""


def tell_why(told: Explanation, *, is_full: bool) -> None:
    """Show a client's rows and reasons, the comparisons behind them, who is close but apart, and what was decided."""
    if wants_data():
        show_together(
            {
                "contacts": told.contacts,
                "pairs": told.pairs,
                "comparisons": told.comparisons,
                "decisions": told.decisions,
                "aliases": told.aliases,
            }
        )
        return
    for one in told.asked:
        if one.retired is not None:
            say(tr("{retired} is a former number of client {client_id}.", retired=one.retired, client_id=one.client_id))
        say(tr("Client {client_id}: {name}", client_id=one.client_id, name=one.name))
    show(_contacts_for_people(told.contacts), most=_MOST_ROWS)
    own = {one.client_id for one in told.asked}
    pairs = list(_objects(told.pairs))
    laid_out = [pair for pair in pairs if pair["outcome"] == "doubtful" or {pair["client_a"], pair["client_b"]} <= own]
    _tell_comparisons(told, laid_out, is_full=is_full)
    _tell_neighbours([pair for pair in pairs if pair["client_a"] != pair["client_b"]], own)
    if told.decisions.rows:
        show(_decisions_for_people(told.decisions), most=_MOST_ROWS)


def _objects(table: Table) -> Iterator[Cells]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _contacts_for_people(contacts: Table) -> Table:
    placed = contacts.with_column("row_in_file", _place)
    return placed.with_column("why", lambda one: one["reason"]).only(
        ("client_id", "contact_id", "row_in_file", "name", "why")
    )


def _decisions_for_people(decisions: Table) -> Table:
    rows = tuple(
        (one["contact_a"], one["contact_b"], sentence("decided", one["decision"]).text, one["decided_at"].date())
        for one in _objects(decisions)
    )
    return Table(decisions.title, ("contact_a", "contact_b", "decided", "decided_on"), rows)


def _place(contact: Cells) -> str:
    return f"{' · '.join(filter(None, (contact['source_file'], contact['sheet'])))}:{contact['source_row']}"


def _tell_comparisons(told: Explanation, pairs: list[Cells], *, is_full: bool) -> None:
    """Lay out the comparisons of pairs, the strongest first: what both say, how it compares, what it weighs."""
    seen = _MOST_PAIRS if is_full else _PAIRS_SEEN
    by_pair: dict[tuple[int, int], list[Cells]] = {}
    for part in _objects(told.comparisons):
        by_pair.setdefault((part["contact_a"], part["contact_b"]), []).append(part)
    for pair in pairs[:seen]:
        parts = by_pair.get((pair["contact_a"], pair["contact_b"]), [])
        if parts:
            show(Table("How they compare", _columns(pair), tuple(_rows(pair, parts))), most=_MOST_ROWS)
    if pairs and any(pair["match_weight"] is not None for pair in pairs):
        say(tr("One bit more: twice as likely to be one. 0 says nothing, a minus speaks against."))
    if len(pairs) > seen:
        say(trn("… {count} more pair; -v or --format json", "… {count} more pairs; -v or --format json",
            len(pairs) - seen))  # fmt: skip


def _columns(pair: Cells) -> tuple[str, ...]:
    return ("compared", str(pair["contact_a"]), str(pair["contact_b"]), "agreement", "weight_bits")


def _rows(pair: Cells, parts: list[Cells]) -> Iterator[tuple[object, ...]]:
    for part in parts:
        yield (
            field_label(part["comparison"]), _value(part, "a"), _value(part, "b"), _level(part["level"]),
            _bits(part["match_weight"]),
        )  # fmt: skip
    total = pair["match_weight"]
    if total is None:
        return
    rest = total - sum(part["match_weight"] or 0.0 for part in parts)
    why = tr("how few of all pairs are one client, and how rare the values are")
    yield (tr("everything else"), "", "", why, _bits(rest))
    yield (tr("together"), "", "", _percent(pair["match_probability"]), _bits(total))


def _value(part: Cells, side: str) -> str:
    """Return what one of the two says; a sex is a code."""
    value = part[f"value_{side}"] or ""
    return sentence("sex", value).text if part["comparison"] == "sex" and value else value


def _level(level: str) -> str:
    return sentence("comparison_level", level).text


def _percent(probability: float) -> str:
    """Return a probability that is never called certain."""
    if probability > _ALMOST_SURE:
        return f"> {cell_text('probability', 100 * _ALMOST_SURE)} %"
    return f"{cell_text('probability', 100 * probability)} %"


def _bits(weight: float | None) -> str:
    if weight is None:
        return ""
    rounded = round(weight, 1)
    return f"{rounded:+.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0"


def _tell_neighbours(pairs: list[Cells], own: set[int]) -> None:
    """Show who is close to the client but apart, and how to settle what is doubtful."""
    if not pairs:
        return
    rows = []
    for pair in pairs:
        side = "b" if pair["client_a"] in own else "a"
        rows.append((pair[f"client_{side}"], pair[f"name_{side}"], pair["reason"]))
    show(Table("Close, but apart", ("client_id", "name", "why"), tuple(rows)), most=_MOST_ROWS)
    for pair in pairs[:_DOUBTS_SETTLED]:
        if pair["outcome"] == "doubtful":
            say(tr(
                "In doubt: {names}. Are they one? `clientbase merge {client_a} {client_b}`. "
                "Are they not? `clientbase apart {client_a} {client_b}`.",
                names=" – ".join(pair[f"name_{side}"] or str(pair[f"client_{side}"]) for side in "ab"),
                client_a=pair["client_a"], client_b=pair["client_b"],
            ))  # fmt: skip
