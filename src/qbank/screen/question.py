"""The question as it is asked."""

from qbank.core.entry import Entry
from qbank.core.question import Summary, Topic
from qbank.core.text import Text
from qbank.screen import spans, terms
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, ends, first_fitting, meter, paragraph
from qbank.screen.spans import Line, Lines, Style, line


def question(
    screen: Screen,
    entry: Entry | Summary,
    *,
    topic: Topic | None = None,
    position: tuple[int, int] | None = None,
) -> Lines:
    """Return the head of an entry and its question.

    Args:
        screen: Where it will be drawn.
        entry: What is asked.
        topic: Its topic, for the name.
        position: (number of this question, questions of the session), for the meter.
    """
    return [
        BLANK,
        head(screen, entry, topic=topic, position=position),
        BLANK,
        *wording(screen, entry.question),
    ]


def head(
    screen: Screen,
    entry: Entry | Summary,
    *,
    topic: Topic | None = None,
    position: tuple[int, int] | None = None,
) -> Line:
    """Return one row: topic, id, kind, difficulty; a mark for a draft; how far the session is."""
    draft = line((f"{screen.message(terms.DRAFT)}  ", "miss")) if entry.state == "draft" else ()
    right = line(draft, _progress(screen, position) if position else ())
    room = screen.width - 3 - spans.width(right)
    name = terms.topic_name(screen, entry.topic, topic)
    level = terms.difficulty(screen, entry.difficulty)
    rest = dotted(screen, entry.id, terms.kind(screen, entry.kind), level)
    dot = f" {screen.glyphs.dot} "
    choices = [
        line((name, "accent"), (dot + rest, "quiet")),
        line((entry.id, "accent"), (dot + level, "quiet")),
        line((entry.id, "accent")),
    ]
    return ends(screen, first_fitting(choices, room), right)


def wording(screen: Screen, text: Text) -> Lines:
    """Return a question in the languages of the screen, the main one bold, behind a bar."""
    lines: Lines = []
    wordings = [text.in_(language) for language in screen.question_languages]
    for said in [wording for wording in wordings if wording] or [text.best(screen.language)]:
        style: Style = "quiet" if lines else "title"
        lines += paragraph(screen, (said, style), bar=True)
    return lines


def _progress(screen: Screen, position: tuple[int, int]) -> Line:
    number, total = position
    bar = meter(screen, (number - 1) / total if total else 0.0, 10) if screen.columns >= 60 else ()
    return line(bar, (f" {number}/{total}", "quiet"))
