"""Where a person stands: counts, recall and score, all and by topic."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qbank.core.question import Summary
from qbank.core.review import Memory, Review

USUAL_MS = 120_000  # what one answer takes, until the log knows better


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """One topic's line.

    Attributes:
        recall: Mean chance to recall today over the entries seen, 0 to 1; None when none was.
        score: Mean of each entry's latest score, 0 to 1; None when nothing was graded.
    """

    slug: str
    entries: int
    seen: int
    due: int
    recall: float | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """All that `qbank stats` tells.

    Attributes:
        reviews: Answers and attempts, undone ones left out.
        days: (study day, answers and attempts), ascending, days without any left out.
        mean, last7: Mean score of all answers, and of those of the last seven study days; None without any.
    """

    reviews: int
    entries: int
    seen: int
    due: int
    mean: float | None
    last7: float | None
    topics: tuple[TopicProgress, ...]
    days: tuple[tuple[int, int], ...]


def progress(
    summaries: Sequence[Summary],
    memories: Mapping[str, Memory],
    recall: Mapping[str, float],
    reviews: Sequence[Review],
    today: int,
) -> Progress:
    """Add everything up.

    Args:
        summaries: The entries meant.
        memories: What is remembered, by id.
        recall: The chance to recall today, by id, of everything in `memories`.
        reviews: The log in its order, undone rows left out.
        today: The study day.
    """
    meant = {summary.id for summary in summaries}
    rows = [r for r in reviews if r.kind in ("answer", "attempt") and r.item in meant]
    seen = {r.item for r in rows} | (meant & set(memories))
    due = {id_ for id_ in meant & set(memories) if memories[id_].due_day <= today}
    latest = {r.item: r.score for r in rows if r.score is not None}
    slugs = dict.fromkeys(summary.topic for summary in summaries)
    return Progress(
        reviews=len(rows),
        entries=len(meant),
        seen=len(seen),
        due=len(due),
        mean=_mean([r.score for r in rows if r.score is not None]),
        last7=_mean([r.score for r in rows if r.score is not None and r.day > today - 7]),
        topics=tuple(
            _topic(slug, {s.id for s in summaries if s.topic == slug}, seen, due, recall, latest)
            for slug in slugs
        ),
        days=tuple(sorted(Counter(r.day for r in rows).items())),
    )


def minutes(due: int, reviews: Sequence[Review]) -> int:
    """Return how long the due questions will take, from the median time of the answers so far."""
    times = [review.ms for review in reviews if review.ms]
    from statistics import median  # noqa: PLC0415  # late: not for every command that names progress

    return -(-due * round(median(times) if times else USUAL_MS) // 60_000)


def _topic(
    slug: str,
    ids: set[str],
    seen: set[str | None],
    due: set[str],
    recall: Mapping[str, float],
    latest: Mapping[str | None, float],
) -> TopicProgress:
    return TopicProgress(
        slug=slug,
        entries=len(ids),
        seen=len(ids & seen),
        due=len(ids & due),
        recall=_mean([recall[id_] for id_ in ids if id_ in recall]),
        score=_mean([latest[id_] for id_ in ids if id_ in latest]),
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
