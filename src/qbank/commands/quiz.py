"""`qbank quiz`: ask, grade, schedule."""

import secrets
from collections.abc import Sequence
from typing import Annotated

import typer

from qbank.bank import Bank
from qbank.commands import opening, options
from qbank.commands.asking import Desk, Stopped, ask_all, stopping_on_signals
from qbank.commands.listening import listen
from qbank.commands.planning import Log, planned
from qbank.commands.relating import related_due
from qbank.commands.remembering import log_of, memories_of, recall_of
from qbank.commands.sitting import Sitting
from qbank.core.history import (
    MARKING,
    effective,
    importances,
    interview_plan,
    notes,
    suspended,
    wordings,
)
from qbank.core.progress import changed_since
from qbank.core.question import Summary
from qbank.core.session import Limits, last_score, plan
from qbank.errors import NothingFoundError, WrongUsageError
from qbank.screen import plain, transcript
from qbank.screen.console import Screen
from qbank.screen.summary import summary
from qbank.settings import Settings
from qbank.store import Store

MODES = ("type", "recall")
USUAL = 10  # questions at most


def quiz(
    ctx: typer.Context,
    topic: options.TopicOption = None,
    track: options.TrackOption = None,
    tag: options.TagOption = None,
    difficulty: options.DifficultyOption = None,
    kind: options.KindOption = None,
    id_: options.IdOption = None,
    checked: options.CheckedOption = False,
    marked: options.MarkedOption = None,
    number: Annotated[
        int | None, typer.Option("-n", "--number", min=1, help="How many questions at most; 10")
    ] = None,
    mode: Annotated[
        str,
        typer.Option("--mode", metavar="type|recall", help="type an answer, or recall it and tick points"),
    ] = "type",
    search: Annotated[str | None, typer.Option("--search", help="Only what a search finds")] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="The same order again")] = None,
) -> None:
    """Ask what is due, then what is new; when there is neither, practise ahead."""
    settings: Settings = ctx.obj
    if mode not in MODES:
        raise WrongUsageError("--mode {mode} is not one of {modes}", mode=mode, modes=", ".join(MODES))
    asked = opening.Asked(topic, track, tag, difficulty, kind, id_, checked, marked)
    raise typer.Exit(hold(settings, asked, mode=mode, number=number, search=search, seed=seed))


def hold(
    settings: Settings,
    asked: opening.Asked,
    *,
    mode: str = "type",
    number: int | None = None,
    search: str | None = None,
    seed: int | None = None,
) -> int:
    """Hold one sitting and return the exit code; `qbank` alone does it too on its first run."""
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    with opening.store_for(settings) as store:
        limits = Limits(number or USUAL, settings.new_per_session)
        meant = opening.answerable(opening.chosen(asked, bank, settings, search=search))
        desk = Desk(screen, _sitting(bank, store, meant, limits, seed), settings, mode)
        if number and screen.is_interactive:
            _say_fewer(desk, meant, number)
        return _run(desk)


def _say_fewer(desk: Desk, meant: Sequence[Summary], wanted: int) -> None:
    """Say why there are fewer questions than were asked for, where new ones are held back."""
    session, known = desk.sitting.session, desk.sitting.memories
    passed = {*session.todo, *known, *suspended(desk.sitting.store.reviews(kinds=MARKING))}
    held = any(one.id not in passed for one in meant)
    if session.planned < wanted and held and not session.ahead:
        most = desk.settings.new_per_session
        desk.screen.say(
            "{n} of {wanted}: a session brings {most} new ones at most; "
            "qbank config set new_per_session {wanted} changes that.",
            n=session.planned,
            wanted=wanted,
            most=most,
        )


def _run(desk: Desk) -> int:
    """Ask to the end, and say what it added up to."""
    code = 0
    try:
        with stopping_on_signals():
            if desk.screen.is_interactive:
                ask_all(desk)
            else:
                listen(desk)
    except EOFError:
        pass
    except KeyboardInterrupt:
        code = 130
    except Stopped as stopped:
        return stopped.code
    _end(desk.screen, desk.sitting)
    return code


def _sitting(bank: Bank, store: Store, found: Sequence[Summary], limits: Limits, seed: int | None) -> Sitting:
    """Choose the questions among those that the filters mean."""
    memories, log, today = memories_of(store, bank), log_of(store, bank), opening.now().day
    away = suspended(log)
    meant = [summary for summary in found if summary.id not in away]
    if not meant:
        raise NothingFoundError("every entry that fits the filters is out of rotation")
    order = secrets.randbits(32) if seed is None else seed
    kept, related = interview_plan(log), related_due(bank, effective(log))
    if kept and kept.minutes and kept.day > today:
        session = planned(bank, meant, Log(log, memories, set(related)), kept, limits.questions)
    else:
        session = plan(
            meant,
            memories,
            recall_of(memories, today),
            today,
            limits,
            order,
            importance=importances(log),
            related=set(related),
        )
    corrected = frozenset(id_ for id_, _ in changed_since(meant, effective(log)))
    because = {id_: one.because for id_, one in related.items()}
    return Sitting(bank, store, session, memories, wordings(log), notes(log), corrected, because)


def _end(screen: Screen, sitting: Sitting) -> None:
    last = last_score(effective(sitting.store.reviews()), sitting.name)
    if screen.stream.isatty():
        left = sitting.session.next
        is_draft = left is not None and bool(sitting.store.draft(left))
        command = f"qbank quiz --id {left}" if is_draft else "qbank quiz"
        screen.put(
            summary(screen, sitting.session, last, saved=sitting.saved, command=command, is_draft=is_draft)
        )
    else:
        plain.write(screen.stream, transcript.ended(sitting.session, last, sitting.saved))
