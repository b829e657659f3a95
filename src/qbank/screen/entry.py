"""One entry, folded or whole."""

from collections.abc import Container, Sequence

from qbank.core.entry import Entry, FollowUp, Mistake, Reference
from qbank.core.problem import Problem
from qbank.core.question import Topic
from qbank.core.text import Language
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, dotted, labelled, paragraph, rule
from qbank.screen.markdown import inline, markdown
from qbank.screen.question import head, wording
from qbank.screen.spans import Lines, line


def folded(screen: Screen, entry: Entry, *, topic: Topic | None = None) -> Lines:
    """Return the question, and how to see its answer."""
    lines = _top(screen, entry, topic)
    command = f"qbank show {entry.id} --answer"
    return [*lines, BLANK, *paragraph(screen, (command, "code"), "  ", (screen.word("the answer"), "quiet"))]


def entry(
    screen: Screen,
    entry: Entry,
    known: Container[str] = (),
    *,
    topic: Topic | None = None,
    notes: Sequence[str] = (),
) -> Lines:
    """Return everything about an entry.

    Args:
        screen: Where it will be drawn.
        entry: What is shown.
        known: The ids that exist; links to others, which are only planned, are left out.
        topic: Its topic, for the name.
        notes: What the person noted on it, oldest first.
    """
    lines = _top(screen, entry, topic)
    for language in screen.answer_languages:
        lines += answer(screen, entry, language)
    lines += _points(screen, entry)
    lines += _mistakes(screen, entry.mistakes)
    return [*lines, *around(screen, entry, known, notes)]


def around(screen: Screen, entry: Entry | Problem, known: Container[str], notes: Sequence[str] = ()) -> Lines:
    """Return what stands after an answer: follow-ups, notes, sources, what to read next."""
    lines = follow_ups(screen, entry.follow_ups, known)
    lines += noted(screen, notes)
    lines += references(screen, entry.refs)
    related = [id_ for id_ in entry.related if id_ in known]
    if related:
        lines += [BLANK, rule(screen, screen.word("Related"))]
        lines += paragraph(screen, (dotted(screen, *related), "accent"), indent=2)
    return lines


def noted(screen: Screen, notes: Sequence[str]) -> Lines:
    """Return the person's notes, oldest first; nothing where there is none."""
    if not notes:
        return []
    lines: Lines = [BLANK, rule(screen, screen.word("Your notes"))]
    for note in notes:
        lines += paragraph(screen, f"{screen.glyphs.bullet} ", note, indent=2, hang=2)
    return lines


def answer(screen: Screen, entry: Entry, language: Language) -> Lines:
    """Return the short answer and the answer in one language; nothing where a draft lacks them."""
    lines: Lines = []
    if short := entry.short.in_(language):
        lines += [
            BLANK,
            rule(screen, screen.word("Short answer")),
            *paragraph(screen, inline(screen, short), indent=2),
        ]
    if text := entry.answer.in_(language):
        lines += [BLANK, rule(screen, screen.word("Answer")), *markdown(screen, text)]
    return lines


def report(screen: Screen, entry: Entry | Problem, version: str) -> Lines:
    """Return what to paste into a correction: id, fingerprint, version."""
    asked = paragraph(screen, (screen.word("Paste this into the correction:"), "quiet"), indent=0)
    return [*asked, line(f"id: {entry.id}"), line(f"hash: {entry.hash}"), line(f"qbank: {version}")]


def _top(screen: Screen, entry: Entry, topic: Topic | None) -> Lines:
    lines = [BLANK, head(screen, entry, topic=topic)]
    facts = dotted(screen, *entry.tags)
    if entry.valid_as_of:
        facts = dotted(screen, facts, screen.word("as of {date}", date=entry.valid_as_of))
    if facts:
        lines += paragraph(screen, (facts, "quiet"))
    return [*lines, BLANK, *wording(screen, entry.question)]


def _points(screen: Screen, entry: Entry) -> Lines:
    if not entry.key_points:
        return []
    lines = [BLANK, rule(screen, screen.word("Key points"))]
    for point in entry.key_points:
        must = screen.word("must") if point.must else ""
        mark = line(
            (f"{must} " if must else "", "unsure"), (f"{screen.glyphs.times}{point.weight} ", "quiet")
        )
        sign = line((screen.glyphs.bullet, "accent"))
        lines += labelled(screen, sign, mark, inline(screen, screen.content(point.text)))
    return lines


def _mistakes(screen: Screen, mistakes: tuple[Mistake, ...]) -> Lines:
    if not mistakes:
        return []
    lines = [BLANK, rule(screen, screen.word("Common mistakes"))]
    for mistake in mistakes:
        lines += labelled(
            screen, line((screen.glyphs.miss, "miss")), inline(screen, screen.content(mistake.text))
        )
        lines += paragraph(screen, inline(screen, screen.content(mistake.why), "quiet"), indent=3)
    return lines


def follow_ups(screen: Screen, asked: tuple[FollowUp, ...], known: Container[str]) -> Lines:
    """Return the follow-up questions with their answers; what only names a planned entry is left out."""
    shown = [each for each in asked if screen.content(each.answer) or each.see in known]
    if not shown:
        return []
    lines = [BLANK, rule(screen, screen.word("Follow-up questions"))]
    for each in shown:
        lines += labelled(
            screen, line((screen.glyphs.prompt, "accent")), inline(screen, screen.content(each.question))
        )
        if text := screen.content(each.answer):
            lines += paragraph(screen, inline(screen, text, "quiet"), indent=3)
        else:
            lines += paragraph(screen, (screen.word("see {id}", id=each.see), "accent"), indent=3)
    return lines


def references(screen: Screen, refs: tuple[Reference, ...]) -> Lines:
    """Return the sources, numbered."""
    if not refs:
        return []
    lines = [BLANK, rule(screen, screen.word("References"))]
    for number, ref in enumerate(refs, 1):
        label = line((f"[{number}]", "quiet"))
        lines += labelled(screen, label, f"{ref.title} ({ref.year}) ", (ref.link, "accent"), column=4)
    return lines
