"""Where a mock interview takes place."""

from dataclasses import dataclass
from pathlib import Path

from qbank.bank import Bank
from qbank.commands import opening
from qbank.core.question import Topic
from qbank.screen.console import Screen
from qbank.settings import Settings


@dataclass(frozen=True, slots=True)
class Room:
    """Where an interview takes place, and what becomes of its report."""

    settings: Settings
    screen: Screen
    bank: Bank
    as_json: bool
    output: Path | None
    trust: bool = False  # whether the code of a bank that does not come with qbank may run

    def topic(self, slug: str) -> Topic | None:
        """Return a topic by its slug."""
        return opening.by_slug(self.bank.topics).get(slug)

    @property
    def is_quiet(self) -> bool:
        """Say whether standard output is kept for the JSON of the report."""
        return self.as_json and self.output is None and not self.screen.is_interactive
