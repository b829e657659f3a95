"""`qbank code start`: write the starter of a problem into the workspace, and show what is asked."""

import typer

from qbank.commands import opening
from qbank.commands.code.choosing import NameArgument, VariantOption, opened
from qbank.judge.workspace import Workspace
from qbank.screen import problems
from qbank.settings import Settings


def start(ctx: typer.Context, name: NameArgument, variant: VariantOption = "") -> None:
    """Write the starter, unless the file is there already: nothing is overwritten."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    chosen = opened(settings, name, variant)
    starter = (chosen.home / "starter.py").read_text("utf-8")
    written = Workspace(settings.workspace).start(chosen.file, starter)
    screen.put(problems.statement(screen, chosen.problem))
    screen.put(problems.next_steps(screen, chosen.problem.slug, chosen.variant, chosen.file, is_new=written))
