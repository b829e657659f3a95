"""`qbank new`: begin a draft."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.bank.authoring import new_draft
from qbank.bank.library import read_library
from qbank.commands import opening
from qbank.commands.writing import writing
from qbank.core.select import topic_named
from qbank.errors import WrongUsageError
from qbank.files import atomic_write
from qbank.settings import Settings


def new(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="TOPIC/NAME, such as training/warmup")],
) -> None:
    """Write a file full of placeholders into the bank of --bank, else into one's own questions."""
    settings: Settings = ctx.obj
    text = new_draft(id_)
    context = read_library(settings.folders).context
    topic = id_.partition("/")[0]
    if context.topics and topic not in {known.slug for known in context.topics}:
        found = topic_named(topic, context.topics)
        raise WrongUsageError("topics go by their slug here; did you mean {near}?", near=found)
    folder = settings.personal if settings.origins.get("bank") == "default" else settings.banks[0]
    file = folder / f"{id_}.yaml"
    if id_ in context.entries or id_ in context.other_ids or file.exists():
        raise WrongUsageError("there is an entry {id} already", id=id_, hint="qbank show {id}")
    _write(file, text)
    opening.screen_for(settings).say("draft written to {path}; qbank lint says what it lacks", path=file)


def _write(file: Path, text: str) -> None:
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(file, text)
