"""Lists with aligned columns: entries, topics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qbank.core.history import Mark
from qbank.core.progress import TopicProgress
from qbank.core.question import Summary, Topic
from qbank.screen import spans, terms
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK
from qbank.screen.spans import Line, Lines, Style, line

_GAP = 2
_READABLE = 24  # columns below which a question is put under its id


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand at its right."""

    title: str
    cells: tuple[Line, ...]
    is_number: bool = False

    @property
    def width(self) -> int:
        """Return the columns of the terminal that it needs."""
        return max([spans.width(line(self.title)), *map(spans.width, self.cells)])


def entries(
    screen: Screen,
    summaries: Sequence[Summary],
    due: Mapping[str, int] | None = None,
    marks: Mapping[str, Sequence[Mark]] | None = None,
) -> Lines:
    """Return a row for each entry: id, kind, difficulty, due, marks, and the question as far as it fits.

    Args:
        screen: Where it will be drawn.
        summaries: What is listed.
        due: Study days until each is due, by id; an id that is absent is new. None leaves the column out.
        marks: By id; where none of the entries has one, there is no column.
    """
    columns = [
        Column(screen.word("id"), _cells([each.id for each in summaries], "accent")),
        Column(screen.word("kind"), _cells([terms.kind(screen, each.kind) for each in summaries], "quiet")),
        Column(screen.word("difficulty"), tuple(_level(screen, each) for each in summaries)),
    ]
    if due is not None:
        states = tuple(terms.due(screen, due.get(each.id)) for each in summaries)
        columns.append(Column(screen.word("due"), states))
    if any((marks or {}).get(each.id) for each in summaries):
        marked = [terms.marks(screen, (marks or {}).get(each.id, ())) for each in summaries]
        columns.append(Column(screen.word("marks"), _cells(marked, "quiet")))
    questions = Column(
        screen.word("question"),
        _cells([each.question.best(screen.content_language) for each in summaries], ""),
    )
    return with_text(screen, columns, questions)


def topics(screen: Screen, topics: Sequence[Topic], progress: Sequence[TopicProgress]) -> Lines:
    """Return a row for each topic that has entries: name, slug, counts, recall, score."""
    names = {topic.slug: topic for topic in topics}
    rows = list(progress)
    columns = [
        Column(
            screen.word("topic"),
            _cells([terms.topic_name(screen, row.slug, names.get(row.slug)) for row in rows], ""),
        ),
        Column(screen.word("slug"), _cells([row.slug for row in rows], "accent")),
        *numbers(screen, rows),
    ]
    return table(screen, columns)


def numbers(screen: Screen, rows: Sequence[TopicProgress]) -> list[Column]:
    """Return the columns that count: entries, seen, due, recall, score."""
    return [
        Column(screen.word("entries"), _cells([str(row.entries) for row in rows]), is_number=True),
        Column(screen.word("seen"), _cells([str(row.seen) for row in rows]), is_number=True),
        Column(screen.word("due"), tuple(_count(row.due) for row in rows), is_number=True),
        Column(screen.word("recall"), _cells([terms.percent(row.recall) for row in rows]), is_number=True),
        Column(screen.word("score"), _cells([terms.percent(row.score) for row in rows]), is_number=True),
    ]


def table(screen: Screen, columns: Sequence[Column]) -> Lines:
    """Return the columns side by side under their titles; what does not fit at the right is left out."""
    kept = list(columns)
    while len(kept) > 1 and _total(kept) > screen.columns:
        kept.remove(_least(kept))
    lines = [_row([line((column.title, "quiet")) for column in kept], kept, screen)]
    return lines + [
        _row([column.cells[index] for column in kept], kept, screen) for index in range(len(kept[0].cells))
    ]


def _least(columns: Sequence[Column]) -> Column:
    """Return what a narrow terminal can do without: a second name first, then the last number."""
    return columns[1] if len(columns) > 1 and not columns[1].is_number else columns[-1]


def _total(columns: Sequence[Column]) -> int:
    return 1 + sum(column.width for column in columns) + _GAP * (len(columns) - 1)


def _row(cells: Sequence[Line], columns: Sequence[Column], screen: Screen) -> Line:
    parts: list[Line] = []
    for cell, column in zip(cells, columns, strict=True):
        shown = spans.shorten(cell, screen.columns - 1, screen.glyphs.ellipsis)
        gap = " " * (column.width - spans.width(shown))
        parts += [line(gap, shown) if column.is_number else line(shown, gap), line(" " * _GAP)]
    row = line(" ", *parts)
    return spans.cut(row, 0, len(spans.plain(row).rstrip()))


def with_text(screen: Screen, columns: Sequence[Column], text: Column) -> Lines:
    """Return the columns with a text behind them, or under them where the terminal is narrow."""
    ellipsis = screen.glyphs.ellipsis
    room = screen.columns - _total(columns) - _GAP
    if room >= _READABLE:
        shortened = tuple(spans.shorten(cell, room, ellipsis) for cell in text.cells)
        return table(screen, [*columns, Column(text.title, shortened)])
    lines = table(screen, columns)[1:]
    under = [line("   ", spans.shorten(cell, screen.columns - 3, ellipsis)) for cell in text.cells]
    return [piece for pair in zip(lines, under, strict=True) for piece in pair] or [BLANK]


def _cells(texts: Sequence[str], style: Style = "") -> tuple[Line, ...]:
    return tuple(line((text, style)) for text in texts)


def _count(number: int) -> Line:
    return line((str(number), "miss" if number else "quiet"))


def _level(screen: Screen, summary: Summary) -> Line:
    level = terms.difficulty(screen, summary.difficulty)
    draft = f" {screen.message(terms.DRAFT)}" if summary.state == "draft" else ""
    return line((level, "quiet"), (draft, "miss"))
