"""The coding problem of a mock interview as it is drawn."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from qbank.core.handed_in import Judged
from qbank.core.text import Text
from qbank.core.turns import Reply, Turn
from qbank.core.verdict import Raised
from qbank.screen import interview
from qbank.screen import interview_code as view
from qbank.screen.interview import Clock
from qbank.screen.spans import Lines, width
from tests.screen.conftest import MakeScreen, drawn
from tests.screen.test_views import text_file  # noqa: F401  # a fixture

TURN = Turn("coding/gqa", "code")
TITLE = Text("手写分组查询注意力（GQA）", "Implement grouped-query attention (GQA)")
FILE = Path("/home/one/qbank-code/gqa.py")
CLOCK = Clock(used=754.9, total=1800.0, here=61.0, expected=720.0)
VERDICTS = {
    "accepted": Judged("accepted", 8, 8, 5),
    "wrong": Judged("wrong_answer", 3, 8, 5),
    "not-judged": Judged("judge_error", why=Text("python3 里没有 numpy", "python3 has no numpy")),
    "nothing": None,
}
VIEWS = {
    "begun": lambda s: interview.begun(s, 30, 5, code=12),
    "place": lambda s: view.place(s, FILE, FILE.with_name("gqa.1.py"), is_new=True),
    "place-again": lambda s: view.place(s, FILE, None, is_new=False),
    "waiting": lambda s: view.waiting(s, CLOCK),
    "out-of-time": view.out_of_time,
    **{
        name: lambda s, judged=judged: view.over(s, Reply(TURN, "x = 1", 5, judged), TITLE)
        for name, judged in VERDICTS.items()
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_snapshots(screen: MakeScreen, text_file: SnapshotAssertion, language: str) -> None:  # noqa: F811
    """It looks as it did when somebody last looked."""
    made = screen(80, language)
    shown = "\n".join(f"=== {name} ===\n{drawn(draw(made))}" for name, draw in VIEWS.items())  # type: ignore[no-untyped-call]

    assert shown == text_file


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [*range(40, 121, 5), 79])
def test_width(screen: MakeScreen, language: str, columns: int) -> None:
    """It draws no line longer than the terminal."""
    for ascii_ in (False, True):
        made = screen(columns, language, ascii_=ascii_)
        for name, draw in VIEWS.items():
            lines: Lines = draw(made)  # type: ignore[no-untyped-call]
            assert max(map(width, lines)) <= columns, name


def test_it_was_not_reached(screen: MakeScreen) -> None:
    """It draws nothing, and has no record."""
    assert view.over(screen(), None, TITLE) == []
    assert list(view.over_records(None)) == []


def test_both_languages() -> None:
    """It says an exception, and a verdict, in both."""
    assert view.raised(Raised("", "", ("gqa",))) == Text("没有函数 gqa", "there is no function gqa")
    assert view.verdict_name("time_limit") == Text("超时", "time limit exceeded")
