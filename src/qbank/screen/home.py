"""What `qbank` alone says: what is due, how long it takes, and three commands; at most 8 rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from qbank.core.session import Score
from qbank.errors import Message
from qbank.screen import spans
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, ends
from qbank.screen.spans import Line, Lines, line


@dataclass(frozen=True, slots=True)
class Next:
    """A command to type next, and what it does."""

    command: str
    what: Message


@dataclass(frozen=True, slots=True)
class Today:
    """Where the person stands this morning.

    Attributes:
        due: Questions due.
        minutes: How long they will take.
        new: Questions never seen.
        days_left: Days to the interview; None where no date was set.
        last: The score of the last session; None where there was none.
    """

    due: int
    minutes: int
    new: int
    days_left: int | None = None
    last: Score | None = None


def home(screen: Screen, today: Today, commands: Sequence[Next]) -> Lines:
    """Return at most 8 rows: what is due, what is known, and up to three commands."""
    lines = [BLANK, ends(screen, _due(screen, today), ())]
    if facts := _facts(screen, today):
        lines.append(ends(screen, line((facts, "quiet")), ()))
    column = max((spans.width(line(each.command)) for each in commands), default=0) + 2
    lines.append(BLANK)
    for each in commands[:3]:
        gap = " " * (column - spans.width(line(each.command)))
        what = screen.message(each.what)
        lines.append(ends(screen, line((each.command, "code"), gap, (what, "quiet")), ()))
    return lines


def _due(screen: Screen, today: Today) -> Line:
    if today.due:
        due = screen.word("{n} due today, about {minutes} min", n=today.due, minutes=today.minutes)
        return line((due, "title"))
    return line((screen.word("Nothing is due today; {n} are new", n=today.new), "title"))


def _facts(screen: Screen, today: Today) -> str:
    interview = last = ""
    if today.days_left is not None:
        interview = screen.word("{n} d to the interview", n=today.days_left)
    if today.last is not None:
        score = f"{today.last.points:.1f}/{today.last.possible}"
        last = screen.word("last score {score}", score=score)
    return dotted(screen, interview, last)
