"""The row that asks how well the person remembered, and when each answer would bring the question back."""

from collections.abc import Mapping

from qbank.screen import terms
from qbank.screen.console import Screen
from qbank.screen.layout import BLANK, flow, hints, paragraph
from qbank.screen.spans import Lines, line


def rating_rows(screen: Screen) -> int:
    """Return the rows that the rating line takes: a blank, the ratings, the keys, the cursor."""
    return 4 if screen.width >= 80 else 6


def rating(screen: Screen, intervals: Mapping[int, int], suggested: int | None = None) -> Lines:
    """Return the rating line.

    Args:
        screen: Where it will be drawn.
        intervals: Rating 1 to 4 to the days after which the question comes back.
        suggested: What Space takes; None for nothing.
    """
    chunks = [line((screen.word("How well?"), "title"), "  ")]
    for grade in sorted(intervals):
        is_chosen = grade == suggested
        key = line((f" {grade} ", "chosen" if is_chosen else "key"))
        word = line((f" {terms.rating(screen, grade)} ", "title" if is_chosen else ""))
        chunks.append(line(key, word, (terms.days(screen, intervals[grade]), "quiet"), "  "))
    graded = (screen.word("Space = {n}", n=suggested), screen.word("v evidence")) if suggested else ("", "")
    space, evidence = graded
    rest = screen.word("Tab whole answer"), evidence, screen.word("? keys"), screen.word("q save and quit")
    return [BLANK, *flow(screen, chunks), *flow(screen, hints(screen, space, *rest))]


def limits(screen: Screen) -> Lines:
    """Return what the grading cannot do: said wherever somebody might trust it too far."""
    said = screen.word(
        "Graded by a checklist with evidence, not by an examiner: "
        "a list of the right words scores, and novel false statements pass."
    )
    return paragraph(screen, (said, "quiet"))


def rated(screen: Screen, grade: int, days: int) -> Lines:
    """Return the line that confirms a rating: it is saved, and when the question comes back."""
    back = screen.word("saved, asked again in this session")
    if days:
        back = screen.word("saved, back in {time}", time=terms.days(screen, days))
    return paragraph(
        screen, (f"{screen.glyphs.hit} {terms.rating(screen, grade)}", "hit"), (f"  {back}", "quiet")
    )


def rating_help(screen: Screen) -> Lines:
    """Return what each key does while a rating is asked for."""
    rows = (
        ("1 2 3 4", screen.word("forgot, hard, good, easy")),
        (screen.word("Space"), screen.word("take the suggestion")),
        (f"{screen.word('Backspace')} -", screen.word("take back the last rating")),
        ("a-i", screen.word("change what a key point got")),
        ("v .", screen.word("the words that each key point was found in")),
        ("Tab", screen.word("the whole answer")),
        ("l =", screen.word("the other language")),
        ("q 0", screen.word("save and quit")),
    )
    lines = [piece for key, text in rows for piece in paragraph(screen, (key, "key"), f"  {text}", hang=2)]
    return lines + limits(screen)
