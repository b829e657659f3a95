"""What survives when a quiz is cut short: signals, a closed terminal, `kill -9`, a second terminal.

60 kills; QBANK_TORTURE names another number (`make torture`: 500).
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from qbank.core.schedule import replay
from qbank.store import open_store
from qbank.store.check import check
from tests.commands.practice import ANSWERS, DECAY, DROPOUT, GRADED, STOPPING
from tests.commands.terminal import (
    ALT_ENTER,
    PATIENCE,
    SOURCE,
    Open,
    drafts,
    log,
    practice,  # noqa: F401  # a fixture
    terminal,  # noqa: F401  # a fixture
)

KILLS = int(os.environ.get("QBANK_TORTURE", "60"))
KILLS_A_HOME = 20  # then a new folder: making the file is worth killing too
AT_ONCE = 2
RATING = "q 保存并退出"
CODES = {signal.SIGINT: 130, signal.SIGHUP: 129, signal.SIGTERM: 143}


def ids(*names: str) -> list[str]:
    return [word for name in names for word in ("--id", name)]


@pytest.mark.parametrize("number", [None, *CODES], ids=["Ctrl-C", "SIGINT", "SIGHUP", "SIGTERM"])
@pytest.mark.parametrize("plain", [False, True], ids=["box", "plain"])
def test_a_half_typed_answer(terminal: Open, home: Path, number: signal.Signals | None, plain: bool) -> None:  # noqa: F811
    """It keeps a half-typed answer, ends with the code of the signal, and offers it next time."""
    options = ["--plain"] if plain else []
    at = terminal("quiz", *ids(DROPOUT), *options)
    at.expect("空行交卷", ">" if plain else "❯")
    at.type("训练时置零，\n" if plain else "训练时置零，")
    at.settle()
    if number is None:
        at.press("C-c")
    else:
        os.kill(at.pid, number)
    assert at.exit_code() == CODES.get(number, 130)

    assert drafts(home) == {DROPOUT: "训练时置零，"}
    assert log(home) == []
    assert "Traceback" not in at.everything()
    if number in (None, signal.SIGINT):
        assert "本次练习" in at.everything()
    again = terminal("quiz", *ids(DROPOUT), *options)
    again.expect("训练时置零，")
    again.type("推理时关闭。")
    again.press(*(["Enter", "Enter"] if plain else [ALT_ENTER]))
    again.expect(RATING)
    again.type("3")
    if plain:
        again.press("Enter")
    assert again.exit_code() == 0
    (row,) = log(home)
    assert row["answer"].replace("\n", "") == "训练时置零，推理时关闭。"
    assert drafts(home) == {}


@pytest.mark.parametrize("number", [None, *CODES], ids=["Ctrl-C", "SIGINT", "SIGHUP", "SIGTERM"])
def test_an_unrated_answer(terminal: Open, home: Path, number: signal.Signals | None) -> None:  # noqa: F811
    """It stores what was submitted and not rated as an attempt, with its score."""
    at = terminal("quiz", *ids(DROPOUT))
    at.answer(ANSWERS[DROPOUT])
    at.expect(RATING)
    at.settle()
    if number is None:
        at.press("C-c")
    else:
        os.kill(at.pid, number)
    assert at.exit_code() == CODES.get(number, 130)

    (row,) = log(home)
    assert (row["kind"], row["answer"], row["score"]) == ("attempt", ANSWERS[DROPOUT], 0.75)
    assert "Traceback" not in at.everything()


def test_a_kill_at_the_rating(terminal: Open, home: Path) -> None:  # noqa: F811
    """It offers an answer again that was submitted when the program was killed outright."""
    at = terminal("quiz", *ids(DROPOUT))
    at.answer(ANSWERS[DROPOUT])
    at.expect(RATING)
    os.kill(at.pid, signal.SIGKILL)
    at.exit_code()

    again = terminal("quiz", *ids(DROPOUT))
    again.expect(ANSWERS[DROPOUT])


def test_the_terminal_goes_away(home: Path, practice: Path) -> None:  # noqa: F811
    """It keeps the half-typed answer when the window is closed."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "qbank", "--bank", str(practice), "--lang", "zh", "quiz", *ids(DROPOUT)],
        env={**os.environ, "PYTHONPATH": SOURCE},
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(30, 80),
    )
    try:
        child.expect("❯")
        child.send("半句话")
        child.expect("半句话")
        os.close(child.child_fd)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child.pid, 0)
    finally:
        with contextlib.suppress(ProcessLookupError, OSError):
            os.kill(child.pid, signal.SIGKILL)
        child.closed, child.child_fd = True, -1

    assert drafts(home) == {DROPOUT: "半句话"}


IN_A_CALLBACK = """
import os, signal, sys
from qbank.commands.asking import Stopped, stopping_on_signals
from qbank.screen.console import make
from qbank.screen.prompts import ask_answer
try:
    with stopping_on_signals():
        ask_answer(make(language="zh"), on_change=lambda _: os.kill(os.getpid(), signal.SIGTERM))
except Stopped as stopped:
    print("stopped", stopped.code)
"""


def test_a_signal_while_the_box_is_at_work(home: Path) -> None:
    """It ends also when the signal comes while a key is being worked on."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", IN_A_CALLBACK],
        env={**os.environ, "PYTHONPATH": SOURCE},
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(30, 80),
    )
    try:
        child.expect("❯")
        child.send("字")
        child.expect("stopped 143")
        child.expect(pexpect.EOF)
        assert "Unhandled" not in child.before
    finally:
        child.close(force=True)


def test_a_hang_up_that_is_to_be_ignored(home: Path, practice: Path) -> None:  # noqa: F811
    """It goes on after a hang-up under nohup."""
    with _quiz(
        practice, home, DROPOUT, STOPPING, before=["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"]
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline().startswith("question")
        child.send_signal(signal.SIGHUP)
        said = child.communicate(f"{ANSWERS[DROPOUT]}\n\n{ANSWERS[STOPPING]}\n\n", timeout=PATIENCE)[0]

    assert child.returncode == 0
    assert "saved\t2" in said


def test_the_answer_is_on_the_disk_before_the_next_question(home: Path, practice: Path) -> None:  # noqa: F811
    """It has committed each answer when the next question can be read: another program sees it."""
    with _quiz(practice, home, *GRADED) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        asked: list[str] = []
        for line in child.stdout:
            name, *fields = line.split("\t")
            if name == "question":
                assert [row["item"] for row in log(home)] == asked
                asked.append(fields[2])
                child.stdin.write(f"{ANSWERS[fields[2]]}\n\n")
                child.stdin.flush()
                if len(asked) == len(GRADED):
                    child.stdin.close()
        assert child.wait(timeout=PATIENCE) == 0

    assert [row["item"] for row in log(home)] == asked
    assert set(asked) == set(GRADED)


def test_the_rating_is_on_the_disk_before_the_next_question(terminal: Open, home: Path) -> None:  # noqa: F811
    """It has committed a rating when the next question stands on the screen."""
    at = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=60)
    at.answer(ANSWERS[DROPOUT])
    at.expect(RATING)
    at.press("3")
    at.expect("早停怎么做")

    assert [(row["item"], row["grade"]) for row in log(home)] == [(DROPOUT, 3)]


def test_two_terminals(terminal: Open, home: Path) -> None:  # noqa: F811
    """It lets two terminals answer at once, even the same question; the memories fit the log."""
    one = terminal("quiz", *ids(DROPOUT, STOPPING), "--seed", "1", rows=60)
    two = terminal("quiz", *ids(DROPOUT, DECAY), "--seed", "1", rows=60)
    for at in (one, two):
        at.answer(ANSWERS[DROPOUT])
        at.expect(RATING)
    two.press("2")
    two.expect("权重衰减为什么")
    one.press("4")
    one.expect("早停怎么做")
    for at, answer in ((one, ANSWERS[STOPPING]), (two, ANSWERS[DECAY])):
        at.answer(answer)
        at.expect(RATING)
        at.press("3")
        assert at.exit_code() == 0

    assert sorted((row["item"], row["grade"]) for row in log(home)) == [
        (DROPOUT, 2), (DROPOUT, 4), (STOPPING, 3), (DECAY, 3),
    ]  # fmt: skip
    doctor = terminal("doctor")
    assert doctor.exit_code() == 0
    with open_store(home, create=False) as store:
        assert store.memories() == replay(store.reviews())


def test_killed_sessions(tmp_path: Path, home: Path, practice: Path) -> None:  # noqa: F811
    """It has every answer whose grade was printed, after each `kill -9`, and the doctor finds nothing."""
    acknowledged: dict[Path, list[str]] = {}
    for number in range(-(-KILLS // AT_ONCE)):
        folder = tmp_path / f"家 {number * AT_ONCE // KILLS_A_HOME}"
        said = acknowledged.setdefault(folder, [])
        said += _kill_round(folder, practice, number)

        assert check(folder) == []
        stored = [row["answer"] for row in log(folder)]
        assert set(said) <= set(stored)
        assert len(stored) == len(set(stored))
    for folder in acknowledged:
        if (folder / "qbank.db").exists():
            command = [
                sys.executable,
                "-m",
                "qbank",
                "--bank",
                str(practice),
                "--home",
                str(folder),
                "doctor",
            ]
            assert (
                subprocess.run(command, capture_output=True, check=False, env=_environment()).returncode == 0
            )

    assert sum(map(len, acknowledged.values())) >= KILLS // 3


def _kill_round(folder: Path, practice: Path, number: int) -> list[str]:  # noqa: F811
    """Kill two sessions anywhere; return the answers whose grade they printed."""
    with contextlib.ExitStack() as stack:
        children = [stack.enter_context(_quiz(practice, folder, *GRADED)) for _ in range(AT_ONCE)]
        typed = [
            [f"答案 {number}.{which}.{each} 随机置零" for each in range(400)] for which in range(AT_ONCE)
        ]
        for child, answers in zip(children, typed, strict=True):
            assert child.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                child.stdin.write("".join(f"{answer}\n\n" for answer in answers))
                child.stdin.flush()
        first = ""
        if number % 3:  # two thirds among the answers, one third among the beginnings
            assert children[0].stdout is not None
            first = children[0].stdout.readline()
            assert first, "the session ended by itself"
        time.sleep(random.random() * (0.25 if number % 3 else 0.5))
        for child in children:
            assert child.poll() is None, "the session ended by itself"
            child.kill()
        printed = [child.communicate()[0] for child in children]
        printed[0] = first + printed[0]
    done: list[str] = []
    for said, answers in zip(printed, typed, strict=True):
        whole = said[: said.rfind("\n") + 1].splitlines()
        done += answers[: sum(line.startswith("grade\t") for line in whole)]
    return done


@contextlib.contextmanager
def _quiz(
    practice: Path,  # noqa: F811
    home: Path,
    *names: str,
    before: list[str] | None = None,
) -> Iterator["subprocess.Popen[str]"]:
    """Run a quiz that reads answers from a pipe."""
    command = [
        sys.executable,
        "-m",
        "qbank",
        "--bank",
        str(practice),
        "--home",
        str(home),
        "quiz",
        *ids(*names),
    ]
    with subprocess.Popen(
        [*(before or []), *command, "--seed", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=_environment(),
    ) as child:
        try:
            yield child
        finally:
            child.kill()
            assert child.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                child.stdin.close()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": SOURCE, "PYTHONUNBUFFERED": "1"}
