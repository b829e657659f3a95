"""`qbank mock`: a mock interview, timed, with follow-ups; score and feedback at the end."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.commands import debriefing, opening, options
from qbank.commands.asking import Stopped, stopping_on_signals
from qbank.commands.examining import ask_all, listen, resumes, say_begun, say_interrupted
from qbank.commands.interviewing import Interviewer
from qbank.commands.inviting import Wanted, interviewer_for
from qbank.commands.remembering import log_of
from qbank.commands.room import Room
from qbank.core.history import effective
from qbank.core.interview_log import interviews
from qbank.core.text import Text
from qbank.errors import BankError, NothingFoundError
from qbank.screen import interview as view
from qbank.screen import interview_code, plain
from qbank.screen import interview_transcript as transcript
from qbank.settings import Settings
from qbank.store import Store


def mock(
    ctx: typer.Context,
    topic: options.TopicOption = None,
    track: options.TrackOption = None,
    tag: options.TagOption = None,
    difficulty: options.DifficultyOption = None,
    kind: options.KindOption = None,
    id_: options.IdOption = None,
    checked: options.CheckedOption = False,
    marked: options.MarkedOption = None,
    minutes: Annotated[int, typer.Option("--minutes", min=1, max=240, help="How long it takes")] = 30,
    seed: Annotated[int | None, typer.Option("--seed", help="The same questions again")] = None,
    code: Annotated[bool, typer.Option("--code", help="End with a coding problem")] = False,
    trust: Annotated[
        bool, typer.Option("--trust", help="Allow the code of a bank that does not come with qbank")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Leave an interview that was interrupted, and begin another")
    ] = False,
    report: Annotated[bool, typer.Option("--report", help="Print the report of the last interview")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="Write the report into this file")
    ] = None,
    as_json: options.JsonOption = False,
) -> None:
    """Hold an interview, or go on with one; or print the report of the last."""
    settings: Settings = ctx.obj
    if output is not None and not output.parent.is_dir():
        raise BankError("{path} cannot be written: there is no such folder", path=output)
    room = Room(settings, opening.screen_for(settings), opening.bank_for(settings), as_json, output, trust)
    if report:
        _report_again(room)
        return
    asked = opening.Asked(topic, track, tag, difficulty, kind, id_, checked, marked)
    wanted = Wanted(settings, asked, minutes, seed, is_new=new, has_code=code)
    with opening.store_for(settings) as store:
        raise typer.Exit(_hold(room, store, wanted))


def _report_again(room: Room) -> None:
    """Print the report of the last interview that is over."""
    rows, found = [], []
    if opening.has_store(room.settings):
        with opening.store_for(room.settings) as store:
            rows = effective(log_of(store, room.bank))
            found = [one for one in interviews(rows, room.bank.renames) if one.ended and one.replies]
    if not found:
        raise NothingFoundError("no interview is over yet", hint="qbank mock holds one, or goes on with one")
    text = debriefing.written(
        debriefing.report_of(room.bank, rows, found[-1], room.settings.lang), as_json=room.as_json
    )
    if room.output is None:
        plain.text(room.screen.stream, text)
    else:
        debriefing.write(room.output, text)
        room.screen.say("the report is written to {path}", path=room.output)


def _hold(room: Room, store: Store, wanted: Wanted) -> int:
    """Hold the interview to its end, or until it is interrupted."""
    code = 0
    try:
        with stopping_on_signals():
            talk = interviewer_for(room.bank, store, wanted, lambda found: resumes(room, found))
            say_begun(room, talk)
            try:
                if room.screen.is_interactive:
                    ask_all(room, talk)
                else:
                    listen(room, talk)
                talk.end()
            except EOFError:
                say_interrupted(room, talk)
            except KeyboardInterrupt:
                say_interrupted(room, talk)
                code = 130
    except Stopped as stopped:
        return stopped.code
    if talk.kept.ended:
        _close(room, talk)
    return code


def _close(room: Room, talk: Interviewer) -> None:
    """Show what it came to; the whole report goes where it was asked for."""
    rows = effective(log_of(talk.store, room.bank))
    report = debriefing.report_of(room.bank, rows, talk.kept, room.settings.lang)
    text = debriefing.written(report, as_json=room.as_json)
    saved_to = ""
    if room.output is not None:
        debriefing.write(room.output, text)
        saved_to = str(room.output)
    elif room.as_json:
        plain.text(room.screen.stream, text)
        return
    due = list(report.due)
    if room.screen.stream.isatty():
        topics = opening.by_slug(room.bank.topics)
        title = report.coding.title if report.coding else Text()
        coding = interview_code.over(room.screen, report.found.coding, title)
        room.screen.put(view.over(room.screen, report.found, topics, due, saved_to=saved_to, coding=coding))
    else:
        plain.write(room.screen.stream, interview_code.over_records(report.found.coding))
        plain.write(room.screen.stream, transcript.over(report.found, due))
