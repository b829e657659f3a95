"""The coding problem of a mock interview: its file, what is handed in, what the judge is asked."""

import secrets
from pathlib import Path

from qbank.commands.code.choosing import Chosen, allow_code, choose, task_for
from qbank.commands.code.test import SEEDS
from qbank.commands.interviewing import Interviewer
from qbank.commands.room import Room
from qbank.core.turns import Turn
from qbank.errors import JudgeUnavailableError, WrongUsageError
from qbank.judge.judging import judge
from qbank.judge.workspace import Workspace, read_solution
from qbank.screen import interview_code as view
from qbank.screen import plain
from qbank.screen.keys import Keys, open_keys

POLL = 10.0  # seconds after which the time so far is written down


def show(room: Room, talk: Interviewer, turn: Turn) -> Chosen:
    """Show the task and put the starter into the workspace, unless the interview goes on with it."""
    chosen = choose(room.settings, room.bank, turn.main)
    is_new = not talk.is_begun
    kept: Path | None = None
    if is_new:
        starter = (chosen.home / "starter.py").read_text("utf-8")
        kept = Workspace(room.settings.workspace).reset(chosen.file, starter)
        talk.keep_time()
    position = talk.position(turn)
    if room.screen.stream.isatty():
        room.screen.put(view.asked(room.screen, chosen.problem, position, talk.clock(turn)))
        room.screen.put(view.place(room.screen, chosen.file, kept, is_new=is_new))
    elif not room.is_quiet:
        plain.write(room.screen.stream, view.records(chosen.problem, position, chosen.file, kept))
    return chosen


def ask(room: Room, talk: Interviewer, turn: Turn) -> None:
    """Let a person write it in another window, until it is handed in or skipped.

    Raises:
        EOFError: The person ends the interview (Ctrl-D).
        KeyboardInterrupt: Ctrl-C.
    """
    chosen = show(room, talk, turn)
    while True:
        with open_keys(room.screen) as keys:
            key = _key(room, talk, turn, keys)
        if key == "s":
            talk.skip(turn)
            return
        try:
            solution = read_solution(chosen.file)
        except WrongUsageError as gone:
            room.screen.tell(gone.message)
            continue
        hand_in(room, talk, turn, chosen, solution)
        return


def take(room: Room, talk: Interviewer, turn: Turn, chosen: Chosen, answer: str) -> None:
    """Hand in the file whose path came through a pipe; an empty answer hands in nothing.

    Raises:
        WrongUsageError: There is no such file; the interview stays at this turn.
    """
    if not answer.strip():
        talk.skip(turn)
        return
    try:
        solution = read_solution(Path(answer.strip()).expanduser())
    except WrongUsageError as error:
        raise WrongUsageError(
            error.message.template,
            hint="the answer to a coding problem is the path of a file; qbank mock goes on with it",
            **error.message.values,
        ) from error
    hand_in(room, talk, turn, chosen, solution)


def hand_in(room: Room, talk: Interviewer, turn: Turn, chosen: Chosen, solution: bytes) -> None:
    """Judge a program once and say no more than that it is handed in; or say why it cannot be judged."""
    ms = talk.elapsed()
    try:
        allow_code(room.settings, room.screen, chosen.folder, yes=room.trust)
        report = judge(task_for(room.settings, chosen, solution), secrets.randbelow(SEEDS))
    except JudgeUnavailableError as error:
        talk.hand_in_unjudged(turn, solution, error.message, ms)
        _say_unjudged(room, turn, error)
        return
    talk.hand_in(turn, chosen, solution, report, ms)
    if room.screen.stream.isatty():
        room.screen.say("Handed in; what the judge says is in the report.")
    elif not room.is_quiet:
        plain.write(room.screen.stream, [("handed in", turn.main)])


def _key(room: Room, talk: Interviewer, turn: Turn, keys: Keys) -> str:
    """Return the key that hands it in or skips it; any other shows the time left, while there is some."""
    keys.flush()
    room.screen.put(view.waiting(room.screen, talk.clock(turn)))
    is_over = False
    while True:
        clock = talk.clock(turn)
        left = clock.total - clock.used
        if left <= 0 and not is_over:
            is_over = True
            room.screen.put(view.out_of_time(room.screen))
        key = keys.wait(min(POLL, left) if left > 0 else POLL)
        talk.keep_time()
        if key in ("enter", "s") or (key and is_over):
            return key
        if key:
            room.screen.put(view.waiting(room.screen, talk.clock(turn)))


def _say_unjudged(room: Room, turn: Turn, error: JudgeUnavailableError) -> None:
    if not room.screen.stream.isatty():
        if not room.is_quiet:
            plain.write(room.screen.stream, [("not judged", turn.main, room.screen.message(error.message))])
        return
    room.screen.tell(error.message)
    if error.hint:
        room.screen.tell(error.hint)
