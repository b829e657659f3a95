"""`qbank stats`: score and recall by topic."""

import json
from typing import Annotated

import typer

from qbank.commands import opening, options, standing
from qbank.core.progress import Progress
from qbank.screen import plain
from qbank.screen import stats as view
from qbank.settings import Settings


def stats(
    ctx: typer.Context,
    changed: Annotated[
        bool, typer.Option("--changed", help="List the entries that were edited since you answered them")
    ] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Show where the person stands."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    found = standing.progress_for(settings, bank)
    if as_json:
        plain.text(screen.stream, json.dumps(_document(found), ensure_ascii=False) + "\n")
    elif changed:
        plain.write(screen.stream, plain.changed(found))
    elif screen.stream.isatty():
        screen.put(view.stats(screen, found, bank.topics, opening.now().day))
    else:
        plain.write(screen.stream, plain.stats(found))


def _document(found: Progress) -> dict[str, object]:
    """Return the JSON that the command line promises."""
    return {
        "schema": 1,
        "reviews": found.reviews,
        "entries": found.entries,
        "seen": found.seen,
        "due": found.due,
        "score": {"mean": found.mean, "last7": found.last7},
        "topics": [standing.topic_document(row) for row in found.topics],
        "days": [{"date": plain.date(day), "reviews": count} for day, count in found.days],
        "streak": found.streak,
        "coming": [{"date": plain.date(day), "due": count} for day, count in found.coming],
        "calibration": [
            {"rating": one.rating, "answers": one.answers, "score": one.score} for one in found.calibration
        ],
        "changed": [{"id": id_, "answered": plain.date(day)} for id_, day in found.changed],
    }
