"""A quiz with a person at a terminal: question, answer, evidence, rating."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType

from qbank.commands.sitting import Sitting
from qbank.core.entry import Entry
from qbank.core.grading import Grade, settled, ticked
from qbank.core.judged import Judged
from qbank.core.question import Topic
from qbank.core.review import Rating
from qbank.core.rubric import prepare
from qbank.core.text import normalise
from qbank.screen.console import Screen
from qbank.screen.entry import entry as whole_entry
from qbank.screen.entry import noted
from qbank.screen.feedback import LETTERS, evidence, feedback, turned
from qbank.screen.keys import Keys, open_keys
from qbank.screen.pager import show_in_pager
from qbank.screen.prompts import Answer, ask_answer, ask_line, ask_rating, ask_ticks, ask_yes
from qbank.screen.question import question
from qbank.screen.rating import rated, rating, rating_help
from qbank.settings import Settings

MOST_ASKED = 2  # unsure points that the person is asked about after one answer


class Stopped(SystemExit):
    """The system ends the program (SIGTERM, SIGHUP); what was typed is kept first.

    It is a `SystemExit` because asyncio, beneath the answer box, would swallow any other kind.
    """

    code: int

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


@dataclass(slots=True)
class Desk:
    """Where a sitting takes place."""

    screen: Screen
    sitting: Sitting
    settings: Settings
    mode: str = "type"
    topics: dict[str, Topic] = field(init=False)

    def __post_init__(self) -> None:
        self.topics = {topic.slug: topic for topic in self.sitting.bank.topics}

    def topic(self, entry: Entry) -> Topic | None:
        """Return an entry's topic."""
        return self.topics.get(entry.topic)

    def say_ahead(self) -> None:
        """Say that the schedule asks for nothing today."""
        if self.screen.stream.isatty():
            self.screen.say("Nothing is due: this practises ahead of the schedule.")


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into `Stopped`, so that a half-typed answer is kept; nohup stays in force."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Stopped(number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heeded = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def ask_all(desk: Desk) -> None:
    """Ask until the session is over.

    Raises:
        EOFError: The person ends it (Ctrl-D, q).
        KeyboardInterrupt: Ctrl-C.
    """
    if desk.sitting.session.ahead:
        desk.say_ahead()
    while (entry := desk.sitting.ask()) is not None:
        position = (desk.sitting.session.position, desk.sitting.session.planned)
        desk.screen.put(question(desk.screen, entry, topic=desk.topic(entry), position=position))
        if entry.id in desk.sitting.corrected:
            desk.screen.say("This entry was edited since you last answered it.")
        if because := desk.sitting.because.get(entry.id):
            desk.screen.say("Related to a weak answer: {ids}", ids=", ".join(because))
        if desk.mode == "recall":
            _recall(desk, entry)
        else:
            _typed(desk, entry)


def _typed(desk: Desk, entry: Entry) -> None:
    answer = _answer_or_draft(desk, entry)
    if answer.ending == "end":
        raise EOFError
    if answer.ending == "skip":
        desk.sitting.skip()
        desk.screen.say("Skipped.")
        return
    if answer.ending == "undo":
        _undone(desk)
        return
    ms = desk.sitting.elapsed()
    grade = desk.sitting.grade(entry, answer.text) if answer.text else None
    _rate(desk, entry, answer.text, grade, ms)


def _answer_or_draft(desk: Desk, entry: Entry) -> Answer:
    """Ask for the answer; what was typed of it survives whatever ends the asking.

    A submitted answer too stays a draft until it is stored: an undo, a crash or a cut of the power between
    Enter and the rating loses nothing.
    """
    if entry.key_points:  # the grader gets ready while the person reads
        threading.Thread(target=prepare, args=(entry,), daemon=True).start()
    store, typed = desk.sitting.store, [desk.sitting.store.draft(entry.id)]
    before = typed[0]

    def keep(text: str) -> None:
        typed[0] = text

    try:
        answer = ask_answer(desk.screen, draft=typed[0], on_change=keep, editor=desk.settings.editor)
    except BaseException:
        store.keep_draft(entry.id, typed[0])
        raise
    if answer.text != before:
        store.keep_draft(entry.id, answer.text)
    return answer


def _recall(desk: Desk, entry: Entry) -> None:
    """Let the person answer in their head, then tick what they said."""
    with open_keys(desk.screen) as keys:
        desk.screen.say("Answer in your head; Enter shows the key points.")
        _wait(keys)
        ms = desk.sitting.elapsed()
        ids = ask_ticks(desk.screen, keys, entry) if entry.key_points else frozenset()
    _rate(desk, entry, "", ticked(entry, ids) if entry.key_points else None, ms)


def _wait(keys: Keys) -> None:
    keys.flush()
    while (key := keys.read()) not in ("enter", "space"):
        if key in ("q", "0"):
            raise EOFError


def _rate(desk: Desk, entry: Entry, answer: str, grade: Grade | None, ms: int) -> None:
    """Show the evidence and take the rating; an answer that is left unrated is stored as an attempt."""
    try:
        with open_keys(desk.screen) as keys:
            desk.screen.put(feedback(desk.screen, entry, grade))
            desk.screen.put(noted(desk.screen, desk.sitting.notes.get(entry.id, ())))
            grade = _settle(desk, entry, grade, keys)
            chosen = _rating(desk, entry, answer, grade, keys)
    except BaseException:
        if answer or (desk.mode == "recall" and grade is not None):
            desk.sitting.attempt(entry, answer, grade, ms)
        raise
    if isinstance(chosen, Chosen):
        days = desk.sitting.intervals(entry)[chosen.rating]
        desk.sitting.rate(entry, answer, chosen.grade, chosen.rating, ms)
        desk.screen.put(rated(desk.screen, chosen.rating, days))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rating, and the grade as it stood when it was given."""

    rating: Rating
    grade: Grade | None


def _settle(desk: Desk, entry: Entry, grade: Grade | None, keys: Keys) -> Grade | None:
    """Ask about the points that the grader is not sure of, at most two, and show what that changes."""
    if grade is None or desk.mode == "recall":
        return grade
    texts = {point.id: point.text for point in entry.key_points}
    open_points = [point for point in grade.points if point.status == "unsure"][:MOST_ASKED]
    said: dict[str, bool] = {}
    for point in open_points:
        text = desk.screen.content(texts[point.id])
        reply = ask_yes(desk.screen, desk.screen.word("Did you say this: {point}?", point=text), keys)
        if reply is not None:
            said[point.id] = reply
    if said:
        grade = settled(grade, entry, said)
    if open_points:
        desk.screen.put(feedback(desk.screen, entry, grade))
    return grade


def _rating(desk: Desk, entry: Entry, answer: str, grade: Grade | None, keys: Keys) -> Chosen | None:
    """Wait for the rating and do what the other keys ask for; None after an undo."""
    judged = Judged(grade, entry) if grade else None
    while True:
        grade = judged.grade if judged else None
        suggested = int(grade.rating) if grade else None
        desk.screen.put(rating(desk.screen, desk.sitting.intervals(entry), suggested))
        choice = ask_rating(keys, suggested, letters=len(entry.key_points) if grade else 0)
        if choice in ("1", "2", "3", "4"):
            return Chosen(Rating(int(choice)), grade)
        if choice == "quit":
            raise EOFError
        if choice == "undo" and _undone(desk):
            return None
        if choice in tuple(LETTERS) and judged is not None:
            judged = judged.turned(LETTERS.index(choice))
            _remember(desk, entry, answer, judged.grade, LETTERS.index(choice), keys)
        elif choice != "undo":
            _look(desk, entry, grade, choice)


def _undone(desk: Desk) -> bool:
    """Take back the last rating, and say whether there was one."""
    if desk.sitting.undo():
        desk.screen.say("The last rating is taken back.")
        return True
    desk.screen.say("There is no rating to take back.")
    return False


def _look(desk: Desk, entry: Entry, grade: Grade | None, choice: str) -> None:
    """Show what a key asks for."""
    if choice == "answer":
        topic = desk.topic(entry)
        notes = desk.sitting.notes.get(entry.id, ())
        lines = whole_entry(desk.screen, entry, (), topic=topic, notes=notes)
        show_in_pager(desk.screen, lines, pager=desk.settings.pager, environment=desk.settings.environment)
    elif choice == "evidence":
        desk.screen.put(evidence(desk.screen, entry, grade) if grade else feedback(desk.screen, entry, None))
    elif choice == "language":
        desk.screen = desk.screen.switched()
        desk.screen.put(feedback(desk.screen, entry, grade))
    elif choice == "help":
        desk.screen.put(rating_help(desk.screen))


def _remember(desk: Desk, entry: Entry, answer: str, grade: Grade, index: int, keys: Keys) -> None:
    """Show what a turned key point got, and keep the person's wording of it when they wish."""
    result = grade.points[index]
    desk.screen.put(turned(desk.screen, entry, grade, index))
    question = desk.screen.word("Remember how you said it, for next time?")
    if result.status == "covered" and answer and ask_yes(desk.screen, question, keys):
        text = ""
        with contextlib.suppress(EOFError):  # Ctrl-D leaves it open, as Enter does
            text = ask_line(desk.screen, desk.screen.word("Your words for it"))
        if text and normalise(text) in normalise(answer):
            desk.sitting.remember(entry, result.id, text)
            desk.screen.say("Remembered.")
        elif text:
            desk.screen.say("That does not stand in your answer; nothing was remembered.")
