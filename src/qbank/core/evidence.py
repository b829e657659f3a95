"""Where the words of a rubric stand in an answer, and which of the finds stand in a bare list."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from qbank.core.claims import Segment, claims, glue
from qbank.core.clauses import Clause
from qbank.core.matching import term

LISTED = 0.7  # share of the finds in bare lists, above which those are no evidence
ROW = 3  # so many bare terms in a row are a list
SIDE_BY_SIDE = 5  # so many terms in one clause without a word that joins them are a list
_ITEM = re.compile(r"[,、;/|+·:()>]|[和与及或]|\b(?:and|or)\b")
_LETTER = re.compile(r"[\u3400-\u9fff]|[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: in which clause, and from where to where in the clause's form."""

    clause: int
    start: int
    end: int


class Reading:
    """An answer as the grader reads it; what is costly is worked out when first asked for."""

    def __init__(self, clauses: Sequence[Clause], alternatives: Iterable[str]) -> None:
        self.clauses = clauses
        self.hits = _find_all(clauses, alternatives)

    @cached_property
    def claims(self) -> list[list[Segment]]:
        """Return what each clause claims, segment by segment."""
        return [claims(clause.form) for clause in self.clauses]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """Return in which clauses each mark stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for index, segments in enumerate(self.claims):
            for mark in {mark for segment in segments for mark in segment.marks}:
                places[mark].append(index)
        return places

    def shares(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """Return for each clause with any of the wanted marks the share of their weight that it holds."""
        held: Counter[int] = Counter()
        for mark, weight in wanted.items():
            for clause in self._places.get(mark, ()):
                held[clause] += weight  # type: ignore[assignment]  # a Counter also counts fractions
        whole = sum(wanted.values())
        return {clause: weight / whole for clause, weight in held.items()}

    def segment(self, hit: Hit) -> Segment | None:
        """Return the segment in which a hit stands, None for one in punctuation alone."""
        segments = self.claims[hit.clause]
        index = bisect_right(segments, hit.start, key=lambda segment: segment.end)
        return segments[index] if index < len(segments) else None

    def is_denied(self, hit: Hit) -> bool:
        """Say whether a negation bears on a hit."""
        segment = self.segment(hit)
        return segment is not None and segment.denies(hit.start)

    def listed(self, without: Set[int]) -> frozenset[Hit]:
        """Return the hits that stand in bare lists; none where most hits stand in sentences.

        An item is bare when it is a term with almost nothing beside it, or has beside it what three other
        items have (a frame such as "we use …"). A sentence that enumerates has its verb before the list, so
        enough of an honest answer's hits stands outside.
        """
        items = list(self._items(without))
        frames: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for item in items:
            if item.hits:
                frames[item.rest].add(item.said)
        rows: list[list[_Item]] = [[]]
        for item in items:
            if item.is_bare or (item.hits and len(frames[item.rest]) >= ROW):
                rows[-1].append(item)
            else:
                rows.append([])
        total = sum(1 for item in items if item.hits)
        lists = [row for row in rows if sum(1 for item in row if item.hits) >= ROW]
        bare = [item for row in lists for item in row if item.hits]
        if len(bare) <= LISTED * total:
            return frozenset()
        return frozenset(hit for item in bare for hit in item.hits)

    def _items(self, without: Set[int]) -> Iterator["_Item"]:
        """Yield the items of every clause that has hits."""
        found: dict[int, list[Hit]] = defaultdict(list)
        for hit in sorted({hit for hits in self.hits.values() for hit in hits}, key=lambda hit: hit.start):
            found[hit.clause].append(hit)
        for clause in sorted(found.keys() - without):
            yield from _items_of(self.clauses[clause].form, found[clause])


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands between two commas or the like: its hits, itself, and the letters beside the hits."""

    hits: tuple[Hit, ...]
    said: str
    rest: tuple[str, ...]
    is_bare: bool


def _find_all(clauses: Sequence[Clause], alternatives: Iterable[str]) -> dict[str, list[Hit]]:
    """Find every alternative, with one pass over the whole answer for each."""
    text = "\n".join(clause.form for clause in clauses)
    begins = [0]
    for clause in clauses:
        begins.append(begins[-1] + len(clause.form) + 1)
    found: dict[str, list[Hit]] = {}
    for alternative in alternatives:
        found[alternative] = hits = []
        for start, end in term(alternative).places(text):
            index = bisect_right(begins, start) - 1
            hits.append(Hit(index, start - begins[index], end - begins[index]))
    return found


def _items_of(form: str, hits: Sequence[Hit]) -> Iterator[_Item]:
    blank = _blanked(form, hits)
    if len(hits) >= SIDE_BY_SIDE and not glue(blank) and len(_LETTER.findall(blank)) <= len(hits):
        yield from (_Item((hit,), "", (), is_bare=True) for hit in hits)
        return
    cuts = [0, *(match.end() for match in _ITEM.finditer(form)), len(form)]
    begins = [hit.start for hit in hits]
    for start, end in pairwise(cuts):
        inside = tuple(hits[bisect_left(begins, start) : bisect_left(begins, end)])
        rest = _ITEM.sub(" ", blank[start:end])
        letters = tuple(_LETTER.findall(rest))
        if inside or letters:
            size = sum(2 if letter.isascii() else 1 for letter in letters)
            yield _Item(
                inside,
                form[start:end].strip(),
                letters,
                is_bare=not glue(rest) and size <= (4 if inside else 2),
            )


def _blanked(form: str, hits: Sequence[Hit]) -> str:
    """Return the form with its hits blanked out."""
    text = list(form)
    for hit in hits:
        text[hit.start : hit.end] = " " * (hit.end - hit.start)
    return "".join(text)
