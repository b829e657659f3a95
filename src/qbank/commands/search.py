"""`qbank search`: find questions by words."""

from typing import Annotated

import typer

from qbank.commands import finding, options
from qbank.commands.opening import Asked
from qbank.settings import Settings


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help="What to look for, in either language")],
    topic: options.TopicOption = None,
    track: options.TrackOption = None,
    tag: options.TagOption = None,
    difficulty: options.DifficultyOption = None,
    kind: options.KindOption = None,
    id_: options.IdOption = None,
    checked: options.CheckedOption = False,
    marked: options.MarkedOption = None,
    number: Annotated[
        int, typer.Option("-n", "--number", min=1, help="How many hits at most")
    ] = finding.NUMBER,
    explain: Annotated[bool, typer.Option("--explain", help="Say by which words each hit was found")] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Rank the entries that fit the words, and show the best."""
    settings: Settings = ctx.obj
    asked = Asked(topic, track, tag, difficulty, kind, id_, checked, marked)
    finding.find(settings, words, asked, number=number, explain=explain, as_json=as_json)
