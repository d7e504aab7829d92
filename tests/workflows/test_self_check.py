"""Lists that cannot be judged are told so, with what to do; a plain list is not."""

import pytest

from clientbase import messages
from clientbase.workflows.self_check import FEW, ListDoubt, doubts_of, doubts_table

#: A list of clients as lists are.
PLAIN = {
    "contacts": 1000, "clients": 800, "comparable": 950, "crowded": 0, "largest_client": 5, "in_largest": 40,
    "merges": 250, "plain_merges": 230, "plain_apart": 3, "expected_errors": 1.5, "doubtful": 15,
    "contradicting_keys": 2,
}  # fmt: skip


def test_a_plain_list_is_trusted() -> None:
    """Nobody learns to skip a warning that every list gets."""
    assert doubts_of(PLAIN, []) == ()


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("nothing_to_compare", {"comparable": 100}),
        ("crowded", {"crowded": 200}),
        ("short_list", {"contacts": 100, "clients": 90, "comparable": 100}),
        ("lumped", {"in_largest": 700, "largest_client": 300, "clients": 310}),
        ("few_clients", {"clients": 200}),
        ("without_keys", {"plain_merges": 100}),
        ("keys_refused", {"plain_apart": 300}),
        ("many_errors", {"expected_errors": 20.0}),
        ("ids_contradict", {"contradicting_keys": 12}),
        ("many_doubtful", {"doubtful": 100}),
    ],
)
def test_what_is_implausible_is_told(code: str, changed: dict[str, float]) -> None:
    """Each way in which a list can be beyond judgement has its code, its sentence and its remedy."""
    doubts = doubts_of(PLAIN | changed, [])
    assert [doubt.code for doubt in doubts] == [code]
    assert all(messages.texts()["list_doubt"][code].values())


def test_a_value_on_most_contacts_is_told_unless_lists_are_so() -> None:
    """A birthday that a program filled in is no evidence; a whole staff of one firm is no mistake."""
    dominant = [("birth_date", "1990-01-01", 600, 900), ("company", "Ромашка", 900, 900), ("inn", "77", 2, 3)]
    assert doubts_of(PLAIN, dominant) == (
        ListDoubt("one_value", {"field": "birth_date", "value": "1990-01-01", "share": 600 / 900}),
    )


def test_three_rows_are_no_list() -> None:
    """Shares of a handful of rows say nothing."""
    assert doubts_of(PLAIN | {"contacts": FEW - 1, "comparable": 0, "clients": 1}, []) == ()


def test_machines_get_stable_keys() -> None:
    """A script can react to a code without reading a sentence."""
    table = doubts_table((ListDoubt("crowded", {"share": 0.5}),))
    assert table.columns == ("code", "field", "value", "share", "count", "contacts", "clients")
    assert table.rows == (("crowded", None, None, 0.5, None, None, None),)
