"""One sitting of a quiz: what each answer, rating, undo and override becomes in the log."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.remembering import log_of_one
from qbank.core import grading
from qbank.core.entry import Entry
from qbank.core.grading import Grade
from qbank.core.review import Memory, Rating, Review, ReviewKind, uuid7
from qbank.core.schedule import advance, replay
from qbank.core.session import Session
from qbank.store import Store


@dataclass(slots=True)
class Sitting:
    """The state of one quiz. Every change of the log is on the disk before the method returns.

    Attributes:
        session: What is still to be asked, and what was answered.
        memories: What is remembered, kept up with the log.
        wordings: The person's own ways to say key points: entry -> key point -> phrases.
        notes: What the person noted on entries.
        corrected: Entries whose text was edited since the person answered them.
        because: Of entries that are due by relation, the ids that went badly.
        name: What the rows of this sitting have in common.
        saved: How many answers and attempts it has written.
    """

    bank: Bank
    store: Store
    session: Session
    memories: dict[str, Memory]
    wordings: dict[str, dict[str, list[str]]]
    notes: Mapping[str, list[str]] = field(default_factory=dict)
    corrected: frozenset[str] = frozenset()
    because: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    saved: int = 0
    _shown: float = 0.0
    _past: list[tuple[Session, Review]] = field(default_factory=list)

    def ask(self) -> Entry | None:
        """Return the entry to ask now and start its clock; None when the session is over."""
        id_ = self.session.next
        if id_ is None:
            return None
        self._shown = time.monotonic()
        return self.bank.entry(id_)

    def elapsed(self) -> int:
        """Return the milliseconds since the question was shown."""
        return round((time.monotonic() - self._shown) * 1000)

    def grade(self, entry: Entry, answer: str) -> Grade | None:
        """Grade an answer; None where the entry has no rubric."""
        return grading.grade(answer, entry, self.wordings.get(entry.id))

    def intervals(self, entry: Entry) -> Mapping[int, int]:
        """Return, for each rating, the study days until the question comes back; 0 is this session."""
        day, memory = opening.now().day, self.memories.get(entry.id)
        days = {int(rating): advance(memory, rating, day).due_day - day for rating in Rating}
        return {**days, int(Rating.AGAIN): 0}

    def rate(self, entry: Entry, answer: str, grade: Grade | None, rating: Rating, ms: int) -> None:
        """Store a rated answer and go on."""
        row = self._row("answer", entry, answer=answer, grade=grade, rating=rating, ms=ms)
        memory = advance(self.memories.get(entry.id), rating, row.day)
        self.store.append([row], {entry.id: memory})
        self._past.append((self.session, row))
        self.memories[entry.id] = memory
        self.saved += 1
        self.session = self.session.answered(rating, grade.score if grade else None)

    def attempt(self, entry: Entry, answer: str, grade: Grade | None, ms: int) -> None:
        """Store an answer that was not rated, without effect on the schedule, and go on."""
        row = self._row("attempt", entry, answer=answer, grade=grade, ms=ms)
        self.store.append([row], {})
        self._past.append((self.session, row))
        self.saved += 1
        self.session = self.session.answered(None, grade.score if grade else None)

    def skip(self) -> None:
        """Pass over the question."""
        self.session = self.session.skipped_one()

    def undo(self) -> bool:
        """Take back the last answer of this sitting and ask its question again; False when there is none."""
        if not self._past:
            return False
        session, row = self._past.pop()
        assert row.item is not None
        undo = self._row("undo", None, target=row.id, item=row.item)
        memory = replay([*log_of_one(self.store, self.bank, row.item), undo]).get(row.item)
        self.store.append([undo], {row.item: memory})
        self.store.keep_draft(row.item, row.answer or "")  # it stands in the answer box again
        if memory is None:
            self.memories.pop(row.item, None)
        else:
            self.memories[row.item] = memory
        self.session = session
        self.saved -= 1
        return True

    def remember(self, entry: Entry, point: str, wording: str) -> None:
        """Keep the person's own way to say a key point."""
        row = self._row("wording", entry, data={"point": point, "text": wording})
        self.store.append([row], {})
        self.wordings.setdefault(entry.id, {}).setdefault(point, []).append(wording)

    def _row(
        self,
        kind: ReviewKind,
        entry: Entry | None,
        *,
        item: str | None = None,
        answer: str | None = None,
        grade: Grade | None = None,
        rating: Rating | None = None,
        ms: int | None = None,
        target: bytes | None = None,
        data: Mapping[str, object] | None = None,
    ) -> Review:
        now = opening.now()
        return Review(
            id=uuid7(now.at, secrets.token_bytes(8)),
            device=self.store.device,
            at=now.at,
            offset=now.offset,
            kind=kind,
            item=entry.id if entry else item,
            item_hash=entry.hash if entry else None,
            grade=int(rating) if rating else None,
            score=grade.score if grade else None,
            points=tuple(p.id for p in grade.points if p.status == "covered") if grade else None,
            grader=grade.version if grade else None,
            ms=ms,
            answer=answer,
            target=target,
            data={"session": self.name, **(data or {})},
        )
