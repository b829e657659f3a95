"""`qbank star`: say that an entry matters more."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.commands.marking import mark, marked
from qbank.core.history import USUAL, importances
from qbank.screen import plain
from qbank.settings import Settings

STARRED = 3.0  # importance of a starred entry; others have 1


def star(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The entry; without one, list what is starred")
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Take the star back")] = False,
) -> None:
    """Make an entry count three times in the plan, and come first among what is new."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    if name is None:
        known = marked(settings, bank, importances)
        plain.write(screen.stream, ([id_] for id_, value in sorted(known.items()) if value > USUAL))
        return
    id_ = opening.id_of(name, bank)
    mark(settings, "importance", id_, {"value": USUAL if off else STARRED})
    if off:
        screen.say("{id} counts as any other again", id=id_)
    else:
        screen.say("{id} is starred; --off takes the star back", id=id_)
