"""Rules that put the rubric on trial: the grader itself grades what it must accept, and what it must not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qbank.bank.rules.answers import own_answer
from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.core.grading import PointResult, covers, grade
from qbank.core.text import LANGUAGES
from qbank.errors import Message

_SHARE = 0.03  # of the other entries whose answers may cover a point
_RIVALS = 2  # other answers that are graded: those that cover most
_WORTH_GRADING = 0.2  # share of the rubric that a rival must seem to cover


def own_points(file: EntryFile) -> Iterator[Fault]:
    """Demand that the entry's own answer meets every key point, in each language."""
    for language in LANGUAGES:
        own = own_answer(file.entry, language)
        for index, point in enumerate(file.entry.key_points):
            if own and point.match and not covers(point, own):
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
    whole = sum(point.weight for point in file.entry.key_points)
    reached: Counter[tuple[str, str]] = Counter()
    for point in file.entry.key_points:
        for answer in context.answers.covering(file.entry.id, point):
            reached[answer.entry, answer.text] += point.weight
    for (other, text), weight in reached.most_common(_RIVALS):
        found = grade(text, file.entry) if weight >= _WORTH_GRADING * whole else None
        if found and found.grade > 1:
            values = {"id": other, "grade": found.grade, "points": ", ".join(_met(found.points))}
            message = Message("the answer of {id} grades {grade} here, not 1 at most: {points}", values)
            yield Fault(("key_points",), message)
            return


def common_points(file: EntryFile, context: Context) -> Iterator[Fault]:
    """Demand points that at most 3 % of the other entries' answers cover (one, in a small bank)."""
    allowed = max(1, int(_SHARE * len(context.answers.others(file.entry.id))))
    for index, point in enumerate(file.entry.key_points):
        met: dict[str, None] = {}
        for answer in context.answers.covering(file.entry.id, point):
            met[answer.entry] = None
        if len(met) > allowed:
            values = {"point": point.id, "count": len(met), "most": allowed, "ids": _some(list(met))}
            message = Message(
                "{count} other answers meet the key point {point}, at most {most} may: {ids}", values
            )
            yield Fault(("key_points", index, "match"), message)


def _met(points: Sequence[PointResult]) -> Iterator[str]:
    return (result.id for result in points if result.status in ("covered", "unsure"))


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:3]) + (", …" if len(ids) > 3 else "")
