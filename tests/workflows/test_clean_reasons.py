"""What `clean` says of duplicates and of doubts."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from clientbase.cli.story import tell_clean
from clientbase.config import Settings
from clientbase.workflows.clean import clean_files
from clientbase.workflows.import_options import ImportOptions

NOON = datetime.fromisoformat("2026-11-01T12:00")
LINES = (
    "ID,ФИО,Телефон,Дата рождения",
    "1,Александр Котов,+79161234567,05.03.1990",
    "2,Саша Котов,+79161234567,05.03.1990",
    "3,Лис Пётр,+79160000001,",
    "3,Лис Пётр,+79160000001,",
    "4,Ёж Яна,+79031112233,",
    "5,Ёж Я.,+79031112234,",
    "6,Волк Олег,,01.02.1990",
    "7,Волк Олег,+79031112299,",
)


def test_duplicates_are_told_with_their_own_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each row says what it shares with the other one; and who doubts learns where to settle it."""
    (tmp_path / "list.csv").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    outcomes = clean_files([tmp_path / "list.csv"], None, ImportOptions(kind="contacts"), Settings(), NOON)
    with (tmp_path / "list.duplicates.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["row"]: row for row in csv.DictReader(stream)}
    same = "same phone +7 916 123-45-67, name Александр ~ Саша, same surname Котов, birthday equal"
    assert rows["2"]["reason"] == rows["3"]["reason"] == same
    assert rows["4"]["reason"] == rows["5"]["reason"] == "the same row or the same id once more"
    assert next(iter(rows["2"])) == "client_id"
    tell_clean(outcomes)
    told = capsys.readouterr().err
    assert "1 pair is in doubt" in told
    assert "dedupe --review" in told
