"""The answers of the bank as other entries' rubrics see them: which points do they cover by chance?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from operator import or_

from qbank.core.clauses import Clause, clauses, comparable
from qbank.core.entry import Entry, KeyPoint
from qbank.core.grading import covers
from qbank.core.matching import term
from qbank.core.text import LANGUAGES, Language

MOST = 200  # entries whose answers are tried; a larger bank is sampled evenly
REACH = 3  # neighbouring clauses within which the grader looks for all groups of a point
_RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def own_answer(entry: Entry, language: Language) -> str:
    """Return what the entry itself says in a language, short and full; "" where it has neither."""
    return "\n\n".join(text for text in (entry.short.in_(language), entry.answer.in_(language)) if text)


class Answer:
    """One answer, cut into clauses once for any number of key points."""

    def __init__(self, entry: str, text: str) -> None:
        """Take the answer of the entry with this id."""
        self.entry = entry
        self.text = text
        self._places: dict[str, frozenset[int]] = {}

    def covers(self, point: KeyPoint) -> bool:
        """Say whether the grader finds a key point here; it only reads the places where it might."""
        return any(covers(point, self._window(start)) for start in self._starts(point))

    def may_cover(self, point: KeyPoint) -> bool:
        """Say whether there is a place where the grader might find a key point."""
        return bool(self._starts(point))

    def holds(self, run: str) -> bool:
        """Say whether a piece of an alternative stands here."""
        return run in self._whole

    def _starts(self, point: KeyPoint) -> list[int]:
        """Return where three neighbouring clauses begin that hold an alternative of every group."""
        groups: list[frozenset[int]] = []
        for group in point.match:
            found = frozenset[int]().union(*(self._clauses_with(text) for text in group))
            if not found:
                return []
            groups.append(found)
        starts = {max(0, clause - back) for clause in groups[0] for back in range(REACH)} if groups else set()
        return [
            start
            for start in sorted(starts)
            if all(not places.isdisjoint(range(start, start + REACH)) for places in groups)
        ]

    def _window(self, start: int) -> str:
        """Return the text of three neighbouring clauses."""
        window = self._clauses[start : start + REACH]
        return self.text[window[0].start : window[-1].end]

    def _clauses_with(self, alternative: str) -> frozenset[int]:
        if alternative not in self._places:
            run, found = _longest_run(alternative), term(alternative)
            likely = enumerate(self._clauses) if self.holds(run) else ()
            self._places[alternative] = frozenset(
                number
                for number, clause in likely
                if run in clause.form and any(True for _ in found.places(clause.form))
            )
        return self._places[alternative]

    @cached_property
    def _clauses(self) -> Sequence[Clause]:
        return clauses(self.text)

    @cached_property
    def _whole(self) -> str:
        return "\n".join(clause.form for clause in self._clauses)


class Answers:
    """The answers of a bank, at most 200 entries of it, in both languages."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Take the answers of these entries, evenly chosen where there are too many."""
        ids = sorted(id_ for id_, entry in entries.items() if entry.key_points)
        self.ids: Sequence[str] = ids[:: max(1, -(-len(ids) // MOST))]
        self._answers = [
            Answer(id_, text)
            for id_ in self.ids
            for language in LANGUAGES
            if (text := own_answer(entries[id_], language))
        ]
        self._holding: dict[str, int] = {}
        self._likely: dict[tuple[str, str], Sequence[Answer]] = {}

    def likely(self, id_: str, point: KeyPoint) -> Sequence[Answer]:
        """Return the answers of other entries that may cover a key point of the entry `id_`."""
        if (id_, point.id) not in self._likely:
            self._likely[id_, point.id] = list(self._search(id_, point))
        return self._likely[id_, point.id]

    def _search(self, id_: str, point: KeyPoint) -> Iterator[Answer]:
        held = -1 if point.match else 0
        for group in point.match:
            held &= reduce(or_, (self._answers_with(_longest_run(text)) for text in group), 0)
        for number, answer in enumerate(self._answers):
            if held >> number & 1 and answer.entry != id_ and answer.may_cover(point):
                yield answer

    def _answers_with(self, run: str) -> int:
        """Return a number of which each bit says whether an answer holds `run`."""
        if run not in self._holding:
            found = (1 << number for number, answer in enumerate(self._answers) if answer.holds(run))
            self._holding[run] = sum(found)
        return self._holding[run]


@lru_cache(maxsize=65536)
def _longest_run(alternative: str) -> str:
    """Return the longest piece of an alternative that stands unbroken wherever the alternative is found."""
    return max(_RUN.findall(comparable(alternative.rstrip("*"))), key=len, default="")
