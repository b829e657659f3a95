"""The coding problem of a mock interview with a person at a terminal, who writes it in another window."""

import time
from pathlib import Path

import pytest

from qbank.store import open_store
from tests.commands.interview_bank import HALF
from tests.commands.practice import DROPOUT
from tests.commands.terminal import (
    ALT_ENTER,
    ENTER,
    PATIENCE,
    Open,
    Terminal,
    drafts,
    log,
    terminal,  # noqa: F401  # a fixture
)
from tests.commands.test_code import RIGHT, TILE
from tests.commands.test_mock_code import PROBLEM, STARTER, bank, workspace  # noqa: F401  # fixtures

ONE = ("mock", "--code", "--minutes", "15", "--seed", "1", "--trust", "--id", DROPOUT)
DESK = "回车提交文件，s 跳过"


@pytest.fixture
def practice(bank: Path) -> Path:  # noqa: F811
    """Let the terminal use that bank."""
    return bank


def begin(terminal: Open, *options: str, **more: int) -> Terminal:  # noqa: F811
    """Come to the problem: one answer, and what follows it passed over."""
    at = terminal(*ONE, *options, rows=60, **more)
    at.expect("最后是一道编程题，约 10 分钟")
    for text in (HALF, "不知道", "不知道"):
        at.expect("❯")
        at.settle()
        at.type(text)
        at.press(ALT_ENTER)
        at.settle()
        if DESK in at.screen():
            break
    at.expect("编程题 2/2", DESK, "剩余 14:")
    return at


def rows(home: Path) -> list[str]:
    return [row["kind"] for row in log(home) if row["item"] == PROBLEM]


def test_it_is_written_in_another_window(terminal: Open, home: Path, workspace: Path) -> None:  # noqa: F811
    """It shows the task without hints, takes the file at Enter, and tells no verdict until the end."""
    workspace.mkdir()
    (workspace / "gqa.py").write_text("mine\n")
    at = begin(terminal)
    shown = at.everything()
    assert "gqa(q, k, v, causal=True)" in shown
    assert "原来的代码存为" in shown
    assert "code hint" not in shown
    assert (workspace / "gqa.1.py").read_text() == "mine\n"
    assert (workspace / "gqa.py").read_text("utf-8") == STARTER

    (workspace / "gqa.py").write_text(TILE)
    at.press("x")  # any other key shows the time
    at.press(ENTER)
    shown = at.expect("已提交；判题结果在报告里。", "答案错误 · 8 个用例通过 2 个", "qbank code explain gqa")
    assert at.exit_code() == 0
    assert at.everything().count(DESK) == 2
    assert shown.index("已提交") < shown.index("答案错误")
    assert rows(home) == ["attempt"]


def test_interrupted_and_resumed(terminal: Open, home: Path, workspace: Path) -> None:  # noqa: F811
    """It goes on after Ctrl-C at the problem, with the file as it was left and the time that was used."""
    at = begin(terminal)
    (workspace / "gqa.py").write_text(RIGHT)
    time.sleep(1.2)
    at.press("C-c")
    assert at.exit_code() == 130
    assert "停在第 2/2 题" in at.everything()
    assert rows(home) == []
    (used,) = drafts(home).values()
    assert float(used) > 1

    again = terminal("mock", "--trust", rows=60)
    again.expect("第 2/2 题，已用", "y/n")
    again.press("y")
    shown = again.expect(DESK, "剩余 14:")
    assert "保持你离开时的样子" in "".join(row.strip() for row in shown.splitlines())
    again.press(ENTER)
    again.expect("通过 · 8 个用例通过 8 个")
    assert again.exit_code() == 0
    assert sorted(file.name for file in workspace.iterdir()) == ["gqa.py"]
    assert sorted(rows(home)) == ["answer", "attempt"]
    assert drafts(home) == {}
    (attempt,) = [row for row in log(home) if row["kind"] == "attempt" and row["item"] == PROBLEM]
    assert attempt["data"]["turn"]["ms"] > float(used) * 1000


def test_skipped(terminal: Open, home: Path, workspace: Path) -> None:  # noqa: F811
    """It is passed over with s, and a file that was removed is not taken."""
    at = begin(terminal)
    (workspace / "gqa.py").unlink()
    at.press(ENTER)
    at.expect("没有 ", DESK)
    at.press("s")
    at.expect("没有提交")
    assert at.exit_code() == 0
    assert rows(home) == []


def test_the_time_is_over(terminal: Open, home: Path, workspace: Path) -> None:  # noqa: F811
    """It cuts nothing off: when the time is over, the next key hands in what is in the file."""
    at = begin(terminal)
    at.press("C-d")
    assert at.exit_code() == 0
    _let_time_pass(home, 15 * 60)

    again = terminal("mock", "--trust", rows=60)
    again.expect("y/n")
    again.press("y")
    again.expect("时间到：按任意键提交文件里现有的内容")
    (workspace / "gqa.py").write_text(TILE)
    again.press("x")
    again.expect("答案错误")
    assert again.exit_code() == 0
    assert rows(home) == ["attempt"]
    assert [row["data"]["why"] for row in log(home) if row["data"].get("event") == "end"] == ["time"]


def test_the_terminal_is_closed(terminal: Open, home: Path, workspace: Path) -> None:  # noqa: F811
    """It keeps the time that was used when the terminal goes away."""
    at = begin(terminal)
    time.sleep(1.0)
    at.close()
    deadline = time.monotonic() + PATIENCE
    while float(next(iter(drafts(home).values()))) < 1:
        assert time.monotonic() < deadline
        time.sleep(0.05)

    assert rows(home) == []


def _let_time_pass(home: Path, seconds: float) -> None:
    """Write down that the problem has taken so long."""
    ((key, _),) = drafts(home).items()
    with open_store(home, create=False) as store:
        store.keep_draft(key, str(seconds))
