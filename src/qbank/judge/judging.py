"""Judge one solution: cases from the checker, answers from the worker, then the verdict."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qbank.core.text import Text
from qbank.core.verdict import Case, Line, Raised, Report, Shown, Status, decide
from qbank.errors import JudgeUnavailableError
from qbank.judge import interpreter
from qbank.judge.child import Child, End, Setup, tail
from qbank.judge.limits import Layers, Limits
from qbank.judge.running import Cases, Run, load, raised, readiness, run

START = Callable[[Setup], Child]
DIAGNOSIS = 15.0  # seconds after which no further known mistake is compared
EARLY: Mapping[End, Status] = {
    "wall": "time_limit",
    "cpu": "time_limit",
    "memory": "memory_limit",
    "flood": "output_limit",
    "message": "output_limit",
    "folder": "output_limit",
    "eof": "runtime_error",
}
BY_SIGNAL: Mapping[int, Status] = {
    -24: "time_limit",
    -9: "time_limit",
    -25: "output_limit",
}  # SIGXCPU, SIGKILL, SIGXFSZ


@dataclass(frozen=True, slots=True)
class Task:
    """What is judged, and by what.

    Attributes:
        folder: Of the problem.
        solution: The bytes of the candidate's file.
        python: The interpreter that judges.
        framework: The framework variant, a folder of the problem; "" for the problem itself.
        needs: Packages that the interpreter must have.
        secret: Folders that a solution may not read: the banks.
    """

    folder: Path
    solution: bytes
    python: str
    framework: str = ""
    needs: tuple[str, ...] = ("numpy",)
    limits: Limits = field(default_factory=Limits)
    layers: Layers = field(default_factory=Layers)
    secret: tuple[Path, ...] = ()

    @property
    def home(self) -> Path:
        """Return the folder of the starter, the reference and the driver."""
        return self.folder / self.framework if self.framework else self.folder

    @property
    def driver(self) -> Path | None:
        """Return the problem's driver, or None."""
        file = self.home / "driver.py"
        return file if file.exists() else None


def setups(task: Task) -> tuple[Setup, Setup]:
    """Return how the worker and the checker of a task are started."""
    worker = Setup(
        task.python,
        "worker",
        task.needs,
        secret=tuple(str(folder) for folder in (*task.secret, task.folder)),
        limits=task.limits,
        layers=task.layers,
    )
    roomy = replace(task.limits, cpu=max(60.0, task.limits.cpu * 4), memory=task.limits.memory * 2)
    checker = Setup(task.python, "checker", task.needs, (str(task.folder),), limits=roomy, layers=task.layers)
    return worker, checker


def judge(
    task: Task, seed: int, *, start: START = Child, show: int | None = None, whole: bool = False
) -> Report:
    """Run a solution on the cases that the seed gives.

    Args:
        task: What is judged.
        seed: Of the cases; the same seed gives the same cases.
        start: Makes a child, or hands out one that is warm.
        show: The case to show whole, from 0; None for the first that is not accepted.
        whole: Whether long values are shown with nothing left out.

    Raises:
        JudgeUnavailableError: The interpreter or the problem's own code fails.
    """
    begun = time.monotonic()
    for_worker, for_checker = setups(task)
    with start(for_checker) as checker:  # it has more to import; both do so at the same time
        judging = Judging(task, checker, seed)
        with start(for_worker) as worker:
            held = _ready(worker, task)
            load(worker, task.solution, task.driver)
            judging.draw()
            ran = run(worker, judging.cases)
        # the worker is dead, with all it started: only now is anything compared
        report = replace(judging.report(ran, held, begun), cpu=worker.cpu)
        return judging.with_details(report, start, show=show, whole=whole)


def failure(python: str, program: str) -> Raised | None:
    """Run a program that defines nothing in particular; return what it raised, None when it ended well.

    Raises:
        JudgeUnavailableError: The interpreter cannot judge.
    """
    task = Task(Path(), program.encode(), python, needs=())
    with Child(setups(task)[0]) as worker:
        _ready(worker, task)
        load(worker, task.solution, None)
        ran = run(worker, Cases((), ()))
    if ran.raised or not ran.ended:
        return ran.raised
    return Raised(ran.ended, tail(worker.printed, 1))


class Judging:
    """One conversation with a checker, which is asked for the cases before it is ready."""

    def __init__(self, task: Task, checker: Child, seed: int) -> None:
        self._task, self._checker, self._seed = task, checker, seed
        checker.tell(do="draw", folder=str(task.folder), framework=task.framework, seed=seed)

    def draw(self) -> None:
        """Wait for the cases.

        Raises:
            JudgeUnavailableError: The interpreter or the problem's own code fails.
        """
        _ready(self._checker, self._task)
        drawn = self._told()
        self._names = [Text(zh, en) for zh, en, _ in drawn["names"]]
        self._trained = [bool(trained) for _, _, trained in drawn["names"]]
        self.cases = Cases(tuple(drawn["requests"]), tuple(drawn["calls"]))

    def report(self, ran: Run, held: Sequence[str], begun: float) -> Report:
        """Return what the checker says of a run whose process tree is dead."""
        assessed = self._ask("assess", frames=list(ran.frames))["cases"]
        cases = _cases(self._names, assessed, ran)
        return Report(
            verdict="runtime_error" if ran.raised else decide([case.status for case in cases]),
            cases=tuple(cases),
            seed=self._seed,
            ms=(time.monotonic() - begun) * 1000,
            limits=(self._task.limits.cpu, self._task.limits.wall),
            printed=ran.printed,
            raised=ran.raised,
            line=_with_text(ran.line, self._task.solution),
            held=tuple(held),
        )

    def with_details(self, report: Report, start: START, *, show: int | None, whole: bool) -> Report:
        """Return the report with one case whole and, where a result is wrong, the known mistakes like it."""
        failed = next(
            (number for number, case in enumerate(report.cases) if case.status == "wrong_answer"), None
        )
        number = failed if show is None else show
        if number is not None and number < len(report.cases):
            told = self._ask("show", number=number, whole=whole)
            inputs = tuple((str(name), str(shape), str(value)) for name, shape, value in told["input"])
            report = replace(
                report, shown=Shown(number, inputs, told["expected"], told["got"], is_asked=show is not None)
            )
        if failed is not None and not self._trained[failed]:  # what only trains badly is like many things
            report = replace(report, alike=self._alike(start))
        return report

    def _alike(self, start: START) -> tuple[Text, ...]:
        """Return the reasons of the wrong solutions whose results equal the candidate's in every case."""
        setup, found, worker = setups(self._task)[0], [], None
        exact = [number for number, trained in enumerate(self._trained) if not trained]
        asked = Cases(tuple(self.cases.requests[number] for number in exact), self.cases.calls)
        until = time.monotonic() + DIAGNOSIS
        for file in sorted((self._task.home / "wrong").glob("*.py")):
            if time.monotonic() > until:
                break
            if worker is None:
                worker = start(setup)
                readiness(worker)
            load(worker, file.read_bytes(), self._task.driver)
            frames: list[bytes | None] = [None] * len(self._trained)
            for number, frame in zip(exact, run(worker, asked).frames, strict=True):
                frames[number] = frame
            if worker.ended:
                worker.end()
                worker = None
            verdicts = [same for same in self._ask("alike", frames=frames)["alike"] if same is not None]
            if verdicts and all(verdicts):
                found.append(reason(file))
        if worker is not None:
            worker.end()
        return tuple(found)

    def _ask(self, what: str, **values: Any) -> Any:
        self._checker.tell(do=what, **values)
        return self._told()

    def _told(self) -> Any:
        answer = self._checker.answer(time.monotonic() + self._checker.limits.wall)
        if not isinstance(answer, dict) or "fault" in answer:
            why = (
                answer["fault"] if isinstance(answer, dict) else f"the checker ended ({self._checker.ended})"
            )
            raise JudgeUnavailableError(
                "the problem's own code fails: {folder}: {why}",
                hint="check it with: make problems, or tell its author",
                folder=self._task.folder,
                why=why,
            )
        return answer


def reason(file: Path) -> Text:
    """Return the reason in the header of a wrong solution, in both languages."""
    found = {}
    for line in file.read_text("utf-8").splitlines():
        name, _, text = line.lstrip("# ").partition(":")
        if line.startswith("# reason."):
            found[name.removeprefix("reason.").strip()] = text.strip()
    return Text(found.get("zh", ""), found.get("en", ""))


def _ready(child: Child, task: Task) -> tuple[str, ...]:
    """Return the layers a child holds.

    Raises:
        JudgeUnavailableError: It did not start, or lacks a package.
    """
    told = readiness(child)
    if isinstance(told, dict) and "ready" in told:
        return tuple(told["ready"])
    if isinstance(told, dict) and "missing" in told:
        raise interpreter.lacking(task.python, tuple(told["missing"]))
    raise interpreter.failing(task.python, child.printed)


def _cases(names: Sequence[Text], assessed: Sequence[Mapping[str, Any]], ran: Run) -> list[Case]:
    """Return how each case went: by the checker's word, or by how the worker ended."""
    cases, is_over = [], bool(ran.raised)
    for name, told in zip(names, assessed, strict=True):
        if told["status"] != "none":
            cases.append(_case(name, told))
        elif is_over:
            cases.append(Case(name, "not_run"))
        else:
            cases.append(_cut_short(name, ran))
            is_over = True
    return cases


def _case(name: Text, told: Mapping[str, Any]) -> Case:
    if told["status"] == "garbage":
        zh, en = "没有按判题协议返回结果", "it did not answer in the judge's form"
        return Case(name, "wrong_answer", why=Text(zh, en))
    if told["status"] == "raised":
        what = raised(told["error"])
        status: Status = "not_implemented" if what.type == "NotImplementedError" else "runtime_error"
        return Case(name, "memory_limit" if what.type == "MemoryError" else status, raised=what)
    ms = _ms(told.get("seconds"))
    if told["status"] == "right":
        return Case(name, "accepted", ms)
    why = Text(told["zh"], told["en"])
    return Case(
        name, "wrong_answer", ms, why, None, told["place"], told["expected"], told["got"], told["error"]
    )


def _ms(seconds: Any) -> float | None:
    return seconds * 1000 if isinstance(seconds, float) and 0 <= seconds < 1e6 else None


def _cut_short(name: Text, ran: Run) -> Case:
    """Return the case in which the worker ended."""
    status = EARLY.get(ran.ended, "runtime_error")
    why = Text()
    if ran.ended == "eof":
        status = BY_SIGNAL.get(ran.code or 0, status)
    if status == "runtime_error":
        how = f"exit code {ran.code}" if (ran.code or 0) >= 0 else f"signal {-(ran.code or 0)}"
        why = Text(
            f"进程在返回结果之前就结束了（{how}）", f"the process ended before it returned a result ({how})"
        )
    return Case(name, status, why=why)


def _with_text(line: Line | None, solution: bytes) -> Line | None:
    """Return the line with its text, from the candidate's file."""
    if line is None:
        return None
    lines = solution.decode("utf-8", "replace").splitlines()
    return replace(line, text=lines[line.number - 1].strip()) if 0 < line.number <= len(lines) else line
