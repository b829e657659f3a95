"""What a list needs of the bank: topics, tracks, and a summary of each entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qbank.core.text import Text

Kind = Literal["concept", "calculation", "design", "coding"]
KINDS: tuple[Kind, ...] = ("concept", "calculation", "design", "coding")
State = Literal["draft", "checked"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a topic must have an entry for; `id` is `<topic>/<slug>`."""

    id: str
    zh: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the field."""

    slug: str
    name: Text
    scope: Text
    aliases: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A kind of job: how much each topic weighs for it (by slug; a topic that is not named weighs 1)."""

    slug: str
    name: Text
    weights: Mapping[str, float]

    def has(self, topic: str) -> bool:
        """Say whether a topic belongs to the job: it weighs as much there as usual, or more."""
        return self.weights.get(topic, 1.0) >= 1.0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list, a filter and the choice of the next question need of an entry, or of a coding problem."""

    id: str
    topic: str
    kind: Kind
    difficulty: int
    tags: tuple[str, ...]
    state: State
    question: Text
    hash: str

    @property
    def is_problem(self) -> bool:
        """Say whether it is answered with code, which a judge runs, and not in words."""
        return self.kind == "coding"
