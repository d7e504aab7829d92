"""A source system: one file, its header and its way to write a person down."""

from abc import ABC, abstractmethod
from random import Random
from typing import ClassVar

from .model import Firm, Person
from .seen import Seen


class Source(ABC):
    """Writes rows; the words and the dialect of its file are the class's."""

    file: ClassVar[str]
    header: ClassVar[tuple[str, ...]]
    delimiter: ClassVar[str] = ";"
    encoding: ClassVar[str] = "utf-8"
    phone_styles: ClassVar[tuple[int, ...]] = (0, 1, 2, 3, 5, 6)

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.seen = Seen(chance, self.phone_styles)

    @abstractmethod
    def row(self, person: Person, day: int) -> tuple[str, ...] | None:
        """Return the cells that the source writes about a person on a day; none of somebody whom it cannot know."""

    def firm_row(self, firm: Firm) -> tuple[str, ...] | None:
        """Return the cells about a firm itself; most sources keep people only."""
        del firm
        return None
