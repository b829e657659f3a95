"""`qbank` alone: what is due today; on the first run three questions, and then a quiz."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import typer

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.relating import related_due
from qbank.core.history import days_to_interview, effective, renamed
from qbank.core.progress import minutes
from qbank.core.review import Memory, Review, uuid7
from qbank.core.select import in_words, topic_named
from qbank.core.session import last_score
from qbank.core.text import LANGUAGES
from qbank.errors import Message, WrongUsageError
from qbank.screen import home as view
from qbank.screen.console import Screen
from qbank.screen.prompts import ask_line
from qbank.settings import Settings
from qbank.store import open_store, peek_memories

FIRST_DAY = date(1970, 1, 1)


def home(ctx: typer.Context) -> None:
    """Say where the person stands; ask three things when they come for the first time."""
    settings: Settings = ctx.obj
    screen = opening.screen_for(settings)
    if screen.is_interactive and not opening.has_store(settings):
        raise typer.Exit(_first_run(settings, screen))
    bank = opening.bank_for(settings)
    today, memories = opening.now().day, peek_memories(settings.home)
    problems = _problems(bank, memories, today)
    screen.put(view.home(screen, _today(settings, bank, memories, today), _next(memories, problems)))


def _today(settings: Settings, bank: Bank, memories: dict[str, Memory], today: int) -> view.Today:
    ids = {summary.id for summary in in_words(bank.summaries())}
    log: Sequence[Review] = ()
    if opening.has_store(settings):
        with open_store(settings.home, create=False) as store:
            log = effective(renamed(store.reviews(), bank.renames))
    due = {id_ for id_, memory in memories.items() if id_ in ids and memory.due_day <= today}
    due |= set(related_due(bank, log))
    return view.Today(
        due=len(due),
        minutes=minutes(len(due), log),
        new=len(ids - set(memories) - due),
        days_left=days_to_interview(log, opening.now().date),
        last=last_score(log, ""),
    )


def _problems(bank: Bank, memories: dict[str, Memory], today: int) -> list[str]:
    """Return the short ids of the coding problems that are due, the one longest due first."""
    due = [
        (memories[one.id].due_day, one.id.rpartition("/")[2])
        for one in bank.summaries()
        if one.is_problem and one.id in memories and memories[one.id].due_day <= today
    ]
    return [slug for _, slug in sorted(due)]


def _next(memories: dict[str, Memory], problems: Sequence[str]) -> list[view.Next]:
    if problems:
        command = f"qbank code reset {problems[0]}"
        coding = view.Next(
            command, Message("write it again: {n} coding problems are due", {"n": len(problems)})
        )
    else:
        coding = view.Next("qbank code", Message("write code that is judged here"))
    return [
        view.Next("qbank quiz", Message("practise what is due, then what is new")),
        coding,
        view.Next("qbank stats", Message("see where you stand"))
        if memories
        else view.Next("qbank search 梯度消失", Message("find a question")),
    ]


def _first_run(settings: Settings, screen: Screen) -> int:
    """Ask for language, topic and date, then quiz.

    Every question may be left open with Enter; Ctrl-D ends it, and the next time is the first time again.
    """
    from qbank.commands.quiz import hold  # noqa: PLC0415  # late: the quiz, only when it starts here

    try:
        settings = _language(screen, settings)
        screen, bank = opening.screen_for(settings), opening.bank_for(settings)
        topic = _topic(screen, bank)
        _keep_date(screen, settings, _date(screen))
    except EOFError:
        return 0
    return hold(settings, opening.Asked(topic=[topic] if topic else None))


def _language(screen: Screen, settings: Settings) -> Settings:
    """Ask for the language until it is one, and keep it when it is not the present one."""
    from qbank.commands.changing import change  # noqa: PLC0415  # late: tomlkit, once in a lifetime

    while typed := ask_line(screen, f"语言 / Language: zh, en [{settings.lang}]"):
        for language in LANGUAGES:
            if typed.casefold() == language:
                if language != settings.lang:
                    change(settings, {"lang": language})
                return replace(settings, lang=language)
    return settings


def _topic(screen: Screen, bank: Bank) -> str:
    """Ask for a topic until it is one; "" for all."""
    screen.say("Topics: {topics}", topics=", ".join(_names(screen, bank)))
    while name := ask_line(screen, screen.word("Which topic first? Enter for all")):
        try:
            return topic_named(name, bank.topics)
        except WrongUsageError as error:
            screen.tell(error.message)
    return ""


def _names(screen: Screen, bank: Bank) -> list[str]:
    filled = {summary.topic for summary in in_words(bank.summaries())}
    return [topic.name.best(screen.language) for topic in bank.topics if topic.slug in filled]


def _date(screen: Screen) -> str:
    """Ask for the day of the interview until it is one; "" when it is not known."""
    question = screen.word("When is the interview? 2026-12-31, or Enter when it is not known")
    while text := ask_line(screen, question):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            screen.say("{text} is not a date such as 2026-12-31.", text=text)
            continue
        if day < FIRST_DAY + timedelta(days=opening.now().day):
            screen.say("{text} is past.", text=text)
            continue
        return day.isoformat()
    return ""


def _keep_date(screen: Screen, settings: Settings, day: str) -> None:
    """Make the log, with the date as its first row when there is one."""
    now = opening.now()
    with opening.store_for(settings) as store:
        if not day:
            return
        id_ = uuid7(now.at, secrets.token_bytes(8))
        row = Review(id_, store.device, now.at, now.offset, "plan", data={"date": day})
        store.append([row], {})
    screen.say("Noted; qbank counts the days.")
