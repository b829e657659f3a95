"""One mock interview as it is held: what is asked, and what each reply becomes in the log."""

import contextlib
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.code.attempting import record
from qbank.commands.code.choosing import Chosen
from qbank.core import interview_log
from qbank.core.entry import Entry
from qbank.core.grading import Grade, grade
from qbank.core.handed_in import Judged
from qbank.core.interview import FOLLOW_UP_SECONDS
from qbank.core.interview_log import Ending, Interview
from qbank.core.interviewing import Wordings, is_cut_short, next_turn, position
from qbank.core.review import Memory, Review, ReviewKind, uuid7
from qbank.core.schedule import advance
from qbank.core.text import LANGUAGES, Text
from qbank.core.turns import Reply, Turn, spent
from qbank.core.verdict import Report
from qbank.errors import Message
from qbank.screen.interview import Clock
from qbank.screen.interview_code import raised
from qbank.screen.words import translate
from qbank.store import Store


@dataclass(slots=True)
class Interviewer:
    """An interview under way. Every reply is on the disk before the method returns.

    Attributes:
        kept: The interview as the log has it.
        entries: The main questions and what their follow-ups name.
        memories: What is remembered, kept up with the log.
        wordings: The person's own ways to say key points.
    """

    bank: Bank
    store: Store
    kept: Interview
    entries: Mapping[str, Entry]
    memories: dict[str, Memory]
    wordings: Wordings
    _shown: float = field(default=0.0)

    def next(self) -> Turn | None:
        """Return what to ask now and start its clock; None when the interview is over.

        The clock of the coding problem goes on where an interruption stopped it.
        """
        turn = next_turn(self.kept.script, self.kept.replies, self.entries, self.wordings)
        before = float(self.store.draft(self.draft_key) or 0) if turn and turn.step == "code" else 0.0
        self._shown = time.monotonic() - before
        return turn

    def position(self, turn: Turn) -> tuple[int, int]:
        """Return the number of a turn's main question, and of how many."""
        return position(self.kept.script, turn), self.kept.script.count

    def clock(self, turn: Turn) -> Clock:
        """Return the time used so far."""
        here = time.monotonic() - self._shown
        expected = FOLLOW_UP_SECONDS
        script = self.kept.script
        if turn.step == "main":
            expected = next(item.seconds for item in script.items if item.id == turn.main)
        elif turn.step == "code" and script.code:
            expected = script.code.seconds
        return Clock(spent(self.kept.replies) + here, script.seconds, here, expected)

    @property
    def draft_key(self) -> str:
        """Return under which name the half-typed answer to the present turn is kept."""
        return f"mock {self.kept.name} {len(self.kept.replies)}"

    def begin(self) -> None:
        """Write down that it begins, and with which script."""
        now = opening.now()
        self.kept = replace(self.kept, at=now.at, offset=now.offset)
        self.store.append([self._row("mock", data=interview_log.began(self.kept.script))], {})

    def take(self, turn: Turn, answer: str) -> None:
        """Store an answer: rated where a rubric grades it, else without effect on the schedule."""
        key, ms = self.draft_key, self.elapsed()
        entry = self.entries[turn.see or turn.main]
        graded = grade(answer, entry, self.wordings.get(entry.id)) if turn.see else None
        data = interview_log.asked(turn)
        row = self._row("answer" if graded else "attempt", entry, answer, graded, ms, data=data)
        memories: dict[str, Memory | None] = {}
        if graded:
            self.memories[entry.id] = advance(self.memories.get(entry.id), graded.rating, row.day)
            memories[entry.id] = self.memories[entry.id]
        self.store.append([row], memories)
        self._go_on(Reply(turn, answer, ms), key)

    def skip(self, turn: Turn) -> None:
        """Write down that a question was passed over."""
        key, ms = self.draft_key, self.elapsed()
        self.store.append([self._row("mock", ms=ms, data=interview_log.asked(turn))], {})
        self._go_on(Reply(turn, None, ms), key)

    def hand_in(self, turn: Turn, chosen: Chosen, solution: bytes, report: Report, ms: int) -> None:
        """Store a program that was judged, as `qbank code test` does; `data` says what an interview adds."""
        judged = Judged.of_report(report, raised)
        data = {"session": self.kept.name, **interview_log.handed_in(turn, ms, judged)}
        key = self.draft_key
        memory = record(self.store, self.bank, chosen, solution, report, data)
        if memory:
            self.memories[chosen.problem.id] = memory
        self._go_on(Reply(turn, solution.decode("utf-8", "replace"), ms, judged), key)

    def hand_in_unjudged(self, turn: Turn, solution: bytes, why: Message, ms: int) -> None:
        """Store a program that the judge could not run."""
        judged = Judged("judge_error", why=Text(*(translate(why, language) for language in LANGUAGES)))
        answer, key = solution.decode("utf-8", "replace"), self.draft_key
        data = interview_log.handed_in(turn, ms, judged)
        self.store.append([self._row("attempt", self.entries[turn.main], answer, ms=ms, data=data)], {})
        self._go_on(Reply(turn, answer, ms, judged), key)

    @property
    def is_begun(self) -> bool:
        """Say whether the coding problem was begun on this machine."""
        return bool(self.store.draft(self.draft_key))

    def keep_time(self) -> None:
        """Write down how long the coding problem has taken so far; that also says that it was begun."""
        self.store.keep_draft(self.draft_key, f"{self.elapsed() / 1000:.3f}")

    @contextlib.contextmanager
    def keeping_time(self) -> Iterator[None]:
        """Keep the time of the coding problem, whatever ends the asking before it is handed in."""
        key = self.draft_key
        try:
            yield
        except BaseException:
            if self.draft_key == key:
                self.keep_time()
            raise

    def elapsed(self) -> int:
        """Return the milliseconds that the present turn has taken."""
        return round((time.monotonic() - self._shown) * 1000)

    def end(self, why: Ending = "") -> None:
        """Write down that it is over: done or out of time, unless it is said why."""
        because = why or ("time" if is_cut_short(self.kept.script, self.kept.replies) else "done")
        self.store.append([self._row("mock", data=interview_log.ended(because))], {})
        self.kept = replace(self.kept, ended=because)

    def _go_on(self, reply: Reply, draft_key: str) -> None:
        self.store.keep_draft(draft_key, "")
        self.kept = replace(self.kept, replies=(*self.kept.replies, reply))

    def _row(
        self,
        kind: ReviewKind,
        entry: Entry | None = None,
        answer: str | None = None,
        graded: Grade | None = None,
        ms: int | None = None,
        *,
        data: Mapping[str, object],
    ) -> Review:
        now = opening.now()
        return Review(
            id=uuid7(now.at, secrets.token_bytes(8)),
            device=self.store.device,
            at=now.at,
            offset=now.offset,
            kind=kind,
            item=entry.id if entry else None,
            item_hash=entry.hash if entry else None,
            grade=int(graded.rating) if graded else None,
            score=graded.score if graded else None,
            points=tuple(p.id for p in graded.points if p.status == "covered") if graded else None,
            grader=graded.version if graded else None,
            ms=ms,
            answer=answer,
            data={"session": self.kept.name, **data},
        )


def entries_for(bank: Bank, ids: Sequence[str], away: frozenset[str]) -> dict[str, Entry]:
    """Return the entries of these ids and those that their follow-ups name, as far as the bank has them.

    Args:
        bank: Where they are.
        ids: Main questions.
        away: Entries out of rotation: no follow-up leads to them.
    """
    known = {summary.id for summary in bank.summaries()}
    mains = {id_: bank.entry(id_) for id_ in ids if id_ in known}
    named = dict.fromkeys(each.see for entry in mains.values() for each in entry.follow_ups if each.see)
    return {**{id_: bank.entry(id_) for id_ in named if id_ in known - away}, **mains}
