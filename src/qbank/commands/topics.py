"""`qbank topics`: the topics with counts and recall."""

import json

import typer

from qbank.commands import opening, options, standing
from qbank.screen import plain, table
from qbank.settings import Settings


def topics(ctx: typer.Context, as_json: options.JsonOption = False) -> None:
    """List the topics that have entries."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    rows = standing.progress_for(settings, bank).topics
    if as_json:
        names = opening.by_slug(bank.topics)
        listed = [
            {
                **standing.topic_document(row),
                "name": names[row.slug].name.plain() if row.slug in names else {},
            }
            for row in rows
        ]
        plain.text(screen.stream, json.dumps({"schema": 1, "topics": listed}, ensure_ascii=False) + "\n")
    elif screen.stream.isatty():
        screen.put(table.topics(screen, bank.topics, rows))
    else:
        plain.write(screen.stream, plain.topics(bank.topics, rows))
