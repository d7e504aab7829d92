"""init: a new base in a folder, with settings that explain themselves."""

from datetime import datetime
from pathlib import Path

from clientbase.base import ClientBase

_TEMPLATE = """\
# Settings of this client base. Every line may be left out.
language = "{language}"            # what clientbase speaks: "ru" or "en"
country = "{country}"             # phones without a country code are read as numbers of this country
currency = "{currency}"           # money in another currency is a problem, never a silent sum
time_zone = "{time_zone}"
max_rejects = "10%"        # an import that would reject more rows is refused

# Files that `clientbase refresh` takes by itself, besides the inbox folder:
# [[sources]]
# files = "inbox/crm*.csv"
# kind = "contacts"        # or "deals", "costs", "answers"…; left out: recognised
# map = {{ "Their header" = "field" }}
# snapshot = true          # each file is the whole of its source: who is not in it has vanished
# trust = 5                # where sources disagree, the higher one is believed
# basis = "bought"         # or consent, contract, open; a bought or open list never counts as consent to ads
# drop = ["A header"]      # a column that never enters the base

# Which value wins where the rows of one client disagree; the rules are in the README:
# [survivorship]
# phone = "most_recent"

# How sure it must be that two rows are one person or firm, as a probability:
# [matching]
# merge = 0.99             # from here on they are merged without asking
# doubtful = 0.2           # from here on you are asked (`clientbase dedupe --review`); less is apart
"""


def settings_text(language: str, country: str, currency: str, time_zone: str) -> str:
    """Return the text of a new clientbase.toml."""
    return _TEMPLATE.format(language=language, country=country, currency=currency, time_zone=time_zone)


def init(folder: Path, text: str, moment: datetime) -> ClientBase:
    """Make a base in `folder`; a clientbase.toml that is there already is kept.

    Raises:
        UsageProblem: the folder is a base.
        DiskProblem: the folder cannot be written.
    """
    return ClientBase.create(folder, text, moment)
