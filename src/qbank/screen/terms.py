"""The words for what the core only numbers or names: kinds, difficulties, states, ratings, times."""

from collections.abc import Mapping, Sequence

from qbank.core.history import Mark
from qbank.core.question import Topic
from qbank.errors import Message
from qbank.screen.console import Screen
from qbank.screen.spans import Line, Style, line

KINDS = {
    "concept": Message("concept"),
    "calculation": Message("calculation"),
    "design": Message("design"),
    "coding": Message("coding"),
}
DIFFICULTIES = {
    1: Message("warm-up"),
    2: Message("basic"),
    3: Message("intermediate"),
    4: Message("advanced"),
    5: Message("expert"),
}
RATINGS = {
    1: Message("Again"),
    2: Message("Hard"),
    3: Message("Good"),
    4: Message("Easy"),
}
DRAFT = Message("draft")
_MARKS: Mapping[Mark, Message] = {
    "starred": Message("starred"),
    "suspended": Message("suspended"),
    "noted": Message("noted"),
}


def kind(screen: Screen, name: str) -> str:
    """Return the word for a kind of question."""
    return screen.message(KINDS[name])


def difficulty(screen: Screen, level: int) -> str:
    """Return the word for a difficulty of 1 to 5."""
    return screen.message(DIFFICULTIES[level])


def rating(screen: Screen, grade: int) -> str:
    """Return the word for a rating of 1 to 4."""
    return screen.message(RATINGS[grade])


def topic_name(screen: Screen, slug: str, topic: Topic | None) -> str:
    """Return a topic's name in the interface's language, its slug where it has none."""
    return (topic.name.best(screen.language) if topic else "") or slug


def days(screen: Screen, count: int) -> str:
    """Return a number of days, in months or years where it is large; 0 is this session."""
    if count <= 0:
        return screen.word("this session")
    if count < 60:
        return screen.word("{n} d", n=count)
    if count < 730:
        return screen.word("{n} mo", n=round(count / 30.4))
    return screen.word("{n} y", n=round(count / 365.25))


def due(screen: Screen, left: int | None) -> Line:
    """Return when an entry is due, `left` study days from today; None is new."""
    if left is None:
        return line((screen.word("new"), "accent"))
    style: Style = "miss" if left <= 0 else "quiet"
    if left == 0:
        return line((screen.word("due today"), style))
    if left < 0:
        return line((screen.word("overdue {time}", time=days(screen, -left)), style))
    return line((screen.word("in {time}", time=days(screen, left)), style))


def marks(screen: Screen, found: Sequence[Mark]) -> str:
    """Return the words for what the person marked."""
    return ", ".join(screen.message(_MARKS[mark]) for mark in found)


def percent(share: float | None) -> str:
    """Return a share of 0 to 1 as a whole percentage, "-" where there is none."""
    return "-" if share is None else f"{share:.0%}"
