"""What the judge says of a solution: the cases, the first failure whole, what is known of such results."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qbank.core.text import Language
from qbank.core.verdict import Case, Raised, Report, Shown, Status
from qbank.core.verdict import Line as CodeLine
from qbank.errors import Message
from qbank.screen import terms
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, ends, labelled, paragraph, rule
from qbank.screen.spans import Line, Lines, Style, line
from qbank.screen.words import say

WORDS: Mapping[Status, Message] = {
    "accepted": Message("accepted"),
    "wrong_answer": Message("wrong answer"),
    "runtime_error": Message("runtime error"),
    "time_limit": Message("time limit exceeded"),
    "memory_limit": Message("memory limit exceeded"),
    "output_limit": Message("output limit exceeded"),
    "not_implemented": Message("not implemented yet"),
    "not_run": Message("not run"),
    "judge_error": Message("the judge failed"),
}
SHORT_VALUE = 60  # characters of an argument that stands on its own row


def verdict(
    screen: Screen, slug: str, report: Report, *, days: int | None = None, file: str = "solution.py"
) -> Lines:
    """Return the whole view.

    Args:
        screen: Where it will be drawn.
        slug: The problem's short id, for the next commands.
        report: What the judge says.
        days: Study days until the problem comes back; None where the schedule did not move.
        file: The name of the person's file.
    """
    report = _named(report, file)
    lines = [BLANK, _head(screen, report), BLANK, *_cases(screen, report.cases)]
    lines += _raised_at_once(screen, report)
    lines += _failure(screen, report)
    lines += _alike(screen, report)
    if report.printed and report.verdict != "accepted":
        lines += [BLANK, rule(screen, screen.word("Printed"))]
        lines += [
            piece
            for row in report.printed.splitlines()
            for piece in paragraph(screen, (row, "quiet"), indent=2)
        ]
    return [*lines, BLANK, *_next(screen, slug, report, days)]


def records(screen: Screen, report: Report) -> Iterator[Sequence[object]]:
    """Yield the verdict, then a record for each case: name, status, milliseconds, message."""
    yield "verdict", report.verdict
    yield "seed", report.seed
    if report.raised:
        yield "error", raised(screen, report.raised)
    for case in report.cases:
        ms = "" if case.ms is None else f"{case.ms:.1f}"
        yield "case", case.name.best(screen.language), case.status, ms, _message(screen, case)
    for reason in report.alike:
        yield "alike", reason.best(screen.language)


def document(id_: str, report: Report) -> dict[str, Any]:
    """Return the JSON document of a judging; messages are English."""
    cases = []
    for case in report.cases:
        said = case.why.en or (f"{case.raised.type}: {case.raised.message}" if case.raised else "")
        cases.append({"name": case.name.en, "status": case.status, "ms": case.ms, "message": said})
    error = report.raised
    return {
        "schema": 1,
        "id": id_,
        "verdict": report.verdict,
        "cases": cases,
        "seed": report.seed,
        "ms": round(report.ms, 1),
        "cpu": round(report.cpu, 3),
        "error": f"{error.type}: {error.message}" if error else "",
        "line": report.line.number if report.line else None,
        "alike": [reason.plain() for reason in report.alike],
        "layers": list(report.held),
    }


def raised(screen: Screen, error: Raised) -> str:
    """Return an exception as a sentence."""
    return raised_in(screen.language, error)


def raised_in(language: Language, error: Raised) -> str:
    """Return an exception as a sentence in a language."""
    if error.missing:
        name, *others = error.missing
        if others:
            return say(
                "there is no function {name}; there are {others}",
                language,
                name=name,
                others=", ".join(others),
            )
        return say("there is no function {name}", language, name=name)
    return f"{error.type}: {error.message}" if error.message else error.type


def _named(report: Report, file: str) -> Report:
    """Return the report with lines of the solution under the name of the person's file."""

    def line_in(place: CodeLine) -> CodeLine:
        return replace(place, file=file) if place.file == "solution.py" else place

    def raised_in(error: Raised | None) -> Raised | None:
        return error and replace(error, lines=tuple(map(line_in, error.lines)))

    cases = tuple(replace(case, raised=raised_in(case.raised)) for case in report.cases)
    return replace(
        report, cases=cases, raised=raised_in(report.raised), line=report.line and line_in(report.line)
    )


def _head(screen: Screen, report: Report) -> Line:
    is_right = report.verdict == "accepted"
    sign = screen.glyphs.hit if is_right else screen.glyphs.miss
    style: Style = "hit" if is_right else "miss"
    left = line((f"{sign} ", style), (screen.message(WORDS[report.verdict]), style))
    count = screen.word("{n} of {all} cases", n=report.passed, all=len(report.cases))
    times = f"{report.ms:.0f} ms"
    return ends(screen, left, line((dotted(screen, count, times, f"seed {report.seed}"), "quiet")))


def _cases(screen: Screen, cases: Sequence[Case]) -> Lines:
    lines: Lines = []
    for number, case in enumerate(cases, 1):
        sign, style = _sign(screen, case.status)
        name = case.name.best(screen.language)
        if case.status == "accepted":
            right = line(("" if case.ms is None else f"{case.ms:.1f} ms", "quiet"))
        else:
            right = line((screen.message(WORDS[case.status]), style))
        lines.append(
            ends(screen, line((f"{sign} ", style), (f"{number:2d} ", "quiet"), name), right, indent=2)
        )
    return lines


def _sign(screen: Screen, status: Status) -> tuple[str, Style]:
    if status == "accepted":
        return screen.glyphs.hit, "hit"
    return (screen.glyphs.open, "quiet") if status == "not_run" else (screen.glyphs.miss, "miss")


def _raised_at_once(screen: Screen, report: Report) -> Lines:
    if not report.raised:
        return []
    title = rule(screen, screen.word("The file could not be imported"))
    return [BLANK, title, *_exception(screen, report.raised)]


def _exception(screen: Screen, error: Raised) -> Lines:
    lines = paragraph(screen, (raised(screen, error), "wrong"), indent=2)
    for place in error.lines:
        lines += _place(screen, place)
    return lines


def _place(screen: Screen, place: CodeLine) -> Lines:
    label = line((f"{place.file}:{place.number}", "accent"))
    return labelled(screen, label, (place.text, "code"), indent=2, column=18)


def _failure(screen: Screen, report: Report) -> Lines:
    """Return the first case that is not accepted, or the one that was asked for."""
    number = next(
        (n for n, case in enumerate(report.cases) if case.status not in ("accepted", "not_run")), None
    )
    number = report.shown.number if report.shown else number
    if number is None:
        return []
    case = report.cases[number]
    lines = [BLANK, rule(screen, f"{number + 1} {screen.glyphs.dot} {case.name.best(screen.language)}")]
    if case.raised:
        lines += _exception(screen, case.raised)
    if why := case.why.best(screen.language):
        lines += paragraph(screen, why, indent=2)
    if case.status == "time_limit":
        cpu, wall = (f"{seconds:g}" for seconds in report.limits)
        lines += paragraph(
            screen, screen.word("the limit is {cpu} s of CPU, or {wall} s", cpu=cpu, wall=wall), indent=2
        )
    if case.status == "time_limit" and report.line:
        lines += paragraph(screen, screen.word("when the time was over it was here:"), indent=2)
        lines += _place(screen, report.line)
    lines += _values(screen, case)
    if report.shown:
        lines += _whole(screen, report.shown, case)
    return lines


def _values(screen: Screen, case: Case) -> Lines:
    if not case.index:
        return []
    rows = [(screen.word("expected"), case.expected), (screen.word("got"), case.got)]
    if case.error is not None:
        rows.append((screen.word("largest error"), f"{case.error:.3g}"))
    return [
        piece
        for name, value in rows
        for piece in labelled(screen, line((name, "quiet")), value, indent=2, column=15)
    ]


def _whole(screen: Screen, shown: Shown, case: Case) -> Lines:
    """Return input, expected and got; an array of which only the shape was asked stays one row."""
    lines: Lines = []
    for name, shape, value in shown.input:
        text = value if not shape else f"{shape}  {value}" if len(value) <= SHORT_VALUE else shape
        lines += labelled(screen, line((name, "accent")), (text, "code"), indent=2, column=15)
        if shape and len(value) > SHORT_VALUE and shown.is_asked:
            lines += _block(screen, value)
    if not case.index or shown.is_asked:
        for word, value in ((screen.word("expected"), shown.expected), (screen.word("got"), shown.got)):
            if value:
                lines += [line("  ", (word, "quiet")), *_block(screen, value)]
    return lines


def _block(screen: Screen, text: str) -> Lines:
    return [piece for row in text.splitlines() for piece in paragraph(screen, (row, "code"), indent=4)]


def _alike(screen: Screen, report: Report) -> Lines:
    if not report.alike:
        return []
    lines = [BLANK, rule(screen, screen.word("Your results equal those of a solution that …"))]
    for reason in report.alike:
        sign = line((screen.glyphs.wrong, "wrong"))
        lines += labelled(screen, sign, reason.best(screen.language), indent=2)
    return lines


def _next(screen: Screen, slug: str, report: Report, days: int | None) -> Lines:
    if report.verdict == "accepted":
        back = (
            screen.word("it comes back in {time}", time=terms.days(screen, days)) if days is not None else ""
        )
        lines = paragraph(screen, (back, "quiet")) if back else []
        return [
            *lines,
            *_command(screen, f"qbank code explain {slug}", screen.word("why, and what is asked next")),
        ]
    failed = next((n for n, case in enumerate(report.cases, 1) if case.status == "wrong_answer"), None)
    lines = _command(screen, f"qbank code hint {slug}", screen.word("a step of help"))
    if failed:
        again = f"qbank code test {slug} --seed {report.seed} --case {failed} --dump"
        lines += _command(screen, again, screen.word("this case again, whole"))
    return lines


def _command(screen: Screen, command: str, what: str) -> Lines:
    return paragraph(screen, (command, "code"), "  ", (what, "quiet"))


def _message(screen: Screen, case: Case) -> str:
    why = case.why.best(screen.language)
    return why or (raised(screen, case.raised) if case.raised else "")
