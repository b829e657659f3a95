"""`qbank suspend`: take an entry out of rotation, or bring it back."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.commands.marking import mark, marked
from qbank.core.history import suspended
from qbank.screen import plain
from qbank.settings import Settings


def suspend(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="The entry; without one, list what is out of rotation"),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Bring it back")] = False,
) -> None:
    """Keep an entry out of every quiz until it is brought back; its history stays."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    if name is None:
        plain.write(screen.stream, ([id_] for id_ in sorted(marked(settings, bank, suspended))))
        return
    id_ = opening.id_of(name, bank)
    mark(settings, "suspend", id_, {"on": not off})
    if off:
        screen.say("{id} is back in rotation", id=id_)
    else:
        screen.say("{id} is out of rotation; --off brings it back", id=id_)
