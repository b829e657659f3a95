"""The alternatives of a rubric as matchers: Chinese substrings, whole Latin words, word starts, numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qbank.core.clauses import comparable
from qbank.core.entry import KeyPoint

_RUN = re.compile(
    r"(?P<word>[a-z]+)|(?P<number>\d+(?:\.\d+)?)|(?P<space>\s+)|(?P<han>[\u3400-\u9fff]+)|(?P<other>.)"
)
_GAP = r"[ \t]*"


@dataclass(frozen=True, slots=True)
class Term:
    """One alternative, ready to be looked for in a comparable form."""

    pattern: re.Pattern[str]
    is_bound: bool  # whether it may not be the tail of a longer word or number

    def places(self, form: str) -> Iterator[tuple[int, int]]:
        """Yield where the term stands, as (start, end)."""
        for match in self.pattern.finditer(form):
            start = match.start()
            if not (self.is_bound and start and _continues(form, start)):
                yield start, match.end()


def _continues(form: str, start: int) -> bool:
    """Say whether a word or number that begins at `start` is the tail of a longer one."""
    before, first = form[start - 1], form[start]
    if before.isascii() and before.isalnum():
        return not (first.isalpha() and before.isdigit())
    return first.isdigit() and before == "." and form[max(0, start - 2)].isdigit()


@lru_cache(maxsize=16384)
def term(alternative: str) -> Term:
    """Make the matcher of one alternative.

    Latin is a whole word with an optional plural s, or a word start with a trailing `*`. Spaces and hyphens
    between Latin words are the same, and a space between a number and its unit is optional.
    """
    form = comparable(alternative.rstrip("*"))
    is_open = alternative.endswith("*") and not form.endswith(" ")
    runs = [(str(match.lastgroup), match.group()) for match in _RUN.finditer(form.strip())]
    pattern = "".join(_joined(runs))
    last = runs[-1][0] if runs else ""
    if last == "word" and not is_open:
        pattern += r"s?(?![a-z0-9])"
    elif last == "number" and not is_open:
        pattern += r"(?!\d|\.\d)"
    elif last == "word":
        pattern += r"[a-z]*"
    return Term(re.compile(pattern or r"(?!)"), bool(runs) and runs[0][0] in ("word", "number"))


def _joined(runs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the pattern of each run, with what may stand between it and the one before."""
    spaced, before = False, ""
    for kind, text in runs:
        if kind == "space":
            spaced = True
            continue
        if before == "word" == kind:
            yield r"[ \t-]+" if spaced else ""
        elif before in ("word", "number") and kind in ("word", "number"):
            yield r"[ \t-]*"
        elif before:
            yield _GAP
        yield rf"-?{_GAP}" if text == "-" and before == "word" else re.escape(text)
        spaced, before = False, kind


def latin_words(groups: Iterable[Iterable[str]], least: int) -> frozenset[str]:
    """Return the single Latin words of the groups that have at least `least` letters."""
    words = {comparable(text.rstrip("*")) for group in groups for text in group}
    return frozenset(word for word in words if len(word) >= least and word.isascii() and word.isalpha())


def groups_of(points: Iterable[KeyPoint]) -> Iterator[tuple[str, ...]]:
    """Yield every group of every point, those that contradict too."""
    for point in points:
        yield from point.match
        yield from point.excludes
