"""What an interview came to: each reply graded, what follow-ups added, topics, the weakest points."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qbank.core.entry import Entry, KeyPoint
from qbank.core.grading import Grade, PointResult, grade, settled
from qbank.core.interview import Script
from qbank.core.interviewing import Wordings
from qbank.core.turns import Reply, Turn, spent

WEAKEST = 3
FAILED = 2  # a grade below it is a weak answer


@dataclass(frozen=True, slots=True)
class Answered:
    """One reply.

    Attributes:
        answer: "" for "I do not know", None where it was passed over.
        grade: By the rubric of the entry that the turn names; None where there is none, or nothing was said.
        added: Points of the main question that this reply to a follow-up said first.
    """

    turn: Turn
    answer: str | None
    ms: int
    grade: Grade | None
    added: tuple[PointResult, ...] = ()

    @property
    def is_weak(self) -> bool:
        """Say whether it was graded, and badly."""
        return self.grade is not None and self.grade.grade < FAILED

    @property
    def is_ungraded(self) -> bool:
        """Say whether there is an answer that nothing can grade: no rubric, no point that it was after."""
        return bool(self.answer) and self.grade is None and self.turn.step != "probe" and not self.added


@dataclass(frozen=True, slots=True)
class Question:
    """A main question with what followed it.

    Attributes:
        first: The main answer.
        rest: Replies to its follow-ups.
        settled: The grade of the main answer with what follow-ups added; None where nothing was graded.
    """

    id: str
    first: Answered
    rest: tuple[Answered, ...]
    settled: Grade | None

    @property
    def ms(self) -> int:
        """Return the time that all of it took."""
        return sum(each.ms for each in (self.first, *self.rest))


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A key point that was not said even when it was asked after."""

    entry: str
    point: KeyPoint
    status: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that a report tells of one interview.

    Attributes:
        seconds: What all replies took.
        questions: In the order in which they were asked.
        coding: The reply to the coding problem; None where there was none, or it was not reached.
        unasked: Main questions of the script, and its problem, that the time, or the person, left out.
        score: Mean over all graded answers, 0 to 1, follow-ups with a rubric and the program that was handed
            in among them; None without any.
        after: The same with what follow-ups added.
        topics: (topic, mean score, graded answers), the weakest first.
        weakest: At most three points, the most important first.
    """

    script: Script
    seconds: float
    questions: tuple[Question, ...]
    unasked: tuple[str, ...]
    score: float | None
    after: float | None
    topics: tuple[tuple[str, float, int], ...]
    weakest: tuple[WeakPoint, ...]
    coding: Reply | None = None

    @property
    def graded(self) -> int:
        """Return how many answers have a grade, or a verdict of the judge."""
        return sum(1 for each in self.replies if each.grade) + (_verdict(self.coding) is not None)

    @property
    def ungraded(self) -> int:
        """Return how many answers nothing could grade."""
        return sum(1 for each in self.replies if each.is_ungraded)

    @property
    def replies(self) -> Iterator[Answered]:
        """Yield every reply in words, in its order."""
        for question in self.questions:
            yield from (question.first, *question.rest)

    @property
    def weak(self) -> tuple[str, ...]:
        """Return the entries whose answers were weak, in the order of the answers."""
        return tuple(each.turn.see for each in self.replies if each.is_weak)


def debrief(
    script: Script, replies: Sequence[Reply], entries: Mapping[str, Entry], wordings: Wordings | None = None
) -> Debrief:
    """Grade all replies and add up.

    Args:
        script: What the interview set out to ask.
        replies: All, in their order.
        entries: Those that were asked; replies to what the bank no longer has are left out.
        wordings: The person's own ways to say key points.
    """
    threads: dict[str, list[Reply]] = {}
    for reply in replies:
        if reply.turn.step != "code" and reply.turn.main in entries:
            threads.setdefault(reply.turn.main, []).append(reply)
    questions = tuple(_question(thread, entries, wordings or {}) for thread in threads.values())
    coding = next((one for one in replies if one.turn.step == "code" and one.turn.main in entries), None)
    scores = [*_scores(questions, entries), *_coded(coding, entries)]
    asked = {*threads, coding.turn.main} if coding else set(threads)
    return Debrief(
        script=script,
        seconds=spent(replies),
        questions=questions,
        unasked=tuple(id_ for id_ in script.planned if id_ not in asked and id_ in entries),
        score=_mean([score for _, score, _ in scores]),
        after=_mean([after for _, _, after in scores]),
        topics=_topics(scores),
        weakest=_weakest(questions, entries),
        coding=coding,
    )


def _question(thread: Sequence[Reply], entries: Mapping[str, Entry], wordings: Wordings) -> Question:
    entry = entries[thread[0].turn.main]
    first = _answered(thread[0], entries, wordings)
    said = {point.id for point in first.grade.points if point.status == "covered"} if first.grade else set()
    rest: list[Answered] = []
    for reply in thread[1:]:
        one = _answered(reply, entries, wordings)
        found = _added(entry, first, reply, said, wordings) if first.grade else ()
        said |= {point.id for point in found}
        rest.append(Answered(one.turn, one.answer, one.ms, one.grade, found))
    added = {point.id: True for each in rest for point in each.added}
    whole = settled(first.grade, entry, added) if first.grade and added else first.grade
    return Question(entry.id, first, tuple(rest), whole)


def _answered(reply: Reply, entries: Mapping[str, Entry], wordings: Wordings) -> Answered:
    entry = entries.get(reply.turn.see)
    graded = None
    if entry is not None and reply.answer is not None:
        graded = grade(reply.answer, entry, wordings.get(entry.id))
    return Answered(reply.turn, reply.answer, reply.ms, graded)


def _added(
    entry: Entry, first: Answered, reply: Reply, said: set[str], wordings: Wordings
) -> tuple[PointResult, ...]:
    """Return the points of the main question that a reply says by itself, or as a continuation."""
    if not reply.answer:
        return ()
    own = wordings.get(entry.id)
    found: dict[str, PointResult] = {}
    for text in (reply.answer, f"{first.answer}\n{reply.answer}"):
        graded = grade(text, entry, own)
        for point in graded.points if graded else ():
            if point.status == "covered" and point.id not in said:
                found.setdefault(point.id, point)
    return tuple(found.values())


def _scores(
    questions: Sequence[Question], entries: Mapping[str, Entry]
) -> Iterator[tuple[str, float, float]]:
    """Yield topic, score, and score with what follow-ups added, of each graded answer."""
    for question in questions:
        if question.first.grade and question.settled:
            yield entries[question.id].topic, question.first.grade.score, question.settled.score
        for each in question.rest:
            if each.grade:
                yield entries[each.turn.see].topic, each.grade.score, each.grade.score


def _coded(coding: Reply | None, entries: Mapping[str, Entry]) -> Iterator[tuple[str, float, float]]:
    """Yield the same of the program that was handed in: the cases passed of all."""
    score = _verdict(coding)
    if coding and score is not None:
        yield entries[coding.turn.main].topic, score, score


def _verdict(coding: Reply | None) -> float | None:
    return coding.judged.score if coding and coding.judged else None


def _topics(scores: Sequence[tuple[str, float, float]]) -> tuple[tuple[str, float, int], ...]:
    by: dict[str, list[float]] = {}
    for topic, score, _ in scores:
        by.setdefault(topic, []).append(score)
    rows = [(topic, sum(found) / len(found), len(found)) for topic, found in by.items()]
    return tuple(sorted(rows, key=lambda row: (row[1], row[0])))


def _weakest(questions: Sequence[Question], entries: Mapping[str, Entry]) -> tuple[WeakPoint, ...]:
    """Return what was said wrongly, what must be said, then by weight; of each entry one comes first."""
    found = []
    for question in questions:
        for id_, graded in [(question.id, question.settled)] + [
            (each.turn.see, each.grade) for each in question.rest
        ]:
            if graded is None:
                continue
            points = {point.id: point for point in entries[id_].key_points}
            found += [
                WeakPoint(id_, points[each.id], each.status)
                for each in graded.points
                if each.status in ("missed", "contradicted")
            ]
    found.sort(key=lambda weak: (weak.status != "contradicted", not weak.point.must, -weak.point.weight))
    firsts = {weak.entry: weak for weak in reversed(found)}.values()
    ordered = [weak for weak in found if weak in firsts] + [weak for weak in found if weak not in firsts]
    return tuple(ordered[:WEAKEST])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
