"""A mock interview as it is drawn: a question with the clock, and at the end what it came to in short."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qbank.core.debrief import Debrief, WeakPoint
from qbank.core.entry import Entry
from qbank.core.question import Topic
from qbank.core.text import LANGUAGES, Language, Text
from qbank.core.turns import NOTHING, Turn
from qbank.errors import Message
from qbank.screen import terms
from qbank.screen.cells import cells, pad_left
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, ends, meter, paragraph, rule
from qbank.screen.markdown import inline
from qbank.screen.question import wording
from qbank.screen.rating import limits
from qbank.screen.spans import Line, Lines, line
from qbank.screen.words import say

NAMED = 5  # entries that come due which are named
_BAR, _SHORTEST, _NUMBER = 16, 4, 5
STEPS = {
    "main": Message("Question"),
    "probe": Message("Follow-up"),
    "deeper": Message("Follow-up"),
    "code": Message("Coding problem"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of an interview in seconds: used, in all, used on the present question, expected for it."""

    used: float
    total: float
    here: float
    expected: float


def turn(
    screen: Screen,
    asked: Turn,
    entries: Mapping[str, Entry],
    *,
    topic: Topic | None,
    position: tuple[int, int],
    clock: Clock,
) -> Lines:
    """Return what is asked now, under one row that says where in the interview that is."""
    entry = entries[asked.main]
    number = f"{position[0]}/{position[1]}"
    left = line(
        (f"{screen.message(STEPS[asked.step])} {number}", "accent"),
        (f" {screen.glyphs.dot} {terms.topic_name(screen, entry.topic, topic)}", "quiet"),
        (f" {screen.glyphs.dot} {terms.difficulty(screen, entry.difficulty)}", "quiet"),
    )
    return [BLANK, ends(screen, left, time_used(screen, clock)), BLANK, *_wording(screen, asked, entries)]


def spoken(asked: Turn, entries: Mapping[str, Entry]) -> Text:
    """Return the words of a turn, in both languages where the bank has both."""
    text = written(asked, entries)
    if text != NOTHING:
        return text
    return Text(*(_neutral(asked, language) for language in LANGUAGES))


def written(asked: Turn, entries: Mapping[str, Entry]) -> Text:
    """Return the wording that the bank has for a turn, empty where it has none."""
    entry = entries[asked.main]
    if asked.step == "main":
        return entry.question
    if asked.follow_up is None or asked.follow_up >= len(entry.follow_ups):
        return NOTHING
    return entry.follow_ups[asked.follow_up].question


def ticking(screen: Screen, clock: Clock) -> str:
    """Return the row that runs above an answer while it is typed."""
    here = screen.word(
        "this question {used} of about {total}", used=clock_time(clock.here), total=clock_time(clock.expected)
    )
    whole = screen.word(
        "interview {used} of {total}", used=clock_time(clock.used), total=clock_time(clock.total)
    )
    return dotted(screen, here, whole)


def begun(screen: Screen, minutes: int, questions: int, *, code: int = 0) -> Lines:
    """Return what is said before the first question; `code` are the minutes of the problem at its end."""
    told = screen.word(
        "A mock interview of {minutes} minutes; main questions: {n}, with follow-ups on what you answer. "
        'No hints; score and feedback come at the end. An empty answer means "I do not know".',
        minutes=minutes,
        n=questions,
    )
    lines = [BLANK, rule(screen, screen.word("Mock interview")), *paragraph(screen, told)]
    if code:
        last = screen.word("At the end: one coding problem, about {n} minutes, in your own file.", n=code)
        lines += paragraph(screen, last)
    return lines


def stands(screen: Screen, position: tuple[int, int], clock: Clock) -> str:
    """Return where an interview stands that is not over."""
    return screen.word(
        "question {number} of {n}, {used} of {total} used",
        number=position[0],
        n=position[1],
        used=clock_time(clock.used),
        total=clock_time(clock.total),
    )


def over(
    screen: Screen,
    found: Debrief,
    topics: Mapping[str, Topic],
    due: Sequence[str],
    *,
    saved_to: str = "",
    coding: Iterable[Line] = (),
) -> Lines:
    """Return the end of an interview: score, topics, weakest points, what comes due.

    Args:
        screen: Where it will be drawn.
        found: What it came to.
        topics: By slug, for their names.
        due: Entries that are due because something related was weak.
        saved_to: Where the whole report was written, "" for nowhere.
        coding: What the coding problem came to.
    """
    lines: Lines = [BLANK, rule(screen, screen.word("Mock interview"), _time_of(found))]
    lines += paragraph(screen, _score(screen, found))
    if found.ungraded:
        told = screen.word("not graded, for want of a rubric: {n}", n=found.ungraded)
        lines += paragraph(screen, (told, "quiet"))
    if found.topics:
        lines += [BLANK, rule(screen, screen.word("By topic")), *_topics(screen, found, topics)]
    if found.weakest:
        lines += [BLANK, rule(screen, screen.word("Weakest points"))]
        lines += [piece for weak in found.weakest for piece in _weak(screen, weak)]
    lines += coding
    if due:
        named = ", ".join(due[:NAMED]) + (screen.glyphs.ellipsis if len(due) > NAMED else "")
        told = screen.word("related entries that come due ({n}): {ids}", n=len(due), ids=named)
        lines += [BLANK, *paragraph(screen, told)]
    if found.graded:
        lines += [BLANK, *limits(screen)]
    return lines + _where(screen, saved_to)


def _neutral(asked: Turn, language: Language) -> str:
    """Return a question that goes back to an answer and gives nothing away."""
    if asked.quote:
        quote = asked.quote.strip()
        return say('You said: "{quote}". Say exactly what you mean, and why.', language, quote=quote)
    if asked.part != NOTHING:
        part = asked.part.best(language)
        return say(
            'Come back to this part of the question: "{part}". What would you add?', language, part=part
        )
    return say("What else belongs to a complete answer?", language)


def time_used(screen: Screen, clock: Clock) -> Line:
    """Return the time used of the whole, and what the present question should take."""
    expected = screen.word("about {n} min", n=max(1, round(clock.expected / 60)))
    used = f"{clock_time(clock.used)}/{clock_time(clock.total)}"
    return line((used, "title"), (f" {screen.glyphs.dot} {expected}", "quiet"))


def _wording(screen: Screen, asked: Turn, entries: Mapping[str, Entry]) -> Lines:
    text = written(asked, entries)
    own = spoken(asked, entries).in_(screen.language)
    lines = wording(screen, text) if text != NOTHING else paragraph(screen, (own, "title"), bar=True)
    if asked.see and asked.see != asked.main:
        whole = screen.content(entries[asked.see].question)
        lines += paragraph(screen, (screen.word("In full: {question}", question=whole), "quiet"), bar=True)
    if asked.step != "main":
        main = screen.content(entries[asked.main].question)
        lines += paragraph(screen, (screen.word("Asked about: {question}", question=main), "quiet"))
    return lines


def _score(screen: Screen, found: Debrief) -> Line:
    if found.score is None:
        return line((screen.word("not graded"), "title"))
    score = screen.word("Score {score}", score=terms.percent(found.score))
    graded = screen.word("graded answers: {n}", n=found.graded)
    after = ""
    if found.after is not None and found.after > found.score:
        after = screen.word("{score} with what follow-ups brought out", score=terms.percent(found.after))
    return line((score, "title"), f"  {dotted(screen, after, graded)}")


def _time_of(found: Debrief) -> Line:
    return line((f"{clock_time(found.seconds)}/{clock_time(60.0 * found.script.minutes)}", "quiet"))


def _topics(screen: Screen, found: Debrief, topics: Mapping[str, Topic]) -> Lines:
    names = {slug: terms.topic_name(screen, slug, topics.get(slug)) for slug, _, _ in found.topics}
    column = max(map(cells, names.values()))
    room = min(_BAR, screen.width - column - _NUMBER - 4)
    lines: Lines = []
    for slug, score, _ in found.topics:
        name = names[slug] + " " * (column - cells(names[slug]))
        bar = meter(screen, score, room) if room >= _SHORTEST else ()
        number = pad_left(terms.percent(score), _NUMBER)
        lines.append(ends(screen, line(name, number, "  " if bar else "", bar), ()))
    return lines


def _weak(screen: Screen, weak: WeakPoint) -> Lines:
    is_wrong = weak.status == "contradicted"
    sign = screen.glyphs.wrong if is_wrong else screen.glyphs.miss
    text = inline(screen, screen.content(weak.point.text))
    label = line((f"{sign} ", "wrong" if is_wrong else "miss"))
    return paragraph(screen, label, text, (f"  {weak.entry}", "quiet"), hang=2)


def _where(screen: Screen, saved_to: str) -> Lines:
    if saved_to:
        return paragraph(screen, (screen.word("The whole report is in {path}.", path=saved_to), "quiet"))
    again = screen.word("the whole report in Markdown")
    return paragraph(screen, ("qbank mock --report", "code"), "  ", (again, "quiet"))


def clock_time(seconds: float) -> str:
    """Return a time as `12:05`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
