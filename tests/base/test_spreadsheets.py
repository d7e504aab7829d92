"""Files for spreadsheets open right."""

from datetime import date
from pathlib import Path

import openpyxl

from clientbase.base.spreadsheets import Sheet, write_workbook


def test_any_table_names_make_a_workbook(tmp_path: Path) -> None:
    """Members of an archive are called "a/b.csv", sheets of OpenDocument at length; Excel allows neither."""
    names = ["a/b.csv", "A_B.csv", "x" * 40, "x" * 35, "", "'q'"]
    write_workbook(tmp_path / "x.xlsx", [Sheet(name, ("c",), ()) for name in names], date(2026, 1, 1))
    found = openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames
    assert found == ["a_b.csv", "A_B.csv (2)", "x" * 31, "x" * 27 + " (2)", "Sheet", "q"]
