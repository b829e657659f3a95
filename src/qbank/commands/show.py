"""`qbank show`: one entry."""

import json
from typing import Annotated

import typer

from qbank import __version__
from qbank.commands import opening, options
from qbank.commands.marking import marked
from qbank.core.history import notes
from qbank.screen import entry as view
from qbank.screen import plain
from qbank.settings import Settings


def show(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An entry's id; its last part where that is unique")
    ],
    answer: Annotated[bool, typer.Option("--answer", help="Show the answer too")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Print what to paste into a correction: id, fingerprint, version")
    ] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Show the question; with --answer everything about it."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    entry = bank.entry(opening.id_of(name, bank))
    topic = opening.by_slug(bank.topics).get(entry.topic)
    if as_json:
        document = {"schema": 1, "entry": bank.plain(entry.id)}
        plain.text(screen.stream, json.dumps(document, ensure_ascii=False) + "\n")
    elif report:
        screen.put(view.report(screen, entry, __version__))
    elif not screen.stream.isatty():
        plain.write(screen.stream, plain.entry(entry, is_answer_open=answer))
    elif answer:
        known = {summary.id for summary in bank.summaries()}
        kept = marked(settings, bank, notes).get(entry.id, [])
        screen.put(view.entry(screen, entry, known, topic=topic, notes=kept))
    else:
        screen.put(view.folded(screen, entry, topic=topic))
