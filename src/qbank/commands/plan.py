"""`qbank plan`: what to study until the day of the interview."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from qbank.bank import Bank
from qbank.commands import opening, options
from qbank.commands.marking import mark, marked
from qbank.commands.planning import Log, items_for, of_track, related_first
from qbank.commands.relating import related_due
from qbank.commands.remembering import log_of, memories_of
from qbank.core import plan as core
from qbank.core.history import InterviewPlan, effective, interview_plan, suspended
from qbank.core.select import in_words, topic_named, track_named
from qbank.errors import NothingFoundError, WrongUsageError
from qbank.screen import plain
from qbank.screen import plan as view
from qbank.settings import Settings

MINUTES = 30
MORE = 15  # minutes a day whose worth is told
MOST_WEIGHT = 5.0


def plan(
    ctx: typer.Context,
    day: Annotated[
        str | None, typer.Option("--date", help="The day of the interview, such as 2026-12-31")
    ] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", min=1, max=960, help="Of study a day")] = None,
    important: Annotated[
        list[str] | None,
        typer.Option("--important", metavar="TOPIC=N", help="How much a topic matters, 0 to 5; repeatable"),
    ] = None,
    track: options.TrackOption = None,
    off: Annotated[bool, typer.Option("--off", help="Have no plan any more")] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Keep what was said, and show what it leads to; the quiz follows it until the day."""
    settings: Settings = ctx.obj
    bank, screen = opening.bank_for(settings), opening.screen_for(settings)
    if off:
        mark(settings, "plan", None, {})
        screen.say("There is no plan any more; the quiz asks what is due.")
        return
    before = marked(settings, bank, interview_plan)
    kept = _kept(before, bank, day, minutes, important, track)
    if kept != before:
        data = {
            "date": kept.date,
            "minutes": kept.minutes,
            "important": dict(kept.important),
            "track": kept.track,
        }
        mark(settings, "plan", None, data)
    outlook = _outlook(settings, bank, kept)
    if as_json:
        plain.text(screen.stream, json.dumps(_document(kept, outlook), ensure_ascii=False) + "\n")
    elif screen.stream.isatty():
        screen.put(view.plan(screen, kept, outlook, opening.by_slug(bank.topics)))
    else:
        plain.write(screen.stream, view.records(kept, outlook))


def _kept(
    before: InterviewPlan | None,
    bank: Bank,
    day: str | None,
    minutes: int | None,
    important: Sequence[str] | None,
    track: str | None,
) -> InterviewPlan:
    """Return the plan with what was said anew.

    Raises:
        NothingFoundError: No date is known yet.
        WrongUsageError: The date is none, or past; a weight is none, or of no topic.
    """
    if day is None and before is None:
        raise NothingFoundError(
            "there is no plan yet", hint="qbank plan --date 2026-12-31 --minutes 30 makes one"
        )
    base = before or InterviewPlan(_date(day or ""))
    weights = {**base.important, **dict(_weight(one, bank) for one in important or ())}
    return InterviewPlan(
        _date(day) if day is not None else base.date,
        minutes or base.minutes or MINUTES,
        {slug: value for slug, value in weights.items() if value != 1.0},
        track_named(track, bank.tracks).slug if track else base.track,
    )


def _date(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsageError("{text} is not a date such as 2026-12-31", text=text) from error
    if day < opening.now().date:
        raise WrongUsageError("{text} is past", text=text)
    return day.isoformat()


def _weight(text: str, bank: Bank) -> tuple[str, float]:
    name, _, number = text.rpartition("=")
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not name or not 0 <= value <= MOST_WEIGHT:
        raise WrongUsageError("--important {text} is not of the form TOPIC=N with N from 0 to 5", text=text)
    return topic_named(name, bank.topics), value


def _outlook(settings: Settings, bank: Bank, kept: InterviewPlan) -> view.Outlook:
    """Return what the plan leads to."""
    today = opening.now().day
    log = Log((), {})
    if opening.has_store(settings):
        with opening.store_for(settings) as store:
            rows = effective(log_of(store, bank))
            log = Log(rows, memories_of(store, bank), set(related_due(bank, rows)))
    away = suspended(log.rows)
    meant = [one for one in in_words(of_track(bank, bank.summaries(), kept)) if one.id not in away]
    items = items_for(bank, meant, log, kept)
    ranking = related_first(core.ranked(items, today, kept.day), items, log.related)
    chosen = core.within(ranking, kept.minutes) if kept.day > today else []
    return view.Outlook(
        today=today,
        chosen=tuple(chosen),
        topics={one.id: one.topic for one in meant},
        expected=core.forecast(items, today, kept.day, kept.minutes),
        with_more=core.forecast(items, today, kept.day, kept.minutes + MORE).recalled,
        more=MORE,
    )


def _document(kept: InterviewPlan, outlook: view.Outlook) -> dict[str, object]:
    """Return the JSON that the command line promises."""
    expected = outlook.expected
    return {
        "schema": 1,
        "date": kept.date,
        "minutes_per_day": kept.minutes,
        "important": dict(kept.important),
        "track": kept.track or None,
        "today": [one.id for one in outlook.chosen],
        "expected": {
            "recalled": round(expected.recalled, 1),
            "entries": len(expected.chances),
            "weighted": round(expected.weighted, 3),
            f"recalled_with_{outlook.more}_more_minutes": round(outlook.with_more, 1),
        },
        "skipped": list(expected.skipped),
    }
