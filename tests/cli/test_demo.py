"""The demo, as a newcomer meets it: from an empty folder to files that a mailing can start from."""

import csv
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from tests.conftest import ROOT, Cli, Demo, listing

#: What the demo takes in, in the order of its settings.
FILES = [
    "crm_contacts.csv",
    "orders.csv",
    "accountant_clients.xlsx",
    "form_answers.csv",
    "survey.csv",
    "ad_costs.csv",
]
#: The demo's segments, and the column that carries what is written to; companies are for analysis only.
ADDRESS = {
    "companies": "",
    "loyal_moscow": "phone",
    "rooms_long_rent": "phone",
    "sleeping_good_clients": "email",
    "tea_without_coffee": "email",
}


def manifests(demo: Demo) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every written segment's folder and manifest."""
    for path in sorted((demo.folder / "out").glob("*/*/manifest.json")):
        yield path.parent, json.loads(path.read_text(encoding="utf-8"))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a segment file as a spreadsheet sees them; a CSV is a Russian one, so `;` with BOM."""
    if path.suffix == ".xlsx":
        header, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";", strict=True))


def query(demo: Demo, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return the rows of a question to the demo's base."""
    with duckdb.connect(demo.folder / "clients.duckdb", read_only=True) as connection:
        return connection.execute(sql, parameters).fetchall()


def test_it_succeeds_and_says_what_came_out(demo: Demo) -> None:
    """The README's first command ends well and names the folder, the files and the figures."""
    assert demo.result.code == 0, demo.result.err
    assert "clientbase-demo" in demo.result.err
    for file in FILES:
        assert file in demo.result.err
    for segment in ADDRESS:
        assert segment in demo.result.out


def test_its_screen_fits(demo: Demo) -> None:
    """The first screen a newcomer sees does not break over at 80 columns."""
    assert [line for line in demo.result.out.splitlines() if len(line.rstrip()) > 80] == []


def test_no_row_is_lost(demo: Demo) -> None:
    """Of every file: rows in = accepted + rejected, and the rejected ones are in rejects/ one by one."""
    imports = Cli(demo.folder).done("imports", "--format", "json").data
    assert [row["file"] for row in imports] == FILES
    for row in imports:
        assert row["rows_read"] == row["rows_accepted"] + row["rows_rejected"] > 0
        assert bool(row["rejects_file"]) == (row["rows_rejected"] > 0)
    for row in filter(lambda row: row["rejects_file"], imports):
        assert row["rows_rejected"] <= row["rows_read"] * 0.1
        text = (demo.folder / "rejects" / row["rejects_file"]).read_text(encoding="utf-8-sig")
        rejects = list(csv.reader(text.splitlines(keepends=True), delimiter=row["delimiter"] or ";"))
        assert len(rejects) == row["rows_rejected"] + 1


def test_it_brings_the_shipped_files(demo: Demo) -> None:
    """A newcomer can open the messy originals beside what became of them."""
    examples = listing(ROOT / "examples")
    shipped = [name for name in examples if name.endswith((".csv", ".xlsx", ".toml")) or name == "crontab"]
    assert len(shipped) >= 12
    for name in shipped:
        assert (demo.folder / name).read_bytes() == examples[name], name


def test_people_were_found_behind_the_rows(demo: Demo) -> None:
    """About 600 people stand behind twice as many rows: neither one client a row nor everybody merged."""
    facts = Cli(demo.folder).done("status", "--format", "json").data
    assert facts["contacts"] > 1.5 * facts["clients"]
    assert 500 < facts["clients"] < 800
    assert facts["models_as_of"] == "2026-11-01"


def test_every_segment_file_is_what_its_manifest_says(demo: Demo) -> None:
    """Whoever uploads a file can prove which one it was, how many were chosen, and why others are missing."""
    found = {manifest["segment"]: (folder, manifest) for folder, manifest in manifests(demo)}
    assert set(found) == set(ADDRESS)
    for folder, manifest in found.values():
        path = folder / manifest["file"]
        assert sorted(file.name for file in folder.iterdir()) == sorted(["manifest.json", manifest["file"]])
        assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest["sha256"]
        assert manifest["matched"] == manifest["included"] + sum(manifest["excluded"].values())
        rows = read_rows(path)
        assert len(rows) == manifest["included"] > 0
        assert list(rows[0]) == manifest["columns"]
        assert manifest["as_of"] == folder.name == "2026-11-01"


def test_there_is_a_workbook_among_them(demo: Demo) -> None:
    """The list for a person's calls opens in a spreadsheet program, with phones that kept all their digits."""
    (path,) = (demo.folder / "out").glob("*/*/*.xlsx")
    for row in read_rows(path):
        assert str(row["phone"]).lstrip("+").isdigit()
        assert len(str(row["phone"]).lstrip("+")) >= 10


@pytest.mark.parametrize("name", [name for name, column in ADDRESS.items() if column])
def test_nobody_without_permission_is_in_a_file(demo: Demo, name: str) -> None:
    """An address in a file is one that its client may be written to, on that channel and for that purpose."""
    ((folder, manifest),) = ((f, m) for f, m in manifests(demo) if m["segment"] == name)
    allowed = query(
        demo,
        """
        select client_id, ltrim(address, '+') from client_permissions where is_allowed and channel = ? and purpose = ?
        """,
        manifest["channel"],
        manifest["purpose"],
    )
    rows = read_rows(folder / manifest["file"])
    written = {(int(row["client_id"]), str(row[ADDRESS[name]]).lstrip("+")) for row in rows}
    assert len(written) == len(rows)
    assert written <= set(allowed)


def test_who_left_is_in_no_file(demo: Demo) -> None:
    """A client whose own rows withdraw consent gets no advertising on that channel, whatever the other rows say."""
    withdrawn = set(
        query(demo, "select client_id, channel from consents where status = 'withdrawn' and purpose = 'ads'")
    )
    assert len(withdrawn) > 20
    for folder, manifest in manifests(demo):
        if manifest["purpose"] == "ads" and manifest["channel"] != "none":
            written = {(int(row["client_id"]), manifest["channel"]) for row in read_rows(folder / manifest["file"])}
            assert written & withdrawn == set()


@pytest.mark.skipif(os.name == "nt", reason="permission bits are POSIX")
def test_private_files_are_private(demo: Demo) -> None:
    """No other account of the machine reads the base or the lists of people."""
    assert (demo.folder / "clients.duckdb").stat().st_mode & 0o077 == 0
    for folder, _ in manifests(demo):
        assert folder.stat().st_mode & 0o077 == 0
    for path in (demo.folder / "rejects").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_a_full_folder_is_left_alone(cli: Cli) -> None:
    """`demo Documents` does not pour its files among one's own."""
    (cli.folder / "mine").mkdir()
    (cli.folder / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")
    before = listing(cli.folder)
    for words in (["demo", "mine"], ["demo", "mine", "--yes"]):
        result = cli.run(*words)
        assert result.code == 8
        assert "mine" in result.err
    assert listing(cli.folder) == before


def test_yes_never_replaces_a_real_base(cli: Cli) -> None:
    """--yes is for an earlier demo; the base that one works with stays whole."""
    cli.done("init", "clientbase-demo")
    before = listing(cli.folder)
    assert cli.run("demo", "--yes").code == 8
    assert listing(cli.folder) == before


def test_yes_replaces_an_earlier_demo(demo_copy: Path) -> None:
    """The demo can be had fresh again after one has played with it."""
    (demo_copy / "inbox" / "played.csv").write_text("x", encoding="utf-8")
    shell = Cli(demo_copy.parent)
    assert shell.run("demo", demo_copy.name).code == 8
    assert (demo_copy / "inbox" / "played.csv").exists()
    fresh = shell.done("demo", demo_copy.name, "--yes", "--format", "json")
    assert not (demo_copy / "inbox" / "played.csv").exists()
    assert {row["segment"] for row in fresh.data} == set(ADDRESS)
