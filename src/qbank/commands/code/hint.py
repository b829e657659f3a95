"""`qbank code hint`: one step of help at a time."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.commands.code.choosing import NameArgument, choose
from qbank.commands.marking import mark, marked
from qbank.core.attempts import Standing, standings
from qbank.errors import WrongUsageError
from qbank.screen import problems
from qbank.settings import Settings


def hint(
    ctx: typer.Context,
    name: NameArgument,
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", help="Which hint; without it, the next one")
    ] = None,
) -> None:
    """Show the next hint: the direction, the structure, then the line that people get wrong."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    problem = choose(settings, bank, name).problem
    if not problem.hints:
        raise WrongUsageError("{id} has no hints", id=problem.id)
    seen = marked(settings, bank, standings).get(problem.id, Standing()).hints
    wanted = min(seen + 1, len(problem.hints)) if number is None else number
    if not 1 <= wanted <= len(problem.hints):
        raise WrongUsageError("{id} has hints 1 to {n}", id=problem.id, n=len(problem.hints))
    if wanted > seen:
        mark(settings, "aid", problem.id, {"hint": wanted})
    screen.put(problems.hint(screen, problem, wanted))
