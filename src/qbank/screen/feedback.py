"""What an answer covered: the score, a row for each key point, the short answer. It fits the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from qbank.core.entry import Entry, KeyPoint
from qbank.core.grading import Grade, Misconception, PointResult
from qbank.errors import Message
from qbank.screen import spans
from qbank.screen.cells import cells
from qbank.screen.console import Screen
from qbank.screen.glyphs import Glyphs
from qbank.screen.layout import BLANK, ends, paragraph, rule
from qbank.screen.markdown import inline
from qbank.screen.rating import rating_rows
from qbank.screen.spans import Line, Lines, Style, line
from qbank.screen.wrap import wrap_line

SMALLEST = 24  # rows that every screen fits
LETTERS = "abcdefghi"  # the keys that tick key points
_NEVER = 10**6


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a key point's status looks: never by colour alone."""

    glyph: Callable[[Glyphs], str]
    word: Message
    style: Style


_MARKS = {
    "covered": _Mark(lambda glyphs: glyphs.hit, Message("hit"), "hit"),
    "missed": _Mark(lambda glyphs: glyphs.miss, Message("missed"), "miss"),
    "unsure": _Mark(lambda glyphs: glyphs.unsure, Message("unsure"), "unsure"),
    "contradicted": _Mark(lambda glyphs: glyphs.wrong, Message("wrong"), "wrong"),
}


@dataclass(frozen=True, slots=True)
class _Density:
    """How many rows at most a key point's text and its evidence take; 0 leaves the evidence out.

    Attributes:
        quotes_all: Whether what was covered has its evidence too.
    """

    text: int
    evidence: int
    quotes_all: bool = False


_DENSITIES = (_Density(_NEVER, _NEVER), _Density(_NEVER, 1), _Density(1, 1), _Density(1, 0))


def feedback(screen: Screen, entry: Entry, grade: Grade | None) -> Lines:
    """Return what the person sees after an answer.

    It leaves room for the rating: evidence and long wordings shrink until everything fits the terminal (of
    24 rows or more). Without a grade it says so and lists the key points to compare with, if there are any.
    """
    room = max(screen.rows, SMALLEST) - rating_rows(screen)
    for density in _DENSITIES:
        lines = _points(screen, entry, grade, density)
        reference = short_answer(screen, entry)
        if len(lines) + len(reference) <= room:
            return lines + reference
    return _shortened(screen, lines + reference, room)


def turned(screen: Screen, entry: Entry, grade: Grade, index: int) -> Lines:
    """Return one key point that the person turned over, what contradicts it, and the score now."""
    result = grade.points[index]
    point = next(point for point in entry.key_points if point.id == result.id)
    density = _Density(_NEVER, 1)
    lines = [BLANK, *_point(screen, point, result, _letter(index), density)]
    for flagged in grade.misconceptions:
        if entry.mistakes[flagged.index].point == point.id:
            lines += _misconception(screen, entry, flagged, density)
    return [*lines, ends(screen, (), _score(screen, grade))]


def evidence(screen: Screen, entry: Entry, grade: Grade) -> Lines:
    """Return every key point with the whole of the person's own words for it, covered ones included."""
    return _points(screen, entry, grade, _Density(_NEVER, _NEVER, quotes_all=True))


def checklist(screen: Screen, entry: Entry, ticked: frozenset[str] = frozenset()) -> Lines:
    """Return the key points with the letters that tick them.

    Args:
        screen: Where it will be drawn.
        entry: Whose key points.
        ticked: Ids of the key points that were said.
    """
    lines: Lines = []
    for number, point in enumerate(entry.key_points):
        lines += tick(screen, number, point, is_ticked=point.id in ticked)
    return lines


def tick(screen: Screen, number: int, point: KeyPoint, *, is_ticked: bool) -> Lines:
    """Return one key point of the checklist, `number` counting from 0."""
    sign = screen.glyphs.hit if is_ticked else screen.glyphs.open
    style: Style = "hit" if is_ticked else "quiet"
    hit = screen.word("hit")
    word = hit if is_ticked else " " * cells(hit)
    label = line((_letter(number), "key"), (f" {sign} {word}", style))
    weight = line((f"{screen.glyphs.times}{point.weight}", "quiet"))
    return _row(screen, label, inline(screen, screen.content(point.text)), weight, _NEVER)


def short_answer(screen: Screen, entry: Entry) -> Lines:
    """Return the short answer under a rule; where there is none, the first paragraph of the answer."""
    paragraphs = screen.content(entry.answer).strip().split("\n\n")
    first = next((each for each in paragraphs if not each.startswith("#")), paragraphs[0])
    text = screen.content(entry.short) or first
    return [
        rule(screen, screen.word("Short answer")),
        *paragraph(screen, inline(screen, text.strip()), indent=2),
    ]


def _points(screen: Screen, entry: Entry, grade: Grade | None, density: _Density) -> Lines:
    if grade is None:
        return [
            BLANK,
            rule(screen, screen.word("Key points"), _not_graded(screen)),
            *(checklist(screen, entry) if entry.key_points else _no_rubric(screen)),
        ]
    lines: Lines = [BLANK, rule(screen, screen.word("Key points"), _score(screen, grade))]
    points = {point.id: point for point in entry.key_points}
    for number, result in enumerate(grade.points):
        lines += _point(screen, points[result.id], result, _letter(number), density)
    for flagged in grade.misconceptions:
        lines += _misconception(screen, entry, flagged, density)
    return lines


def _letter(number: int) -> str:
    """Return the key of a key point, counting from 0; a draft may have more points than keys."""
    return LETTERS[number] if number < len(LETTERS) else " "


def _score(screen: Screen, grade: Grade) -> Line:
    total = sum(result.weight for result in grade.points)
    points = screen.word("{points}/{total} points", points=f"{grade.score * total:g}", total=total)
    return line((points, "title"), (f" {screen.glyphs.dot} {grade.score:.0%}", "quiet"))


def _not_graded(screen: Screen) -> Line:
    return line((screen.word("not graded"), "quiet"))


def _no_rubric(screen: Screen) -> Lines:
    text = screen.word("This draft has no key points yet: compare with the answer and rate yourself.")
    return paragraph(screen, text, indent=2)


def _point(screen: Screen, point: KeyPoint, result: PointResult, letter: str, density: _Density) -> Lines:
    label = _label(screen, result.status, letter)
    earned = {"covered": str(result.weight), "unsure": "?"}.get(result.status, "0")
    credit = line((f"{earned}/{result.weight}", "quiet"))
    lines = _row(screen, label, inline(screen, screen.content(point.text)), credit, density.text)
    if result.status != "covered" or density.quotes_all:
        lines += _quoted(screen, label, result.evidence, density)
    if result.status == "covered" and density.quotes_all and not result.evidence:
        start = spans.width(label) + 3
        own = wrap_line(line((screen.word("by your own word"), "quiet")), screen.width - start)
        lines += [line(" " * start, piece) for piece in own]
    return lines


def _misconception(screen: Screen, entry: Entry, flagged: Misconception, density: _Density) -> Lines:
    label = _label(screen, "contradicted")
    mistake = entry.mistakes[flagged.index]
    lines = _row(screen, label, inline(screen, screen.content(mistake.text)), (), density.text)
    if density.evidence:
        start = spans.width(label) + 3
        why = inline(screen, screen.content(mistake.why), "quiet")
        pieces = _most(screen, why, screen.width - start, density.text)
        lines += [line(" " * start, piece) for piece in pieces]
    return lines + _quoted(screen, label, flagged.evidence, density)


def _label(screen: Screen, status: str, letter: str = " ") -> Line:
    mark = _MARKS[status]
    widest = max(cells(screen.message(each.word)) for each in _MARKS.values())
    word = screen.message(mark.word)
    sign = line((f"{mark.glyph(screen.glyphs)} {word}", mark.style))
    return line((letter, "quiet"), " ", sign, " " * (widest - cells(word)))


def _row(screen: Screen, label: Line, text: Line, right: Line, most: int) -> Lines:
    """Return a labelled text in `most` rows at most, with `right` at the end of its first row."""
    start = spans.width(label) + 3
    pieces = _most(screen, text, screen.width - start - 6, most)
    gap = screen.width - start - spans.width(pieces[0]) - spans.width(right)
    first = line(" ", label, "  ", pieces[0], " " * gap if right else "", right)
    return [first, *(line(" " * start, piece) for piece in pieces[1:])]


def _quoted(screen: Screen, label: Line, evidence: str, density: _Density) -> Lines:
    if not evidence or not density.evidence:
        return []
    glyphs = screen.glyphs
    start = spans.width(label) + 3
    quoted = line((f"{glyphs.left_quote}{evidence.strip()}{glyphs.right_quote}", "quiet"))
    pieces = _most(screen, quoted, screen.width - start, density.evidence)
    return [line(" " * start, piece) for piece in pieces]


def _most(screen: Screen, text: Line, room: int, count: int) -> Lines:
    """Return a text wrapped to `room` columns; where one row must do, as much as fits and an ellipsis."""
    lines = wrap_line(text, room)
    if len(lines) <= count:
        return lines
    assert count == 1, "a text has one row or as many as it needs"
    ellipsis = screen.glyphs.ellipsis
    return [line(spans.shorten(text, room - cells(ellipsis), ""), (ellipsis, "quiet"))]


def _shortened(screen: Screen, lines: Lines, room: int) -> Lines:
    more = screen.word("Tab: the whole answer")
    return [*lines[: room - 1], line(f"  {screen.glyphs.ellipsis} ", (more, "quiet"))]
