"""The `[survivorship]` table of clientbase.toml: by which rule a field's value is picked where rows disagree."""

from collections.abc import Mapping

from clientbase.config.checks import bad, is_text, nearest, refuse_unknown
from clientbase.errors import SettingsProblem
from clientbase.fields import NAME_PARTS, SURVIVORSHIP_RULES, surviving_fields


def survivorship_from(entry: object, file: str) -> Mapping[str, str]:
    """Return field → rule, in the order of the fields' names; `file` names the settings in errors.

    Raises:
        SettingsProblem: a field or rule that there is not; it names the nearest one. A name is picked whole.
    """
    if not isinstance(entry, dict):
        raise bad(file, "survivorship", entry, "[survivorship]")
    for part in NAME_PARTS:
        if part in entry:
            raise SettingsProblem("settings.unknown_key", file=file, key=part, nearest="full_name")
    refuse_unknown(entry, surviving_fields(), file)
    for field, rule in entry.items():
        if not is_text(rule) or rule not in SURVIVORSHIP_RULES:
            known = ", ".join(SURVIVORSHIP_RULES)
            raise SettingsProblem(
                "settings.unknown_rule",
                file=file,
                field=field,
                rule=rule,
                nearest=nearest(rule, SURVIVORSHIP_RULES),
                known=known,
            )
    return dict(sorted(entry.items()))
