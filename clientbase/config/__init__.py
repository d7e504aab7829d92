"""clientbase.toml → frozen settings; a wrong key or value is an error that names the right one."""

from clientbase.config.checks import parse_limit
from clientbase.config.settings import SETTINGS_FILE, MatchLimits, Settings, load_settings, settings_from
from clientbase.config.sources import (
    BASES,
    CONSENT_CHANNELS,
    FIXES,
    PURPOSES,
    ConsentStatement,
    SourceSettings,
    parse_consent,
)

__all__ = [
    "BASES",
    "CONSENT_CHANNELS",
    "FIXES",
    "PURPOSES",
    "SETTINGS_FILE",
    "ConsentStatement",
    "MatchLimits",
    "Settings",
    "SourceSettings",
    "load_settings",
    "parse_consent",
    "parse_limit",
    "settings_from",
]
