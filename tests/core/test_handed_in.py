"""What is told of a judging."""

import pytest

from qbank.core.handed_in import Failed, Judged
from qbank.core.text import Text
from qbank.core.verdict import Case, Line, Raised, Report
from tests.core.interviews import VERDICTS

HERE, THERE = Line("solution.py", 3, "gqa", "x"), Line("solution.py", 7, "inner", "y")
NAMES = [Text(name, name) for name in ("a", "b", "c")]


def said(raised: Raised) -> Text:
    return Text(f"出错 {raised.type}", f"raised {raised.type}")


def of(verdict: str, *cases: Case, **more: object) -> Judged:
    return Judged.of_report(Report(verdict, cases, 5, 12.0, **more), said)  # type: ignore[arg-type]


@pytest.mark.parametrize("judged", VERDICTS)
def test_the_log_keeps_all_of_it(judged: Judged) -> None:
    """It reads back what it wrote, beside what every judging keeps."""
    data = dict(judged.plain())
    if judged.cases:
        data |= {
            "verdict": judged.verdict, "passed": judged.passed, "cases": judged.cases, "seed": judged.seed
        }  # fmt: skip

    assert Judged.of(data) == judged
    assert Judged.of({"verdict": "accepted"}) is None


def test_accepted() -> None:
    """It has no failed case."""
    found = of("accepted", *(Case(name, "accepted") for name in NAMES))

    assert (found.failed, found.score, found.why) == (None, 1.0, Text())


def test_the_first_that_is_wrong() -> None:
    """It tells the first case that is not accepted, with its message and values."""
    wrong = Case(NAMES[1], "wrong_answer", 1.0, Text("不同", "differs"), None, "[0]", "1", "2")
    found = of(
        "wrong_answer", Case(NAMES[0], "accepted"), wrong, Case(NAMES[2], "not_run"), alike=(NAMES[0],)
    )

    assert found.failed == Failed(2, NAMES[1], "wrong_answer", Text("不同", "differs"), "", "[0]", "1", "2")
    assert (found.passed, found.cases, found.alike) == (1, 3, (NAMES[0],))
    assert found.score == pytest.approx(1 / 3)


def test_an_exception_and_the_time() -> None:
    """It tells where the exception came from, or where the program was when its time was over."""
    raised = Raised("ValueError", "no", lines=(HERE, THERE))
    first = of("runtime_error", Case(NAMES[0], "runtime_error", raised=raised)).failed
    slow = of("time_limit", Case(NAMES[0], "time_limit"), line=HERE).failed
    wrong = of("wrong_answer", Case(NAMES[0], "wrong_answer"), line=HERE).failed

    assert first == Failed(1, NAMES[0], "runtime_error", said(raised), "solution.py:7")
    assert slow == Failed(1, NAMES[0], "time_limit", at="solution.py:3")
    assert wrong == Failed(1, NAMES[0], "wrong_answer")


def test_a_file_that_cannot_be_imported() -> None:
    """It tells why, and no case."""
    found = of("runtime_error", Case(NAMES[0], "not_run"), raised=Raised("SyntaxError", "no"))

    assert (found.failed, found.why.en, found.score) == (None, "raised SyntaxError", 0.0)
