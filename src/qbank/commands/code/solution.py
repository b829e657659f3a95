"""`qbank code solution`: the reference; an attempt after it counts as assisted."""

import typer

from qbank.commands import opening
from qbank.commands.code.choosing import NameArgument, VariantOption, opened
from qbank.commands.marking import mark
from qbank.screen import plain, problems
from qbank.screen.layout import BLANK
from qbank.settings import Settings


def solution(ctx: typer.Context, name: NameArgument, variant: VariantOption = "") -> None:
    """Show the reference solution; the next accepted attempt is scheduled as not remembered."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    chosen = opened(settings, name, variant)
    source = (chosen.home / "solution.py").read_text("utf-8")
    mark(settings, "aid", chosen.problem.id, {"solution": True})
    if screen.is_terminal:
        screen.put([*problems.solution(source), BLANK])
        screen.say("your next accepted attempt counts as not remembered")
    else:
        plain.text(screen.stream, source)
