"""`qbank restore`: put a copy of the review log back."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.commands import opening
from qbank.settings import Settings
from qbank.store import backup as copies


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by qbank backup")],
) -> None:
    """Check the copy, keep the present log as a backup, and put the copy in its place."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    kept = copies.restore(settings.home, file, opening.now().at)
    screen.say("{file} is now the review log", file=file)
    if kept:
        screen.say("the log as it was is kept in {path}", path=kept)
