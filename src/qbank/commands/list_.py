"""`qbank list`: the entries that the filters mean."""

import json

import typer

from qbank.commands import opening, options
from qbank.screen import plain, table
from qbank.settings import Settings
from qbank.store import peek_memories


def list_(
    ctx: typer.Context,
    topic: options.TopicOption = None,
    track: options.TrackOption = None,
    tag: options.TagOption = None,
    difficulty: options.DifficultyOption = None,
    kind: options.KindOption = None,
    id_: options.IdOption = None,
    checked: options.CheckedOption = False,
    marked: options.MarkedOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List entries, a row each."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    asked = opening.Asked(topic, track, tag, difficulty, kind, id_, checked, marked)
    found = opening.meant(asked, bank, settings) if as_json else opening.chosen(asked, bank, settings)
    marks = opening.peek_marks(settings, bank)
    if as_json:
        entries = [
            {
                "id": s.id,
                "topic": s.topic,
                "kind": s.kind,
                "difficulty": s.difficulty,
                "tags": list(s.tags),
                "state": s.state,
                "marks": list(marks.get(s.id, ())),
                "question": s.question.plain(),
            }
            for s in found
        ]
        document = {"schema": 1, "entries": entries}
        plain.text(screen.stream, json.dumps(document, ensure_ascii=False) + "\n")
        opening.some(found)
    elif screen.stream.isatty():
        today = opening.now().day
        due = {id_: memory.due_day - today for id_, memory in peek_memories(settings.home).items()}
        screen.put(table.entries(screen, found, due, marks))
    else:
        plain.write(screen.stream, plain.entries(found))
