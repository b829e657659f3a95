"""`qbank stats`: score and recall by topic."""

import json
from datetime import date, timedelta

import typer

from qbank.commands import opening, options, standing
from qbank.core.progress import Progress
from qbank.screen import plain
from qbank.screen import stats as view
from qbank.settings import Settings


def stats(ctx: typer.Context, as_json: options.JsonOption = False) -> None:
    """Show where the person stands."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    found = standing.progress_for(settings, bank)
    if as_json:
        plain.text(screen.stream, json.dumps(_document(found), ensure_ascii=False) + "\n")
    elif screen.stream.isatty():
        screen.put(view.stats(screen, found, bank.topics, opening.now().day))
    else:
        plain.write(screen.stream, plain.stats(found))


def _document(found: Progress) -> dict[str, object]:
    """Return the JSON that the command line promises."""
    first = date(1970, 1, 1)
    return {
        "schema": 1,
        "reviews": found.reviews,
        "entries": found.entries,
        "seen": found.seen,
        "due": found.due,
        "score": {"mean": found.mean, "last7": found.last7},
        "topics": [standing.topic_document(row) for row in found.topics],
        "days": [
            {"date": (first + timedelta(days=day)).isoformat(), "reviews": count} for day, count in found.days
        ],
    }
