"""What `lint --run` adds: the code in answers, and the reference of every problem, through the judge."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qbank.bank.rules.entry_file import EntryFile
from qbank.commands.code.choosing import allow_code
from qbank.core.markup import programs
from qbank.core.problem import Problem
from qbank.core.text import LANGUAGES
from qbank.errors import Finding, Message
from qbank.judge.interpreter import chosen
from qbank.judge.judging import Task, failure, judge
from qbank.judge.limits import Limits
from qbank.screen.console import Screen
from qbank.settings import Settings

SEED = 0


def executed(settings: Settings, screen: Screen, files: Iterable[EntryFile]) -> Iterator[Finding]:
    """Yield what the judge finds in these files.

    Raises:
        JudgeUnavailableError: It cannot run, or may not run this bank's code.
    """
    for file in files:
        if file.problem:
            yield from _reference(settings, screen, file.problem, file.file.parent)
            continue
        for language in LANGUAGES:
            for program in programs(file.entry.answer.in_(language)):
                raised = failure(chosen(settings.judge_python, ()), program)
                if raised:
                    text = Message(
                        "code in the answer fails: {why}", {"why": f"{raised.type}: {raised.message}"}
                    )
                    yield Finding(file.file, file.lines.get(("answer", language), 0), "E921", "error", text)


def _reference(settings: Settings, screen: Screen, problem: Problem, folder: Path) -> Iterator[Finding]:
    allow_code(settings, screen, folder)
    limits = Limits(cpu=problem.limits.cpu, memory=problem.limits.memory)
    task = Task(
        folder,
        problem.solution.encode(),
        chosen(settings.judge_python, problem.needs),
        needs=problem.needs,
        limits=limits,
    )
    report = judge(task, SEED)
    if report.verdict != "accepted":
        why = next(
            (case.why.en or case.status for case in report.cases if case.status != "accepted"), report.verdict
        )
        text = Message("the reference is not accepted: {why}", {"why": why})
        yield Finding(folder / "solution.py", 0, "E922", "error", text)
