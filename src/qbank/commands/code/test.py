"""`qbank code test`: judge a solution, show the verdict, keep the attempt."""

import json
import secrets
from pathlib import Path
from typing import Annotated

import typer

from qbank.commands import opening, options
from qbank.commands.code.attempting import keep
from qbank.commands.code.choosing import NameArgument, VariantOption, allow_code, choose, task_for
from qbank.errors import WrongUsageError
from qbank.judge.judging import judge
from qbank.judge.workspace import read_solution
from qbank.screen import plain, verdict
from qbank.screen.waiting import waiting
from qbank.settings import Settings

SEEDS = 1 << 32


def test(
    ctx: typer.Context,
    name: NameArgument,
    file: Annotated[
        Path | None, typer.Option("--file", help="Judge this file; the workspace is not touched")
    ] = None,
    variant: VariantOption = "",
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="Draw the same cases again")] = None,
    case: Annotated[
        int | None, typer.Option("--case", metavar="K", help="Show this case whole, from 1")
    ] = None,
    dump: Annotated[bool, typer.Option("--dump", help="Leave nothing out of what is shown")] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Allow the code of a bank that does not come with qbank")
    ] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Judge the solution; exit 0 when it is accepted, 1 when not, 5 when the judge could not run."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    chosen = choose(settings, bank, name, variant)
    solution = read_solution(file or chosen.file)
    allow_code(settings, screen, chosen.folder, yes=trust)
    drawn = secrets.randbelow(SEEDS) if seed is None else seed
    if drawn < 0:
        raise WrongUsageError("--seed {seed} is below 0", seed=drawn)
    with waiting(screen, screen.word("judging …")):
        shown = None if case is None else case - 1
        report = judge(task_for(settings, chosen, solution), drawn, show=shown, whole=dump)
    if case is not None and not 1 <= case <= len(report.cases):
        raise WrongUsageError("--case {case}: there are cases 1 to {n}", case=case, n=len(report.cases))
    days = keep(settings, bank, chosen, solution, report)
    if as_json:
        plain.text(
            screen.stream, json.dumps(verdict.document(chosen.problem.id, report), ensure_ascii=False) + "\n"
        )
    elif screen.is_terminal:
        name = (file or chosen.file).name
        screen.put(verdict.verdict(screen, chosen.problem.slug, report, days=days, file=name))
    else:
        plain.write(screen.stream, verdict.records(screen, report))
    if report.verdict != "accepted":
        raise typer.Exit(1)
