"""What an interviewer asks about a key point that the answer missed, without giving it away."""

import re
from collections.abc import Iterator, Sequence

from qbank.core.entry import Entry, FollowUp, KeyPoint
from qbank.core.grading import Grade, PointResult, covers
from qbank.core.text import LANGUAGES, Text
from qbank.core.tokens import sequence
from qbank.core.turns import Turn

_CUT = re.compile(r"[，。？；,;?](?![^（(]*[）)])")
_JOINING = re.compile(r"^\s*(?:and|or)\b", re.IGNORECASE)
_SHORTEST = 2  # tokens of a part of a question that can be gone back to


def probe(entry: Entry, grade: Grade) -> Turn | None:
    """Return the question that goes back to what was missed; None where nothing is worth going back to.

    The first that there is of: a follow-up of the entry whose own answer says a missed point; the person's
    words where they are mistaken or unclear; the part of the question that a missed point belongs to; what
    else there is to say. Only points that an answer must have are worth the last two.
    """
    points = {point.id: point for point in entry.key_points}
    missing = sorted(
        (result for result in grade.points if result.status != "covered"),
        key=lambda result: (not points[result.id].must, -result.weight),
    )
    missed = [points[result.id] for result in missing if result.status == "missed"]
    return (
        _by_follow_up(entry, missed)
        or _by_quote(entry, grade, missing)
        or _by_part(entry, [point for point in missed if point.must])
    )


def probed(follow_up: FollowUp, points: Sequence[KeyPoint]) -> Iterator[str]:
    """Yield the ids of the points that the answer to a follow-up says, and its question does not."""
    for point in points:
        if _says(follow_up.answer, point) and not _says(follow_up.question, point):
            yield point.id


def part_of(question: Text, point: Text) -> Text:
    """Return the part of a compound question that a key point belongs to; empty where none is nearest."""
    pieces = {language: _pieces(question.in_(language)) for language in LANGUAGES}
    spoken = [language for language in LANGUAGES if pieces[language]]
    counts = {len(pieces[language]) for language in spoken}
    if len(counts) != 1 or counts == {1}:
        return Text()  # one part only, or parts of which nobody knows which is the other's translation
    shared = [_shared(pieces[language], point.in_(language)) for language in spoken]
    sums = [sum(column) for column in zip(*shared, strict=True)]
    best = max(sums)
    if not best or sums.count(best) > 1:
        return Text()
    return Text.of({language: pieces[language][sums.index(best)] for language in spoken})


def _says(text: Text, point: KeyPoint) -> bool:
    return any(covers(point, text.in_(language)) for language in LANGUAGES if text.in_(language))


def _by_follow_up(entry: Entry, missed: Sequence[KeyPoint]) -> Turn | None:
    for first in missed:
        for index, follow_up in enumerate(entry.follow_ups):
            if not follow_up.see and first.id in probed(follow_up, [first]):
                ids = tuple(probed(follow_up, missed))
                return Turn(entry.id, "probe", follow_up=index, points=ids)
    return None


def _by_quote(entry: Entry, grade: Grade, missing: Sequence[PointResult]) -> Turn | None:
    if grade.misconceptions:
        flagged = grade.misconceptions[0]
        point = entry.mistakes[flagged.index].point
        return Turn(entry.id, "probe", quote=flagged.evidence, points=(point,) if point else ())
    unsure = [result for result in missing if result.status == "unsure"]
    return Turn(entry.id, "probe", quote=unsure[0].evidence, points=(unsure[0].id,)) if unsure else None


def _by_part(entry: Entry, missed: Sequence[KeyPoint]) -> Turn | None:
    for first in missed:
        part = part_of(entry.question, first.text)
        if part != Text():
            ids = [point.id for point in missed if part_of(entry.question, point.text) == part]
            return Turn(entry.id, "probe", part=part, points=tuple(ids))
    return Turn(entry.id, "probe", points=tuple(point.id for point in missed)) if missed else None


def _pieces(question: str) -> list[str]:
    """Return the parts of a question; a comma in brackets parts nothing."""
    pieces = (_JOINING.sub("", piece).strip() for piece in _CUT.split(question))
    return [piece for piece in pieces if len(set(sequence(piece))) >= _SHORTEST]


def _shared(pieces: Sequence[str], said: str) -> list[int]:
    """Return for each part how many tokens of its own, which no other part has, a text shares with it."""
    tokens, spoken = [set(sequence(piece)) for piece in pieces], set(sequence(said))
    return [
        len((found & spoken) - set().union(*tokens[:index], *tokens[index + 1 :]))
        for index, found in enumerate(tokens)
    ]
