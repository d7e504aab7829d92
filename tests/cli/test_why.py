"""why on a terminal and for machines: one screen's width, stable keys, mistakes with their exit code."""

from tests.conftest import Cli, Demo

WIDTH = 80
KEYS = {
    "contacts": {
        "client_id", "contact_id", "source_file", "sheet", "source_row", "name", "phone", "email", "match_probability",
        "reason_code", "reason",
    },
    "pairs": {
        "contact_a", "contact_b", "client_a", "client_b", "name_a", "name_b", "outcome", "class", "match_weight",
        "match_probability", "reason_code", "reason",
    },
    "comparisons": {"contact_a", "contact_b", "comparison", "value_a", "value_b", "level", "match_weight"},
}  # fmt: skip


def test_a_person_reads_one_screens_width(cli: Cli, demo: Demo) -> None:
    """On 80 columns nothing is cut off, and the reason stands there in words."""
    shown = cli.done("why", 1, 2, "--base", demo.folder, "--lang", "en")
    assert max(map(len, shown.out.splitlines())) <= WIDTH
    assert "why" in shown.out
    assert "Client 1:" in shown.err


def test_machines_get_stable_keys(cli: Cli, demo: Demo) -> None:
    """A script that reads a reason goes on reading it after an update."""
    data = cli.done("why", 1, 2, "--base", demo.folder, "--format", "json").data
    assert set(data) == {"contacts", "pairs", "comparisons", "decisions", "aliases"}
    assert all(data["contacts"])
    assert {name: set(data[name][0]) for name in KEYS if data[name]} == {
        name: keys for name, keys in KEYS.items() if data[name]
    }
    rows = cli.done("why", 1, 2, "--base", demo.folder, "--format", "csv").rows
    assert [row["reason"] for row in rows] == [row["reason"] for row in data["contacts"]]


def test_who_is_not_there_is_a_mistake_of_the_call(cli: Cli, demo: Demo) -> None:
    """Nobody takes an unknown number, or three of them, for a client without reasons."""
    assert cli.run("why", "99999999", "--base", demo.folder).code == 2
    assert cli.run("why", 1, 2, 3, "--base", demo.folder).code == 2
