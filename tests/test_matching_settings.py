"""`[matching]`: how sure a merge must be, set by the owner."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from clientbase.base import ClientBase
from clientbase.config import MatchLimits, settings_from
from clientbase.errors import SettingsProblem
from clientbase.workflows.dedupe import dedupe
from clientbase.workflows.import_ import ImportOptions, import_files

NOON = datetime.fromisoformat("2026-11-01T12:00")


def test_the_limits_have_documented_defaults() -> None:
    """Without a word of the owner a merge by itself is at least 99 in 100."""
    assert settings_from({}, "clientbase.toml").matching == MatchLimits(merge=0.99, doubtful=0.2)


def test_the_limits_are_read() -> None:
    """What the owner says holds; what is left out keeps its default."""
    assert settings_from({"matching": {"merge": 0.999}}, "clientbase.toml").matching == MatchLimits(0.999, 0.2)


@pytest.mark.parametrize(
    "table", [{"merge": 1.5}, {"merge": "sure"}, {"doubtful": True}, {"merge": 0.5, "doubtful": 0.9}, {"megre": 0.9}]
)
def test_a_wrong_limit_is_refused(table: dict[str, Any]) -> None:
    """A slip in a limit must not merge strangers: it is told with the key and an example."""
    with pytest.raises(SettingsProblem):
        settings_from({"matching": table}, "clientbase.toml")


def test_a_stricter_owner_is_asked_more(tmp_path: Path) -> None:
    """With merge = 1 nobody is merged without a word; the same pair is merged by default."""
    (tmp_path / "list.csv").write_text(
        "ФИО,Телефон\nАнна Котова,+79161234567\nАня Котова,+79161234567\n", encoding="utf-8"
    )
    clients = []
    for name, settings in (("usual", ""), ("strict", "[matching]\nmerge = 1.0\n")):
        base = ClientBase.create(tmp_path / name, settings, NOON)
        import_files(base, [tmp_path / "list.csv"], ImportOptions(kind="contacts"), NOON)
        clients.append(dedupe(base, NOON).clients)
    assert clients == [1, 2]
