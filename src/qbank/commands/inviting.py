"""Which mock interview is held: the one that was interrupted, or a new one by what was asked for."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from qbank.bank import Bank
from qbank.commands import opening
from qbank.commands.interviewing import Interviewer, entries_for
from qbank.commands.remembering import log_of, memories_of
from qbank.core.attempts import standings
from qbank.core.entry import Entry
from qbank.core.history import effective, interview_plan, suspended, wordings
from qbank.core.interview import Candidate, Script, script
from qbank.core.interview_code import SHORTEST, share, with_problem
from qbank.core.interview_log import Interview, interviews, unfinished
from qbank.core.question import Summary
from qbank.core.review import Review
from qbank.core.select import track_named
from qbank.errors import NothingFoundError, WrongUsageError
from qbank.settings import Settings
from qbank.store import Store

RECENT = 2  # interviews whose main questions are not asked again, where there are others


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; an interview that goes on keeps what it was begun with.

    Attributes:
        seed: None for any, and then what the last interviews asked is avoided.
        is_new: Whether one that was interrupted is left.
        has_code: Whether it ends with a coding problem.
    """

    settings: Settings
    asked: opening.Asked
    minutes: int
    seed: int | None = None
    is_new: bool = False
    has_code: bool = False

    @property
    def talk(self) -> int:
        """Return the minutes of the questions that are answered in words."""
        return self.minutes - (share(self.minutes) if self.has_code else 0)


def interviewer_for(
    bank: Bank, store: Store, wanted: Wanted, resumes: Callable[[Interviewer], bool]
) -> Interviewer:
    """Return the interview that was interrupted, if it is to go on, else a new one that has begun.

    Args:
        bank: What can be asked.
        store: Where replies go.
        wanted: What a new one should be.
        resumes: Says whether the one that was interrupted goes on.

    Raises:
        NothingFoundError: No entry fits the filters, or no coding problem where there is to be one.
        WrongUsageError: The time is too short for one.
    """
    rows = effective(log_of(store, bank))
    found = interviews(rows, bank.renames)
    before = unfinished(found)
    if before is not None:
        old = _interviewer(bank, store, rows, before)
        if not wanted.is_new and resumes(old):
            return old
        chosen = _script(bank, rows, found, wanted)
        old.end("left")
    else:
        chosen = _script(bank, rows, found, wanted)
    talk = _interviewer(bank, store, rows, Interview(secrets.token_hex(8), 0, 0, chosen))
    talk.begin()
    return talk


def _interviewer(bank: Bank, store: Store, rows: Sequence[Review], kept: Interview) -> Interviewer:
    entries = entries_for(bank, kept.script.planned, suspended(rows))
    return Interviewer(bank, store, kept, entries, memories_of(store, bank), wordings(rows))


def _script(bank: Bank, rows: Sequence[Review], found: Sequence[Interview], wanted: Wanted) -> Script:
    """Choose what is asked; with a seed of the person's own, whatever was asked or solved before."""
    weights = _weights(bank, rows, wanted.asked.track)
    is_free = wanted.seed is None
    recent = {reply.turn.main for one in found[-RECENT:] for reply in one.replies if is_free}
    seed = secrets.randbits(32) if wanted.seed is None else wanted.seed
    problems = _problems(bank, rows, wanted) if wanted.has_code else []
    typed = script(
        _candidates(bank, rows, wanted),
        wanted.talk,
        seed,
        weights=weights,
        recent=recent,
    )
    if not wanted.has_code:
        return typed
    known = standings(rows) if is_free else {}
    passed = {id_ for id_, one in known.items() if one.state == "passed"}
    return with_problem(typed, problems, wanted.minutes, weights=weights, passed=passed, recent=recent)


def _candidates(bank: Bank, rows: Sequence[Review], wanted: Wanted) -> list[Candidate]:
    away = suspended(rows)
    fitting = opening.answerable(opening.chosen(wanted.asked, bank, wanted.settings))
    meant = [one for one in fitting if one.id not in away]
    if not meant:
        raise NothingFoundError("every entry that fits the filters is out of rotation")
    known = {summary.id for summary in bank.summaries()} - away
    return [_candidate(one, bank.entry(one.id), known) for one in meant]


def _problems(bank: Bank, rows: Sequence[Review], wanted: Wanted) -> list[Summary]:
    """Return the coding problems that the filters mean; kinds, and ids of entries, are no word on them."""
    if wanted.minutes < SHORTEST:
        raise WrongUsageError("an interview with --code takes --minutes {n} or more", n=SHORTEST)
    ids = [id_ for name in wanted.asked.id or () if bank.is_problem(id_ := opening.id_of(name, bank))]
    asked, away = replace(wanted.asked, kind=["coding"], id=ids or None), suspended(rows)
    found = [one for one in opening.meant(asked, bank, wanted.settings) if one.id not in away]
    if not found:
        raise NothingFoundError(
            "no coding problem fits the filters",
            hint="qbank code list shows them; leave out --code, or a filter",
        )
    return found


def _candidate(one: Summary, entry: Entry, known: set[str]) -> Candidate:
    usable = sum(1 for each in entry.follow_ups if (each.see in known if each.see else True))
    return Candidate(one.id, one.topic, one.kind, one.difficulty, usable, bool(entry.key_points))


def _weights(bank: Bank, rows: Sequence[Review], track: str | None) -> Mapping[str, float]:
    """Return how much topics matter: by the track that was named or is planned for, times the plan's word."""
    kept = interview_plan(rows)
    name = track or (kept.track if kept else "")
    weights = dict(track_named(name, bank.tracks).weights) if name else {}
    for slug, value in (kept.important if kept else {}).items():
        weights[slug] = weights.get(slug, 1.0) * value
    return weights
