"""A mock interview with a person at a terminal, or with answers from a pipe."""

import sys
from collections.abc import Iterator

from qbank.commands import coding
from qbank.commands.interviewing import Interviewer
from qbank.commands.room import Room
from qbank.core.turns import Turn
from qbank.screen import interview as view
from qbank.screen import interview_transcript as transcript
from qbank.screen import plain
from qbank.screen.prompts import Answer, ask_answer, ask_yes, piped_answers


def resumes(room: Room, found: Interviewer) -> bool:
    """Say whether an interview that was interrupted goes on; only a person is asked."""
    turn = found.next()
    if turn is None or not room.screen.is_interactive:
        return True
    stands = view.stands(room.screen, found.position(turn), found.clock(turn))
    room.screen.say("An interview was interrupted: {where}.", where=stands)
    enter = room.screen.word("Enter goes on; n leaves it and begins a new one")
    reply = ask_yes(room.screen, room.screen.word("Go on with it?"), enter=enter)
    if reply is not False:
        return True
    sure = ask_yes(room.screen, room.screen.word("Leave the interrupted one for good?"), enter=enter)
    return sure is not True


def say_begun(room: Room, talk: Interviewer) -> None:
    """Say that it begins, or goes on."""
    script = talk.kept.script
    number, count = _stands(talk)
    if talk.kept.replies:
        records = transcript.resumed(number, count, sum(reply.ms for reply in talk.kept.replies) / 1000)
    else:
        records = transcript.begun(script)
    if room.screen.stream.isatty():
        minutes = round(script.code.seconds / 60) if script.code else 0
        room.screen.put(view.begun(room.screen, script.minutes, len(script.items), code=minutes))
    elif not room.is_quiet:
        plain.write(room.screen.stream, records)


def _stands(talk: Interviewer) -> tuple[int, int]:
    turn = talk.next()
    count = talk.kept.script.count
    return (talk.position(turn)[0] if turn else count), count


def ask_all(room: Room, talk: Interviewer) -> None:
    """Ask a person until the interview is over.

    Raises:
        EOFError: The person ends it (Ctrl-D).
        KeyboardInterrupt: Ctrl-C.
    """
    while (turn := talk.next()) is not None:
        if turn.step == "code":
            with talk.keeping_time():
                coding.ask(room, talk, turn)
            continue
        _show(room, talk, turn)
        answer = _answer_or_draft(room, talk, turn)
        if answer.ending == "end":
            raise EOFError
        if answer.ending == "skip":
            talk.skip(turn)
        else:
            talk.take(turn, answer.text)


def _answer_or_draft(room: Room, talk: Interviewer, turn: Turn) -> Answer:
    """Ask for the answer; what was typed of it survives whatever ends the asking."""
    typed = [talk.store.draft(talk.draft_key)]

    def keep(text: str) -> None:
        typed[0] = text

    def clock() -> str:
        return view.ticking(room.screen, talk.clock(turn))

    editor = room.settings.editor
    try:
        answer = ask_answer(room.screen, draft=typed[0], on_change=keep, editor=editor, clock=clock)
    except BaseException:
        talk.store.keep_draft(talk.draft_key, typed[0])
        raise
    if answer.text:  # until it is stored
        talk.store.keep_draft(talk.draft_key, answer.text)
    return answer


def listen(room: Room, talk: Interviewer) -> None:
    """Read the answers from a stream that is no terminal.

    Raises:
        EOFError: It ended before the interview did.
    """
    answers: Iterator[str] = piped_answers(sys.stdin)
    while (turn := talk.next()) is not None:
        if turn.step == "code":
            with talk.keeping_time():
                chosen = coding.show(room, talk, turn)
                coding.take(room, talk, turn, chosen, _next(answers))
            continue
        _show(room, talk, turn)
        talk.take(turn, _next(answers))


def _next(answers: Iterator[str]) -> str:
    answer = next(answers, None)
    if answer is None:
        raise EOFError
    return answer


def _show(room: Room, talk: Interviewer, turn: Turn) -> None:
    position = talk.position(turn)
    if room.screen.stream.isatty():
        topic = room.topic(talk.entries[turn.main].topic)
        clock = talk.clock(turn)
        room.screen.put(
            view.turn(room.screen, turn, talk.entries, topic=topic, position=position, clock=clock)
        )
    elif not room.is_quiet:
        question = view.spoken(turn, talk.entries)
        plain.write(room.screen.stream, transcript.asked(turn, position, question))


def say_interrupted(room: Room, talk: Interviewer) -> None:
    """Say where the interview stands, and how it goes on."""
    number, count = _stands(talk)
    if room.screen.stream.isatty():
        room.screen.say("Question {number} of {n}; qbank mock goes on with it.", number=number, n=count)
    elif not room.is_quiet:
        plain.write(room.screen.stream, transcript.interrupted(number, count))
