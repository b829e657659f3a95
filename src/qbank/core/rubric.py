"""An entry's rubric made ready for grading: matchers, the words of its true statements, its mistakes."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from qbank.core.claims import claims, marks
from qbank.core.clauses import Clause, clauses, comparable
from qbank.core.entry import Entry, KeyPoint, Mistake
from qbank.core.evidence import Hit, Reading
from qbank.core.matching import groups_of, latin_words
from qbank.core.misconceptions import Claim, Wording, claim_of, wording
from qbank.core.text import LANGUAGES, Text

SHORTEST_TYPO = 6  # letters from which a Latin word may be a misspelt term
_AVOIDED = re.compile(r"避免|防止|免去|省去|免于|\b(?:avoid|prevent|spare)")
LATIN = re.compile(rf"(?<![a-z0-9])[a-z]{{{SHORTEST_TYPO},}}(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Point:
    """A key point with what is worked out once.

    Attributes:
        phrases: The weighed marks of each wording that says it.
        directions: The directions that its own wordings state.
        allowed: The directions of all true statements about it.
        denied: Which of its groups a true statement denies, so that a negation there says nothing.
    """

    point: KeyPoint
    phrases: tuple[Mapping[str, float], ...]
    directions: frozenset[str]
    allowed: frozenset[str]
    denied: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric, ready to be used for any number of answers.

    Attributes:
        mistakes: Each mistake in its languages, clause by clause.
        asked: The question in both languages, as a comparable form.
        question: Its words.
        alternatives: Everything to be looked for.
        latin: Latin terms that a typing error may hit, by first letter.
        vocabulary: Latin words of the true statements, which are no typing errors.
    """

    points: tuple[Point, ...]
    mistakes: tuple[tuple[tuple[Wording, ...], ...], ...]
    asked: str
    question: frozenset[str]
    alternatives: tuple[str, ...]
    latin: Mapping[str, Sequence[str]]
    vocabulary: frozenset[str]


def prepare(entry: Entry) -> Rubric:
    """Return the rubric of an entry, kept for the entries graded last."""
    return _prepared(entry.question, entry.short, entry.answer, entry.key_points, entry.mistakes)


@lru_cache(maxsize=64)
def _prepared(
    question: Text, short: Text, answer: Text, key_points: tuple[KeyPoint, ...], mistakes: tuple[Mistake, ...]
) -> Rubric:
    groups = list(groups_of(key_points))
    alternatives = tuple({text: None for group in groups for text in group})
    texts = [text.in_(language) for text in (short, answer) for language in LANGUAGES]
    truths = Reading([clause for text in texts for clause in clauses(text)], alternatives)
    stated = [claim_of(said) for said in truths.claims]
    stated += [claim_of(claims(phrase)) for point in key_points for phrase in _phrases(point)]
    stated += [
        claim_of(claims(clause.form))
        for mistake in mistakes
        for language in LANGUAGES
        for clause in clauses(mistake.why.in_(language))
    ]
    asked = [comparable(question.in_(language)) for language in LANGUAGES]
    known = frozenset(mark.lstrip("!") for form in asked for mark in marks(form))
    attested = known | {mark.lstrip("!") for claim in stated for mark in claim.words}
    forms = [*asked, *(clause.form for clause in truths.clauses)]
    return Rubric(
        points=tuple(_point(point, truths) for point in key_points),
        mistakes=tuple(_versions(mistake, stated, known, attested) for mistake in mistakes),
        asked="\n".join(asked),
        question=known,
        alternatives=alternatives,
        latin=_by_first_letter(sorted(latin_words(groups, SHORTEST_TYPO))),
        vocabulary=frozenset(word for form in forms for word in LATIN.findall(form)),
    )


def _versions(
    mistake: Mistake, stated: Sequence[Claim], known: Set[str], attested: Set[str]
) -> tuple[tuple[Wording, ...], ...]:
    """Return a mistake in each of its languages, clause by clause."""
    texts = [text for text in (mistake.text.zh, mistake.text.en) if text]
    return tuple(
        tuple(wording(clause.form, stated, known, attested) for clause in clauses(text)) for text in texts
    )


def _by_first_letter(words: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return found


def _phrases(point: KeyPoint) -> list[str]:
    return [comparable(text) for text in (point.text.zh, point.text.en, *point.aliases) if text]


def _point(point: KeyPoint, truths: Reading) -> Point:
    """Learn from the point's own wordings and from the true statements about it what may be said of it."""
    phrases = _phrases(point)
    alternatives = [text for group in point.match for text in group]
    own = Reading([Clause(0, 0, phrase) for phrase in phrases], alternatives)
    denied = frozenset(
        index
        for index, group in enumerate(point.match)
        if any(truths.is_denied(hit) for text in group for hit in truths.hits[text])
        or any(_is_kept_off(own, hit) for text in group for hit in own.hits[text])
    )
    about = {hit.clause for text in alternatives for hit in truths.hits[text]}
    directions = _directions(own, range(len(phrases)))
    weighed = tuple(claim_of(said).words for said in own.claims)
    return Point(point, weighed, directions, directions | _directions(truths, about), denied)


def _directions(reading: Reading, places: Iterable[int]) -> frozenset[str]:
    return frozenset(
        way for place in places for segment in reading.claims[place] for way in segment.directions()
    )


def _is_kept_off(reading: Reading, hit: Hit) -> bool:
    """Say whether a wording of the point denies a term, or says that it is avoided."""
    segment = reading.segment(hit)
    before = reading.clauses[hit.clause].form[segment.start : hit.start] if segment else ""
    return reading.is_denied(hit) or bool(_AVOIDED.search(before))
