"""The answers of the bank as other entries' rubrics see them: which points do they cover by chance?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from qbank.core.clauses import clauses, comparable
from qbank.core.grading import covers
from qbank.core.question import Entry, KeyPoint
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
        """Say whether the grader finds a key point here; most points are ruled out without it."""
        return self._may_cover(point) and covers(point, self.text)

    def _may_cover(self, point: KeyPoint) -> bool:
        """Say whether a part of some alternative of every group stands within three neighbouring clauses."""
        groups: list[frozenset[int]] = []
        for group in point.match:
            found = frozenset[int]().union(*(self._clauses_with(_longest_run(text)) for text in group))
            if not found:
                return False
            groups.append(found)
        starts = {clause - back for clause in groups[0] for back in range(REACH)} if groups else set()
        return any(
            all(not places.isdisjoint(range(start, start + REACH)) for places in groups) for start in starts
        )

    def _clauses_with(self, run: str) -> frozenset[int]:
        if run not in self._places:
            found = enumerate(self._forms) if run in self._whole else ()
            self._places[run] = frozenset(number for number, form in found if run in form)
        return self._places[run]

    @cached_property
    def _forms(self) -> Sequence[str]:
        return [clause.form for clause in clauses(self.text)]

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self._forms)


class Answers:
    """The answers of a bank, at most 200 entries of it, in both languages."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Take the answers of these entries, evenly chosen where there are too many."""
        ids = sorted(id_ for id_, entry in entries.items() if entry.key_points)
        step = max(1, -(-len(ids) // MOST))
        self._answers = {
            id_: [Answer(id_, text) for language in LANGUAGES if (text := own_answer(entries[id_], language))]
            for id_ in ids[::step]
        }

    def others(self, id_: str) -> Sequence[str]:
        """Return the ids of the other entries whose answers are tried."""
        return [other for other in self._answers if other != id_]

    def covering(self, id_: str, point: KeyPoint) -> Iterator[Answer]:
        """Yield the answers of other entries that cover a key point of the entry `id_`."""
        for other, answers in self._answers.items():
            if other != id_:
                yield from (answer for answer in answers if answer.covers(point))


@lru_cache(maxsize=65536)
def _longest_run(alternative: str) -> str:
    """Return the longest piece of an alternative that stands unbroken wherever the alternative is found."""
    return max(_RUN.findall(comparable(alternative.rstrip("*"))), key=len, default="")
