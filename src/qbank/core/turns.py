"""One question of an interview and the reply to it; a list of replies is all the state there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qbank.core.handed_in import Judged
from qbank.core.text import Text

Step = Literal["main", "probe", "deeper", "code"]
NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Turn:
    """What is asked.

    Attributes:
        main: The main question that it belongs to.
        step: The main question itself, one that goes back to what was missed, or one that goes on; the coding
            problem, which is a main question of its own.
        follow_up: The index of the follow-up of `main` that is asked, None where it is none of them.
        see: The entry by whose rubric the reply is graded, "" where it is graded by none.
        part: The words of the main question that it goes back to.
        quote: The person's own words that it goes back to.
        points: Key points of `main` that it is after.
    """

    main: str
    step: Step
    follow_up: int | None = None
    see: str = ""
    part: Text = NOTHING
    quote: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered: "" for "I do not know", None where it was passed over; and how long that took.

    Attributes:
        answer: Of the coding problem the program that was handed in.
        judged: What the judge said of it.
    """

    turn: Turn
    answer: str | None
    ms: int
    judged: Judged | None = None


def spent(replies: Iterable[Reply]) -> float:
    """Return the seconds that replies took; pauses between two sittings do not count."""
    return sum(reply.ms for reply in replies) / 1000
