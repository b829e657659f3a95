"""Which key points of an entry a typed answer covers, with evidence: from that a score and a grade.

It is a checklist, not an examiner: what no rubric foresees, right or wrong, it cannot judge.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from qbank.core.claims import opposite
from qbank.core.clauses import Clause, clauses
from qbank.core.entry import Entry, KeyPoint
from qbank.core.evidence import Hit, Reading
from qbank.core.misconceptions import COVERED, REFUTES, TAKES_BACK, Wording, asserts
from qbank.core.review import Rating
from qbank.core.rubric import LATIN, Point, Rubric, prepare

VERSION = "1"

Status = Literal["covered", "unsure", "missed", "contradicted"]
GRADES = ((0.85, 4), (0.60, 3), (0.30, 2), (0.12, 1))  # least score of each grade
FLAGGED_GRADE = 1  # the best grade of an answer that asserts a mistake
FREE_MISTAKE = 2  # the weight that a mistake costs where it names no key point
UNSURE = 0.5  # what an unsure point earns of its weight; all of them at most as much as the covered ones
REACH = 3  # neighbouring clauses within which all groups of a point are met
ECHO = 0.65  # share of question words from which a clause is an echo
ALIAS_WITH_HALF = 0.25  # share of a phrase that must stand beside half of the groups
ALIAS_ALONE = 0.7  # share of a phrase that is worth a question without the groups
_ASKS = ("?", "？")
CROWD = 3  # key points in one clause: more than it has room for, where …
CROWDED = 0.5  # … there are more points than this to each of its segments
TWO_ERRORS = 10  # letters from which a term may have two typing errors


_Found = tuple[Status, tuple[int, int] | None]  # what became of a point, its first and its last clause


@dataclass(frozen=True, slots=True)
class PointResult:
    """What became of one key point.

    Attributes:
        id: The key point.
        status: `unsure` earns half and is worth asking the person; a mistake in the answer `contradicted` it.
        weight: Of the point, 1 to 3.
        evidence: The person's own words, "" where nothing was found.
    """

    id: str
    status: Status
    weight: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A mistake that the answer asserts: its index in the entry, and where."""

    index: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Grade:
    """An explained score.

    Attributes:
        score: 0 to 1.
        grade: 0 to 4.
        rating: The rating that the grade suggests; Easy is only for the person to say.
        version: Of the grader.
    """

    score: float
    grade: int
    rating: Rating
    points: tuple[PointResult, ...]
    misconceptions: tuple[Misconception, ...]
    version: str = VERSION


def grade(answer: str, entry: Entry, wordings: Mapping[str, Sequence[str]] | None = None) -> Grade | None:
    """Grade a typed answer by an entry's rubric; None where the entry has none (a draft).

    Args:
        answer: What was typed.
        entry: The question.
        wordings: For ids of key points, the person's own phrases that count as covered.
    """
    if not entry.key_points:
        return None
    rubric, own = prepare(entry), wordings or {}
    spoken = [_mended(clause, rubric) for clause in clauses(answer)]
    reading = Reading(spoken, [*rubric.alternatives, *(text for texts in own.values() for text in texts)])
    asserted = _asserted(answer, reading, rubric)
    said_wrong = {clause for places in asserted.values() for clause in places}
    without = said_wrong | set(_echoes(reading, rubric))
    misconceptions = tuple(
        Misconception(index, _quote(answer, reading, (places[0], places[0])))
        for index, places in sorted(asserted.items())
    )
    results = []
    for point, (status, window) in _statuses(reading, rubric.points, own, without).items():
        evidence = _quote(answer, reading, window) if window else ""
        results.append(PointResult(point.id, status, point.weight, evidence))
    return _scored(entry, results, misconceptions)


def settled(graded: Grade, entry: Entry, said: Mapping[str, bool]) -> Grade:
    """Return the grade after the person has said of some key points whether the answer covers them.

    The person's word wins: a point that they have said is no longer contradicted, and its mistakes are
    no longer flagged.

    Args:
        graded: What the grader gave.
        entry: The question.
        said: For ids of key points, whether the answer says them.
    """
    misconceptions = tuple(
        flagged for flagged in graded.misconceptions if not said.get(entry.mistakes[flagged.index].point)
    )
    results = [
        replace(result, status="covered" if said[result.id] else "missed") if result.id in said else result
        for result in graded.points
    ]
    return _scored(entry, results, misconceptions)


def ticked(entry: Entry, ids: Set[str]) -> Grade:
    """Return the grade of an answer given in the head, of which the person has ticked the key points."""
    points = entry.key_points
    results = [
        PointResult(point.id, "covered" if point.id in ids else "missed", point.weight, "")
        for point in points
    ]
    return _scored(entry, results, ())


def covers(point: KeyPoint, text: str) -> bool:
    """Say whether a text meets every group of a key point within three neighbouring clauses."""
    reading = Reading(clauses(text), [alternative for group in point.match for alternative in group])
    return _window([_clauses_of(reading, group) for group in point.match]) is not None


def _scored(entry: Entry, found: Sequence[PointResult], misconceptions: tuple[Misconception, ...]) -> Grade:
    """Add up: covered counts whole, unsure half, and each contradicted point costs its weight."""
    wrong = [entry.mistakes[flagged.index].point for flagged in misconceptions]
    results = tuple(
        replace(result, status="contradicted") if result.id in wrong else result for result in found
    )
    ids = {result.id for result in results}
    covered, unsure, contradicted = (
        _weight(results, status) for status in ("covered", "unsure", "contradicted")
    )
    earned = covered + min(UNSURE * unsure, covered) - contradicted
    earned -= FREE_MISTAKE * sum(1 for point in wrong if point not in ids)
    score = max(0.0, earned / sum(result.weight for result in results))
    reached = next((number for least, number in GRADES if score >= least), 0)
    if misconceptions:
        reached = min(reached, FLAGGED_GRADE)
    rating = Rating.AGAIN if reached <= 1 else Rating.HARD if reached == 2 else Rating.GOOD
    return Grade(score, reached, rating, results, misconceptions)


def _weight(results: Sequence[PointResult], status: str) -> int:
    return sum(result.weight for result in results if result.status == status)


def _statuses(
    reading: Reading, points: Sequence[Point], own: Mapping[str, Sequence[str]], without: Set[int]
) -> dict[KeyPoint, _Found]:
    """Return what became of each point, and where.

    A clause into which too many points are crowded, such as one meaningless sentence strung from the right
    words, vouches for one of them; the others are unsure unless something else says them.
    """
    listed = reading.listed(without)
    found: dict[KeyPoint, _Found] = {
        point.point: _status(reading, point, own.get(point.point.id, ()), without, listed) for point in points
    }
    for clause, crowd in _crowds(reading, found):
        elsewhere = without | {clause}
        for point in points:
            if point.point in crowd[1:]:
                status, window = _status(reading, point, own.get(point.point.id, ()), elsewhere, listed)
                found[point.point] = (status, window) if status == "covered" else ("unsure", (clause, clause))
    return found


def _crowds(reading: Reading, found: Mapping[KeyPoint, _Found]) -> list[tuple[int, list[KeyPoint]]]:
    """Return each clause that alone covers more points than it has room for, with these points."""
    alone: dict[int, list[KeyPoint]] = {}
    for point, (status, window) in found.items():
        if status == "covered" and window and window[0] == window[1]:
            alone.setdefault(window[0], []).append(point)
    return [
        (clause, points)
        for clause, points in alone.items()
        if len(points) >= CROWD and len(points) > CROWDED * len(reading.claims[clause])
    ]


def _status(
    reading: Reading, prepared: Point, own: Sequence[str], without: Set[int], listed: Set[Hit]
) -> _Found:
    """Return what became of a point, and from which clause to which its evidence stands."""
    for phrase in own:
        for hit in reading.hits[phrase]:
            if hit.clause not in without and not reading.is_denied(hit):
                return "covered", (hit.clause, hit.clause)
    groups = prepared.point.match
    met = [_clauses_of(reading, group) - without for group in groups]
    contrary = {clause for group in prepared.point.excludes for clause in _clauses_of(reading, group)}
    clean = [
        {
            hit.clause
            for text in group
            for hit in reading.hits[text]
            if hit.clause in places and not (hit in listed or _is_contrary(reading, prepared, index, hit))
        }
        for index, (group, places) in enumerate(zip(groups, met, strict=True))
    ]
    window = _window(clean, contrary)
    if window:
        return "covered", window
    window = _window(met) or _likely(reading, prepared, met, without)
    return ("unsure", window) if window else ("missed", None)


def _clauses_of(reading: Reading, group: Sequence[str]) -> set[int]:
    return {hit.clause for text in group for hit in reading.hits[text]}


def _window(met: Sequence[Set[int]], contrary: Set[int] = frozenset()) -> tuple[int, int] | None:
    """Return the shortest run of at most three neighbouring clauses that meets every group: first and last.

    Args:
        met: For each group the clauses that meet it.
        contrary: Clauses that may not stand in the run.
    """
    starts = sorted(set().union(*met))
    for size in range(1, REACH + 1):
        for first in starts:
            run = range(first, first + size)
            if all(not places.isdisjoint(run) for places in met) and contrary.isdisjoint(run):
                return first, first + size - 1
    return None


def _is_contrary(reading: Reading, prepared: Point, group: int, hit: Hit) -> bool:
    """Say whether the words around a hit hint at the contrary: a negation, a reversed direction."""
    segment = reading.segment(hit)
    if segment is None:
        return False
    if segment.denies(hit.start) and group not in prepared.denied:
        return True
    said = segment.directions()
    return any(
        opposite(way) in said and way not in said and opposite(way) not in prepared.allowed
        for way in prepared.directions
    )


def _likely(
    reading: Reading, prepared: Point, met: Sequence[Set[int]], without: Set[int]
) -> tuple[int, int] | None:
    """Return the clause that may say the point in other words.

    It meets half the groups and holds some of a phrase, or it holds most of a phrase.
    """
    best, found = 0.0, None
    for phrase in prepared.phrases:
        for clause, share in reading.shares(phrase).items():
            half = bool(met) and 2 * sum(clause in places for places in met) >= len(met)
            if share > best and share >= (ALIAS_WITH_HALF if half else ALIAS_ALONE) and clause not in without:
                best, found = share, (clause, clause)
    return found


def _asserted(answer: str, reading: Reading, rubric: Rubric) -> dict[int, list[int]]:
    """Return for each mistake that the answer asserts the clauses that do."""
    found = {
        index: {place for version in versions for place in _places(answer, reading, version)}
        for index, versions in enumerate(rubric.mistakes)
    }
    wrong = set().union(*found.values())
    standing = {
        index: sorted(place for place in places if place + 1 in wrong or not _is_taken_back(reading, place))
        for index, places in found.items()
    }
    return {index: places for index, places in standing.items() if places}


def _places(answer: str, reading: Reading, version: Sequence[Wording]) -> set[int]:
    """Return the clauses that assert a mistake, where every clause of the mistake is asserted by one."""
    places = [set(_assertions(answer, reading, part)) for part in version]
    return set().union(*places) if all(places) else set()


def _assertions(answer: str, reading: Reading, mistake: Wording) -> Iterator[int]:
    """Yield the clauses that assert one clause of a mistake; a question asserts nothing."""
    for place, share in reading.shares(mistake.words).items():
        clause = reading.clauses[place]
        if (
            share >= COVERED
            and answer[clause.end : clause.end + 1] not in _ASKS
            and (mistake.is_refutation or not REFUTES.search(clause.form))
            and asserts(reading.claims[place], clause.form, mistake)
        ):
            yield place


def _is_taken_back(reading: Reading, place: int) -> bool:
    """Say whether the next clause takes a clause back."""
    return place + 1 < len(reading.clauses) and bool(TAKES_BACK.match(reading.clauses[place + 1].form))


def _quote(answer: str, reading: Reading, window: tuple[int, int]) -> str:
    """Return the person's own words from the first to the last clause of a window."""
    return answer[reading.clauses[window[0]].start : reading.clauses[window[1]].end]


def _echoes(reading: Reading, rubric: Rubric) -> Iterator[int]:
    """Yield the clauses that only give back the question: its words, no term of the rubric beside them."""
    new = {
        hit.clause
        for hits in reading.hits.values()
        for hit in hits
        if reading.clauses[hit.clause].form[hit.start : hit.end] not in rubric.asked
    }
    for index, segments in enumerate(reading.claims):
        said = [token for segment in segments for token in segment.tokens]
        known = sum(token.weight for token in said if token.key in rubric.question)
        if said and index not in new and known >= ECHO * sum(token.weight for token in said):
            yield index


def _mended(clause: Clause, rubric: Rubric) -> Clause:
    """Put typing errors in Latin terms right, so that everything after sees the term."""
    words = {word for word in LATIN.findall(clause.form) if word not in rubric.vocabulary}
    near = {word: term for word in words if (term := _nearest(word, rubric.latin.get(word[0], ())))}
    if not near:
        return clause
    return replace(clause, form=LATIN.sub(lambda word: near.get(word.group(), word.group()), clause.form))


def _nearest(word: str, terms: Sequence[str]) -> str:
    """Return the term that a word misspells, "" for none.

    One letter may be wrong, missing, doubled or swapped, two in long terms, never the first one.
    """
    if not terms or any(word.startswith(term) for term in terms):
        return ""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # late: only for a Latin word that no group knows

    allowed = 2 if len(word) >= TWO_ERRORS else 1
    return next((term for term in terms if OSA.distance(word, term, score_cutoff=allowed) <= allowed), "")
