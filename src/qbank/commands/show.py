"""`qbank show`: one entry."""

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from qbank import __version__
from qbank.bank import Bank
from qbank.commands import opening, options
from qbank.commands.marking import marked
from qbank.core.history import notes
from qbank.screen import entry as view
from qbank.screen import plain, problems
from qbank.screen.console import Screen
from qbank.screen.spans import Lines
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
    id_ = opening.id_of(name, bank)
    if as_json:
        document = {"schema": 1, "entry": bank.plain(id_)}
        plain.text(screen.stream, json.dumps(document, ensure_ascii=False) + "\n")
    elif report:
        screen.put(view.report(screen, bank.entry(id_), __version__))
    elif screen.stream.isatty():
        kept = marked(settings, bank, notes).get(id_, []) if answer else None
        screen.put(_drawn(screen, bank, id_, kept))
    elif bank.is_problem(id_):
        plain.write(screen.stream, plain.problem(bank.problem(id_), is_answer_open=answer))
    else:
        plain.write(screen.stream, plain.entry(bank.entry(id_), is_answer_open=answer))


def _drawn(screen: Screen, bank: Bank, id_: str, notes: Sequence[str] | None) -> Lines:
    """Return an entry or a problem for a terminal; with the notes on it the answer too."""
    topics, known = opening.by_slug(bank.topics), {summary.id for summary in bank.summaries()}
    if bank.is_problem(id_):
        problem = bank.problem(id_)
        topic = topics.get(problem.topic)
        if notes is None:
            return problems.folded(screen, problem, topic=topic)
        return problems.solved(screen, problem, known, topic=topic, notes=notes)
    entry = bank.entry(id_)
    topic = topics.get(entry.topic)
    if notes is None:
        return view.folded(screen, entry, topic=topic)
    return view.entry(screen, entry, known, topic=topic, notes=notes)
