"""The plan up to the interview: what to expect on the day, by topic, and what is for today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qbank.core.history import InterviewPlan
from qbank.core.plan import Forecast, Item, seconds
from qbank.core.question import Topic
from qbank.screen import terms
from qbank.screen.cells import cells, pad_left
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, ends, meter, paragraph, rule
from qbank.screen.spans import Lines, line

NAMED = 5  # skipped entries that are named
_BAR, _SHORTEST = 16, 4  # columns of a bar
_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan leads to.

    Attributes:
        today: The study day.
        chosen: What is for today, in order.
        topics: The topic of every entry, by id.
        expected: On the day, when the plan is followed.
        with_more: How many would be recalled with `more` minutes a day more.
    """

    today: int
    chosen: tuple[Item, ...]
    topics: Mapping[str, str]
    expected: Forecast
    with_more: float
    more: int

    @property
    def minutes(self) -> int:
        """Return the minutes that today's questions are expected to take, rounded up."""
        return -(-round(sum(map(seconds, self.chosen))) // 60)

    def by_topic(self) -> Iterator[tuple[str, int, float]]:
        """Yield slug, entries and expected recalled ones of each topic, the weakest first."""
        sums: dict[str, list[float]] = {}
        for id_, chance in self.expected.chances.items():
            sums.setdefault(self.topics[id_], []).append(chance)
        rows = [(slug, len(chances), sum(chances)) for slug, chances in sums.items()]
        yield from sorted(rows, key=lambda row: (row[2] / row[1], row[0]))


def plan(screen: Screen, kept: InterviewPlan, outlook: Outlook, topics: Mapping[str, Topic]) -> Lines:
    """Return the whole view.

    Args:
        screen: Where it will be drawn.
        kept: What the person said.
        outlook: What it leads to.
        topics: By slug, for their names.
    """
    left = kept.day - outlook.today
    title = screen.word(
        "{n} days to {date}, {minutes} min a day", n=left, date=kept.date, minutes=kept.minutes
    )
    lines: Lines = [BLANK, ends(screen, line((title, "title")), ())]
    lines += _expected(screen, outlook)
    lines += [BLANK, rule(screen, screen.word("Expected on the day")), *_topics(screen, outlook, topics)]
    if left > 0:
        lines += [BLANK, rule(screen, screen.word("Today")), *_today(screen, outlook)]
    return [
        *lines,
        BLANK,
        *paragraph(screen, ("qbank quiz", "code"), "  ", (screen.word("follow it"), "quiet")),
    ]


def records(kept: InterviewPlan, outlook: Outlook) -> Iterator[Sequence[object]]:
    """Yield the plan as tab-separated records."""
    expected = outlook.expected
    yield "plan", kept.date, kept.minutes, kept.track
    yield "expected", f"{expected.recalled:.1f}", len(expected.chances), f"{expected.weighted:.3f}"
    for slug, count, recalled in outlook.by_topic():
        yield "topic", slug, count, f"{recalled:.1f}"
    for one in outlook.chosen:
        yield "today", one.id
    for id_ in expected.skipped:
        yield "skipped", id_


def _expected(screen: Screen, outlook: Outlook) -> Lines:
    expected = outlook.expected
    count = len(expected.chances)
    recalled = screen.word(
        "about {n} of {total} recalled on the day ({share})",
        n=round(expected.recalled),
        total=count,
        share=terms.percent(expected.recalled / count if count else None),
    )
    more = screen.word(
        "{minutes} more minutes a day: {n} more",
        minutes=outlook.more,
        n=round(outlook.with_more - expected.recalled),
    )
    lines = paragraph(screen, dotted(screen, recalled, more))
    if expected.skipped:
        skipped = screen.word("left out on purpose: {n}", n=len(expected.skipped))
        named = ", ".join(expected.skipped[:NAMED])
        ellipsis = screen.glyphs.ellipsis if len(expected.skipped) > NAMED else ""
        lines += paragraph(screen, (f"{skipped}: {named}{ellipsis}", "quiet"))
    return lines


def _topics(screen: Screen, outlook: Outlook, topics: Mapping[str, Topic]) -> Lines:
    rows = list(outlook.by_topic())
    names = {slug: terms.topic_name(screen, slug, topics.get(slug)) for slug, _, _ in rows}
    column = max(map(cells, names.values()), default=0)
    room = min(_BAR, screen.width - column - _NUMBERS - 3)
    lines = []
    for slug, count, recalled in rows:
        name = names[slug] + " " * (column - cells(names[slug]))
        numbers = pad_left(f"{recalled:.0f}/{count}", _NUMBERS)
        bar = meter(screen, recalled / count, room) if room >= _SHORTEST else ()
        lines.append(ends(screen, line(name, numbers, "  " if bar else "", bar), ()))
    return lines


def _today(screen: Screen, outlook: Outlook) -> Lines:
    told = screen.word("{n} questions, about {minutes} min", n=len(outlook.chosen), minutes=outlook.minutes)
    lines = paragraph(screen, told)
    for one in outlook.chosen[:NAMED]:
        lines += paragraph(screen, f"{screen.glyphs.bullet} ", (one.id, "accent"))
    return lines
