"""One line of the review log, and what is remembered of one question because of all its lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal

from qbank.core.days import study_day

ReviewKind = Literal[
    "answer",  # rated: moves the schedule
    "attempt",  # answered, or judged, without a rating: kept, without effect on the schedule
    "aid",  # of a coding problem: data {"hint": n} or {"solution": true} was looked at
    "undo",  # takes back the row that `target` names
    "suspend",  # data {"on": bool}: out of rotation, or back
    "importance",  # data {"value": 0.0 .. 5.0}
    "note",  # data {"text": str}
    "wording",  # data {"point": id, "text": str}: a personal way to say a key point
    "plan",  # data: the interview plan; item is None
    "params",  # data: parameters of the scheduler; item is None
    "import",  # data: where a history came from
    "mock",  # data: a mock interview begins or ends, or one of its questions was passed over; item is None
]
REVIEW_KINDS: tuple[ReviewKind, ...] = ReviewKind.__args__  # type: ignore[attr-defined]


class Rating(IntEnum):
    """How well the person remembered, in the four grades of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Review:
    """One line of the append-only log.

    Attributes:
        id: A uuid7, 16 bytes; unique over all devices and rising with time on one.
        device: Which installation wrote it.
        at: UTC microseconds since 1970.
        offset: The person's time zone, minutes east of UTC.
        item: An entry's id; None for plan and params.
        item_hash: The fingerprint of the entry as it was shown.
        grade: The person's rating 1 to 4, or None.
        score: What the grader gave, 0 to 1, or None where nothing was graded.
        points: Ids of the key points that were hit; None where nothing was graded.
        grader: The version of the grader that gave score and points.
        ms: From the question shown to the answer given, milliseconds.
        answer: What was typed.
        target: The id of the row that an undo names.
        data: What the other kinds carry.
    """

    id: bytes
    device: str
    at: int
    offset: int
    kind: ReviewKind
    item: str | None = None
    item_hash: str | None = None
    grade: int | None = None
    score: float | None = None
    points: tuple[str, ...] | None = None
    grader: str | None = None
    ms: int | None = None
    answer: str | None = None
    target: bytes | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> int:
        """Return the study day on which it happened."""
        return study_day(self.at, self.offset)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of one question, derived from the log by replay.

    Attributes:
        stability: Days after which the chance to recall falls to 90 %.
        difficulty: 1 to 10.
        last_day: The study day of the last rated answer.
        due_day: The study day on which it should be asked again.
        reviews: How many rated answers there were.
        lapses: How many of them were `Again`, the first one left out.
    """

    stability: float
    difficulty: float
    last_day: int
    due_day: int
    reviews: int
    lapses: int


def uuid7(at: int, random: bytes) -> bytes:
    """Return a version 7 UUID (RFC 9562): milliseconds, then the microseconds within them, then random bits.

    Args:
        at: UTC microseconds since 1970.
        random: At least 8 random bytes.
    """
    milliseconds, microseconds = divmod(at, 1000)
    sub = (microseconds << 12) // 1000  # 12 bits of the millisecond (method 3 of section 6.2)
    return (
        milliseconds.to_bytes(6, "big")
        + (0x7000 | sub).to_bytes(2, "big")
        + (0x80 | (random[0] & 0x3F)).to_bytes(1, "big")
        + random[1:8]
    )
