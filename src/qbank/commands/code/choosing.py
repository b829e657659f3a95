"""Which problem is meant, in which variant, and where its files and the person's solution are."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from qbank.bank import Bank
from qbank.commands import opening
from qbank.core.problem import Problem
from qbank.core.select import id_named
from qbank.errors import JudgeUnavailableError, WrongUsageError
from qbank.judge import trust
from qbank.judge.interpreter import chosen as chosen_interpreter
from qbank.judge.judging import Task
from qbank.judge.limits import Limits
from qbank.judge.workspace import Workspace
from qbank.screen.console import Screen
from qbank.screen.prompts import ask_yes
from qbank.settings import CHECKOUT, SHIPPED, Settings

NameArgument = Annotated[
    str, typer.Argument(metavar="ID", help="A coding problem; the last part of its id will do")
]
VariantOption = Annotated[
    str, typer.Option("--variant", help="A framework variant: torch, keras, transformers")
]
FRAMEWORK_CPU, FRAMEWORK_MEMORY = 20.0, 3072  # seconds, MB: at least this much where a framework is imported


@dataclass(frozen=True, slots=True)
class Chosen:
    """A problem in one of its variants.

    Attributes:
        folder: Of the problem.
        variant: The framework, "" for none.
        file: Where the person's solution is, or will be.
    """

    problem: Problem
    folder: Path
    variant: str
    file: Path

    @property
    def home(self) -> Path:
        """Return the folder of starter and reference."""
        return self.folder / self.variant if self.variant else self.folder

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the packages that the judge needs for it."""
        own = next((variant.needs for variant in self.problem.variants if variant.name == self.variant), ())
        return tuple(dict.fromkeys((*self.problem.needs, *own)))

    @property
    def limits(self) -> Limits:
        """Return what a solution may use."""
        given = Limits(cpu=self.problem.limits.cpu, memory=self.problem.limits.memory)
        if not self.variant:
            return given
        return replace(given, cpu=max(given.cpu, FRAMEWORK_CPU), memory=max(given.memory, FRAMEWORK_MEMORY))


def choose(settings: Settings, bank: Bank, name: str, variant: str = "") -> Chosen:
    """Return the problem that is meant.

    Raises:
        WrongUsageError: There is no such problem, or it has no such variant.
    """
    id_ = problem_named(name, bank)
    problem = bank.problem(id_)
    known = [each.name for each in problem.variants]
    if variant and variant not in known:
        raise WrongUsageError(
            "{id} has no variant {variant}; there are {known}",
            id=id_,
            variant=variant,
            known=", ".join(known) or "-",
        )
    file = Workspace(settings.workspace).file(problem.slug, variant)
    return Chosen(problem, bank.problem_folder(id_), variant, file)


def problem_named(name: str, bank: Bank) -> str:
    """Return the id of the coding problem that is meant: whole, short, or a former one."""
    problems = [summary.id for summary in bank.summaries() if summary.is_problem]
    current = bank.renames.get(name, name)
    return current if current in problems else id_named(current, problems)


def task_for(settings: Settings, chosen: Chosen, solution: bytes) -> Task:
    """Return what the judge is asked."""
    return Task(
        chosen.folder,
        solution,
        chosen_interpreter(settings.judge_python, chosen.needs),
        framework=chosen.variant,
        needs=chosen.needs,
        limits=chosen.limits,
        secret=settings.folders,
    )


def allow_code(settings: Settings, screen: Screen, folder: Path, *, yes: bool = False) -> None:
    """Ask before the code of a bank runs that does not come with qbank; a yes holds until that code changes.

    Raises:
        JudgeUnavailableError: The person says no, or cannot be asked.
    """
    shipped = any(folder.resolve().is_relative_to(place.resolve()) for place in (SHIPPED, CHECKOUT))
    if shipped or trust.is_trusted(settings.home, folder):
        return
    asked = screen.word(
        "{folder} does not come with qbank: its cases are code, and will run here. Go on?",
        folder=folder,
    )
    if not yes and not (screen.is_interactive and ask_yes(screen, asked)):
        raise JudgeUnavailableError(
            "the code of {folder} was not run: it does not come with qbank",
            hint="look at cases.py there, then allow it with --trust",
            folder=folder,
        )
    trust.trust(settings.home, folder)


def opened(settings: Settings, name: str, variant: str = "") -> Chosen:
    """Open the bank and return the problem that is meant."""
    return choose(settings, opening.bank_for(settings), name, variant)
