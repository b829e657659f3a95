"""`qbank code explain`: why it is right, what goes wrong, what is asked next; the code stays closed."""

import typer

from qbank.commands import opening
from qbank.commands.code.choosing import NameArgument, choose
from qbank.screen import problems
from qbank.settings import Settings


def explain(ctx: typer.Context, name: NameArgument) -> None:
    """Show the explanation, the follow-up questions and the sources."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    known = {summary.id for summary in bank.summaries()}
    screen.put(problems.explanation(screen, choose(settings, bank, name).problem, known))
