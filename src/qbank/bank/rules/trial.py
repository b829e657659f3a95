"""Rules that put the rubric on trial: the grader itself grades what it must accept, and what it must not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qbank.bank.rules.answers import Answer, own_answer
from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.entry import Entry
from qbank.core.grading import PointResult, grade
from qbank.core.text import LANGUAGES
from qbank.errors import Message

_SHARE = 0.03  # of the other entries whose answers may cover a point
_FEW = 3  # that may in a small bank, where overviews and what they are views over truly say the same
_RIVALS = 2  # other answers that are graded: those that cover most
_LIKELY_RIVALS = 8  # other answers that are looked at more closely
_WORTH_GRADING = 0.2  # share of the rubric that a rival must seem to cover


def own_points(file: EntryFile) -> Iterator[Fault]:
    """Demand that the entry's own answer meets every key point, in each language."""
    for language in LANGUAGES:
        own = Answer(file.entry.id, own_answer(file.entry, language))
        for index, point in enumerate(file.entry.key_points):
            if own.text and point.match and not own.covers(point):
                values = {"point": point.id, "language": language}
                message = Message("short and answer ({language}) do not meet the key point {point}", values)
                yield Fault(("key_points", index, "match"), message)


def own_grade(file: EntryFile) -> Iterator[Fault]:
    """Demand grade 4 for the entry's own answer, in each language."""
    for language in LANGUAGES:
        own = own_answer(file.entry, language)
        found = grade(own, file.entry) if own else None
        if found and found.grade < 4:
            weak = [result.id for result in found.points if result.status != "covered"]
            weak += [f"mistakes[{flagged.index}]" for flagged in found.misconceptions]
            values = {"grade": found.grade, "language": language, "points": ", ".join(weak)}
            message = Message("short and answer ({language}) grade {grade}, not 4: {points}", values)
            yield Fault(("answer", language), message)


def mistakes_grade(file: EntryFile) -> Iterator[Fault]:
    """Demand grade 0 for the mistakes alone, in each language."""
    for language in LANGUAGES:
        said = [mistake.text.in_(language) for mistake in file.entry.mistakes]
        found = grade("\n".join(said), file.entry) if any(said) else None
        if found and found.grade > 0:
            values = {"grade": found.grade, "language": language}
            yield Fault(
                ("mistakes",), Message("the mistakes alone ({language}) grade {grade}, not 0", values)
            )


def question_grade(file: EntryFile) -> Iterator[Fault]:
    """Demand grade 0 for the question given back, in each language."""
    for passage in file.passages("question"):
        found = grade(passage.text, file.entry)
        if found and found.grade > 0:
            values = {"grade": found.grade, "language": passage.language}
            message = Message("the question given back ({language}) grades {grade}, not 0", values)
            yield Fault(passage.place, message)


def foreign_grade(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand grade 1 at most for another entry's answer; those are graded that cover most."""
    for answer in _rivals(file.entry, context):
        found = grade(answer.text, file.entry)
        if found and found.grade > 1:
            values = {"id": answer.entry, "grade": found.grade, "points": ", ".join(_met(found.points))}
            message = Message("the answer of {id} grades {grade} here, not 1 at most: {points}", values)
            yield Fault(("key_points",), message)
            return


def _rivals(entry: Entry, context: Context) -> Iterator[Answer]:
    """Yield the other answers that cover most of the rubric, if it is enough to be worth grading."""
    likely: Counter[Answer] = Counter()
    for point in entry.key_points:
        for answer in context.answers.likely(entry.id, point):
            likely[answer] += point.weight
    least = _WORTH_GRADING * sum(point.weight for point in entry.key_points)
    near = [answer for answer, weight in likely.most_common(_LIKELY_RIVALS) if weight >= least]
    covered = Counter(
        {answer: sum(point.weight for point in entry.key_points if answer.covers(point)) for answer in near}
    )
    yield from (answer for answer, weight in covered.most_common(_RIVALS) if weight >= least)


def common_points(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand points that at most 3 % of the other entries' answers cover (three, in a small bank)."""
    allowed = max(_FEW, int(_SHARE * (len(context.answers.ids) - 1)))
    for index, point in enumerate(file.entry.key_points):
        met: set[str] = set()
        for answer in context.answers.likely(file.entry.id, point):
            if answer.entry not in met and answer.covers(point):
                met.add(answer.entry)
            if len(met) > allowed:
                values = {
                    "point": point.id,
                    "count": len(met),
                    "most": allowed,
                    "ids": ", ".join(sorted(met)),
                }
                message = Message(
                    "{count} other answers meet the key point {point}, at most {most} may: {ids}", values
                )
                yield Fault(("key_points", index, "match"), message)
                break


def _met(points: Sequence[PointResult]) -> Iterator[str]:
    return (result.id for result in points if result.status in ("covered", "unsure"))
