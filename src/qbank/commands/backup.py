"""`qbank backup`: a checked copy of the review log."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.commands import opening
from qbank.settings import Settings
from qbank.store import backup as copies


def backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(metavar="PATH", help="A file or a folder; else the data folder's backups")
    ] = None,
) -> None:
    """Copy the log while it may be in use; the copy is checked before an older one goes."""
    settings: Settings = ctx.obj
    made = copies.backup(settings.home, target, opening.now().at)
    opening.screen_for(settings).say("saved to {path}", path=made)
