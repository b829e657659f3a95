"""Which questions come next, and what one session adds up to."""

import random
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from qbank.core.question import Summary
from qbank.core.review import Memory, Rating, Review

Why = Literal["due", "new", "ahead"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may be: questions at most, and new ones among them at most."""

    questions: int = 10
    new: int = 5


@dataclass(frozen=True, slots=True)
class Score:
    """What the graded answers of a session add up to: `points` of `possible`."""

    points: float
    possible: int


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting: what is still to be asked, and what was answered.

    Attributes:
        todo: Ids in the order they will be asked; what was rated Again stands once more at the end.
        planned: How many different questions it set out with.
        ahead: Whether nothing was due and it practises ahead of the schedule.
        answers: Ratings by id, in the order of the answers (None where nothing was rated).
        scores: The grader's score, 0 to 1, of each question's first answer.
        skipped: Ids that the person skipped.
    """

    todo: tuple[str, ...]
    planned: int
    ahead: bool = False
    answers: tuple[tuple[str, Rating | None], ...] = ()
    scores: tuple[tuple[str, float], ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def next(self) -> str | None:
        """Return the id to ask now, None when the session is over."""
        return self.todo[0] if self.todo else None

    @property
    def position(self) -> int:
        """Return the number of the present question, from 1; repetitions do not count."""
        settled = {id_ for id_, _ in self.answers} | set(self.skipped)
        return min(self.planned, len(settled - set(self.todo[:1])) + 1)

    @property
    def score(self) -> Score | None:
        """Return the sum over the graded questions, None when nothing was graded."""
        if not self.scores:
            return None
        return Score(sum(score for _, score in self.scores), len(self.scores))

    def answered(self, rating: Rating | None, score: float | None = None) -> "Session":
        """Return the session after an answer to the present question; Again brings it back at the end."""
        id_, rest = self.todo[0], self.todo[1:]
        first = all(id_ != known for known, _ in self.scores)
        return replace(
            self,
            todo=(*rest, id_) if rating is Rating.AGAIN else rest,
            answers=(*self.answers, (id_, rating)),
            scores=(*self.scores, (id_, score)) if score is not None and first else self.scores,
        )

    def skipped_one(self) -> "Session":
        """Return the session after the present question was passed over."""
        return replace(self, todo=self.todo[1:], skipped=(*self.skipped, self.todo[0]))


def plan(  # noqa: PLR0913 - everything that the order depends on
    summaries: Sequence[Summary],
    memories: Mapping[str, Memory],
    recall: Mapping[str, float],
    today: int,
    limits: Limits,
    seed: int,
    *,
    importance: Mapping[str, float] | None = None,
    related: Set[str] = frozenset(),
) -> Session:
    """Choose the questions of a session: due by lowest recall, then new by difficulty; else ahead of time.

    Args:
        summaries: The entries meant, none suspended.
        memories: What is remembered, by id; an id that is absent is new.
        recall: The chance to recall today, by id, of everything in `memories`.
        today: The study day.
        limits: How many.
        seed: Decides the order among equals.
        importance: By id, 1 where nothing is said; the more important come first among what is new.
        related: Ids due because something related went badly; those never seen come last of what is due.

    Returns:
        A session that is empty only when `summaries` is.
    """
    mixed = sorted(summaries, key=lambda summary: summary.id)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # an order, not a secret
    seen = [s.id for s in sorted((s for s in mixed if s.id in memories), key=lambda s: recall[s.id])]
    due = [id_ for id_ in seen if id_ in related or memories[id_].due_day <= today]
    due += [s.id for s in mixed if s.id in related and s.id not in memories]
    new = _new(mixed, importance or {}, {*memories, *related})
    room = max(1, limits.questions)
    chosen = due[:room]
    chosen += new[: max(0, min(limits.new, room - len(chosen)))]
    ahead = not chosen and bool(seen)
    chosen = chosen or seen[:room] or new[:room]
    return Session(tuple(chosen), len(chosen), ahead)


def _new(mixed: Sequence[Summary], importance: Mapping[str, float], known: Set[str]) -> list[str]:
    """Return the ids that are not known yet: the important ones first, then the easy ones."""
    ranked = sorted(mixed, key=lambda s: (-importance.get(s.id, 1.0), s.difficulty))
    return [s.id for s in ranked if s.id not in known]


def last_score(reviews: Sequence[Review], session: str) -> Score | None:
    """Return what the latest graded session before `session` added up to, None when there was none.

    Args:
        reviews: The log in its order, undone rows left out.
        session: The id of the present session, as `data["session"]` of its rows holds it.
    """
    latest: str | None = None
    scores: dict[str, dict[str, float]] = {}
    for review in reviews:
        name = review.data.get("session")
        if not name or name == session or review.score is None or review.item is None:
            continue
        scores.setdefault(name, {}).setdefault(review.item, review.score)
        latest = name
    if latest is None:
        return None
    return Score(sum(scores[latest].values()), len(scores[latest]))
