"""A quiz whose answers come from a file or another program: one after the other, nothing asked back."""

import sys

from qbank.commands.asking import Desk
from qbank.core.entry import Entry
from qbank.core.grading import Grade
from qbank.screen import plain, transcript
from qbank.screen.feedback import feedback
from qbank.screen.prompts import piped_answers
from qbank.screen.question import question


def listen(desk: Desk) -> None:
    """Ask each question, read its answer, store it; the end of the input ends the session.

    A graded answer takes the rating that the grade suggests. One that nothing can grade is stored as an
    attempt, without effect on the schedule.
    """
    answers = piped_answers(sys.stdin)
    if desk.sitting.session.ahead:
        desk.say_ahead()
    while (entry := desk.sitting.ask()) is not None:
        _show_question(desk, entry)
        answer = next(answers, None)
        if answer is None:
            return
        ms, grade = desk.sitting.elapsed(), desk.sitting.grade(entry, answer)
        if grade is None:
            desk.sitting.attempt(entry, answer, None, ms)
        else:
            desk.sitting.rate(entry, answer, grade, grade.rating, ms)
        _show_grade(desk, entry, grade)


def _show_question(desk: Desk, entry: Entry) -> None:
    position = (desk.sitting.session.position, desk.sitting.session.planned)
    if desk.screen.stream.isatty():
        desk.screen.put(question(desk.screen, entry, topic=desk.topic(entry), position=position))
    else:
        plain.write(desk.screen.stream, transcript.asked(entry, *position))
        plain.write(desk.screen.stream, transcript.related(entry, desk.sitting.because.get(entry.id, ())))


def _show_grade(desk: Desk, entry: Entry, grade: Grade | None) -> None:
    if desk.screen.stream.isatty():
        desk.screen.put(feedback(desk.screen, entry, grade))
    else:
        plain.write(desk.screen.stream, transcript.graded(entry, grade))
        plain.write(desk.screen.stream, transcript.revealed(entry))
