"""`qbank schema`: the form of the question files, for editors."""

import json
from typing import Annotated, cast

import typer

from qbank.bank.schema import MODELS, Kind, json_schema
from qbank.commands import opening
from qbank.errors import WrongUsageError
from qbank.screen import plain
from qbank.settings import Settings


def schema(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="entry (default), problem, topics, glossary or refs")
    ] = "entry",
) -> None:
    """Print the JSON Schema of a kind of file."""
    settings: Settings = ctx.obj
    if kind not in MODELS:
        raise WrongUsageError("{kind} is not one of {kinds}", kind=kind, kinds=", ".join(MODELS))
    document = json_schema(cast("Kind", kind))
    plain.text(opening.screen_for(settings).stream, json.dumps(document, ensure_ascii=False, indent=2))
