"""What a judging says: of each case, and of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qbank.core.text import Text

Verdict = Literal[
    "accepted",
    "wrong_answer",
    "runtime_error",
    "time_limit",
    "memory_limit",
    "output_limit",
    "not_implemented",
    "judge_error",
]
NOTHING = Text()
Status = Verdict | Literal["not_run"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the candidate's program that an exception came through."""

    file: str
    number: int
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class Raised:
    """What the candidate's program raised.

    Attributes:
        missing: The name of the function that is not there, then those that are; else empty.
        lines: The innermost last.
    """

    type: str
    message: str
    missing: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """How one case went.

    Attributes:
        ms: How long the call took, by the worker's own word; None where it did not return.
        why: Why it is not accepted, in both languages; empty where `raised` or the status says it.
        index: Where the first wrong value is, `""` for the whole result.
        expected: That value, or the beginning of the result; likewise `got`.
        error: The largest absolute error, or None.
    """

    name: Text
    status: Status
    ms: float | None = None
    why: Text = NOTHING
    raised: Raised | None = None
    index: str = ""
    expected: str = ""
    got: str = ""
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One case whole, as text.

    Attributes:
        number: Which case, from 0.
        input: Of each argument its name, its dtype and shape ("" for none), its value.
        is_asked: Whether the person asked for it, and wants to see the values too.
    """

    number: int
    input: tuple[tuple[str, str, str], ...]
    expected: str
    got: str
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A judging.

    Attributes:
        ms: Wall time of the whole.
        cpu: Seconds of CPU that the solution used, where that can be known.
        limits: Seconds of CPU and of wall time that it had.
        printed: The last lines of what the solution printed.
        line: The line it was at when the time was over, or None.
        held: The layers that kept it in.
        shown: The first case that is not accepted, or the one that was asked for.
        alike: The reasons of known wrong solutions with the same results, in both languages.
    """

    verdict: Verdict
    cases: tuple[Case, ...]
    seed: int
    ms: float
    cpu: float = 0.0
    limits: tuple[float, float] = (0.0, 0.0)
    printed: str = ""
    raised: Raised | None = None
    line: Line | None = None
    held: tuple[str, ...] = ()
    shown: Shown | None = None
    alike: tuple[Text, ...] = ()

    @property
    def passed(self) -> int:
        """Return how many cases are accepted."""
        return sum(case.status == "accepted" for case in self.cases)


def decide(statuses: Sequence[Status]) -> Verdict:
    """Return the verdict: accepted when every case is, and there is one; else what happened first.

    Raises:
        ValueError: Nothing was run.
    """
    first = next((status for status in statuses if status != "accepted"), None)
    if first is None and statuses:
        return "accepted"
    if first is None or first == "not_run":
        raise ValueError("no case was run")
    return first
