"""`qbank code reset`: begin again; what was written is kept under another name."""

import typer

from qbank.commands import opening
from qbank.commands.code.choosing import NameArgument, VariantOption, opened
from qbank.judge.workspace import Workspace
from qbank.settings import Settings


def reset(ctx: typer.Context, name: NameArgument, variant: VariantOption = "") -> None:
    """Put the starter back; the old attempt stays beside it."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    chosen = opened(settings, name, variant)
    kept = Workspace(settings.workspace).reset(chosen.file, (chosen.home / "starter.py").read_text("utf-8"))
    if kept:
        screen.say("your attempt is kept as {path}", path=kept)
    screen.say("{path} is the starter again", path=chosen.file)
