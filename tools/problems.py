"""The gate of the coding problems: right solutions are accepted, wrong ones and mutants are not.

Usage: python tools/problems.py [ID …] [--seeds 20] [--survivors] [--folder questions/coding] [--jobs 2]

Needs numpy. Every solution runs in a forked child with a CPU limit: what is run here is the bank's own. That
the judge itself says the same is a test (tests/judge).
"""

import argparse
import ast
import copy
import importlib
import json
import os
import resource
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src" / "qbank" / "judge" / "inside"), str(ROOT / "tools")]
import codec  # noqa: E402
from comparing import Difference, compare  # noqa: E402
from exam import Exam, load  # noqa: E402
from mutants import mutants  # noqa: E402

SEEDS = 20
ENOUGH = 5  # seeds after which the case that a wrong solution names must have rejected it once
HEADERS = ("reason.zh", "reason.en", "caught_by")
MUTANT_SHARE = 0.95
MUTANT_SECONDS = 1  # of CPU at least; ten times the reference where that is more


@dataclass
class Ran:
    """What a solution did: of each seed the names of the cases that failed, and the CPU of the slowest seed.

    Attributes:
        ended: Why it ended early ("" when it did not).
    """

    failed: list[dict[str, str]] = field(default_factory=list)
    cpu: float = 0.0
    ended: str = ""

    @property
    def accepted(self) -> bool:
        """Say whether every case of every seed was right."""
        return not self.ended and not any(self.failed)

    @property
    def first(self) -> str:
        """Return what went wrong first."""
        return self.ended or next(
            (f"{name}: {why}" for seed in self.failed for name, why in seed.items()), ""
        )


@dataclass
class Outcome:
    """The gate's word on one problem."""

    id: str
    cases: int = 0
    variants: int = 0
    wrong: int = 0
    killed: int = 0
    mutants: int = 0
    equivalent: int = 0
    cpu: float = 0.0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)

    @property
    def row(self) -> str:
        """Return the line of the table."""
        share = self.killed / self.mutants if self.mutants else 1.0
        return (
            f"{self.id:38s} {self.cases:5d} {self.wrong:6d} {self.variants:8d} "
            f"{self.killed:4d}/{self.mutants:<4d} {share:6.1%} {self.equivalent:5d} "
            f"{self.cpu:7.2f} {self.seconds:6.0f}"
            f"  {'ok' if not self.faults else 'FAILS'}"
        )


class Problem:
    """A problem's folder, its exams, and how a solution runs in them."""

    def __init__(self, folder: Path, framework: str = "") -> None:
        self.folder, self.framework = folder, framework
        self.home = folder / framework if framework else folder
        self.plain: Mapping[str, Any] = yaml.safe_load((folder / "problem.yaml").read_text("utf-8"))
        self.driver = self.home / "driver.py"
        self.exams: list[Exam] = []

    def draw(self, seeds: int) -> None:
        """Draw the cases of the seeds, and ask the oracle once."""
        for seed in range(seeds):
            exam = Exam(str(self.folder), seed, self.framework)
            for number in range(len(exam.cases)):
                exam.want(number)
            self.exams.append(exam)

    def run(self, source: str, *, exams: Sequence[Exam], cpu: float, stop: bool = False) -> Ran:
        """Run a solution in a child of its own.

        Args:
            source: The solution's text.
            exams: The seeds to run it on.
            cpu: Seconds of CPU after which it is ended.
            stop: Whether the first failed case ends it.
        """
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reading)
            self._child(source, exams, cpu, stop=stop, writing=writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(pid, 0)
        if not said:
            return Ran(ended=f"ended by signal {status & 0x7F} (CPU or memory)")
        failed, used, ended = json.loads(said)
        return Ran(failed, used, ended)

    def _child(self, source: str, exams: Sequence[Exam], cpu: float, *, stop: bool, writing: int) -> None:
        """Run the solution and write what it did; never returns."""
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + cpu) + 1,) * 2)
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            null = os.open(os.devnull, os.O_RDWR)
            for number in range(3):
                os.dup2(null, number)
            said = self._examine(source, exams, stop=stop)
        except BaseException as error:  # whatever a wrong solution raises is an answer
            said = ([], 0.0, f"{type(error).__name__}: {error}"[:200])
        _write(writing, json.dumps(said).encode())
        os._exit(0)

    def _examine(
        self, source: str, exams: Sequence[Exam], *, stop: bool
    ) -> tuple[list[dict[str, str]], float, str]:
        warnings.simplefilter("ignore")
        solution = _module(source)
        driver = load(str(self.driver), "driver") if self.driver.exists() else None
        failed, slowest = [], 0.0
        for exam in exams:
            begun, wrong = time.process_time(), {}
            for number, case in enumerate(exam.cases):
                why = _why(exam, number, solution, driver)
                if why:
                    wrong[case.en] = why[:200]
                    if stop:
                        return [wrong], 0.0, ""
            slowest = max(slowest, time.process_time() - begun)
            failed.append(wrong)
        return failed, slowest, ""


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _module(source: str) -> Any:
    """Execute a solution's text as a module named `solution`."""
    import types  # noqa: PLC0415

    module = types.ModuleType("solution")
    sys.modules["solution"] = module
    exec(compile(source, "solution.py", "exec"), module.__dict__)
    return module


def _why(exam: Exam, number: int, solution: Any, driver: Any) -> str:
    """Return why a case is not right, "" when it is."""
    case = exam.cases[number]
    args = copy.deepcopy(dict(case.args))
    try:
        if driver:
            got = driver.run(solution, **({"call": case.call} if case.call else {}), **args)
        else:
            got = getattr(solution, case.call or exam.entry)(**args)
        got = codec.decode(codec.encode(got)[8:])
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    try:
        found: Difference | None = exam.assess(number, got, args)
    except Exception as error:
        return f"could not be compared: {type(error).__name__}: {error}"
    return found.en if found else ""


def header(file: Path) -> dict[str, str]:
    """Return the header of a wrong solution."""
    found = {}
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            break
        name, _, text = line.lstrip("# ").partition(":")
        found[name.strip()] = text.strip()
    return found


def examine(folder: Path, seeds: int, framework: str = "") -> Outcome:
    """Put one problem through the whole gate."""
    begun = time.perf_counter()
    if framework:  # imported once here rather than again in every child
        os.environ.setdefault("KERAS_BACKEND", "torch")
        importlib.import_module(framework)
    problem = Problem(folder, framework)
    out = Outcome("/".join(part for part in (folder.name, framework) if part))
    problem.draw(seeds)
    out.cases = len(problem.exams[0].cases)
    limit = float((problem.plain.get("limits") or {}).get("cpu", 20 if framework else 5))
    _right(problem, out, limit)
    if not out.faults:
        _starter(problem, out)
        _examples(problem, out)
        _wrong(problem, out, limit)
        _mutants(problem, out)
    out.seconds = time.perf_counter() - begun
    return out


def _right(problem: Problem, out: Outcome, limit: float) -> None:
    """Hold that the reference and the variants are accepted on every seed, and how quick the reference is."""
    ran = problem.run((problem.home / "solution.py").read_text("utf-8"), exams=problem.exams, cpu=600)
    out.cpu = ran.cpu
    if not ran.accepted:
        out.faults.append(f"the reference is not accepted: {ran.first}")
    if ran.cpu > limit / 10:
        out.faults.append(f"the reference takes {ran.cpu:.2f} s of CPU: more than a tenth of {limit:g} s")
    variants = sorted((problem.home / "variants").glob("*.py"))
    if len(variants) < 2 and not problem.framework:
        out.faults.append(f"{len(variants)} variants: at least 2")
    for file in variants:
        ran = problem.run(file.read_text("utf-8"), exams=problem.exams, cpu=600)
        out.variants += ran.accepted
        if not ran.accepted:
            out.faults.append(f"variants/{file.name} is not accepted: {ran.first}")
        if ran.cpu > limit:
            out.faults.append(f"variants/{file.name} takes {ran.cpu:.2f} s of CPU: the limit is {limit:g} s")


def _starter(problem: Problem, out: Outcome) -> None:
    ran = problem.run((problem.home / "starter.py").read_text("utf-8"), exams=problem.exams[:1], cpu=60)
    left = [
        why
        for why in (ran.failed[0] if ran.failed else {}).values()
        if not why.startswith("NotImplementedError")
    ]
    if ran.ended or left or len(ran.failed[0]) != out.cases:
        out.faults.append(f"the starter does not fail cleanly in every case: {ran.ended or left[:1]}")


def _examples(problem: Problem, out: Outcome) -> None:
    """Hold that the examples of the statement are what the reference says."""
    import numpy as np  # noqa: PLC0415

    if problem.framework:
        return
    names = {"np": np, **vars(_module((problem.home / "solution.py").read_text("utf-8")))}
    for example in problem.plain["examples"]:
        got = eval(example["code"], names)
        if isinstance(got, np.ndarray):
            got = got.tolist()
        want = ast.literal_eval(example["result"])
        found = compare(codec.decode(codec.encode(got)[8:]), want, rtol=1e-3, atol=1e-6)
        if found:
            out.faults.append(f"example {example['code']!r}: {found.en}")


def _wrong(problem: Problem, out: Outcome, limit: float) -> None:
    """Hold that every wrong solution is rejected on every seed, by the case it names among others."""
    files = sorted((problem.folder / "wrong").glob("*.py"))
    if problem.framework:
        files = sorted((problem.home / "wrong").glob("*.py"))
    elif len(files) < 10:
        out.faults.append(f"{len(files)} wrong solutions: at least 10")
    caught: set[str] = set()
    names = {case.en for case in problem.exams[0].cases}
    for file in files:
        head = header(file)
        for missing in (name for name in HEADERS if not head.get(name)):
            out.faults.append(f"wrong/{file.name}: the header lacks {missing}")
        if head.get("caught_by") not in names:
            out.faults.append(f"wrong/{file.name}: no case {head.get('caught_by')!r}")
        trains = any(case.trained for case in problem.exams[0].cases)
        ran = (
            problem.run(file.read_text("utf-8"), exams=problem.exams, cpu=600, stop=False)
            if not trains
            else (_each_seed(problem, file.read_text("utf-8"), limit))
        )
        if ran.ended:
            continue
        caught.update(name for seed in ran.failed for name in seed)
        out.wrong += all(ran.failed)
        accepted = [number for number, seed in enumerate(ran.failed) if not seed]
        if accepted:
            out.faults.append(f"wrong/{file.name} is accepted on seeds {accepted}")
        elif len(ran.failed) >= ENOUGH and not any(head.get("caught_by") in seed for seed in ran.failed):
            out.faults.append(
                f"wrong/{file.name}: {head.get('caught_by')!r} does not reject it, {list(ran.failed[0])} does"
            )
    for name in sorted(names - caught) if not problem.framework else ():
        out.faults.append(f"case {name!r} catches no wrong solution")


def _each_seed(problem: Problem, source: str, limit: float) -> Ran:
    """Run a wrong solution of a trained problem: whole on the first seed, then to the first failure."""
    whole = problem.run(source, exams=problem.exams[:1], cpu=limit * 4)
    failed = [*whole.failed] or [{"ended": whole.ended}]
    for exam in problem.exams[1:]:
        ran = problem.run(source, exams=[exam], cpu=limit * 4, stop=True)
        failed.append({"ended": ran.ended} if ran.ended else ran.failed[0])
    return Ran(failed)


def _mutants(problem: Problem, out: Outcome) -> None:
    """Hold that the cases reject the mutants of the reference, but for those with a reason."""
    if problem.framework:
        return
    known = {item["mutant"] for item in problem.plain.get("equivalent") or ()}
    cpu = max(MUTANT_SECONDS, 10 * out.cpu)
    alive = set()
    for mutant in mutants((problem.home / "solution.py").read_text("utf-8")):
        out.mutants += 1
        ran = problem.run(mutant.source, exams=problem.exams[:3], cpu=cpu, stop=True)
        if not ran.accepted:
            out.killed += 1
            continue
        alive.add(mutant.name)
        if mutant.name in known:
            out.equivalent += 1
        else:
            out.survivors.append(mutant.name)
    for name in out.survivors:
        out.faults.append(f"a mutant survives: {name}")
    for name in sorted(known - alive):
        out.faults.append(f"`equivalent` names a mutant that does not survive: {name}")
    if out.mutants and out.killed < MUTANT_SHARE * out.mutants:
        out.faults.append(f"{out.killed} of {out.mutants} mutants rejected: less than {MUTANT_SHARE:.0%}")


def chosen(folder: Path, ids: Sequence[str]) -> Iterator[Path]:
    """Yield the folders of the problems that are meant."""
    for file in sorted(folder.glob("*/problem.yaml")):
        if not ids or file.parent.name in {name.removeprefix("coding/") for name in ids}:
            yield file.parent


def main() -> int:
    parser = argparse.ArgumentParser(description="The gate of the coding problems.")
    parser.add_argument("ids", nargs="*", help="problems; none means all")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--folder", type=Path, default=ROOT / "questions" / "coding")
    parser.add_argument("--framework", default="", help="torch, keras or transformers: that variant instead")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    folders = list(chosen(given.folder, given.ids))
    if given.framework:
        folders = [folder for folder in folders if (folder / given.framework).is_dir()]
    if not folders:
        print("no such problem")
        return 1
    print(f"{'problem':38s} cases  wrong variants   mutants  share equiv   CPU s  wall s")
    failed = 0
    with ThreadPoolExecutor(1 if len(folders) == 1 else given.jobs) as pool:
        for said in pool.map(lambda folder: _in_child(folder, given.seeds, given.framework), folders):
            print(said, flush=True)
            failed += "FAILS" in said or not said.strip()
    print(f"{len(folders)} problems, {failed} failed" if failed else f"{len(folders)} problems, all hold")
    return 1 if failed else 0


def _in_child(folder: Path, seeds: int, framework: str) -> str:
    """Examine a problem in a process of its own: modules named `cases` and `solution` do not meet."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        try:
            out = examine(folder, seeds, framework)
            said = "\n".join([out.row, *(f"    {fault}" for fault in out.faults)])
        except BaseException as error:
            said = f"{folder.name:38s} FAILS: {type(error).__name__}: {error}"
        _write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(pid, 0)
    return said or f"{folder.name:38s} FAILS: ended"


if __name__ == "__main__":
    sys.exit(main())
