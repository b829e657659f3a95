"""`qbank note`: what the person wants to remember beside an entry."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.commands.marking import mark, marked
from qbank.core.history import notes
from qbank.errors import WrongUsageError
from qbank.screen import plain
from qbank.screen.clean import clean
from qbank.settings import Settings


def note(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The entry")],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]", help="The note; without one, the notes so far")
    ] = None,
) -> None:
    """Keep a note on an entry; `show --answer` and the quiz show it with the answer."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    id_ = opening.id_of(name, bank)
    if words is None:
        found = marked(settings, bank, notes).get(id_, [])
        plain.write(screen.stream, ([text] for text in found))
        return
    text = " ".join(clean(" ".join(words)).split())
    if not text:
        raise WrongUsageError("the note is empty")
    mark(settings, "note", id_, {"text": text})
    screen.say("noted on {id}", id=id_)
