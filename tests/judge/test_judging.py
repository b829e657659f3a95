"""The judge as a whole, with real processes: verdicts, messages, replay, diagnosis."""

import dataclasses
import sys
from pathlib import Path

import pytest

from qbank.core.verdict import Report
from qbank.errors import JudgeUnavailableError
from qbank.judge import trust
from qbank.judge.child import Child
from qbank.judge.judging import Task, judge, setups
from qbank.judge.limits import Limits
from qbank.judge.probe import probe
from qbank.judge.warm import Spares

PROBLEM = Path(__file__).with_name("softmax")
RIGHT = """
import numpy as np
def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
"""


def judged(source: str, seed: int = 1, **changes: object) -> Report:
    task = Task(PROBLEM, source.encode(), sys.executable, limits=Limits(cpu=1.0))
    return judge(dataclasses.replace(task, **changes), seed)  # type: ignore[arg-type]


def test_a_right_solution_is_accepted() -> None:
    """It accepts, and says how long it took and what keeps solutions in."""
    report = judged(RIGHT)

    assert report.verdict == "accepted"
    assert [case.status for case in report.cases] == ["accepted", "accepted"]
    assert report.passed == 2
    assert report.ms > 0
    assert report.raised is None
    assert report.alike == ()


def test_a_wrong_result_is_shown_whole() -> None:
    """It shows the first wrong value, the input, and what was printed."""
    report = judged(
        RIGHT.replace("return e", "print('I was here')\n    return e").replace("axis=axis", "axis=-1")
    )

    assert report.verdict == "wrong_answer"
    assert [case.status for case in report.cases] == ["accepted", "wrong_answer"]
    case = report.cases[1]
    assert "12 values differ, the first at [0, 0]" in case.why.en
    assert case.index == "[0, 0]"
    assert case.error is not None
    assert report.shown is not None
    assert report.shown.number == 1
    assert [name for name, _, _ in report.shown.input] == ["x", "axis"]
    assert "I was here" in report.printed


def test_the_same_seed_gives_the_same_cases() -> None:
    """It draws the same inputs for a seed, and others for another."""
    wrong = "def softmax(x, axis=-1):\n    return x\n"
    one, again, other = (judged(wrong, seed).shown for seed in (7, 7, 8))

    assert one == again
    assert one != other


def test_a_known_mistake_is_named() -> None:
    """It says what the results equal, in both languages, for another text of the same mistake."""
    report = judged(
        "import numpy as np\ndef softmax(x, axis=1):\n    w = np.exp(x)\n    return w / w.sum(0)[None]\n"
    )

    assert [reason.en for reason in report.alike] == ["always normalises over the columns"]
    assert [reason.zh for reason in report.alike] == ["总是沿列归一化"]


def test_an_unknown_mistake_is_not_misnamed() -> None:
    """It says nothing of a mistake that it does not know."""
    assert judged("def softmax(x, axis=-1):\n    return x * 0\n").alike == ()


def test_the_starter_is_not_implemented() -> None:
    """It says so instead of calling it an error."""
    assert judged("def softmax(x, axis=-1):\n    raise NotImplementedError\n").verdict == "not_implemented"


def test_an_exception_names_its_line() -> None:
    """It tells the type, the words, and the line of the solution."""
    report = judged("def softmax(x, axis=-1):\n    y = x\n    return y / helper(y)\n")

    assert report.verdict == "runtime_error"
    raised = report.cases[0].raised
    assert raised is not None
    assert (raised.type, raised.message) == ("NameError", "name 'helper' is not defined")
    assert (raised.lines[-1].number, raised.lines[-1].text) == (3, "return y / helper(y)")


def test_a_syntax_error_names_its_line() -> None:
    """It points at the line that is no Python."""
    report = judged("x = 1\ndef softmax(x, axis=-1)\n    return x\n")

    assert report.raised is not None
    assert report.raised.type == "SyntaxError"
    assert report.raised.lines[-1].number == 2
    assert {case.status for case in report.cases} == {"not_run"}


def test_a_function_of_another_name_is_pointed_out() -> None:
    """It says which function is missing and which there are."""
    report = judged("def soft_max(x): return x\n")

    assert report.raised is not None
    assert report.raised.missing == ("softmax", "soft_max")


def test_a_hang_names_its_line() -> None:
    """It says where the solution was when its time was over."""
    report = judged("def softmax(x, axis=-1):\n    n = 0\n    while True:\n        n += 1\n")

    assert report.verdict == "time_limit"
    assert report.line is not None
    assert report.line.number in (3, 4)
    assert report.line.text in ("while True:", "n += 1")
    assert report.cpu > 0.1


def test_an_input_must_come_back_unmodified() -> None:
    """It notices a change in place even when the result is right."""
    report = judged(RIGHT.replace("    e =", "    x -= x.max(axis=axis, keepdims=True)\n    e ="))

    assert report.verdict == "wrong_answer"
    assert report.cases[0].why.en == "an input was modified: x"


@pytest.mark.parametrize("seed", range(3))
def test_prints_do_not_reach_the_channel(seed: int) -> None:
    """It accepts a right solution that prints much, to either stream, and reads input."""
    noisy = "import sys\nprint('x' * 9000)\nsys.stderr.write('y' * 9000)\nprint(sys.stdin.read())\n"

    assert judged(noisy + RIGHT, seed).verdict == "accepted"


def test_nothing_is_left_of_a_judging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It removes its folders, also of a solution that took its own rights away."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    judged("import os\nos.mkdir('d')\nopen('d/f', 'w').close()\nos.chmod('d', 0)\n" + RIGHT)

    assert list(tmp_path.iterdir()) == []


def test_the_environment_is_not_the_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    """It hides the person's variables from the solution."""
    monkeypatch.setenv("MY_TOKEN", "secret")
    report = judged("import os\nassert 'MY_TOKEN' not in os.environ\n" + RIGHT)

    assert report.verdict == "accepted"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("#!/bin/sh\necho 'Python 2.7.18' >&2\nexit 1\n", "it is Python 2.7"),
        ("#!/bin/sh\necho broken >&2\nexit 1\n", "broken"),
        ("#!/bin/sh\n", "it ended at once"),
        ("#!/bin/sh\nhead -c 100 /dev/zero\n", "cannot judge"),
    ],
)
def test_an_interpreter_that_cannot_judge(tmp_path: Path, script: str, words: str) -> None:
    """It says what is wrong with the interpreter and what to do."""
    python = tmp_path / "python"
    python.write_text(script)
    python.chmod(0o755)

    with pytest.raises(JudgeUnavailableError, match=words) as caught:
        judged(RIGHT, python=str(python), limits=Limits(start=5))

    assert "judge_python" in str(caught.value.hint)


def test_no_interpreter_at_all(tmp_path: Path) -> None:
    """It says that there is none."""
    with pytest.raises(JudgeUnavailableError, match="cannot be started"):
        judged(RIGHT, python=str(tmp_path / "nothing"))


def test_a_package_that_is_not_there() -> None:
    """It names the package and how to get it."""
    with pytest.raises(JudgeUnavailableError, match="has no no_such_package") as caught:
        judged(RIGHT, needs=("numpy", "no_such_package"))

    assert "pip install no_such_package" in str(caught.value.hint)


def test_a_fault_of_the_problem_is_no_verdict(tmp_path: Path) -> None:
    """It says that the problem's own code fails, not that the solution is wrong."""
    (tmp_path / "cases.py").write_text("ENTRY = 'f'\ndef cases(rng):\n    return 1 / 0\n")

    with pytest.raises(JudgeUnavailableError, match="ZeroDivisionError"):
        judged(RIGHT, folder=tmp_path)


def test_a_warm_worker_is_used_once() -> None:
    """It hands out what waits, and a solution never meets the traces of another."""
    spares, started = Spares(), []
    task = Task(PROBLEM, RIGHT.encode(), sys.executable)
    spares.prepare(*setups(task))

    def start(setup: object) -> Child:
        child = spares.start(setup)  # type: ignore[arg-type]
        started.append(child)
        return child

    marked = "import sys\nassert not hasattr(sys, 'mark')\nsys.mark = 1\n" + RIGHT
    reports = []
    try:
        for _ in range(2):
            reports.append(judge(dataclasses.replace(task, solution=marked.encode()), 1, start=start))
            spares.prepare(*setups(task))
    finally:
        spares.end()

    assert [report.verdict for report in reports] == ["accepted", "accepted"]
    assert len({id(child) for child in started}) == 4


def test_trust_ends_when_the_code_changes(tmp_path: Path) -> None:
    """It remembers a yes for the very code that was looked at."""
    problem, home = tmp_path / "p", tmp_path / "home"
    problem.mkdir()
    (problem / "cases.py").write_text("1\n")
    assert not trust.is_trusted(home, problem)

    trust.trust(home, problem)
    assert trust.is_trusted(home, problem)

    (problem / "cases.py").write_text("2\n")
    assert not trust.is_trusted(home, problem)


def test_the_doctor_tries_each_layer() -> None:
    """It finds out by trying, and knows the packages."""
    found = probe(sys.executable, ("numpy",))

    assert found.version == ".".join(map(str, sys.version_info[:3]))
    assert dict(found.packages)["numpy"]
    if sys.platform.startswith("linux"):
        layers = dict(found.layers)
        assert layers["limits"]
        assert layers["audit"]
        assert layers["orphans"]


def test_a_list_is_no_other_mistake() -> None:
    """It names a known mistake also where the results are lists of the same numbers, or of none."""
    source = "def f(x):\n    return [[1.0, float(v)] for v in x]\n\n\n"
    source += "def above(x):\n    return []\n\n\ndef train(x):\n    return 1.0\n"
    problem = Path(__file__).with_name("lists")
    report = judged(source, folder=problem)

    assert report.verdict == "wrong_answer"
    assert [reason.en for reason in report.alike] == ["puts a one before each"]


def test_what_only_trains_badly_is_not_named() -> None:
    """It says nothing of a known mistake that only the trained case would show."""
    source = "def f(x):\n    return [[0.0, float(v)] for v in x]\n\n\n"
    source += "def above(x):\n    return []\n\n\ndef train(x):\n    return 0.0\n"
    report = judged(source, folder=Path(__file__).with_name("lists"))

    assert [case.status for case in report.cases] == ["accepted", "accepted", "wrong_answer"]
    assert report.alike == ()


def test_the_judges_own_lines_are_no_prints() -> None:
    """It shows of a hang what the solution printed, not where the judge called it."""
    report = judged("def softmax(x, axis=-1):\n    print('begun')\n    while True:\n        pass\n")

    assert report.printed.strip() == "begun"
    assert report.limits == (1.0, 4.0)
