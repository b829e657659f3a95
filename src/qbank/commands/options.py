"""The options that several commands share, as Typer takes them."""

from typing import Annotated

import typer

TopicOption = Annotated[
    list[str] | None, typer.Option("--topic", help="A topic by its slug, name or alias; repeatable")
]
TrackOption = Annotated[str | None, typer.Option("--track", help="The topics of a kind of job")]
TagOption = Annotated[list[str] | None, typer.Option("--tag", help="A tag; repeatable")]
DifficultyOption = Annotated[
    str | None, typer.Option("--difficulty", help="1 warm-up to 5 expert, or a range such as 2..4")
]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="concept, calculation, design or coding; repeatable"),
]
IdOption = Annotated[list[str] | None, typer.Option("--id", help="An entry by its id; repeatable")]
MarkedOption = Annotated[
    list[str] | None,
    typer.Option("--marked", metavar="MARK", help="starred, suspended or noted; repeatable"),
]
CheckedOption = Annotated[bool, typer.Option("--checked", help="Leave drafts out")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON")]
