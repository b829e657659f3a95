"""Show where a text holds the words of a query, although the query was compared in normal form."""

from collections.abc import Iterable

from qbank.core.text import normalise
from qbank.screen.cells import cells
from qbank.screen.spans import Line, Span, Style, line


def highlight(text: str, words: Iterable[str], style: Style = "") -> Line:
    """Return `text` in `style`, with every place that reads like one of `words` (in normal form) marked."""
    parts: list[Span] = []
    at = 0
    for start, end in places(text, words):
        parts += [Span(text[at:start], style), Span(text[start:end], "mark")]
        at = end
    return line(*parts, Span(text[at:], style))


def snippet(text: str, words: Iterable[str], width: int, ellipsis: str) -> str:
    """Return at most `width` columns of `text` around the first place that reads like one of `words`."""
    text = " ".join(text.split())
    if cells(text) <= width:
        return text
    first = start, end = next(iter(places(text, words)), (0, 0))
    room = width - 2 * (cells(ellipsis) + 1) - cells(text[start:end])
    while room > 0:
        before = cells(text[start - 1]) if start else 0
        after = cells(text[end]) if end < len(text) else 0
        start, end = max(start - 1, 0), min(end + 1, len(text))
        room -= before + after
    while cells(text[start:end]) > width - 2 * (cells(ellipsis) + 1):
        end -= 1
    start, end = _whole_words(text, (start, end), first)
    left = f"{ellipsis} " if start else ""
    right = f" {ellipsis}" if end < len(text) else ""
    return left + text[start:end].strip() + right


def _whole_words(text: str, cut: tuple[int, int], kept: tuple[int, int]) -> tuple[int, int]:
    """Narrow a cut so that it splits no Latin word or number, as long as `kept` stays inside."""
    start, end = cut
    while start < kept[0] and _is_inside(text, start):
        start += 1
    while end > max(kept[1], start) and _is_inside(text, end):
        end -= 1
    return (start, end) if end > start else cut


def _is_inside(text: str, at: int) -> bool:
    """Say whether a cut before `at` is inside a Latin word, number or formula-like thing."""
    return 0 < at < len(text) and all(one.isascii() and not one.isspace() for one in text[at - 1 : at + 1])


def places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where `text` reads like one of `words`: (start, end), in order, none overlapping."""
    folded, origins = _folded(text)
    found: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word) if word else -1
        while at >= 0:
            found.append((origins[at], origins[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    return _merged(sorted(found))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the normal form of `text` character by character, and where each character came from."""
    pieces = [normalise(character) for character in text]
    return "".join(pieces), [index for index, piece in enumerate(pieces) for _ in piece]


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
