"""A mock interview without a terminal: plain tab-separated records."""

from collections.abc import Iterator, Sequence

from qbank.core.debrief import Debrief
from qbank.core.interview import Script
from qbank.core.text import Text
from qbank.core.turns import Turn
from qbank.screen.plain import Record


def begun(script: Script) -> Iterator[Record]:
    """Yield ("mock", minutes, seed, main questions), and "code" where a coding problem ends it."""
    code = ("code",) if script.code else ()
    yield ("mock", script.minutes, script.seed, len(script.items), *code)


def resumed(number: int, questions: int, seconds: float) -> Iterator[Record]:
    """Yield ("resumed", number of the next main question, of how many, seconds used)."""
    yield ("resumed", number, questions, round(seconds))


def asked(turn: Turn, position: tuple[int, int], question: Text) -> Iterator[Record]:
    """Yield ("question" or "follow-up", number, of how many, id, wording in Chinese, in English)."""
    name = "question" if turn.step == "main" else "follow-up"
    yield (name, *position, turn.see or turn.main, question.zh, question.en)


def interrupted(number: int, questions: int) -> Iterator[Record]:
    """Yield ("interrupted", number of the next main question, of how many)."""
    yield ("interrupted", number, questions)


def over(found: Debrief, due: Sequence[str]) -> Iterator[Record]:
    """Yield the score and that with follow-ups, then by topic, the weakest points, what comes due."""
    if found.score is None or found.after is None:
        yield ("not graded",)
    else:
        yield ("score", f"{found.score:.3f}", f"{found.after:.3f}", found.graded)
    for slug, score, count in found.topics:
        yield ("topic", slug, f"{score:.3f}", count)
    for weak in found.weakest:
        yield ("weakest", weak.entry, weak.point.id, weak.status, weak.point.text.zh, weak.point.text.en)
    for id_ in due:
        yield ("due", id_)
    yield ("seconds", round(found.seconds))
