"""`qbank grade`: grade one answer, store nothing."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from qbank.commands import opening, options
from qbank.core.entry import Entry
from qbank.core.grading import Grade
from qbank.core.grading import grade as grade_answer
from qbank.errors import BankError, NothingFoundError
from qbank.screen import plain
from qbank.screen.feedback import feedback
from qbank.screen.prompts import ask_answer
from qbank.screen.transcript import graded
from qbank.settings import Settings


def grade(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An entry's id; its last part where that is unique")
    ],
    answer: Annotated[
        Path | None, typer.Option("--answer", metavar="FILE|-", help="A file with the answer, or - for stdin")
    ] = None,
    as_json: options.JsonOption = False,
) -> None:
    """Say which key points an answer covers."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    entry = bank.entry(opening.id_of(name, bank))
    opening.answerable([entry.summary])
    if answer is not None:
        text = _read(answer)
    elif screen.is_interactive:
        text = ask_answer(screen, editor=settings.editor).text
    else:
        text = _read(Path("-"))
    found = grade_answer(text, entry)
    if found is None:
        raise NothingFoundError("{id} has no key points, so nothing can be graded", id=entry.id)
    if as_json:
        plain.text(screen.stream, json.dumps(_document(entry, found), ensure_ascii=False) + "\n")
    elif screen.stream.isatty():
        screen.put(feedback(screen, entry, found))
    else:
        plain.write(screen.stream, graded(entry, found))


def _read(name: Path) -> str:
    """Return what a file, or standard input for `-`, holds."""
    try:
        raw = sys.stdin.buffer.read() if str(name) == "-" else name.read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise BankError("{path} cannot be read: {reason}", path=name, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise BankError("{path} is not UTF-8 text", path=name) from error


def _document(entry: Entry, found: Grade) -> dict[str, object]:
    """Return the JSON that the command line promises."""
    return {
        "schema": 1,
        "id": entry.id,
        "grade": found.grade,
        "score": found.score,
        "rating": int(found.rating),
        "points": [
            {"id": p.id, "status": p.status, "weight": p.weight, "evidence": p.evidence} for p in found.points
        ],
        "misconceptions": [
            {"mistake": flagged.index, "evidence": flagged.evidence} for flagged in found.misconceptions
        ],
    }
