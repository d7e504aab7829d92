"""The owner's rules in the settings."""

import pytest

from clientbase.config import settings_from
from clientbase.errors import SettingsProblem
from clientbase.rules import NO_RULES


def test_rules_are_read_and_change_the_key_of_verdicts() -> None:
    """A rule that changes a verdict changes the key, so that values are judged anew; a required field does not."""
    rules = settings_from({"rules": {"email_domains": {"Frima.RU": "firma.ru"}}}, "clientbase.toml").rules
    assert rules.email_domains == {"frima.ru": "firma.ru"}
    assert rules.key
    assert settings_from({"rules": {"required": ["phone"]}}, "clientbase.toml").rules.key == NO_RULES.key == ""


@pytest.mark.parametrize(
    "entry",
    [{"required": ["telephone"]}, {"cities": {"Нск": 1}}, {"first_names": {"Ким": "unknown"}}, {"typo": {}}, []],
)
def test_a_wrong_rule_is_told(entry: object) -> None:
    """Unknown keys and fields, and values of another type, are errors of the settings."""
    with pytest.raises(SettingsProblem):
        settings_from({"rules": entry}, "clientbase.toml")
