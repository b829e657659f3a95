"""`qbank code list`: the coding problems, and how far the person is with each."""

import json

import typer

from qbank.commands import opening, options
from qbank.commands.marking import marked
from qbank.core.attempts import Standing, standings
from qbank.screen import plain, problems
from qbank.settings import Settings
from qbank.store import peek_memories


def list_(
    ctx: typer.Context,
    topic: options.TopicOption = None,
    track: options.TrackOption = None,
    tag: options.TagOption = None,
    difficulty: options.DifficultyOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the coding problems that the filters mean."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    found = opening.some(
        opening.meant(opening.Asked(topic, track, tag, difficulty, ["coding"]), bank, settings)
    )
    known = marked(settings, bank, standings)
    if as_json:
        rows = [
            {
                "id": each.id,
                "topic": each.topic,
                "difficulty": each.difficulty,
                "tags": list(each.tags),
                "state": known.get(each.id, Standing()).state,
                "tries": known.get(each.id, Standing()).tries,
                "title": each.question.plain(),
            }
            for each in found
        ]
        plain.text(screen.stream, json.dumps({"schema": 1, "problems": rows}, ensure_ascii=False) + "\n")
    elif screen.is_terminal:
        today = opening.now().day
        due = {id_: memory.due_day - today for id_, memory in peek_memories(settings.home).items()}
        screen.put(problems.table_of(screen, found, known, due))
    else:
        plain.write(screen.stream, problems.records(found, known))
