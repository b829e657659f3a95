"""The entries that a search found."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from qbank.core.entry import Entry
from qbank.core.question import Topic
from qbank.core.search import Hit
from qbank.screen import terms
from qbank.screen.console import Screen
from qbank.screen.formulas import readable
from qbank.screen.highlight import highlight, snippet
from qbank.screen.layout import BLANK, dotted, ends, paragraph
from qbank.screen.spans import Line, Lines, line
from qbank.screen.wrap import wrap_line

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its entry.

    Attributes:
        due: Study days until it is due, 0 or less when it is; None for a new one.
        topic: For the name.
    """

    hit: Hit
    entry: Entry
    due: int | None = None
    topic: Topic | None = None


def hits(screen: Screen, query: str, found: Sequence[Found], total: int) -> Lines:
    """Return the hits, best first, each with its question, a snippet of the short answer, and when it is due.

    Args:
        screen: Where they will be drawn.
        query: As it was typed.
        found: What is shown.
        total: How many entries were searched.
    """
    count = screen.word("{n} of {total} entries", n=len(found), total=total)
    lines: Lines = [BLANK, ends(screen, line((query, "mark")), line((count, "quiet")))]
    if found and all(one.hit.weak for one in found):
        lines += paragraph(screen, (screen.word("Nothing fits well; perhaps one of these:"), "quiet"))
    for before, one in zip((None, *found), found, strict=False):
        if before and one.hit.weak and not before.hit.weak:
            lines += [BLANK, *paragraph(screen, (screen.word("Weaker matches"), "quiet"))]
        lines += [BLANK, *_one(screen, one)]
    if found:
        lines += [BLANK, *_next(screen, query, found[0].entry.id)]
    return lines


def _one(screen: Screen, found: Found) -> Lines:
    entry, words = found.entry, found.hit.matched
    level = terms.difficulty(screen, entry.difficulty)
    name = terms.topic_name(screen, entry.topic, found.topic)
    draft = screen.message(terms.DRAFT) if entry.state == "draft" else ""
    facts = dotted(screen, name, level, f"{found.hit.score:.0f}%", draft)
    start = line((entry.id, "accent"), "  ", (facts, "quiet"))
    if screen.width < 70:
        start = line((entry.id, "accent"))
    lines = [ends(screen, start, terms.due(screen, found.due))]
    wordings = [readable(screen, entry.question.in_(language)) for language in screen.question_languages]
    for index, wording in enumerate(wording for wording in wordings if wording):
        lines += _indented(screen, highlight(wording, words, "quiet" if index else "title"))
    if short := screen.content(entry.short):
        piece = snippet(readable(screen, short), words, screen.width - 3, screen.glyphs.ellipsis)
        lines.append(line("   ", highlight(piece, words)))
    return lines


def _indented(screen: Screen, spans: Line) -> Lines:
    return [line("   ", piece) for piece in wrap_line(spans, screen.width - 3)]


def _typed(query: str) -> str:
    """Return the query as a shell takes it."""
    return query if _WORD.fullmatch(query) else shlex.quote(query)


def _next(screen: Screen, query: str, id_: str) -> Lines:
    show = screen.word("read it whole")
    quiz = screen.word("practise these")
    return [
        *paragraph(screen, (f"qbank show {id_}", "code"), "  ", (show, "quiet"), hang=2),
        *paragraph(screen, (f"qbank quiz --search {_typed(query)}", "code"), "  ", (quiz, "quiet"), hang=2),
    ]
