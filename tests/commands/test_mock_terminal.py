"""A mock interview at a real terminal: what is shown, what is stored, how it is interrupted and goes on."""

import os
import re
import signal
import time
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from qbank.core.schedule import replay
from qbank.store import open_store
from tests.commands.interview_bank import ADDED, HALF, WRONG, write_interview
from tests.commands.practice import ANSWERS, DROPOUT, GRADED, STOPPING
from tests.commands.terminal import (
    ALT_ENTER,
    PATIENCE,
    Open,
    Terminal,
    drafts,
    log,
    terminal,  # noqa: F401  # a fixture
)
from tests.screen.test_views import text_file  # noqa: F401  # a fixture

ONE = ("mock", "--minutes", "20", "--seed", "1", "--id", DROPOUT)
BOX = "直接回车表示不知道"
PROBED = "线上要改什么"
TIME = re.compile(r"\d+:\d\d(?!:)")
CODES = {signal.SIGINT: 130, signal.SIGHUP: 129, signal.SIGTERM: 143}


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Write the bank of interviews, in the place of that of practice."""
    return write_interview(tmp_path / "bank")


def answers(home: Path) -> list[str | None]:
    return [row["answer"] for row in log(home) if row["kind"] != "mock"]


def reply(at: Terminal, home: Path, text: str) -> None:
    """Answer, and wait until that is in the log."""
    before = len(log(home))
    at.type(text)
    at.press(ALT_ENTER)
    deadline = time.monotonic() + PATIENCE
    while len(log(home)) == before:
        assert time.monotonic() < deadline, at.screen()
        time.sleep(0.03)


def test_twenty_minutes(terminal: Open, home: Path, tmp_path: Path, text_file: SnapshotAssertion) -> None:  # noqa: F811
    """It holds an interview of twenty minutes: five questions, their follow-ups, and a report."""
    file = tmp_path / "report.md"
    at = terminal("mock", "--minutes", "20", "--seed", "4", "-o", str(file), rows=60)
    at.expect("20 分钟的模拟面试：5 道题", BOX)
    for _ in range(14):
        *_, (word, number) = re.findall(r"^ (问题|追问) (\d)/5 ", at.everything(), re.MULTILINE)
        asked = GRADED[int(number) - 1]  # one of each difficulty, the easiest first
        text = (ANSWERS | {DROPOUT: WRONG})[asked] if word == "问题" else "我觉得是这样。"
        reply(at, home, text)
        at.settle()
        if "最薄弱的要点" in at.screen():
            break
    assert at.exit_code() == 0

    shown = at.screen()
    assert "得分 65%" in shown
    assert "不是考官" in shown
    assert str(file) in shown.replace("\n ", "")
    report = TIME.sub("0:00", file.read_text("utf-8"))
    assert re.sub(r"\d{4}-\d\d-\d\d 0:00", "2027-01-15 0:00", report) == text_file
    assert len(re.findall(r"得分 \d|答到|漏掉", at.everything())) == 1, (
        "the score comes at the end, and only there"
    )
    with open_store(home, create=False) as store:
        assert store.memories() == replay(store.reviews())


def test_interrupted_and_resumed(terminal: Open, home: Path) -> None:  # noqa: F811
    """It goes on after Ctrl-C with the same question and what was typed of the answer."""
    at = terminal(*ONE)
    at.expect("问题 1/1", BOX)
    reply(at, home, HALF)
    at.expect(PROBED)
    at.type("推理时")
    at.press("C-c")
    assert at.exit_code() == 130
    assert "停在第 1/1 题；用 qbank mock 接着做。" in at.everything()
    assert "答到" not in at.everything()
    assert list(drafts(home).values()) == ["推理时"]

    again = terminal("mock")
    again.expect("第 1/1 题，已用", "y/n")
    again.press("y")
    again.expect(PROBED, "原题：dropout 在训练和推理时有什么不同", "❯ 推理时")
    reply(again, home, "关闭 dropout。")
    again.expect("早停怎么做", "完整的问题")
    reply(again, home, ANSWERS[STOPPING])
    assert again.exit_code() == 0
    assert answers(home) == [HALF, ADDED, ANSWERS[STOPPING]]
    assert drafts(home) == {}
    assert "加上追问补出的要点" in again.everything()


def test_another_one_instead(terminal: Open, home: Path) -> None:  # noqa: F811
    """It begins a new one when the person says n, and asks nothing with --new."""
    at = terminal(*ONE)
    at.expect(BOX)
    reply(at, home, HALF)
    at.press("C-d")
    assert at.exit_code() == 0

    again = terminal("mock", "--id", STOPPING)
    again.expect("y/n")
    again.press("n", "y")  # it asks twice before it is left
    again.expect("早停怎么做", BOX)
    again.press("C-c")
    assert again.exit_code() == 130
    third = terminal(*ONE, "--new")
    third.expect("dropout 在训练", BOX)
    assert "y/n" not in third.everything()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal(terminal: Open, home: Path, number: signal.Signals) -> None:  # noqa: F811
    """It keeps a half-typed answer when the system ends it."""
    at = terminal(*ONE)
    at.expect(BOX)
    at.type("训练时")
    at.settle()
    os.kill(at.pid, number)
    assert at.exit_code() == CODES[number]

    assert list(drafts(home).values()) == ["训练时"]
    assert "Traceback" not in at.everything()


def test_a_kill(terminal: Open, home: Path) -> None:  # noqa: F811
    """It goes on after a kill where the log stands."""
    at = terminal(*ONE)
    at.expect(BOX)
    reply(at, home, HALF)
    at.expect(PROBED)
    os.kill(at.pid, signal.SIGKILL)
    at.exit_code()

    again = terminal("mock")
    again.expect("y/n")
    again.press("Enter")
    again.expect(PROBED)
    assert answers(home) == [HALF]


def test_the_keys(terminal: Open, home: Path) -> None:  # noqa: F811
    """It passes over with Ctrl-S, takes Enter alone for "I do not know", and gives no hint for either."""
    at = terminal("mock", "--minutes", "20", "--seed", "1", "--id", STOPPING, "--id", DROPOUT, rows=60)
    at.expect(BOX)
    at.press("C-s")
    at.expect("问题 2/2")
    at.press("Enter")
    assert at.exit_code() == 0

    rows = log(home)
    assert [(row["kind"], row["answer"], row["grade"]) for row in rows] == [
        ("mock", None, None),
        ("mock", None, None),
        ("answer", "", 1),
        ("mock", None, None),
    ]
    assert "turn" in rows[1]["data"]
    assert "简答" not in at.everything()


def test_a_simple_terminal(terminal: Open, home: Path) -> None:  # noqa: F811
    """It is held through plain lines where nothing may be drawn."""
    at = terminal(*ONE, "--plain")
    at.expect("空行交卷", ">")
    at.type(HALF)
    at.press("Enter", "Enter")
    at.expect(PROBED)
    at.type(ADDED)
    at.press("Enter", "Enter")
    at.expect("早停怎么做")
    at.press("Enter")
    assert at.exit_code() == 0

    assert answers(home) == [HALF, ADDED, ""]
    assert not re.search("[▎─━│|]", at.everything())


def test_the_quiz_says_why(terminal: Open, home: Path) -> None:  # noqa: F811
    """It says in the next quiz of which weak answer a question comes."""
    at = terminal(*ONE)
    at.expect(BOX)
    reply(at, home, "")
    assert at.exit_code() == 0
    assert "2 道相关题到期" in at.everything()

    quiz = terminal("quiz", "-n", "2")
    quiz.expect("1/2", f"与没答好的题相关：{DROPOUT}")


def test_the_clock_runs(terminal: Open, home: Path) -> None:  # noqa: F811
    """It shows the time of the question and of the interview while nothing is typed."""
    at = terminal(*ONE)
    at.expect("本题 0:00，预计 3:15 · 面试 0:00 / 20:00")
    at.expect("本题 0:02")
