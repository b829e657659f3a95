"""Where a person stands: counts, recall and score, all and by topic."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from qbank.core.attempts import is_judged
from qbank.core.interview_log import is_reply
from qbank.core.question import Summary
from qbank.core.review import Memory, Review

AHEAD = 7  # study days of which is told what falls due
USUAL_MS = 120_000  # what one answer takes, until the log knows better


@dataclass(frozen=True, slots=True)
class TopicProgress:
    """One topic's line.

    Attributes:
        recall: Mean chance to recall today over the entries seen, 0 to 1; None when none was.
        mastery: The same over all entries, what was never seen counting 0.
        score: Mean of each entry's latest score, 0 to 1; None when nothing was graded.
    """

    slug: str
    entries: int
    seen: int
    due: int
    recall: float | None
    score: float | None
    mastery: float = 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """How good the answers were, by the rubric, that the person rated so.

    Attributes:
        answers: Rated answers that were graded too.
        score: Their mean score, 0 to 1.
    """

    rating: int
    answers: int
    score: float


@dataclass(frozen=True, slots=True)
class Progress:
    """All that `qbank stats` tells.

    Attributes:
        reviews: Answers and attempts, undone ones left out.
        days: (study day, answers and attempts), ascending, days without any left out.
        mean, last7: Mean score of all answers, and of those of the last seven study days; None without any.
        streak: Study days in a row with an answer, up to today, or to yesterday while today has none.
        coming: (study day, entries that fall due on it) for today, with the overdue, and the next six days.
        calibration: A line for each rating that was given; in a mock interview nobody gives one.
        changed: (id, study day of the last answer) of entries whose text was edited since.
    """

    reviews: int
    entries: int
    seen: int
    due: int
    mean: float | None
    last7: float | None
    topics: tuple[TopicProgress, ...]
    days: tuple[tuple[int, int], ...]
    streak: int = 0
    coming: tuple[tuple[int, int], ...] = ()
    calibration: tuple[Calibration, ...] = ()
    changed: tuple[tuple[str, int], ...] = ()


def progress(
    summaries: Sequence[Summary],
    memories: Mapping[str, Memory],
    recall: Mapping[str, float],
    reviews: Sequence[Review],
    today: int,
    *,
    related: Set[str] = frozenset(),
) -> Progress:
    """Add everything up.

    Args:
        summaries: The entries meant.
        memories: What is remembered, by id.
        recall: The chance to recall today, by id, of everything in `memories`.
        reviews: The log in its order, undone rows left out.
        today: The study day.
        related: Ids that are due because something related went badly.
    """
    meant = {summary.id for summary in summaries}
    rows = [r for r in reviews if r.kind in ("answer", "attempt") and r.item in meant]
    known = meant & set(memories)
    seen = {r.item for r in rows} | known
    days = {id_: memories[id_].due_day for id_ in known} | dict.fromkeys(meant & related, today)
    due = {id_ for id_, day in days.items() if day <= today}
    scored = [(r.day, r.score) for r in rows if r.score is not None and not is_judged(r)]
    return Progress(
        reviews=len(rows),
        entries=len(meant),
        seen=len(seen),
        due=len(due),
        mean=_mean([score for _, score in scored]),
        last7=_mean([score for day, score in scored if day > today - 7]),
        topics=_topics(summaries, rows, seen, due, recall),
        days=tuple(sorted(Counter(r.day for r in rows).items())),
        streak=_streak({r.day for r in rows}, today),
        coming=_coming(list(days.values()), today),
        calibration=_calibration(rows),
        changed=changed_since(summaries, rows),
    )


def minutes(due: int, reviews: Sequence[Review]) -> int:
    """Return how long the due questions will take, from the median time of the answers so far."""
    times = [review.ms for review in reviews if review.ms and not is_judged(review)]
    from statistics import median  # noqa: PLC0415  # late: not for every command that names progress

    return -(-due * round(median(times) if times else USUAL_MS) // 60_000)


def _topics(
    summaries: Sequence[Summary],
    rows: Sequence[Review],
    seen: set[str | None],
    due: set[str],
    recall: Mapping[str, float],
) -> tuple[TopicProgress, ...]:
    """Return a line for each topic, in the order in which the entries name them."""
    latest = {row.item: row.score for row in rows if row.score is not None and not is_judged(row)}
    ids: dict[str, set[str]] = {}
    for summary in summaries:
        ids.setdefault(summary.topic, set()).add(summary.id)
    return tuple(_topic(slug, some, seen, due, recall, latest) for slug, some in ids.items())


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
        mastery=sum(recall.get(id_, 0.0) for id_ in ids) / len(ids) if ids else 0.0,
    )


def _streak(days: set[int], today: int) -> int:
    day = today if today in days else today - 1
    count = 0
    while day - count in days:
        count += 1
    return count


def _coming(due: Sequence[int], today: int) -> tuple[tuple[int, int], ...]:
    counts = Counter(max(day, today) for day in due)
    return tuple((day, counts[day]) for day in range(today, today + AHEAD))


def _calibration(rows: Sequence[Review]) -> tuple[Calibration, ...]:
    scores: dict[int, list[float]] = {}
    for row in rows:
        if row.kind == "answer" and row.grade is not None and row.score is not None and not is_reply(row):
            scores.setdefault(row.grade, []).append(row.score)
    return tuple(
        Calibration(grade, len(each), sum(each) / len(each)) for grade, each in sorted(scores.items())
    )


def changed_since(summaries: Sequence[Summary], rows: Sequence[Review]) -> tuple[tuple[str, int], ...]:
    """Return the entries whose fingerprint is another than at the last answer, with the day of that answer.

    Args:
        summaries: The entries meant.
        rows: The log in its order, undone rows left out.

    Returns:
        (id, study day), in the order of the ids.
    """
    last = {row.item: row for row in rows if row.item_hash}
    found = [
        (one.id, last[one.id].day)
        for one in summaries
        if one.id in last and last[one.id].item_hash != one.hash
    ]
    return tuple(sorted(found))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
